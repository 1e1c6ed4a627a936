"""What is set for a library as a whole, in the database: one document for each setting."""

from __future__ import annotations

import json
import sqlite3

from evidence_library.store.operations import Operation
from evidence_library.store.schema import OF_OLDER_VERSION

TABLE = "library_settings"


def load(connection: sqlite3.Connection) -> dict[str, object]:
    """Give what was set, by its key.

    A library that lies where nothing can be written may come from before anything could be.
    """
    if not _there(connection):
        return {}
    rows = connection.execute(
        f"SELECT id, document FROM {TABLE} WHERE id <> ?", (OF_OLDER_VERSION,)
    )
    return {key: json.loads(document).get("value") for key, document in rows.fetchall()}


def put(operation: Operation, key: str, label: str, value: object) -> None:
    """Set something; `label` is what it is called in the history."""
    document = json.dumps({"name": label, "value": value}, ensure_ascii=False)
    operation.write(TABLE, {"id": key, "name": label, "document": document})


def is_of_older_version(connection: sqlite3.Connection) -> bool:
    """Tell whether the library comes from before it had settings, and was given none since."""
    if not _there(connection):
        return False
    found = connection.execute(f"SELECT 1 FROM {TABLE} WHERE id = ?", (OF_OLDER_VERSION,))
    return found.fetchone() is not None


def forget_older_version(connection: sqlite3.Connection) -> None:
    """Take the mark of an older version away. That is no change of the library: Undo leaves it."""
    connection.execute(f"DELETE FROM {TABLE} WHERE id = ?", (OF_OLDER_VERSION,))


def _there(connection: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE name = ?"
    return connection.execute(query, (TABLE,)).fetchone() is not None
