"""The list at the side of Curate: one line for each page, under the heading of its group."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from evidence_library.ui.itemmodels.curate import PLACE_LINE, PlaceLine, PlacesModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.side_list import SideDelegate, SideList

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class PlacesList(SideList):
    """Shows a `PlacesModel`. `chose` names the page one has come to."""

    chose = Signal(str)

    def __init__(self, theme: Theme, places: PlacesModel, parent: QWidget | None = None) -> None:
        """Show the pages of a model."""
        super().__init__(parent)
        self.places = places
        self.setModel(places)
        self.setItemDelegate(_PlaceDelegate(theme, self))
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_chosen(self, key: str) -> None:
        """Go to the line of a page."""
        row = self.places.row_of(key)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.places.index(row))

    def _tell(self, now: QModelIndex) -> None:
        line = self.places.line(now.row())
        if line is not None and line.key:
            self.chose.emit(line.key)


class _PlaceDelegate(SideDelegate):
    """Draws a page: a bar if one is there, its name, its count; or the heading of a group."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the height of the wrapped name; headings keep a distance to what is above."""
        line = index.data(PLACE_LINE)
        width = self._view.viewport().width()
        if not isinstance(line, PlaceLine):
            return QSize(width, 0)
        if not line.key:
            high = self._theme.metrics("secondary", bold=True).height()
            return QSize(width, round(high) + self._theme.px(22))
        return QSize(width, round(self._name_height(line, width)) + self._theme.px(13))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        line = index.data(PLACE_LINE)
        if not isinstance(line, PlaceLine):
            return
        painter.save()
        if line.key:
            chosen = index.row() == self._view.currentIndex().row()
            self._paint_page(painter, option, line, chosen=chosen)
        else:
            self._paint_heading(painter, option.rect, line.text)
        painter.restore()

    def _paint_page(
        self, painter: QPainter, option: QStyleOptionViewItem, line: PlaceLine, *, chosen: bool
    ) -> None:
        px, rect, theme = self._theme.px, option.rect, self._theme
        self._paint_pointed(painter, option)
        if chosen:
            painter.fillRect(rect, theme.colour("accent_soft"))
            painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), theme.colour("accent"))
        self._paint_focus(painter, option)
        name = QRect(rect.left() + px(20), rect.top() + px(6), self._room(line, rect.width()), 0)
        name.setHeight(round(self._name_height(line, rect.width())) + 1)
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(theme.colour("accent" if chosen else "ink"))
        painter.drawText(name, int(_WRAP), line.text)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("muted" if not line.count else "ink"))
        at_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(self._count_place(rect.adjusted(0, px(6), 0, 0)), at_right, _count(line))

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        font = self._theme.font("secondary", bold=True)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        px = self._theme.px
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(rect.adjusted(px(20), 0, -px(16), -px(5)), where, text)

    def _name_height(self, line: PlaceLine, width: int) -> float:
        box = QRectF(0, 0, self._room(line, width), 1000)
        metrics = self._theme.metrics("base", bold=True)  # so that choosing a line moves no other
        return metrics.boundingRect(box, int(_WRAP), line.text).height()

    def _room(self, line: PlaceLine, width: int) -> int:
        """Give the width that the name gets beside the count."""
        count = self._theme.metrics().horizontalAdvance(_count(line))
        return max(self._theme.px(60), width - self._theme.px(58) - round(count))


def _count(line: PlaceLine) -> str:
    return "" if line.count is None else f"{line.count:,}"
