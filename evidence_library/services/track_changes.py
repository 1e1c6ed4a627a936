"""What changed of recommendations between two days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from evidence_library.model.clocks import Schedule, State
from evidence_library.model.dates import day_in_words
from evidence_library.model.ids import RecommendationId
from evidence_library.model.listing import Listing
from evidence_library.model.tracked import Line, states_on
from evidence_library.model.tracked_changes import (
    Change,
    ChangesBetween,
    Event,
    Turn,
    UnitChange,
    sentences,
)
from evidence_library.model.vocabulary import Status
from evidence_library.services.track_histories import Histories


def changes(
    lines: Sequence[Line], histories: Histories, first: date, second: date
) -> ChangesBetween:
    """Compare the states of lines at two days, and list what came in between.

    From a later day back to an earlier one, before and after change places and the same came in.
    """
    events: dict[RecommendationId, list[Event]] = defaultdict(list)
    for event in histories.between(min(first, second), max(first, second)):
        events[event.recommendation].append(event)
    found: dict[Turn, list[Change]] = {turn: [] for turn in Turn}
    changed = overdue = 0
    at_both = zip(lines, states_on(lines, first), states_on(lines, second), strict=True)
    for line, before, after in at_both:
        units = _units(line, histories, first, second) if line.parts else ()
        came = events.get(line.id, ())
        overdue += before.schedule is after.schedule is Schedule.OVERDUE
        if before is after and not units and not came:
            continue
        change = _change(line, (before, after), units, tuple(came))
        changed += bool(change.turns)
        for turn in change.turns:
            found[turn].append(change)
    return ChangesBetween(
        first=first,
        second=second,
        groups=tuple((turn, tuple(held)) for turn, held in found.items() if held),
        changed=changed,
        overdue=overdue,
        undated=sum(line.undated for line in lines),
        compared=len(lines),
    )


def listing(found: ChangesBetween, facts: Sequence[tuple[str, str]]) -> Listing:
    """Give the table to write into a file, with the days and what it is of on top."""
    rows = [
        (
            turn.value,
            one.line.number,
            ", ".join(one.line.leads),
            _told(one, found),
            one.line.excerpt,
        )
        for turn, held in found.groups
        for one in held
    ]
    about = (
        ("From", day_in_words(found.first)),
        ("To", day_in_words(found.second)),
        *facts,
        ("Summary", found.sentence),
    )
    columns = ("Change", "Recommendation", "Lead", "What changed", "Wording")
    return Listing(found.title, about, columns, rows, ("Changes", "About"))


def _told(change: Change, found: ChangesBetween) -> str:
    return " ".join(sentences(change, found.first, found.second))


def _units(line: Line, histories: Histories, first: date, second: date) -> tuple[UnitChange, ...]:
    """Give the parts that differ; the whole beside them tells what they do already."""
    return tuple(
        UnitChange(unit.marker, before, after)
        for unit in histories.units(line)
        if unit.marker
        and (before := unit.state(first)) is not (after := unit.state(second))
        and before[1:] != after[1:]
    )


def _change(
    line: Line, whole: tuple[State, State], units: tuple[UnitChange, ...], came: tuple[Event, ...]
) -> Change:
    before, after = whole
    turns = set(_turns(before, after))
    for unit in units:
        turns.update(_turns(unit.before, unit.after))
    if any(event.slips for event in came):
        turns.add(Turn.SLIPPED)
    if not turns and (came or units or before[1:3] != after[1:3]):
        turns.add(Turn.OTHER)
    return Change(line, before, after, units, came, tuple(one for one in Turn if one in turns))


def _turns(before: State, after: State) -> Iterator[Turn]:
    met = before.status is Status.MET, after.status is Status.MET
    if met == (False, True):
        yield Turn.MET
    if met == (True, False):
        yield Turn.NO_LONGER_MET
    if before.schedule is not after.schedule:
        if after.schedule is Schedule.OVERDUE:
            yield Turn.OVERDUE
        if after.schedule is Schedule.NO_REPORT:
            yield Turn.NO_REPORT
    if after.contradiction and not before.contradiction:
        yield Turn.CONTRADICTED
