"""History: who did what to the library when, and what each change was, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from textwrap import shorten

from evidence_library.errors import UserCanFix
from evidence_library.exporters import listing_csv
from evidence_library.model.history import Entry, Image
from evidence_library.model.ids import RecordId
from evidence_library.model.listing import Cell, Listing
from evidence_library.model.record import Record
from evidence_library.services import record_fields
from evidence_library.services.opened import Library
from evidence_library.services.safe_files import replacing
from evidence_library.store import history as store
from evidence_library.text.differences import Stretch, changes
from evidence_library.text.plain_data import from_json

#: Operations read at a time where all of them are written to a file.
_PAGE = 500

#: So much is told of a recommendation, in characters.
_LONGEST_NAME = 100

#: What the rows of a table are to people.
_THINGS = {
    "concepts": "Topic heading",
    "records": "Record",
    "recommendation_sets": "Set of recommendations",
    "recommendations": "Recommendation",
    "saved_searches": "Saved search",
    "word_groups": "Words that mean the same",
    "comments": "Comment",
    "redirects": "Id of a merged record",
    "not_duplicates": "No duplicates",
    "tags": "Colour of a tag",
    "packs": "Pack",
    "instruments": "Instrument",
    "assessments": "Assessment",
    "actions": "Action",
    "library_settings": "Setting of the library",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """How one field of a record changed, word by word."""

    field: str
    label: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class ThingChange:
    """What an operation did to one thing: "added", "changed" or "removed".

    `fields` are told for records that were changed.
    """

    thing: str
    id: str
    name: str
    act: str
    fields: tuple[FieldChange, ...] = ()


def entries(
    library: Library, *, record: RecordId | None = None, limit: int = 50, offset: int = 0
) -> tuple[Entry, ...]:
    """List operations, the newest first; with `record`, only those that touched it."""
    with library.connections.reading() as connection:
        return tuple(store.entries(connection, record=record, limit=limit, offset=offset))


def count(library: Library, *, record: RecordId | None = None) -> int:
    """Count the operations of the library; with `record`, only those that touched it."""
    with library.connections.reading() as connection:
        return store.count(connection, record=record)


def changed(
    library: Library, operation: int, *, limit: int | None = None
) -> tuple[ThingChange, ...]:
    """Say what an operation did, thing by thing; of no more than `limit` things, if given.

    Raises `UserCanFix` if there is no such operation.
    """
    with library.connections.reading() as connection:
        images = store.images(connection, operation, tuple(_THINGS), limit)
        known = store.holds(connection, operation)
    if not known:
        raise UserCanFix(f"There is no change number {operation} in the history.")
    return tuple(map(_told, images))


def changed_count(library: Library, operation: int) -> int:
    """Count the things an operation added, changed or removed."""
    with library.connections.reading() as connection:
        return store.count_images(connection, operation, tuple(_THINGS))


def difference(old: Record, new: Record) -> tuple[FieldChange, ...]:
    """Compare two states of a record field by field, in the order people read them."""
    before, after = record_fields.texts(old), record_fields.texts(new)
    return tuple(
        FieldChange(name, label, changes(before.get(name, ""), after.get(name, "")))
        for name, label in record_fields.LABELS.items()
        if before.get(name, "") != after.get(name, "")
    )


def write(library: Library, path: Path, *, record: RecordId | None = None) -> int:
    """Write the history as a CSV table, the newest first; give the number of operations.

    The file is written whole or not at all. Raises `UserCanFix` or `EnvironmentFailed`.
    """
    if path.suffix.lower() != ".csv":
        raise UserCanFix("The name of the file says the format: end it with “.csv”.")
    listed = list(_every(library, record))
    facts = [("Library", library.name), ("Operations", str(len(listed)))]
    if record is not None:
        facts.append(("Record", record))
    columns = ("What", "When", "By", "State", "Records", "Number")
    with replacing(path) as file:
        rows = map(_row, listed)
        listing_csv.write(Listing("History of the library", tuple(facts), columns, rows), file)
    return len(listed)


def local_time(made_at: str) -> str:
    """Give a moment of the history in this computer's time, to the minute."""
    return datetime.fromisoformat(made_at).astimezone().strftime("%Y-%m-%d %H:%M")


def state(entry: Entry) -> str:
    """Say in a word where an operation stands; empty for one that simply holds."""
    return "undone" if entry.undone else "" if entry.kind == "do" else str(entry.kind)


def _every(library: Library, record: RecordId | None) -> Iterator[Entry]:
    offset = 0
    while page := entries(library, record=record, limit=_PAGE, offset=offset):
        yield from page
        offset += len(page)


def _row(entry: Entry) -> tuple[Cell, ...]:
    when, number = local_time(entry.made_at), len(entry.records)
    return (entry.name, when, entry.by, state(entry), number, entry.number)


def _told(image: Image) -> ThingChange:
    act = "added" if image.before is None else "removed" if image.after is None else "changed"
    document = image.after or image.before or "{}"
    found = from_json(document, dict)
    names = (found.get(key) for key in ("title", "label", "name", "text"))
    name = str(next(filter(None, names), ""))
    if image.table == "recommendations":
        name = shorten(f"{found.get('number', '')} {name}", _LONGEST_NAME, placeholder="…")
    fields: Sequence[FieldChange] = ()
    if image.table == "records" and image.before is not None and image.after is not None:
        fields = difference(from_json(image.before, Record), from_json(image.after, Record))
    return ThingChange(_THINGS[image.table], image.key, name, act, tuple(fields))
