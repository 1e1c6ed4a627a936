"""Which facet values a person means by the words they typed behind a field name."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.model.concept import Concept
from evidence_library.model.headline import EFFECTS, NOT_STATED
from evidence_library.model.vocabulary import (
    KIND_FAMILIES,
    Confidence,
    EvidenceKind,
    Licence,
    Workflow,
)
from evidence_library.query.parsing import NONE_WORDS
from evidence_library.store import concepts
from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import NONE, UNKNOWN_HEADING
from evidence_library.text.analysis import exact_terms

#: The words of fixed lists. One of them means itself only: "low" is not "very low".
_WORD_LISTS: dict[str, frozenset[tuple[str, ...]]] = {
    facet: frozenset(map(exact_terms, words))
    for facet, words in {
        "kind": (*KIND_FAMILIES, *KIND_FAMILIES.values()),
        "effect": EFFECTS,
        "confidence": tuple(Confidence),
        "evidence": (*EvidenceKind, NOT_STATED),
        "workflow": tuple(Workflow),
        "licence": tuple(Licence),
    }.items()
}

#: What a list says where nothing is stated.
_WORD_FOR_NONE = {
    "effect": NOT_STATED,
    "evidence": NOT_STATED,
    "confidence": Confidence.NOT_RATED.value,
    "licence": Licence.UNKNOWN.value,
}

#: A value under every name it goes by, and the set of its records.
_Named = tuple[tuple[str, ...], int]


def named(sets: FacetSets, facet: str, typed: str) -> int:
    """Give the records under the values that have the name typed.

    If none has, and it is no word of the facet's list either, those count that begin with what was
    typed: `kind:eval` is evaluation. Of a topic heading, each typed word may begin any word.
    """
    if typed.strip().lower() in NONE_WORDS:
        return _none(sets, facet)
    wanted = exact_terms(typed)
    begins = _begin_anywhere if facet == "topic" else _begin_in_order
    known = wanted in _WORD_LISTS.get(facet, ())
    exact = beginning = 0
    for names, bits in _values(sets, facet):
        labels = [exact_terms(name) for name in names]
        if wanted in labels:
            exact |= bits
        elif not known and any(begins(wanted, label) for label in labels):
            beginning |= bits
    return exact or beginning


def heading(sets: FacetSets, typed: str) -> Concept | None:
    """Give the heading of the scheme that has the name typed, whether or not it holds records."""
    wanted = exact_terms(typed)
    return sets.scheme.by_terms.get(wanted) if wanted else None


def years(sets: FacetSets, first: int | None, last: int | None) -> int:
    """Give the records of a span of years, both ends included; None is open."""
    bits = 0
    for value, members in sets.values.get("year", {}).items():
        if (
            value
            and (first is None or int(value) >= first)
            and (last is None or int(value) <= last)
        ):
            bits |= members
    return bits


def added(sets: FacetSets, first: str | None, last: str | None) -> int:
    """Give the records added in a span of ISO dates; a month counts if any day of it does."""
    bits = 0
    for value, members in sets.values.get("added", {}).items():
        ends_late_enough = first is None or value >= first[: len(value)]
        begins_early_enough = last is None or value <= last[: len(value)]
        if value and ends_late_enough and begins_early_enough:
            bits |= members
    return bits


def _none(sets: FacetSets, facet: str) -> int:
    """Give the records that state nothing: some lists have a word of their own for it."""
    values = sets.values.get(facet, {})
    return values.get(NONE, 0) | values.get(value_for_none(facet), 0)


def value_for_none(facet: str) -> str:
    """Give the value under which records that state nothing count."""
    return _WORD_FOR_NONE.get(facet, NONE)


def _values(sets: FacetSets, facet: str) -> Iterator[_Named]:
    if facet == "topic":
        yield from _headings(sets)
        return
    # A kind may also be named by its family: "research finding" is seven kinds.
    for name in (facet, "family") if facet == "kind" else (facet,):
        for value, bits in sets.values.get(name, {}).items():
            yield (value,), bits


def _headings(sets: FacetSets) -> Iterator[_Named]:
    for concept in sets.scheme.concepts.values():
        yield concepts.names(concept), sets.of("topic", concept.id)
    for value, bits in sets.values.get("topic", {}).items():
        if value.startswith(UNKNOWN_HEADING):
            yield (value.removeprefix(UNKNOWN_HEADING),), bits


def _begin_anywhere(wanted: tuple[str, ...], label: tuple[str, ...]) -> bool:
    return all(any(term.startswith(word) for term in label) for word in wanted)


def _begin_in_order(wanted: tuple[str, ...], label: tuple[str, ...]) -> bool:
    if len(wanted) > len(label):
        return False
    return all(term.startswith(word) for word, term in zip(wanted, label, strict=False))
