"""What a query means in one library: which of its words name values the library holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from evidence_library.query.parsing import Parsed, parse
from evidence_library.query.synonyms import Synonyms
from evidence_library.query.tree import And, Boost, Facet, Not, Or, Phrase, Query, Tracked
from evidence_library.store import facet_values
from evidence_library.store.facets import FacetSets
from evidence_library.text.analysis import exact_terms, side_by_side


def parsed_for(
    sets: FacetSets,
    synonyms: Synonyms,
    text: str,
    *,
    typing: bool = False,
    today: date | None = None,
) -> Parsed:
    """Read a query as a library understands it.

    A quoted place that is a value of the filter for places means that value: "Glasgow, Scotland"
    is one area, though neither text of a record holds these words side by side. Values get other
    words from the thesaurus, for where none is called as typed.
    """
    parsed = parse(text, typing=typing, today=today)
    parts = tuple(
        replace(part, query=_in_library(part.query, sets, synonyms)) for part in parsed.parts
    )
    return replace(parsed, query=_in_library(parsed.query, sets, synonyms), parts=parts)


def _in_library(query: Query, sets: FacetSets, synonyms: Synonyms) -> Query:
    match query:
        case Phrase(field="place", typed=typed) if typed:
            value = facet_values.exact(sets, "place", typed)
            return Facet("place", value) if value else query
        case Facet(value=value):
            return replace(query, others=other_words(value, synonyms))
        case Tracked("lead", value):
            return replace(query, others=other_words(value, synonyms))
        case And(queries) | Or(queries):
            items = tuple(_in_library(item, sets, synonyms) for item in queries)
            return replace(query, queries=items)
        case Not(inner) | Boost(inner):
            return replace(query, query=_in_library(inner, sets, synonyms))
        case _:
            return query


def other_words(value: str, synonyms: Synonyms) -> tuple[str, ...]:
    """Give the words that are searched together with a word or a term of several."""
    word = side_by_side(value)
    plain = synonyms.of_word(word, in_capitals=True) if word.exact else ()
    quoted = synonyms.of_phrase(exact_terms(value), in_capitals=True)
    return tuple(dict.fromkeys(other.text for other in (*plain, *quoted)))
