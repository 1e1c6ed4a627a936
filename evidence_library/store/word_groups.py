"""The library's own words that mean the same, in the database: one document for each group."""

from __future__ import annotations

import json
import sqlite3

from evidence_library.model.ids import WordGroupId
from evidence_library.model.thesaurus import FORMAT, KeptWords, OwnWords
from evidence_library.store.operations import Operation
from evidence_library.text.plain_data import from_json, to_json

TABLE = "word_groups"


def load(connection: sqlite3.Connection) -> list[KeptWords]:
    """Read all groups in the order they were made.

    A library that lies where nothing can be written may come from before there were any.
    """
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
    if not known:
        return []
    rows = connection.execute(f"SELECT id, name, document FROM {TABLE} ORDER BY number").fetchall()
    return [
        KeptWords(id=WordGroupId(key), name=name, words=_read(text)) for key, name, text in rows
    ]


def put(operation: Operation, key: WordGroupId, name: str, words: OwnWords) -> None:
    """Write what the library makes of a group."""
    operation.write(TABLE, {"id": key, "name": name, "document": to_json(words)})


def remove(operation: Operation, key: WordGroupId) -> None:
    """Take away what the library makes of a group, if it is there."""
    operation.remove(TABLE, key)


def _read(text: str) -> OwnWords | None:
    """Read a document; None for one in a form this program does not know."""
    try:
        form = json.loads(text)
        if not isinstance(form, dict) or not 1 <= form.get("format", 0) <= FORMAT:
            return None
        return from_json(text, OwnWords)
    except (ValueError, TypeError):
        return None
