"""Recommendation sets in the database, and the index that finds recommendations by their words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from evidence_library.model.ids import RecordId, SetId
from evidence_library.model.recommendation import Recommendation, RecommendationSet, with_identities
from evidence_library.store import sources
from evidence_library.store.operations import Operation
from evidence_library.text.analysis import streams
from evidence_library.text.plain_data import from_json, to_json

#: Rows of the index are numbered set * this + position of the recommendation in its set.
STRIDE = 10_000


def put(operation: Operation, item: RecommendationSet) -> None:
    """Write a set with all its recommendations."""
    item = with_identities(item)
    digest = sources.keep(operation.connection, item.source_text)
    operation.write(
        "recommendation_sets",
        {
            "id": item.id,
            "title": item.title,
            "record": item.source_record,
            "source": digest,
            "document": to_json(replace(item, source_text="")),
        },
    )


def load(connection: sqlite3.Connection) -> list[RecommendationSet]:
    """Read all sets in the order they came, without their source texts."""
    rows = connection.execute("SELECT document FROM recommendation_sets ORDER BY number").fetchall()
    return [with_identities(from_json(document, RecommendationSet)) for (document,) in rows]


def of_record(connection: sqlite3.Connection, record: RecordId) -> list[RecommendationSet]:
    """Read the sets that a record holds, with their source texts."""
    rows = connection.execute(
        "SELECT id FROM recommendation_sets WHERE record = ? ORDER BY number", (record,)
    ).fetchall()
    found = (get(connection, SetId(key)) for (key,) in rows)
    return [one for one in found if one is not None]


def numbered(
    connection: sqlite3.Connection,
) -> dict[int, tuple[RecommendationSet, Recommendation]]:
    """Read all recommendations by the number the index knows them by."""
    rows = connection.execute("SELECT number, document FROM recommendation_sets ORDER BY number")
    found = {}
    for number, document in rows.fetchall():
        item = with_identities(from_json(document, RecommendationSet))
        for position, recommendation in enumerate(item.recommendations):
            found[number * STRIDE + position] = (item, recommendation)
    return found


def get(connection: sqlite3.Connection, set_id: SetId) -> RecommendationSet | None:
    """Read one set with its source text."""
    row = connection.execute(
        "SELECT document, source FROM recommendation_sets WHERE id = ?", (set_id,)
    ).fetchone()
    if row is None:
        return None
    found = with_identities(from_json(row[0], RecommendationSet))
    return replace(found, source_text=sources.text_of(connection, row[1]))


def numbers_in(sets: Iterable[int]) -> int:
    """Give all numbers that the recommendations of some sets, by number, may have in the index."""
    whole = (1 << STRIDE) - 1
    return reduce(int.__or__, (whole << number * STRIDE for number in sets), 0)


def with_source(connection: sqlite3.Connection, text: str) -> SetId | None:
    """Give the set that was read from exactly this text."""
    row = connection.execute(
        "SELECT id FROM recommendation_sets WHERE source IN (SELECT value FROM json_each(?)) "
        "ORDER BY number LIMIT 1",
        (json.dumps(sources.digests_of(text)),),
    ).fetchone()
    return SetId(row[0]) if row else None


def unindex(connection: sqlite3.Connection, number: int) -> None:
    """Drop the index rows of the set with a number."""
    first = number * STRIDE
    connection.execute(
        "DELETE FROM recommendation_terms WHERE rowid BETWEEN ? AND ?", (first, first + STRIDE - 1)
    )


def index(connection: sqlite3.Connection, set_id: str, number: int) -> None:
    """Derive the index rows of one set."""
    found = get(connection, SetId(set_id))
    for position, item in enumerate(found.recommendations if found else ()):
        text = " ".join((item.text, item.theme, *item.leads, item.status_raw))
        connection.execute(
            "INSERT INTO recommendation_terms (rowid, exact, stems) VALUES (?, ?, ?)",
            (number * STRIDE + position, *streams(text)),
        )
