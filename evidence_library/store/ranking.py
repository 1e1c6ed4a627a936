"""The order of hits: by relevance with FTS5's BM25, or by a column."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from evidence_library.query.tree import Leaf, Plain
from evidence_library.store import bitsets
from evidence_library.store.facets import FacetSets
from evidence_library.store.matching import TextLeaf, any_of, stems_of

#: Up to this many matching records are ranked by their whole text; above it, title, labels and
#: finding decide, because scoring every long text would be felt.
CAP = 4_000

#: Above the cap only this many are ranked; nobody pages further, and the rest follows newest first.
_RANKED = 1_000

#: Orders by a column. "relevance" is the other one.
ORDERS = {
    "oldest": "year IS NULL, year, title, number",
    "title": "title COLLATE NOCASE, number",
    "added": "added DESC, number DESC",
}


@dataclass(frozen=True, slots=True)
class Ranking:
    """What an order is made from. `order` is a key of `ORDERS`, "newest" or "relevance"."""

    connection: sqlite3.Connection
    sets: FacetSets
    order: str


def ordered(
    ranking: Ranking, hits: int, leaves: Sequence[TextLeaf], leaf: Callable[[Leaf], int]
) -> tuple[int, ...]:
    """Put the record numbers in the set `hits` in order.

    `leaves` are the texts sought, `leaf` gives the set of one; without any, relevance means newest
    first.
    """
    if not hits:
        return ()
    members = bitsets.flags(hits)
    if ranking.order in ORDERS:
        query = f"SELECT number FROM records ORDER BY {ORDERS[ranking.order]}"
        return _those(_listed(ranking.connection, query), members)
    if ranking.order == "newest" or not leaves:
        return _those(ranking.sets.newest, members)
    matching = reduce(int.__or__, map(leaf, leaves), 0)
    best = _those(_ranked(ranking.connection, leaves, bitsets.count(matching)), members)
    rest = bytearray(members)
    for number in best:
        rest[number] = 0
    return (*best, *_those(ranking.sets.newest, bytes(rest)))


def _those(numbers: Sequence[int], members: bytes) -> tuple[int, ...]:
    size = len(members)
    return tuple(number for number in numbers if number < size and members[number])


def _ranked(
    connection: sqlite3.Connection, leaves: Sequence[TextLeaf], matching: int
) -> Sequence[int]:
    if matching > CAP:
        return _by_short_fields(connection, leaves)
    plain = [leaf for leaf in leaves if isinstance(leaf, Plain)]
    others = [leaf for leaf in leaves if not isinstance(leaf, Plain)]
    if not others:
        return _listed(connection, _best("stem_terms"), _with_run(any_of(plain), plain))
    if not plain:
        return _listed(connection, _best("exact_terms"), any_of(others))
    scores = _scores(connection, "stem_terms", _with_run(any_of(plain), plain))
    for number, score in _scores(connection, "exact_terms", any_of(others)).items():
        scores[number] = scores.get(number, 0.0) + score
    return sorted(scores, key=lambda number: (scores[number], number))


def _by_short_fields(connection: sqlite3.Connection, leaves: Sequence[TextLeaf]) -> Sequence[int]:
    runs = dict.fromkeys(" ".join(stems_of(leaf)) for leaf in leaves)
    match = " OR ".join(f'"{run}"' for run in runs)
    return _listed(connection, _best("short_terms", limit=_RANKED), match)


def _with_run(match: str, plain: Sequence[Plain]) -> str:
    """Let words that stand together as typed count more."""
    stems = [stem for leaf in plain if not leaf.field for stem in leaf.word.stems]
    return f'{match} OR "{" ".join(stems)}"' if 1 < len(stems) <= 6 else match


def _best(table: str, limit: int = -1) -> str:
    return f"SELECT rowid AS number FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT {limit}"


def _listed(connection: sqlite3.Connection, query: str, *values: str) -> tuple[int, ...]:
    """Run a query for numbers and fetch them as one value."""
    row = connection.execute(f"SELECT group_concat(number) FROM ({query})", values).fetchone()
    return tuple(map(int, row[0].split(","))) if row[0] else ()


def _scores(connection: sqlite3.Connection, table: str, match: str) -> dict[int, float]:
    """Give BM25 scores (lower is better) by record number."""
    query = f"SELECT group_concat(rowid || ' ' || rank) FROM {table} WHERE {table} MATCH ?"
    listed = connection.execute(query, (match,)).fetchone()[0] or ""
    pairs = (pair.split(" ") for pair in listed.split(",") if pair)
    return {int(number): float(score) for number, score in pairs}
