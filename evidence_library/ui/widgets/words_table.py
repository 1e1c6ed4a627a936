"""A picture made of words: a table with named rows and columns, walked cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableView,
)

from evidence_library.ui.itemmodels.words_table import WORD, Word, WordsRow, WordsTableModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import bare_table

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value
_CENTRED = _WRAPPED | Qt.AlignmentFlag.AlignVCenter.value

#: Least width of a column, width of the names of rows, room beside and above words, at 100 % text.
_COLUMN, _NAMES, _SIDE, _ABOVE = 98, 210, 10, 7


class WordsTable(QTableView):
    """Shows a `WordsTableModel`. `entered` brings row and column of the cell one opens."""

    entered = Signal(int, int)

    def __init__(self, theme: Theme, name: str, description: str) -> None:
        """Show nothing yet; screen readers say the name and the description."""
        super().__init__()
        self._theme = theme
        self.cells = WordsTableModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setVerticalHeader(_Names(theme, self))
        self.setProperty("role", "words")
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        bare_table(self)
        self.setMouseTracking(True)
        for header, words in (
            (self.horizontalHeader(), f"Columns: {name}"),
            (self.verticalHeader(), f"Rows: {name}"),
        ):
            header.setAccessibleName(words)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag(_CENTRED))
        self.doubleClicked.connect(lambda index: self.entered.emit(index.row(), index.column()))
        theme.changed.connect(self._fit)

    def show_rows(
        self, columns: Sequence[str], rows: Sequence[WordsRow], hints: Sequence[str] = ()
    ) -> None:
        """Show other rows; the cursor stays on its row and column, if they are still there."""
        at = self.currentIndex()
        key = self.cells.rows[at.row()].key if at.isValid() else ""
        column = at.column()
        self.cells.show(columns, rows, hints)
        self._fit()
        row = self.cells.row_of(key) if at.isValid() else -1
        if row >= 0 and columns:
            self.setCurrentIndex(self.cells.index(row, min(column, len(columns) - 1)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to the first cell when one comes here by keyboard."""
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.setCurrentIndex(self.cells.index(0, 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a cell with Enter."""
        at = self.currentIndex()
        if event.key() in _ENTER and at.isValid():
            self.entered.emit(at.row(), at.column())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Give columns one width, and each row the height its words need."""
        px, columns = self._theme.px, max(1, self.cells.columnCount())
        names = min(px(_NAMES), max(1, self.width() * 3 // 10))
        self.verticalHeader().setFixedWidth(names)
        room = max(1, self.width() - names - 2 * self.frameWidth() - px(12))
        width = max(px(_COLUMN), room // columns)
        self.horizontalHeader().setDefaultSectionSize(width)
        for column in range(self.cells.columnCount()):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setFixedHeight(self._head_height(width))
        for at, row in enumerate(self.cells.rows):
            self.setRowHeight(at, self._row_height(row, width, names))
        self.updateGeometries()

    def _head_height(self, width: int) -> int:
        highest = max((self._high(one, width, bold=True) for one in self.cells.columns), default=0)
        return highest + self._theme.px(_ABOVE)

    def _row_height(self, row: WordsRow, width: int, names: int) -> int:
        high = [self._high(row.name, names, bold=True)]
        high.extend(
            self._high(f"{one.sign} {one.words}", width, bold=one.marked) for one in row.cells
        )
        return max(high) + 2 * self._theme.px(_ABOVE)

    def _high(self, words: str, width: int, *, bold: bool) -> int:
        metrics = self._theme.metrics("secondary", bold=bold)
        room = QRectF(0, 0, max(1, width - 2 * self._theme.px(_SIDE) - 2), 10_000)
        return round(metrics.boundingRect(room, _WRAPPED, words or "x").height()) + 1


class _Names(QHeaderView):
    """The names of the rows, wrapped."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._theme = theme

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Leave the words to `paintSection`; the style draws the ground."""
        super().initStyleOptionForIndex(option, section)
        option.text = ""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the ground, and the words on it."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        view = self.parent()
        at = view.currentIndex().row() if isinstance(view, QTableView) else -1
        painter.save()
        painter.setFont(self._theme.font("secondary", bold=True))
        painter.setPen(self._theme.colour("accent" if section == at else "ink"))
        px = self._theme.px
        inner = rect.adjusted(px(_SIDE), px(_ABOVE), -px(_SIDE), -px(_ABOVE))
        words = self.model().headerData(section, Qt.Orientation.Vertical)
        painter.drawText(inner, _CENTRED, str(words))
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    """Draws the words of a cell behind its sign; a marked one has a ground and a bar besides."""

    def __init__(self, theme: Theme, view: WordsTable) -> None:
        super().__init__(view)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        cell, theme, px, area = index.data(WORD), self._theme, self._theme.px, option.rect
        if not isinstance(cell, Word):
            return
        painter.save()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "accent_soft" if cell.marked else "hover" if hovered else "panel"
        painter.fillRect(area, theme.colour(ground))
        if cell.marked:
            painter.fillRect(area.left(), area.top(), px(3), area.height(), theme.colour("accent"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("line"))
        inner = area.adjusted(px(_SIDE), px(_ABOVE), -px(_SIDE), -px(_ABOVE))
        bold = cell.marked or cell.tone not in {"", "muted"}
        painter.setFont(theme.font("secondary", bold=bold))
        painter.setPen(theme.colour(cell.tone or "ink"))
        painter.drawText(inner, _CENTRED, f"{cell.sign} {cell.words}".strip())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()
