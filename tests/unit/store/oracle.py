"""Decides in plain Python whether a record answers a query: what the store must agree with."""

from __future__ import annotations

from dataclasses import replace

from evidence_library.model.holdings import SET_ASIDE
from evidence_library.model.record import Record
from evidence_library.query import patterns
from evidence_library.query.tree import (
    Added,
    And,
    Boost,
    Due,
    Everything,
    Facet,
    Fuzzy,
    Most,
    Near,
    Not,
    Or,
    Overdue,
    Phrase,
    Plain,
    Prefix,
    Query,
    Wild,
    Years,
)
from evidence_library.store import indexing
from evidence_library.store.concepts import Scheme
from evidence_library.store.matching import COLUMNS, SHORT
from evidence_library.store.schema import SHORT_COLUMNS
from evidence_library.text.analysis import Word, exact_terms, words


def decides(query: Query, record: Record, scheme: Scheme) -> bool:
    """Tell whether the record answers the query."""
    match query:
        case And(queries):
            return all(decides(item, record, scheme) for item in queries)
        case Or():
            return _holds_enough(query, record, scheme)
        case Not(inner) | Boost(inner):
            return decides(inner, record, scheme) is not isinstance(query, Not)
        case Wild() | Fuzzy():
            fits = patterns.test(query)
            return any(
                fits(term)
                for text in _texts(record, scheme, query.field)
                for word in words(text)
                for term in (*word.exact, word.joined)
                if term
            )
        case Plain() | Phrase() | Prefix() | Near():
            return any(_holds(query, text) for text in _texts(record, scheme, query.field))
        case _:
            return _is_described_by(query, record, scheme)


def finds(query: Query, record: Record, scheme: Scheme) -> bool:
    """Tell whether a search finds the record: what is set aside must be asked for."""
    aside = record.workflow in SET_ASIDE and not _asks_how_far(query)
    return decides(query, record, scheme) and not aside


def _asks_how_far(query: Query) -> bool:
    if isinstance(query, Facet):
        return query.name == "workflow"
    inner = query.queries if isinstance(query, And | Or) else ()
    return any(map(_asks_how_far, (query.query,) if isinstance(query, Boost) else inner))


def _holds_enough(query: Or, record: Record, scheme: Scheme) -> bool:
    held = [decides(item, record, scheme) for item in query.queries]
    if not isinstance(query, Most):
        return any(held)
    if query.in_short:
        short = [decides(_in_short(item), record, scheme) for item in query.queries]
        return all(held) or sum(short) >= query.at_least
    return sum(held) >= query.at_least


def _in_short(query: Query) -> Query:
    """Give a word as it is asked of title, headings and finding only."""
    if isinstance(query, Plain | Prefix):
        return replace(query, field=SHORT)
    assert isinstance(query, And | Or)
    return replace(query, queries=tuple(map(_in_short, query.queries)))


def _is_described_by(query: Query, record: Record, scheme: Scheme) -> bool:
    match query:
        case Years(first, last):
            year = record.published.year if record.published else None
            return year is not None and (first or 0) <= year <= (last or 9999)
        case Added() | Due() | Overdue():
            return _is_dated(query, record)
        case Facet(name, "none"):
            none = {"confidence": "not rated", "licence": "unknown"}.get(name, "not stated")
            return any(
                facet == name and found in {"", none}
                for facet, found in indexing.facet_values(record, scheme)
            )
        case Facet(name, value):
            return any(
                facet == name and exact_terms(found) == exact_terms(value)
                for facet, found in indexing.facet_values(record, scheme)
            )
        case _:
            return isinstance(query, Everything)


def _is_dated(query: Added | Due | Overdue, record: Record) -> bool:
    added, due = record.added.date if record.added else None, record.review_due
    if isinstance(query, Overdue):
        year, month, day = map(int, query.before.split("-"))
        return bool(due and due.year and due.latest < (year, month, day))
    meant = added if isinstance(query, Added) else due
    return _lies_in(meant.value if meant else "", query.first, query.last)


def _lies_in(value: str, first: str | None, last: str | None) -> bool:
    return bool(value) and (first or "")[: len(value)] <= value <= (last or "9")[: len(value)]


def _holds(leaf: Plain | Phrase | Prefix | Near, text: str) -> bool:
    match leaf:
        case Near(terms, distance):
            return _near(terms, distance, text)
        case Plain(word):
            return _has(word, text)
        case Phrase(terms):
            return _run(terms, text)
        case Prefix(start, before):
            return _run_with_open_end(before, start, text)


def _texts(record: Record, scheme: Scheme, field: str) -> list[str]:
    """Give the texts a field stands for; a gap separates what must not look adjacent."""
    columns = indexing.texts(record, scheme)
    names = SHORT_COLUMNS if field == SHORT else [COLUMNS[field]] if field else columns
    chosen = [columns[name] for name in names]
    return [piece for text in chosen for piece in text.split(f" {indexing.GAP} ")]


def _has(word: Word, text: str) -> bool:
    stems = [stem for found in words(text) for stem in found.stems]
    joined = {found.joined_stem for found in words(text)} - {""}
    run = len(word.stems)
    together = any(tuple(stems[at : at + run]) == word.stems for at in range(len(stems)))
    forms = {word.joined_stem} - {""} or set(word.stems)
    single = run == 1 or bool(word.joined)
    return together or (single and bool(forms & (joined | set(stems))))


def _near(terms: tuple[str, ...], distance: int, text: str) -> bool:
    """Tell whether all terms stand within a stretch with so many words between its two ends."""
    found = exact_terms(text)
    longest = distance + 2
    return any(
        set(terms) <= set(found[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(found))
    )


def _run(terms: tuple[str, ...], text: str) -> bool:
    found = exact_terms(text)
    run = len(terms)
    if run == 1 and terms[0] in {word.joined for word in words(text)}:
        return True
    return any(found[at : at + run] == terms for at in range(len(found)))


def _run_with_open_end(before: tuple[str, ...], start: str, text: str) -> bool:
    found = exact_terms(text)
    run = len(before)
    if not before and any(word.joined.startswith(start) for word in words(text) if word.joined):
        return True
    return any(
        found[at : at + run] == before and found[at + run].startswith(start)
        for at in range(len(found) - run)
    )
