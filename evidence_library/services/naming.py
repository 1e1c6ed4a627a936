"""What a query names: the values of its fields, and the one heading it may ask for."""

from __future__ import annotations

from evidence_library.model.concept import Concept
from evidence_library.model.vocabulary import in_words
from evidence_library.query.describing import Name
from evidence_library.query.parsing import Parsed
from evidence_library.query.tree import Facet, Plain
from evidence_library.store import facet_values
from evidence_library.store.facets import FacetSets
from evidence_library.text.analysis import exact_terms

#: So many values are named where what was typed is the beginning of several.
_MOST_NAMED = 2


def name_of(sets: FacetSets) -> Name:
    """Give what names the values of a query as the library does: `topic:hou` stays as typed."""

    def name(facet: Facet) -> str:
        if facet.name == "topic":
            concept = facet_values.heading(sets, facet.value)
            return concept.label if concept else in_words(facet.value)
        known = [
            facet_values.SHOWN_AS.get((facet.name, value.value), in_words(value.value))
            for value in facet_values.meant(sets, facet)
        ]
        few = bool(known) and len(known) <= _MOST_NAMED
        return " or ".join(dict.fromkeys(known)) if few else in_words(facet.value)

    return name


def heading_asked(sets: FacetSets, parsed: Parsed, text: str) -> Concept | None:
    """Give the heading if a query asks for nothing else: by its field, or by its very label."""
    queries = [part.query for part in parsed.parts]
    match queries:
        case [Facet("topic", value)]:
            return facet_values.heading(sets, value)
    if not all(isinstance(query, Plain) and not query.field for query in queries):
        return None
    concept = facet_values.heading(sets, text)
    return concept if concept and exact_terms(concept.label) == exact_terms(text) else None
