"""Short words as chips: tags, groups of people, settings, approaches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from evidence_library.text.typed import one_line
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import Complete, FieldWidget
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import button, set_tip, shortened

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_OUT = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
#: Gives words as they shall stand on a chip, or says why they cannot be one.
Rule = Callable[[str], tuple[str, str]]

_PARTS = re.compile(r"[,;\n\t]+")
_PIECES = re.compile(r'(?:"[^"]*"|[^",;\n\t])+')
_QUOTED = re.compile(r'"[^"]*"?')
_SHOWN = 40  # characters
#: Of so many words that cannot be chips the reason is told.
_TOLD = 2
#: More chips come in at once only by mistake.
_MOST_AT_ONCE = 200


def parted(text: str) -> list[str]:
    """Part a paste at commas, semicolons, tabs and line breaks, but not inside quotation marks."""
    if text.count('"') % 2 == 0:
        return [_unquoted(one) for one in _PIECES.findall(text)]
    # Somebody is writing in quotation marks, unless there are lines.
    return _PARTS.split(text) if "\n" in text else [text]


def _as_typed(words: str) -> tuple[str, str]:
    return words, ""


def _unquoted(text: str) -> str:
    """Take the quotation marks off words that stand in them whole."""
    words = text.strip()
    return words[1:-1].strip() if _QUOTED.fullmatch(words) else words


class ChipsField(FieldWidget):
    """Words in their order, held as `tuple[str, ...]`.

    Enter or a comma makes a chip of what was typed, a comma between quotation marks is part of
    it; what is typed and not yet a chip counts too.
    Words that differ in capitals only are one. What the `rule` refuses is no chip: it stays in the
    line, with the reason below.
    """

    def __init__(
        self, theme: Theme, name: str, *, help_text: str = "", complete: Complete | None = None
    ) -> None:
        """Start without chips; `complete` is asked with each letter typed."""
        super().__init__(theme, name, help_text)
        self._held: tuple[str, ...] = ()
        self.rule: Rule = _as_typed
        self.chips: list[QPushButton] = []
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        self._field = LineField(theme, name, placeholder="Add, then Enter", complete=complete)
        self._field.keeps_breaks = True
        self.line = self._field.line
        self._column.addWidget(self._row)
        self._fill(self._field)
        self.setFocusProxy(self.line)
        self._describe()
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_typed)
        if self._field.completion is not None:
            self._field.completion.list.taken.connect(lambda _choice: self._take())
        self.set_value(())

    def value(self) -> tuple[str, ...]:
        """Give the words."""
        return (*self._held, *self._fresh([_unquoted(self.line.text())])[0])

    def set_value(self, value: tuple[str, ...]) -> None:
        """Show words."""
        self._held = value
        self._field.set_value("")
        self._draw()

    def take_focus(self, index: int | None = None) -> None:
        """Go to a chip, or to the line in which one types."""
        target = self.line if index is None or index >= len(self.chips) else self.chips[index]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, words: Iterable[str]) -> None:
        """Add words that are not there yet."""
        fresh, why_not = self._fresh(words)
        self._held = (*self._held, *fresh)
        self._draw()
        self._note(why_not)
        if fresh:
            self.changed.emit()

    def remove(self, at: int) -> None:
        """Take a chip out and go to the one in its place."""
        if not 0 <= at < len(self._held):
            return
        self._held = self._held[:at] + self._held[at + 1 :]
        self._draw()
        self.take_focus(at)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make chips with Enter and comma; walk in them and take them out by keyboard."""
        if event.type() == QEvent.Type.FocusOut and watched is self.line:
            self._take()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.line:
            return self._on_line_key(event)
        if isinstance(watched, QPushButton) and watched in self.chips:
            return self._on_chip_key(self.chips.index(watched), event.key())
        return False

    def _on_line_key(self, event: QKeyEvent) -> bool:
        completion = self._field.completion
        offered = completion is not None and completion.list.chosen is not None
        quoting = self.line.text().count('"') % 2 == 1  # a comma inside quotation marks is kept
        if (event.key() in _ENTER and not offered) or (event.text() == "," and not quoting):
            self._take()
            return True
        goes_back = event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Left}
        if goes_back and not self.line.text() and self.chips:
            self.take_focus(len(self.chips) - 1)
            return True
        return False

    def _on_chip_key(self, at: int, key: int) -> bool:
        if key in _OUT:
            self.remove(at)
        elif key == Qt.Key.Key_Left:
            self.take_focus(max(0, at - 1))
        elif key == Qt.Key.Key_Right:
            self.take_focus(at + 1)
        else:
            return False
        return True

    def _on_typed(self, text: str) -> None:
        pieces, cut = parted(text), [self._field.take_note()]
        if len(pieces) > 1:  # pasted
            self.line.clear()
            self.add(pieces[:_MOST_AT_ONCE])
            left = len(pieces) - _MOST_AT_ONCE
            if left > 0:
                cut.append(f"Only the first {_MOST_AT_ONCE} were taken; {left:,} were left out.")
        else:
            self.changed.emit()
        if any(cut):
            refused = self.said if len(pieces) > 1 else ""
            self._note(" ".join(filter(None, [*cut, refused])))

    def _take(self) -> None:
        """Make a chip of what was typed; that it is there was told already."""
        typed = _unquoted(self.line.text())
        if not typed:
            return
        fresh, why_not = self._fresh([typed])
        if why_not:
            self._note(why_not)
            return
        self._field.set_value("")
        self._held = (*self._held, *fresh)
        self._draw()
        self._note("" if fresh else f"“{typed}” is there already.")
        if fresh:
            self.changed.emit()

    def _fresh(self, words: Iterable[str]) -> tuple[tuple[str, ...], str]:
        """Give words that are not there yet, and why others cannot be chips."""
        known = {one.casefold() for one in self._held}
        fresh, refused = [], []
        for typed in filter(None, (" ".join(one_line(one).split()) for one in words)):
            word, why_not = self.rule(typed)
            if why_not:
                refused.append(f"“{shortened(typed, _SHOWN)}” cannot be added: {why_not}")
            elif word.casefold() not in known:
                known.add(word.casefold())
                fresh.append(word)
        return tuple(fresh), " ".join(refused[:_TOLD])

    def _draw(self) -> None:
        self._flow.clear()
        self.chips = [self._chip(at, words) for at, words in enumerate(self._held)]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()  # now, so that it can take the focus
        self._row.setVisible(bool(self.chips))
        self._row.updateGeometry()
        self._note("")
        previous: QWidget | None = None
        for widget in (*self.chips, self.line):
            if previous is not None:
                QWidget.setTabOrder(previous, widget)
            previous = widget

    def _chip(self, at: int, words: str) -> QPushButton:
        made = button(f"{shortened(words, _SHOWN)} ×", partial(self.remove, at), role="chip")
        made.setAccessibleName(f"{words}, {self.name} {at + 1} of {len(self._held)}")
        set_tip(made, f"{words}: take it out", "Delete takes it out.")
        made.installEventFilter(self)
        return made
