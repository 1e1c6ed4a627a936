"""What stands of the history of a record: what was done to it and was not taken back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from evidence_library.model.history import Kind
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.text.plain_data import from_json


@dataclass(frozen=True, slots=True)
class Deed:
    """What an operation left of a record, None where it took it away; by whom and when.

    `made_at` is an ISO date and time in UTC.
    """

    operation: int
    by: str
    record: Record | None
    made_at: str = ""


def standing(
    connection: sqlite3.Connection, record: RecordId, undone: frozenset[int]
) -> list[Deed]:
    """List what was done to a record and stands, the oldest first.

    `undone` are the operations that do not stand. Undo and redo are no deeds: what was done again
    is the deed of who did it first.
    """
    rows = connection.execute(
        f"SELECT operation, {who(connection)}, json_extract(after, '$.document'), made_at "
        "FROM operation_rows JOIN operations ON operations.id = operation_rows.operation "
        "WHERE key = ? AND \"table\" = 'records' AND operations.kind NOT IN (?, ?) "
        "ORDER BY operation_rows.id",
        (record, Kind.UNDO, Kind.REDO),
    )
    return [
        Deed(operation, by.strip(), document and from_json(document, Record), made_at)
        for operation, by, document, made_at in rows.fetchall()
        if operation not in undone
    ]


def undone(connection: sqlite3.Connection) -> frozenset[int]:
    """Give the operations that were taken back and not done again since."""
    rows = connection.execute(
        "SELECT id, kind, reverted_by FROM operations "
        "WHERE reverted_by IS NOT NULL OR kind IN (?, ?)",
        (Kind.UNDO, Kind.REDO),
    ).fetchall()
    kinds = {number: kind for number, kind, _ in rows}
    back = {number: by for number, _, by in rows if by is not None}

    def stands(operation: int) -> bool:
        while kinds.get(undo := back.get(operation, 0)) == Kind.UNDO:
            again = back.get(undo, 0)
            if kinds.get(again) != Kind.REDO:
                return False
            operation = again
        return True

    return frozenset(number for number, kind, _ in rows if kind == Kind.DO and not stands(number))


def who(connection: sqlite3.Connection) -> str:
    """Name the column of operations that tells who.

    A library nothing can be written to may not have it.
    """
    columns = connection.execute("PRAGMA table_info(operations)").fetchall()
    return '"by"' if any(column[1] == "by" for column in columns) else "''"
