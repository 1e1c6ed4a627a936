"""The list at the side of Packs: one line for each pack, with what is in it below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from evidence_library.ui.itemmodels.packs import PACK_LINE, PackLine, PacksModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.side_list import SideDelegate, SideList


class PacksList(SideList):
    """Shows a `PacksModel`.

    `chose` names the pack one has come to; `entered` follows Enter, `rename_asked` F2,
    `delete_asked` the key Delete.
    """

    chose = Signal(str)
    entered = Signal()
    rename_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme, packs: PacksModel) -> None:
        """Show the packs of a model."""
        super().__init__()
        self.packs = packs
        self._quiet = False
        self.setModel(packs)
        self.setItemDelegate(_PackDelegate(theme, self))
        self.setAccessibleName("Packs")
        self.setAccessibleDescription("Enter goes to the items, F2 renames, Delete deletes.")
        self.setDragDropMode(QListView.DragDropMode.DropOnly)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_chosen(self, key: str) -> None:
        """Go to the line of a pack, without telling anybody."""
        row = self.packs.row_of(key)
        self._quiet = True
        index = self.packs.index(row) if row >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the items, rename, delete."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, now: QModelIndex) -> None:
        line = self.packs.line(now.row())
        if line is not None and not self._quiet:
            self.chose.emit(line.key)


class _PackDelegate(SideDelegate):
    """Draws a pack: a bar if it is shown, its title, what is in it."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the one height that all lines have."""
        theme = self._theme
        high = theme.metrics(bold=True).height() + theme.metrics("secondary").height()
        return QSize(self._view.viewport().width(), round(high) + theme.px(18))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        line = index.data(PACK_LINE)
        if not isinstance(line, PackLine):
            return
        painter.save()
        chosen = index.row() == self._view.currentIndex().row()
        px, area, theme = self._theme.px, option.rect, self._theme
        self._paint_pointed(painter, option)
        if chosen:
            painter.fillRect(area, theme.colour("accent_soft"))
            painter.fillRect(area.left(), area.top(), px(3), area.height(), theme.colour("accent"))
        self._paint_focus(painter, option)
        inner = area.adjusted(px(16), px(7), -px(12), -px(7))
        above = QRect(inner)
        above.setHeight(round(theme.metrics(bold=True).height()) + 1)
        below = QRect(inner)
        below.setTop(above.bottom() + px(2))
        self._write(painter, above, line.title, ("base", "accent" if chosen else "ink", chosen))
        self._write(painter, below, line.about, ("secondary", "muted", False))
        painter.restore()

    def _write(
        self, painter: QPainter, area: QRect, words: str, look: tuple[str, str, bool]
    ) -> None:
        role, colour, bold = look
        painter.setFont(self._theme.font(role, bold=bold))
        painter.setPen(self._theme.colour(colour))
        metrics = self._theme.metrics(role, bold=bold)
        short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, where, short)
