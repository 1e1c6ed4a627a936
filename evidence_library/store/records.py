"""Records in the database: one document each, and a few columns to list and sort by."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record, Relation
from evidence_library.store import bitsets, sources
from evidence_library.store.operations import Operation, Row
from evidence_library.text.plain_data import from_json, to_json


def put(operation: Operation, record: Record) -> int:
    """Write a record and give its number, by which the indexes know it."""
    digest = sources.keep(operation.connection, record.source_text)
    return operation.write("records", {"id": record.id, "source": digest, **_columns(record)})


def _columns(record: Record) -> dict[str, Any]:
    bare = replace(record, source_text="") if record.source_text else record
    return {
        "title": record.title,
        "kind": record.kind,
        "year": record.published.year if record.published else None,
        "added": record.added.date.value if record.added else "",
        "document": to_json(bare),
    }


def put_again(operation: Operation, changed: Sequence[tuple[Row, Record]]) -> None:
    """Write many records that are in the library, quickly; each comes with its row as it is.

    Their source texts stay; the records may come without.
    """
    operation.rewrite("records", [(row, {**row, **_columns(record)}) for row, record in changed])


def get(connection: sqlite3.Connection, record_id: RecordId) -> Record | None:
    """Read a whole record with its source text."""
    row = connection.execute(
        "SELECT document, source FROM records WHERE id = ?", (_storable(record_id),)
    ).fetchone()
    if row is None:
        return None
    record = from_json(row[0], Record)
    return replace(record, source_text=sources.text_of(connection, row[1]))


def beginning_with(connection: sqlite3.Connection, start: str, most: int) -> list[RecordId]:
    """List the ids that begin like this, in whatever capitals; one that is just this stands alone.

    Of many only the first `most` are read.
    """
    pattern = re.sub(r"([%_\\])", r"\\\1", _storable(start))
    rows = connection.execute(
        "SELECT id FROM records WHERE id LIKE ? || '%' ESCAPE '\\' ORDER BY length(id), id LIMIT ?",
        (pattern, most),
    )
    found = [RecordId(key) for (key,) in rows.fetchall()]
    return [key for key in found if key.casefold() == start.casefold()][:1] or found


def _storable(text: str) -> str:
    """Put a question mark where half a character was typed, which no database can hold."""
    return text.encode("utf-8", "replace").decode()


def number_of(connection: sqlite3.Connection, record_id: RecordId) -> int | None:
    """Give the number by which the indexes know a record; None if it is not there."""
    row = connection.execute("SELECT number FROM records WHERE id = ?", (record_id,)).fetchone()
    return int(row[0]) if row else None


def by_numbers(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Record]:
    """Read records, without their source texts, in the order of the numbers given."""
    return list(numbered(connection, numbers).values())


def numbered(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Record]:
    """Read records as `by_numbers`, each under its number; those that are gone are left out."""
    rows = connection.execute(
        "SELECT number, document FROM records WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    ).fetchall()
    found = {number: from_json(document, Record) for number, document in rows}
    return {number: found[number] for number in numbers if number in found}


def by_ids(connection: sqlite3.Connection, ids: Iterable[RecordId]) -> list[Record]:
    """Read records, without their source texts, in whatever order."""
    rows = connection.execute(
        "SELECT document FROM records WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return [from_json(document, Record) for (document,) in rows.fetchall()]


def all_ids(connection: sqlite3.Connection) -> list[RecordId]:
    """List the ids of all records, by title."""
    rows = connection.execute("SELECT id FROM records ORDER BY title, number")
    return [RecordId(key) for (key,) in rows.fetchall()]


def ids_of(connection: sqlite3.Connection, bits: int) -> list[RecordId]:
    """Give the ids of the records in a set of numbers, in the order of their numbers."""
    numbers = [number for number, member in enumerate(bitsets.flags(bits)) if member]
    rows = connection.execute(
        "SELECT id FROM records WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(numbers),),
    )
    return [RecordId(key) for (key,) in rows.fetchall()]


def ids_in_order(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[RecordId]:
    """Give the ids of the records with some numbers, in the order of these."""
    rows = connection.execute(
        "SELECT number, id FROM records WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    found = dict(rows.fetchall())
    return [RecordId(found[number]) for number in numbers if number in found]


def titles(connection: sqlite3.Connection, ids: Iterable[RecordId]) -> dict[RecordId, str]:
    """Look up the titles of records; ids that are not there are left out."""
    rows = connection.execute(
        "SELECT id, title FROM records WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {RecordId(key): title for key, title in rows.fetchall()}


def called(connection: sqlite3.Connection, title: str) -> list[RecordId]:
    """List the ids of the records with this very title, in whatever capitals."""
    rows = connection.execute(
        "SELECT id FROM records WHERE title = ? COLLATE NOCASE ORDER BY number", (_storable(title),)
    )
    return [RecordId(key) for (key,) in rows.fetchall()]


def pointing_at(
    connection: sqlite3.Connection, record_id: RecordId
) -> list[tuple[RecordId, Relation]]:
    """List the records that name this one in a relation, each with that relation."""
    rows = connection.execute(
        "SELECT DISTINCT records.id, relation.value FROM record_relations "
        "JOIN records ON records.number = record_relations.record "
        "JOIN json_each(records.document, '$.relations') AS relation "
        "WHERE record_relations.\"to\" = ? AND json_extract(relation.value, '$.to') = ? "
        "ORDER BY records.title, records.number, relation.key",
        (record_id, record_id),
    )
    return [(RecordId(key), from_json(text, Relation)) for key, text in rows.fetchall()]


def with_source(connection: sqlite3.Connection, text: str) -> RecordId | None:
    """Give the record that was read from exactly this text."""
    row = connection.execute(
        "SELECT id FROM records WHERE source IN (SELECT value FROM json_each(?)) "
        "ORDER BY number LIMIT 1",
        (json.dumps(sources.digests_of(text)),),
    ).fetchone()
    return RecordId(row[0]) if row else None


def count(connection: sqlite3.Connection) -> int:
    """Count the records of the library."""
    return int(connection.execute("SELECT count(*) FROM records").fetchone()[0])
