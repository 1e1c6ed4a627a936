"""The tree of topic headings, walked and changed by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from evidence_library.ui.itemmodels.topic_tree import KEY, TopicLine, TopicTreeModel
from evidence_library.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_KEYS = {
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "up",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "down",
    (Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier): "move",
    (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier): "add",
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "retire",
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): "rename",
}


class TopicTree(QTreeView):
    """Shows a `TopicTreeModel`. `chose` names the heading one is at, `asked` what keys ask for."""

    chose = Signal(str)
    asked = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._filling = False
        self.headings = TopicTreeModel(self)
        self.setModel(self.headings)
        self.setAccessibleName("Topic headings")
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_asked)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setAccessibleName("Columns of the headings")
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def current(self) -> str:
        """The identity of the heading one is at; empty if there is none."""
        return str(self.currentIndex().siblingAtColumn(0).data(KEY) or "")

    def show_lines(self, lines: Sequence[TopicLine], *, unfolded: bool) -> None:
        """Show other headings; the one that was chosen stays so, and folds stay as they were."""
        key = self.current
        folds = {line.id for line in self.headings.lines if self._is_open(line.id)}
        self._filling = True  # Qt would go from one vanishing heading to the next
        self.headings.show(lines)
        self._filling = False
        if unfolded:
            self.expandAll()
        for one in folds:
            self.expand(self.headings.index_of(one))
        if not self.go_to(key) and not key:
            self.go_to_first()

    def go_to_first(self) -> None:
        """Go to the first heading, if there is one."""
        if self.headings.rowCount():
            self.setCurrentIndex(self.headings.index(0, 0))

    def go_to(self, key: str) -> bool:
        """Go to a heading; tell whether it is there."""
        index = self.headings.index_of(key)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.setCurrentIndex(index)
        self.selectionModel().select(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.scrollTo(index)
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Name the heading one is at."""
        super().currentChanged(current, previous)
        if self.current and not self._filling:
            self.chose.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys of the tree stand for."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        wanted = _KEYS.get((Qt.Key(event.key()), plain))
        if wanted and self.current:
            self.asked.emit(wanted)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be at a heading as soon as there is one."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.headings.rowCount():
            self.setCurrentIndex(self.headings.index(0, 0))

    def height_of(self, rows: int) -> int:
        """Give the height in pixels that shows so many headings."""
        row = max(self.sizeHintForRow(0), self._theme.metrics().height() + self._theme.px(8))
        return round(self.header().sizeHint().height() + rows * row + 2 * self.frameWidth())

    def _is_open(self, key: str) -> bool:
        index = self.headings.index_of(key)
        return index.isValid() and self.isExpanded(index)

    def _fit(self) -> None:
        metrics = self._theme.metrics()
        self.setColumnWidth(1, round(metrics.horizontalAdvance("Records")) + self._theme.px(16))
        self.setColumnWidth(2, round(metrics.horizontalAdvance("◇")) + self._theme.px(16))
        self.setIndentation(self._theme.px(18))
