"""The set algebra of a query tree: AND, OR and NOT over the sets of its leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from evidence_library.query.tree import (
    And,
    Boost,
    Leaf,
    Most,
    Near,
    Not,
    Or,
    Part,
    Phrase,
    Plain,
    Prefix,
    Query,
    Same,
)
from evidence_library.store.matching import SHORT, by_table


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the sets of leaves come from.

    `every` is the set of all there is, `leaf` gives the set of one leaf, `any_of` the union of
    texts that one index answers: asked together they cost little more than one. What is left out
    by NOT is decided by `excluding`, where that is not the same.
    """

    every: int
    leaf: Callable[[Leaf], int]
    any_of: Callable[[tuple[Part, ...]], int]
    excluding: Answers | None = None


def evaluate(query: Query, answers: Answers) -> int:
    """Give the set of a query tree."""
    match query:
        case And(queries):
            return reduce(int.__and__, (evaluate(item, answers) for item in queries))
        case Same():
            return answers.any_of((query,))
        case Most():
            return _most(query, answers)
        case Or(queries):
            return _either(queries, answers)
        case Not(inner) | Boost(inner):
            left_out = isinstance(query, Not)
            found = evaluate(inner, (left_out and answers.excluding) or answers)
            return answers.every & ~found if left_out else found
        case _:
            return answers.leaf(query)


def _most(most: Most, answers: Answers) -> int:
    if not most.in_short or most.at_least > 1:
        return levels(most, answers)[most.at_least]
    return _either([_in_short(query) for query in most.queries], answers) | _all(most, answers)


def _all(most: Most, answers: Answers) -> int:
    return reduce(int.__and__, (evaluate(query, answers) for query in most.queries))


def levels(most: Most, answers: Answers) -> list[int]:
    """Give, for every number, the set of what at least so many of the words find."""
    if not most.in_short:
        return _levels(most.queries, answers)
    reached = _levels([_in_short(query) for query in most.queries], answers)
    whole = _all(most, answers)
    return [found | whole for found in reached]


def _levels(queries: Sequence[Query], answers: Answers) -> list[int]:
    reached = [answers.every] + [0] * len(queries)
    for done, query in enumerate(queries):
        found = evaluate(query, answers)
        for number in range(done + 1, 0, -1):
            reached[number] |= reached[number - 1] & found
    return reached


def _in_short(query: Query) -> Query:
    """Look for a word in title, headings and finding only."""
    match query:
        case Plain() | Prefix():
            return replace(query, field=SHORT)
        case And(queries) | Or(queries):
            return replace(query, queries=tuple(map(_in_short, queries)))
        case _:
            return query


def _either(queries: Sequence[Query], answers: Answers) -> int:
    texts = [query for query in queries if isinstance(query, Plain | Phrase | Prefix | Near | Same)]
    bits = 0
    for leaves in by_table(texts).values():
        bits |= answers.any_of(leaves)
    for query in queries:
        if not isinstance(query, Plain | Phrase | Prefix | Near | Same):
            bits |= evaluate(query, answers)
    return bits
