"""Which things of a library came with the program, and what they said when they were taken over.

That is what an update is compared with: a field that still says it was not changed by anybody.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_library.model.ids import RecordId, SetId
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.record import Record
from evidence_library.store import bitsets, sources
from evidence_library.store.operations import Operation
from evidence_library.text.plain_data import from_json, to_json

TABLE = "starter"


@dataclass(frozen=True, slots=True)
class Taken:
    """A record or set that was taken over from the starter content.

    `digest` is that of the shipped text; `document` what it said, as JSON without its source text.
    """

    id: str
    title: str
    of_record: bool
    digest: str
    hidden: bool
    document: str

    @property
    def record(self) -> Record:
        """The record as it was shipped."""
        return from_json(self.document, Record)

    @property
    def set(self) -> RecommendationSet:
        """The set of recommendations as it was shipped."""
        return from_json(self.document, RecommendationSet)


def taken_from(thing: Record | RecommendationSet, *, hidden: bool = False) -> Taken:
    """Say of a shipped thing what is remembered of it."""
    return Taken(
        id=thing.id,
        title=thing.title,
        of_record=isinstance(thing, Record),
        digest=sources.digest_of(thing.source_text),
        hidden=hidden,
        document=to_json(replace(thing, source_text="")),
    )


def put(operation: Operation, taken: Taken) -> None:
    """Remember what was taken over."""
    operation.write(
        TABLE,
        {
            "id": taken.id,
            "title": taken.title,
            "of_record": int(taken.of_record),
            "digest": taken.digest,
            "hidden": int(taken.hidden),
            "document": taken.document,
        },
    )


def load(connection: sqlite3.Connection) -> dict[str, Taken]:
    """Give everything that was ever taken over, by id, also what was deleted since.

    A library that lies where nothing can be written may come from before this was remembered.
    """
    if not _is_kept(connection):
        return {}
    rows = connection.execute(
        f"SELECT id, title, of_record, digest, hidden, document FROM {TABLE} ORDER BY number"
    )
    return {
        key: Taken(key, title, bool(of_record), digest, bool(hidden), document)
        for key, title, of_record, digest, hidden, document in rows.fetchall()
    }


def numbers(connection: sqlite3.Connection) -> tuple[int, int]:
    """Give the set of the records of the starter content, and that of those that are hidden."""
    if not _is_kept(connection):
        return 0, 0
    row = connection.execute(
        "SELECT group_concat(records.number), "
        f"group_concat(CASE WHEN {TABLE}.hidden THEN records.number END) "
        f"FROM {TABLE} JOIN records ON records.id = {TABLE}.id"
    ).fetchone()
    return bitsets.from_list(row[0]), bitsets.from_list(row[1])


def among(connection: sqlite3.Connection, ids: Sequence[RecordId]) -> frozenset[RecordId]:
    """Tell which of some records came with the program."""
    if not _is_kept(connection):
        return frozenset()
    rows = connection.execute(
        f"SELECT id FROM {TABLE} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    )
    return frozenset(RecordId(key) for (key,) in rows.fetchall())


def hidden_sets(connection: sqlite3.Connection) -> dict[int, SetId]:
    """Give the sets of recommendations that are hidden, by number."""
    if not _is_kept(connection):
        return {}
    rows = connection.execute(
        f"SELECT held.number, held.id FROM {TABLE} JOIN recommendation_sets AS held "
        f"ON held.id = {TABLE}.id WHERE {TABLE}.hidden"
    )
    return {number: SetId(key) for number, key in rows.fetchall()}


def is_hidden(connection: sqlite3.Connection, key: str) -> bool:
    """Tell whether a record or set is hidden with the starter content."""
    if not _is_kept(connection):
        return False
    row = connection.execute(f"SELECT hidden FROM {TABLE} WHERE id = ?", (key,)).fetchone()
    return bool(row and row[0])


def _is_kept(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
    return found is not None
