"""A table of rows of one height: sorted by its columns, and any number of rows chosen."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from evidence_library.ui.itemmodels.sorted_columns import SortedColumns
from evidence_library.ui.widgets import several_rows

_DIRECTIONS = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}


class SortedTable(QTableView):
    """Shows rows. `sorted_by` names a column, `sorted_as` also which way."""

    sorted_by = Signal(int)
    sorted_as = Signal(int, bool)

    def __init__(self, model: SortedColumns, role: str) -> None:
        """Show the rows of a model; `role` is one of the style sheet's."""
        super().__init__()
        self._model = model
        model.setParent(self)
        self.setModel(model)
        self._extending = several_rows.Extending(self)
        self.setProperty("role", role)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
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
        self.show_sorting(-1, descending=False)

    def show_sorting(self, column: int, *, descending: bool) -> None:
        """Show by which column the table is sorted; -1 for none."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)
        self._model.show_sorting(column, descending=descending)

    def choose_first(self) -> None:
        """Choose the first row if none is chosen."""
        several_rows.choose_first(self)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Say what an event does to what is chosen."""
        return several_rows.command_for(super().selectionCommand(index, event), index, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row when one comes here by keyboard."""
        self.choose_first()
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click with Shift choose all rows up to it."""
        if not self._extending.take_press(event):
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort with Alt and an arrow by the column one is in, choose with Esc and Space."""
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
        if direction is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.currentIndex().isValid():
                self.sorted_as.emit(self.currentIndex().column(), direction)
        elif not self._extending.take_key(event):
            self._take_other_key(event)

    def _take_other_key(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
