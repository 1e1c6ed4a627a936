"""Which facet values a person means by the words they typed behind a field name."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import UNKNOWN_HEADING
from evidence_library.text.analysis import exact_terms

#: A value under every name it goes by, and the set of its records.
_Named = tuple[tuple[str, ...], int]


def named(sets: FacetSets, facet: str, typed: str) -> int:
    """Give the records under the values that have the name typed.

    If none has, those count of which every typed word begins a word: `topic:hous` is Housing.
    """
    wanted = exact_terms(typed)
    exact = beginning = 0
    for names, bits in _values(sets, facet):
        labels = [exact_terms(name) for name in names]
        if wanted in labels:
            exact |= bits
        elif any(_begins(wanted, label) for label in labels):
            beginning |= bits
    return exact or beginning


def years(sets: FacetSets, first: int | None, last: int | None) -> int:
    """Give the records of a span of years, both ends included; None is open."""
    bits = 0
    for value, members in sets.values.get("year", {}).items():
        year = int(value)
        if (first is None or year >= first) and (last is None or year <= last):
            bits |= members
    return bits


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
        other = (*concept.alternative_labels, *concept.hidden_labels, concept.notation)
        yield (concept.label, *other), sets.of("topic", concept.id)
    for value, bits in sets.values.get("topic", {}).items():
        if value.startswith(UNKNOWN_HEADING):
            yield (value.removeprefix(UNKNOWN_HEADING),), bits


def _begins(wanted: tuple[str, ...], label: tuple[str, ...]) -> bool:
    return all(any(term.startswith(word) for term in label) for word in wanted)
