"""What reports and lists say of recommendations: names, deadlines, reports and delays in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from evidence_library.model.clocks import Schedule, UnitClock, overdue_in_words, reported_on
from evidence_library.model.dates import PartialDate, day_in_words
from evidence_library.model.quarters import quarters_in_words, span_of
from evidence_library.model.recommendation import (
    Deadline,
    ProgressEntry,
    Recommendation,
    RecommendationSet,
    Response,
)
from evidence_library.model.vocabulary import QuarterConvention, Status, in_words
from evidence_library.services.pack_wording import dated, one_line
from evidence_library.services.track_scope import Tracked
from evidence_library.text.partial_dates import in_words as in_full

#: What is said of quarters, by their convention.
QUARTERS = {
    QuarterConvention.CALENDAR: "Quarters are those of the calendar: Q1 is January to March.",
    QuarterConvention.FINANCIAL: "Quarters are those of the financial year: Q1 is April to June.",
    QuarterConvention.UNSTATED: (
        "The source does not say which quarters it means; they are read as those of the "
        "calendar: Q1 is January to March."
    ),
}


def together(names: Iterable[str]) -> str:
    """Name several things: "DTI, DWP and SBS"."""
    *others, last = list(names) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def leads_of(tracked: Tracked) -> str:
    """Name who is to do it."""
    return together(map(one_line, tracked.item.leads)) or "no lead named"


def name_of(tracked: Tracked) -> str:
    """Name a recommendation: "16 (DTI and NRU)"."""
    return f"{one_line(tracked.item.number)} ({leads_of(tracked)})"


def unit_name(marker: str) -> str:
    """Name the whole, or a part of it, in a table."""
    return one_line(marker) if marker else "Whole"


def due_in_words(deadline: Deadline, convention: QuarterConvention) -> str:
    """Say a deadline as it was understood, with the wording of the source where that differs."""
    span = span_of(deadline, convention)
    written = one_line(deadline.raw) or deadline.value
    if span is None:
        return f"“{written}”, not understood as a time"
    if deadline.date is not None and deadline.until is None:
        return in_full(deadline.date)
    if deadline.quarter is None and deadline.until is None:
        return f"{deadline.year}"
    read = quarters_in_words(span, convention)
    kind = ", financial year" if convention is QuarterConvention.FINANCIAL else ""
    return f"{written}, read as {read}{kind}" if deadline.until else f"{read}{kind}"


def due_of(item: Recommendation, convention: QuarterConvention) -> str:
    """Say when a recommendation as a whole is due."""
    if item.deadline is not None:
        return due_in_words(item.deadline, convention)
    return "see parts" if any(part.deadline for part in item.parts) else "none"


def status_in_words(status: Status) -> str:
    """Say a status within a sentence."""
    return "nothing that states a status" if status is Status.UNKNOWN else in_words(status).lower()


def status_label(status: Status) -> str:
    """Name a status in a table."""
    return "No status stated" if status is Status.UNKNOWN else in_words(status)


def entered_on(when: PartialDate | None) -> str:
    """Say when something was reported."""
    return dated(when) if when is not None and when.year else "without a date"


def delays(tracked: Tracked) -> tuple[str, ...]:
    """Say of an overdue recommendation what was due when, and for how long it has been overdue.

    Parts of which the same is to be said are told together, and the whole only where none of its
    parts tells its deadline.
    """
    return tuple(
        _delay(tracked, units)
        for units in _grouped(told_units(tracked, Schedule.OVERDUE), tracked.owner)
    )


def waits(tracked: Tracked, schedule: Schedule) -> tuple[str, ...]:
    """Say of a recommendation what is due when and how it was reported, where `schedule` holds."""
    return tuple(
        f"{_said_due(tracked, units)}. {_reported(units[0])}{_revised(tracked, units[0])}"
        for units in _grouped(told_units(tracked, schedule), tracked.owner)
    )


def told_units(tracked: Tracked, schedule: Schedule) -> list[UnitClock]:
    """Give the parts of which a schedule holds, and the whole if it says more than they do."""
    units = [one for one in tracked.clock.units if one.schedule is schedule]
    if any(one.marker and one.deadline_inherited for one in units):
        units = [one for one in units if one.marker]
    return units


def _grouped(units: Sequence[UnitClock], owner: RecommendationSet) -> Iterator[list[UnitClock]]:
    def same(unit: UnitClock) -> tuple[object, ...]:
        due = due_in_words(unit.deadline, owner.quarters) if unit.deadline else ""
        revised = due_in_words(unit.revised, owner.quarters) if unit.revised else ""
        return due, unit.status, revised, unit.marker == ""

    for _, some in groupby(units, same):
        yield list(some)


def _delay(tracked: Tracked, units: Sequence[UnitClock]) -> str:
    unit = units[0]
    late = overdue_in_words(unit.quarters_over)
    said = f"{_said_due(tracked, units)}. {late}. {_reported(unit)}"
    against = " ".join(one.contradiction for one in units if one.contradiction)
    return f"{said}{_revised(tracked, unit)}{' ' if against else ''}{against}"


def _said_due(tracked: Tracked, units: Sequence[UnitClock]) -> str:
    said = f"{_named(tracked, units)}{_due(tracked, units[0])}"
    return said[:1].upper() + said[1:]


def _named(tracked: Tracked, units: Sequence[UnitClock]) -> str:
    markers = [one_line(one.marker) for one in units if one.marker]
    if not markers:
        return "The whole: " if tracked.item.parts else ""
    return f"Part{'s' if len(markers) > 1 else ''} {together(markers)}: "


def _due(tracked: Tracked, unit: UnitClock) -> str:
    if unit.deadline is None or unit.since is None:
        return "no deadline that was understood"
    due = due_in_words(unit.deadline, tracked.owner.quarters)
    of_whole = ", the deadline of the whole" if unit.deadline_inherited else ""
    if unit.deadline.date is not None and unit.deadline.date.day and not unit.deadline.until:
        return f"due {due}{of_whole}"
    passed = "ended" if unit.since < tracked.clock.day else "ends"
    return f"due {due}{of_whole}, which {passed} on {day_in_words(unit.since)}"


def _reported(unit: UnitClock) -> str:
    taken = " (as the whole)" if unit.status_inherited else ""
    return f"Officially reported: {status_in_words(unit.status)}{taken}."


def _revised(tracked: Tracked, unit: UnitClock) -> str:
    if unit.revised is None:
        return ""
    later = due_in_words(unit.revised, tracked.owner.quarters)
    return f" A revised date was named: {later}; it changes nothing here."


def entry_in_words(entry: ProgressEntry) -> str:
    """Say an entry of the progress log: when, of what, which status, in which words, from where."""
    of = f", part {one_line(entry.part)}" if entry.part else ""
    when = entered_on(entry.date)
    said = f"{when[:1].upper()}{when[1:]}{of}: {status_in_words(entry.status)}"
    if one_line(entry.raw).casefold() not in {"", status_in_words(entry.status)}:
        said += f" (“{one_line(entry.raw)}”)"
    if entry.revised is not None:
        said += f", with a revised date, {one_line(entry.revised.raw) or entry.revised.value}"
    where = f" Source: {one_line(entry.source)}." if entry.source.strip() else ""
    by = f" Entered by {one_line(entry.by)}." if entry.by.strip() else ""
    return f"{said}.{where}{by}"


def response_in_words(response: Response) -> str:
    """Say what was answered to a recommendation, and when."""
    said = f"{in_words(response.kind)}, {entered_on(response.date)}"
    if response.raw.strip():
        said += f": “{one_line(response.raw)}”"
    where = f" Source: {one_line(response.source)}." if response.source.strip() else ""
    return f"{said}.{where}"


def existing(entries: Iterable[ProgressEntry], day: date) -> tuple[ProgressEntry, ...]:
    """Leave out what was reported after a day, and put the rest in the order of time."""
    there = [one for one in entries if reported_on(one.date) <= day]
    return tuple(sorted(there, key=lambda one: reported_on(one.date)))


def shortened(text: str, most: int = 160) -> str:
    """Give the beginning of a text in one line."""
    line = one_line(text)
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0].rstrip(',;:') or line[: most - 1]}…"
