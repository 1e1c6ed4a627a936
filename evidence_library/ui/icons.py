"""Icons: one family of SVG files, drawn in a colour of the theme, sharp at every scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from evidence_library import assets


@cache
def _svg(name: str) -> str:
    return assets.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Draw the icon `name` in a colour, `size` logical pixels wide for a screen of that ratio."""
    key = f"{name} {colour.name()} {size} {ratio}"
    drawn = QPixmap()
    # Qt's own cache is emptied before the application ends, as pixmaps must be.
    if not QPixmapCache.find(key, drawn):
        drawn = _drawn(name, colour, size, ratio)
        QPixmapCache.insert(key, drawn)
    return drawn


def _drawn(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    svg = _svg(name).replace("currentColor", colour.name()).encode()
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def dress(control: QAbstractButton, name: str, colour: QColor, size: int) -> None:
    """Put an icon on a button, in its full size."""
    control.setIcon(icon(name, colour, size))
    control.setIconSize(QSize(size, size))


def icon(name: str, colour: QColor, size: int = 18, disabled: QColor | None = None) -> QIcon:
    """Make an icon in a colour; greyed with `disabled` where its control is."""
    made = QIcon()
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    for scale in sorted({1.0, 2.0, ratio}):
        made.addPixmap(pixmap(name, colour, size, scale), QIcon.Mode.Normal)
        if disabled is not None:
            made.addPixmap(pixmap(name, disabled, size, scale), QIcon.Mode.Disabled)
    return made
