"""A table with named columns, which says by which of them it is sorted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class SortedColumns(QAbstractTableModel):
    """Knows its columns; what stands in the rows is for others to say."""

    def __init__(self, columns: Sequence[str], parent: QObject | None = None) -> None:
        """Start unsorted, with the words of the columns."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._sorted: tuple[int, bool] = (-1, False)

    def show_sorting(self, column: int, *, descending: bool) -> None:
        """Say by which column the rows are sorted; -1 for none."""
        self._sorted = (column, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of columns, shown or not."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the words of a column; for a screen reader also how it is sorted."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column, descending = self._sorted
            way = "downwards" if descending else "upwards"
            return f"{self._columns[section]}{f', sorted {way}' if section == column else ''}"
        return None
