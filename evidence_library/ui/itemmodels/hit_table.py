"""The results as a table, fetched in pages as they come into sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from evidence_library.ui.itemmodels import pages
from evidence_library.ui.itemmodels.hits import CHOSEN, CHOSEN_TOLD
from evidence_library.ui.itemmodels.sorted_columns import Index, SortedColumns

#: Rows fetched at a time: about a screen full.
PAGE = 50

_TEXT = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole})


@dataclass(frozen=True, slots=True)
class Line:
    """One record: a text for each column."""

    id: str
    cells: tuple[str, ...]


Deliver = pages.Deliver[Line]
Fetch = pages.Fetch[Line]


class HitTableModel(SortedColumns):
    """As many lines as there are hits; `show` gives it a total and the source of pages."""

    def __init__(self, columns: tuple[str, ...], parent: QObject | None = None) -> None:
        """Start empty, with the words of the columns."""
        super().__init__(columns, parent)
        self._pages: pages.Pages[Line] = pages.Pages(PAGE, self._on_arrived)
        self._chosen: frozenset[str] = frozenset()

    def show(self, total: int, first_page: tuple[Line, ...], fetch: Fetch | None) -> None:
        """Replace the table."""
        self.beginResetModel()
        self._pages.replace(total, first_page, fetch)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of hits, fetched or not."""
        return 0 if parent.isValid() else self._pages.total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell; the page of one that is not there yet is asked for."""
        if not index.isValid():
            return None
        if role in _TEXT:
            line = self.line_at(index.row())
            return line.cells[index.column()] if line is not None else "Loading…"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == CHOSEN:
            return not index.column() and self.id_at(index) in self._chosen
        return None

    def choose(self, records: frozenset[str]) -> None:
        """Mark the lines of these records as chosen to be compared."""
        changed, self._chosen = self._chosen ^ records, records
        for place, line in self._pages.at_hand():
            if line.id in changed:
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))

    def _spoken(self, index: Index) -> str:
        line = self.line_at(index.row())
        if line is None:
            return "Loading"
        told = f"{self._columns[index.column()]}: {line.cells[index.column()]}"
        return f"{told}. {CHOSEN_TOLD}" if index.data(CHOSEN) else told

    def line_at(self, number: int) -> Line | None:
        """Give the line at a place, or None after asking for its page."""
        return self._pages.at(number)

    def id_at(self, index: Index) -> str:
        """Give the record of a line; empty if it is not there yet."""
        line = self.line_at(index.row()) if index.isValid() else None
        return line.id if line is not None else ""

    def _on_arrived(self, first: int, number: int) -> None:
        last = self.index(first + number - 1, len(self._columns) - 1)
        self.dataChanged.emit(self.index(first, 0), last)
