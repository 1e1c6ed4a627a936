"""Counts of recommendations as a table: a row for each lead, theme, set or quarter."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evidence_library.model.tracked_counts import Counts, Segment, segment

Index = QModelIndex | QPersistentModelIndex


class CountsModel(QAbstractTableModel):
    """Shows counts; cells in which nothing stands can be neither reached nor read."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.counts: Counts | None = None

    def show(self, counts: Counts) -> None:
        """Show other counts."""
        self.beginResetModel()
        self.counts = counts
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of rows."""
        return 0 if parent.isValid() or self.counts is None else len(self.counts.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of values that stand somewhere."""
        return 0 if parent.isValid() or self.counts is None else len(self.counts.columns)

    def number(self, row: int, column: int) -> int:
        """Give a number."""
        if self.counts is None or not 0 <= row < len(self.counts.rows):
            return 0
        return len(self.counts.rows[row].cells[column])

    def segment(self, index: Index) -> Segment | None:
        """Give what stands behind a number; None where nothing does."""
        if self.counts is None or not index.isValid():
            return None
        if not self.number(index.row(), index.column()):
            return None
        return segment(self.counts, index.row(), index.column())

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let nobody come to an empty cell."""
        if not index.isValid() or not self.number(index.row(), index.column()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a number, or what its tooltip and a screen reader say."""
        if not index.isValid() or self.counts is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            number = self.number(index.row(), index.column())
            return f"{number:,}" if number else ""
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            found = self.segment(index)
            words = f"{found.words}." if found is not None else ""
            return words if role == Qt.ItemDataRole.AccessibleTextRole else _tip(words)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the words of a row or of a value."""
        if self.counts is None or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        if orientation is Qt.Orientation.Horizontal:
            found = self.counts.columns
            return found[section].label if section < len(found) else None
        rows = self.counts.rows
        return rows[section].label if section < len(rows) else None


def _tip(words: str) -> str:
    return f"<p>{escape(words)}</p>" if words else ""
