"""An evidence map as a table: a last row and column hold the totals."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evidence_library.model.evidence_map import GAP, EvidenceMap, Side, cell_in_words

Index = QModelIndex | QPersistentModelIndex

COUNT = Qt.ItemDataRole.UserRole + 1

_ALL = "All"
_FOLD_SIGNS = {True: "▾ ", False: "▸ "}
_NO_SIGN = "   "
_WORDS = frozenset({Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})


class MapModel(QAbstractTableModel):
    """Counts with the words of both sides for screen readers and tooltips."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.map: EvidenceMap | None = None

    def show(self, drawn: EvidenceMap) -> None:
        """Show another map."""
        self.beginResetModel()
        self.map = drawn
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of rows, with that of the totals."""
        return 0 if parent.isValid() or self.map is None else len(self.map.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of columns, with that of the totals."""
        return 0 if parent.isValid() or self.map is None else len(self.map.columns) + 1

    def row_side(self, row: int) -> Side | None:
        """Give what stands in a row; None for the totals."""
        rows = self.map.rows if self.map is not None else ()
        return rows[row] if 0 <= row < len(rows) else None

    def column_side(self, column: int) -> Side | None:
        """Give what stands in a column; None for the totals."""
        columns = self.map.columns if self.map is not None else ()
        return columns[column] if 0 <= column < len(columns) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a count, or the word for an empty cell."""
        if not index.isValid() or self.map is None:
            return None
        number = self._count(index.row(), index.column())
        if role == COUNT:
            return number
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{number:,}" if number else GAP
        if role in _WORDS:
            return self.words(index.row(), index.column())
        return None

    def words(self, row: int, column: int) -> str:
        """Say what a cell holds in words."""
        down, across = self.row_side(row), self.column_side(column)
        labels = (down.label if down else "All rows", across.label if across else "all columns")
        return cell_in_words(*labels, self._count(row, column))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the words of a row or column; a row says whether it can be opened."""
        across = orientation is Qt.Orientation.Horizontal
        side = self.column_side(section) if across else self.row_side(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return _ALL if side is None else side.label if across else _row_label(side)
        if role in _WORDS:
            return _ALL if side is None else _told(side)
        return None

    def _count(self, row: int, column: int) -> int:
        if self.map is None:
            return 0
        down, across = self.row_side(row), self.column_side(column)
        if down is None:
            return self.map.total if across is None else across.total
        return down.total if across is None else self.map.counts[row][column]


def _row_label(side: Side) -> str:
    sign = _FOLD_SIGNS[side.opened] if side.opens else _NO_SIGN if side.depth else ""
    return f"{_NO_SIGN * side.depth}{sign}{side.label}"


def _told(side: Side) -> str:
    told = f"{side.label}: {side.total:,} in all"
    if not side.opens:
        return told
    return f"{told}, {'open' if side.opened else 'closed'}; Space shows or hides narrower headings"
