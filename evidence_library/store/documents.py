"""Tables that hold one document for each thing, and nothing that is searched by SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from evidence_library.errors import UserCanFix
from evidence_library.store.operations import Operation
from evidence_library.text.plain_data import from_data, storable_data, to_data

T = TypeVar("T")

#: The form this program writes; a document of a higher one comes from a newer program.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A thing in the database. `thing` is None if this program cannot read it."""

    id: str
    title: str
    thing: T | None


class Documents(Generic[T]):
    """One such table. `key` gives the id of a row, `title` what people call it."""

    def __init__(
        self, table: str, kind: type[T], key: Callable[[T], str], title: Callable[[T], str]
    ) -> None:
        """Know a table; read and write nothing yet."""
        self.table = table
        self._kind, self._key, self._title = kind, key, title

    def load(self, connection: sqlite3.Connection) -> list[Kept[T]]:
        """Read all things in the order they were made."""
        if not self._known(connection):
            return []
        rows = connection.execute(f"SELECT id, title, document FROM {self.table} ORDER BY number")
        return [self._kept(*row) for row in rows.fetchall()]

    def get(self, connection: sqlite3.Connection, key: str) -> Kept[T] | None:
        """Read the thing with an id; None if there is none."""
        if not self._known(connection):
            return None
        row = connection.execute(
            f"SELECT id, title, document FROM {self.table} WHERE id = ?", (key,)
        ).fetchone()
        return self._kept(*row) if row else None

    def any(self, connection: sqlite3.Connection) -> bool:
        """Tell whether there is anything."""
        if not self._known(connection):
            return False
        return connection.execute(f"SELECT 1 FROM {self.table} LIMIT 1").fetchone() is not None

    def put(self, operation: Operation, thing: T) -> None:
        """Write a thing in the place of the one with its id."""
        data = storable_data({"format": FORMAT, **to_data(thing)})
        document = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        row = {"id": self._key(thing), "title": self._title(thing), "document": document}
        operation.write(self.table, row)

    def remove(self, operation: Operation, key: str) -> None:
        """Take a thing away, if it is there."""
        operation.remove(self.table, key)

    def _known(self, connection: sqlite3.Connection) -> bool:
        """Tell whether there is the table: an older library may lie where nobody can write."""
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (self.table,))
        return found.fetchone() is not None

    def _kept(self, key: str, title: str, text: str) -> Kept[T]:
        try:
            data = json.loads(text)
            if data.pop("format", None) == FORMAT:
                return Kept(key, title, from_data(data, self._kind))
        except (ValueError, AttributeError, UserCanFix):
            pass  # told by what is left out: the document is kept as it is
        return Kept(key, title, None)
