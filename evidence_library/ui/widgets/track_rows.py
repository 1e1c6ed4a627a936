"""Paints the cells of the table of recommendations."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from evidence_library.text.utf16 import to_index
from evidence_library.ui.itemmodels.track_table import Cell, TrackTableModel
from evidence_library.ui.theme import Theme

#: Room beside and above the words of a cell, at 100 % text.
SIDE, ABOVE = 10, 6

#: How so many texts were broken is remembered, and which tones are drawn in common type.
_MOST_BROKEN = 4_000
_QUIET = frozenset({"", "muted"})


class _Pen(NamedTuple):
    """A font with what is asked of its measures for every cell."""

    font: QFont
    metrics: QFontMetricsF
    ascent: float
    spacing: float


class TrackRows(QStyledItemDelegate):
    """Paints cells of two lines at most. A screen full of them is painted again and again, so
    what is asked of Qt for each cell is little, and how words were broken is remembered.
    """

    def __init__(self, theme: Theme, table: QTableView, lines: TrackTableModel) -> None:
        """Paint the cells of a model in a table."""
        super().__init__(table)
        self._theme, self._table, self._lines_of = theme, table, lines
        self._broken: dict[tuple[str, int, bool], tuple[str, ...]] = {}
        theme.changed.connect(self._fit)
        self._fit()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell; the table paints headings, lines and the ring of the focus."""
        row, column = index.row(), index.column()
        cell = self._lines_of.cell(row, column)
        if cell is None:
            return
        area = option.rect
        if self._table.selectionModel().isSelected(index):
            painter.fillRect(area, self._colours["accent_soft"])
        pen = self._pens[column == 0 or cell.tone not in _QUIET]
        left, width = area.x() + self._side, area.width() - self._side - self._gap
        top = area.y() + self._above + pen.ascent
        painter.setFont(pen.font)
        painter.setPen(self._colours[cell.tone or "ink"])
        for line in self._lines(cell, width, pen):
            painter.drawText(left, round(top), line)
            top += pen.spacing
        if cell.below:
            quiet = self._pens[False]
            painter.setFont(quiet.font)
            painter.setPen(self._colours["muted"])
            painter.drawText(left, round(top), elided(quiet.metrics, cell.below, width))

    def _lines(self, cell: Cell, width: int, pen: _Pen) -> tuple[str, ...]:
        text = f"{cell.sign} {cell.words}" if cell.sign else cell.words
        key = (text, width, bool(cell.below))
        found = self._broken.get(key)
        if found is None:
            if len(self._broken) > _MOST_BROKEN:
                self._broken.clear()
            found = _two_lines(text, pen, width) if not cell.below else ()
            self._broken[key] = found = found or (elided(pen.metrics, text, width),)
        return found

    def _fit(self) -> None:
        theme, px = self._theme, self._theme.px
        self._broken.clear()
        self._side, self._gap, self._above = px(SIDE), px(4), px(ABOVE)
        self._pens = {bold: _pen(theme, bold=bold) for bold in (False, True)}
        self._colours = {
            name: theme.colour(name)
            for name in ("ink", "muted", "good", "warn", "bad", "accent_soft")
        }


def _pen(theme: Theme, *, bold: bool) -> _Pen:
    metrics = theme.metrics("secondary", bold=bold)
    font = theme.font("secondary", bold=bold)
    return _Pen(font, metrics, metrics.ascent(), metrics.lineSpacing())


def elided(metrics: QFontMetricsF, text: str, width: int) -> str:
    """Cut a text to a width, with a mark where there was more."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _two_lines(text: str, pen: _Pen, width: int) -> tuple[str, ...]:
    """Break a text in two lines of a width, the second with a mark where there is more."""
    if pen.metrics.horizontalAdvance(text) <= width:
        return (text,)
    layout = QTextLayout(text, pen.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    end = to_index(text, first.textLength())
    return text[:end].rstrip(), elided(pen.metrics, text[end:].lstrip(), width)
