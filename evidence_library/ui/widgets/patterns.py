"""Fills that differ by more than their colour, in pictures of the clocks."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from evidence_library.model.clock_looks import Look, Pattern
from evidence_library.ui.theme import Theme

_BRUSHES = {
    Pattern.RISING: Qt.BrushStyle.BDiagPattern,
    Pattern.FALLING: Qt.BrushStyle.FDiagPattern,
    Pattern.CROSSED: Qt.BrushStyle.DiagCrossPattern,
    Pattern.DOTS: Qt.BrushStyle.Dense6Pattern,
    Pattern.LEVEL: Qt.BrushStyle.HorPattern,
}

#: How strong the lines of a pattern are: words are read above them.
_FAINT = 46


def ground(theme: Theme, look: Look) -> QColor:
    """Give the ground that goes with a look; words in ink are read well on it."""
    return theme.colour(f"{look.tone}_soft" if look.tone else "hover")


def edge(theme: Theme, look: Look) -> QColor:
    """Give the colour of the edge and of the sign."""
    return theme.colour(look.tone or "muted")


def fill(painter: QPainter, area: QRectF, theme: Theme, look: Look, radius: float) -> None:
    """Draw an area with ground, pattern and edge."""
    rim = edge(theme, look)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground(theme, look))
    painter.drawRoundedRect(area, radius, radius)
    if look.pattern in _BRUSHES:
        faint = QColor(rim)
        faint.setAlpha(_FAINT)
        painter.setBrush(QBrush(faint, _BRUSHES[look.pattern]))
        painter.drawRoundedRect(area, radius, radius)
    painter.setPen(QPen(rim, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)
