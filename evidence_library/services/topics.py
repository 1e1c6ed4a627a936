"""The topic headings of a library and how many records stand under each."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.concept import Concept
from evidence_library.services.opened import Library


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, the notation of the broader one, and its records (those of narrower ones too)."""

    concept: Concept
    broader_notation: str
    count: int


def headings(library: Library) -> tuple[Heading, ...]:
    """List all headings in the order of the scheme."""
    sets = library.search.facets_now()
    listed = []
    for concept in sets.scheme.concepts.values():
        broader = sets.scheme.concepts.get(concept.broader) if concept.broader else None
        count = sets.of("topic", concept.id).bit_count()
        listed.append(Heading(concept, broader.notation if broader else "", count))
    return tuple(listed)
