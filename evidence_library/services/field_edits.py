"""Edits of named fields, read once and then made on any number of records.

What a text means in a field is read as in a Markdown record, on a record of its own; the value that
comes of it is put into the others as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import reduce
from typing import Any

from evidence_library.errors import UserCanFix
from evidence_library.importers import markdown_record as markdown_in
from evidence_library.importers.front_matter_fields import WrongValue
from evidence_library.model.field_paths import value_at, with_value
from evidence_library.model.ids import new_record_id
from evidence_library.model.problem import Flag
from evidence_library.model.record import Record, TopicHeading
from evidence_library.model.standing import STANDING
from evidence_library.services import entry_texts
from evidence_library.services.edit_words import Headings, Words, settled
from evidence_library.text import front_matter
from evidence_library.text.front_matter import Value

#: Parts entries of a list in one text: "night; town centre".
BETWEEN = ";"

#: Fields that hold a list of plain words, or of things that may be given as plain words.
LISTS = frozenset(
    {
        *("alternative_titles", "authors", "funders", "publisher", "topics", "tags"),
        *("setting", "place", "population", "approach"),
    }
)

#: Fields in which words can be put in the place of others.
TEXTS = frozenset(
    {
        *("title", "alternative_titles", "kind_sentence", "authors", "funders", "publisher"),
        *("identifiers", "tags", "setting", "place", "population", "approach", "finding"),
        *("sections", "outcomes", "appraisal", "second_appraisal", "external_ratings"),
        *("case_study", "links"),
        *("rights_holder", "notes", "further_details"),
    }
)

#: What identifies a record and where it came from stays as it is; how far it is has steps.
FIXED = frozenset({"id", "source_name", "source_text", "flags", "form", *STANDING})

#: Who changes what tells how far a record is, as people read it.
_STEPS = "by publishing and reviewing: Check… and Curate in the window, or “publish” and “review”"

#: Fields whose parts are read alone.
_APART = ("identifiers", "appraisal", "second_appraisal", "case_study")

#: Links name each other in sections by nothing but their words; these name other things.
_NOT_WORDS = frozenset({"sha256", "to", "concept"})

Edit = Callable[[Record], Record]


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words to be put in the place of others in a field of text, wherever they stand in it."""

    field: str
    old: str
    new: str
    match_case: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdits:
    """Edits of named fields: set to a text, or entries added to and removed from a list.

    A name may reach below a field: "appraisal.confidence". A list is set from one text with
    semicolons between its entries; an empty text empties the field. They are made in the order
    set, add, remove, replace.
    """

    set: Mapping[str, str]
    add: Sequence[tuple[str, str]] = ()
    remove: Sequence[tuple[str, str]] = ()
    replace: Sequence[Replacement] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Name the fields of a record that may change, each once."""
        named = [*self.set, *(name for name, _ in (*self.add, *self.remove))]
        named += [one.field for one in self.replace]
        return tuple(dict.fromkeys(name.split(".")[0] for name in named))


def compiled(edits: FieldEdits, words: Words, by_markdown: Callable[[str, str], Edit]) -> Edit:
    """Read edits once; what comes of it makes them on a record.

    `by_markdown` sets a part of a field that cannot be read alone. Raises `UserCanFix` if a field
    does not exist or takes no such text; making them may raise it for a record that has no place
    for one.
    """
    steps: list[Edit] = []
    for name, text in edits.set.items():
        steps.append(_setting(name, text, words, by_markdown))
    steps += [_adding(name, entry, words) for name, entry in edits.add]
    steps += [_removing(name, entry, words) for name, entry in edits.remove]
    steps += [_replacing(one) for one in edits.replace]

    def edit(record: Record) -> Record:
        made = reduce(lambda so_far, step: step(so_far), steps, record)
        return settled(made, words.scheme) if made.topics != record.topics else made

    return edit


def check_name(name: str) -> None:
    """Raise `UserCanFix` if there is no field of this name that can be set."""
    if name in STANDING:
        raise UserCanFix(f"“{name}” is not set by editing; it changes {_STEPS}.")
    if name not in markdown_in.KEYS or name in FIXED:
        known = ", ".join(key for key in markdown_in.KEYS if key not in FIXED)
        raise UserCanFix(f"“{name}” is not a field that can be set. These can: {known}.")


def check_part(top: str, below: Sequence[str]) -> None:
    """Raise `UserCanFix` if a field has no such part."""
    known = markdown_in.KEYS_BELOW.get(top, ())
    if below[0] not in known:
        raise UserCanFix(f"“{top}” has no part “{below[0]}”; it has {', '.join(known) or 'none'}.")


def meant(entry: object, text: str) -> bool:
    """Tell whether an entry of a list is meant by a text: itself, or what it is called."""
    if is_dataclass(entry) and not isinstance(entry, type):
        called = [getattr(entry, one.name) for one in fields(entry)]
    else:
        called = list(entry.values()) if isinstance(entry, dict) else [entry]
    words = (one for one in called if isinstance(one, str) and not isinstance(one, Enum))
    return any(one.casefold() == text.casefold() for one in words)


def _setting(name: str, text: str, words: Words, by_markdown: Callable[[str, str], Edit]) -> Edit:
    top, *below = name.split(".")
    if top != "sections":
        check_name(top)
    elif below:
        raise UserCanFix(f"“{name}” cannot be set alone. {entry_texts.how(top)}")
    if below:
        return _setting_part(name, text, words.headings, by_markdown)
    if top == "sections":
        text_made = entry_texts.sections(text)
        return lambda record: _with(record, top, text_made, ())
    read = _named(_read({top: _value(top, text)}, words.headings), words)
    value, advice = getattr(read, top), words.advice(read.topics)

    def edit(record: Record) -> Record:
        words.refuse_odd(read.topics, record.topics, advice)
        return _with(record, top, value, read.flags)

    return edit


def _value(name: str, text: str) -> Value:
    """Give what stands for a text in the front matter of a record."""
    if name in entry_texts.ENTRIES:
        return entry_texts.entries(name, text)
    if name in _APART and text:
        named = entry_texts.as_yaml(text) if text.startswith("{") else None
        if named is None:
            part = f"{name}.{markdown_in.KEYS_BELOW[name][0]}"
            raise UserCanFix(f"“{name}” has parts; set one of them, such as {part}.")
        return named[0]
    if name not in LISTS:
        return text
    if text.startswith("[") and (listed := entry_texts.as_yaml(text)) is not None:
        return listed
    return [part.strip() for part in text.split(BETWEEN) if part.strip()]


def _setting_part(
    name: str, text: str, headings: Headings, by_markdown: Callable[[str, str], Edit]
) -> Edit:
    top, *below = name.split(".")
    check_part(top, below)
    if top not in _APART or len(below) > (2 if below[0] == "emmie" else 1):
        return by_markdown(name, text)
    node: Value = text
    for part in reversed(below):
        node = {part: node} if node != "" else {}
    if len(below) > 1:
        check_part(below[0], below[1:])
    read = _read({top: node}, headings)
    value = value_at(read, name)

    def edit(record: Record) -> Record:
        return _with(record, top, getattr(with_value(record, name, value), top), read.flags)

    return edit


def _named(read: Record, words: Words) -> Record:
    """Give what was typed with headings by their labels and tags in the spelling in use."""
    topics = tuple(map(words.heading, read.topics))
    tags = {name.casefold(): name for name in map(words.tag, reversed(read.tags))}
    return replace(read, topics=topics, tags=tuple(reversed(tags.values())))


def _adding(name: str, entry: str, words: Words) -> Edit:
    _check_list(name)
    more_than_words = name in entry_texts.ENTRIES or (
        name in markdown_in.KEYS_BELOW and entry.startswith("{")
    )
    listed: list[Value] = entry_texts.entries(name, entry) if more_than_words else [entry]
    read = _named(_read({name: listed}, words.headings), words)
    fresh, advice = getattr(read, name), words.advice(read.topics)

    def edit(record: Record) -> Record:
        words.refuse_odd(read.topics, record.topics, advice)
        held = getattr(record, name)
        more = tuple(one for one in fresh if not _holds(name, held, one))
        return _with(record, name, (*held, *more), read.flags) if more else record

    return edit


def _holds(name: str, held: Sequence[Any], one: Any) -> bool:
    """Tell whether a list holds an entry: tags in any capitals, headings by what they mean."""
    if name == "tags":
        return any(one.casefold() == tag.casefold() for tag in held)
    if name == "topics" and one.concept:
        return any(one.concept == heading.concept for heading in held)
    return one in held


def _removing(name: str, entry: str, words: Words) -> Edit:
    _check_list(name)
    wanted = words.concept(entry) if name == "topics" else None

    def is_meant(one: object) -> bool:
        if wanted is not None and isinstance(one, TopicHeading):
            return words.scheme.meant(one.concept) == wanted
        return meant(one, entry)

    def edit(record: Record) -> Record:
        held = getattr(record, name)
        kept = tuple(one for one in held if not is_meant(one))
        return _with(record, name, kept, ()) if len(kept) < len(held) else record

    return edit


def _check_list(name: str) -> None:
    check_name(name)
    if name in LISTS or name in entry_texts.ENTRIES:
        return
    parts = markdown_in.KEYS_BELOW.get(name)
    said = f"“{name}” is no list; nothing can be added to it or removed from it."
    if name in _APART and parts:
        raise UserCanFix(f"{said} Set a part of it, such as {name}.{parts[0]}.")
    raise UserCanFix(f"{said} Set it as a whole.")


def _replacing(one: Replacement) -> Edit:
    top, *below = one.field.split(".")
    if top != "sections":
        check_name(top)
    if top not in TEXTS:
        raise UserCanFix(f"“{one.field}” is no text; words cannot be replaced in it.")
    if below:
        check_part(top, below)
    if not one.old:
        raise UserCanFix("Say which words are to be replaced.")
    found = re.compile(re.escape(one.old), 0 if one.match_case else re.IGNORECASE)

    def edit(record: Record) -> Record:
        held = value_at(record, one.field)
        changed = _replaced(held, found, one.new)
        if changed == held:
            return record
        return _with(record, top, getattr(with_value(record, one.field, changed), top), ())

    return edit


def _replaced(value: Any, found: re.Pattern[str], new: str) -> Any:
    """Replace words in every text of a value; entries of a list that become empty or one go."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return found.sub(lambda _: new, value)
    if isinstance(value, tuple):
        made = [_replaced(one, found, new) for one in value]
        return value if made == list(value) else tuple(dict.fromkeys(one for one in made if one))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            one.name: _replaced(getattr(value, one.name), found, new)
            for one in fields(value)
            if one.name not in _NOT_WORDS
        }
        differing = {name: part for name, part in parts.items() if part != getattr(value, name)}
        return replace(value, **differing) if differing else value
    return value


def _with(record: Record, name: str, value: object, flags: Sequence[Flag]) -> Record:
    """Put a value into a field, with the flags that reading it gave."""
    if getattr(record, name) == value:
        return record
    changed: dict[str, Any] = {name: value}
    topics = changed.get("topics", record.topics)
    held = tuple(markdown_in.still_true(iter(record.flags), topics))
    kept = (*held, *(flag for flag in flags if flag not in held))
    if kept != record.flags:
        changed["flags"] = kept
    return replace(record, **changed)


def _read(values: Mapping[str, Value], headings: Headings) -> Record:
    """Read a field of a Markdown record that has no other. Raises `UserCanFix`, and says how."""
    name = next(iter(values))
    text = front_matter.join({"id": new_record_id(), **values}, "")
    try:
        (read,) = markdown_in.read(text, "the record", headings).records
    except WrongValue as error:  # nobody has seen the file that this would be a line of
        more = f" {entry_texts.how(name)}" if name in entry_texts.ENTRIES else ""
        raise UserCanFix(f"{error.said}{more}") from error
    return read
