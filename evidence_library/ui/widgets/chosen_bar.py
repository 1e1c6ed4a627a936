"""Says how many rows are chosen, and offers what can be done with all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import button, label

#: A button: its words, what it is good for, what it does.
Offer = tuple[str, str, Callable[[], object]]


class ChosenBar(QWidget):
    """Is there while several rows are chosen. `dropped` asks for only one to be chosen again."""

    dropped = Signal()

    def __init__(self) -> None:
        """Offer nothing yet."""
        super().__init__()
        self.setProperty("role", "listhead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = label(role="strong")
        self.buttons: dict[str, QPushButton] = {}
        self._inner = QWidget()
        self._flow = FlowLayout(self._inner, 6)
        self._flow.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._inner, 1)
        self.hide()

    def offer(self, offers: Mapping[str, Offer]) -> None:
        """Show a button for each deed, and one that goes back to one row."""
        for name, (words, hint, act) in offers.items():
            self.buttons[name] = button(words, act, role="chip", hint=hint)
            self._flow.addWidget(self.buttons[name])
        drop = button("Choose only one", self.dropped.emit, role="chip", hint="Esc in the table")
        self._flow.addWidget(drop)

    def allow(self, *, writable: bool, always: frozenset[str]) -> None:
        """Offer what changes the library only where it can be changed."""
        for name, made in self.buttons.items():
            made.setVisible(writable or name in always)

    def show_number(self, number: int) -> None:
        """Say how many are chosen; one alone needs no bar."""
        self.words.setText(f"{number:,} chosen")
        self.setVisible(number > 1)
