"""The deadlines of actions as days in a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence_library.exporters.calendar_ics import Event
from evidence_library.model.clocks import Schedule
from evidence_library.model.dates import day_in_words
from evidence_library.services import action_wording
from evidence_library.services.actions import Listed
from evidence_library.services.assess_report_parts import MARK
from evidence_library.services.pack_wording import one_line


def events(listed: Iterable[Listed]) -> Iterator[Event]:
    """Give an event for each action that is open, on the last day of its first deadline.

    A later date is told in it. What is met is left out; what is addressed elsewhere is cancelled.
    """
    for one in listed:
        unit = one.clock.units[0]
        if unit.since is None or one.clock.schedule is Schedule.MET:
            continue
        item = one.action
        yield Event(
            uid=item.id,
            day=unit.since,
            summary=f"{f'{MARK}: ' if item.example else ''}Due: {one_line(item.what)}",
            description="\n".join(_description(one)),
            categories=(one_line(item.owner),) if item.owner.strip() else (),
            void=one.clock.schedule is Schedule.ADDRESSED_ELSEWHERE,
        )


def _description(one: Listed) -> Iterator[str]:
    item, day = one.action, day_in_words(one.clock.day)
    if item.example:
        yield f"{MARK}."
    yield f"Who: {action_wording.owner_of(one)}."
    yield f"Due: {action_wording.due(one)}."
    if later := action_wording.revised(one):
        yield f"Date named later: {later}."
    if item.measure.strip():
        yield f"How one will know that it worked: {one_line(item.measure)}"
    yield f"As at {day}: {action_wording.reported(one)}; {action_wording.schedule(one)}."
