"""The items of a pack in their order, as rows that can be dragged and take what is dropped."""

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

Index = QModelIndex | QPersistentModelIndex

#: What is dragged: items of the pack that is shown, or the records chosen in the results.
DRAGGED_ITEMS = "application/x-evidence-library-pack-items"
DRAGGED_RECORDS = "application/x-evidence-library-chosen-records"

ITEM_ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as the list draws it. `when` says when it begins, `minutes` how long it takes."""

    id: str
    number: int
    title: str
    kind: str
    when: str = ""
    minutes: str = ""
    warning: str = ""
    page_break: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        new_page = "begins a new page" if self.page_break else ""
        told = (f"{self.number}. {self.title}", self.kind, self.when, self.minutes, new_page)
        return ". ".join(part for part in (", ".join(filter(None, told)), self.warning) if part)


class PackItemsModel(QAbstractListModel):
    """Rows of items. `moved` brings ids and the place they are dropped before.

    `records_dropped` brings the place before which the records that are dragged shall come.
    """

    moved = Signal(object, int)
    records_dropped = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.rows: tuple[ItemRow, ...] = ()
        self.writable = True

    def show(self, rows: Sequence[ItemRow]) -> None:
        """Show other rows; where they are the same items in the same order, they only change."""
        rows = tuple(rows)
        if [one.id for one in rows] != [one.id for one in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        changed = [at for at, one in enumerate(rows) if one != before[at]]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def row(self, at: int) -> ItemRow | None:
        """Give a row by its place; None if there is none."""
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of items."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row, or what is said of it."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ITEM_ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken
        return row.title if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be dragged, and things be dropped between them."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Name what may be dropped."""
        return [DRAGGED_ITEMS, DRAGGED_RECORDS]

    def supportedDropActions(self) -> Qt.DropAction:
        """Move items; copy records into the pack."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Give what is dragged: the ids of items, one on each line."""
        data = QMimeData()
        ids = [self.rows[at].id for at in sorted({one.row() for one in indexes})]
        data.setData(DRAGGED_ITEMS, "\n".join(ids).encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell whether something may be dropped."""
        return self.writable and (data.hasFormat(DRAGGED_ITEMS) or data.hasFormat(DRAGGED_RECORDS))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Say what was dropped where. The rows change once the pack has."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        place = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
        if data.hasFormat(DRAGGED_RECORDS):
            self.records_dropped.emit(place)
        else:
            ids = bytes(data.data(DRAGGED_ITEMS).data()).decode().split("\n")
            self.moved.emit(tuple(ids), place)
        return False  # else the view would take the dragged rows out of the model
