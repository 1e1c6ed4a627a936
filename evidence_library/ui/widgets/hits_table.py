"""The table of results: arrow keys walk its cells, Enter goes into the record."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from evidence_library.ui.itemmodels.hit_table import HitTableModel
from evidence_library.ui.itemmodels.hits import CHOSEN
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.chosen_sign import CHOSEN_SIGN, signs_icon, signs_width
from evidence_library.ui.widgets.sorted_table import SortedTable

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ROW = 34

#: Widths at 100 % text, by key of the column.
_WIDTHS = {
    "title": 300,
    "year": 84,
    "kind": 136,
    "effect": 132,
    "confidence": 98,
    "evidence": 182,
    "place": 160,
    "authors": 190,
    "licence": 124,
    "workflow": 136,
}


class HitsTable(SortedTable):
    """Shows a `HitTableModel`. `sorted_by` names a column, `sorted_as` also which way.

    `chose` follows every other choice of lines.
    """

    entered_record = Signal()
    chose = Signal()

    def __init__(self, theme: Theme, columns: tuple[tuple[str, str], ...]) -> None:
        """Show nothing yet."""
        self.hits = HitTableModel(tuple(words for _, words in columns))
        super().__init__(self.hits, "table")
        self._theme = theme
        self._keys = tuple(key for key, _ in columns)
        self._titles = _TitleDelegate(theme, self)
        self.setItemDelegateForColumn(0, self._titles)
        self.setAccessibleName("Results as a table")
        self.setAccessibleDescription(
            "Enter goes to the record. Alt and an arrow up or down sort by the column one is in."
        )
        self.setWordWrap(False)
        self.doubleClicked.connect(self.entered_record)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chose.emit())
        theme.changed.connect(self._fit)
        self._fit()

    def show_columns(self, keys: Collection[str]) -> None:
        """Show these columns and hide the others."""
        for at, key in enumerate(self._keys):
            self.setColumnHidden(at, key not in keys)

    def show_several(self, *, several: bool) -> None:
        """Mark the chosen lines with a sign of their own while there are several."""
        self._titles.several = several
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the record with Enter, sort with Alt and an arrow, choose with Esc and Space."""
        if Qt.Key(event.key()) in _ENTER:
            self.entered_record.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        for at, key in enumerate(self._keys):
            self.setColumnWidth(at, px(_WIDTHS[key]))


class _TitleDelegate(QStyledItemDelegate):
    """Draws a title; one that is chosen, or chosen to be compared, makes room for its signs."""

    def __init__(self, theme: Theme, view: HitsTable) -> None:
        super().__init__(view)
        self._theme = theme
        self.several = False

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put the signs before a title that is chosen."""
        super().initStyleOption(option, index)
        chosen = self.several and bool(option.state & QStyle.StateFlag.State_Selected)
        compared = bool(index.data(CHOSEN))
        if chosen or compared:
            option.icon = signs_icon(self._theme, chosen=chosen, compared=compared)
            width = signs_width(self._theme, chosen + compared)
            option.decorationSize = QSize(width, self._theme.px(CHOSEN_SIGN))
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
