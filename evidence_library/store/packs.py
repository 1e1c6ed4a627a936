"""Packs in the database, one document each; and records as they were when a pack was handed out.

A pack is a row like any other: whatever is done to it can be undone. The frozen documents are kept
by their digests, so that packs share them; no operation knows them, and they go when neither a pack
nor the history names them any more.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import PackId, RecordId
from evidence_library.model.pack import Pack
from evidence_library.model.record import Record
from evidence_library.store.operations import Operation
from evidence_library.text.pack_data import pack_from_json, pack_json
from evidence_library.text.plain_data import from_json, to_json

TABLE = "packs"
_FROZEN = "frozen_records"

_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Held:
    """A pack in the database. `pack` is None if this program cannot read it."""

    id: PackId
    title: str
    pack: Pack | None


def known(connection: sqlite3.Connection) -> bool:
    """Tell whether a library has packs: one of an older version may lie where nobody can write."""
    return bool(
        connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
    )


def load(connection: sqlite3.Connection) -> list[Held]:
    """Read all packs in the order they were made."""
    if not known(connection):
        return []
    rows = connection.execute(f"SELECT id, title, document FROM {TABLE} ORDER BY number").fetchall()
    return [_held(PackId(key), title, text) for key, title, text in rows]


def get(connection: sqlite3.Connection, key: PackId) -> Held | None:
    """Read a pack; None if there is none with this id."""
    if not known(connection):
        return None
    row = connection.execute(
        f"SELECT id, title, document FROM {TABLE} WHERE id = ?", (key,)
    ).fetchone()
    return _held(PackId(row[0]), row[1], row[2]) if row else None


def put(operation: Operation, pack: Pack) -> None:
    """Write a pack."""
    operation.write(TABLE, {"id": pack.id, "title": pack.title, "document": pack_json(pack)})


def holding(connection: sqlite3.Connection, record: RecordId) -> list[tuple[PackId, str]]:
    """List ids and titles of the packs that a record is in, by title."""
    if not known(connection):
        return []
    rows = connection.execute(
        f"SELECT id, title FROM {TABLE} WHERE instr(document, ?) AND EXISTS (SELECT 1 FROM "
        "json_each(document, '$.items') AS item WHERE json_extract(item.value, '$.record') = ?) "
        "ORDER BY title COLLATE NOCASE, number",
        (record, record),
    )
    return [(PackId(key), title) for key, title in rows.fetchall()]


def digest_of(record: Record) -> str:
    """Give the digest by which a record as it is can be found, its source text aside."""
    return hashlib.sha256(_document(record).encode()).hexdigest()


def freeze(operation: Operation, record: Record) -> None:
    """Keep a record as it is, without its source text, under its digest."""
    operation.connection.execute(
        f"INSERT OR IGNORE INTO {_FROZEN} VALUES (?, ?)", (digest_of(record), _document(record))
    )


def frozen(connection: sqlite3.Connection, digests: Iterable[str]) -> dict[str, Record]:
    """Give frozen records by their digests; those that are not there are left out."""
    if not known(connection):
        return {}
    rows = connection.execute(
        f"SELECT digest, document FROM {_FROZEN} WHERE digest IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return {digest: from_json(text, Record) for digest, text in rows.fetchall()}


def forget_unused(connection: sqlite3.Connection) -> int:
    """Drop the frozen records that no pack, trash or step of the history names; count them."""
    if not known(connection):
        return 0
    held = {digest for (digest,) in connection.execute(f"SELECT digest FROM {_FROZEN}")}
    if not held:
        return 0
    named: set[str] = set()
    for source in (
        f"SELECT document FROM {TABLE}",
        "SELECT document FROM trash",
        "SELECT before FROM operation_rows WHERE \"table\" IN ('packs', 'trash')",
        "SELECT after FROM operation_rows WHERE \"table\" IN ('packs', 'trash')",
    ):
        for (text,) in connection.execute(source):
            named.update(_DIGEST.findall(text or ""))
    gone = held - named
    connection.executemany(f"DELETE FROM {_FROZEN} WHERE digest = ?", [(one,) for one in gone])
    return len(gone)


def _document(record: Record) -> str:
    return to_json(replace(record, source_text=""))


def _held(key: PackId, title: str, text: str) -> Held:
    try:
        return Held(key, title, pack_from_json(text))
    except UserCanFix:
        return Held(key, title, None)
