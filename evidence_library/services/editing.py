"""Edit: change fields of records. What is read and written is the form of a Markdown record.

Whoever saves says from which state of the record the change began. If somebody else saved another
one meanwhile, nothing is written and both are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.exporters import markdown_record as markdown_out
from evidence_library.importers import markdown_record as markdown_in
from evidence_library.importers.front_matter_fields import WrongValue
from evidence_library.model import rules
from evidence_library.model.changes import Changes
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId, RecordId, new_record_id
from evidence_library.model.problem import Problem
from evidence_library.model.record import Record
from evidence_library.services.opened import Change, Library
from evidence_library.services.read import RecordGone
from evidence_library.store import concepts, drafts, records
from evidence_library.store.connections import Connection
from evidence_library.text import front_matter
from evidence_library.text.front_matter import Value

#: Parts entries of a list in one text: "night; town centre".
_BETWEEN = ";"

#: Fields that hold a list of plain words, or of things that may be given as plain words.
LISTS = frozenset(
    {
        *("alternative_titles", "authors", "funders", "publisher", "topics", "tags"),
        *("setting", "place", "population", "approach"),
    }
)

#: What identifies a record and where it came from stays as it is.
_FIXED = frozenset({"id", "source_name", "source_text", "flags", "form", "versions"})

#: What a Markdown record may say otherwise without anybody having meant it.
_KEPT = frozenset({"id", "source_name", "source_text"})

Headings = Mapping[str, ConceptId]


class Conflict(UserCanFix):
    """Somebody saved the record meanwhile. `theirs` is what the library holds now."""

    def __init__(self, message: str, theirs: Record) -> None:
        """Keep what they saved, so that it can be shown beside one's own."""
        super().__init__(message)
        self.theirs = theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdits:
    """Edits of named fields: set to a text, or entries added to and removed from a list.

    A name may reach below a field: "appraisal.confidence". A list is set from one text with
    semicolons between its entries; an empty text empties the field.
    """

    set: Mapping[str, str]
    add: Sequence[tuple[str, str]] = ()
    remove: Sequence[tuple[str, str]] = ()


def new_record(title: str, today: date, person: str = "") -> Record:
    """Begin a draft that is not in the library yet."""
    added = Added(PartialDate(today.year, today.month, today.day, today.isoformat()), person)
    return Record(id=new_record_id(), title=title, added=added)


def edited(library: Library, record: Record, edits: FieldEdits) -> Record:
    """Give a record with edits; nothing is saved.

    Raises `UserCanFix` if a field does not exist or takes no such text.
    """
    with library.connections.reading() as connection:
        headings = concepts.load(connection).by_label()
    return _apply(record, edits, headings)


def from_markdown(library: Library, record: Record, text: str) -> Record:
    """Give a record as a Markdown record says it is; its identity and its source stay.

    Raises `UserCanFix` if the text cannot be read.
    """
    with library.connections.reading() as connection:
        headings = concepts.load(connection).by_label()
    try:
        return _read(record, text, headings)
    except WrongValue as error:  # the file its source once had is not what was read
        place = f"Line {error.line}: " if error.line else ""
        raise UserCanFix(f"{place}{error.said}") from error


def save(
    library: Library,
    record: Record,
    base: Record | None,
    *,
    name: str = "",
    ends_draft: RecordId | None = None,
) -> Changes:
    """Write a record that began as `base`; None begins a new one.

    `ends_draft` names the record whose draft is done with once this is saved. Raises `Conflict` if
    it was changed since, `RecordGone` if it was deleted.
    """
    act = "Edit" if base is not None else "Add"
    with library.change(name or f"{act} “{record.title or 'Untitled'}”") as change:
        _check_base(change.operation.connection, record, base)
        if record != base:
            change.put_record(record)
        if ends_draft is not None:
            drafts.remove(change.operation.connection, ends_draft)
    return change.operation.changes()


def edit_many(
    library: Library, ids: Iterable[RecordId], edits: FieldEdits, *, name: str = ""
) -> Changes:
    """Edit fields of several records in one operation; those it changes nothing in stay untouched.

    Raises `RecordGone` if one of them is not there, `UserCanFix` if an edit cannot be made; then
    nothing is changed.
    """
    wanted = tuple(dict.fromkeys(ids))
    return change_many(
        library,
        wanted,
        lambda record, headings: _apply(record, edits, headings),
        name=name or f"Edit {_counted(len(wanted))}",
    )


def change_many(
    library: Library,
    ids: Sequence[RecordId],
    change_one: Callable[[Record, Headings], Record],
    *,
    name: str,
    also: Callable[[Change], None] | None = None,
) -> Changes:
    """Change several records in one operation. `change_one` gives a record as it shall be.

    `also` changes what else belongs to the same step.
    """
    with library.change(name) as change:
        connection = change.operation.connection
        headings = concepts.load(connection).by_label()
        if also is not None:
            also(change)
        for key in ids:
            record = records.get(connection, key)
            if record is None:
                raise RecordGone(f"There is no record “{key}” in this library.")
            new = change_one(record, headings)
            if new != record:
                change.put_record(new)
    return change.operation.changes()


def problems(record: Record, today: date) -> tuple[Problem, ...]:
    """List what is wrong with a record. Errors block publishing, never saving."""
    return rules.check(record, (today.year, today.month, today.day))


def _check_base(connection: Connection, record: Record, base: Record | None) -> None:
    held = records.get(connection, record.id)
    if base is None:
        if held is not None:
            raise UserCanFix("A record with this identity is in the library already.")
        return
    if held is None:
        raise RecordGone(f"“{base.title}” was deleted meanwhile; nothing was saved.")
    if held != base:
        said = f"“{held.title}” was changed by somebody else meanwhile; nothing was saved."
        raise Conflict(said, held)


def _apply(record: Record, edits: FieldEdits, headings: Headings) -> Record:
    matter = front_matter.read(markdown_out.write(record, headings))
    values = dict(matter.values)
    for name, text in edits.set.items():
        _set(values, name, text)
    for name, entry in edits.add:
        kept = _entries(values, name)
        values[name] = kept if entry in kept else [*kept, entry]
    for name, entry in edits.remove:
        values[name] = [one for one in _entries(values, name) if not _is(one, entry)]
    try:
        return _read(record, front_matter.join(values, matter.body), headings)
    except WrongValue as error:  # nobody has seen the file that this would be a line of
        raise UserCanFix(error.said) from error


def _set(values: dict[str, Value], name: str, text: str) -> None:
    top, *below = name.split(".")
    _check_name(top)
    if not below:
        listed: list[Value] = [part.strip() for part in text.split(_BETWEEN) if part.strip()]
        values[top] = listed if top in LISTS else text
        return
    node = values.get(top)
    inner: dict[str, Value] = dict(node) if isinstance(node, dict) else {}
    if isinstance(node, list) or len(below) > _deepest(top):
        raise UserCanFix(f"“{name}” cannot be set alone; edit the record as Markdown.")
    known = markdown_in.KEYS_BELOW.get(top, ())
    if below[0] not in known:
        raise UserCanFix(f"“{top}” has no part “{below[0]}”; it has {', '.join(known) or 'none'}.")
    if len(below) == 1:
        inner[below[0]] = text
    else:
        deeper = inner.get(below[0])
        inner[below[0]] = {**(deeper if isinstance(deeper, dict) else {}), below[1]: text}
    values[top] = {key: value for key, value in inner.items() if value != ""}


def _deepest(top: str) -> int:
    return 2 if top in {"appraisal", "second_appraisal"} else 1


def _entries(values: Mapping[str, Value], name: str) -> list[Value]:
    _check_name(name)
    if name not in LISTS:
        raise UserCanFix(f"“{name}” is no list; nothing can be added to it or removed from it.")
    held = values.get(name, [])
    return list(held) if isinstance(held, list) else [held] if held else []


def _is(entry: Value, text: str) -> bool:
    """Tell whether an entry of a list is meant by a text: itself, or what it is called."""
    called = entry.values() if isinstance(entry, dict) else [entry]
    return any(isinstance(one, str) and one.casefold() == text.casefold() for one in called)


def _check_name(name: str) -> None:
    if name not in markdown_in.KEYS or name in _FIXED:
        known = ", ".join(key for key in markdown_in.KEYS if key not in _FIXED)
        raise UserCanFix(f"“{name}” is not a field that can be set. These can: {known}.")


def _read(record: Record, text: str, headings: Headings) -> Record:
    """Read a record from Markdown; what the text says as before stays exactly as it was."""
    before = _in_markdown(record, markdown_out.write(record, headings), headings)
    after = _in_markdown(record, text, headings)
    changed = {
        name: value
        for name, value in ((entry.name, getattr(after, entry.name)) for entry in fields(Record))
        if name not in _KEPT and value != getattr(before, name)
    }
    return replace(record, **changed)


def _in_markdown(record: Record, text: str, headings: Headings) -> Record:
    name = record.source_name or "the record"
    (read,) = markdown_in.read(text, name, headings).records
    return read


def _counted(number: int) -> str:
    return "1 record" if number == 1 else f"{number:,} records"
