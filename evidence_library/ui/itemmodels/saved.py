"""The saved searches as a list: a name, a count, and what no longer holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

SAVED_LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A saved search as it is shown. `count` is None if it is not understood."""

    id: str
    name: str
    count: int | None
    notes: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """What is wrong with it, in two words; empty if nothing is."""
        if self.count is None:
            return "Not understood"
        return "Heading deleted" if self.notes else ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if self.count is None:
            return f"{self.name}. {' '.join(self.notes)}"
        counted = "1 record" if self.count == 1 else f"{self.count:,} records"
        return " ".join((f"{self.name}, {counted}.", *self.notes))


class SavedModel(QAbstractListModel):
    """Lines of the saved searches."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.lines: tuple[SavedLine, ...] = ()

    def show(self, lines: Sequence[SavedLine]) -> None:
        """Show other searches, or the same with other counts."""
        if len(lines) == len(self.lines):
            self.lines = tuple(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of searches."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a line, its name, or what a screen reader says of it."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == SAVED_LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return None

    def line(self, row: int) -> SavedLine | None:
        """Give a line by its place."""
        return self.lines[row] if 0 <= row < len(self.lines) else None
