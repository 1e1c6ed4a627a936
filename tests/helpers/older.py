"""Libraries as an older version of the program left them."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from evidence_library.store import places

#: The indexes of an older version did not hold what this program looks for.
_CHANGES = (
    "DELETE FROM _sqlite_migrations WHERE name = 'm004_what_is_not_stated'",
    "DELETE FROM record_facets WHERE facet IN ('author', 'kind')",
)


def make_older(folder: Path) -> None:
    """Make the closed library in a folder one whose index has to be made anew."""
    with contextlib.closing(sqlite3.connect(folder / places.DATABASE)) as database:
        for change in _CHANGES:
            database.execute(change)
        database.commit()


def forget_starter(folder: Path) -> None:
    """Make the closed library in a folder one from before what came with it was remembered."""
    with contextlib.closing(sqlite3.connect(folder / places.DATABASE)) as database:
        database.execute("DROP TABLE starter")
        database.execute("DELETE FROM _sqlite_migrations WHERE name = 'm012_starter'")
        database.commit()


def forget_settings(folder: Path) -> None:
    """Make the closed library in a folder one from before it had settings of its own."""
    with contextlib.closing(sqlite3.connect(folder / places.DATABASE)) as database:
        database.execute("DROP TABLE library_settings")
        database.execute("DELETE FROM _sqlite_migrations WHERE name = 'm014_library_settings'")
        database.commit()


def contents(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table, and the names of the backups."""
    with contextlib.closing(sqlite3.connect(folder / places.DATABASE)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        found = {
            name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in tables.fetchall()
        }
    found["backups"] = sorted((path.name,) for path in (folder / "backups").iterdir())
    return found
