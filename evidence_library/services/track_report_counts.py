"""How many recommendations are where: by report, by schedule, by linked evidence and by lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evidence_library.model.clocks import Schedule, UnitClock
from evidence_library.model.counting import counted
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Block, Runs, Table
from evidence_library.model.recommendation import Body
from evidence_library.model.vocabulary import ROLE_WORDS, EvidenceRole, Status
from evidence_library.services.pack_wording import heading, listed, one_line, say, told
from evidence_library.services.track_scope import Chosen, Tracked
from evidence_library.services.track_wording import status_label, together

#: What stands in the lead column of what nobody leads.
NO_LEAD = "No lead named"


@dataclass(frozen=True, slots=True)
class ByClock:
    """One of the clocks that recommendations are counted by.

    `labels` are its values in their order, as `of` and `of_unit` name them.
    """

    name: str
    told: str
    labels: tuple[str, ...]
    of: Callable[[Tracked], str]
    of_unit: Callable[[UnitClock], str]


def schedule_label(schedule: Schedule) -> str:
    """Name in a table what the schedule says."""
    return schedule.value[:1].upper() + schedule.value[1:]


#: What was officially reported.
REPORTED = ByClock(
    "Status",
    "officially reported status",
    tuple(map(status_label, Status)),
    lambda one: status_label(one.clock.status),
    lambda unit: status_label(unit.status),
)

#: What the schedule says.
SCHEDULE = ByClock(
    "Schedule",
    "what the schedule says",
    tuple(map(schedule_label, Schedule)),
    lambda one: schedule_label(one.clock.schedule),
    lambda unit: schedule_label(unit.schedule),
)


def summary(chosen: Chosen) -> Iterator[str]:
    """Tell in sentences how many recommendations are where."""
    number = len(chosen.tracked)
    reported = Counter(one.clock.status for one in chosen.tracked)
    schedule = Counter(one.clock.schedule for one in chosen.tracked)
    day = day_in_words(chosen.scope.as_at)
    by_status = together(f"{reported[one]} {_said(one)}" for one in Status if reported[one])
    yield f"As at {day}, {counted(number, 'recommendation')}. Officially reported: {by_status}."
    over, silent = schedule[Schedule.OVERDUE], schedule[Schedule.NO_REPORT]
    are = "is" if over == 1 else "are"
    said = f"The schedule: {over or 'none'} {are} overdue."
    if silent:
        said += f" For {silent} more the deadline has passed, and no status was reported."
    yield said
    with_evidence = sum(bool(one.item.links) for one in chosen.tracked)
    yield f"Evidence: records are linked to {with_evidence or 'none'} of them."


def _said(status: Status) -> str:
    label = status_label(status)
    return f"with {label[:1].lower()}{label[1:]}" if status is Status.UNKNOWN else label.lower()


def sections(chosen: Chosen) -> Iterator[Block]:
    """Give the tables of counts, each of the three clocks by itself, then by lead."""
    yield heading(1, "Counts", "counts")
    yield heading(2, "What was officially reported")
    yield told(
        "A recommendation whose parts were reported differently is “mixed”; "
        "a part without a report of its own takes that of the whole."
    )
    yield _both(REPORTED, chosen.tracked)
    yield heading(2, "What the schedule says")
    yield told(
        "Overdue means that the original deadline of the whole or of a part lies wholly before "
        "the day of the report and that it is not met; partly met counts as not met. A revised "
        "date changes nothing. What is addressed elsewhere is counted by itself."
    )
    yield _both(SCHEDULE, chosen.tracked)
    yield heading(2, "What linked evidence shows")
    yield from _evidence(chosen)
    yield heading(1, "By lead", "leads")
    yield from _leads(chosen)


def _both(by: ByClock, tracked: Sequence[Tracked]) -> Table:
    """Count recommendations and their explicit parts by one of the clocks."""
    wholes = Counter(map(by.of, tracked))
    parts = Counter(by.of_unit(unit) for one in tracked for unit in one.clock.units if unit.marker)
    rows = [
        (say(label), say(f"{wholes[label]:,}"), say(f"{parts[label]:,}"))
        for label in by.labels
        if wholes[label] or parts[label]
    ]
    rows.append((say("All"), say(f"{wholes.total():,}"), say(f"{parts.total():,}")))
    header = (say(by.name), say("Recommendations"), say("Explicit parts"))
    caption = f"Recommendations and explicit parts by {by.told}"
    return Table(caption, header, tuple(rows), row_headings=True)


def _evidence(chosen: Chosen) -> Iterator[Block]:
    links = Counter(link.role for item in chosen.items for link in item.links)
    linked = Counter(role for item in chosen.items for role in {link.role for link in item.links})
    without = sum(not item.links for item in chosen.items)
    yield told(
        "Linked records are our own reading of the evidence. They change neither what was "
        "reported nor what the schedule says."
    )
    rows = [
        (say(ROLE_WORDS[role]), say(f"{linked[role]:,}"), say(f"{links[role]:,}"))
        for role in EvidenceRole
    ]
    rows.append((say("No linked record"), say(f"{without:,}"), say("0")))
    header = (say("What the records are"), say("Recommendations"), say("Linked records"))
    yield Table("Recommendations by linked evidence", header, tuple(rows), row_headings=True)


def _leads(chosen: Chosen) -> Iterator[Block]:
    tracked = chosen.tracked
    several = sum(len(one.item.leads) > 1 for one in tracked)
    if several:
        yield told(
            f"A recommendation with several leads counts once for each of them: {several:,} "
            f"{'has' if several == 1 else 'have'} more than one, so the rows add up to more "
            f"than {len(tracked):,}."
        )
    rows = tuple(_led(name, led) for name, led in by_lead(tracked))
    header = ("Lead", "All", "Officially reported", "Schedule", "With linked records")
    caption = "Each lead: what was reported, what the schedule says, what has linked records"
    yield Table(caption, tuple(map(say, header)), rows, row_headings=True)
    named = {name.casefold() for one in tracked for name in one.item.leads}
    bodies = {one.name: one for owner in chosen.owners for one in owner.bodies}
    known = (_body(one) for one in bodies.values() if one.name.casefold() in named)
    yield from listed(tuple(filter(None, known)))


def by_lead(tracked: Sequence[Tracked]) -> tuple[tuple[str, tuple[Tracked, ...]], ...]:
    """Give for each lead what it leads, the names in the order of the alphabet."""
    found: dict[str, list[Tracked]] = {}
    for one in tracked:
        for name in dict.fromkeys(map(one_line, one.item.leads)) or (NO_LEAD,):
            found.setdefault(name, []).append(one)
    ordered = sorted(found, key=lambda name: (name == NO_LEAD, name.casefold()))
    return tuple((name, tuple(found[name])) for name in ordered)


def _led(name: str, led: Sequence[Tracked]) -> tuple[Runs, ...]:
    """Count what a lead leads by each of the clocks."""
    linked = sum(bool(one.item.links) for one in led)
    counts = (f"{len(led):,}", _counts(REPORTED, led), _counts(SCHEDULE, led), f"{linked:,}")
    return tuple(map(say, (name, *counts)))


def _counts(by: ByClock, tracked: Sequence[Tracked]) -> str:
    """Say how many there are of each value: "4 met; 1 partly met"."""
    counts = Counter(map(by.of, tracked))
    return "; ".join(
        f"{counts[label]:,} {label[:1].lower()}{label[1:]}" for label in by.labels if counts[label]
    )


def _body(body: Body) -> str:
    """Say what a lead is called in full, and what came after it."""
    said = one_line(body.full_name)
    if body.successors:
        later = together(map(one_line, body.successors))
        said += f"{'; ' if said else ''}succeeded by {later}"
    return f"{one_line(body.name)}: {said}." if said else ""
