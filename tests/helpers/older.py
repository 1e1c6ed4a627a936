"""Libraries as an older version of the program left them."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

from evidence_library.model.ids import RecordId
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.store import places
from evidence_library.store.operations import Operation
from evidence_library.text.plain_data import to_json

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


def put_as_before(operation: Operation, item: RecommendationSet) -> None:
    """Write a set with all it holds in one document, as it was before each had a row of its own."""
    operation.write(
        "recommendation_sets",
        {
            "id": item.id,
            "title": item.title,
            "record": item.source_record,
            "source": None,
            "document": to_json(item),
        },
    )


def trash_as_before(operation: Operation, record: RecordId) -> None:
    """Move a record with its sets into the trash, as it was done before."""
    row = operation.row("records", record)
    found = operation.connection.execute(
        "SELECT id FROM recommendation_sets WHERE record = ?", (record,)
    )
    sets = [operation.row("recommendation_sets", key) for (key,) in found.fetchall()]
    document = json.dumps({"records": [row], "recommendation_sets": sets})
    values = {"title": "A title", "kind": "review", "deleted": operation.made_at, "by": ""}
    operation.write("trash", {"id": record, **values, "document": document})
    for one in filter(None, sets):
        operation.remove("recommendation_sets", one["id"])
    operation.remove("records", record)


def forget_rows_of_recommendations(folder: Path) -> None:
    """Make the closed library in a folder one from before recommendations had rows."""
    with contextlib.closing(sqlite3.connect(folder / places.DATABASE)) as database:
        for table in ("recommendations", "recommendation_lines", "recommendation_links"):
            database.execute(f"DROP TABLE {table}")
        database.execute("DELETE FROM recommendation_terms")
        database.execute("DELETE FROM _sqlite_migrations WHERE name = 'm016_recommendations'")
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
