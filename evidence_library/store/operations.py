"""Every change is one operation: a name, and every row before and after. Undo reads them back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.history import Kind
from evidence_library.model.ids import (
    ActionId,
    AssessmentId,
    CommentId,
    ConceptId,
    PackId,
    RecommendationId,
    RecordId,
    SearchId,
    SetId,
    WordGroupId,
)
from evidence_library.store.connections import Connections
from evidence_library.text.plain_data import from_json, to_json

#: A row as the database holds it: column to value.
Row = dict[str, Any]

#: The tables whose rows are history; everything else is derived from them.
TABLES = (
    *("concepts", "records", "recommendation_sets", "saved_searches", "word_groups"),
    *("trash", "redirects", "not_duplicates", "starter", "tags", "comments"),
    *("library_settings", "packs", "recommendations"),
    *("instruments", "assessments", "actions"),
)

#: From so many rows on they are written together.
_MANY = 20

#: Rows put back between two reports of progress.
_STEP = 100

#: Table, id and image before the change, None where there was nothing.
_Before = tuple[str, str, str | None]

#: Stands for the number of a row that an operation removed.
GONE = 0

_REMEMBER = (
    'INSERT INTO operation_rows (operation, "table", key, before, after) VALUES (?, ?, ?, ?, ?)'
)

SET_UP, DO, UNDO, REDO, EMPTY = Kind.SET_UP, Kind.DO, Kind.UNDO, Kind.REDO, Kind.EMPTY


def _to_nobody(_done: int, _total: int, _what: str) -> None:
    """Tell nobody how far it is."""


@dataclass(slots=True)
class Operation:
    """A change in the making. Every row it writes goes through here and is remembered.

    `made_at` is when it began, as an ISO date and time in UTC; `by` who makes it, where known.
    `touched` maps a table to the ids and numbers of the rows written or removed; `stale` to the
    numbers whose index rows no longer hold; `former` to the document each of them stood for when
    the operation began, and `latter` to the one that each number written stands for now;
    `commented` are the ids of the records with comments that were, `of_sets` those of the sets
    with recommendations that were.
    """

    connection: sqlite3.Connection
    number: int
    name: str
    made_at: str
    by: str = ""
    touched: dict[str, dict[str, int]] = field(
        default_factory=lambda: {name: {} for name in TABLES}
    )
    stale: dict[str, set[int]] = field(default_factory=lambda: {name: set() for name in TABLES})
    commented: set[str] = field(default_factory=set)
    of_sets: set[str] = field(default_factory=set)
    former: dict[str, dict[int, str]] = field(default_factory=lambda: {name: {} for name in TABLES})
    latter: dict[str, dict[int, str]] = field(default_factory=lambda: {name: {} for name in TABLES})
    _new: set[tuple[str, int]] = field(default_factory=set)

    def write(self, table: str, row: Row) -> int:
        """Insert a row or put it in the place of the row with its id; give its number."""
        before = self.row(table, row["id"])
        if before:
            columns = ", ".join(f'"{name}" = :{name}' for name in row if name != "id")
            self.connection.execute(f'UPDATE "{table}" SET {columns} WHERE id = :id', row)
            number = int(before["number"])
            self._was(table, before)
        else:
            names = ", ".join(f'"{name}"' for name in row)
            values = ", ".join(f":{name}" for name in row)
            cursor = self.connection.execute(
                f'INSERT INTO "{table}" ({names}) VALUES ({values})', row
            )
            number = int(cursor.lastrowid or 0)
            if number not in self.former[table]:
                self._new.add((table, number))
        self._note_owner(table, row)
        self._remember(table, row["id"], before, {"number": number, **row})
        self.touched[table][row["id"]] = number
        self.latter[table][number] = row.get("document", "")
        return number

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Put many new rows into a table, quickly. None of their ids may be in it."""
        if not rows:
            return
        names = ", ".join(f'"{name}"' for name in rows[0])
        values = ", ".join(f":{name}" for name in rows[0])
        self.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({values})', rows)
        found = self.connection.execute(
            f'SELECT id, number FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
            (json.dumps([row["id"] for row in rows]),),
        )
        numbers = dict(found.fetchall())
        made = [{"number": numbers[row["id"]], **row} for row in rows]
        self.connection.executemany(
            _REMEMBER, ((self.number, table, row["id"], None, _image(row)) for row in made)
        )
        for row in made:
            number = row["number"]
            if number not in self.former[table]:
                self._new.add((table, number))
            self._note_owner(table, row)
            self.touched[table][row["id"]] = number
            self.latter[table][number] = row.get("document", "")

    def rewrite(self, table: str, rows: Sequence[tuple[Row, Row]]) -> None:
        """Put many rows in the place of those with their ids, quickly.

        Each comes with the row as it is now, of which it keeps the number; no row may come twice.
        It is for tables whose rows are indexed by themselves: records and recommendations, not
        comments.
        """
        by_columns: dict[tuple[str, ...], list[Row]] = {}
        for before, after in rows:
            changed = tuple(name for name in after if after[name] != before[name])
            by_columns.setdefault(changed, []).append(after)
        for columns, group in by_columns.items():
            if columns:
                told = ", ".join(f'"{name}" = :{name}' for name in columns)
                self.connection.executemany(
                    f'UPDATE "{table}" SET {told} WHERE number = :number', group
                )
        self.connection.executemany(
            _REMEMBER,
            ((self.number, table, row["id"], _image(was), _image(row)) for was, row in rows),
        )
        for before, after in rows:
            self._was(table, before)
            self._note_owner(table, before)
            self._note_owner(table, after)
            self.touched[table][after["id"]] = after["number"]
            self.latter[table][after["number"]] = after["document"]

    def remove(self, table: str, key: str) -> None:
        """Delete the row with an id, if it is there."""
        before = self.row(table, key)
        if before:
            self.touched[table][key] = GONE
            self._was(table, before)
            self.connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (key,))
            self._note_owner(table, before)
            self._remember(table, key, before, None)

    def changes(self) -> Changes:
        """Say what was touched."""
        return Changes(
            name=self.name,
            operation=self.number,
            records=frozenset(map(RecordId, {*self.touched["records"], *self.commented})),
            concepts=frozenset(map(ConceptId, self.touched["concepts"])),
            sets=frozenset(map(SetId, {*self.touched["recommendation_sets"], *self.of_sets})),
            recommendations=frozenset(map(RecommendationId, self.touched["recommendations"])),
            searches=frozenset(map(SearchId, self.touched["saved_searches"])),
            words=frozenset(map(WordGroupId, self.touched["word_groups"])),
            trashed=frozenset(map(RecordId, self.touched["trash"])),
            comments=frozenset(map(CommentId, self.touched["comments"])),
            redirected=frozenset(map(RecordId, self.touched["redirects"])),
            set_apart=frozenset(self.touched["not_duplicates"]),
            starter=frozenset(self.touched["starter"]),
            tags=frozenset(self.touched["tags"]),
            packs=frozenset(map(PackId, self.touched["packs"])),
            settings=frozenset(self.touched["library_settings"]),
            instruments=frozenset(self.touched["instruments"]),
            assessments=frozenset(map(AssessmentId, self.touched["assessments"])),
            actions=frozenset(map(ActionId, self.touched["actions"])),
        )

    def row(self, table: str, key: str) -> Row | None:
        """Give the row with an id as it is now; None if there is none."""
        cursor = self.connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (key,))
        values = cursor.fetchone()
        if values is None:
            return None
        return dict(zip((column[0] for column in cursor.description), values, strict=True))

    def rows(self, table: str, keys: Sequence[str]) -> dict[str, Row]:
        """Give the rows with some ids as they are now, by their ids."""
        cursor = self.connection.execute(
            f'SELECT * FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
            (json.dumps(list(keys)),),
        )
        names = [column[0] for column in cursor.description]
        found = (dict(zip(names, values, strict=True)) for values in cursor)
        return {row["id"]: row for row in found}

    def _note_owner(self, table: str, row: Row) -> None:
        """Remember which record a comment is on, and of which set a recommendation is."""
        if table == "comments":
            self.commented.add(row["record"])
        elif table == "recommendations":
            self.of_sets.add(row["set"])

    def _remember(self, table: str, key: str, before: Row | None, after: Row | None) -> None:
        self.connection.execute(_REMEMBER, (self.number, table, key, _image(before), _image(after)))

    def _was(self, table: str, before: Row) -> None:
        """Note that the index rows of a number no longer hold, and what they were made of."""
        number = int(before["number"])
        self.stale[table].add(number)
        if (table, number) not in self._new:  # else nothing was indexed of it yet
            self.former[table].setdefault(number, before.get("document", ""))


@contextmanager
def begin(
    connection: sqlite3.Connection, name: str, kind: Kind = DO, by: str = ""
) -> Iterator[Operation]:
    """Start an operation inside a write transaction.

    An operation that touched nothing leaves no trace in the history.
    """
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    cursor = connection.execute(
        'INSERT INTO operations (name, kind, made_at, "by") VALUES (?, ?, ?, ?)',
        (name, kind, made_at, by),
    )
    operation = Operation(connection, int(cursor.lastrowid or 0), name, made_at, by)
    yield operation
    if kind != EMPTY and not any(operation.touched.values()):
        connection.execute("DELETE FROM operations WHERE id = ?", (operation.number,))


def latest(connection: sqlite3.Connection) -> int:
    """Give the number of the newest operation: it grows with every change, whoever made it."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM operations").fetchone()[0])


def records_since(connection: sqlite3.Connection, operation: int) -> list[str]:
    """List the ids of the records that operations after the given one touched, or comments on."""
    rows = connection.execute(
        "SELECT key FROM operation_rows WHERE operation > ? AND \"table\" = 'records' "
        "UNION SELECT json_extract(coalesce(after, before), '$.record') FROM operation_rows "
        "WHERE operation > ? AND \"table\" = 'comments'",
        (operation, operation),
    )
    return [key for (key,) in rows.fetchall()]


def undoable(connections: Connections) -> tuple[int, str] | None:
    """Give number and name of the operation that Undo would take back."""
    with connections.reading() as connection:
        return _latest(connection, _CAN_BE_UNDONE)


def redoable(connections: Connections) -> tuple[int, str] | None:
    """Give number and name of the undo that Redo would take back; a new change ends the chain."""
    with connections.reading() as connection:
        return _latest(connection, _CAN_BE_REDONE)


def revert(
    operation: Operation, target: int, progress: Callable[[int, int, str], None] = _to_nobody
) -> None:
    """Put every row that operation `target` touched back as it was before it.

    `progress` hears how far it is, and may raise to leave all as it is.

    Raises `UserCanFix` if another program changed the library since `target` was looked up: rows
    may only be put back while nothing newer lies on top of them.
    """
    connection = operation.connection
    # The undo or redo that is under way is on the list already and must not count.
    earlier = f"id < {operation.number} AND "
    newest = [_latest(connection, earlier + can) for can in (_CAN_BE_UNDONE, _CAN_BE_REDONE)]
    if target not in [found[0] for found in newest if found]:
        raise UserCanFix("Something else was changed meanwhile; look at the library again.")
    rows = connection.execute(
        'SELECT "table", key, before FROM operation_rows WHERE operation = ? ORDER BY id DESC',
        (target,),
    )
    images = _reverted_at_once(operation, rows.fetchall())
    for done, (table, key, before) in enumerate(images):
        if done % _STEP == 0:
            progress(done, len(images), "Putting back")
        if before is None:
            operation.remove(table, key)
        else:
            operation.write(table, json.loads(before))
    connection.execute(
        "UPDATE operations SET reverted_by = ? WHERE id = ?", (operation.number, target)
    )


def _reverted_at_once(operation: Operation, images: list[_Before]) -> list[_Before]:
    """Put back what is only to be written again, if it is much; give the images that are left."""
    for table in ("records", "recommendations"):
        images = _rewritten_at_once(operation, table, images)
    return images


def _rewritten_at_once(operation: Operation, table: str, images: list[_Before]) -> list[_Before]:
    wanted = [(key, from_json(was, dict)) for of, key, was in images if of == table and was]
    if len(wanted) < _MANY or len({key for key, _ in wanted}) < len(wanted):
        return images
    held = operation.rows(table, [key for key, _ in wanted])
    operation.rewrite(table, [(held[key], row) for key, row in wanted if key in held])
    return [image for image in images if image[0] != table or not image[2] or image[1] not in held]


_CAN_BE_UNDONE = f"kind IN ('{DO}', '{REDO}') AND reverted_by IS NULL"
_CAN_BE_REDONE = (
    f"kind = '{UNDO}' AND reverted_by IS NULL AND id > "
    f"(SELECT coalesce(max(id), 0) FROM operations WHERE kind = '{DO}')"
)


def _latest(connection: sqlite3.Connection, condition: str) -> tuple[int, str] | None:
    query = f"SELECT id, name FROM operations WHERE {condition} ORDER BY id DESC LIMIT 1"
    row = connection.execute(query).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def _image(row: Row | None) -> str | None:
    return None if row is None else to_json(row)
