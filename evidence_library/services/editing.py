"""Edit: change fields of records. What is read and written is the form of a Markdown record.

Whoever saves says from which state of the record the change began. If somebody else saved another
one meanwhile, nothing is written and both are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.exporters import markdown_record as markdown_out
from evidence_library.importers import markdown_record as markdown_in
from evidence_library.importers.front_matter_fields import WrongValue
from evidence_library.model import rules
from evidence_library.model.changes import Changes
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import RecordId, new_record_id
from evidence_library.model.problem import Problem
from evidence_library.model.record import Record
from evidence_library.model.standing import STANDING, STOOD_BY, after_change
from evidence_library.services import edit_words, field_edits
from evidence_library.services.edit_words import Headings, Words, settled, within_rules
from evidence_library.services.field_edits import LISTS, Edit, FieldEdits, Replacement
from evidence_library.services.odd_dates import odd_dates
from evidence_library.services.opened import Change, Library
from evidence_library.services.operation_names import records_named
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.read import RecordGone, gone
from evidence_library.store import concepts, records, redirects
from evidence_library.store.connections import Connection
from evidence_library.text import front_matter
from evidence_library.text.front_matter import Value
from evidence_library.text.plain_data import from_json

__all__ = [
    "LISTS",
    "Conflict",
    "FieldEdits",
    "Headings",
    "Replacement",
    "change_each",
    "change_many",
    "compiled",
    "edit_many",
    "edited",
    "from_markdown",
    "new_record",
    "one_line",
    "problems",
    "put_upon",
    "save",
]

#: How many records are changed between two reports of progress.
_STEP = 500

#: What a Markdown record may say otherwise without anybody having meant it. How far a record is
#: has steps of its own.
_KEPT = frozenset({"id", "source_name", "source_text", *STANDING})


class Conflict(UserCanFix):
    """The record was saved elsewhere meanwhile. `theirs` is what the library holds now."""

    def __init__(self, message: str, theirs: Record) -> None:
        """Keep what they saved, so that it can be shown beside one's own."""
        super().__init__(message)
        self.theirs = theirs


def new_record(title: str, today: date, person: str = "") -> Record:
    """Begin a draft that is not in the library yet."""
    added = Added(PartialDate(today.year, today.month, today.day, today.isoformat()), person)
    return Record(id=new_record_id(), title=one_line(title), added=added)


def one_line(text: str) -> str:
    """Put blanks in the place of line ends and other runs of blanks, as in a title."""
    return " ".join(text.split())


def edited(library: Library, record: Record, edits: FieldEdits) -> Record:
    """Give a record with edits; nothing is saved.

    Raises `UserCanFix` if a field does not exist or takes no such text.
    """
    with library.connections.reading() as connection:
        words = edit_words.load(connection)
    return compiled(edits, words)(record)


def compiled(edits: FieldEdits, words: Words) -> Edit:
    """Read edits once, to make them on any number of records. Raises `UserCanFix`."""

    def by_markdown(name: str, text: str) -> Edit:
        return lambda record: _set_by_markdown(record, name, text, words)

    return field_edits.compiled(edits, words, by_markdown)


def from_markdown(library: Library, record: Record, text: str, name: str) -> Record:
    """Give a record as a Markdown record says it is; its identity and its source stay.

    Raises `UserCanFix` with the `name` of the file if the text cannot be read.
    """
    with library.connections.reading() as connection:
        words = edit_words.load(connection)
    try:
        return _read(record, text, words, name)
    except WrongValue as error:
        place = f"Line {error.line} of “{name}”" if error.line else f"“{name}”"
        raise UserCanFix(f"{place}: {error.said}") from error


def check_same(library: Library, record: Record, text: str, name: str) -> None:
    """Raise `UserCanFix` if a Markdown record, from the file `name`, tells of another record."""
    typed = front_matter.split(text.replace("\r\n", "\n"))[0].get("id")
    if not isinstance(typed, str) or not typed.strip():
        return
    with library.connections.reading() as connection:
        told = redirects.target(connection, RecordId(typed.strip()))
        titles = records.titles(connection, [told])
    if told in titles and told != record.id:
        raise UserCanFix(
            f"“{name}” tells of another record, “{titles[told] or 'Untitled'}” ({told}), so "
            f"“{record.title or 'Untitled'}” was not changed."
        )


def save(
    library: Library,
    record: Record,
    base: Record | None,
    *,
    name: str = "",
) -> Changes:
    """Write a record that began as `base`; None begins a new one.

    Raises `Conflict` if it was changed since, or is there already; `RecordGone` if it was deleted.
    """
    act = "Edit" if base is not None else "Add"
    with library.change(name or f"{act} “{record.title or 'Untitled'}”") as change:
        put_upon(change, record, base)
    return change.operation.changes()


def edit_many(
    library: Library, ids: Iterable[RecordId], edits: FieldEdits, *, name: str = ""
) -> Changes:
    """Edit fields of several records in one operation; those it changes nothing in stay untouched.

    Raises `RecordGone` if one of them is not there, `UserCanFix` if an edit cannot be made; then
    nothing is changed.
    """
    wanted = tuple(dict.fromkeys(ids))
    with library.connections.reading() as connection:
        edit = compiled(edits, edit_words.load(connection))
    told = name or f"Edit {records_named(library, wanted)}"
    return change_many(library, wanted, lambda record, _headings: edit(record), name=told)


def change_many(
    library: Library,
    ids: Sequence[RecordId],
    change_one: Callable[[Record, Headings], Record],
    *,
    name: str,
    also: Callable[[Change], None] | None = None,
) -> Changes:
    """Change several records in one operation. `change_one` gives a record as it shall be.

    `also` changes what else belongs to the same step. Raises as `change_each` does.
    """
    with library.change(name) as change:
        if also is not None:
            also(change)
        change_each(change, ids, change_one)
    return change.operation.changes()


def change_each(
    change: Change,
    ids: Sequence[RecordId],
    change_one: Callable[[Record, Headings], Record],
    progress: Progress = quiet,
    *,
    keep_standing: bool = False,
) -> None:
    """Change several records as part of a change. `change_one` gives a record as it shall be.

    It gets each without its source text, which stays as it is. What was published and says
    something else is a draft from then on, unless `keep_standing`. Raises `RecordGone` if one of
    them is not there. `progress` may raise to stop it.
    """
    connection = change.operation.connection
    headings = concepts.load(connection).by_label()
    wanted = tuple(dict.fromkeys(ids))
    for start in range(0, len(wanted), _STEP):
        progress(start, len(wanted), "Changing records")
        rows = change.operation.rows("records", wanted[start : start + _STEP])
        changed = []
        for key in wanted[start : start + _STEP]:
            if key not in rows:
                raise gone(connection, key)
            record = from_json(rows[key]["document"], Record)
            new = change_one(record, headings)
            if new != record:
                made = new if keep_standing else after_change(record, new)
                changed.append((rows[key], made))
        records.put_again(change.operation, changed)


def problems(record: Record, today: date) -> tuple[Problem, ...]:
    """List what is wrong with a record. Errors block publishing, never saving."""
    found = rules.check(record, (today.year, today.month, today.day))
    return (*found, *odd_dates(record))


def put_upon(change: Change, record: Record, base: Record | None) -> None:
    """Write a record that began as `base`, as part of a change; raises as `save` does.

    How far it is stays as it was, as that is no matter of editing; a new one is a draft.
    """
    _check_base(change.operation.connection, record, base)
    before = base if base is not None else Record(id=record.id, versions=record.versions)
    if record.workflow in STOOD_BY and record.workflow is not before.workflow:
        record = replace(record, workflow=before.workflow)
    if record.versions != before.versions:
        record = replace(record, versions=before.versions)
    if record != base:
        change.put_record(settled(record, concepts.load(change.operation.connection)))


def _check_base(connection: Connection, record: Record, base: Record | None) -> None:
    held = records.get(connection, record.id)
    if base is None:
        if held is not None:
            said = f"“{held.title or 'Untitled'}” is in the library already; nothing was saved."
            raise Conflict(said, held)
        return
    if held is None:
        raise RecordGone(f"“{base.title}” was deleted meanwhile; nothing was saved.")
    if held != base:
        said = f"“{held.title}” was saved elsewhere meanwhile; nothing was saved here."
        raise Conflict(said, held)


def _set_by_markdown(record: Record, name: str, text: str, words: Words) -> Record:
    """Set a part of a field that cannot be read without the others."""
    top, *below = name.split(".")
    matter = front_matter.read(markdown_out.write(record, words.headings))
    values = dict(matter.values)
    node = values.get(top)
    if isinstance(node, list) or len(below) > 1:
        raise UserCanFix(f"“{name}” cannot be set alone; edit the record as Markdown.")
    inner: dict[str, Value] = {**(node if isinstance(node, dict) else {}), below[0]: text}
    values[top] = {key: value for key, value in inner.items() if value != ""}
    try:
        return _read(record, front_matter.join(values, matter.body), words)
    except WrongValue as error:  # nobody has seen the file that this would be a line of
        raise UserCanFix(error.said) from error


def _read(record: Record, text: str, words: Words, name: str = "the record") -> Record:
    """Read a record from Markdown; what the text says as before stays exactly as it was.

    A heading that is called otherwise now is the same one, under its old label as well.
    """
    scheme, headings = words.scheme, words.headings
    written = markdown_out.write(record, headings)
    before = scheme.headed(_in_markdown(written, name, headings))
    after = within_rules(scheme.headed(_in_markdown(text, name, headings)), words)
    changed = {
        name: value
        for name, value in ((entry.name, getattr(after, entry.name)) for entry in fields(Record))
        if name not in _KEPT and value != getattr(before, name)
    }
    return replace(record, **changed)


def _in_markdown(text: str, name: str, headings: Headings) -> Record:
    (read,) = markdown_in.read(text, name, headings).records
    return read
