"""The saved searches above the filters: click or Enter asks again, a menu renames and deletes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStyleOptionViewItem,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.icons import dress
from evidence_library.ui.itemmodels.saved import SAVED_LINE, SavedLine, SavedModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label, tip
from evidence_library.ui.widgets.side_list import SideDelegate, SideList

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

#: How high the list may get at 100 % text, in pixels; the filters below need their place.
_HIGHEST = 196


class SavedList(SideList):
    """Shows a `SavedModel`. Signals name the search they are about by its identity."""

    opened = Signal(str)
    rename_asked = Signal(str)
    over_asked = Signal(str)
    delete_asked = Signal(str)
    export_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.saved = SavedModel(self)
        self.setModel(self.saved)
        self.setItemDelegate(_SavedDelegate(theme, self))
        self.setAccessibleName("Saved searches")
        self.setAccessibleDescription(
            "Enter asks again, F2 renames, Delete deletes; the menu key shows what else one can do."
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    def show_lines(self, lines: Sequence[SavedLine]) -> None:
        """Show searches; the cursor stays on its search."""
        line = self.saved.line(self.currentIndex().row())
        row = self.currentIndex().row()
        self.saved.show(lines)
        self._fit()
        if line is not None and lines:
            places = {one.id: at for at, one in enumerate(lines)}
            at = places.get(line.id, min(row, len(lines) - 1))
            self.setCurrentIndex(self.saved.index(at))

    def sizeHint(self) -> QSize:
        """Be as high as the lines, up to a limit."""
        rows = range(self.saved.rowCount())
        height = sum(self.sizeHintForRow(row) for row in rows)
        return QSize(super().sizeHint().width(), min(height, self._theme.px(_HIGHEST)) + 2)

    def minimumSizeHint(self) -> QSize:
        """Need no width of its own."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out again, as long names wrap."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask again for the search under the pointer."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self._emit(self.opened, index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, rename or delete the search one is at."""
        signal = _KEYS.get(Qt.Key(event.key()))
        if signal is None:
            super().keyPressEvent(event)
            return
        self._emit(getattr(self, signal), self.currentIndex().row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first search when one comes here by keyboard."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.saved.rowCount():
            self.setCurrentIndex(self.saved.index(0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what one can do with the search under the pointer or the cursor."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = self.menu_for(index.row())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        menu.popup(event.globalPos() if by_mouse else below)

    def menu_for(self, row: int) -> QMenu:
        """Make the menu of a search; what cannot be done with one not understood is greyed."""
        menu = QMenu(self)
        line = self.saved.line(row)
        understood = line is not None and line.count is not None
        for words, signal, needs_understanding in (
            ("&Open", self.opened, True),
            ("&Rename…\tF2", self.rename_asked, False),
            ("&Save the present search here", self.over_asked, True),
            ("&Export its results…", self.export_asked, True),
            ("&Delete\tDel", self.delete_asked, False),
        ):
            action = menu.addAction(words)
            action.setEnabled(understood or not needs_understanding)
            action.triggered.connect(lambda _=False, one=signal: self._emit(one, row))
        return menu

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tooltip what is wrong with a search."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            line = self.saved.line(self.indexAt(event.pos()).row())
            QToolTip.showText(event.globalPos(), tip(" ".join(line.notes)) if line else "", self)
            return True
        return super().viewportEvent(event)

    def _emit(self, signal: SignalInstance, row: int) -> None:
        line = self.saved.line(row)
        if line is not None:
            signal.emit(line.id)

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()


_KEYS: dict[Qt.Key, str] = {
    Qt.Key.Key_Return: "opened",
    Qt.Key.Key_Enter: "opened",
    Qt.Key.Key_Space: "opened",
    Qt.Key.Key_F2: "rename_asked",
    Qt.Key.Key_Delete: "delete_asked",
}


class _SavedDelegate(SideDelegate):
    """Draws a search: its name, its count, and below them what is wrong."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the height of the wrapped name, and of the remark if there is one."""
        line = index.data(SAVED_LINE)
        width = self._view.viewport().width()
        if not isinstance(line, SavedLine):
            return QSize(width, 0)
        remark = self._theme.metrics("secondary").height() if line.remark else 0
        return QSize(width, round(self._name_height(line, width) + remark) + self._theme.px(11))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one search."""
        line = index.data(SAVED_LINE)
        if not isinstance(line, SavedLine):
            return
        painter.save()
        px, rect = self._theme.px, option.rect
        self._paint_pointed(painter, option)
        self._paint_focus(painter, option)
        name = QRect(rect.left() + px(20), rect.top() + px(5), self._room(line, rect.width()), 0)
        name.setHeight(round(self._name_height(line, rect.width())) + 1)
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("ink" if line.count is not None else "muted"))
        painter.drawText(name, int(_WRAP), line.name)
        painter.setPen(self._theme.colour("muted"))
        at_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(self._count_place(rect.adjusted(0, px(5), 0, 0)), at_right, _count(line))
        if line.remark:
            painter.setFont(self._theme.font("secondary"))
            painter.setPen(self._theme.colour("warn"))
            below = rect.adjusted(px(20), 0, -px(16), -px(5))
            where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(below, where, line.remark)
        painter.restore()

    def _name_height(self, line: SavedLine, width: int) -> float:
        box = QRectF(0, 0, self._room(line, width), 1000)
        return self._theme.metrics().boundingRect(box, int(_WRAP), line.name).height()

    def _room(self, line: SavedLine, width: int) -> int:
        """Give the width that name gets beside the count."""
        count = self._theme.metrics().horizontalAdvance(_count(line))
        return max(self._theme.px(60), width - self._theme.px(58) - round(count))


def _count(line: SavedLine) -> str:
    return "–" if line.count is None else f"{line.count:,}"


class SavedPane(QWidget):
    """A heading, the list, and what to do while it is empty."""

    save_asked = Signal()
    starters_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show that nothing is saved yet."""
        super().__init__(parent)
        self._theme = theme
        self.unfolded = True
        self.list = SavedList(theme)
        self.heading = QToolButton()
        self.heading.setText("Saved searches")
        self.heading.setProperty("role", "flat")
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.clicked.connect(lambda: self.unfold(unfolded=not self.unfolded))
        self._save = QToolButton()
        self._save.setProperty("role", "flat")
        self._save.setAccessibleName("Save this search")
        self._save.setToolTip("Save this search (Ctrl+S)")
        self._save.clicked.connect(self.save_asked)
        self._none = label("No search is saved yet.", "muted", wrap=True)
        self.starters = button(
            "Add five to start from",
            self.starters_asked.emit,
            role="link",
            hint="Searches such as “What did not work” and “Over ten years old”",
        )
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading)
        self._head.addStretch(1)
        self._head.addWidget(self._save)
        self._empty = QVBoxLayout()
        self._empty.addWidget(self._none)
        self._empty.addWidget(self.starters, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(self._empty)
        column.addWidget(self.list)
        theme.changed.connect(self._draw)
        self._draw()
        self.show_lines(())

    def show_lines(self, lines: Sequence[SavedLine]) -> None:
        """Show searches."""
        self.list.show_lines(lines)
        self._show_or_fold()

    def unfold(self, *, unfolded: bool = True) -> None:
        """Show the searches, or only their heading."""
        if not unfolded and self.isAncestorOf(self.window().focusWidget()):
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.unfolded = unfolded
        self._show_or_fold()
        self._draw()

    @property
    def _stop(self) -> QWidget:
        """What takes the focus: the searches, or what stands in their place."""
        if not self.unfolded:
            return self.heading
        return self.list if self.list.saved.rowCount() else self.starters

    def _show_or_fold(self) -> None:
        filled = bool(self.list.saved.rowCount())
        self.list.setVisible(self.unfolded and filled)
        for part in (self._none, self.starters):
            part.setVisible(self.unfolded and not filled)
        self.setFocusProxy(self._stop)
        state = "open" if self.unfolded else "folded"
        self.heading.setAccessibleName(f"Saved searches, {state}")
        self.heading.setToolTip("Hide the saved searches" if self.unfolded else "Show them")

    def _draw(self) -> None:
        px = self._theme.px
        font = self._theme.font("secondary", bold=True)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        self.heading.setFont(font)
        self.heading.setStyleSheet(
            f"color: {self._theme.colour('muted').name()}; font-size: {font.pixelSize()}px;"
            "padding-left: 0; border-left-width: 1px;"
        )
        sign = "chevron-down" if self.unfolded else "chevron-right"
        dress(self.heading, sign, self._theme.colour("muted"), px(12))
        self._head.setContentsMargins(px(8) - 5, px(8), px(10), 0)
        self._empty.setContentsMargins(px(20), px(4), px(16), px(4))
        self._empty.setSpacing(px(4))
        dress(self._save, "plus", self._theme.colour("muted"), px(16))


def fit_side(saved: SavedPane, filters: QAbstractItemView) -> QWidget:
    """Put the saved searches above the filters, which take the rest of the height."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(saved)
    column.addWidget(filters, 1)
    return side
