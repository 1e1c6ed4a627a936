"""The place of a workspace in the window; what it shows is made when one first comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class WorkspacePart(Protocol):
    """What the window asks of the workspace."""

    def come_here(self) -> None:
        """Read what is shown."""

    def take_focus(self) -> None:
        """Put the cursor into it."""

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""

    def may_close(self) -> bool:
        """Keep what was built; False if it cannot be kept and is wanted."""


class LazyPlace(QWidget):
    """Holds the workspace once it is made."""

    def __init__(self) -> None:
        """Stay empty until somebody comes."""
        super().__init__()
        self._make: Callable[[], QWidget] | None = None
        self.part: WorkspacePart | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def filled_by(self, make: Callable[[], tuple[QWidget, WorkspacePart]]) -> None:
        """Let the workspace be made when it is first wanted: no start needs it."""

        def made() -> QWidget:
            widget, self.part = make()
            return widget

        self._make = made

    def fill(self) -> None:
        """Make the workspace if that is still to be done."""
        make, self._make = self._make, None
        if make is not None:
            widget = make()
            self._column.addWidget(widget)
            widget.show()  # now: the layout would show it a moment later

    def showEvent(self, event: QShowEvent) -> None:
        """Let the workspace read what it shows."""
        super().showEvent(event)
        self.fill()
        if self.part is not None and not event.spontaneous():
            self.part.come_here()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into the workspace."""
        if self.part is not None:
            self.part.take_focus()

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""
        return self.part.panes() if self.part is not None else ()

    def may_close(self) -> bool:
        """Keep what was built; False if it cannot be kept and is wanted."""
        return self.part is None or self.part.may_close()
