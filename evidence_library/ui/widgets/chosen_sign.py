"""The signs of records that are chosen, the same in every view of the results.

One stands for records chosen together to do something with them, the other for those to compare.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from evidence_library.ui.icons import icon
from evidence_library.ui.theme import Theme

#: How large each is at 100 % text, in pixels.
CHOSEN_SIGN = 18

#: How far two of them are apart.
_GAP = 4


def signs_width(theme: Theme, number: int) -> int:
    """Give how wide so many signs are beside each other, in pixels."""
    return number * theme.px(CHOSEN_SIGN) + max(0, number - 1) * theme.px(_GAP)


def signs_icon(theme: Theme, *, chosen: bool, compared: bool) -> QIcon:
    """Give the signs in the colours of the theme, side by side."""
    icons = _icons(theme, chosen=chosen, compared=compared)
    if len(icons) == 1:
        return icons[0]
    size, ratio = QSize(signs_width(theme, len(icons)), theme.px(CHOSEN_SIGN)), 2
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_signs(painter, theme, QRect(0, 0, size.width(), size.height()), chosen, compared)
    painter.end()
    return QIcon(drawn)


def paint_signs(
    painter: QPainter, theme: Theme, place: QRect, chosen: bool, compared: bool
) -> None:
    """Draw the signs from the left of a place on."""
    side, left = theme.px(CHOSEN_SIGN), place.left()
    for one in _icons(theme, chosen=chosen, compared=compared):
        one.paint(painter, QRect(left, place.top(), side, side))
        left += side + theme.px(_GAP)


def _icons(theme: Theme, *, chosen: bool, compared: bool) -> list[QIcon]:
    names = [name for name, on in (("circle-check", chosen), ("list-checks", compared)) if on]
    return [icon(name, theme.colour("accent"), theme.px(CHOSEN_SIGN)) for name in names]
