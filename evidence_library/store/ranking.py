"""The order of hits: by relevance, or by a column.

Up to a cap, FTS5's BM25 scores the whole text. Above it scoring every hit would be felt, so then
the fields that tell most decide, one after another, without any scores.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain

from evidence_library.query.tree import (
    Part,
    Plain,
    Query,
    as_typed,
    boosted,
    required,
    sought_parts,
)
from evidence_library.store import bitsets, orderings
from evidence_library.store.evaluation import Answers, evaluate
from evidence_library.store.facets import FacetSets
from evidence_library.store.matching import by_table, joined, short_expression, table_of
from evidence_library.store.schema import SHORT_COLUMNS

#: Up to this many matching records are scored by their whole text.
CAP = 2_000


@dataclass(frozen=True, slots=True)
class Ranking:
    """What an order is made from. `order` is a key of `orderings.COLUMNS` or "relevance"."""

    connection: sqlite3.Connection
    sets: FacetSets
    order: str


def ordered(ranking: Ranking, query: Query, hits: int, answers: Answers) -> tuple[int, ...]:
    """Put the record numbers in the set `hits` of a query in order.

    Without words to go by, relevance means newest first.
    """
    connection, sets = ranking.connection, ranking.sets
    if ranking.order in orderings.COLUMNS:
        return sets.ordering(connection, ranking.order).of(hits)
    newest = sets.ordering(connection, "newest")
    parts = sought_parts(query)
    if not parts or not hits:
        return newest.of(hits)
    scorings = _scorings(query)
    scorings += _boosts(query)
    if any(bitsets.count(scoring.matching(answers)) > CAP for scoring in scorings):
        tiers = _tiers(connection, parts, hits)
        return tuple(chain.from_iterable(map(newest.of, tiers)))
    members = bitsets.flags(hits)
    best = tuple(
        number
        for number in _best_first(connection, scorings)
        if number < len(members) and members[number]
    )
    rest = hits & ~bitsets.from_numbers(best)
    return (*best, *newest.of(rest)) if rest else best


@dataclass(frozen=True, slots=True)
class _Scoring:
    """Parts that one index answers and score records by, all required (AND) or not (OR)."""

    table: str
    parts: tuple[Part, ...]
    operator: str
    factor: float = 1.0

    def matching(self, answers: Answers) -> int:
        """Give the set of records that will be scored."""
        if self.operator == "OR":
            return answers.any_of(self.parts)
        return reduce(int.__and__, (evaluate(part, answers) for part in self.parts))

    @property
    def match(self) -> str:
        """The MATCH expression; words that stand together as typed count more."""
        typed = chain.from_iterable(map(as_typed, self.parts))
        words = [leaf for leaf in typed if isinstance(leaf, Plain) and not leaf.field]
        stems = [stem for leaf in words for stem in leaf.word.stems]
        run = f' OR "{" ".join(stems)}"' if 1 < len(stems) <= 6 else ""
        return f"({joined(self.parts, self.operator)}){run}"


def _scorings(query: Query) -> list[_Scoring]:
    """Group the parts to score by: the required ones if there are any, or else all."""
    needed = required(query)
    operator = "AND" if needed else "OR"
    tables = by_table(needed or sought_parts(query))
    return [_Scoring(table, parts, operator) for table, parts in tables.items()]


def _boosts(query: Query) -> list[_Scoring]:
    """Score what was boosted once more, by as much as it shall count beyond once."""
    return [
        _Scoring(table_of(part), (part,), "AND", factor - 1.0)
        for part, factor in boosted(query)
        if factor != 1.0
    ]


def _tiers(connection: sqlite3.Connection, parts: Sequence[Part], hits: int) -> Iterator[int]:
    """Divide hits: all words in the title, any in the title, all in the labels, and so on."""
    runs = list(dict.fromkeys(map(short_expression, parts)))
    left = hits
    for column in SHORT_COLUMNS:
        for operator in ("AND", "OR") if len(runs) > 1 else ("OR",):
            tier = left & _short(connection, f"{column} : ({f' {operator} '.join(runs)})")
            yield tier
            left &= ~tier
    yield left


def _short(connection: sqlite3.Connection, match: str) -> int:
    listed = connection.execute(
        "SELECT group_concat(rowid) FROM short_terms WHERE short_terms MATCH ?", (match,)
    ).fetchone()[0]
    return bitsets.from_list(listed)


def _best_first(connection: sqlite3.Connection, scorings: Sequence[_Scoring]) -> Sequence[int]:
    if len(scorings) == 1:
        return _listed(connection, scorings[0])
    total: dict[int, float] = {}
    for scoring in scorings:
        for number, score in _scores(connection, scoring).items():
            total[number] = total.get(number, 0.0) + score * scoring.factor
    return sorted(total, key=lambda number: (total[number], number))


def _listed(connection: sqlite3.Connection, scoring: _Scoring) -> Sequence[int]:
    # One aggregate value instead of rows: with a busy window, rows would each wait for the lock
    # that Python threads share.
    row = connection.execute(
        f"SELECT group_concat(number) FROM (SELECT rowid AS number FROM {scoring.table} "
        f"WHERE {scoring.table} MATCH ? ORDER BY rank)",
        (scoring.match,),
    ).fetchone()
    return bitsets.numbers_of(row[0])


def _scores(connection: sqlite3.Connection, scoring: _Scoring) -> dict[int, float]:
    """Give BM25 scores (lower is better) by record number."""
    table = scoring.table
    query = f"SELECT group_concat(rowid || ' ' || rank) FROM {table} WHERE {table} MATCH ?"
    listed = connection.execute(query, (scoring.match,)).fetchone()[0] or ""
    pairs = (pair.split(" ") for pair in listed.split(",") if pair)
    return {int(number): float(score) for number, score in pairs}
