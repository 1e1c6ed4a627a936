"""A table of lines of text, fetched in pages as they come into sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from evidence_library.ui.itemmodels import pages

#: Lines fetched at a time: some screens full.
PAGE = 100

Index = QModelIndex | QPersistentModelIndex

_TEXT = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what identifies it, and a text for each column."""

    id: str
    cells: tuple[str, ...]


Fetch = pages.Fetch[Line]

#: Gives what is drawn before the words of a cell, by its line and column; it says nothing new.
Sign = Callable[[Line, int], QIcon | None]


class ListedTableModel(QAbstractTableModel):
    """Lines under the words of their columns; `empty` says what a cell without words means."""

    def __init__(self, columns: tuple[str, ...], empty: str, parent: QObject | None = None) -> None:
        """Start without lines."""
        super().__init__(parent)
        self._columns, self._empty = columns, empty
        self.sign: Sign | None = None
        self._pages: pages.Pages[Line] = pages.Pages(PAGE, self._on_arrived)

    def show(self, total: int, first_page: tuple[Line, ...], fetch: Fetch | None) -> None:
        """Replace the table: length, first page if at hand, and the source of others."""
        self.beginResetModel()
        self._pages.replace(total, first_page, fetch)
        self.endResetModel()

    def show_all(self, lines: tuple[Line, ...]) -> None:
        """Replace the table by lines that are all at hand."""
        self.show(
            len(lines),
            lines[:PAGE],
            lambda offset, limit, deliver: deliver(offset, lines[offset : offset + limit]),
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of lines, fetched or not."""
        return 0 if parent.isValid() else self._pages.total

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell; the page of one that is not there yet is asked for."""
        if role == Qt.ItemDataRole.DecorationRole:
            return self._sign_at(index)
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if not index.isValid() or not (spoken or role in _TEXT):
            return None
        line = self._pages.at(index.row())
        if line is None:
            return "Loading…"
        words = line.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{escape(words)}</p>" if words else ""  # never taken for HTML
        return f"{self._columns[index.column()]}: {words or self._empty}" if spoken else words

    def _sign_at(self, index: Index) -> QIcon | None:
        line = self._pages.at(index.row()) if self.sign is not None and index.isValid() else None
        return self.sign(line, index.column()) if self.sign is not None and line else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the words of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return None

    def line_at(self, row: int) -> Line | None:
        """Give the line at a place, or None if there is none or it is not there yet."""
        return self._pages.at(row) if 0 <= row < self._pages.total else None

    def row_of(self, key: str) -> int:
        """Find a line among those at hand; -1 if it is not there."""
        return next((row for row, line in self._pages.at_hand() if line.id == key), -1)

    def _on_arrived(self, first: int, number: int) -> None:
        last = self.index(first + number - 1, len(self._columns) - 1)
        self.dataChanged.emit(self.index(first, 0), last)
