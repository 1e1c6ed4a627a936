"""An evidence map: how many records stand where two things about them meet, and where none does."""

from __future__ import annotations

from dataclasses import dataclass

#: What an empty cell is called: nobody has looked, or nothing was found.
GAP = "gap"

SEVERAL_CELLS = (
    "A record can stand in several cells, so cells can add up to more than the totals, "
    "which count each record once."
)


@dataclass(frozen=True, slots=True)
class Side:
    """One row or column: its words, and the facet values a click on it filters by.

    `total` counts its records in the whole result. Of topic headings, `depth` says how far below
    the top one stands; one with narrower headings `opens`, and `opened` says whether it has been.
    """

    label: str
    values: frozenset[str]
    total: int
    depth: int = 0
    opens: bool = False
    opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMap:
    """Counts of one search result: `counts[row][column]`.

    `row_facet` and `column_facet` are named for people by `row_name` and `column_name`. `total` is
    the number of records found; `left_out` counts values for which there was no room. `asked` says
    in words and filters what was searched for, `drawn` on which day (ISO).
    """

    row_facet: str
    column_facet: str
    row_name: str
    column_name: str
    rows: tuple[Side, ...]
    columns: tuple[Side, ...]
    counts: tuple[tuple[int, ...], ...]
    total: int
    left_out: int
    asked: tuple[tuple[str, str], ...]
    drawn: str

    @property
    def largest(self) -> int:
        """The count of the fullest cell; 0 if all are empty."""
        return max((number for line in self.counts for number in line), default=0)

    @property
    def gaps(self) -> int:
        """How many cells are empty."""
        return sum(number == 0 for line in self.counts for number in line)

    @property
    def title(self) -> str:
        """What it shows."""
        return f"{self.row_name} by {_lowered(self.column_name)}"

    @property
    def sentence(self) -> str:
        """What it holds, in one line."""
        cells = len(self.rows) * len(self.columns)
        return f"{_records(self.total)}. {self.gaps:,} of {cells:,} cells are gaps."


def cell_in_words(row: str, column: str, number: int) -> str:
    """Say what a cell holds: "Housing, randomised trial: 3 records", or that it is a gap."""
    return f"{row}, {_lowered(column)}: {_records(number) if number else GAP}"


def radius(number: int, largest: int, greatest: float) -> float:
    """Give the radius of the bubble of a count: its area grows with the number."""
    if not number or not largest:
        return 0.0
    return float(greatest * (number / largest) ** 0.5)


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number:,} records"


def _lowered(words: str) -> str:
    """Write words as they stand inside a sentence; short forms in capitals stay."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
