"""Records side by side as a table: a column for each record, a row for each field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

#: The HTML of a cell; its plain words are the display role.
HTML = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Head:
    """A record that is compared."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a record says in a field: escaped HTML to look at, and the same in plain words."""

    html: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of all the records; `verdict` says how they compare, after a `sign`."""

    name: str
    sign: str
    verdict: str
    cells: tuple[Cell, ...]


class ComparisonModel(QAbstractTableModel):
    """Heads and fields of a comparison."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.heads: tuple[Head, ...] = ()
        self.fields: tuple[Field, ...] = ()

    def show(self, heads: Sequence[Head], fields: Sequence[Field]) -> None:
        """Show another comparison."""
        self.beginResetModel()
        self.heads, self.fields = tuple(heads), tuple(fields)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of fields."""
        return 0 if parent.isValid() else len(self.fields)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of records."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell: its words, its HTML, or what a screen reader says of it."""
        if not index.isValid():
            return None
        field = self.fields[index.row()]
        cell = field.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == HTML:
            return cell.html
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{field.name}, {field.verdict}: {cell.words}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the title of a record, or the name of a field and how the records compare in it."""
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if role != Qt.ItemDataRole.DisplayRole and not spoken:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.heads[section].title if section < len(self.heads) else None
        if section >= len(self.fields):
            return None
        field = self.fields[section]
        if spoken:
            return f"{field.name}, {field.verdict}"
        return f"{field.name}\n{field.sign} {field.verdict}"
