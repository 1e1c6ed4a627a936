"""The logo of a pack: chosen or dropped, with words for those who do not see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout

from evidence_library.model.pack import Logo
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.plain import button, label, shortened

_NONE = "No logo"
_LONGEST = 60
_ALT_MISSING = "Say what the logo shows: people who cannot see it hear these words."


class LogoField(FieldWidget):
    """Holds a `Logo` or None. `choose_asked` wants a file to be asked for, `dropped` brings one."""

    choose_asked = Signal()
    dropped = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        """Start without a logo."""
        super().__init__(theme, name, "A PNG or JPEG picture; it can be dropped here.")
        self._held: Logo | None = None
        self.setAcceptDrops(True)
        self.shown = label(_NONE, "muted", wrap=True)
        self.choose = button("Choose a picture…", self.choose_asked.emit)
        self.off = button("Take it off", self._on_off)
        self.off.setAccessibleName("Take the logo off")
        self.alt = LineField(theme, "What the logo shows", placeholder="What it shows")
        self.alt.changed.connect(self._on_alt)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose)
        row.addWidget(self.off)
        row.addStretch(1)
        self._column.addWidget(self.shown)
        self._column.addLayout(row)
        self._column.addWidget(self.alt)
        self.setFocusProxy(self.choose)
        self._stack()
        self._show()

    def value(self) -> Logo | None:
        """Give the logo."""
        return self._held

    def set_value(self, value: Logo | None) -> None:
        """Show a logo, or that there is none."""
        self._held = value
        self.alt.set_value(value.alt if value is not None else "")
        self._show()

    def take(self, logo: Logo) -> None:
        """Take a picture that a person chose, and go to the words for it."""
        self._held = replace(logo, alt=self.alt.value().strip())
        self._show()
        self.changed.emit()
        self.alt.take_focus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which file was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths[0])

    def _show(self) -> None:
        held = self._held
        self.shown.setText(shortened(held.name, _LONGEST) if held is not None else _NONE)
        self.off.setVisible(held is not None)
        self.alt.setVisible(held is not None)
        self.show_problem(_ALT_MISSING if held is not None and not held.alt else "", "warn")

    def _on_off(self) -> None:
        self.choose.setFocus()
        self.set_value(None)
        self.changed.emit()

    def _on_alt(self) -> None:
        if self._held is not None:
            self._held = replace(self._held, alt=self.alt.value())
            self._show()
            self.changed.emit()
