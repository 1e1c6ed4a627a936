"""A line that holds what was understood of it: a time, a day, minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evidence_library.errors import UserCanFix
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.line import LineField


class CheckedLine(FieldWidget):
    """A line read by `read`. What cannot be read is told below, and the value stays as it was."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        read: Callable[[str], Any],
        *,
        placeholder: str = "",
        write: Callable[[Any], str] = str,
    ) -> None:
        """Start empty; `write` gives the words of a value that was set."""
        super().__init__(theme, name)
        self._read, self._write = read, write
        self._words = LineField(theme, name, placeholder=placeholder)
        self.line = self._words.line
        self._value: Any = None
        self._fill(self._words)
        self.setFocusProxy(self.line)
        self._words.changed.connect(self._on_typed)

    def value(self) -> Any:
        """Give what was understood last."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self._value = value
        self._words.set_value(self._write(value))
        self.show_problem("")

    def set_placeholder(self, words: str) -> None:
        """Say what holds while nothing is typed."""
        self.line.setPlaceholderText(words)

    def _on_typed(self) -> None:
        try:
            value = self._read(self.line.text())
        except UserCanFix as error:
            self.show_problem(str(error))
            return
        self.show_problem("")
        if value != self._value:
            self._value = value
            self.changed.emit()
