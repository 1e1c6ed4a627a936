"""Where one chooses or types the day that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from evidence_library.ui.widgets.plain import label, restyle, set_tip

_HINT = (
    "The day that is looked at: what was reported later is left out. "
    "Type a day, a month, a quarter (Q3 2005) or a year, or choose one of the list."
)


class AsAtField(QWidget):
    """`taken` brings the words of a day in which `refusal` finds nothing wrong.

    Else what is wrong stands below it, and `said` brings it; the day in force comes back as soon
    as one leaves the field.
    """

    taken = Signal(str)
    said = Signal(str)

    def __init__(self, refusal: Callable[[str], str]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._refusal = refusal
        self._shown = self._refused = ""
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName("As at")
        self.box.setMinimumContentsLength(18)
        set_tip(self.box, _HINT)
        line = self.box.lineEdit()
        if line is not None:
            line.setAccessibleName("As at")
            line.setAccessibleDescription(_HINT)
            line.editingFinished.connect(self._on_typed)
        self.box.view().setAccessibleName("As at")
        self.box.activated.connect(lambda _at: self._on_typed())
        self.wrong = label(role="secondary", wrap=True)
        restyle(self.wrong, "tone", "bad")
        self.wrong.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        words = label("As at", "secondary")
        words.setBuddy(self.box)
        row.addWidget(words)
        row.addWidget(self.box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.wrong)
        self.setFocusProxy(self.box)

    def show_day(self, words: str, offered: Sequence[str]) -> None:
        """Show the day in force, and the days on offer."""
        self._shown = words
        blocked = self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems(list(offered))
        self._put_back()
        self.box.blockSignals(blocked)
        self._tell("")

    def _put_back(self) -> None:
        self.box.setEditText(self._shown)
        line = self.box.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def _on_typed(self) -> None:
        typed = self.box.currentText()
        if typed == self._shown:
            return
        wrong = self._refusal(typed)
        if wrong:
            self._refuse(typed, wrong)
        else:
            self._tell("")
            self._shown = typed
            self.taken.emit(typed)

    def _refuse(self, typed: str, wrong: str) -> None:
        """Say once what is wrong; what was typed stays while one may put it right."""
        words = f"{wrong} It stays: {self._shown}."
        if typed != self._refused:
            self._tell(words)
            self._refused = typed
            self.said.emit(words)
        line = self.box.lineEdit()
        if line is None or not line.hasFocus():
            self._put_back()

    def _tell(self, wrong: str) -> None:
        self._refused = ""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        restyle(self.box, "tone", "bad" if wrong else "")
        set_tip(self.box, f"{wrong} {_HINT}".strip())
