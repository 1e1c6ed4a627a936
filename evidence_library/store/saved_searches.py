"""Saved searches in the database: a name, and one document that may come from a newer program."""

from __future__ import annotations

import json
import sqlite3

from evidence_library.model.ids import SearchId
from evidence_library.model.saved_search import FORMAT, Kept, SavedSearch
from evidence_library.store.operations import Operation
from evidence_library.text.plain_data import from_json, to_json

TABLE = "saved_searches"


def load(connection: sqlite3.Connection) -> list[Kept]:
    """Read all saved searches in the order they were made.

    A library that lies where nothing can be written may come from before there were any.
    """
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
    if not known:
        return []
    rows = connection.execute(f"SELECT id, name, document FROM {TABLE} ORDER BY number").fetchall()
    return [_kept(SearchId(key), name, text) for key, name, text in rows]


def put(operation: Operation, kept: Kept) -> None:
    """Write a saved search. One that is not understood keeps its document and takes the name."""
    row = {"id": kept.id, "name": kept.name}
    if kept.search is not None:
        row["document"] = to_json(kept.search)
    else:
        row["document"] = operation.connection.execute(
            f"SELECT document FROM {TABLE} WHERE id = ?", (kept.id,)
        ).fetchone()[0]
    operation.write(TABLE, row)


def remove(operation: Operation, key: SearchId) -> None:
    """Take a saved search away."""
    operation.remove(TABLE, key)


def _kept(key: SearchId, name: str, text: str) -> Kept:
    """Read a document; one of a form with a higher number is whole, but not for this program."""
    try:
        form = json.loads(text)["format"]
        if isinstance(form, int) and form > FORMAT:
            return Kept(id=key, name=name, search=None)
        if form == FORMAT:
            return Kept(id=key, name=name, search=from_json(text, SavedSearch))
    except (ValueError, TypeError, LookupError, RecursionError):
        pass
    return Kept(id=key, name=name, search=None, damaged=True)
