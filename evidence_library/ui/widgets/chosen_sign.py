"""The sign of a record that is chosen to be compared, the same in every view of the results."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QIcon, QPainter

from evidence_library.ui.icons import icon
from evidence_library.ui.theme import Theme

#: How large it is at 100 % text, in pixels.
CHOSEN_SIGN = 18


def chosen_icon(theme: Theme) -> QIcon:
    """Give the sign in the colours of the theme."""
    return icon("list-checks", theme.colour("accent"), theme.px(CHOSEN_SIGN))


def paint_chosen(painter: QPainter, theme: Theme, place: QRect) -> None:
    """Draw the sign at a place."""
    chosen_icon(theme).paint(painter, place)
