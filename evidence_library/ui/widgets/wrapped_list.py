"""A list of lines that wrap, each as high as its words need."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget

from evidence_library.ui.theme import Theme

#: What the style sheet leaves around the words of a line, which Qt does not reckon with.
_AROUND, _ABOVE_AND_BELOW, _ICON = 26, 14, 28


class WrappedList(QListWidget):
    """Lines of the side of a window; with `icons`, each has a sign before its words."""

    def __init__(self, theme: Theme, *, icons: bool = False) -> None:
        """Start empty."""
        super().__init__()
        self._theme, self._icons = theme, icons
        self.setProperty("role", "filters")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.fit)

    def fit(self) -> None:
        """Give every line the height of its words; to be called once lines were added."""
        px, metrics = self._theme.px, self._theme.metrics()
        beside = px(_AROUND + (_ICON if self._icons else 0))
        room = QRectF(0, 0, max(self.viewport().width() - beside, px(60)), 10_000)
        for at in range(self.count()):
            words = self.item(at).text()
            height = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, words).height()
            self.item(at).setSizeHint(QSize(0, round(height) + px(_ABOVE_AND_BELOW)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.fit()
