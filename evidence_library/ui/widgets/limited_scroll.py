"""A part of a page that is as high as what it holds, up to a limit; beyond that it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget


class LimitedScroll(QScrollArea):
    """Never asks for more height than `limit`, and can do with one line."""

    def __init__(self, content: QWidget, name: str) -> None:
        """Hold `content`; `name` is what a screen reader calls it."""
        super().__init__()
        self._content = content
        self._limit = 0
        content.setProperty("role", "plain")
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        content.installEventFilter(self)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._on_range_changed(0, 0)

    def set_limit(self, height: int) -> None:
        """Take at most so many pixels."""
        if height != self._limit:
            self._limit = height
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the content, up to the limit."""
        # A part may refuse to be as low as it says it could be at this width.
        least = self._content.minimumSizeHint().height()
        return max(0, min(max(self._content.heightForWidth(width), least), self._limit))

    def sizeHint(self) -> QSize:
        """Ask for the height the present width needs."""
        return QSize(0, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Be content with one line."""
        line = self.fontMetrics().height()
        return QSize(0, min(line, self.heightForWidth(self.width())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what it holds."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _on_range_changed(self, _least: int, most: int) -> None:
        """Let one come here with Tab, to scroll by keyboard, only where there is more to see."""
        policy = Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
