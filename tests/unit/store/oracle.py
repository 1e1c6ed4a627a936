"""Decides in plain Python whether a record answers a query: what the store must agree with."""

from __future__ import annotations

from evidence_library.model.record import Record
from evidence_library.query.tree import (
    And,
    Everything,
    Facet,
    Not,
    Or,
    Phrase,
    Plain,
    Prefix,
    Query,
    Years,
)
from evidence_library.store import indexing
from evidence_library.store.concepts import Scheme
from evidence_library.store.matching import COLUMNS
from evidence_library.text.analysis import Word, exact_terms, words


def decides(query: Query, record: Record, scheme: Scheme) -> bool:
    """Tell whether the record answers the query."""
    match query:
        case And(queries):
            return all(decides(item, record, scheme) for item in queries)
        case Or(queries):
            return any(decides(item, record, scheme) for item in queries)
        case Not(inner):
            return not decides(inner, record, scheme)
        case Plain() | Phrase() | Prefix():
            return any(_holds(query, text) for text in _texts(record, scheme, query.field))
        case _:
            return _is_described_by(query, record, scheme)


def _is_described_by(query: Query, record: Record, scheme: Scheme) -> bool:
    match query:
        case Years(first, last):
            year = record.published.year if record.published else None
            return year is not None and (first or 0) <= year <= (last or 9999)
        case Facet(name, value):
            return any(
                facet == name and exact_terms(found) == exact_terms(value)
                for facet, found in indexing.facet_values(record, scheme)
            )
        case _:
            return isinstance(query, Everything)


def _holds(leaf: Plain | Phrase | Prefix, text: str) -> bool:
    match leaf:
        case Plain(word):
            return _has(word, text)
        case Phrase(terms):
            return _run(terms, text)
        case Prefix(start, before):
            return _run_with_open_end(before, start, text)


def _texts(record: Record, scheme: Scheme, field: str) -> list[str]:
    """Give the texts a field stands for; a gap separates what must not look adjacent."""
    columns = indexing.texts(record, scheme)
    chosen = [columns[COLUMNS[field]]] if field else list(columns.values())
    return [piece for text in chosen for piece in text.split(f" {indexing.GAP} ")]


def _has(word: Word, text: str) -> bool:
    stems = [stem for found in words(text) for stem in found.stems]
    joined = {found.joined_stem for found in words(text)} - {""}
    run = len(word.stems)
    together = any(tuple(stems[at : at + run]) == word.stems for at in range(len(stems)))
    forms = {word.joined_stem} - {""} or set(word.stems)
    single = run == 1 or bool(word.joined)
    return together or (single and bool(forms & (joined | set(stems))))


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
