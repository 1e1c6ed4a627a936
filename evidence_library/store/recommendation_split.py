"""Takes the recommendations of older libraries out of the documents of their sets.

Since the migration m016 each recommendation is a row of its own. What lies in sets, in the trash
and in the history of an older library is brought into that form, so that nothing else knows the
former one, and what was done before can be undone as before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evidence_library.model.recommendation import RecommendationSet, with_identities
from evidence_library.store import recommendation_lines
from evidence_library.text.plain_data import from_json, to_json

#: Column to value, without the number, which is new.
Row = dict[str, Any]

_SETS, _TABLE = "recommendation_sets", "recommendations"


def is_known(connection: sqlite3.Connection) -> bool:
    """Tell whether a library has a table of recommendations."""
    for schema in ("sqlite_master", "sqlite_temp_master"):
        query = f"SELECT 1 FROM {schema} WHERE name = ?"
        if connection.execute(query, (_TABLE,)).fetchone():
            return True
    return False


def make_tables(connection: sqlite3.Connection, where: str = "main") -> None:
    """Make the empty table of recommendations, and those that are derived from it."""
    connection.execute(
        f"CREATE TABLE {where}.{_TABLE} (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
        '"set" TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL)'
    )
    connection.execute(
        f'CREATE INDEX {where}.recommendations_in_order ON {_TABLE} ("set", position)'
    )
    recommendation_lines.make_tables(connection, where)


def read_beside(connection: sqlite3.Connection) -> None:
    """Let a connection to an older library that cannot be written see it in the form of now.

    Its tables of this connection stand in front of those of the same names in the library.
    """
    connection.execute(f"CREATE TEMP TABLE {_SETS} AS SELECT * FROM main.{_SETS}")
    connection.execute(
        "CREATE VIRTUAL TABLE temp.recommendation_terms USING "
        f'fts5(exact, stems, tokenize="{recommendation_lines.TOKENIZER}")'
    )
    make_tables(connection, "temp")
    _take_out_of_sets(connection)
    recommendation_lines.rebuild(connection)


def convert(connection: sqlite3.Connection) -> None:
    """Bring the sets, the trash and the history of an older library into the form of now."""
    _take_out_of_sets(connection)
    _convert_history(connection)
    for number, document in connection.execute("SELECT number, document FROM trash").fetchall():
        converted = _trashed(document)
        if converted != document:
            connection.execute(
                "UPDATE trash SET document = ? WHERE number = ?", (converted, number)
            )
    recommendation_lines.rebuild(connection)


def taken_apart(set_id: str, document: str) -> tuple[str, list[Row]]:
    """Give the document of a set without its recommendations, and the rows of these."""
    whole = with_identities(from_json(document, RecommendationSet))
    rows = [
        {"id": one.id, "set": set_id, "position": position, "document": to_json(one)}
        for position, one in enumerate(whole.recommendations)
    ]
    return to_json(replace(whole, recommendations=())), rows


def _take_out_of_sets(connection: sqlite3.Connection) -> None:
    held = connection.execute(f"SELECT number, id, document FROM {_SETS} ORDER BY number")
    for number, set_id, document in held.fetchall():
        head, rows = taken_apart(set_id, document)
        connection.execute(f"UPDATE {_SETS} SET document = ? WHERE number = ?", (head, number))
        connection.executemany(
            f'INSERT INTO {_TABLE} (id, "set", position, document) '
            "VALUES (:id, :set, :position, :document)",
            rows,
        )


def _convert_history(connection: sqlite3.Connection) -> None:
    images = connection.execute(
        'SELECT id, operation, "table", before, after FROM operation_rows '
        f"WHERE \"table\" IN ('{_SETS}', 'trash') ORDER BY id"
    )
    for at, operation, table, before, after in images.fetchall():
        if table == "trash":
            now = [_trash_image(image) for image in (before, after)]
            added: list[tuple[str, str | None, str | None]] = []
        else:
            (was, old), (is_now, new) = _set_image(before), _set_image(after)
            now, added = [was, is_now], list(_differing(old, new))
        connection.execute(
            "UPDATE operation_rows SET before = ?, after = ? WHERE id = ?", (*now, at)
        )
        connection.executemany(
            'INSERT INTO operation_rows (operation, "table", key, before, after) '
            f"VALUES ({operation}, '{_TABLE}', ?, ?, ?)",
            added,
        )


def _set_image(image: str | None) -> tuple[str | None, dict[str, str]]:
    """Give the image of the row of a set, and images of its recommendations by their ids."""
    if image is None:
        return None, {}
    row = json.loads(image)
    row["document"], rows = taken_apart(row["id"], row["document"])
    return to_json(row), {one["id"]: to_json(one) for one in rows}


def _differing(
    old: dict[str, str], new: dict[str, str]
) -> Iterator[tuple[str, str | None, str | None]]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)


def _trash_image(image: str | None) -> str | None:
    if image is None:
        return None
    row = json.loads(image)
    return to_json({**row, "document": _trashed(row["document"])})


def _trashed(document: str) -> str:
    """Give what lies in the trash with the recommendations of its sets beside these."""
    held = json.loads(document)
    if not held.get(_SETS) or _TABLE in held:
        return document
    recommendations: list[Row] = []
    for one in held[_SETS]:
        one["document"], rows = taken_apart(one["id"], one["document"])
        recommendations += rows
    return json.dumps({**held, _TABLE: recommendations}, ensure_ascii=False)
