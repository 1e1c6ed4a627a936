"""A text of several lines that grows with what is written."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget

#: So many characters are pasted into a text at most: laying out more would stop the window.
LONGEST_PASTE = 200_000
#: A text that is longer is shown in part and not edited here.
LONGEST_EDITED = 600_000

#: Room around the text, at 100 % text, and what is drawn around that, in pixels.
_PADDING, _BORDER = 12, 4


class TextEdit(QPlainTextEdit):
    """Plain text, as tall as its lines between `least` and `most`. Tab leaves it.

    `pasted_in_part` follows a paste of which only the beginning was taken.
    """

    pasted_in_part = Signal()

    def __init__(self, theme: Theme, least: int, most: int) -> None:
        """Start empty."""
        super().__init__()
        self._theme, self._least, self._most = theme, least, most
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        theme.changed.connect(self._fit)
        self._fit()

    def plain(self) -> str:
        """Give the text; unlike Qt's own way, spaces that do not break stay what they are."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text only: a file that is dropped here would be its address."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, not more than the window can lay out at once."""
        text = source.text()
        room = max(0, LONGEST_EDITED - self.document().characterCount())
        fitting = text[: min(room, LONGEST_PASTE)]
        self.textCursor().insertText(fitting)
        self.ensureCursorVisible()
        if len(fitting) < len(text):
            self.pasted_in_part.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the lines need in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        lines = min(max(self.document().size().height(), self._least), self._most)
        line = self._theme.metrics().lineSpacing()
        around = self._theme.px(_PADDING) + 2 * self.document().documentMargin() + _BORDER
        self.setFixedHeight(ceil(lines * line + around))


class TextField(FieldWidget):
    """A text of several lines, held as `str`."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        placeholder: str = "",
        help_text: str = "",
        lines: tuple[int, int] = (2, 14),
    ) -> None:
        """Start empty, as tall as the first number of `lines`; beyond the second it scrolls."""
        super().__init__(theme, name, help_text)
        self.edit = TextEdit(theme, *lines)
        self.edit.setPlaceholderText(placeholder)
        self._held = ""
        self._edited = self._setting = False
        self._fill(self.edit)
        self.edit.pasted_in_part.connect(self._on_cut)
        self.edit.textChanged.connect(self._on_changed)

    def value(self) -> str:
        """Give the text."""
        return self.edit.plain() if self._edited else self._held

    def set_value(self, value: str) -> None:
        """Show a text."""
        self._held, self._edited = value, False
        whole = len(value) <= LONGEST_EDITED
        self._setting = True
        self.edit.setPlainText(value if whole else value[:LONGEST_PASTE])
        self._setting = False
        self.edit.setReadOnly(not whole)
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)
        self._note("" if whole else _too_long(value))

    def _on_changed(self) -> None:
        if not self._setting:
            self._edited = True
            self.changed.emit()

    def _on_cut(self) -> None:
        self._note(
            f"Only the first {LONGEST_PASTE:,} characters were pasted; "
            "a longer text comes in whole by New from a file."
        )


def _too_long(value: str) -> str:
    return (
        f"This text has {len(value):,} characters, too many to edit here; its beginning is shown "
        "and all of it is kept."
    )
