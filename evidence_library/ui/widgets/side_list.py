"""What the lists at the side of Find share: how they scroll, and how their lines are grounded."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evidence_library.ui.theme import Theme


class SideList(QListView):
    """A list as narrow as the side is: its lines wrap, and nothing is selected but by a cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.setProperty("role", "filters")
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)


class SideDelegate(QStyledItemDelegate):
    """Draws lines of such a list in the colours and sizes of a theme."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        """Draw for a list."""
        super().__init__(view)
        self._theme = theme
        self._view: QListView = view

    def _count_place(self, line: QRect) -> QRect:
        """Where a number ends: left of a scroll bar, whether there is one now or not."""
        bar = self._view.verticalScrollBar().sizeHint().width()
        right = self._view.width() - bar - self._theme.px(16)
        return QRect(line.left(), line.top(), right - line.left(), line.height())

    def _paint_pointed(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Ground the line under the pointer."""
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.colour("hover"))

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Frame the line the keyboard is at."""
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
