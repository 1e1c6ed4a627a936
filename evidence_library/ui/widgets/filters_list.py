"""The list of filters: click or Space takes a value, left and right fold narrower headings."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evidence_library.ui.icons import pixmap
from evidence_library.ui.itemmodels.facets import LINE, FacetsModel, Group, Line, LineKind
from evidence_library.ui.theme import Theme

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FiltersList(QListView):
    """Shows a `FacetsModel`; `toggled` says which value of which filter was clicked."""

    toggled = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setProperty("role", "filters")
        self.setAccessibleName("Filters")
        self.setAccessibleDescription("Space chooses a filter; left and right fold headings.")
        self.lines = FacetsModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_FilterDelegate(theme, self))
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show other values; the cursor stays on its line and the list where it is scrolled to."""
        row, bar = self.currentIndex().row(), self.verticalScrollBar()
        line, scrolled = self.lines.line(row), bar.value()
        self.lines.show(groups)
        self.doItemsLayout()  # now, as the list is as long as its lines only then
        if line is not None:
            self.setCurrentIndex(self.lines.index(self.lines.nearest(line, row)))
        bar.setValue(scrolled)
        if line is not None and self.hasFocus():
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out again, as long labels wrap."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the line under the pointer; on its arrow, fold it."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        line = self.lines.line(index.row()) if index.isValid() else None
        if line is None:
            return
        if line.parent and event.position().x() < self._text_left(line):
            self.lines.unfold(index.row())
        else:
            self._take(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Space or Enter, fold with left and right."""
        row = self.currentIndex().row()
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(row)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.lines.unfold(row, opened=event.key() == Qt.Key.Key_Right)
            self.setCurrentIndex(self.lines.index(row))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first value when one comes here by keyboard."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount() > 1:
            self.setCurrentIndex(self.lines.index(1))

    def _take(self, row: int) -> None:
        line = self.lines.line(row)
        if line is None:
            return
        if line.kind is LineKind.VALUE:
            self.toggled.emit(line.group, line.value)
        elif line.kind is LineKind.MORE:
            self.lines.unfold(row)
        self.setCurrentIndex(self.lines.index(min(row, self.lines.rowCount() - 1)))

    def _text_left(self, line: Line) -> int:
        delegate = self.itemDelegate()
        return delegate.text_left(line) if isinstance(delegate, _FilterDelegate) else 0


class _FilterDelegate(QStyledItemDelegate):
    """Draws a line: heading, value with its count, or what unfolds more."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view: QListView = view
        self._heights: dict[tuple[str, bool, int], int] = {}
        self._chevrons: dict[tuple[str, float], QPixmap] = {}
        theme.changed.connect(self._forget)

    def text_left(self, line: Line) -> int:
        """Where the words of a line begin."""
        return self._theme.px(20 + 16 * line.depth)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the height its wrapped label needs."""
        line = index.data(LINE)
        width = self._view.viewport().width()
        if not isinstance(line, Line):
            return QSize(width, 0)
        px = self._theme.px
        if line.kind is LineKind.HEADING:
            return QSize(width, px(38 if index.row() else 34))
        return QSize(width, self._text_height(line, width) + px(13))

    def _text_height(self, line: Line, width: int) -> int:
        """Measure a wrapped label; the same one is measured again with every search."""
        room = self._label_width(line, width)
        key = (line.label, line.chosen, room)
        if key not in self._heights:
            metrics = self._theme.metrics(bold=line.chosen)
            box = metrics.boundingRect(QRectF(0, 0, room, 1000), int(_WRAP), line.label)
            self._heights[key] = round(box.height())
        return self._heights[key]

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        painter.save()
        if line.kind is LineKind.HEADING:
            self._paint_heading(painter, option.rect, line)
        else:
            self._paint_value(painter, option, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, line: Line) -> None:
        font = self._theme.font("secondary", bold=True)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        place = rect.adjusted(self._theme.px(20), 0, 0, -self._theme.px(5))
        painter.drawText(
            place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, line.label
        )

    def _paint_value(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        px, rect = self._theme.px, option.rect
        self._paint_ground(painter, option, line)
        left = self.text_left(line)
        painter.setFont(self._font(line))
        more = line.kind is LineKind.MORE
        painter.setPen(self._theme.colour("accent" if more else "ink"))
        label = QRect(left, rect.top(), self._label_width(line, rect.width()), rect.height())
        painter.drawText(label, int(_WRAP), line.label)
        if line.parent:
            name = "chevron-down" if line.open else "chevron-right"
            ratio = self._view.devicePixelRatioF()
            drawn = self._chevron(name, ratio)
            painter.drawPixmap(left - px(16), rect.center().y() - px(7) + 1, drawn)
        if not more:
            painter.setPen(self._theme.colour("ink" if line.chosen else "muted"))
            place = rect.adjusted(0, 0, -px(16), 0)
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, where, f"{line.count:,}")

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        rect = option.rect
        if line.chosen:
            painter.fillRect(rect, self._theme.colour("accent_soft"))
            bar = QRect(rect.left(), rect.top(), self._theme.px(3), rect.height())
            painter.fillRect(bar, self._theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _font(self, line: Line) -> QFont:
        return self._theme.font(bold=line.chosen)

    def _chevron(self, name: str, ratio: float) -> QPixmap:
        key = (name, ratio)
        if key not in self._chevrons:
            size, muted = self._theme.px(14), self._theme.colour("muted")
            self._chevrons[key] = pixmap(name, muted, size, ratio)
        return self._chevrons[key]

    def _forget(self) -> None:
        self._heights.clear()
        self._chevrons.clear()

    def _label_width(self, line: Line, width: int) -> int:
        return max(self._theme.px(60), width - self.text_left(line) - self._theme.px(52))
