"""The order of hits: by relevance, or by a column.

Up to a cap, FTS5's BM25 scores the whole text. Above it scoring every hit would be felt, so then
the fields that tell most decide, one after another, without any scores.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, compress, count, product

from evidence_library.query.tree import (
    And,
    Most,
    Or,
    Part,
    Query,
    boosted,
    required,
    sought_parts,
)
from evidence_library.store import bitsets
from evidence_library.store.evaluation import Answers, evaluate, levels
from evidence_library.store.facets import FacetSets
from evidence_library.store.matching import by_table, joined, short_expression, table_of
from evidence_library.store.schema import SHORT_COLUMNS

RELEVANCE = "relevance"

#: The order of whoever only counts.
UNORDERED = "unordered"

#: Up to this many matching records are scored by their whole text.
CAP = 2_000

#: Without scores, hits are divided until so many are placed: nobody reads on to the others.
ENOUGH = 500

#: So many words decide the order, those that tell most: a pasted page has hundreds, and each is a
#: question to the index. So many pairs of words count where they stand side by side.
MOST_TELLING = 12
MOST_RUNS = 12

#: By how much more a record counts for each of these.
TITLE_BONUS = 0.5  # all words stand in the title
SHORT_BONUS = 0.25  # all words stand in title, headings and finding
RUN_BONUS = 0.15  # words typed side by side stand side by side
SHORT_RUN_BONUS = 0.25  # ... in title, headings or finding


@dataclass(frozen=True, slots=True)
class Ranking:
    """What an order is made from. `order` is "relevance" or the name of an order in `orderings`.

    `runs` are stems typed side by side. Of hits alike, those in the set `preferred` come first.
    """

    connection: sqlite3.Connection
    sets: FacetSets
    order: str
    runs: tuple[tuple[str, ...], ...] = ()
    preferred: int = 0


def ordered(
    ranking: Ranking, query: Query, hits: int, answers: Answers, whole: int
) -> tuple[int, ...]:
    """Put the record numbers in the set `hits` of a query in order.

    For relevance, those in `whole`, which answer all that was asked, come before the others.
    Without words to go by, relevance means newest first.
    """
    connection, sets = ranking.connection, ranking.sets
    if ranking.order == UNORDERED or not hits & (hits - 1):  # no order of all for one at most
        return tuple(number for number, member in enumerate(bitsets.flags(hits)) if member)
    if ranking.order != RELEVANCE:
        return sets.ordering(connection, ranking.order).of(hits)
    newest = sets.ordering(connection, "newest")
    if not sought_parts(query) or not hits:
        return newest.of(hits)
    telling = _telling(query, sought_parts(query), answers)
    scorings = _scorings(query, answers)
    scorings += _boosts(query)
    if any(bitsets.count(scoring.matching(answers)) > CAP for scoring in scorings):
        in_turn = _unscored(ranking, query, telling, hits, answers)
        order = tuple(chain.from_iterable(map(newest.of, filter(None, in_turn))))
    else:
        order = _scored(ranking, telling, scorings, hits)
    for better in (ranking.preferred, whole):
        if better & hits and hits & ~better:
            order = first(better, order)
    return order


def first(better: int, order: Sequence[int]) -> tuple[int, ...]:
    """Put the members of a set before the others, each in their order."""
    members = bitsets.flags(better).ljust(max(order, default=0) + 1, b"\0")
    return (*filter(members.__getitem__, order), *_without(members, order))


def _without(members: bytes, order: Iterable[int]) -> Iterator[int]:
    return (number for number in order if not members[number])


def _telling(query: Query, parts: Sequence[Part], answers: Answers) -> tuple[Part, ...]:
    """Choose the parts that tell most where there are many: those that fewest records hold.

    Of words joined by OR the first: they were asked for together, and to count each would cost more
    than the search.
    """
    different = tuple(dict.fromkeys(parts))
    if len(different) <= MOST_TELLING:
        return different
    if _is_either(query):
        return different[:MOST_TELLING]
    held = {part: bitsets.count(evaluate(part, answers)) for part in different}
    known = [part for part in different if held[part]]
    rarest = set(sorted(known, key=lambda part: held[part])[:MOST_TELLING])
    return tuple(part for part in different if part in rarest)


def _is_either(query: Query) -> bool:
    return isinstance(query, Or) and not isinstance(query, Most)


def _scored(
    ranking: Ranking, parts: Sequence[Part], scorings: Sequence[_Scoring], hits: int
) -> tuple[int, ...]:
    """Order hits by their scores; of equal ones the newest comes first, then go by title."""
    scores = _total(ranking.connection, scorings)
    for factor, bits in _bonuses(ranking, parts):
        for number in compress(count(), bitsets.flags(bits & hits)):
            if number in scores:
                scores[number] *= 1 + factor
    newest = ranking.sets.ordering(ranking.connection, "newest").of(hits)
    return tuple(sorted(newest, key=lambda number: scores.get(number, 0.0)))


def _bonuses(ranking: Ranking, parts: Sequence[Part]) -> Iterator[tuple[float, int]]:
    """Give by how much more records count, and which: words in the title, words side by side."""
    connection = ranking.connection
    words = list(dict.fromkeys(map(short_expression, parts)))
    every = " AND ".join(words)
    if every:
        yield TITLE_BONUS, _short(connection, f"title : ({every})")
    if len(words) > 1:
        yield SHORT_BONUS, _short(connection, every)
    for run in ranking.runs[:MOST_RUNS]:
        phrase = '"' + " ".join(run) + '"'
        side_by_side = _matching(connection, "stem_terms", phrase)
        yield RUN_BONUS, side_by_side
        if side_by_side:
            yield SHORT_RUN_BONUS, _short(connection, phrase)


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
        """The MATCH expression."""
        return joined(self.parts, self.operator)


def _scorings(query: Query, answers: Answers) -> list[_Scoring]:
    """Group the parts to score by: the required ones if there are any, or else all.

    Of many words the most telling are enough: all that are required stand in every hit anyway.
    """
    needed = required(query)
    operator = "AND" if needed else "OR"
    tables = by_table(_telling(query, needed or sought_parts(query), answers))
    return [_Scoring(table, parts, operator) for table, parts in tables.items()]


def _boosts(query: Query) -> list[_Scoring]:
    """Score what was boosted once more, by as much as it shall count beyond once."""
    return [
        _Scoring(table_of(part), (part,), "AND", factor - 1.0)
        for part, factor in boosted(query)
        if factor != 1.0
    ]


def _unscored(
    ranking: Ranking, query: Query, parts: Sequence[Part], hits: int, answers: Answers
) -> Iterator[int]:
    """Divide hits into sets, best first, without scoring any."""
    most = next((part for part in _top(query) if isinstance(part, Most)), None)
    tiers = _Tiers(ranking.connection, parts)
    left, placed = hits, 0
    for held in reversed(levels(most, answers)) if most else (hits,):
        if placed >= ENOUGH:
            break
        if left & held:
            yield from tiers.divide(left & held)
            placed += bitsets.count(left & held)
            left &= ~held
    yield left


def _top(query: Query) -> Sequence[Query]:
    return query.queries if isinstance(query, And) else (query,)


class _Tiers:
    """Sets of records by where they hold the words; each is asked for once, and only if needed."""

    def __init__(self, connection: sqlite3.Connection, parts: Sequence[Part]) -> None:
        self._connection = connection
        self._words = list(dict.fromkeys(map(short_expression, parts)))
        self._known: dict[str, int] = {}

    def divide(self, hits: int) -> Iterator[int]:
        """Divide hits: all words in the title, any in the title, all in the labels, and so on."""
        operators = ("AND", "OR") if len(self._words) > 1 else ("OR",)
        left, placed = hits, 0
        for column, operator in product(SHORT_COLUMNS, operators):
            if not left or not self._words:
                break
            tier = left & self._of(f"{column} : ({f' {operator} '.join(self._words)})")
            yield tier
            left &= ~tier
            placed += bitsets.count(tier)
            if placed >= ENOUGH:
                break
        yield left

    def _of(self, match: str) -> int:
        if match not in self._known:
            self._known[match] = _short(self._connection, match)
        return self._known[match]


def _short(connection: sqlite3.Connection, match: str) -> int:
    return _matching(connection, "short_terms", match)


def _matching(connection: sqlite3.Connection, table: str, match: str) -> int:
    # One aggregate value instead of rows: with a busy window, rows would each wait for the lock
    # that Python threads share.
    listed = connection.execute(
        f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ?", (match,)
    ).fetchone()[0]
    return bitsets.from_list(listed)


def _total(connection: sqlite3.Connection, scorings: Sequence[_Scoring]) -> dict[int, float]:
    total: dict[int, float] = {}
    for scoring in scorings:
        for number, score in _scores(connection, scoring).items():
            total[number] = total.get(number, 0.0) + score * scoring.factor
    return total


def _scores(connection: sqlite3.Connection, scoring: _Scoring) -> dict[int, float]:
    """Give BM25 scores (lower is better) by record number."""
    table = scoring.table
    query = f"SELECT group_concat(rowid || ',' || rank) FROM {table} WHERE {table} MATCH ?"
    return bitsets.by_number(connection.execute(query, (scoring.match,)).fetchone()[0])
