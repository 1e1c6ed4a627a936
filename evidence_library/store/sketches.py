"""What duplicates are looked for by: few fields of every record, and records by a number."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Identifiers, Name, Record, Relation, Section
from evidence_library.store.schema import STATES_A_NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The fields of a record that are read here; the others are passed over."""

    id: RecordId
    title: str
    alternative_titles: tuple[str, ...]
    authors: tuple[Name, ...]
    published: PartialDate | None
    identifiers: Identifiers
    finding: str
    sections: tuple[Section, ...]
    relations: tuple[Relation, ...]


_PARTS = msgspec.json.Decoder(_Part)


def load(connection: sqlite3.Connection, ids: Iterable[RecordId] | None = None) -> Iterator[Record]:
    """Give all records, or some, with only the fields that duplicates are looked for by."""
    if ids is None:
        rows = connection.execute("SELECT document FROM records ORDER BY number")
    else:
        rows = connection.execute(
            "SELECT document FROM records WHERE id IN (SELECT value FROM json_each(?)) "
            "ORDER BY number",
            (json.dumps(list(ids)),),
        )
    for (document,) in rows:
        part = _PARTS.decode(document)
        yield Record(**{name: getattr(part, name) for name in _Part.__slots__})


def numbers_stated(connection: sqlite3.Connection, name: str) -> list[tuple[RecordId, str]]:
    """List the records that state a "doi" or "isbn", each with it as it stands."""
    index = f"records_by_{name}"
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    if not known:
        return []
    stated = f"json_extract(document, '$.identifiers.{name}')"
    rows = connection.execute(
        f"SELECT id, {stated} FROM records INDEXED BY {index} WHERE {STATES_A_NUMBER[name]}"
    )
    return [(RecordId(key), number) for key, number in rows.fetchall()]


def titled(connection: sqlite3.Connection, stems: Sequence[str], most: int) -> list[RecordId]:
    """List the records whose titles hold most of some stems, the best first."""
    return _matching(connection, "short_terms", "title : ", stems, most)


def holding(connection: sqlite3.Connection, stems: Sequence[str], most: int) -> list[RecordId]:
    """List the records that hold most of some stems anywhere, the best first."""
    return _matching(connection, "stem_terms", "", stems, most)


def _matching(
    connection: sqlite3.Connection, table: str, column: str, stems: Sequence[str], most: int
) -> list[RecordId]:
    if not stems:
        return []
    match = column + "(" + " OR ".join(f'"{stem}"' for stem in stems) + ")"
    rows = connection.execute(
        f"SELECT id FROM (SELECT rowid AS found, rank AS worth FROM {table} "
        f"WHERE {table} MATCH ? ORDER BY rank LIMIT ?) "
        "JOIN records ON records.number = found ORDER BY worth",
        (match, most),
    )
    return [RecordId(key) for (key,) in rows.fetchall()]
