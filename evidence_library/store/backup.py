"""Copies of the database, checked before anybody relies on them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from evidence_library.errors import EnvironmentFailed


def back_up(database: Path, folder: Path) -> Path:
    """Copy a database into `folder` and verify the copy; give its path.

    Raises `EnvironmentFailed` if the copy is not sound; then it is removed again.
    """
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
    copy = folder / f"library-{stamp}.db"
    with closing(sqlite3.connect(database)) as original, closing(sqlite3.connect(copy)) as target:
        original.backup(target)
        sound = target.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        complete = _sizes(original) == _sizes(target)
    if not (sound and complete):
        copy.unlink(missing_ok=True)
        raise EnvironmentFailed("A backup could not be verified, so the library was left as it is.")
    return copy


def _sizes(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    return [
        (name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for (name,) in names
    ]
