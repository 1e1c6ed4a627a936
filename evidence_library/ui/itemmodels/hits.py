"""The result list: as many rows as there are hits, fetched in pages as they come into sight."""

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
)

from evidence_library.ui.itemmodels import pages
from evidence_library.ui.itemmodels.pack_items import DRAGGED_RECORDS

#: Rows fetched at a time: some screens full. Each needs its best passage found, about 1 ms.
PAGE = 25

Index = QModelIndex | QPersistentModelIndex

#: A stretch of text and whether it matched.
Run = tuple[str, bool]


#: How the tone of a tag begins; the name of its colour follows.
TAG_TONE = "tag:"


@dataclass(frozen=True, slots=True)
class Badge:
    """A word in a small box. `sign` stands before the word.

    `tone` is good, warn, bad or empty; that of a tag names its colour.
    """

    text: str
    tone: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One hit as the list draws it. `spoken` is what a screen reader says of it.

    `others` is how `meta` ends where it only counts further authors; it is never cut.
    """

    id: str
    title: tuple[Run, ...]
    meta: str
    age: str
    finding: tuple[Run, ...]
    badges: tuple[Badge, ...]
    spoken: str
    others: str = ""


Deliver = pages.Deliver[Row]
Fetch = pages.Fetch[Row]

ROW = Qt.ItemDataRole.UserRole + 1

#: Whether a row is chosen to be compared.
CHOSEN = Qt.ItemDataRole.UserRole + 2

#: What a screen reader says of such a row.
CHOSEN_TOLD = "Chosen to compare"


class HitsModel(QAbstractListModel):
    """Rows of hits. `show` gives it a total and a callable that delivers a page of rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._pages: pages.Pages[Row] = pages.Pages(PAGE, self._on_arrived)
        self._chosen: frozenset[str] = frozenset()

    def show(self, total: int, first_page: tuple[Row, ...], fetch: Fetch | None) -> None:
        """Replace the list: length, first page if at hand, and the source of others."""
        self.beginResetModel()
        self._pages.replace(total, first_page, fetch)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of hits, fetched or not."""
        return 0 if parent.isValid() else self._pages.total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row; one that is not there yet is asked for."""
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if role == ROW:
            return row
        if role == CHOSEN:
            return row is not None and row.id in self._chosen
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let hits be dragged, as into a pack."""
        drags = Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | drags

    def mimeTypes(self) -> list[str]:
        """Name what is dragged."""
        return [DRAGGED_RECORDS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Say that what is chosen is dragged; who takes it asks which records that is."""
        data = QMimeData()
        data.setData(DRAGGED_RECORDS, b"chosen")
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        """Copy: what is dragged stays among the results."""
        return Qt.DropAction.CopyAction

    def choose(self, records: frozenset[str]) -> None:
        """Mark the rows of these records as chosen to be compared."""
        changed, self._chosen = self._chosen ^ records, records
        for place, row in self._pages.at_hand():
            if row.id in changed:
                self.dataChanged.emit(self.index(place), self.index(place))

    def _spoken(self, row: Row | None) -> str:
        if row is None:
            return "Loading"
        return f"{CHOSEN_TOLD}. {row.spoken}" if row.id in self._chosen else row.spoken

    def row_at(self, number: int) -> Row | None:
        """Give the row at a place, or None after asking for its page."""
        return self._pages.at(number)

    def id_at(self, index: Index) -> str:
        """Give the record a row stands for; empty if it is not there yet."""
        row = self.row_at(index.row()) if index.isValid() else None
        return row.id if row is not None else ""

    def index_of(self, record: str) -> QModelIndex:
        """Find a record among the fetched rows; an invalid index if it is not there."""
        places = (place for place, row in self._pages.at_hand() if row.id == record)
        place = next(places, None)
        return self.index(place) if place is not None else QModelIndex()

    def _on_arrived(self, first: int, number: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(first + number - 1))
