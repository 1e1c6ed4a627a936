"""The pages of Curate as a list: groups, and in each its pages with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

PLACE_LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A page, or the heading of a group if `key` is empty. `count` is None where none is known."""

    key: str
    text: str
    count: int | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.text if self.count is None else f"{self.text}, {self.count:,}"

    @property
    def written(self) -> str:
        """What stands in a menu, where a count has no column of its own."""
        return self.text if self.count is None else f"{self.text} ({self.count:,})"


class PlacesModel(QAbstractListModel):
    """Lines of pages under their groups. Headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.lines: tuple[PlaceLine, ...] = ()

    def show(self, lines: Sequence[PlaceLine]) -> None:
        """Show other pages."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def set_count(self, key: str, count: int | None) -> None:
        """Say how much there is on a page; a page that is not there is passed over."""
        row = self.row_of(key)
        if row >= 0 and self.lines[row].count != count:
            lines = list(self.lines)
            lines[row] = replace(lines[row], count=count)
            self.lines = tuple(lines)
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, key: str) -> int:
        """Find the row of a page; -1 if it is not there."""
        return next((row for row, one in enumerate(self.lines) if key and one.key == key), -1)

    def line(self, row: int) -> PlaceLine | None:
        """Give a line by its place."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let pages be chosen, not the headings above them."""
        line = self.line(index.row())
        if line is None or not line.key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a line, its name, or what a screen reader says of it."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == PLACE_LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.written
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return None
