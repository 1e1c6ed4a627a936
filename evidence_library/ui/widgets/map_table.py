"""An evidence map to look at and to walk through: a table whose cells are drawn as bubbles.

It is a real table, so screen readers read rows, columns and cells as such.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from evidence_library.model.evidence_map import EvidenceMap, Side, radius
from evidence_library.ui.itemmodels.evidence_map import COUNT, MapModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.map_header import RowLabels
from evidence_library.ui.widgets.plain import bare_table

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WRAPPED = Qt.TextFlag.TextWordWrap.value
_HEADING = Qt.AlignmentFlag.AlignCenter.value | _WRAPPED
_ACROSS = Qt.Orientation.Horizontal
_COLUMN, _ROW, _LABELS = 84, 52, 230
_ROWS = 9  # so many are in sight if they can
_FEWEST_ROWS = 4  # in sight, whatever else has to scroll away


class MapTable(QTableView):
    """Shows a `MapModel`. `opened` names row and column of a cell, `folded` a row.

    `focused`: the keyboard has come here.
    """

    opened = Signal(int, int)
    folded = Signal(int)
    focused = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self.cells = MapModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setVerticalHeader(RowLabels(theme, self))
        self.setProperty("role", "map")
        self.setAccessibleName("Evidence map")
        self.setAccessibleDescription(
            "Enter opens a cell as a search. Space shows or hides the narrower headings of a row."
        )
        bare_table(self)
        self.setMouseTracking(True)
        for header, words in (
            (self.horizontalHeader(), "Columns of the map"),
            (self.verticalHeader(), "Rows of the map"),
        ):
            header.setAccessibleName(words)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag(_HEADING))
        self.verticalHeader().setSectionsClickable(True)
        self.verticalHeader().sectionClicked.connect(self.folded)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._fit)
        self._fit()

    def show_map(self, drawn: EvidenceMap) -> None:
        """Show a map; the cursor stays where it was."""
        at = self.currentIndex()
        known, row, column = at.isValid(), max(0, at.row()), max(0, at.column())
        self.cells.show(drawn)
        self._fit()
        if known or self.hasFocus():
            last_row, last_column = self.cells.rowCount() - 1, self.cells.columnCount() - 1
            self.setCurrentIndex(self.cells.index(min(row, last_row), min(column, last_column)))

    def go_to(self, row: Side | None, column: Side | None) -> None:
        """Put the cursor on the cell of these sides, as far as they are still there."""
        at_row = self._number(row, [self.cells.row_side(at) for at in range(self.cells.rowCount())])
        columns = [self.cells.column_side(at) for at in range(self.cells.columnCount())]
        index = self.cells.index(at_row, self._number(column, columns))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    @staticmethod
    def _number(wanted: Side | None, sides: Sequence[Side | None]) -> int:
        """Say where a side stands that holds the same values; the first, if none does."""
        values = wanted.values if wanted is not None else None
        found = (at for at, one in enumerate(sides) if (one.values if one else None) == values)
        return next(found, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit rows and labels to the room there is."""
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first cell when one comes here by keyboard."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(0, 0))
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a cell with Enter, fold its row with Space."""
        at = self.currentIndex()
        if event.key() in _ENTER and at.isValid():
            self.opened.emit(at.row(), at.column())
        elif event.key() == Qt.Key.Key_Space and at.isValid():
            self.folded.emit(at.row())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.row(), index.column())

    def _fit(self) -> None:
        """Give cells and labels the size that goes with the text."""
        px = self._theme.px
        width, height = max(self.width(), 1), max(self.height(), 1)
        labels = min(px(_LABELS), max(width * 2 // 5, 1))
        self.horizontalHeader().setDefaultSectionSize(px(_COLUMN))
        self.verticalHeader().setDefaultSectionSize(self._row_height(height))
        self.verticalHeader().setFixedWidth(labels)
        head, row = self._head_height(), self.verticalHeader().defaultSectionSize()
        self.horizontalHeader().setFixedHeight(head)
        self.setMinimumHeight(head + _FEWEST_ROWS * row + px(12))
        self.updateGeometries()
        self.viewport().update()

    def _row_height(self, height: int) -> int:
        """Make rows lower where few would be in sight; two lines of a label always fit."""
        lines = round(2 * self._theme.metrics("secondary").lineSpacing()) + self._theme.px(6)
        return max(lines, min(self._theme.px(_ROW), height // _ROWS))

    def _head_height(self) -> int:
        """Give the height that the longest label of a column needs, and no more."""
        metrics, px = self._theme.metrics("secondary", bold=True), self._theme.px
        room = QRectF(0, 0, px(_COLUMN) - px(6), 1000)
        labels = (self.cells.headerData(at, _ACROSS) for at in range(self.cells.columnCount()))
        wrapped = (metrics.boundingRect(room, _HEADING, str(words)) for words in labels)
        highest = max((one.height() for one in wrapped), default=0)
        return round(max(highest, metrics.lineSpacing())) + px(6)


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell: a bubble whose area is the number, with the number; a gap as an empty box."""

    def __init__(self, theme: Theme, view: MapTable) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the one size of all cells."""
        return QSize(self._theme.px(_COLUMN), self._view.verticalHeader().defaultSectionSize())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        self._paint_ground(painter, option, area)
        number = int(index.data(COUNT) or 0)
        model = self._view.cells
        total = model.row_side(index.row()) is None or model.column_side(index.column()) is None
        if total:
            self._paint_number(painter, area, number, bold=True)
        elif number:
            self._paint_bubble(painter, area, number)
            self._paint_number(painter, area, number, bold=False)
        else:
            self._paint_gap(painter, area)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF) -> None:
        theme = self._theme
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(area, theme.colour("hover" if hovered else "panel"))
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.colour("line")
        )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _paint_bubble(self, painter: QPainter, area: QRectF, number: int) -> None:
        drawn = self._view.cells.map
        largest = drawn.largest if drawn is not None else number
        greatest = min(area.width(), area.height()) / 2 - self._theme.px(4)
        size = radius(number, largest, greatest)
        painter.setPen(QPen(self._theme.colour("accent"), 1))
        painter.setBrush(self._theme.colour("accent_soft"))
        painter.drawEllipse(QPointF(area.center()), size, size)

    def _paint_gap(self, painter: QPainter, area: QRectF) -> None:
        side = self._theme.px(18)
        box = QRectF(0, 0, side, side)
        box.moveCenter(area.center())
        # On whole pixels: a line that lies between two of them is drawn half as strong.
        box.moveTo(round(box.x()) + 0.5, round(box.y()) + 0.5)
        painter.setPen(QPen(self._theme.colour("muted"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, self._theme.px(4), self._theme.px(4))

    def _paint_number(self, painter: QPainter, area: QRectF, number: int, *, bold: bool) -> None:
        painter.setPen(self._theme.colour("ink" if number else "muted"))
        painter.setFont(self._theme.font(bold=bold))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, f"{number:,}")
