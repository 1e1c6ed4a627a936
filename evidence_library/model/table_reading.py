"""A table that recommendations are read from: its cells, its columns, and its rows as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence_library.model.problem import Flag


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    RECOMMENDATION = "recommendation"
    LEAD = "lead"
    TIMETABLE = "timetable"
    PROGRESS = "progress"
    THEME = "theme"
    RESPONSE = "response"


#: The columns whose cells are kept as they stood, in the order in which they are kept.
KEPT = (Column.RECOMMENDATION, Column.LEAD, Column.TIMETABLE, Column.PROGRESS)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table, row by row; rows may differ in length.

    `places` says where each row stands in its source, from 1 on. `filled` are the cells, by row and
    column from 0 on, that repeat the merged cell above them; `wide` are rows of one cell that
    reaches over several columns. `tabbed` tells that it is text parted by tabs.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    places: tuple[int, ...] = ()
    filled: frozenset[tuple[int, int]] = frozenset()
    wide: frozenset[int] = frozenset()
    tabbed: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)

    def place(self, row: int) -> int:
        """Say where a row stands in its source."""
        return self.places[row] if row < len(self.places) else row + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSource:
    """The tables of one file, or of what was pasted.

    `text` is its text where it is one, else empty; `title` is what it calls itself; `remarks` are
    sentences on what is odd about the file itself.
    """

    name: str
    format: str
    grids: tuple[Grid, ...]
    text: str = ""
    title: str = ""
    encoding: str = "utf-8"
    assumed: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what, from 0 on. `header` is the row with the headings, None without one.

    `guessed` tells that no heading was understood, so that the cells themselves decided.
    """

    at: Mapping[Column, int] = field(default_factory=dict)
    header: int | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it was read: its number, and the cells in the order of `KEPT`.

    A cell that goes on in further rows holds a line for each. `place` is where the row begins.
    """

    number: str
    cells: tuple[str, str, str, str]
    theme: str = ""
    response: str = ""
    flags: tuple[Flag, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """The rows of a table, and what stood above and between them.

    `settings` are lines "# name: value" with their numbers; `above` and `stray` are lines that are
    no rows. `problems` are sentences on what was not understood.
    """

    columns: Columns
    rows: tuple[TableRow, ...]
    settings: tuple[tuple[int, str], ...] = ()
    above: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
