"""A chain of evidence as an indented outline, walked by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from evidence_library.model.chain import Chain, Node
from evidence_library.ui.itemmodels.chain_outline import ABOUT, NODE, ChainOutlineModel
from evidence_library.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value

#: Room above and below the words of a line, and beside them; the least width of words.
_ABOVE, _BESIDE, _LEAST = 5, 8, 90


class ChainOutline(QTreeView):
    """Shows a chain. `came_to` follows the line one is at, `opened` and `begun` bring its thing.

    `opened` asks for the thing where it lives, `begun` for the chain that begins at it.
    """

    came_to = Signal(object)
    opened = Signal(object)
    begun = Signal(object)
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme, self._filling = theme, False
        self.lines = ChainOutlineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(theme, self))
        self.setAccessibleName("Outline of the chain of evidence")
        self.setHeaderHidden(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_asked)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def node(self) -> Node | None:
        """The thing one is at; None where there is none."""
        return self.lines.node(self.currentIndex())

    def show_chain(self, chain: Chain, stay: Sequence[int] = ()) -> None:
        """Show another chain, unfolded; `stay` is the place one shall be at."""
        self._filling = True
        self.lines.show_chain(chain)
        self.expandAll()
        self._filling = False
        if not (stay and self.go_to(stay)):
            first = self.lines.index(0, 0)
            below = self.lines.index(0, 0, first)
            has_thing = self.lines.node(below) is not None
            above = self.lines.index(0, 0, self.lines.index(1, 0))
            self.setCurrentIndex(below if has_thing else above)
            self.scrollToTop()

    def go_to(self, path: Sequence[int]) -> bool:
        """Go to the line of a place; tell whether there is one."""
        index = self.lines.index_of(path)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def width_at(self, index: Index) -> int:
        """Give the width that the words of a line have."""
        depth = 1
        above = index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        px = self._theme.px
        room = self.viewport().width() - depth * self.indentation() - 2 * px(_BESIDE)
        return max(px(_LEAST), room)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say where one is."""
        super().currentChanged(current, previous)
        if not self._filling:
            self.came_to.emit(self.lines.path(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the thing with Enter; with Ctrl+Enter begin a chain at it."""
        if event.key() in _ENTER and self.node is not None:
            further = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.begun if further else self.opened).emit(self.node)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring around the line one is at."""
        super().focusInEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        node = self.lines.node(index)
        if node is not None:
            self.opened.emit(node)

    def _fit(self) -> None:
        self.setIndentation(self._theme.px(18))
        self.scheduleDelayedItemsLayout()


class _LineDelegate(QStyledItemDelegate):
    """Draws the kind and title of a thing, and below it what is said of it, wrapped."""

    def __init__(self, theme: Theme, view: ChainOutline) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height that the words need."""
        width = self._view.width_at(index)
        title, about = self._heights(index, width)
        return QSize(width, round(title + about) + 2 * self._theme.px(_ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, words and the ring of the focus."""
        theme, px = self._theme, self._theme.px
        self.initStyleOption(option, index)
        option.text = ""
        style = self._view.style() or QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        area = QRectF(option.rect).adjusted(px(_BESIDE), px(_ABOVE), -px(2), -px(_ABOVE))
        area.setWidth(self._view.width_at(index))
        title, about = self._heights(index, round(area.width()))
        painter.save()
        thing = isinstance(index.data(NODE), Node)
        top = not index.parent().isValid()
        painter.setPen(theme.colour("ink" if thing or top else "muted"))
        painter.setFont(self._font(index))
        painter.drawText(
            QRectF(area.left(), area.top(), area.width(), title), _WRAPPED, _words(index)
        )
        if about:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font("secondary"))
            below = QRectF(area.left(), area.top() + title, area.width(), about)
            painter.drawText(below, _WRAPPED, str(index.data(ABOUT)))
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(theme.colour("accent"), px(2)))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), px(4), px(4))
        painter.restore()

    def _font(self, index: Index) -> QFont:
        return self._theme.font(bold=not index.parent().isValid())

    def _heights(self, index: Index, width: int) -> tuple[float, float]:
        room = QRectF(0, 0, width, 100_000)
        bold = not index.parent().isValid()
        metrics = self._theme.metrics(bold=bold)
        title = metrics.boundingRect(room, _WRAPPED, _words(index)).height()
        said = str(index.data(ABOUT) or "")
        below = self._theme.metrics("secondary")
        return title, below.boundingRect(room, _WRAPPED, said).height() if said else 0.0


def _words(index: Index) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
