"""The whole and the parts of a recommendation through time: when each was due, and its states.

What lists show (`model.tracked`) tells of a recommendation as one; a timeline shows its parts.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from evidence_library.model.clocks import (
    Schedule,
    State,
    UnitClock,
    clock,
    state_at,
    turning_points,
)
from evidence_library.model.quarters import Span, quarter_of, quarters_in_words, span_of
from evidence_library.model.recommendation import Deadline, Recommendation
from evidence_library.model.vocabulary import QuarterConvention


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that was understood: its days, the position of the quarter it ends in, words."""

    span: Span
    position: int
    words: str


@dataclass(frozen=True, slots=True)
class Revision:
    """The revised deadline that held from a day on (an ordinal); None if there was none then."""

    begins: int
    due: Due | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A whole (marker empty) or a part of it, at all times.

    `due` is the original deadline, None without one or where it was not understood; `text` is the
    wording of a part, empty for the whole.
    """

    marker: str
    text: str
    due: Due | None
    states: tuple[State, ...]
    revisions: tuple[Revision, ...]

    def state(self, day: date) -> State:
        """Give what held at a day."""
        return state_at(self.states, day)

    def revised(self, day: date) -> Due | None:
        """Give the revised deadline that was named by a day."""
        if not self.revisions:
            return None
        at = bisect_right(self.revisions, day.toordinal(), key=_begins) - 1
        return self.revisions[at].due if at >= 0 else None


def unit_lines(item: Recommendation, convention: QuarterConvention) -> tuple[UnitLine, ...]:
    """Give the units of a recommendation, as `clocks.clock` counts them."""
    texts = {part.marker: part.text for part in item.parts}
    days = turning_points(item, convention)
    clocks = [clock(item, convention, day).units for day in days]
    return tuple(
        UnitLine(
            marker=first.marker,
            text=texts.get(first.marker, ""),
            due=due_of(first.deadline, convention),
            states=_states(days, [units[at] for units in clocks], convention),
            revisions=_revisions(days, [units[at] for units in clocks], convention),
        )
        for at, first in enumerate(clocks[0])
    )


def due_of(deadline: Deadline | None, convention: QuarterConvention) -> Due | None:
    """Give a deadline as a timeline shows it: in the quarter in which its last day lies."""
    span = span_of(deadline, convention) if deadline is not None else None
    if span is None or deadline is None:
        return None
    position = quarter_of(span.last, convention).position
    if deadline.date is not None and deadline.raw:
        return Due(span, position, deadline.raw)
    return Due(span, position, quarters_in_words(span, convention))


def _states(
    days: list[date], units: list[UnitClock], convention: QuarterConvention
) -> tuple[State, ...]:
    found: list[State] = []
    for day, unit in zip(days, units, strict=True):
        over = unit.since if unit.schedule is Schedule.OVERDUE else None
        since = quarter_of(over, convention).position if over else 0
        begins = day.toordinal() if found else 0
        state = State(begins, unit.status, unit.schedule, since, unit.contradiction)
        if not found or state[1:] != found[-1][1:]:
            found.append(state)
    return tuple(found)


def _revisions(
    days: list[date], units: list[UnitClock], convention: QuarterConvention
) -> tuple[Revision, ...]:
    found: list[Revision] = []
    before: Deadline | None = None
    for day, unit in zip(days, units, strict=True):
        if unit.revised != before:
            before = unit.revised
            found.append(Revision(day.toordinal(), due_of(before, convention)))
    return tuple(found)


def _begins(revision: Revision) -> int:
    return revision.begins
