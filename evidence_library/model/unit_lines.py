"""The whole and the parts of a recommendation through time: when each was due, and its states.

What lists show (`model.tracked`) tells of a recommendation as one; a timeline shows its parts.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from evidence_library.model.clock_states import unit_states
from evidence_library.model.clocks import State, reported_on, revised_by, state_at
from evidence_library.model.quarters import Span, quarter_of, quarters_in_words, span_of
from evidence_library.model.recommendation import Deadline, Part, Recommendation
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
    units = unit_states(item, convention)
    parts = (*([None] * (len(units) - len(item.parts))), *item.parts)
    return tuple(
        UnitLine(
            marker=unit.marker,
            text=part.text if part else "",
            due=due_of(unit.deadline, convention),
            states=unit.states,
            revisions=_revisions(item, part, convention),
        )
        for unit, part in zip(units, parts, strict=True)
    )


@lru_cache(maxsize=4096)
def due_of(deadline: Deadline | None, convention: QuarterConvention) -> Due | None:
    """Give a deadline as a timeline shows it: in the quarter in which its last day lies."""
    span = span_of(deadline, convention) if deadline is not None else None
    if span is None or deadline is None:
        return None
    position = quarter_of(span.last, convention).position
    if deadline.date is not None and deadline.raw:
        return Due(span, position, deadline.raw)
    return Due(span, position, quarters_in_words(span, convention))


def _revisions(
    item: Recommendation, part: Part | None, convention: QuarterConvention
) -> tuple[Revision, ...]:
    found: list[Revision] = []
    before: Deadline | None = None
    for day in sorted({date.min, *(reported_on(one.date) for one in item.progress if one.revised)}):
        now = revised_by(item, part, day)
        if now != before:
            before = now
            found.append(Revision(day.toordinal(), due_of(before, convention)))
    return tuple(found)


def _begins(revision: Revision) -> int:
    return revision.begins
