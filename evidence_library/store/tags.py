"""The colours of tags. Which records carry a tag stands in the records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from evidence_library.model.ids import RecordId
from evidence_library.model.tags import TagColour
from evidence_library.store.indexing import NONE
from evidence_library.store.operations import Operation
from evidence_library.text.plain_data import from_json, to_json

TABLE = "tags"


def key_of(name: str) -> str:
    """Give what a tag is known by, whatever its capitals."""
    return name.casefold()


def load(connection: sqlite3.Connection) -> dict[str, TagColour]:
    """Give the colours of tags by `key_of` their names.

    A library that lies where nothing can be written may come from before there were any.
    """
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
    if not known:
        return {}
    rows = connection.execute(f"SELECT id, document FROM {TABLE}").fetchall()
    return {key: from_json(document, TagColour) for key, document in rows}


def put(operation: Operation, tag: TagColour) -> None:
    """Give a tag a colour; nothing is written if it has it already."""
    row = {"id": key_of(tag.name), "name": tag.name, "document": to_json(tag)}
    before = operation.row(TABLE, row["id"])
    if before is None or before["document"] != row["document"]:
        operation.write(TABLE, row)


def remove(operation: Operation, name: str) -> None:
    """Take the colour of a tag away, if it has one."""
    operation.remove(TABLE, key_of(name))


def in_use(connection: sqlite3.Connection) -> set[str]:
    """Give every tag of a record, also of those that searches leave out."""
    rows = connection.execute(
        "SELECT DISTINCT value FROM record_facets WHERE facet = 'tag' AND value <> ?", (NONE,)
    )
    return {value for (value,) in rows.fetchall()}


def carriers(connection: sqlite3.Connection, tags: Iterable[str]) -> list[RecordId]:
    """Give the ids of all records that carry any of some tags, in whatever capitals.

    Those that searches leave out are among them.
    """
    folded = {tag.casefold() for tag in tags}
    named = [name for name in in_use(connection) if name.casefold() in folded]
    rows = connection.execute(
        "SELECT id FROM records WHERE number IN (SELECT record FROM record_facets "
        "WHERE facet = 'tag' AND value IN (SELECT value FROM json_each(?))) ORDER BY number",
        (json.dumps(named),),
    )
    return [RecordId(key) for (key,) in rows.fetchall()]
