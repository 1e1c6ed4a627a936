"""Dates typed as people write them; below stands what was understood."""

from __future__ import annotations

from dataclasses import replace

from evidence_library.model.dates import Added, PartialDate
from evidence_library.text.partial_dates import (
    in_words,
    parse_added,
    parse_partial_date,
    says_more,
)
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import FieldWidget
from evidence_library.ui.widgets.fields.line import LONGEST_LINE, LineField

EXAMPLES = "2004, January 2004, 5 January 2004 or 2004-01-05"


class _DateLine(FieldWidget):
    """A line in which a date is typed, and what was understood of it."""

    def __init__(self, theme: Theme, name: str, placeholder: str, help_text: str) -> None:
        super().__init__(theme, name, help_text)
        self._words = LineField(theme, name, placeholder=placeholder)
        self.line = self._words.line
        self._edited = False
        self._fill(self._words)
        self.setFocusProxy(self.line)
        self._words.changed.connect(self._on_typed)

    def _show_words(self, words: str) -> None:
        self._edited = False
        self._words.set_value(words)
        self._tell()

    def _on_typed(self) -> None:
        self._edited = True
        self._tell()
        self.changed.emit()

    def _typed(self) -> str:
        return self.line.text()[:LONGEST_LINE]

    def _tell(self) -> None:
        self._note(self._understood())

    def _understood(self) -> str:
        raise NotImplementedError


class DateField(_DateLine):
    """A date known to the year, the month or the day: `PartialDate`, None where nothing stands."""

    def __init__(self, theme: Theme, name: str, *, help_text: str = "") -> None:
        """Start empty."""
        self._held: PartialDate | None = None
        super().__init__(theme, name, EXAMPLES, help_text)

    def value(self) -> PartialDate | None:
        """Give the date with its wording; without a year if the wording was not understood."""
        if not self._edited:
            return self._held
        typed = self._typed()
        return parse_partial_date(typed) if typed.strip() else None

    def set_value(self, value: PartialDate | None) -> None:
        """Show a date in the wording it was found in."""
        self._held = value
        self._show_words((value.raw or in_words(value)) if value else "")

    def _understood(self) -> str:
        date = self.value()
        return _told(date, "") if date else ""


class AddedField(_DateLine):
    """When a record was added and by whom, "2011 (October DH)": `Added`, None where nothing is."""

    def __init__(self, theme: Theme, name: str, *, help_text: str = "") -> None:
        """Start empty."""
        self._held: Added | None = None
        super().__init__(theme, name, "2011 (October DH)", help_text)

    def value(self) -> Added | None:
        """Give the date with its wording, and the initials or name that stand in it."""
        if not self._edited:
            return self._held
        typed = self._typed()
        if not typed.strip():
            return None
        added = parse_added(typed)
        return added if added.by else replace(added, by=self._apart)

    @property
    def _apart(self) -> str:
        """Who added it, where that does not stand in the wording that is edited."""
        held = self._held
        return held.by if held is not None and held.by not in _added_words(held) else ""

    def set_value(self, value: Added | None) -> None:
        """Show when something was added, in the wording it was found in."""
        self._held = value
        self._show_words(_added_words(value) if value else "")

    def _understood(self) -> str:
        added = self.value()
        if added is None:
            return ""
        told = _told(added.date, added.by)
        return f"{told} Added by {added.by}." if added.by else told


def _added_words(added: Added) -> str:
    return added.date.raw or in_words(added.date)


def _told(date: PartialDate, besides: str) -> str:
    if date.year is None:
        if not date.raw.strip():
            return ""
        return f"Not understood as a date; kept as you wrote it. Write {EXAMPLES}."
    words = in_words(replace(date, raw=""))
    if says_more(date, besides):
        return f"Understood as {words}; the rest of the wording is kept with it."
    return f"Understood as {words}."
