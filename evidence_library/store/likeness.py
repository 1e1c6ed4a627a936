"""Records that are like another one, by the words of the index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: The view of the index that counts its stems. Each reader makes its own: it takes no room.
VIEW = "CREATE VIRTUAL TABLE temp.stem_words USING fts5vocab('main', 'stem_terms', 'row')"


@dataclass(frozen=True, slots=True)
class StemCount:
    """In how many records a stem stands, and how often in all."""

    records: int
    times: int


def counts(connection: sqlite3.Connection, stems: Iterable[str]) -> dict[str, StemCount]:
    """Count stems in the whole library."""
    rows = connection.execute(
        "SELECT term, doc, cnt FROM json_each(?) JOIN temp.stem_words ON term = value",
        (json.dumps(list(stems)),),
    )
    return {stem: StemCount(records, times) for stem, records, times in rows.fetchall()}


def holding(
    connection: sqlite3.Connection, stems: Sequence[str], number: int
) -> list[tuple[int, float]]:
    """List the records that hold most of some stems, with their scores; the higher the better."""
    if not stems:
        return []
    match = " OR ".join(f'"{stem}"' for stem in stems)
    listed = connection.execute(
        "SELECT group_concat(rowid || ' ' || rank) FROM (SELECT rowid, rank FROM stem_terms "
        "WHERE stem_terms MATCH ? ORDER BY rank LIMIT ?)",
        (match, number),
    ).fetchone()[0]
    pairs = (pair.split(" ") for pair in (listed or "").split(",") if pair)
    return [(int(record), -float(score)) for record, score in pairs]
