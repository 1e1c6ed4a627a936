"""The list of filters: click or Space chooses a value, with Alt it is left out; headings fold."""

from __future__ import annotations

from functools import partial

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
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStyleOptionViewItem,
    QWidget,
)

from evidence_library.ui.icons import pixmap
from evidence_library.ui.itemmodels.facets import LINE, FacetsModel, Group, Line, LineKind
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.side_list import SideDelegate, SideList

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


_TAKING = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FiltersList(SideList):
    """Shows a `FacetsModel`.

    `asked` says what to do ("toggle", "toggle out", "only", "also", "out", "off") with which value
    of which filter.
    """

    asked = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setAccessibleName("Filters")
        self.setAccessibleDescription(
            "Space chooses a filter, Delete leaves it out; left and right fold headings."
        )
        self.menu = QMenu(self)
        self.lines = FacetsModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_FilterDelegate(theme, self))
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
        """Take the line under the pointer, with Alt leave it out; on its arrow, fold it."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        line = self.lines.line(index.row()) if index.isValid() else None
        if line is None:
            return
        on_arrow = line.parent and event.position().x() < self._text_left(line)
        if on_arrow and line.kind is LineKind.VALUE:
            self._unfold(index.row())
        else:
            self._take(index.row(), out=_with_alt(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Space or Enter, leave out with Delete or Alt+Enter, fold left and right."""
        row = self.currentIndex().row()
        if event.key() in _TAKING:
            self._take(row, out=_with_alt(event))
        elif event.key() == Qt.Key.Key_Delete:
            self._take(row, out=True)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._unfold(row, opened=event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what one can do with the value under the pointer, or of the line one is on."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        line = self.lines.line(index.row()) if index.isValid() else None
        if line is None or line.kind is not LineKind.VALUE:
            return
        self.setCurrentIndex(index)
        self._fill_menu(line)
        place = self.visualRect(index).center() if by_key else event.pos()
        self.menu.popup(self.viewport().mapToGlobal(place))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first value when one comes here by keyboard."""
        super().focusInEvent(event)
        # A click puts the cursor where it falls; to move it first would scroll the line away.
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.currentIndex().isValid() and self.lines.rowCount() > 1:
            self.setCurrentIndex(self.lines.index(1))

    def _take(self, row: int, *, out: bool) -> None:
        line = self.lines.line(row)
        if line is None:
            return
        if line.kind is LineKind.VALUE:
            self.asked.emit("toggle out" if out else "toggle", line.group, line.value)
        elif line.kind is LineKind.MORE or line.parent:
            self._unfold(row)
            return
        self.setCurrentIndex(self.lines.index(min(row, self.lines.rowCount() - 1)))

    def _ask(self, act: str, line: Line, _ticked: bool = False) -> None:
        self.asked.emit(act, line.group, line.value)

    def _unfold(self, row: int, *, opened: bool | None = None) -> None:
        self.lines.unfold(row, opened=opened)
        self.setCurrentIndex(self.lines.index(min(row, self.lines.rowCount() - 1)))

    def _fill_menu(self, line: Line) -> None:
        self.menu.clear()
        self.menu.setAccessibleName(f"Filter {line.label}")
        offers = (
            ("only", "&Only this", True),
            ("also", "&Also this", not line.chosen),
            ("out", "&Leave this out", not line.excluded),
            ("off", "&Take the filter off", line.chosen or line.excluded),
        )
        for act, words, possible in offers:
            action = self.menu.addAction(words)
            action.setEnabled(possible)
            action.triggered.connect(partial(self._ask, act, line))

    def _text_left(self, line: Line) -> int:
        delegate = self.itemDelegate()
        return delegate.text_left(line) if isinstance(delegate, _FilterDelegate) else 0


class _FilterDelegate(SideDelegate):
    """Draws a line: heading, value with its count, or what unfolds more."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)
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
        key = (line.shown, line.chosen, room)
        if key not in self._heights:
            metrics = self._theme.metrics(bold=line.chosen)
            box = metrics.boundingRect(QRectF(0, 0, room, 1000), int(_WRAP), line.shown)
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
            self._paint_heading(painter, option, line)
        else:
            self._paint_value(painter, option, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        px, rect = self._theme.px, option.rect
        self._paint_ground(painter, option, line)
        font = self._theme.font("secondary", bold=True)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        place = rect.adjusted(px(20), 0, 0, -px(5))
        painter.drawText(
            place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, line.label
        )
        if line.parent:
            self._paint_chevron(painter, line, px(4), rect.bottom() - px(20))

    def _paint_value(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        px, rect = self._theme.px, option.rect
        self._paint_ground(painter, option, line)
        left = self.text_left(line)
        painter.setFont(self._font(line))
        more = line.kind is LineKind.MORE
        painter.setPen(self._theme.colour("accent" if more else "ink"))
        label = QRect(left, rect.top(), self._label_width(line, rect.width()), rect.height())
        if line.colour:
            self._paint_tag(painter, label, line)
        painter.drawText(label, int(_WRAP), line.shown)
        if line.parent:
            self._paint_chevron(painter, line, left - px(16), rect.center().y() - px(7) + 1)
        if not more:
            marked = line.chosen or line.excluded
            painter.setPen(self._theme.colour("ink" if marked else "muted"))
            place = self._count_place(rect)
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, where, f"{line.count:,}")

    def _paint_tag(self, painter: QPainter, label: QRect, line: Line) -> None:
        """Draw the ground of a coloured tag below its words, and take their colour."""
        words, ground = self._theme.tag(line.colour)
        px, box = self._theme.px, painter.boundingRect(label, int(_WRAP), line.shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(-px(5), -px(2), px(5), px(2)), px(4), px(4))
        painter.setPen(words)

    def _paint_chevron(self, painter: QPainter, line: Line, x: int, y: int) -> None:
        name = "chevron-down" if line.open else "chevron-right"
        painter.drawPixmap(x, y, self._chevron(name, self._view.devicePixelRatioF()))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        rect = option.rect
        if line.chosen or line.excluded:
            ground, ink = ("accent_soft", "accent") if line.chosen else ("bad_soft", "bad")
            painter.fillRect(rect, self._theme.colour(ground))
            bar = QRect(rect.left(), rect.top(), self._theme.px(3), rect.height())
            painter.fillRect(bar, self._theme.colour(ink))
        else:
            self._paint_pointed(painter, option)
        self._paint_focus(painter, option)

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


def _with_alt(event: QMouseEvent | QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
