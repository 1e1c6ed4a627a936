"""Lay recommendations out along quarters, with their states as at a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from evidence_library.model.clock_looks import Dial, shown
from evidence_library.model.clocks import Schedule
from evidence_library.model.counting import recommendations_and_parts
from evidence_library.model.listing import Listing
from evidence_library.model.quarters import quarter_of
from evidence_library.model.tracked import Line
from evidence_library.model.tracked_timeline import (
    FINANCIAL,
    TIMELINE_COLUMNS,
    Column,
    Mark,
    Strip,
    Timeline,
    row,
)
from evidence_library.model.vocabulary import QuarterConvention, Status
from evidence_library.services.track_histories import Histories

#: More empty quarters than this in a row are drawn as one gap.
_FEW = 4

#: What stands first in a quarter: what is still owed.
_RANK = {
    Dial.SCHEDULE: {one.value: at for at, one in enumerate(Schedule)},
    Dial.STATUS: {
        one.value: at
        for at, one in enumerate(
            (
                *(Status.NOT_MET, Status.PARTLY_MET, Status.MIXED, Status.IN_PROGRESS),
                *(Status.NOT_DUE, Status.UNKNOWN, Status.ADDRESSED_ELSEWHERE, Status.MET),
            )
        )
    },
}


def timeline(lines: Sequence[Line], histories: Histories, day: date, dial: Dial) -> Timeline:
    """Lay out the units of lines; each stands in the quarter in which its deadline ends."""
    held: dict[QuarterConvention, list[Mark]] = defaultdict(list)
    for line in lines:
        held[line.convention].extend(
            Mark(line, unit, unit.state(day), unit.revised(day) if unit.revisions else None)
            for unit in histories.units(line)
        )
    by_convention: dict[QuarterConvention, list[Mark]] = defaultdict(list)
    for convention, marks in held.items():
        by_convention[_drawn_as(convention)].extend(marks)
    strips = tuple(
        _strip(convention, marks, day, dial) for convention, marks in by_convention.items()
    )
    return Timeline(day, dial, strips, _sentence(lines, strips))


def listing(drawn: Timeline, facts: Sequence[tuple[str, str]]) -> Listing:
    """Give the table to write into a file, with what it is of on top."""
    rows = [row(mark, drawn.day) for mark in drawn.marks]
    about = (*facts, ("Counting rule", drawn.sentence))
    return Listing(drawn.title, about, TIMELINE_COLUMNS, rows, ("Deadlines", "About"))


def _drawn_as(convention: QuarterConvention) -> QuarterConvention:
    """Read quarters whose convention is not stated as those of the calendar."""
    financial = convention is QuarterConvention.FINANCIAL
    return convention if financial else QuarterConvention.CALENDAR


def _strip(convention: QuarterConvention, marks: Sequence[Mark], day: date, dial: Dial) -> Strip:
    held: dict[int, list[Mark]] = defaultdict(list)
    without: list[Mark] = []
    rank = _RANK[dial]
    for mark in sorted(marks, key=lambda one: rank[shown(one.state, dial)]):
        due, revised = mark.unit.due, mark.revised
        if due is None:
            without.append(mark)
        else:
            held[due.position].append(mark)
        if revised is not None and (due is None or revised.position != due.position):
            held[revised.position].append(mark._replace(later=True))
    now = quarter_of(day, convention).position
    held.setdefault(now, [])
    columns = tuple(_columns(held))
    at = next(place for place, one in enumerate(columns) if one.position == now)
    return Strip(convention, columns, at, tuple(without))


def _columns(held: Mapping[int, Sequence[Mark]]) -> Iterator[Column]:
    """Give the quarters from the first to the last; long runs without anything are one column."""
    positions = sorted(held)
    for position, following in pairwise((*positions, positions[-1] + 1)):
        yield Column(position, 1, tuple(held[position]))
        empty = following - position - 1
        if empty > _FEW:
            yield Column(position + 1, empty, ())
        else:
            yield from (Column(one, 1, ()) for one in range(position + 1, following))


def _sentence(lines: Sequence[Line], strips: Sequence[Strip]) -> str:
    parts = sum(line.parts for line in lines)
    said = [f"{recommendations_and_parts(len(lines), parts)}."]
    if parts:
        said.append("Each part stands where it is due.")
    without = sum(len(strip.without) for strip in strips)
    if without:
        have = "has" if without == 1 else "have"
        said.append(f"{without:,} {have} no deadline that is understood: see the table.")
    if len(strips) > 1:
        said.append(f"Quarters of the calendar and of the {FINANCIAL}, are drawn apart.")
    elif strips and strips[0].convention is QuarterConvention.FINANCIAL:
        said.append(f"Quarters of the {FINANCIAL}.")
    return " ".join(said)
