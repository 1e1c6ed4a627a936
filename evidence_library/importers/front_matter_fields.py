"""Typed access to front matter: each value as the text, list, word or date a field wants.

What does not fit raises WrongValue with the name and the line; names that are not known are noted.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from evidence_library.errors import UserCanFix
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import is_identity
from evidence_library.text.front_matter import FrontMatter, Path, Value
from evidence_library.text.partial_dates import parse_partial_date

Word = TypeVar("Word", bound=StrEnum)

_YES = {"true", "yes"}
_NO = {"false", "no", ""}


class WrongValue(UserCanFix):
    """A value does not fit. `said` is what is wrong; `line` is where, from 1, or 0."""

    def __init__(self, said: str, line: int, file_name: str) -> None:
        """Tell in the message where it stands; who has no file at hand tells `said` alone."""
        place = f"Line {line} of “{file_name}”" if line else f"“{file_name}”"
        super().__init__(f"{place}: {said}")
        self.said = said
        self.line = line


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name in the front matter that no field has, and the name that is likely meant."""

    name: str
    line: int
    value: Value
    meant: str


class Fields:
    """The named values at one place of the front matter.

    `known` lists the names it may have; `node` is what stands at `path`, the whole unless given.
    """

    def __init__(
        self,
        matter: FrontMatter,
        file_name: str,
        known: Sequence[str],
        path: Path = (),
        node: Value | None = None,
    ) -> None:
        self._matter = matter
        self._file_name = file_name
        self._known = known
        self._path = path
        values = matter.values if node is None else node
        if not isinstance(values, dict):
            raise self._wrong(path, "must have names and values below it")
        self._values: Mapping[str, Value] = values

    def has(self, name: str) -> bool:
        """Tell whether a value is given at all."""
        return name in self._values

    def names(self) -> Sequence[str]:
        """Give the names that may stand here."""
        return self._known

    def unknown(self) -> Iterator[UnknownName]:
        """Give the names that stand here but may not."""
        for name, value in self._values.items():
            if name not in self._known:
                close = difflib.get_close_matches(name[:60], self._known, n=1)
                line = self._matter.lines.get((*self._path, name), 0)
                yield UnknownName(name, line, value, close[0] if close else "")

    def is_text(self, name: str) -> bool:
        """Tell whether a value is a plain text."""
        return isinstance(self._value(name), str)

    def text(self, name: str) -> str:
        """Give a text; empty if it is not given."""
        value = self._value(name)
        if not isinstance(value, str):
            raise self.wrong(name, "must be a text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts; one text counts as a list of one."""
        value = self._value(name)
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(name, "must be a list of texts")
        return tuple(item for item in value if isinstance(item, str))

    def number(self, name: str, default: int = 0) -> int:
        """Give a whole number."""
        value = self.text(name)
        if not value:
            return default
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
            raise self.wrong(name, f"is “{_short(value)}” but must be a whole number")
        return int(value)

    def yes_no(self, name: str) -> bool:
        """Give true or false; false if it is not given."""
        value = self.text(name).casefold()
        if value not in _YES | _NO:
            raise self.wrong(name, f"is “{_short(value)}” but must be true or false")
        return value in _YES

    def word(self, name: str, words: type[Word], default: Word) -> Word:
        """Give an entry of a fixed list of words."""
        return self.word_or_none(name, words) or default

    def word_or_none(self, name: str, words: type[Word]) -> Word | None:
        """Give an entry of a fixed list of words, None if it is not given."""
        value = self.text(name)
        if not value:
            return None
        entries = {entry.value.casefold(): entry for entry in words}
        found = entries.get(value.casefold())
        if found is None:
            close = difflib.get_close_matches(value[:60].casefold(), entries, n=1)
            perhaps = f" (perhaps “{entries[close[0]].value}”)" if close else ""
            listed = ", ".join(words)
            raise self.wrong(name, f"is “{_short(value)}” but must be one of {listed}{perhaps}")
        return found

    def identity(self, name: str) -> str:
        """Give an identity in its usual spelling; empty if it is not given."""
        value = self.text(name)
        if value and not is_identity(value):
            raise self.wrong(name, f"is “{_short(value)}” but must be an identity (UUID)")
        return value.lower()

    def date(self, name: str) -> PartialDate | None:
        """Give a date, written as a text in any usual form or as `value` and `raw`."""
        if not self.has(name) or self._value(name) == "":
            return None
        if self.is_text(name):
            return parse_partial_date(self.text(name))
        return self.below(name, ("value", "raw")).value_and_raw()

    def value_and_raw(self) -> PartialDate:
        """Give the date that `value` (2004, 2004-01 or 2004-01-05) and `raw` state together."""
        value, raw = self.text("value"), self.text("raw")
        date = parse_partial_date(value)
        if date.value != value:
            what = f"is “{_short(value)}” but must be like 2004, 2004-01 or 2004-01-05"
            raise self.wrong("value", what)
        return PartialDate(date.year, date.month, date.day, raw)

    def below(self, name: str, known: Sequence[str]) -> Fields:
        """Give the named values below a name."""
        path = (*self._path, name)
        return Fields(self._matter, self._file_name, known, path, self._value(name))

    def each(self, name: str, known: Sequence[str]) -> Iterator[Fields]:
        """Give the entries of a list, each with its named values."""
        for position in range(len(self.entries(name))):
            yield self.entry(name, position, known)

    def entry(self, name: str, position: int, known: Sequence[str]) -> Fields:
        """Give the named values of one entry of a list."""
        path = (*self._path, name, position)
        return Fields(self._matter, self._file_name, known, path, self.entries(name)[position])

    def entries(self, name: str) -> Sequence[Value]:
        """Give the entries of a list as they stand."""
        value = self._value(name)
        if value == "":
            return []
        if not isinstance(value, list):
            raise self.wrong(name, "must be a list")
        return value

    def wrong(self, name: str, what: str) -> WrongValue:
        """Make the error that says what is wrong with a value and where it stands."""
        return self._wrong((*self._path, name), what)

    def _wrong(self, path: Path, what: str) -> WrongValue:
        line = next(
            (
                self._matter.lines[path[:end]]
                for end in range(len(path), -1, -1)
                if path[:end] in self._matter.lines
            ),
            0,
        )
        names = [step for step in path if isinstance(step, str)]
        said = f"“{names[-1] if names else ''}” {what}."
        return WrongValue(said, line, self._file_name)

    def _value(self, name: str) -> Value:
        if name not in self._known:
            raise KeyError(name)
        return self._values.get(name, "")


def _short(value: str) -> str:
    """Bring a value to one line that fits into a message."""
    words = " ".join(value[:200].split())
    return words if len(value) <= 60 else words[:60] + " …"
