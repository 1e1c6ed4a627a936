"""What a form shows and does not ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.plain import breakable, label

_NOTHING = "None"


class ShownField(FieldWidget):
    """Any value, written for people by `in_words`; it can be copied and not changed."""

    def __init__(
        self, theme: Theme, name: str, in_words: Callable[[object], str], help_text: str = ""
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

    def value(self) -> Any:
        """Give what is shown."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show another value."""
        self._value = value
        self._words.setText(breakable(self._in_words(value)) or _NOTHING)
