"""The packs of a library, as lines of a list that takes records that are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from evidence_library.ui.itemmodels.pack_items import DRAGGED_RECORDS

Index = QModelIndex | QPersistentModelIndex

PACK_LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack as the list draws it: its title, and what is said below it."""

    key: str
    title: str
    about: str = ""


class PacksModel(QAbstractListModel):
    """Lines of packs, those of which the title holds what is looked for.

    `records_dropped` names the pack that the records which are dragged shall go into.
    """

    records_dropped = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._all: tuple[PackLine, ...] = ()
        self._sought = ""
        self.lines: tuple[PackLine, ...] = ()

    def show(self, lines: Sequence[PackLine]) -> None:
        """Show other packs."""
        self._all = tuple(lines)
        self._narrow()

    def look_for(self, words: str) -> None:
        """Show the packs of which the title holds some words."""
        self._sought = words.casefold().strip()
        self._narrow()

    def line(self, at: int) -> PackLine | None:
        """Give a line by its place; None if there is none."""
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def row_of(self, key: str) -> int:
        """Give the place of a pack; -1 if it is not shown."""
        return next((at for at, one in enumerate(self.lines) if one.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of packs that are shown."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a line, its title, or what is said of it."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == PACK_LINE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.title}. {line.about}"
        return line.title if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let records be dropped onto a pack."""
        drops = Qt.ItemFlag.ItemIsDropEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | drops

    def mimeTypes(self) -> list[str]:
        """Name what may be dropped."""
        return [DRAGGED_RECORDS]

    def supportedDropActions(self) -> Qt.DropAction:
        """Copy records into the pack."""
        return Qt.DropAction.CopyAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Take records onto a pack, not between packs."""
        return parent.isValid() and data.hasFormat(DRAGGED_RECORDS)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Say onto which pack records were dropped."""
        line = self.line(parent.row()) if parent.isValid() else None
        if line is None or not data.hasFormat(DRAGGED_RECORDS):
            return False
        self.records_dropped.emit(line.key)
        return True

    def _narrow(self) -> None:
        lines = tuple(one for one in self._all if self._sought in one.title.casefold())
        if lines == self.lines:
            return
        if [one.key for one in lines] == [one.key for one in self.lines]:
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
