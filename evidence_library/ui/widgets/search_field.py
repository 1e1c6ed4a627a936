"""The search field that is always there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from evidence_library.text.utf16 import to_index, to_units
from evidence_library.ui.icons import dress, pixmap
from evidence_library.ui.itemmodels.completions import Choice
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.completion_list import CompletionList
from evidence_library.ui.widgets.plain import label, restyle

LONGEST_QUERY = 1000
_WATCHED = frozenset(
    {
        QEvent.Type.FocusIn,
        QEvent.Type.FocusOut,
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
    }
)
_HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class SearchField(QWidget):
    """A field with a loupe and a clear button. Problems of the query are underlined in it."""

    edited = Signal(str)
    submitted = Signal()
    went_down = Signal()
    completion_asked = Signal(str, int)
    said = Signal(str)

    def __init__(self, theme: Theme, shortcut: str, parent: QWidget | None = None) -> None:
        """Show the shortcut that leads here while the field is empty."""
        super().__init__(parent)
        self._theme = theme
        self._typed_last = False
        self.underlined: tuple[tuple[int, int], ...] = ()
        self.setProperty("role", "searchbox")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._loupe = QLabel()
        self.line = _line_edit()
        self.setFocusProxy(self.line)
        self._hint = label(shortcut, "secondary")
        self._clear = _flat_button("Clear the search")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 6, 2)
        row.setSpacing(8)
        for part in (self._loupe, self.line, self._hint, self._clear):
            row.addWidget(part)
        self.completions = CompletionList(theme, self)
        self.completions.taken.connect(self._on_taken)
        self.line.textEdited.connect(self._on_edited)
        self.line.textEdited.connect(self._ask_completion)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_return)
        self._clear.clicked.connect(self._on_clear)
        self.line.installEventFilter(self)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self._on_text_changed("")

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Write into the field without asking for a search."""
        if text != self.line.text():
            self.completions.hide()
            self.line.setText(text)
            self._typed_last = False

    def leave_history(self) -> None:
        """Undo and Redo are about the library from now on, until something is typed here again."""
        self._typed_last = False
        cursor, start = self.line.cursorPosition(), self.line.selectionStart()
        length = self.line.selectionLength()
        self.line.setText(self.line.text())  # which forgets what was typed
        self.line.setCursorPosition(cursor)
        if start >= 0:
            self.line.setSelection(start, length)

    def offer(self, text: str, choices: Sequence[Choice]) -> None:
        """Show below the field what may be typed next, if it still reads `text`."""
        if text == self.line.text() and self.line.hasFocus():
            self.completions.offer(choices)

    def take_focus(self) -> None:
        """Go to the field and select what is in it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def underline(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline stretches of the text, from start to end, as in a spelling check."""
        self.underlined = tuple(spans)
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(self._theme.colour("bad"))
        text, cursor = self.line.text(), self.line.cursorPosition()
        places = [(to_units(text, start), to_units(text, end)) for start, end in spans]
        kind = QInputMethodEvent.AttributeType.TextFormat
        marks = [
            QInputMethodEvent.Attribute(kind, start - cursor, end - start, wave)
            for start, end in places
        ]
        # A line edit takes formats for its text only in the way an input method sends them.
        QCoreApplication.sendEvent(self.line, QInputMethodEvent("", marks))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus on the whole field; go down into the list with the arrow key."""
        if event.type() not in _WATCHED:
            return False
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            restyle(self, "focused", event.type() == QEvent.Type.FocusIn)
        if event.type() == QEvent.Type.FocusOut:
            self.completions.hide()
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._left_to_library(event)
            return self._on_key(event.key())
        return False

    def _left_to_library(self, event: QKeyEvent) -> bool:
        """Let Undo and Redo mean the library's where the library was changed last, not the text."""
        if self._typed_last or not any(event.matches(one) for one in _HISTORY):
            return False
        event.ignore()
        return True

    def _on_key(self, key: int) -> bool:
        """Go through the completions while they are shown; tell whether the key is used up."""
        shown = bool(self.completions.choices)
        if shown and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.said.emit(self.completions.step(1 if key == Qt.Key.Key_Down else -1))
            return True
        chosen = self.completions.chosen
        if chosen is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self._on_taken(chosen)
            return True
        if shown and key == Qt.Key.Key_Escape:
            self.completions.hide()
            return True
        if key == Qt.Key.Key_Down:
            self.went_down.emit()
            return True
        if key == Qt.Key.Key_Escape and self.line.text():
            self._on_clear()
            return True
        return False

    def _on_edited(self, text: str) -> None:
        self._typed_last = True
        self.edited.emit(text)

    def _on_taken(self, choice: Choice) -> None:
        self.completions.hide()
        self.line.setText(choice.completed)
        self.line.setCursorPosition(to_units(choice.completed, choice.cursor))
        self.edited.emit(choice.completed)
        self.said.emit(choice.completed)
        if choice.is_whole:
            self.submitted.emit()
        elif choice.completed[: choice.cursor].endswith(":"):
            self._ask_completion(choice.completed)

    def _on_return(self) -> None:
        self.completions.hide()
        self.submitted.emit()

    def _ask_completion(self, text: str) -> None:
        self.completion_asked.emit(text, to_index(text, self.line.cursorPosition()))

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._hint.setVisible(not text)

    def _on_clear(self) -> None:
        self.completions.hide()
        self.line.clear()
        self._on_edited("")
        self.line.setFocus()

    def _draw_icons(self) -> None:
        muted = self._theme.colour("muted")
        size = self._theme.px(16)
        self._loupe.setPixmap(pixmap("search", muted, size, self.devicePixelRatioF()))
        dress(self._clear, "x", muted, size)


def _line_edit() -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(
        "Search the evidence: words, “a phrase”, topic:housing, year:2003..2011"
    )
    line.setAccessibleName("Search")
    line.setAccessibleDescription(
        "Results follow while you type. Down goes to completions if there are any, else to results."
    )
    line.setMaxLength(LONGEST_QUERY)
    return line


def _flat_button(name: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("role", "flat")
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
