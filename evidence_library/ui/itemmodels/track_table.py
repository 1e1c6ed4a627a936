"""Recommendations as rows under headings that fold; cells are worded only when they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, Qt

from evidence_library.model.counting import counted
from evidence_library.model.ids import RecommendationId
from evidence_library.model.tracked import Line
from evidence_library.ui.itemmodels.sorted_columns import Index, SortedColumns


class Cell(NamedTuple):
    """What a cell shows: a sign before the words, the tone of both, and a second line."""

    words: str
    sign: str = ""
    tone: str = ""
    below: str = ""

    @property
    def told(self) -> str:
        """The words without the sign, in one line."""
        return f"{self.words}. {self.below}" if self.below else self.words


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the rows of a group. `key` stays the same from listing to listing."""

    key: str
    words: str
    count: int
    folded: bool = False

    @property
    def told(self) -> str:
        """What a screen reader says."""
        state = "folded" if self.folded else "open"
        number = counted(self.count, "recommendation")
        return f"Group {self.words}, {number}, {state}"


Row = Heading | Line
Word = Callable[[Line], tuple[Cell, ...]]


class TrackTableModel(SortedColumns):
    """Shows rows as they were worked out; `show` replaces them."""

    def __init__(self, columns: Sequence[str], parent: QObject | None = None) -> None:
        """Start empty, with the words of the columns."""
        super().__init__(columns, parent)
        self.rows: Sequence[Row] = ()
        self._word: Word = lambda _line: ()
        self._worded: dict[RecommendationId, tuple[Cell, ...]] = {}

    def show(self, rows: Sequence[Row], word: Word) -> None:
        """Replace the rows; `word` gives the cells of a line when they are wanted."""
        self.beginResetModel()
        self.rows, self._word = rows, word
        self._worded = {}
        self.endResetModel()

    def row_of(self, key: RecommendationId, near: int = 0) -> int:
        """Give the row of a recommendation, of several the nearest to one; -1 if there is none."""
        found = [at for at, row in enumerate(self.rows) if isinstance(row, Line) and row.id == key]
        return min(found, key=lambda at: abs(at - near), default=-1)

    def line_at(self, row: int) -> Line | None:
        """Give the line of a row; None for a heading or no row."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Line) else None

    def heading_at(self, row: int) -> Heading | None:
        """Give the heading in a row; None for a line or no row."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Heading) else None

    def cell(self, row: int, column: int) -> Cell | None:
        """Give a cell; None in a heading."""
        line = self.rows[row]
        return self._cells(line)[column] if isinstance(line, Line) else None

    def spans_of(self, keys: Collection[RecommendationId]) -> list[tuple[int, int]]:
        """Give the stretches of rows in which some recommendations stand."""
        spans: list[tuple[int, int]] = []
        for at, row in enumerate(self.rows):
            if isinstance(row, Line) and row.id in keys:
                if spans and spans[-1][1] == at - 1:
                    spans[-1] = (spans[-1][0], at)
                else:
                    spans.append((at, at))
        return spans

    def ids_at(self, rows: Collection[int]) -> tuple[RecommendationId, ...]:
        """Give the recommendations in some rows, each once, in the order of the rows."""
        lines = (self.line_at(row) for row in sorted(rows))
        return tuple(dict.fromkeys(line.id for line in lines if line is not None))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of rows, headings among them."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell, or what is said of it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            return self._of_heading(row, index.column(), role)
        return self._of_cell(self._cells(row)[index.column()], index.column(), role)

    def _of_heading(self, heading: Heading, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return heading.told
        if role == Qt.ItemDataRole.DisplayRole and not column:
            return f"{heading.words} ({heading.count:,})"
        return None

    def _of_cell(self, cell: Cell, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{cell.sign} {cell.words}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.told
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[column]}: {cell.told or 'none'}"
        return None

    def _cells(self, line: Line) -> tuple[Cell, ...]:
        if line.id not in self._worded:
            self._worded[line.id] = self._word(line)
        return self._worded[line.id]
