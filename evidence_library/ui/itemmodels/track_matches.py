"""Rows of a later table with what they match, each to be ticked or not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_CHECK = Qt.ItemDataRole.CheckStateRole


@dataclass(frozen=True, slots=True)
class MatchLine:
    """A row: its key, a text for each column, and whether it can be ticked at all."""

    key: int
    cells: tuple[str, ...]
    possible: bool


class MatchesModel(QAbstractTableModel):
    """Lines with a tick in their first column."""

    def __init__(self, columns: tuple[str, ...], parent: QObject | None = None) -> None:
        """Start without lines."""
        super().__init__(parent)
        self._columns = columns
        self._lines: tuple[MatchLine, ...] = ()
        self.ticked: set[int] = set()
        self._by_hand: dict[int, bool] = {}

    def show(self, lines: tuple[MatchLine, ...], ticked: Collection[int]) -> None:
        """Replace the lines, and tick some by their keys; what was ticked by hand stays as it was.

        A tick that was taken away by hand stays away, too.
        """
        possible = {one.key for one in lines if one.possible}
        self.beginResetModel()
        self._lines = lines
        self.ticked = {key for key in possible if self._by_hand.get(key, key in ticked)}
        self.endResetModel()

    @property
    def by_hand(self) -> bool:
        """Whether anything was ticked by hand, or a tick taken away."""
        return bool(self._by_hand)

    def forget(self) -> None:
        """Forget what was ticked by hand, as other rows or another set are matched."""
        self._by_hand.clear()

    def toggle(self, row: int) -> None:
        """Tick a line, or take its tick away."""
        if 0 <= row < len(self._lines) and self._lines[row].possible:
            key = self._lines[row].key
            self.ticked ^= {key}
            self._by_hand[key] = key in self.ticked
            index = self.index(row, 0)
            self.dataChanged.emit(index, index, [_CHECK])

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first cell of what can be added be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and self._lines[index.row()].possible:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, _value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick that was clicked."""
        if role == _CHECK:
            self.toggle(index.row())
        return role == _CHECK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell, its tick, or what a screen reader says of it."""
        line = self._lines[index.row()]
        words = line.cells[index.column()]
        if role == _CHECK and index.column() == 0 and line.possible:
            ticked = line.key in self.ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{escape(words)}</p>" if words else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[index.column()]}: {words or 'nothing'}"
        return words if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the words of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        return None
