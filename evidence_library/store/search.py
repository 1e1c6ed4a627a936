"""Answers a query tree: which records, in what order, and how many under each facet value.

Every leaf of the tree yields a set of record numbers; AND, OR and NOT are set algebra over text and
metadata alike. Only the order of the hits is left to the ranking of FTS5.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import reduce
from heapq import nsmallest

from evidence_library.errors import Cancelled
from evidence_library.model.ids import RecommendationId
from evidence_library.query.tree import (
    Added,
    And,
    Boost,
    Due,
    Everything,
    Facet,
    Leaf,
    Near,
    Or,
    Overdue,
    Part,
    Pattern,
    Phrase,
    Plain,
    Prefix,
    Query,
    Years,
)
from evidence_library.query.tree import Tracked as Asked
from evidence_library.store import (
    attached,
    author_names,
    bitsets,
    facet_values,
    ranking,
)
from evidence_library.store.connections import Connections
from evidence_library.store.evaluation import Answers, evaluate
from evidence_library.store.facets import FacetIndex, FacetSets
from evidence_library.store.matching import NO_NAMES, joined, table_of
from evidence_library.store.tracked_lines import Tracked, TrackedLines
from evidence_library.store.tracked_search import Recommendations
from evidence_library.store.vocabulary import Counted, Fitting, Vocabulary

#: The sets of this many leaves are remembered: while somebody types, most stay the same.
_REMEMBERED = 256

#: A word in so few records may be misspelt.
_RARE = 2

_WORKFLOW = "workflow"

Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a library.

    `filters` map a facet to the values chosen in it: any of them within a facet, all facets
    together; `excluded` values are left out. `order` is "relevance" or the name of an order
    in `orderings`; `facets` are counted.

    Where fewer than `few` records answer the query, whatever the filters, the first of the queries
    in `instead` that finds more is answered with it. `runs` are stems that count for relevance
    where they stand side by side. `typed` is the query and those in `instead` without any other
    words, if there are some: it decides, so that other words never make a search find less. What
    is `preferred` comes first among hits that hold as many of the words, if relevance decides.
    What is `set_aside`, values of the facet workflow, is found only if that facet is asked for.
    Recommendations that match are counted as at a `day`, else as at today.
    """

    query: Query
    filters: Filters
    order: str
    facets: tuple[str, ...]
    excluded: Filters = field(default_factory=dict)
    instead: tuple[Query, ...] = ()
    few: int = 0
    runs: tuple[tuple[str, ...], ...] = ()
    typed: tuple[Query, ...] = ()
    preferred: Query | None = None
    set_aside: frozenset[str] = frozenset()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found. `numbers` are the hits, best first.

    `counts[facet][value]` is the number of hits a click on the value alone would leave: the filters
    of the facet itself do not narrow its own counts, and an excluded value counts as if it were
    chosen instead. `unknown` lists facet values that no record has. `answered` is the query that
    was answered, and `whole` of the hits answer the query that was asked. `set_aside` records more
    would be hits if they were not found on request only. `in_files` is the set of hits that only
    the words of their attachments find; they come last.
    """

    numbers: tuple[int, ...]
    counts: Mapping[str, Mapping[str, int]]
    recommendations: int
    unknown: tuple[Facet, ...]
    sets: FacetSets
    answered: Query
    whole: int
    set_aside: int = 0
    in_files: int = 0


class Search:
    """Searches one library; safe to call from any thread."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._facets = FacetIndex()
        self._vocabulary = Vocabulary()
        self._lines = TrackedLines()
        self._remembered: OrderedDict[tuple[int, int, tuple[Part, ...]], int] = OrderedDict()
        self._lock = threading.Lock()
        self._searching: dict[sqlite3.Connection, bool] = {}

    def answer(self, question: Question) -> Answer:
        """Answer a question. Raises `Cancelled` if `interrupt` is called meanwhile."""
        with self._connections.reading() as connection, self._may_be_interrupted(connection):
            sets = self._facets.current(connection)
            unknown: list[Facet] = []

            def leaf(node: Leaf) -> int:
                self._stop_if_superseded(connection)
                return self._leaf(connection, sets, node, unknown)

            def any_of(parts: tuple[Part, ...]) -> int:
                self._stop_if_superseded(connection)
                return self._text(connection, sets.operation, parts) & sets.every

            answers = Answers(sets.every, leaf, any_of)
            whole = evaluate(question.query, answers)
            answered, own = _widened(question, whole, answers)
            everywhere = self._everywhere(connection, sets.operation, answers)
            found = evaluate(answered, everywhere) if everywhere is not answers else own
            chosen = _chosen(sets, question.filters)
            hits = reduce(int.__and__, chosen.values(), found)
            for name, values in question.excluded.items():
                for value in values:
                    hits &= ~sets.of(name, value)
            aside = hits & _aside(sets, question)
            hits &= ~aside
            self._stop_if_superseded(connection)
            preferred = evaluate(question.preferred, answers) if question.preferred else 0
            order = ranking.Ranking(connection, sets, question.order, question.runs, preferred)
            numbers = ranking.ordered(order, answered, hits, answers, whole)
            numbers = ranking.first(own, numbers) if hits & ~own else numbers
            counter = _Counter(sets, found, chosen, question.excluded, _aside(sets, question))
            counts = {facet: counter.of(facet) for facet in question.facets}
            day = question.day or datetime.now(tz=UTC).date()
            matching = self._recommendations(connection, day).count(question.query)
            whole = whole if everywhere is answers else evaluate(question.query, everywhere)
            all_words = bitsets.count(hits & whole)
            return Answer(
                numbers,
                counts,
                matching,
                tuple(unknown),
                sets,
                answered,
                all_words,
                bitsets.count(aside),
                hits & ~own,
            )

    def _everywhere(self, connection: sqlite3.Connection, operation: int, own: Answers) -> Answers:
        """Give where sets come from with attachments; what it was given if there are none."""
        version = attached.version(connection)
        if not version:
            return own

        def of_files(parts: tuple[Part, ...]) -> int:
            self._stop_if_superseded(connection)
            key = (operation, version, parts)
            return self._once(key, lambda: attached.holding(connection, parts))

        return attached.everywhere(own, of_files)

    def interrupt(self) -> None:
        """Stop the searches under way; they raise `Cancelled`. Other reading goes on."""
        with self._lock:
            for connection in self._searching:
                self._searching[connection] = False
                connection.interrupt()

    def forget(self) -> None:
        """Drop the remembered sets of leaves, as if nothing had been searched before."""
        with self._lock:
            self._remembered.clear()

    def words(self, pattern: Pattern) -> Fitting:
        """Find the words of the library that fit a pattern."""
        with self._connections.reading() as connection, self._may_be_interrupted(connection):
            operation = self._facets.current(connection).operation
            return self._vocabulary.fitting(connection, operation, pattern)

    def words_beginning(self, start: str, most: int) -> tuple[Counted, ...]:
        """List the commonest words that begin with some letters, with their numbers of records.

        A search that starts meanwhile does not interrupt this.
        """
        with self._connections.reading() as connection:
            operation = self._facets.current(connection).operation
            found = self._vocabulary.beginning(connection, operation, start)
        return tuple(nsmallest(most, found, key=lambda item: (-item[1], item[0])))

    def authors_beginning(self, starts: Sequence[str]) -> list[str]:
        """List the authors in whose names each of `starts` begins a word, the commonest first."""
        with self._connections.reading() as connection:
            return author_names.beginning(connection, starts)

    def near_word(self, word: Plain, *, beginnings: bool = False, held: bool = True) -> str:
        """Find a common word near one that is misspelt; "" if enough records hold the word.

        With `beginnings`, a word that begins others is not misspelt: it is not finished. Without
        `held`, no word is that any record holds.
        """
        with self._connections.reading() as connection, self._may_be_interrupted(connection):
            operation = self._facets.current(connection).operation
            term = word.word.exact[-1]
            number = self._held_as_a_word(connection, operation, word)
            if beginnings and not number:
                beginning = Prefix(term, word.word.exact[:-1], word.field)
                number = bitsets.count(self._text(connection, operation, (beginning,)))
            self._stop_if_superseded(connection)
            few = number <= (_RARE if held else 0)
            return self._vocabulary.near(connection, operation, term, number) if few else ""

    def _held_as_a_word(self, connection: sqlite3.Connection, operation: int, word: Plain) -> int:
        """Count the records that hold a word; a name of which it would be a form is none."""
        exact = Phrase(word.word.exact, word.field)
        if word.field or self._text(connection, operation, (exact,)):
            return bitsets.count(self._text(connection, operation, (word,)))
        return bitsets.count(self._text(connection, operation, (replace(word, field=NO_NAMES),)))

    def facets_now(self) -> FacetSets:
        """Give the facet sets of this moment."""
        with self._connections.reading() as connection:
            return self._facets.current(connection)

    def tracked(self, connection: sqlite3.Connection) -> Tracked:
        """Give the lines of all recommendations as of the transaction that `connection` is in."""
        return self._lines.current(connection)

    def recommendations(
        self, query: Query, day: date
    ) -> tuple[tuple[RecommendationId, ...], tuple[Asked, ...]]:
        """List the recommendations that answer a query as at a day, and what none of them has."""
        with self._connections.reading() as connection:
            shown = self.tracked(connection)
            asked = self._recommendations(connection, day)
            members = bitsets.flags(asked.answering(query))
            found = [
                line.id
                for number, line in shown.lines.items()
                if number < len(members) and members[number]
            ]
            return tuple(found), tuple(asked.unknown)

    def _recommendations(self, connection: sqlite3.Connection, day: date) -> Recommendations:
        return Recommendations(connection, day, lambda: self.tracked(connection))

    @contextmanager
    def _may_be_interrupted(self, connection: sqlite3.Connection) -> Iterator[None]:
        with self._lock:
            self._searching[connection] = True
        try:
            yield
        finally:
            with self._lock:
                self._searching.pop(connection, None)

    def _stop_if_superseded(self, connection: sqlite3.Connection) -> None:
        """Notice an interruption that came between two statements, where SQLite does not."""
        if not self._searching.get(connection, True):
            raise Cancelled("The search was stopped.")

    def _leaf(
        self, connection: sqlite3.Connection, sets: FacetSets, node: Leaf, unknown: list[Facet]
    ) -> int:
        match node:
            case Everything():
                return sets.every
            case Years() | Added() | Due() | Overdue():
                return _dated(sets, node)
            case Facet():
                bits = facet_values.named(sets, node)
                if not bits and node not in unknown:
                    unknown.append(node)
                return bits
            case Plain() | Phrase() | Prefix() | Near():
                return self._text(connection, sets.operation, (node,)) & sets.every
            case _:
                return 0  # nothing, or a pattern for which no words were looked up

    def _text(self, connection: sqlite3.Connection, operation: int, parts: tuple[Part, ...]) -> int:
        """Give the records in which any of the parts, all of one index, is found."""
        return self._once(
            (operation, 0, parts),
            lambda: _matching(connection, table_of(parts[0]), joined(parts, "OR")),
        )

    def _once(self, key: tuple[int, int, tuple[Part, ...]], find: Callable[[], int]) -> int:
        """Give a set that is found once for each state of the records and of their files."""
        with self._lock:
            if key in self._remembered:
                self._remembered.move_to_end(key)
                return self._remembered[key]
        bits = find()
        with self._lock:
            self._remembered[key] = bits
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return bits


def _dated(sets: FacetSets, node: Years | Added | Due | Overdue) -> int:
    match node:
        case Years(first, last):
            return facet_values.years(sets, first, last)
        case Added(start, end):
            return facet_values.dated(sets, "added", start, end)
        case Due(start, end):
            return facet_values.dated(sets, "review", start, end)
        case Overdue(before):
            return facet_values.overdue(sets, before)


def _widened(question: Question, whole: int, answers: Answers) -> tuple[Query, int]:
    """Give the query to answer and its set: the one asked, or a wider one if need be.

    Filters have no say in it, or the count beside a filter would not be what a click on it leaves.
    """
    alone = evaluate(question.typed[0], answers) if question.typed else whole
    if bitsets.count(alone) >= question.few:
        return question.query, whole
    at = _first_wider(alone, question.typed[1:], answers)
    if at is None:
        at = _first_wider(whole, question.instead, answers)
    if at is None:
        return question.query, whole
    return question.instead[at], evaluate(question.instead[at], answers)


def _first_wider(whole: int, instead: Sequence[Query], answers: Answers) -> int | None:
    """Tell which of some queries is the first to find more; only the nearest may if some do."""
    for at, wider in enumerate(instead[:1] if whole else instead):
        if evaluate(wider, answers) != whole:
            return at
    return None


def _matching(connection: sqlite3.Connection, table: str, match: str) -> int:
    # One aggregate value instead of rows: with a busy window, rows would each wait for the lock
    # that Python threads share.
    row = connection.execute(
        f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ?", (match,)
    ).fetchone()
    return bitsets.from_list(row[0])


def _aside(sets: FacetSets, question: Question) -> int:
    """Give the records that are left out unless one asks how far records are."""
    if question.filters.get(_WORKFLOW) or _asks_how_far(question.query):
        return 0
    return reduce(int.__or__, (sets.of(_WORKFLOW, value) for value in question.set_aside), 0)


def _asks_how_far(query: Query) -> bool:
    """Tell whether a query asks for a workflow; one that only excludes some does not."""
    match query:
        case Facet(name):
            return name == _WORKFLOW
        case And(queries) | Or(queries):
            return any(map(_asks_how_far, queries))
        case Boost(inner):
            return _asks_how_far(inner)
        case _:
            return False


def _chosen(sets: FacetSets, filters: Filters) -> dict[str, int]:
    return {
        facet: reduce(int.__or__, (sets.of(facet, value) for value in values), 0)
        for facet, values in filters.items()
        if values
    }


@dataclass(frozen=True, slots=True)
class _Counter:
    """Counts what a click on each value would leave."""

    sets: FacetSets
    found: int
    chosen: Mapping[str, int]
    excluded: Filters
    aside: int = 0

    def of(self, facet: str) -> dict[str, int]:
        """Count the values of a facet; those that would leave nothing are left out."""
        others = (bits for name, bits in self.chosen.items() if name != facet)
        left = self._without(reduce(int.__and__, others, self._found_for(facet)))
        values = self.sets.values.get(facet, {})
        counted = {value: bitsets.count(bits & left) for value, bits in values.items()}
        for value in self.excluded.get(facet, ()):
            counted[value] = self._instead(facet, value)
        return {value: number for value, number in counted.items() if number}

    def _instead(self, facet: str, value: str) -> int:
        """Count what would be left if an excluded value were chosen instead."""
        others = (bits for name, bits in self.chosen.items() if name != facet)
        left = self._without(
            reduce(int.__and__, others, self._found_for(facet)), but=(facet, value)
        )
        return bitsets.count(left & self.sets.of(facet, value))

    def _found_for(self, facet: str) -> int:
        """Give what a click on a value chooses from: to choose how far records are brings all."""
        return self.found if facet == _WORKFLOW else self.found & ~self.aside

    def _without(self, bits: int, but: tuple[str, str] | None = None) -> int:
        for facet, values in self.excluded.items():
            for value in values:
                if (facet, value) != but:
                    bits &= ~self.sets.of(facet, value)
        return bits
