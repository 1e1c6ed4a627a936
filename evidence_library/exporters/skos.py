"""Writes the topic scheme in SKOS: Turtle, RDF/XML or JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef

from evidence_library.model.concept import Concept
from evidence_library.model.dates import PartialDate
from evidence_library.model.skos import OUR_TERMS, SCHEME, Form
from evidence_library.text.partial_dates import parse_partial_date

_OURS = Namespace(OUR_TERMS)
_SCHEME = URIRef(SCHEME)
_LANGUAGE = "en"

Triple = tuple[Any, Any, Any]


def write(concepts: Iterable[Concept], form: Form) -> bytes:
    """Write headings, with those that were replaced, in the order given."""
    listed = list(concepts)
    graph = Graph(bind_namespaces="core")
    for prefix, namespace in (("skos", SKOS), ("dcterms", DCTERMS), ("owl", OWL), ("el", _OURS)):
        graph.bind(prefix, namespace)
    graph.add((_SCHEME, RDF.type, SKOS.ConceptScheme))
    graph.add((_SCHEME, SKOS.prefLabel, _text("Topic headings")))
    used = {concept.id for concept in listed if concept.replaced_by is None}
    for concept in listed:
        for triple in _triples(concept, used):
            graph.add(triple)
    options: dict[str, Any] = {}
    if form is Form.JSON:
        options["context"] = {prefix: str(name) for prefix, name in graph.namespaces()}
    text: str = graph.serialize(format=form.value, **options)
    return text.encode("utf-8")


def _triples(concept: Concept, used: set[Any]) -> Iterator[Triple]:
    node = _node(concept.id)
    yield node, RDF.type, SKOS.Concept
    yield node, SKOS.inScheme, _SCHEME
    yield node, SKOS.prefLabel, _text(concept.label)
    yield from ((node, SKOS.altLabel, _text(label)) for label in concept.alternative_labels)
    yield from ((node, SKOS.hiddenLabel, _text(label)) for label in concept.hidden_labels)
    if concept.broader:
        yield node, SKOS.broader, _node(concept.broader)
    elif concept.id in used:
        yield node, SKOS.topConceptOf, _SCHEME
        yield _SCHEME, SKOS.hasTopConcept, node
    yield from ((node, SKOS.related, _node(key)) for key in concept.related)
    yield node, _OURS.status, Literal(concept.status.value)
    yield node, _OURS.position, Literal(concept.position)
    for name, text in (
        (SKOS.notation, concept.notation),
        (DCTERMS.source, concept.source),
        (_OURS.validFrom, _date(concept.valid_from)),
        (_OURS.validTo, _date(concept.valid_to)),
    ):
        if text:
            yield node, name, Literal(text)
    if concept.scope_note:
        yield node, SKOS.scopeNote, _text(concept.scope_note)
    if concept.retired or concept.replaced_by:
        yield node, OWL.deprecated, Literal(True)
    if concept.replaced_by:
        yield node, DCTERMS.isReplacedBy, _node(concept.replaced_by)
    yield from _history(concept)


def _history(concept: Concept) -> Iterator[Triple]:
    for number, event in enumerate(concept.history, start=1):
        note = URIRef(f"{_node(concept.id)}#change-{number}")
        yield _node(concept.id), SKOS.historyNote, note
        yield note, RDF.value, _text(event.note)
        yield note, _OURS.position, Literal(number)
        if _date(event.date):
            yield note, DCTERMS.date, Literal(_date(event.date))


def _node(key: str) -> URIRef:
    return URIRef(f"urn:uuid:{key}")


def _text(text: str) -> Literal:
    return Literal(text, lang=_LANGUAGE)


def _date(date: PartialDate | None) -> str:
    """Write a date as it was worded, if that is read back as the same."""
    if date is None:
        return ""
    return date.raw if parse_partial_date(date.raw) == date else date.value
