"""A drawn page, with the words that were searched for marked on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from evidence_library.ui.theme import load_tokens

#: Left, top, width and height as parts of the page.
Box = tuple[float, float, float, float]

_KEYS = {
    Qt.Key.Key_PageDown: "next",
    Qt.Key.Key_PageUp: "previous",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}


class PagePicture(QWidget):
    """Shows one page. `turned` says that another one is asked for, as one of the words above."""

    turned = Signal(str)

    def __init__(self) -> None:
        """Start without a page."""
        super().__init__()
        # Paper is white in the dark, too, and so are the colours of what is marked on it.
        self._colours = load_tokens("light")
        self._image = QImage()
        self._found: tuple[tuple[Box, ...], ...] = ()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_page(
        self,
        size: tuple[int, int, int],
        pixels: bytes,
        found: tuple[tuple[Box, ...], ...],
        at: int,
    ) -> None:
        """Show a page of `size` (width, height and bytes of a row), at one of the matches."""
        width, height, stride = size
        # A copy: the picture must not point into bytes that are let go.
        self._image = QImage(pixels, width, height, stride, QImage.Format.Format_RGB32).copy()
        self._image.setDevicePixelRatio(self.devicePixelRatioF())
        self._found, self._at = found, at
        self.setFixedSize(self._shown_size())
        self.update()

    def show_nothing(self) -> None:
        """Let go of the page."""
        self._image, self._found = QImage(), ()
        self.update()

    @property
    def place_of_match(self) -> QRectF | None:
        """Where on the widget the match is that one has stepped to."""
        if not 0 <= self._at < len(self._found):
            return None
        return self._rectangle(self._found[self._at][0])

    @property
    def marked(self) -> int:
        """How many matched words are marked."""
        return len(self._found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by keyboard."""
        word = _KEYS.get(Qt.Key(event.key()))
        if word:
            self.turned.emit(word)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw page, marks and ring."""
        painter = QPainter(self)
        if not self._image.isNull():
            painter.drawImage(0, 0, self._image)
        # Darkened by the mark, paper takes its colour and letters stay as black as they were.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        colour = self._colours.colour("mark")
        for boxes in self._found:
            for box in boxes:
                painter.fillRect(self._rectangle(box).adjusted(-1, -1, 1, 1), colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if 0 <= self._at < len(self._found):
            painter.setPen(QPen(self._colours.colour("ink"), 2))
            for box in self._found[self._at]:
                painter.drawRect(self._rectangle(box).adjusted(-3, -3, 3, 3))
        if self.hasFocus():
            painter.setPen(QPen(self._colours.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _shown_size(self) -> QSize:
        return self._image.deviceIndependentSize().toSize()

    def _rectangle(self, box: Box) -> QRectF:
        size = self._image.deviceIndependentSize()
        left, top, width, height = box
        return QRectF(
            left * size.width(), top * size.height(), width * size.width(), height * size.height()
        )
