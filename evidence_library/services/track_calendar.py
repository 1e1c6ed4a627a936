"""The deadlines of recommendations as days in a calendar."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.exporters.calendar_ics import Event
from evidence_library.model.clocks import Schedule, UnitClock, schedule_in_words
from evidence_library.model.dates import day_in_words
from evidence_library.services.pack_wording import one_line
from evidence_library.services.track_scope import Chosen, Tracked
from evidence_library.services.track_wording import due_in_words, leads_of, status_label

#: What nobody has to do any more.
_CLOSED = frozenset({Schedule.MET, Schedule.ADDRESSED_ELSEWHERE})


def events(chosen: Chosen, *, closed: bool = False) -> Iterator[Event]:
    """Give an event for each original deadline, on its last day; a revised one is told in it.

    A part that takes the deadline of the whole has no event of its own, unless it alone is open.
    What is met or addressed elsewhere is left out unless `closed` deadlines are asked for.
    """
    for one in chosen.tracked:
        for unit in _units(one, closed=closed):
            if unit.since is not None:
                yield _event(one, unit)


def _units(tracked: Tracked, *, closed: bool) -> list[UnitClock]:
    wanted = [one for one in tracked.clock.units if closed or one.schedule not in _CLOSED]
    if any(not one.marker for one in wanted):
        return [one for one in wanted if not one.deadline_inherited]
    return wanted


def _event(tracked: Tracked, unit: UnitClock) -> Event:
    item, owner = tracked.item, tracked.owner
    number = f"{one_line(item.number)}{f' ({one_line(unit.marker)})' if unit.marker else ''}"
    due = due_in_words(unit.deadline, owner.quarters) if unit.deadline else ""
    if unit.since is None:
        raise ValueError("A deadline that was not understood is no day")
    return Event(
        uid=f"{item.id}-{unit.marker}" if unit.marker else item.id,
        day=unit.since,
        summary=f"Deadline of recommendation {number}: {leads_of(tracked)}",
        description="\n".join(_description(tracked, unit, due)),
        categories=tuple(map(one_line, item.leads)),
        void=unit.schedule is Schedule.ADDRESSED_ELSEWHERE,
    )


def _description(tracked: Tracked, unit: UnitClock, due: str) -> Iterator[str]:
    item, owner = tracked.item, tracked.owner
    part = next((one.text for one in item.parts if one.marker == unit.marker), "")
    yield one_line(part or item.text)
    yield f"Original deadline: {due}."
    if unit.revised is not None:
        yield f"Revised date: {due_in_words(unit.revised, owner.quarters)}."
    day = day_in_words(tracked.clock.day)
    yield f"Officially reported as at {day}: {status_label(unit.status)}."
    yield f"Schedule as at {day}: {schedule_in_words(unit.schedule, unit.quarters_over)}."
    yield f"Set: {one_line(owner.title)}."
