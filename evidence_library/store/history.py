"""Reads the history: every operation, and what it wrote."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence

from evidence_library.model.history import Entry, Image, Kind
from evidence_library.model.ids import RecordId
from evidence_library.store import bitsets, deeds

#: The record that a comment is on, of a row of the history.
_ON_RECORD = (
    "CASE \"table\" WHEN 'comments' THEN json_extract(coalesce(after, before), '$.record') END"
)
#: A pack was in a table of its own before it came into the trash.
_OF_RECORDS = (
    "(\"table\" = 'records' OR (\"table\" = 'trash' AND NOT EXISTS (SELECT 1 FROM operation_rows "
    "AS other WHERE other.key = operation_rows.key AND other.\"table\" = 'packs')))"
)


def entries(
    connection: sqlite3.Connection, *, record: RecordId | None = None, limit: int, offset: int = 0
) -> list[Entry]:
    """List operations, the newest first; with `record`, only those that touched it."""
    condition, values = _touching(record)
    rows = connection.execute(
        f"SELECT id, name, kind, made_at, reverted_by IN (SELECT id FROM operations "
        f"WHERE kind = '{Kind.UNDO}'), {deeds.who(connection)} FROM operations "
        f"{condition} ORDER BY id DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    ).fetchall()
    return [
        Entry(
            number=number,
            name=name,
            kind=Kind(kind),
            made_at=made_at,
            by=by,
            records=_records(connection, number),
            undone=bool(undone) and kind in {Kind.DO, Kind.REDO},
        )
        for number, name, kind, made_at, undone, by in rows
    ]


def count(connection: sqlite3.Connection, *, record: RecordId | None = None) -> int:
    """Count the operations of the library; with `record`, only those that touched it."""
    condition, values = _touching(record)
    query = f"SELECT count(*) FROM operations {condition}"
    return int(connection.execute(query, values).fetchone()[0])


def records_beginning_with(connection: sqlite3.Connection, start: str) -> list[RecordId]:
    """List the ids that begin like this of all records that are or were in the library."""
    pattern = re.sub(r"([%_\\])", r"\\\1", start.encode("utf-8", "replace").decode())
    rows = connection.execute(
        f"SELECT DISTINCT key FROM operation_rows WHERE {_OF_RECORDS} "
        "AND key LIKE ? || '%' ESCAPE '\\' ORDER BY key",
        (pattern,),
    )
    return [RecordId(key) for (key,) in rows.fetchall()]


def holds(connection: sqlite3.Connection, operation: int) -> bool:
    """Tell whether there is an operation of this number."""
    row = connection.execute("SELECT 1 FROM operations WHERE id = ?", (operation,)).fetchone()
    return row is not None


def images(
    connection: sqlite3.Connection,
    operation: int,
    tables: Sequence[str],
    limit: int | None = None,
) -> list[Image]:
    """Give what an operation found in these tables and what it left, in the order it was done."""
    rows = connection.execute(
        'SELECT "table", key, before, after FROM operation_rows '
        f"WHERE operation = ? AND {_among(tables)} ORDER BY id LIMIT ?",
        (operation, *tables, -1 if limit is None else limit),
    )
    return [
        Image(table=table, key=key, before=_document(before), after=_document(after))
        for table, key, before, after in rows.fetchall()
    ]


def changed_by(connection: sqlite3.Connection, person: str) -> int:
    """Give the set of the records, by number, that somebody changed; they are there no matter how.

    What was taken back does not count, and undo and redo are work of who did it first. Of records
    that were deleted the number may belong to none.
    """
    taken_back = deeds.undone(connection)
    found = connection.execute(
        'SELECT id, "by" FROM operations WHERE "by" <> \'\' AND kind NOT IN (?, ?)',
        (Kind.UNDO, Kind.REDO),
    ).fetchall()
    me = person.strip().casefold()
    mine = [one for one, by in found if by.strip().casefold() == me and one not in taken_back]
    row = connection.execute(
        "SELECT group_concat(number) FROM records WHERE id IN (SELECT key FROM operation_rows "
        "WHERE \"table\" = 'records' AND operation IN (SELECT value FROM json_each(?)))",
        (json.dumps(mine),),
    ).fetchone()
    return bitsets.from_list(row[0])


def count_images(connection: sqlite3.Connection, operation: int, tables: Sequence[str]) -> int:
    """Count what an operation wrote in these tables."""
    query = f"SELECT count(*) FROM operation_rows WHERE operation = ? AND {_among(tables)}"
    return int(connection.execute(query, (operation, *tables)).fetchone()[0])


def _among(tables: Sequence[str]) -> str:
    return f'"table" IN ({", ".join("?" * len(tables))})'


def _touching(record: RecordId | None) -> tuple[str, list[str]]:
    if record is None:
        return "", []
    touched = f"SELECT operation FROM operation_rows WHERE key = ? AND {_OF_RECORDS}"
    remarked = f"SELECT operation FROM operation_rows WHERE {_ON_RECORD} = ?"
    return f"WHERE id IN ({touched} UNION {remarked})", [record, record]


def _records(connection: sqlite3.Connection, operation: int) -> tuple[RecordId, ...]:
    rows = connection.execute(
        "SELECT DISTINCT CASE \"table\" WHEN 'comments' THEN "
        "json_extract(coalesce(after, before), '$.record') ELSE key END FROM operation_rows "
        f"WHERE operation = ? AND ({_OF_RECORDS} OR \"table\" = 'comments') ORDER BY id",
        (operation,),
    )
    return tuple(RecordId(key) for (key,) in rows.fetchall())


def _document(image: str | None) -> str | None:
    return None if image is None else json.loads(image).get("document")
