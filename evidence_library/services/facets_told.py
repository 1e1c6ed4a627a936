"""Values of facets for people: their names, their order, and what to say of one nobody has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence_library.model.concept import Concept
from evidence_library.model.holdings import Has
from evidence_library.model.vocabulary import Confidence, Licence, Workflow, in_words
from evidence_library.query.parsing import Parsed, QueryProblem
from evidence_library.query.tree import Facet
from evidence_library.services.found import FacetValue, Request
from evidence_library.services.naming import heading_asked
from evidence_library.store import facet_values
from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import NONE, UNKNOWN_HEADING
from evidence_library.store.search import Answer
from evidence_library.text.analysis import exact_terms

#: Facets whose words one may ask for although no record has them: worklists do.
_WORDS = {"workflow": Workflow, "licence": Licence, "confidence": Confidence, "has": Has}


def is_word(facet: Facet) -> bool:
    """Tell whether a value is a word of a list that the program wrote; that nobody has it is fine.

    How many were found says so.
    """
    known = _WORDS.get(facet.name, ())
    return exact_terms(facet.value) in {exact_terms(word) for word in known}


def unknown_value(sets: FacetSets, facet: Facet) -> QueryProblem:
    """Say that no record has a value that was asked for, and where else to look."""
    message = f"No record has the {facet.name} “{facet.value}”."
    if facet.name != "has" and facet_values.states_none(facet.name, facet.value):
        message = f"Every record states its {facet.name}."
    elif facet.name == "has":
        message = _nothing_held(facet.value)
    elif facet.name == "topic":
        concept = facet_values.heading(sets, facet.value)
        if concept is None:
            message = f"There is no topic heading “{facet.value}”."
        else:
            broader = _holding(sets, concept)
            message = f"No record stands under “{concept.label}” yet" + (
                f"; its broader heading “{broader.label}” has {broader.count:,}."
                if broader
                else "."
            )
    return QueryProblem(message, facet.start, facet.end)


def _nothing_held(typed: str) -> str:
    """Say that no record holds what was asked for with `has:`, or that one cannot ask for it."""
    if exact_terms(typed) in {exact_terms(word) for word in Has}:
        return f"No record has this: {typed}."
    words = ", ".join(sorted(Has))
    return f"One cannot ask for “has:{typed}”; one can for {words}."


def nearest(sets: FacetSets, parsed: Parsed, text: str) -> tuple[FacetValue | None, str]:
    """Find where to go from a heading without records, if that heading is all that was asked."""
    concept = heading_asked(sets, parsed, text)
    if concept is None or sets.of("topic", concept.id):
        return None, ""
    return _holding(sets, concept), concept.label


def _holding(sets: FacetSets, concept: Concept) -> FacetValue | None:
    """Give the nearest broader heading that holds records."""
    for broader in list(sets.scheme.upward(concept.id))[1:]:
        number = (sets.of("topic", broader.id) & sets.at_hand).bit_count()
        if number:
            return FacetValue(broader.id, broader.label, number, broader.broader)
    return None


def values_of(answer: Answer, facet: str, request: Request) -> tuple[FacetValue, ...]:
    """Give the values of a facet with their counts, in the order in which they are shown."""
    counts = dict(answer.counts[facet])
    # A chosen value stays in sight with a count of 0, or nobody could take it back.
    for chosen in (request.filters, request.excluded):
        for value in chosen.get(facet, ()):
            counts.setdefault(value, 0)
    if facet == "topic":
        return tuple(_topic_values(answer.sets, counts))
    values = [FacetValue(value, label(facet, value), number) for value, number in counts.items()]
    if facet == "year":
        return tuple(sorted(values, key=lambda item: item.value, reverse=True))
    return tuple(sorted(values, key=lambda item: (-item.count, item.label)))


#: Values that are words of a list; the others are names, and stand as they were written.
_LISTS = frozenset(
    {"kind", "family", "effect", "confidence", "evidence", "workflow", "approach", "has"}
)


def label(facet: str, value: str) -> str:
    """Give what people read for a value of a facet other than a topic heading."""
    shown = facet_values.SHOWN_AS.get((facet, value))
    if shown or not value:
        return shown or "Not stated"
    return in_words(value) if facet in _LISTS else value


def _topic_values(sets: FacetSets, counts: Mapping[str, int]) -> Iterator[FacetValue]:
    """Give headings in the order of the scheme, then those it does not hold."""
    for concept in sets.scheme.concepts.values():
        if concept.id in counts:
            yield FacetValue(concept.id, concept.shown, counts[concept.id], concept.broader)
    for value in sorted(counts):
        if value.startswith(UNKNOWN_HEADING):
            yield FacetValue(value, value.removeprefix(UNKNOWN_HEADING), counts[value])
    if NONE in counts:
        yield FacetValue(NONE, label("topic", NONE), counts[NONE])
