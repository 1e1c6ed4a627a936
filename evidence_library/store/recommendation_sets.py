"""Recommendation sets and their recommendations in the database, each a row of its own."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_library.model.ids import RecommendationId, RecordId, SetId, recommendation_id
from evidence_library.model.recommendation import Recommendation, RecommendationSet, with_identities
from evidence_library.store import sources
from evidence_library.store.operations import Operation, Row
from evidence_library.text.plain_data import from_json, many_from_json, to_json

SETS, TABLE = "recommendation_sets", "recommendations"


@dataclass(frozen=True, slots=True)
class _Numbered:
    """What is read of the document of a recommendation to know its number."""

    id: RecommendationId
    number: str


def put(operation: Operation, item: RecommendationSet) -> None:
    """Write a set with all its recommendations: what changed, and no more.

    A recommendation that the set no longer holds is gone.
    """
    item = _with_ids_of_its_own(operation.connection, with_identities(item))
    put_head(operation, item)
    held = {
        key: (position, document)
        for key, position, document in operation.connection.execute(
            f'SELECT id, position, document FROM {TABLE} WHERE "set" = ?', (item.id,)
        ).fetchall()
    }
    last = -1
    new: list[Row] = []
    changed: list[Row] = []
    for one in item.recommendations:
        known = one.id in held
        position, document = held.pop(one.id, (-1, ""))
        # They need to be in order, and no more: one that is gone leaves its place empty.
        last = max(position, last + 1)
        if position != last or not _says(document, one):
            (changed if known else new).append(_row(item.id, last, one))
    _rewrite(operation, changed)
    operation.insert(TABLE, new)
    for key in held:
        operation.remove(TABLE, key)


def put_head(operation: Operation, item: RecommendationSet) -> None:
    """Write what a set says of itself; its recommendations stay as they are."""
    digest = sources.keep(operation.connection, item.source_text)
    row = {
        "id": item.id,
        "title": item.title,
        "record": item.source_record,
        "source": digest,
        "document": to_json(replace(item, source_text="", recommendations=())),
    }
    before = operation.row(SETS, item.id)
    if before is None or any(before[name] != value for name, value in row.items()):
        operation.write(SETS, row)


def put_one(operation: Operation, owner: SetId, item: Recommendation) -> None:
    """Write one recommendation of a set, at its place there; a new one comes last.

    Its cost does not grow with the set.
    """
    before = operation.row(TABLE, item.id)
    if before is None:
        last = operation.connection.execute(
            f'SELECT coalesce(max(position), -1) FROM {TABLE} WHERE "set" = ?', (owner,)
        ).fetchone()
        operation.write(TABLE, _row(owner, last[0] + 1, item))
    elif not _says(before["document"], item):
        operation.write(TABLE, _row(owner, before["position"], item))


def put_some(operation: Operation, items: Sequence[tuple[SetId, Recommendation]]) -> None:
    """Write recommendations of any sets, each once and at its place; new ones come last."""
    held = operation.rows(TABLE, [item.id for _, item in items])
    changed = []
    for owner, item in items:
        before = held.get(item.id)
        if before is None:
            put_one(operation, owner, item)
        elif before["set"] != owner or not _says(before["document"], item):
            changed.append(_row(owner, before["position"], item))
    _rewrite(operation, changed, held)


def remove(operation: Operation, key: SetId) -> None:
    """Take a set with its recommendations away."""
    for one in _ids_of(operation.connection, key):
        operation.remove(TABLE, one)
    operation.remove(SETS, key)


def remove_one(operation: Operation, key: RecommendationId) -> None:
    """Take one recommendation out of its set."""
    operation.remove(TABLE, key)


def load(connection: sqlite3.Connection) -> list[RecommendationSet]:
    """Read all sets in the order they came, with what they hold, without their source texts."""
    return [_filled(connection, one) for one in heads(connection)]


def heads(connection: sqlite3.Connection) -> list[RecommendationSet]:
    """Read all sets in the order they came, without their recommendations."""
    rows = connection.execute(f"SELECT document FROM {SETS} ORDER BY number").fetchall()
    return [from_json(document, RecommendationSet) for (document,) in rows]


def of_record(connection: sqlite3.Connection, record: RecordId) -> list[RecommendationSet]:
    """Read the sets that a record holds, with their source texts."""
    rows = connection.execute(
        f"SELECT id FROM {SETS} WHERE record = ? ORDER BY number", (record,)
    ).fetchall()
    found = (get(connection, SetId(key)) for (key,) in rows)
    return [one for one in found if one is not None]


def get(connection: sqlite3.Connection, set_id: SetId) -> RecommendationSet | None:
    """Read one set with its source text."""
    row = connection.execute(
        f"SELECT document, source FROM {SETS} WHERE id = ?", (set_id,)
    ).fetchone()
    if row is None:
        return None
    found = _filled(connection, from_json(row[0], RecommendationSet))
    return replace(found, source_text=sources.text_of(connection, row[1]))


def one(
    connection: sqlite3.Connection, key: RecommendationId
) -> tuple[RecommendationSet, Recommendation] | None:
    """Read one recommendation, with its set without the others; None if it is not there."""
    row = connection.execute(
        f"SELECT held.document, owner.document FROM {TABLE} AS held "
        f'JOIN {SETS} AS owner ON owner.id = held."set" WHERE held.id = ?',
        (key,),
    ).fetchone()
    if row is None:
        return None
    return from_json(row[1], RecommendationSet), from_json(row[0], Recommendation)


def some(
    connection: sqlite3.Connection, keys: Sequence[RecommendationId]
) -> list[tuple[RecommendationSet, Recommendation]]:
    """Read some recommendations in the order of `keys`, each with its set without the others.

    Those that are not there are left out.
    """
    rows = connection.execute(
        f'SELECT held."set", held.document FROM json_each(?) AS wanted '
        f"JOIN {TABLE} AS held ON held.id = wanted.value ORDER BY wanted.key",
        (json.dumps(list(keys)),),
    ).fetchall()
    owners = {owner.id: owner for owner in heads(connection)}
    items = _read(document for _, document in rows)
    return [(owners[owner], item) for (owner, _), item in zip(rows, items, strict=True)]


def numbered(connection: sqlite3.Connection, set_id: SetId) -> RecommendationSet | None:
    """Read a set with its recommendations, of which only identities and numbers are read.

    It tells which numbers are taken, many times as quickly as the whole set. Never write it.
    """
    row = connection.execute(f"SELECT document FROM {SETS} WHERE id = ?", (set_id,)).fetchone()
    if row is None:
        return None
    rows = connection.execute(f'SELECT document FROM {TABLE} WHERE "set" = ?', (set_id,))
    found = many_from_json(f"[{','.join(document for (document,) in rows)}]", _Numbered)
    held = (Recommendation(id=one.id, number=one.number, text="") for one in found)
    return replace(from_json(row[0], RecommendationSet), recommendations=tuple(held))


def linked_to(
    connection: sqlite3.Connection, records: Sequence[RecordId]
) -> list[RecommendationId]:
    """List what any of some records is linked to, in the order of the sets and of their tables."""
    rows = connection.execute(
        f"SELECT DISTINCT held.id FROM recommendation_links JOIN {TABLE} AS held "
        f'ON held.number = recommendation JOIN {SETS} AS owner ON owner.id = held."set" '
        "WHERE recommendation_links.record IN (SELECT value FROM json_each(?)) "
        "ORDER BY owner.number, position",
        (json.dumps(list(records)),),
    )
    return [RecommendationId(key) for (key,) in rows.fetchall()]


def with_source(connection: sqlite3.Connection, text: str) -> SetId | None:
    """Give the set that was read from exactly this text."""
    row = connection.execute(
        f"SELECT id FROM {SETS} WHERE source IN (SELECT value FROM json_each(?)) "
        "ORDER BY number LIMIT 1",
        (json.dumps(sources.digests_of(text)),),
    ).fetchone()
    return SetId(row[0]) if row else None


def _filled(connection: sqlite3.Connection, head: RecommendationSet) -> RecommendationSet:
    rows = connection.execute(
        f'SELECT document FROM {TABLE} WHERE "set" = ? ORDER BY position', (head.id,)
    ).fetchall()
    return replace(head, recommendations=_read(document for (document,) in rows))


def _read(documents: Iterable[str]) -> tuple[Recommendation, ...]:
    return many_from_json(f"[{','.join(documents)}]", Recommendation)


def _ids_of(connection: sqlite3.Connection, key: SetId) -> list[str]:
    rows = connection.execute(f'SELECT id FROM {TABLE} WHERE "set" = ? ORDER BY position', (key,))
    return [one for (one,) in rows.fetchall()]


def _row(owner: SetId, position: int, item: Recommendation) -> Row:
    return {"id": item.id, "set": owner, "position": position, "document": to_json(item)}


def _rewrite(
    operation: Operation, rows: Sequence[Row], known: Mapping[str, Row] | None = None
) -> None:
    """Put rows in the place of those with their ids; `known` are these as they are, if read."""
    held = known or operation.rows(TABLE, [row["id"] for row in rows])
    pairs = ((held[row["id"]], row) for row in rows)
    operation.rewrite(
        TABLE, [(before, {"number": before["number"], **row}) for before, row in pairs]
    )


def _says(document: str, item: Recommendation) -> bool:
    """Tell whether a document says what a recommendation does, however it was written."""
    if not document:
        return False
    return document == to_json(item) or from_json(document, Recommendation) == item


def _with_ids_of_its_own(
    connection: sqlite3.Connection, item: RecommendationSet
) -> RecommendationSet:
    """Give a copied recommendation an identity of its own: the one it was copied from keeps its."""
    ids = [one.id for one in item.recommendations]
    rows = connection.execute(
        f'SELECT id FROM {TABLE} WHERE "set" <> ? AND id IN (SELECT value FROM json_each(?))',
        (item.id, json.dumps(ids)),
    )
    taken = {key for (key,) in rows.fetchall()}
    if not taken and len(set(ids)) == len(ids):
        return item
    seen: Counter[str] = Counter()
    known = []
    for one in item.recommendations:
        key, number = one.id, one.number
        while key in taken:
            seen[number] += 1
            key = recommendation_id(item.id, number, seen[number])
        taken.add(key)
        known.append(replace(one, id=key))
    return replace(item, recommendations=tuple(known))
