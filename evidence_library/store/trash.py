"""The trash: records taken out of the library, each with its sets of recommendations, and packs.

Putting a record in and taking it out again are operations like any other. Only emptying cannot be
undone: it removes every image of the record from the history, too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from evidence_library.model.history import Trashed
from evidence_library.model.ids import PackId, RecommendationId, RecordId, SetId
from evidence_library.store import attachment_texts, comments, packs, recommendation_sets, redirects
from evidence_library.store.operations import Operation, Row

TABLE = "trash"

#: What a pack in the trash is called in the place of a record's kind.
PACK_KIND = "pack"

#: What a set of recommendations, and one of them alone, is called there.
SET_KIND = "set of recommendations"
RECOMMENDATION_KIND = "recommendation"

_SETS, _RECOMMENDATIONS = recommendation_sets.SETS, recommendation_sets.TABLE

#: What is no record in the trash, and the tables that such things go back to.
OTHER_KINDS = {
    PACK_KIND: packs.TABLE,
    SET_KIND: _SETS,
    RECOMMENDATION_KIND: _RECOMMENDATIONS,
    "assessment": "assessments",
    "action": "actions",
}


def load(connection: sqlite3.Connection) -> list[Trashed]:
    """List what is in the trash, what was deleted last first.

    A library that lies where nothing can be written may come from before there was one.
    """
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
    if not known:
        return []
    rows = connection.execute(
        f'SELECT id, title, kind, deleted, "by" FROM {TABLE} ORDER BY deleted DESC, number DESC'
    )
    return [
        Trashed(id=RecordId(key), title=title, kind=kind, deleted=deleted, by=by)
        for key, title, kind, deleted, by in rows.fetchall()
    ]


def title_of(connection: sqlite3.Connection, record: RecordId) -> str | None:
    """Give the title of a record in the trash; None if it is not there."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone():
        return None
    row = connection.execute(f"SELECT title FROM {TABLE} WHERE id = ?", (record,)).fetchone()
    return str(row[0]) if row else None


def put(operation: Operation, record: RecordId) -> bool:
    """Move a record into the trash; tell whether it was there to be moved."""
    row = operation.row("records", record)
    if row is None:
        return False
    sets = _sets_of(operation, record)
    operation.write(
        TABLE,
        {
            "id": record,
            "title": row["title"],
            "kind": row["kind"],
            "deleted": operation.made_at,
            "by": operation.by,
            "document": json.dumps(
                {
                    "records": [row],
                    _SETS: sets,
                    _RECOMMENDATIONS: [
                        one for held in sets for one in _recommendations_of(operation, held["id"])
                    ],
                },
                ensure_ascii=False,
            ),
        },
    )
    for one in sets:
        recommendation_sets.remove(operation, one["id"])
    operation.remove("records", record)
    return True


def put_pack(operation: Operation, pack: PackId) -> bool:
    """Move a pack into the trash; tell whether it was there to be moved."""
    return put_thing(operation, packs.TABLE, pack, PACK_KIND)


def put_thing(operation: Operation, table: str, key: str, kind: str) -> bool:
    """Move a row that stands for itself into the trash; tell whether it was there to be moved.

    `kind` is one of `OTHER_KINDS`.
    """
    row = operation.row(table, key)
    if row is None:
        return False
    _keep(operation, (key, row["title"], kind), {table: [row]})
    operation.remove(table, key)
    return True


def put_set(operation: Operation, key: SetId) -> bool:
    """Move a set with its recommendations into the trash; tell whether it was there."""
    row = operation.row(_SETS, key)
    if row is None:
        return False
    held = {_SETS: [row], _RECOMMENDATIONS: _recommendations_of(operation, key)}
    _keep(operation, (key, row["title"], SET_KIND), held)
    recommendation_sets.remove(operation, key)
    return True


def put_recommendation(operation: Operation, key: RecommendationId, title: str) -> bool:
    """Move a recommendation into the trash under a title; tell whether it was there."""
    row = operation.row(_RECOMMENDATIONS, key)
    if row is None:
        return False
    _keep(operation, (key, title, RECOMMENDATION_KIND), {_RECOMMENDATIONS: [row]})
    recommendation_sets.remove_one(operation, key)
    return True


def lacks_its_set(operation: Operation, key: str) -> bool:
    """Tell whether a recommendation is in the trash under an id whose set is not in the library."""
    row = operation.row(TABLE, key)
    if row is None or row["kind"] != RECOMMENDATION_KIND:
        return False
    (one,) = json.loads(row["document"])[_RECOMMENDATIONS]
    return operation.row(_SETS, one["set"]) is None


def _keep(operation: Operation, named: tuple[str, str, str], held: dict[str, list[Row]]) -> None:
    """Write a line of the trash: id, title and kind, and the rows that come back with it."""
    key, title, kind = named
    operation.write(
        TABLE,
        {
            "id": key,
            "title": title,
            "kind": kind,
            "deleted": operation.made_at,
            "by": operation.by,
            "document": json.dumps(held, ensure_ascii=False),
        },
    )


def title_in_library(operation: Operation, key: str) -> str | None:
    """Give the title of what the library holds under the id of what was deleted; None if nothing.

    A recommendation has none and is called that.
    """
    for table in ("records", *OTHER_KINDS.values()):
        row = operation.row(table, key)
        if row is not None:
            return str(row.get("title", RECOMMENDATION_KIND)) or "Untitled"
    return None


def restore(operation: Operation, record: RecordId) -> bool:
    """Move a record out of the trash again; tell whether it was in it."""
    row = operation.row(TABLE, record)
    if row is None:
        return False
    for table, rows in json.loads(row["document"]).items():
        for one in rows:
            # Its number may belong to another record by now.
            operation.write(table, {name: value for name, value in one.items() if name != "number"})
    operation.remove(TABLE, record)
    return True


def purge(operation: Operation, records: Iterable[RecordId]) -> int:
    """Remove records from the trash for good, and every trace of them; give how many there were.

    Of records that were merged into one of them nothing is left either. Operations of which nothing
    is left can no longer be undone.
    """
    connection, removed = operation.connection, 0
    for record in records:
        row = operation.row(TABLE, record)
        if row is None:
            continue
        sets = [one["id"] for one in json.loads(row["document"]).get(_SETS, ())]
        connection.execute(f"DELETE FROM {TABLE} WHERE id = ?", (record,))
        merged = redirects.leading_to(connection, [record])
        _forget(connection, ("records", *OTHER_KINDS.values(), TABLE), [record, *merged])
        _forget(connection, (redirects.TABLE,), merged)
        redirects.forget(connection, merged)
        _forget(connection, (_SETS,), sets)
        _forget_recommendations(connection, sets)
        _forget(connection, (_RECOMMENDATIONS,), [record])
        comments.forget(connection, [record])
        removed += 1
    connection.execute(
        "UPDATE operations SET reverted_by = ? WHERE reverted_by IS NULL AND id <> ? "
        "AND id NOT IN (SELECT operation FROM operation_rows)",
        (operation.number, operation.number),
    )
    _drop_unused_sources(connection)
    packs.forget_unused(connection)
    if attachment_texts.any_file(connection):
        attachment_texts.forget(connection, attachment_texts.referenced(connection))
    return removed


def _sets_of(operation: Operation, record: RecordId) -> list[Row]:
    found = operation.connection.execute(f"SELECT id FROM {_SETS} WHERE record = ?", (record,))
    rows = (operation.row(_SETS, key) for (key,) in found.fetchall())
    return [row for row in rows if row is not None]


def _forget_recommendations(connection: sqlite3.Connection, sets: Sequence[str]) -> None:
    """Forget what sets ever held, also what was taken out of them before."""
    connection.execute(
        f"DELETE FROM operation_rows WHERE \"table\" = '{_RECOMMENDATIONS}' AND "
        "json_extract(coalesce(after, before), '$.set') IN (SELECT value FROM json_each(?))",
        (json.dumps(list(sets)),),
    )


def _recommendations_of(operation: Operation, key: str) -> list[Row]:
    cursor = operation.connection.execute(
        f'SELECT * FROM {_RECOMMENDATIONS} WHERE "set" = ? ORDER BY position', (key,)
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def _forget(connection: sqlite3.Connection, tables: tuple[str, ...], keys: Sequence[str]) -> None:
    connection.execute(
        'DELETE FROM operation_rows WHERE "table" IN (SELECT value FROM json_each(?)) '
        "AND key IN (SELECT value FROM json_each(?))",
        (json.dumps(tables), json.dumps(list(keys))),
    )


def _drop_unused_sources(connection: sqlite3.Connection) -> None:
    """Remove the texts that neither a row nor the history refers to any more."""
    connection.execute(
        """
        DELETE FROM sources WHERE digest NOT IN (
            SELECT source FROM records WHERE source IS NOT NULL
            UNION SELECT source FROM recommendation_sets WHERE source IS NOT NULL
            UNION SELECT json_extract(row.value, '$.source')
                FROM trash, json_each(trash.document) AS part, json_each(part.value) AS row
                WHERE json_extract(row.value, '$.source') IS NOT NULL
            UNION SELECT json_extract(before, '$.source') FROM operation_rows
                WHERE json_extract(before, '$.source') IS NOT NULL
            UNION SELECT json_extract(after, '$.source') FROM operation_rows
                WHERE json_extract(after, '$.source') IS NOT NULL
        )
        """
    )
