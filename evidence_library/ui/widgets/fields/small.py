"""Small fields inside a row: a yes or no, several words in a line, several lines of words."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.text import TextField
from evidence_library.ui.widgets.plain import literal


class CheckField(FieldWidget):
    """A yes or no, held as `bool`."""

    def __init__(self, theme: Theme, name: str, words: str, *, help_text: str = "") -> None:
        """Start with no; `words` stand beside the box."""
        super().__init__(theme, name, help_text)
        self.box = QCheckBox(literal(words))
        self._fill(self.box)
        self.box.clicked.connect(lambda _checked: self.changed.emit())

    def value(self) -> bool:
        """Tell whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.box.setChecked(value)


class WordsField(FieldWidget):
    """Several short words in one line, parted by commas, held as `tuple[str, ...]`."""

    def __init__(
        self, theme: Theme, name: str, *, placeholder: str = "", help_text: str = ""
    ) -> None:
        """Start empty."""
        super().__init__(theme, name, help_text)
        self._words = LineField(theme, name, placeholder=placeholder)
        self.line = self._words.line
        self._held: tuple[str, ...] | None = ()
        self._fill(self._words)
        self.setFocusProxy(self.line)
        self._words.changed.connect(self._on_typed)

    def value(self) -> tuple[str, ...]:
        """Give the words."""
        if self._held is not None:
            return self._held
        return tuple(word.strip() for word in self.line.text().split(",") if word.strip())

    def set_value(self, value: tuple[str, ...]) -> None:
        """Show words."""
        self._held = value
        self._words.set_value(", ".join(value))

    def _on_typed(self) -> None:
        self._held = None
        self._note(self._words.take_note())
        self.changed.emit()


class LinesField(TextField):
    """Several texts, each on a line of its own, held as `tuple[str, ...]`."""

    def __init__(self, theme: Theme, name: str, *, help_text: str = "One on each line.") -> None:
        """Start empty."""
        self._lines: tuple[str, ...] | None = ()
        super().__init__(theme, name, help_text=help_text, lines=(2, 8))
        self.changed.connect(self._on_typed)

    def value(self) -> tuple[str, ...]:  # type: ignore[override]
        """Give the texts."""
        if self._lines is not None:
            return self._lines
        return tuple(line.strip() for line in self.edit.plain().split("\n") if line.strip())

    def set_value(self, value: tuple[str, ...]) -> None:  # type: ignore[override]
        """Show texts."""
        self._lines = value
        super().set_value("\n".join(value))

    def _on_typed(self) -> None:
        self._lines = None
