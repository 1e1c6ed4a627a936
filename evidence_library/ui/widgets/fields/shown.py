"""What a form shows and does not ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import breakable, button, label

_NOTHING = "None"

#: The words of a button and what it does; it is given itself.
Act = tuple[str, Callable[[QPushButton], object]]


class ShownField(FieldWidget):
    """Any value, written for people by `in_words`; it can be copied and not changed.

    What changes it stands below as buttons.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        in_words: Callable[[object], str],
        help_text: str = "",
        acts: Sequence[Act] = (),
    ) -> None:
        """Start with nothing."""
        super().__init__(theme, name, help_text)
        self._in_words = in_words
        self._value: Any = None
        self._words = label(_NOTHING, "muted", wrap=True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fill(self._words)
        self.buttons = [_made(words, act, name) for words, act in acts]
        if self.buttons:
            row = QWidget()
            flow = FlowLayout(row)
            for one in self.buttons:
                flow.addWidget(one)
            self._column.addWidget(row)

    def value(self) -> Any:
        """Give what is shown."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show another value."""
        self._value = value
        self._words.setText(breakable(self._in_words(value)) or _NOTHING)


def _made(words: str, act: Callable[[QPushButton], object], name: str) -> QPushButton:
    made = button(words)
    made.setAccessibleDescription(name)
    made.clicked.connect(lambda _=False: act(made))
    return made
