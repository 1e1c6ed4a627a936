"""Turns our own SVG drawings into PNG images."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

#: Dots for each pixel of the drawing, so that a printed image is sharp.
_DOTS = 2

#: The longest side of an image in dots.
_LONGEST = 12_000


def png(svg: str) -> bytes:
    """Draw an SVG as a PNG image, twice its size. May run in any thread."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.defaultSize() * _DOTS
    longest = max(size.width(), size.height(), 1)
    if longest > _LONGEST:
        size *= _LONGEST / longest
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(held.data())
