"""Counts of recommendations: by lead, theme, set or quarter, and by status or schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evidence_library.model.clock_looks import DIAL_WORDS, Dial, Look
from evidence_library.model.counting import counted
from evidence_library.model.dates import day_in_words
from evidence_library.model.ids import RecommendationId


class Side(StrEnum):
    """By what recommendations are counted."""

    LEAD = "lead"
    THEME = "theme"
    SET = "set"
    QUARTER = "quarter"


#: What people read for each.
SIDE_WORDS = {
    Side.LEAD: "Lead",
    Side.THEME: "Theme",
    Side.SET: "Set",
    Side.QUARTER: "Quarter of deadline",
}


@dataclass(frozen=True, slots=True)
class CountRow:
    """One lead, theme, set or quarter. `key` is its name or id, empty where there is none.

    `cells` hold the recommendations of each column.
    """

    key: str
    label: str
    cells: tuple[tuple[RecommendationId, ...], ...]

    @property
    def total(self) -> int:
        """How many recommendations stand in the row; each stands in one cell of it."""
        return sum(map(len, self.cells))


@dataclass(frozen=True, slots=True)
class Counts:
    """A table of counts as at a day. `sentence` states the counting rule.

    `columns` are those that hold something; `totals` count each recommendation once.
    """

    side: Side
    dial: Dial
    day: date
    columns: tuple[Look, ...]
    rows: tuple[CountRow, ...]
    totals: tuple[int, ...]
    recommendations: int
    parts: int
    sentence: str

    @property
    def title(self) -> str:
        """What is counted, in words."""
        by = SIDE_WORDS[self.side].lower()
        dial = DIAL_WORDS[self.dial].lower()
        return f"Recommendations by {by} and {dial} as at {day_in_words(self.day)}"

    @property
    def longest(self) -> int:
        """The greatest total of a row, at least 1."""
        return max((one.total for one in self.rows), default=0) or 1


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands behind a number of a table of counts; `value` is empty for a whole row."""

    side: Side
    key: str
    label: str
    dial: Dial
    value: str
    value_label: str
    ids: tuple[RecommendationId, ...]

    @property
    def words(self) -> str:
        """What it holds: "DWP, overdue: 3 recommendations"."""
        what = f", {self.value_label.lower()}" if self.value_label else ""
        return f"{self.label}{what}: {counted(len(self.ids), 'recommendation')}"


def segment(counts: Counts, row: int, column: int | None = None) -> Segment:
    """Give what stands behind a number; without a column behind the total of a row."""
    line = counts.rows[row]
    look = counts.columns[column] if column is not None else None
    ids = line.cells[column] if column is not None else tuple(i for c in line.cells for i in c)
    return Segment(
        counts.side,
        line.key,
        line.label,
        counts.dial,
        look.value if look else "",
        look.label if look else "",
        ids,
    )


def table(counts: Counts) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """Give the head and the rows of the table, with the totals at the end of each and below."""
    head = (SIDE_WORDS[counts.side], *(look.label for look in counts.columns), "All")
    rows: list[tuple[str | int, ...]] = [
        (one.label, *map(len, one.cells), one.total) for one in counts.rows
    ]
    rows.append(("Each once", *counts.totals, counts.recommendations))
    return head, rows
