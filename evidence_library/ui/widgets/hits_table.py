"""The table of results: arrow keys walk its cells, Enter goes into the record."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from evidence_library.ui.itemmodels.hit_table import HitTableModel
from evidence_library.ui.itemmodels.hits import CHOSEN
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets import several_rows
from evidence_library.ui.widgets.chosen_sign import CHOSEN_SIGN, signs_icon, signs_width

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_DIRECTIONS = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
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


class HitsTable(QTableView):
    """Shows a `HitTableModel`. `sorted_by` names a column, `sorted_as` also which way.

    `chose` follows every other choice of lines.
    """

    entered_record = Signal()
    chose = Signal()
    sorted_by = Signal(int)
    sorted_as = Signal(int, bool)

    def __init__(self, theme: Theme, columns: tuple[tuple[str, str], ...]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self._keys = tuple(key for key, _ in columns)
        self.hits = HitTableModel(tuple(words for _, words in columns), self)
        self.setModel(self.hits)
        self._extending = several_rows.Extending(self)
        self._titles = _TitleDelegate(theme, self)
        self.setItemDelegateForColumn(0, self._titles)
        self.setProperty("role", "table")
        self.setAccessibleName("Results as a table")
        self.setAccessibleDescription(
            "Enter goes to the record. Alt and an arrow up or down sort by the column one is in."
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setAccessibleName("Columns of the table")
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.sectionClicked.connect(self.sorted_by)
        self.doubleClicked.connect(self.entered_record)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chose.emit())
        theme.changed.connect(self._fit)
        self._fit()
        self.show_sorting(-1, descending=False)

    def show_columns(self, keys: Collection[str]) -> None:
        """Show these columns and hide the others."""
        for at, key in enumerate(self._keys):
            self.setColumnHidden(at, key not in keys)

    def show_sorting(self, column: int, *, descending: bool) -> None:
        """Show by which column the table is sorted; -1 for none."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)
        self.hits.show_sorting(column, descending=descending)

    def choose_first(self) -> None:
        """Choose the first line if none is chosen."""
        several_rows.choose_first(self)

    def show_several(self, *, several: bool) -> None:
        """Mark the chosen lines with a sign of their own while there are several."""
        self._titles.several = several
        self.viewport().update()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Say what an event does to what is chosen."""
        return several_rows.command_for(super().selectionCommand(index, event), index, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first line when one comes here by keyboard."""
        self.choose_first()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the record with Enter, sort with Alt and an arrow, choose with Esc and Space."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.entered_record.emit()
        elif key in _DIRECTIONS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.currentIndex().isValid():
                self.sorted_as.emit(self.currentIndex().column(), _DIRECTIONS[key])
        elif not self._extending.take_key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click with Shift choose all lines up to it."""
        if not self._extending.take_press(event):
            super().mousePressEvent(event)

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
