"""A pack as a YAML file: what the packs that ship with the program are written in.

The form is described in `casestudies/packs/README.md`. Every value is text, as in front matter.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence_library.model.document import Layout
from evidence_library.model.ids import PackId, PackItemId, RecordId
from evidence_library.model.pack import (
    BreakItem,
    ExerciseItem,
    Item,
    Pack,
    Question,
    RecordItem,
    TextItem,
)
from evidence_library.model.problem import Problem, Severity
from evidence_library.text import front_matter
from evidence_library.text.front_matter import Value

#: Names that a pack, an item of each kind and a question may have, besides the kind itself.
_OF_A_PACK = frozenset(
    "id title audience outcomes introduction trainer_note planned_minutes starts layout "
    "citation_style items".split()
)
_OF_ANY = frozenset({"trainer_note", "minutes", "page_break"})
_OF_KIND: Mapping[str, frozenset[str]] = {
    "record": _OF_ANY | {"sections", "questions", "task"},
    "text": _OF_ANY | {"body"},
    "exercise": _OF_ANY | {"task", "answer", "questions"},
    "break": _OF_ANY,
}
_OF_A_QUESTION = frozenset({"ask", "answer"})

#: Longest time a file may name, in minutes: a day.
_LONGEST = 24 * 60


@dataclass(frozen=True, slots=True)
class PackReading:
    """A pack that was read, and what is wrong in its file; with an error it must not be used."""

    pack: Pack
    problems: tuple[Problem, ...]


def read(text: str) -> PackReading:
    """Read a pack. Items get ids that are the same whenever the file is read.

    Raises `UserCanFix` if the text is no YAML of names and values at all.
    """
    return _Reader().pack(front_matter.read_whole(text))


class _Reader:
    """Reads one file and collects what is wrong in it."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def pack(self, values: Mapping[str, Value]) -> PackReading:
        """Read the whole."""
        self._known(values, _OF_A_PACK, "")
        key = self._identity(values, "id", "")
        layout = self._text(values, "layout", "") or Layout.A4.value
        if layout not in set(Layout):
            self._wrong("layout", f"There is no layout “{layout}”.")
        title = self._text(values, "title", "")
        if not title:
            self._wrong("title", "The pack has no title.")
        pack = Pack(
            id=PackId(key),
            title=title,
            audience=self._text(values, "audience", ""),
            outcomes=self._texts(values, "outcomes", "") or (),
            introduction=self._text(values, "introduction", ""),
            trainer_note=self._text(values, "trainer_note", ""),
            planned_minutes=self._minutes(values, "planned_minutes", "") or 0,
            starts=self._text(values, "starts", ""),
            citation_style=self._text(values, "citation_style", "") or "harvard",
            layout=layout,
            items=tuple(self._items(values, key)),
        )
        return PackReading(pack, tuple(self._problems))

    def _items(self, values: Mapping[str, Value], pack: str) -> Iterator[Item]:
        for at, one in enumerate(self._listed(values, "items", "")):
            where = f"items.{at}"
            kinds = _OF_KIND.keys() & one.keys() if isinstance(one, dict) else frozenset[str]()
            if not isinstance(one, dict) or len(kinds) != 1:
                self._wrong(where, f"Item {at + 1} must be one of: {', '.join(_OF_KIND)}.")
                continue
            [kind] = kinds
            self._known(one, _OF_KIND[kind] | {kind}, where)
            yield self._item(kind, one, where, PackItemId(_identity_of(pack, at)))

    def _item(self, kind: str, one: Mapping[str, Value], where: str, key: PackItemId) -> Item:
        shared: dict[str, Any] = {
            "id": key,
            "trainer_note": self._text(one, "trainer_note", where),
            "minutes": self._minutes(one, "minutes", where),
            "page_break": self._flag(one, "page_break", where),
        }
        makers: Mapping[str, Callable[[], Item]] = {
            "record": lambda: RecordItem(
                record=RecordId(self._identity(one, "record", where)),
                sections=self._texts(one, "sections", where),
                questions=tuple(self._questions(one, where)),
                task=self._text(one, "task", where),
                **shared,
            ),
            "text": lambda: TextItem(
                title=self._text(one, "text", where), body=self._text(one, "body", where), **shared
            ),
            "exercise": lambda: ExerciseItem(
                title=self._text(one, "exercise", where),
                task=self._text(one, "task", where),
                answer=self._text(one, "answer", where),
                questions=tuple(self._questions(one, where)),
                **shared,
            ),
            "break": lambda: BreakItem(title=self._text(one, "break", where), **shared),
        }
        return makers[kind]()

    def _questions(self, values: Mapping[str, Value], where: str) -> Iterator[Question]:
        for at, one in enumerate(self._listed(values, "questions", where)):
            place = f"{where}.questions.{at}"
            if not isinstance(one, dict) or "ask" not in one:
                self._wrong(place, "A question needs “ask”, and may have “answer”.")
                continue
            self._known(one, _OF_A_QUESTION, place)
            yield Question(self._text(one, "ask", place), self._text(one, "answer", place))

    def _identity(self, values: Mapping[str, Value], name: str, where: str) -> str:
        found = self._text(values, name, where)
        try:
            return str(uuid.UUID(found))
        except ValueError:
            self._wrong(_place(where, name), f"“{found}” is no id.")
            return found

    def _minutes(self, values: Mapping[str, Value], name: str, where: str) -> int | None:
        found = self._text(values, name, where)
        if not found:
            return None
        if not (found.isascii() and found.isdecimal() and len(found) < 5) or int(found) > _LONGEST:
            self._wrong(_place(where, name), f"“{found}” is no number of minutes.")
            return None
        return int(found)

    def _flag(self, values: Mapping[str, Value], name: str, where: str) -> bool:
        found = self._text(values, name, where)
        if found not in {"", "yes", "no"}:
            self._wrong(_place(where, name), f"“{found}” is neither yes nor no.")
        return found == "yes"

    def _texts(self, values: Mapping[str, Value], name: str, where: str) -> tuple[str, ...] | None:
        if name not in values:
            return None
        listed = self._listed(values, name, where)
        if not all(isinstance(one, str) for one in listed):
            self._wrong(_place(where, name), f"“{name}” must be a list of texts.")
        return tuple(one.strip() for one in listed if isinstance(one, str))

    def _listed(self, values: Mapping[str, Value], name: str, where: str) -> list[Value]:
        found = values.get(name, [])
        if isinstance(found, list):
            return found
        self._wrong(_place(where, name), f"“{name}” must be a list.")
        return []

    def _text(self, values: Mapping[str, Value], name: str, where: str) -> str:
        found = values.get(name, "")
        if isinstance(found, str):
            return found.strip()
        self._wrong(_place(where, name), f"“{name}” must be text.")
        return ""

    def _known(self, values: Mapping[str, Value], names: frozenset[str], where: str) -> None:
        for name in values.keys() - names:
            self._wrong(_place(where, name), f"“{name}” is not known here.")

    def _wrong(self, field: str, message: str) -> None:
        self._problems.append(Problem(Severity.ERROR, "pack-file", message, field))


def _place(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _identity_of(pack: str, at: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"pack:{pack}:{at}"))
