"""Lays out a few lines of text with marked words, cut with an ellipsis where they do not fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from evidence_library.text.utf16 import to_index, units

ELLIPSIS = "…"

#: From one line to the next, in line heights of the font.
LEADING = 1.18


class MarkedText:
    """Text laid out for a width and a number of lines, ready to be drawn again and again."""

    def __init__(
        self,
        runs: Sequence[tuple[str, bool]],
        font: QFont,
        width: float,
        lines: int,
        marks: tuple[QColor, QColor],
    ) -> None:
        """Lay out `runs` (text, marked). `marks`: ground and ink of marked words."""
        self._marks = marks
        self._layout = _lay_out(runs, font, width, marks)
        self._is_cut = bool(lines) and self._layout.lineCount() > lines
        if self._is_cut:
            self._layout = self._cut(runs, font, width, lines)

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return self._layout.lineCount()

    @property
    def is_cut(self) -> bool:
        """Whether only its beginning is shown."""
        return self._is_cut

    @property
    def height(self) -> float:
        """How tall it is, in pixels."""
        return self._layout.boundingRect().height()

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its top left corner there, in the painter's pen."""
        self._layout.draw(painter, QPointF(x, y))

    def _cut(
        self, runs: Sequence[tuple[str, bool]], font: QFont, width: float, lines: int
    ) -> QTextLayout:
        text = self._layout.text()
        start = to_index(text, self._layout.lineAt(lines - 1).textStart())
        rest = text[start:]
        shortened = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        end = start + len(shortened) - len(ELLIPSIS)
        while True:
            cut = (*_first(runs, end), (ELLIPSIS, False))
            layout = _lay_out(cut, font, width, self._marks)
            if layout.lineCount() <= lines or end <= 0:
                return layout
            end -= 2


def _first(runs: Sequence[tuple[str, bool]], length: int) -> tuple[tuple[str, bool], ...]:
    kept: list[tuple[str, bool]] = []
    for text, marked in runs:
        if length <= 0:
            break
        kept.append((text[:length], marked))
        length -= len(text)
    if kept:
        kept[-1] = (kept[-1][0].rstrip(" ,;:–-"), kept[-1][1])
    return tuple(kept)


def _lay_out(
    runs: Sequence[tuple[str, bool]], font: QFont, width: float, marks: tuple[QColor, QColor]
) -> QTextLayout:
    layout = QTextLayout("".join(text for text, _ in runs), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(_formats(runs, marks)))
    layout.setCacheEnabled(True)
    _break_lines(layout, width)
    return layout


def _formats(
    runs: Sequence[tuple[str, bool]], marks: tuple[QColor, QColor]
) -> list[QTextLayout.FormatRange]:
    ground, ink = marks
    marked_format = QTextCharFormat()
    marked_format.setBackground(ground)
    marked_format.setForeground(ink)
    ranges, start = [], 0
    for text, marked in runs:
        length = units(text)
        if marked:
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, length, marked_format
            ranges.append(made)
        start += length
    return ranges


def _break_lines(layout: QTextLayout, width: float) -> None:
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height() * LEADING
    layout.endLayout()
