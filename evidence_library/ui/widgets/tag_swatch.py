"""How the colour of a tag looks, beside its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from evidence_library.ui.theme import Theme

#: Width of the swatch and of the line around it, in pixels at 100 % text.
_SIZE, _LINE = 18, 2


def tag_swatch(theme: Theme, colour: str, ratio: float = 1.0) -> QIcon:
    """Draw a tag of a colour of `TAG_COLOURS`, for a screen with `ratio` dots to a pixel.

    The line around it has the colour of the words, which stands out from the ground of any page.
    """
    words, ground = theme.tag(colour)
    size, line = theme.px(_SIZE), theme.px(_LINE)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(words, line))
    painter.setBrush(ground)
    inside = QRectF(0, 0, size, size).adjusted(line, line, -line, -line)
    painter.drawRoundedRect(inside, line * 2, line * 2)
    painter.end()
    return QIcon(picture)
