"""The results as a table, fetched in pages as they come into sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

#: Rows fetched at a time: about a screen full.
PAGE = 50

Index = QModelIndex | QPersistentModelIndex

_TEXT = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole})


@dataclass(frozen=True, slots=True)
class Line:
    """One record: a text for each column."""

    id: str
    cells: tuple[str, ...]


Deliver = Callable[[int, tuple[Line, ...]], None]
Fetch = Callable[[int, int, Deliver], None]


class HitTableModel(QAbstractTableModel):
    """As many lines as there are hits; `show` gives it a total and the source of pages."""

    def __init__(self, columns: tuple[str, ...], parent: QObject | None = None) -> None:
        """Start empty, with the words of the columns."""
        super().__init__(parent)
        self._columns = columns
        self._total = 0
        self._pages: dict[int, tuple[Line, ...]] = {}
        self._asked: set[int] = set()
        self._fetch: Fetch | None = None

    def show(self, total: int, first_page: tuple[Line, ...], fetch: Fetch | None) -> None:
        """Replace the table."""
        self.beginResetModel()
        self._total, self._fetch = total, fetch
        self._pages = {0: first_page} if first_page else {}
        self._asked = set(self._pages)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of hits, fetched or not."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of columns, shown or not."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell; the page of one that is not there yet is asked for."""
        if not index.isValid():
            return None
        if role in _TEXT:
            line = self.line_at(index.row())
            return line.cells[index.column()] if line is not None else "Loading…"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self.line_at(index.row())
            name = self._columns[index.column()]
            return f"{name}: {line.cells[index.column()]}" if line is not None else "Loading"
        return None

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

    def line_at(self, number: int) -> Line | None:
        """Give the line at a place, or None after asking for its page."""
        page, place = divmod(number, PAGE)
        lines = self._pages.get(page)
        if lines is None:
            self._ask(page)
            lines = self._pages.get(page)
        return lines[place] if lines is not None and place < len(lines) else None

    def id_at(self, index: Index) -> str:
        """Give the record of a line; empty if it is not there yet."""
        line = self.line_at(index.row()) if index.isValid() else None
        return line.id if line is not None else ""

    def _ask(self, page: int) -> None:
        if page in self._asked or self._fetch is None:
            return
        self._asked.add(page)
        fetch = self._fetch

        def deliver(offset: int, lines: tuple[Line, ...]) -> None:
            if self._fetch is fetch:
                self._take(offset, lines)

        fetch(page * PAGE, PAGE, deliver)

    def _take(self, offset: int, lines: tuple[Line, ...]) -> None:
        self._pages[offset // PAGE] = lines
        if lines:
            last = self.index(offset + len(lines) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(offset, 0), last)
