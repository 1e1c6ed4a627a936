"""The items of a pack in a list: chosen in any number, moved by drag and by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidence_library.ui.itemmodels.pack_items import ITEM_ROW, Index, ItemRow, PackItemsModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets import several_rows

_Mods = Qt.KeyboardModifier

#: By how much a key moves what is chosen; 0 stands for the ends.
_STEPS = {
    (Qt.Key.Key_Up, _Mods.AltModifier): "up",
    (Qt.Key.Key_Down, _Mods.AltModifier): "down",
    (Qt.Key.Key_Home, _Mods.ControlModifier): "first",
    (Qt.Key.Key_End, _Mods.ControlModifier): "last",
}


class PackItemsView(QListView):
    """Shows a `PackItemsModel`.

    `chose` follows another choice of rows; `step_asked` says where what is chosen shall go ("up",
    "down", "first", "last"); `removed` that it shall be taken out; `entered` that one wants to
    write in it.
    """

    chose = Signal()
    step_asked = Signal(str)
    removed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self.items = PackItemsModel(self)
        self.setModel(self.items)
        self.setItemDelegate(_ItemDelegate(theme, self))
        self.setProperty("role", "hits")
        self.setAccessibleName("Items of the pack")
        self.setAccessibleDescription(
            "Alt+Up and Alt+Down move what is chosen, Ctrl+Home and Ctrl+End bring it to the ends, "
            "Delete takes it out, Enter goes to its fields."
        )
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setMinimumWidth(240)
        self._extending = several_rows.Extending(self)
        self._quiet = False
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of what is chosen, from the top."""
        places = sorted(
            at for first, last in several_rows.spans_of(self) for at in range(first, last + 1)
        )
        rows = (self.items.row(at) for at in places)
        return tuple(row.id for row in rows if row is not None)

    @property
    def place(self) -> int:
        """Where something new is to come: behind what is chosen, or at the end."""
        spans = several_rows.spans_of(self)
        return max((last for _, last in spans), default=len(self.items.rows) - 1) + 1

    def show_rows(self, rows: tuple[ItemRow, ...]) -> None:
        """Show other rows; what is chosen stays chosen as far as it is there."""
        chosen, scrolled = self.chosen, self.verticalScrollBar().value()
        at = self.currentIndex().row()
        here = self.items.row(at)
        same = [one.id for one in rows] == [one.id for one in self.items.rows]
        self._quiet = True
        self.items.show(rows)
        if not same:
            ids = [one.id for one in rows]
            now = (
                ids.index(here.id) if here is not None and here.id in ids else min(at, len(ids) - 1)
            )
            self.choose(tuple(one for one in chosen if one in ids), now)
            self.verticalScrollBar().setValue(scrolled)
        self._quiet = False
        if not same:
            self._tell()

    def choose(self, ids: tuple[str, ...], current: int | None = None) -> None:
        """Choose items by their ids; one is at the `current` place, or the first of them."""
        wanted = frozenset(ids)
        places = [at for at, row in enumerate(self.items.rows) if row.id in wanted]
        here = current if current is not None else places[0] if places else -1
        if here >= 0:
            index = self.items.index(here)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        several_rows.choose_spans(self, [(at, at) for at in places])
        if places:
            self.scrollTo(self.items.index(places[0]))

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Say what an event does to what is chosen."""
        return several_rows.command_for(super().selectionCommand(index, event), index, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first item when one comes here by keyboard."""
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            several_rows.choose_first(self)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, take out, go to the fields."""
        pressed = event.modifiers() & ~_Mods.KeypadModifier
        step = _STEPS.get((Qt.Key(event.key()), pressed))
        if step is not None:
            self.step_asked.emit(step)
        elif event.key() == Qt.Key.Key_Delete and not pressed:
            self.removed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif not self._extending.take_key(event):
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if not self._quiet:
            self.chose.emit()


class _ItemDelegate(QStyledItemDelegate):
    """Draws an item in two lines: number, title, minutes; when, kind, what one should know."""

    def __init__(self, theme: Theme, view: PackItemsView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the one height that all items have."""
        theme = self._theme
        high = theme.metrics(bold=True).height() + theme.metrics("secondary").height()
        return QSize(self._view.viewport().width(), round(high) + theme.px(20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item."""
        row = index.data(ITEM_ROW)
        if not isinstance(row, ItemRow):
            return
        painter.save()
        self._paint_ground(painter, option, index)
        px, area = self._theme.px, option.rect
        inner = area.adjusted(px(16), px(8), -px(16), -px(8))
        above = QRect(inner)
        above.setHeight(round(self._theme.metrics(bold=True).height()) + 1)
        below = QRect(inner)
        below.setTop(above.bottom() + px(3))
        number = round(self._theme.metrics().horizontalAdvance("000"))
        self._paint_title(painter, above, row, number)
        self._paint_facts(painter, below.adjusted(number, 0, 0, 0), row)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if row.page_break:
            pen = QPen(self._theme.colour("accent"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(area.left() + px(16), area.top(), area.right() - px(16), area.top())
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, area = self._theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("accent_soft"))
            painter.fillRect(
                area.left(), area.top(), theme.px(3), area.height(), theme.colour("accent")
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _paint_title(self, painter: QPainter, area: QRect, row: ItemRow, number: int) -> None:
        theme, middle = self._theme, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font())
        painter.setPen(theme.colour("muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | middle, f"{row.number}")
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | middle, row.minutes)
        taken = round(theme.metrics().horizontalAdvance(row.minutes)) + theme.px(12)
        room = area.adjusted(number, 0, -taken, 0)
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour("ink"))
        short = theme.metrics(bold=True).elidedText(
            row.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, short)

    def _paint_facts(self, painter: QPainter, area: QRect, row: ItemRow) -> None:
        theme, middle = self._theme, Qt.AlignmentFlag.AlignVCenter
        new_page = "new page" if row.page_break else ""
        facts = " · ".join(part for part in (row.when, row.kind, new_page) if part)
        metrics = theme.metrics("secondary")
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | middle, facts)
        if not row.warning:
            return
        room = area.adjusted(round(metrics.horizontalAdvance(f"{facts}  ")) + 8, 0, 0, 0)
        painter.setPen(theme.colour("warn"))
        said = metrics.elidedText(f"▲ {row.warning}", Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, said)
