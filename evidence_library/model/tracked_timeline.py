"""A timeline of recommendations: the quarters in which they were due, and how they stand at a day.

Quarters of two conventions are never mixed: each convention has a strip of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from evidence_library.model.clock_looks import DIAL_WORDS, Dial, Look, look_of
from evidence_library.model.clocks import Schedule, State, quarters_over, schedule_in_words
from evidence_library.model.dates import day_in_words
from evidence_library.model.quarters import quarter_at
from evidence_library.model.tracked import Line
from evidence_library.model.unit_lines import Due, UnitLine
from evidence_library.model.vocabulary import QuarterConvention, Status, in_words

#: What is said of quarters of the financial year; the others are those of the calendar.
FINANCIAL = "financial year, from April"


class Mark(NamedTuple):
    """A recommendation or a part of it in a quarter, with its state at the day.

    It stands in the quarter of its original deadline; `later` marks stand once more in that of the
    revised one.
    """

    line: Line
    unit: UnitLine
    state: State
    revised: Due | None
    later: bool = False

    @property
    def name(self) -> str:
        """Its number, with that of the part: "15 ii"."""
        return f"{self.line.number} {self.unit.marker}".strip()


class Column(NamedTuple):
    """A quarter with what was due in it, or a run of `quarters` in which nothing was."""

    position: int
    quarters: int
    marks: tuple[Mark, ...]

    @property
    def label(self) -> str:
        """The quarter for people; of a run how many there are."""
        return quarter_at(self.position).label if self.quarters == 1 else f"{self.quarters} more"


@dataclass(frozen=True, slots=True)
class Strip:
    """The quarters of one convention. `at` is the place of the column that holds the day.

    `without` have no deadline, or one that was not understood.
    """

    convention: QuarterConvention
    columns: tuple[Column, ...]
    at: int
    without: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Strips of quarters as at a day; `dial` is the clock that the signs show.

    `sentence` states the counting rule and what has no place in the picture.
    """

    day: date
    dial: Dial
    strips: tuple[Strip, ...]
    sentence: str

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every unit once, in the order of the picture, those without a deadline last."""
        due = (
            mark
            for strip in self.strips
            for column in strip.columns
            for mark in column.marks
            if not mark.later
        )
        return (*due, *(mark for strip in self.strips for mark in strip.without))

    @property
    def title(self) -> str:
        """What the picture shows."""
        return (
            f"Deadlines by quarter, {DIAL_WORDS[self.dial].lower()} as at {day_in_words(self.day)}"
        )


def reported(status: Status) -> str:
    """Say what was reported."""
    if status is Status.UNKNOWN:
        return "No status is reported"
    return f"Reported as {in_words(status).lower()}"


def scheduled(mark: Mark, day: date) -> str:
    """Say what the schedule says of a mark."""
    return schedule_in_words(
        Schedule(mark.state.schedule), quarters_over(mark.state, day, mark.line.convention)
    )


def mark_in_words(mark: Mark, day: date) -> str:
    """Say all that a mark shows."""
    part = f", part {mark.unit.marker}" if mark.unit.marker else ""
    leads = f", {' and '.join(mark.line.leads)}" if mark.line.leads else ""
    due = f"Due {mark.unit.due.words}" if mark.unit.due else "No deadline that is understood"
    words = [
        f"Recommendation {mark.line.number}{part}{leads}",
        due,
        scheduled(mark, day),
        reported(mark.state.status),
    ]
    if mark.revised is not None:
        words.append(f"Revised deadline: {mark.revised.words}")
    if mark.later:
        words.append("This is the quarter of the revised deadline")
    told = ". ".join(words) + "."
    return f"{told} {mark.state.contradiction}".strip()


def look(mark: Mark, dial: Dial) -> Look:
    """Say how a mark looks."""
    return look_of(mark.state, dial)


#: The columns of the table that goes with the picture.
TIMELINE_COLUMNS = (
    *("Quarter", "Recommendation", "Part", "Lead", "Deadline", "Revised deadline"),
    *("Reported status", "Schedule", "Contradiction"),
)


def row(mark: Mark, day: date) -> tuple[str, ...]:
    """Give the cells of a mark in the table that goes with the picture."""
    due = mark.unit.due
    return (
        quarter_label(due.position, mark.line.convention) if due else "No deadline",
        mark.line.number,
        mark.unit.marker,
        ", ".join(mark.line.leads),
        due.words if due else mark.line.due,
        mark.revised.words if mark.revised else "",
        "" if mark.state.status is Status.UNKNOWN else in_words(mark.state.status),
        scheduled(mark, day),
        mark.state.contradiction,
    )


def quarter_label(position: int, convention: QuarterConvention) -> str:
    """Name a quarter; one of a financial year says that it is."""
    label = quarter_at(position).label
    return f"{label} (financial)" if convention is QuarterConvention.FINANCIAL else label
