"""A strip of quarters as a table: a column for each quarter, a row for each mark in it."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from html import escape
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evidence_library.model.clock_looks import Dial, Look
from evidence_library.model.tracked_timeline import Column, Mark, Strip, look, mark_in_words

Index = QModelIndex | QPersistentModelIndex

CELL = Qt.ItemDataRole.UserRole + 1


class Closeness(IntEnum):
    """How close one looks: only numbers of marks, each mark, or each mark with its leads."""

    COUNTS = 0
    NUMBERS = 1
    LEADS = 2


class Cell(NamedTuple):
    """What is drawn as one: a mark, or several that look the same."""

    look: Look
    marks: tuple[Mark, ...]


class TimelineModel(QAbstractTableModel):
    """Shows a strip; cells without a mark can be neither reached nor read."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.strip: Strip | None = None
        self.day = date.min
        self.closeness = Closeness.NUMBERS
        self._cells: list[list[Cell]] = []

    def show(self, strip: Strip, day: date, dial: Dial, closeness: Closeness) -> None:
        """Show another strip, or the same from closer or farther."""
        self.beginResetModel()
        self.strip, self.day, self.closeness = strip, day, closeness
        together = closeness is Closeness.COUNTS
        self._cells = [(_together if together else _each)(column, dial) for column in strip.columns]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of cells in the fullest quarter; at least one row."""
        most = max(map(len, self._cells), default=0)
        return 0 if parent.isValid() or not self._cells else max(1, most)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of columns, quarters and gaps."""
        return 0 if parent.isValid() else len(self._cells)

    def column(self, at: int) -> Column | None:
        """Give a column; None if there is none there."""
        columns = self.strip.columns if self.strip is not None else ()
        return columns[at] if 0 <= at < len(columns) else None

    def height(self, column: int) -> int:
        """Give the number of cells of a column."""
        return len(self._cells[column]) if 0 <= column < len(self._cells) else 0

    @property
    def longest(self) -> str:
        """The longest words of a cell."""
        words = (self._short(cell) for cells in self._cells for cell in cells)
        return max(words, key=len, default="")

    def cell(self, index: Index) -> Cell | None:
        """Give what is drawn at a place; None if nothing is."""
        if not index.isValid() or index.row() >= self.height(index.column()):
            return None
        return self._cells[index.column()][index.row()]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let nobody come to an empty cell."""
        if self.cell(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the cell, its words, or what its tooltip and a screen reader say."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return self._short(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{escape(self.words(cell))}</p>"
        return None

    def words(self, cell: Cell) -> str:
        """Say all that a cell holds."""
        if self.closeness is not Closeness.COUNTS:
            return mark_in_words(cell.marks[0], self.day)
        number = len(cell.marks)
        names = ", ".join(mark.name for mark in cell.marks[:20])
        more = f" and {number - 20:,} more" if number > 20 else ""
        return f"{cell.look.label}: {number:,}. Recommendations {names}{more}."

    def _short(self, cell: Cell) -> str:
        if self.closeness is Closeness.COUNTS:
            return f"{len(cell.marks):,}"
        mark = cell.marks[0]
        leads = f"  {', '.join(mark.line.leads)}" if self.closeness is Closeness.LEADS else ""
        return f"{'→ ' if mark.later else ''}{mark.name}{leads}"

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the words of a quarter; those read aloud say how much was due in it."""
        column = self.column(section)
        if orientation is not Qt.Orientation.Horizontal or column is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._told(section, column)
        return None

    def _told(self, section: int, column: Column) -> str:
        if column.quarters > 1:
            return f"{column.quarters} quarters without a deadline"
        number = sum(not mark.later for mark in column.marks)
        now = ", the quarter of the day that is looked at" if self._is_now(section) else ""
        return f"{column.label}: {number:,} due{now}"

    def _is_now(self, section: int) -> bool:
        return self.strip is not None and self.strip.at == section


def _each(column: Column, dial: Dial) -> list[Cell]:
    return [Cell(look(mark, dial), (mark,)) for mark in column.marks]


def _together(column: Column, dial: Dial) -> list[Cell]:
    held: dict[str, list[Mark]] = {}
    looks: dict[str, Look] = {}
    for mark in column.marks:
        if not mark.later:  # each is counted once
            one = look(mark, dial)
            looks[one.value] = one
            held.setdefault(one.value, []).append(mark)
    return [Cell(looks[value], tuple(marks)) for value, marks in held.items()]
