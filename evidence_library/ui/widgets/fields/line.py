"""One line of text, with completion from the library where there is any."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from evidence_library.text.typed import one_line
from evidence_library.text.utf16 import to_index, to_units
from evidence_library.ui.itemmodels.completions import Choice
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.completion_list import CompletionList
from evidence_library.ui.widgets.fields.base import Complete, FieldWidget

#: More characters are no line; what is held already may be longer.
LONGEST_LINE = 10_000

_MOST_OFFERS = 8
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LineField(FieldWidget):
    """A line of text, held as `str`."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        placeholder: str = "",
        help_text: str = "",
        complete: Complete | None = None,
    ) -> None:
        """Start empty; `complete` is asked with each letter typed."""
        super().__init__(theme, name, help_text)
        self.keeps_breaks = False  # for whoever parts what was pasted
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self._held = ""
        self._edited = False
        self._left_out = ""
        self._fill(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.inputRejected.connect(self._on_rejected)
        self.completion = Completion(theme, self.line, complete) if complete else None
        if self.completion:
            self.completion.list.taken.connect(lambda choice: self._put(choice.completed))
        self.set_value("")

    def value(self) -> str:
        """Give the text."""
        return self.line.text() if self._edited else self._held

    def set_value(self, value: str) -> None:
        """Show a text."""
        self._held, self._edited = value, False
        self.line.setMaxLength(max(LONGEST_LINE, 2 * len(value)))
        self.line.setText(value)
        self.line.setCursorPosition(0)
        self._note("")

    def take_note(self) -> str:
        """Give what was left out of a paste to the field that this is the line of, to be said."""
        said = self.said
        self._note("")
        return said

    def _put(self, text: str) -> None:
        """Write what was offered, as if it had been typed."""
        self.line.setText(text)
        self._on_edited()

    def _on_edited(self) -> None:
        self._edited = True
        if not self.keeps_breaks:
            self._clean()
        self._note(self._left_out)
        self._left_out = ""
        self.changed.emit()

    def _clean(self) -> None:
        """Take a paste of several lines as one, without signs that cannot be seen."""
        typed = self.line.text()
        clean = one_line(typed)
        if clean != typed:
            place = len(one_line(typed[: to_index(typed, self.line.cursorPosition())]))
            self.line.setText(clean)
            self.line.setCursorPosition(to_units(clean, place))

    def _on_rejected(self) -> None:
        # Sent before what fits is told as an edit, and alone where nothing fits.
        if len(self.line.text()) >= LONGEST_LINE:
            self._left_out = f"A line holds {LONGEST_LINE:,} characters; the rest was left out."
            self._note(self._left_out)


class Completion(QObject):
    """Offers what the library holds below a line while one types in it."""

    def __init__(self, theme: Theme, line: QLineEdit, complete: Complete) -> None:
        """Ask `complete` with each letter typed into `line`."""
        super().__init__(line)
        self._line, self._complete = line, complete
        self.list = CompletionList(theme, line)
        self.list.setAccessibleName("Offered from the library")
        self.list.taken.connect(lambda _choice: self.list.hide())
        line.textEdited.connect(self.ask)
        line.installEventFilter(self)

    def ask(self, typed: str) -> None:
        """Ask what may be meant."""
        if not typed.strip():
            self.list.hide()
            return
        self._complete(typed, lambda offers: self._offer(typed, offers))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk in the offers with the arrows, take one with Enter or Tab, leave with Esc."""
        if event.type() == QEvent.Type.FocusOut:
            self.list.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event.key())
        return False

    def _offer(self, typed: str, offers: Sequence[str]) -> None:
        if typed != self._line.text() or not self._line.hasFocus():
            return  # what was typed since is asked for separately
        fresh = [one for one in dict.fromkeys(offers) if one.casefold() != typed.casefold()]
        self.list.offer([_choice(one) for one in fresh[:_MOST_OFFERS]])

    def _on_key(self, key: int) -> bool:
        if not self.list.choices:
            return False
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        chosen = self.list.chosen
        if chosen is not None and (key in _ENTER or key == Qt.Key.Key_Tab):
            self.list.taken.emit(chosen)
            return True
        if key == Qt.Key.Key_Escape:
            self.list.hide()
            return True
        return False


def _choice(words: str) -> Choice:
    return Choice(words, "", "", words, words, len(words), is_whole=True)
