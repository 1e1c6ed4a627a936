"""What was understood of a query, part by part; each part can be taken out with one click."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from evidence_library.query.describing import Told
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import button, label, set_tip

_MOST = 10
_LONGEST = 40  # characters


class UnderstoodChips(QWidget):
    """A row of buttons. `dropped` gives the characters of the part to take out."""

    dropped = Signal(int, int)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._flow = FlowLayout(self)
        self._parts: tuple[Told, ...] = ()
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_parts(self, parts: Sequence[Told]) -> bool:
        """Show other parts; tell whether they are others than before."""
        if tuple(parts) == self._parts:
            return False
        self._parts = tuple(parts)
        self._flow.clear()
        self.buttons = [self._button(part) for part in parts[:_MOST]]
        if parts:
            self._flow.addWidget(label("Understood:", "secondary"))
        for made in self.buttons:
            self._flow.addWidget(made)
        more = len(parts) - len(self.buttons)
        if more > 0:
            self._flow.addWidget(label(f"and {more} more", "secondary"))
        self.setVisible(bool(parts))
        self.updateGeometry()
        return True

    def _button(self, part: Told) -> QPushButton:
        short = part.words
        if len(short) > _LONGEST:
            short = f"{short[:_LONGEST].rstrip()}…"
        made = button(f"{short} ×", partial(self.dropped.emit, part.start, part.end), role="chip")
        made.setAccessibleName(f"Understood: {part.words}. Take it out of the search")
        set_tip(made, f"{part.words}: take this out of the search")
        return made
