"""Where one chooses or types the day that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from evidence_library.ui.widgets.plain import label, restyle, set_tip

_HINT = (
    "The day that is looked at: what was reported later is left out. "
    "Type a day, a month, a quarter (Q3 2005) or a year, or choose one of the list."
)


class AsAtField(QWidget):
    """`taken` brings the words of a day that was understood by `understands`."""

    taken = Signal(str)
    said = Signal(str)

    def __init__(self, understands: Callable[[str], bool]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._understands = understands
        self._shown = ""
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName("As at")
        self.box.setMinimumContentsLength(24)
        set_tip(self.box, _HINT)
        line = self.box.lineEdit()
        if line is not None:
            line.setAccessibleName("As at")
            line.setAccessibleDescription(_HINT)
            line.returnPressed.connect(self._on_typed)
            line.editingFinished.connect(self._on_typed)
        self.box.view().setAccessibleName("As at")
        self.box.activated.connect(lambda _at: self._on_typed())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        words = label("As at", "secondary")
        words.setBuddy(self.box)
        row.addWidget(words)
        row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def show_day(self, words: str, offered: Sequence[str]) -> None:
        """Show the day in force, and the days on offer."""
        self._shown = words
        blocked = self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems(list(offered))
        self.box.setEditText(words)
        line = self.box.lineEdit()
        if line is not None:
            line.setCursorPosition(0)
        self.box.blockSignals(blocked)
        self._tell(understood=True)

    def _on_typed(self) -> None:
        typed = self.box.currentText()
        if typed == self._shown:
            self._tell(understood=True)
        elif self._understands(typed):
            self._tell(understood=True)
            self._shown = typed
            self.taken.emit(typed)
        else:
            self._tell(understood=False)
            self.said.emit("This is not a day that is understood.")

    def _tell(self, *, understood: bool) -> None:
        restyle(self.box, "tone", "" if understood else "bad")
        set_tip(self.box, _HINT if understood else f"Not understood. {_HINT}")
