"""Where a record went that was merged into another one, and which pairs are no duplicates."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable

from evidence_library.model.ids import RecordId
from evidence_library.store import sources
from evidence_library.store.operations import Operation

TABLE = "redirects"
APART = "not_duplicates"

#: Longer chains than this are not made: a merge shortens those it finds.
_LONGEST = 100


def target(connection: sqlite3.Connection, record: RecordId) -> RecordId:
    """Follow the redirects of an id to their end; give the id itself if it has none."""
    seen = {record}
    for _ in range(_LONGEST):
        row = _row(connection, record)
        if row is None or row[0] in seen:
            break
        record = RecordId(row[0])
        seen.add(record)
    return record


def with_source(connection: sqlite3.Connection, text: str) -> RecordId | None:
    """Give the record into which one was merged that was read from exactly this text."""
    if not _known(connection, TABLE):
        return None
    row = connection.execute(
        f"SELECT target FROM {TABLE} WHERE source IN (SELECT value FROM json_each(?)) "
        "ORDER BY number LIMIT 1",
        (json.dumps(sources.digests_of(text)),),
    ).fetchone()
    return RecordId(row[0]) if row else None


def title_of(connection: sqlite3.Connection, record: RecordId) -> str | None:
    """Give the title of a record that was merged into another one; None if it was not."""
    if _row(connection, record) is None:
        return None
    found = connection.execute(f"SELECT title FROM {TABLE} WHERE id = ?", (record,)).fetchone()
    return str(found[0])


def put(operation: Operation, old: RecordId, new: RecordId, title: str, source: str | None) -> None:
    """Let the id `old` lead to the record `new`, and with it every id that led to `old`.

    A redirect that `new` itself had is taken away, so no circle can come about.
    """
    connection = operation.connection
    operation.remove(TABLE, new)
    for key in (*leading_to(connection, [old]), old):
        row = operation.row(TABLE, key)
        values = {"id": key, "target": new, "title": title, "source": source}
        if row is not None:
            values |= {"title": row["title"], "source": row["source"]}
        document = json.dumps({"title": values["title"], "to": new}, ensure_ascii=False)
        operation.write(TABLE, {**values, "document": document})


def leading_to(connection: sqlite3.Connection, records: Iterable[RecordId]) -> list[RecordId]:
    """List the ids that lead directly to any of some records."""
    if not _known(connection, TABLE):
        return []
    rows = connection.execute(
        f"SELECT id FROM {TABLE} WHERE target IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(list(records)),),
    )
    return [RecordId(key) for (key,) in rows.fetchall()]


def beginning_with(connection: sqlite3.Connection, start: str, most: int) -> list[RecordId]:
    """List at most so many ids of merged records that begin like this, in whatever capitals."""
    if not _known(connection, TABLE):
        return []
    pattern = re.sub(r"([%_\\])", r"\\\1", start.encode("utf-8", "replace").decode())
    rows = connection.execute(
        f"SELECT id FROM {TABLE} WHERE id LIKE ? || '%' ESCAPE '\\' ORDER BY id LIMIT ?",
        (pattern, most),
    )
    return [RecordId(key) for (key,) in rows.fetchall()]


def forget(connection: sqlite3.Connection, records: Iterable[RecordId]) -> None:
    """Remove the redirects of some ids for good; the history is not told."""
    connection.executemany(f"DELETE FROM {TABLE} WHERE id = ?", [(key,) for key in records])


def set_apart(operation: Operation, one: RecordId, other: RecordId, titles: str) -> None:
    """Remember that two records are no duplicates of each other."""
    first, second = sorted((one, other))
    document = json.dumps({"name": titles}, ensure_ascii=False)
    row = {"id": f"{first} {second}", "one": first, "other": second, "document": document}
    operation.write(APART, row)


def join_again(operation: Operation, one: RecordId, other: RecordId) -> None:
    """Forget that two records are no duplicates."""
    operation.remove(APART, " ".join(sorted((one, other))))


def apart(connection: sqlite3.Connection) -> set[frozenset[str]]:
    """Give the pairs of ids that are no duplicates."""
    if not _known(connection, APART):
        return set()
    rows = connection.execute(f'SELECT one, "other" FROM {APART}').fetchall()
    return {frozenset(pair) for pair in rows}


def apart_from(connection: sqlite3.Connection, record: RecordId) -> set[str]:
    """Give the ids of the records that are no duplicates of one."""
    if not _known(connection, APART):
        return set()
    rows = connection.execute(
        f'SELECT "other" FROM {APART} WHERE one = ? UNION SELECT one FROM {APART} '
        'WHERE "other" = ?',
        (record, record),
    )
    return {key for (key,) in rows.fetchall()}


def _row(connection: sqlite3.Connection, record: RecordId) -> tuple[str] | None:
    if not _known(connection, TABLE):
        return None
    key = record.encode("utf-8", "replace").decode()
    row: tuple[str] | None = connection.execute(
        f"SELECT target FROM {TABLE} WHERE id = ?", (key,)
    ).fetchone()
    return row


def _known(connection: sqlite3.Connection, table: str) -> bool:
    """Tell whether there is the table: a library nothing can be written to may be older."""
    row = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return row is not None
