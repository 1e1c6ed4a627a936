"""What every field of a form can do, and the lines below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_library.ui.icons import pixmap
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import label, restyle

#: Takes what is offered for a text.
Deliver = Callable[[Sequence[str]], None]

#: Asked what may be meant by a typed text; it delivers at once, later, or never.
Complete = Callable[[str, Deliver], None]

_SIGNS = {"bad": "circle-x", "warn": "triangle-alert", "": "info"}
_SPOKEN = {"bad": "Problem", "warn": "Warning", "": "Note"}


class FieldWidget(QWidget):
    """A field of a form.

    `changed` follows what a person does, never `set_value`. What was set is given back by `value`
    exactly as it was until a person changes it. The name is read by screen readers; the form draws
    the words beside the field itself.
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, help_text: str = "") -> None:
        """Take the name for screen readers, and a sentence of help shown below the field."""
        super().__init__()
        self.name = name
        self._theme = theme
        self._help = help_text
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        # Most fields never say anything: a form has hundreds, so these wait until they are needed.
        self._hint: QLabel | None = None
        self._problem: _Sign | None = None

    def value(self) -> Any:
        """Give what the field holds, in the type of the model."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show another value; `changed` is not sent."""
        raise NotImplementedError

    def take_focus(self, index: int | None = None) -> None:
        """Go to the field; of one with several parts, to the part with that number from 0."""
        target = self.focusProxy() or self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, text: str, tone: str = "bad") -> None:
        """Say what is wrong below the field, with a sign; no words take it away.

        `tone` is "bad", "warn" or "".
        """
        if self._problem is None and text:
            self._problem = _Sign(self._theme)
            self._column.addWidget(self._problem)
        if self._problem is not None:
            self._problem.say(text, tone)
            self._describe()

    @property
    def problem(self) -> str:
        """What is said to be wrong."""
        return self._problem.text if self._problem is not None else ""

    @property
    def said(self) -> str:
        """What stands below the field: its help, or what was understood of it."""
        return self._hint.text() if self._hint is not None else ""

    def _fill(self, editor: QWidget) -> None:
        """Put the editor above the lines of help and problem, and let it take the focus."""
        editor.setAccessibleName(self.name)
        self.setFocusProxy(editor)
        self._stack(editor)

    def _stack(self, *parts: QWidget) -> None:
        for part in parts:
            self._column.addWidget(part)
        self._note("")

    def _note(self, text: str) -> None:
        """Say something below the field in the place of its help."""
        words = text or self._help
        if self._hint is None and words:
            self._hint = label(role="secondary", wrap=True)
            behind = self._column.count() - (self._problem is not None)
            self._column.insertWidget(behind, self._hint)
        if self._hint is not None:
            self._hint.setText(words)
            self._hint.setVisible(bool(words))
        self._describe()

    def _describe(self) -> None:
        """Let a screen reader say help and problem with the field."""
        target = self.focusProxy() or self
        problem = self._problem.spoken if self._problem is not None else ""
        said = " ".join(part for part in (problem, self.said) if part)
        if target.accessibleDescription() != said:
            target.setAccessibleDescription(said)


class _Sign(QWidget):
    """A sentence with a sign before it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._tone = theme, "bad"
        self._icon = QLabel()
        self._words = label(role="secondary", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        theme.changed.connect(self._draw)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{_SPOKEN[self._tone]}: {self.text}" if self.text else ""

    def say(self, text: str, tone: str) -> None:
        """Say something, or nothing more."""
        self._tone = tone
        self._words.setText(text)
        restyle(self._words, "tone", tone)
        self._words.setAccessibleName(self.spoken)
        self.setVisible(bool(text))
        self._draw()

    def _draw(self) -> None:
        colour = self._theme.colour(self._tone or "muted")
        size, ratio = self._theme.px(14), self.devicePixelRatioF()
        self._icon.setPixmap(pixmap(_SIGNS[self._tone], colour, size, ratio))
