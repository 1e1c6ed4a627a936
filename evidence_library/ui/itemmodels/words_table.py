"""A table of words with a name for each row and column, as pictures in words are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

WORD = Qt.ItemDataRole.UserRole + 1


class Word(NamedTuple):
    """A cell: its words behind a sign; `tone` colours both, `marked` grounds it.

    `spoken` is said in the place of the words where they do not tell enough.
    """

    words: str = ""
    sign: str = ""
    tone: str = ""
    marked: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class WordsRow:
    """A row: what it is the row of, its name, what that stands under, and its cells."""

    key: str
    name: str
    cells: tuple[Word, ...]
    group: str = ""


class WordsTableModel(QAbstractTableModel):
    """Shows rows as they are; `show` replaces them."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.columns: tuple[str, ...] = ()
        self.hints: tuple[str, ...] = ()
        self.rows: tuple[WordsRow, ...] = ()

    def show(
        self, columns: Sequence[str], rows: Sequence[WordsRow], hints: Sequence[str] = ()
    ) -> None:
        """Replace columns and rows; `hints` say more of each column."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.hints = tuple(hints) if hints else ("",) * len(self.columns)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Give the place of a row; -1 if there is none."""
        return next((at for at, one in enumerate(self.rows) if one.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell, its words, or what a screen reader says of it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        cell = row.cells[index.column()]
        if role == WORD:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{cell.sign} {cell.words}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = cell.spoken or cell.words or "nothing here"
            return f"{row.name}, {self.columns[index.column()]}: {said}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.spoken or cell.words
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the name of a row or column; for a screen reader also what is said of it."""
        across = orientation is Qt.Orientation.Horizontal
        name = self.columns[section] if across else self.rows[section].name
        more = self.hints[section] if across else self.rows[section].group
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{name}. {more}" if more else name
        return None
