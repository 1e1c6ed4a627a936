"""The line below: which library, what was found, and the work going on, with its Cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from evidence_library.ui.widgets.plain import button, label


class StatusBar(QWidget):
    """Shows short facts. `cancelled` is sent when the person wants the work stopped."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setProperty("role", "statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._library = label()
        self._found = label()
        self._job = label()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self._progress.setAccessibleName("Progress")
        self._cancel = button("Cancel", self.cancelled.emit, role="link", hint="Stop this work")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(20)
        row.addWidget(self._library)
        row.addWidget(self._found)
        row.addStretch(1)
        row.addWidget(self._job)
        row.addWidget(self._progress)
        row.addWidget(self._cancel)
        self.show_job("", 0, 0)

    @property
    def found(self) -> str:
        """What it says about the search."""
        return self._found.text()

    def show_library(self, name: str, folder: str) -> None:
        """Name the library; its folder is the tooltip."""
        self._library.setText(name)
        self._library.setToolTip(folder)

    def show_found(self, text: str) -> None:
        """Say what the search found."""
        self._found.setText(text)

    def offer_found(self, *, offered: bool) -> None:
        """Say what the search found only where its results are in sight."""
        self._found.setVisible(offered)

    def show_job(self, title: str, done: int, total: int) -> None:
        """Show work going on; without a title there is none."""
        going_on = bool(title)
        of_total = f" {done:,} of {total:,}" if total else ""
        self._job.setText(title + of_total)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        for part in (self._job, self._progress, self._cancel):
            part.setVisible(going_on)
