"""A text of several lines that grows with what is written."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QWidget

from evidence_library.text import typed
from evidence_library.text.typed import several_lines
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget

#: So many characters are pasted into a text at most: laying out more would stop the window.
LONGEST_PASTE = 200_000
#: A text that is longer is shown in part and not edited here.
LONGEST_EDITED = 600_000

#: Room around the text, at 100 % text, and what is drawn around that, in pixels.
_PADDING, _BORDER = 12, 4

#: So much of the height of the page a text takes at most; beyond that it scrolls in itself.
_PART_OF_PAGE = 0.7


class TextEdit(QPlainTextEdit):
    """Plain text, as tall as its lines between `least` and `most`. Tab leaves it.

    `pasted_in_part` follows a paste of which only the beginning was taken.
    """

    pasted_in_part = Signal()

    def __init__(self, theme: Theme, least: int, most: int, *, one_line: bool = False) -> None:
        """Start empty; one that is `one_line` wraps and takes no line breaks."""
        super().__init__()
        self._clean: Callable[[str], str] = typed.one_line if one_line else several_lines
        self._one_line = one_line
        self._area: QScrollArea | None = None
        self._theme, self._least, self._most = theme, least, most
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.cursorPositionChanged.connect(self._follow_soon)
        theme.changed.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; in a single line Enter does nothing."""
        if self._one_line and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look how much room the page has."""
        super().showEvent(event)
        area = _area_of(self)
        if area is not None and area is not self._area:
            area.verticalScrollBar().rangeChanged.connect(self._follow_soon)
        self._area = area
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the cursor into sight."""
        super().focusInEvent(event)
        self._follow_soon()

    def plain(self) -> str:
        """Give the text; unlike Qt's own way, spaces that do not break stay what they are."""
        return several_lines(self.document().toRawText())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text only: a file that is dropped here would be its address."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, not more than the window can lay out at once."""
        text = source.text()
        room = max(0, LONGEST_EDITED - self.document().characterCount())
        fitting = text[: min(room, LONGEST_PASTE)]
        self.textCursor().insertText(self._clean(fitting))
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
        if self._area is not None:  # one that is taller than the page could not be overseen
            fitting = (self._area.viewport().height() * _PART_OF_PAGE - around) // line
            lines = min(lines, max(fitting, self._least, 1))
        self.setFixedHeight(ceil(lines * line + around))

    def _follow_soon(self, *_told: int) -> None:
        """Scroll the page to the cursor, once the text has the height of its lines."""
        if self.hasFocus() and self._area is not None:
            QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        area = self._area
        page = area.widget() if area is not None else None
        if area is None or page is None or not self.hasFocus() or not page.isAncestorOf(self):
            return
        cursor = self.cursorRect()
        place = self.viewport().mapTo(page, cursor.center())
        area.ensureVisible(place.x(), place.y(), 0, cursor.height() * 2)


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
        self.edit = self._make_edit(lines)
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
        self._note(self._told() if whole else _too_long(value))

    def _on_changed(self) -> None:
        if not self._setting:
            self._edited = True
            told = self._told()
            if told:
                self._note(told)
            self.changed.emit()

    def _make_edit(self, lines: tuple[int, int]) -> TextEdit:
        return TextEdit(self._theme, *lines)

    def _told(self) -> str:
        """Give what stands below the field; empty for its help."""
        return ""

    def _on_cut(self) -> None:
        self._note(
            f"Only the first {LONGEST_PASTE:,} characters were pasted; "
            "a longer text comes in whole by New from a file."
        )


class SentenceField(TextField):
    """One line that wraps and is seen whole, its characters counted below, held as `str`."""

    def __init__(self, theme: Theme, name: str, limit: int, help_text: str = "") -> None:
        """Start empty; `limit` is how many characters it should have at most."""
        self._limit = limit
        super().__init__(theme, name, help_text=help_text, lines=(3, 6))

    def _make_edit(self, lines: tuple[int, int]) -> TextEdit:
        return TextEdit(self._theme, *lines, one_line=True)

    def _told(self) -> str:
        return f"{self._help} {len(self.value())} of {self._limit}.".strip()


def _area_of(widget: QWidget) -> QScrollArea | None:
    """Give the page that a field scrolls in."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _too_long(value: str) -> str:
    return (
        f"This text has {len(value):,} characters, too many to edit here; its beginning is shown "
        "and all of it is kept."
    )
