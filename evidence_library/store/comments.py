"""Comments on records in the database: one document each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from evidence_library.model.comment import Comment
from evidence_library.model.holdings import Has
from evidence_library.model.ids import CommentId, RecordId
from evidence_library.store.operations import Operation
from evidence_library.text.plain_data import from_json, to_json

TABLE = "comments"


def put(operation: Operation, comment: Comment) -> None:
    """Write a comment."""
    row = {"id": comment.id, "record": comment.record, "document": to_json(comment)}
    operation.write(TABLE, row)


def get(connection: sqlite3.Connection, key: CommentId) -> Comment | None:
    """Read a comment; None if it is not there."""
    row = connection.execute(f"SELECT document FROM {TABLE} WHERE id = ?", (key,)).fetchone()
    return from_json(row[0], Comment) if row else None


def of_record(connection: sqlite3.Connection, record: RecordId) -> list[Comment]:
    """Read the comments on a record, the oldest first.

    A library that lies where nothing can be written may come from before there were any.
    """
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
    if not known:
        return []
    rows = connection.execute(
        f"SELECT document FROM {TABLE} WHERE record = ? ORDER BY number", (record,)
    )
    return [from_json(document, Comment) for (document,) in rows.fetchall()]


def holdings(connection: sqlite3.Connection, record: RecordId) -> Iterator[Has]:
    """Give what `has:` finds a record by because of its comments."""
    found = of_record(connection, record)
    if found:
        yield Has.COMMENTS
    if any(one.is_open for one in found):
        yield Has.OPEN_COMMENT


def forget(connection: sqlite3.Connection, records: Iterable[RecordId]) -> None:
    """Remove the comments on records for good, from the history too."""
    ids = json.dumps(list(records))
    connection.execute(
        "DELETE FROM operation_rows WHERE \"table\" = 'comments' AND json_extract("
        "coalesce(after, before), '$.record') IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    connection.execute(
        f"DELETE FROM {TABLE} WHERE record IN (SELECT value FROM json_each(?))", (ids,)
    )
