"""Puts many records into the indexes at once: those that come with an import, or back by an undo.

Written record by record, an index of words is worked on in three places by turns. Written table by
table it takes half as long; and where most of a library arrives, the text is written alone and each
index made of it in one go.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from evidence_library.model.record import Record
from evidence_library.store import indexing, records
from evidence_library.store.concepts import Scheme
from evidence_library.store.indexing import INSERT_WORDS

#: Records whose words are held back until they are written.
_AT_ONCE = 200

#: Where more records arrive, and as a larger part of all, the indexes are made of their text anew.
_FEW = 500
_MOST_PART = 0.4


class Arriving:
    """Takes records in the order of their numbers; `finish` writes what is still held back."""

    def __init__(self, connection: sqlite3.Connection, scheme: Scheme, expected: int) -> None:
        """Get ready for as many records as are `expected`."""
        self._connection = connection
        self._scheme = scheme
        most = expected > _FEW and expected > records.count(connection) * _MOST_PART
        self._anew = most
        self._held: dict[str, list[tuple[Any, ...]]] = {table: [] for table in INSERT_WORDS}

    def add(self, number: int, record: Record) -> None:
        """Put a record into all indexes under a number they do not hold yet."""
        for table, row in indexing.words_of(number, record, self._scheme).items():
            self._held[table].append(row)
        indexing.add_beside_words(self._connection, number, record, self._scheme)
        if len(self._held["exact_terms"]) >= _AT_ONCE:
            self._write()

    def finish(self) -> None:
        """Write what is held back; afterwards the indexes hold all that was added."""
        self._write()
        if self._anew:
            for table in INSERT_WORDS:
                self._connection.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")

    def _write(self) -> None:
        for table, rows in self._held.items():
            if rows:
                self._connection.executemany(self._statement(table, len(rows[0])), rows)
                rows.clear()

    def _statement(self, table: str, columns: int) -> str:
        """Give what writes a row; FTS5 keeps the text of its columns in a table beside it."""
        if not self._anew:
            return INSERT_WORDS[table]
        return f"INSERT INTO {table}_content VALUES ({', '.join('?' * columns)})"
