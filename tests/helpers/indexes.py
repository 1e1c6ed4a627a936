"""The index of a library, and whether it is what it would be if it were made from scratch."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from evidence_library.services.opened import Library
from evidence_library.store import indexing

TABLES = (
    *("exact_terms", "stem_terms", "short_terms", "record_facets", "record_relations"),
    *("record_files", "recommendation_terms", "recommendation_lines", "recommendation_links"),
)

Rows = dict[str, list[tuple[object, ...]]]


def index(library: Library) -> Rows:
    """Give every row of the index."""
    with library.connections.reading() as connection:
        return _index(connection)


@contextmanager
def made_anew(library: Library) -> Iterator[Rows]:
    """Give the index as it is when it is made from scratch, and leave the library as it was."""
    with contextlib.suppress(KeyboardInterrupt), library.connections.writing() as database:
        indexing.rebuild(database.conn)
        yield _index(database.conn)
        raise KeyboardInterrupt


def agrees(library: Library) -> None:
    """Check the rows, and that the words found are those of the rows."""
    held = index(library)
    with made_anew(library) as wanted:
        assert held == wanted
    with library.connections.writing() as database:
        for table in ("exact_terms", "stem_terms", "short_terms"):
            database.conn.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")


def _index(connection: sqlite3.Connection) -> Rows:
    return {
        table: sorted(connection.execute(f"SELECT rowid_of, * FROM {_named(table)}"), key=repr)
        for table in TABLES
    }


def _named(table: str) -> str:
    if table == "recommendation_lines":  # which operation wrote a line is no part of it
        return "(SELECT number AS rowid_of, line FROM recommendation_lines)"
    number = "rowid" if table.endswith("terms") else "0"
    return f"(SELECT {number} AS rowid_of, * FROM {table})"
