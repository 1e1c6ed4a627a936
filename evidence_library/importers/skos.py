"""Reads a topic scheme in SKOS: Turtle, RDF/XML or JSON-LD. The file is not trusted.

Nothing is fetched for it, it defines no entities, and it may be no larger than `LARGEST`.
"""

from __future__ import annotations

import json
import logging
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.parsers.notation3 import BadSyntax

from evidence_library.errors import UserCanFix
from evidence_library.model.concept import Concept, HeadingEvent
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId
from evidence_library.model.skos import LARGEST, OUR_TERMS, SkosReading
from evidence_library.model.vocabulary import HeadingStatus
from evidence_library.text.encodings import decode
from evidence_library.text.partial_dates import parse_partial_date

#: The most headings that are read.
MOST = 5_000

_OURS = Namespace(OUR_TERMS)
_BASE = "urn:evidence-library:file:"
_UUID = "urn:uuid:"

# It warns of every literal and address that is odd; what matters of it is told as a problem here.
logging.getLogger("rdflib").setLevel(logging.ERROR)


def read(data: bytes, name: str) -> SkosReading:
    """Read the headings of a file; its name ends with .ttl, .rdf, .xml, .jsonld or .json.

    Raises `UserCanFix` with one sentence for what cannot be taken.
    """
    if len(data) > LARGEST:
        raise UserCanFix(f"“{name}” is larger than {LARGEST // 1024 // 1024} MB.")
    graph = _parsed(data, name)
    nodes = sorted(_concept_nodes(graph), key=str)
    if not nodes:
        raise UserCanFix(f"“{name}” holds no topic headings in SKOS.")
    if len(nodes) > MOST:
        raise UserCanFix(f"“{name}” holds more than {MOST:,} headings.")
    reader = _Reader(graph, nodes, name)
    concepts = tuple(map(reader.concept, nodes))
    _refuse_doubles(concepts, name)
    _refuse_circles(concepts, name)
    return SkosReading(
        concepts,
        reader.tops(),
        reader.stating(_OURS.status),
        reader.stating(_OURS.position),
        (*_left_out(graph), *dict.fromkeys(reader.notes)),
        reader.addresses(),
    )


#: What a file is, by the end of its name.
_FORMS = {"ttl": "turtle", "turtle": "turtle", "rdf": "xml", "xml": "xml"} | {
    "jsonld": "json-ld",
    "json": "json-ld",
}


def _parsed(data: bytes, name: str) -> Graph:
    form = _FORMS.get(name.rpartition(".")[2].lower())
    if form is None:
        raise UserCanFix(
            f"The name of “{name}” does not say what it is: Turtle ends with .ttl, RDF/XML with "
            ".rdf, JSON-LD with .jsonld."
        )
    graph = Graph(bind_namespaces="none")
    try:
        _parse(graph, data, form, name)
    except UserCanFix:
        raise
    except RecursionError as error:
        raise UserCanFix(f"“{name}” is nested too deeply to be read.") from error
    except Exception as error:  # the parsers of others fail in every way there is
        raise UserCanFix(f"“{name}” is damaged and cannot be read{_where(error)}.") from error
    return graph


def _parse(graph: Graph, data: bytes, form: str, name: str) -> None:
    """Read a file into a graph, once nothing in it leads elsewhere."""
    if form == "xml":
        _refuse_entities(data, name)
        graph.parse(data=data, format="xml", publicID=_BASE)
        return
    text = decode(data, name).text
    if form == "turtle":
        graph.parse(data=text, format="turtle", publicID=_BASE)
        return
    parsed = json.loads(text)
    _refuse_remote(parsed, name)
    to_rdf(parsed, graph, _BASE)


def _where(error: Exception) -> str:
    """Say at which line a parser stopped, if it says so."""
    get_line = getattr(error, "getLineNumber", None)
    line = get_line() if callable(get_line) else getattr(error, "lineno", None)
    if isinstance(error, BadSyntax):  # it counts from 0
        line = error.lines + 1
    return f" (line {line})" if isinstance(line, int) and line > 0 else ""


def _refuse_entities(data: bytes, name: str) -> None:
    """Refuse a file with a document type: it may define entities, or name files to be read."""

    def refuse(*_said: object) -> None:
        raise UserCanFix(f"“{name}” has a document type (DOCTYPE); save it without one.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)


def _refuse_remote(data: Any, name: str) -> None:
    """Refuse a file that would have a context fetched from elsewhere."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            context = one.get("@context")
            contexts = context if isinstance(context, list) else [context]
            if "@import" in one or any(isinstance(each, str) for each in contexts):
                raise UserCanFix(
                    f"“{name}” names a context that would be fetched from elsewhere; save it with "
                    "the context written out."
                )
            waiting.extend(one.values())


#: What has a preferred label in SKOS as well, and is no heading.
_NO_HEADINGS = (SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection)


def _concept_nodes(graph: Graph) -> set[URIRef]:
    """Find the headings: what is said to be one, or has a preferred label and no type at all."""
    typed = set(graph.subjects(RDF.type, SKOS.Concept))
    labelled = {
        node for node in graph.subjects(SKOS.prefLabel) if (node, RDF.type, None) not in graph
    }
    other = {node for kind in _NO_HEADINGS for node in graph.subjects(RDF.type, kind)}
    return {node for node in (typed | labelled) - other if isinstance(node, URIRef)}


def _left_out(graph: Graph) -> Iterator[str]:
    """Say what looks like a heading in a file and is not read as one."""
    typed = set(graph.subjects(RDF.type, SKOS.Concept))
    nameless = sum(isinstance(node, BNode) for node in typed)
    if nameless:
        yield f"Left out: {_counted(nameless)} without an address of their own (blank nodes)."
    groups = {
        node
        for kind in (SKOS.Collection, SKOS.OrderedCollection)
        for node in graph.subjects(RDF.type, kind)
    }
    if groups:
        number = "A collection was" if len(groups) == 1 else f"{len(groups)} collections were"
        yield f"{number} left out: groups of headings are no headings."
    strange = {
        node
        for node in graph.subjects(SKOS.prefLabel)
        if (node, RDF.type, None) in graph and isinstance(node, URIRef)
    }
    strange -= typed | groups | set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    if strange:
        named = ", ".join(f"“{_shown(node)}”" for node in sorted(strange, key=str)[:3])
        yield f"Left out, because they are not said to be headings (skos:Concept): {named}."


def _counted(number: int) -> str:
    return "1 heading" if number == 1 else f"{number} headings"


class _Reader:
    """Reads the headings of one graph."""

    def __init__(self, graph: Graph, nodes: list[URIRef], name: str) -> None:
        self._graph = graph
        self._nodes = set(nodes)
        self._name = name
        self.notes: list[str] = []

    def concept(self, node: URIRef) -> Concept:
        """Read one heading."""
        label, others = self._labels(node)
        alternative = (*others, *self._texts(node, SKOS.altLabel))
        replaced = self._keys(node, (DCTERMS.isReplacedBy,))
        deprecated = str(self._one(node, OWL.deprecated)).lower() in ("true", "1")
        return Concept(
            id=_key(node),
            notation=self._one(node, SKOS.notation),
            label=label,
            alternative_labels=tuple(one for one in dict.fromkeys(alternative) if one != label),
            hidden_labels=self._texts(node, SKOS.hiddenLabel),
            broader=self._broader(node, label),
            related=self._keys(node, (SKOS.related,)),
            scope_note=self._scope_note(node, label),
            status=self._status(node),
            source=self._one(node, DCTERMS.source),
            valid_from=_date(self._one(node, _OURS.validFrom)),
            valid_to=_date(self._one(node, _OURS.validTo)),
            replaced_by=replaced[0] if replaced else None,
            retired=deprecated and not replaced,
            position=self._position(node),
            history=tuple(self._history(node)),
        )

    def tops(self) -> frozenset[ConceptId]:
        """Give the headings that the file says to be the broadest."""
        found = {
            *self._graph.subjects(SKOS.topConceptOf),
            *self._graph.objects(None, SKOS.hasTopConcept),
        }
        return frozenset(_key(node) for node in found if node in self._nodes)

    def stating(self, name: URIRef) -> frozenset[ConceptId]:
        """Give the headings of which something is stated."""
        return frozenset(_key(node) for node in self._graph.subjects(name) if node in self._nodes)

    def _labels(self, node: URIRef) -> tuple[str, tuple[str, ...]]:
        """Give the preferred label, in English if there is one, and those in other languages."""
        found = [
            one for one in self._graph.objects(node, SKOS.prefLabel) if isinstance(one, Literal)
        ]
        found = found or [
            one for one in self._graph.objects(node, RDFS.label) if isinstance(one, Literal)
        ]
        ranked = sorted(found, key=lambda one: (_foreign(one), str(one)))
        ranked = [one for one in ranked if _line(str(one))]
        texts = tuple(_line(str(one)) for one in ranked)
        if not texts:
            raise UserCanFix(f"A heading in “{self._name}” has no label: {_shown(node)}.")
        languages = Counter((one.language or "").lower() for one in ranked)
        if max(languages.values()) > 1:
            first = next(_line(str(one)) for one in ranked if _is_double(one, languages))
            raise UserCanFix(f"“{first}” in “{self._name}” has two preferred labels.")
        return texts[0], texts[1:]

    def _scope_note(self, node: URIRef, label: str) -> str:
        """Give the scope note; where there is none, the definition and the notes."""
        texts = self._texts(node, SKOS.scopeNote, lines=True)
        others = tuple(
            text
            for name in (SKOS.definition, SKOS.note)
            for text in self._texts(node, name, lines=True)
        )
        if texts and set(others) - set(texts):
            self.notes.append(
                f"“{label}” has a scope note; its definition or note was left out beside it."
            )
        return "\n\n".join(texts or dict.fromkeys(others))

    def _texts(self, node: Any, name: URIRef, *, lines: bool = False) -> tuple[str, ...]:
        found = (str(one) for one in self._graph.objects(node, name) if isinstance(one, Literal))
        texts = (text.strip() if lines else _line(text) for text in found)
        return tuple(sorted({text for text in texts if text}))

    def _one(self, node: Any, name: URIRef) -> str:
        found = sorted(str(one) for one in self._graph.objects(node, name))
        return found[0].strip() if found else ""

    def _keys(self, node: URIRef, names: Iterable[URIRef]) -> tuple[ConceptId, ...]:
        found = {one for name in names for one in self._graph.objects(node, name)}
        keys = {_key(one) for one in found if isinstance(one, URIRef) and one != node}
        return tuple(sorted(keys))

    def _broader(self, node: URIRef, label: str) -> ConceptId | None:
        """Give the broader heading: what the heading says itself comes before what others say.

        Where nothing is nearer, it is the nearest of those said to be broader in any degree.
        """
        if (node, SKOS.broader, node) in self._graph:
            raise UserCanFix(f"“{label}” in “{self._name}” stands below itself.")
        own = set(self._graph.objects(node, SKOS.broader))
        told = set(self._graph.subjects(SKOS.narrower, node)) - {node}
        far = set(self._graph.objects(node, SKOS.broaderTransitive)) - {node}
        stated = own or told or far
        above = [one for one in stated if isinstance(one, URIRef)]
        if len(above) < len(stated):
            self.notes.append(f"“{label}” names a broader heading without an address: left out.")
        if not above:
            return None
        above.sort(key=lambda one: (-self._depth(one), str(one)) if not (own or told) else str(one))
        unlike = [one for one in (*above[1:], *sorted(told - own, key=str)) if one != above[0]]
        if (own or told) and unlike:
            named = ", ".join(f"“{self._label_of(one)}”" for one in dict.fromkeys(unlike))
            self.notes.append(
                f"“{label}” has several broader headings: “{self._label_of(above[0])}” was taken, "
                f"{named} was not."
            )
        return _key(above[0])

    def _depth(self, node: Any) -> int:
        return len(set(self._graph.objects(node, SKOS.broaderTransitive)))

    def _label_of(self, node: Any) -> str:
        """Give the label of what is pointed at, or its address."""
        if node in self._nodes:
            return self._labels(node)[0]
        return _shown(node)

    def addresses(self) -> dict[ConceptId, str]:
        """Map what headings point at to how the file names it."""
        pointing = (SKOS.broader, SKOS.broaderTransitive, SKOS.related, DCTERMS.isReplacedBy)
        found = (node for name in pointing for node in self._graph.objects(None, name))
        return {_key(node): _shown(node) for node in found if isinstance(node, URIRef)}

    def _status(self, node: URIRef) -> HeadingStatus:
        said = self._one(node, _OURS.status)
        return HeadingStatus(said) if said in set(HeadingStatus) else HeadingStatus.PROPOSED

    def _position(self, node: Any) -> int:
        said = self._one(node, _OURS.position)
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0

    def _history(self, node: URIRef) -> Iterator[HeadingEvent]:
        notes = (SKOS.historyNote, SKOS.changeNote)
        events = [one for name in notes for one in self._graph.objects(node, name)]
        structured = [one for one in events if not isinstance(one, Literal)]
        for one in sorted(structured, key=lambda event: (self._position(event), str(event))):
            texts = self._texts(one, RDF.value, lines=True)
            if texts:
                date = parse_partial_date(self._one(one, DCTERMS.date))
                yield HeadingEvent(date, texts[0])
        for text in sorted(str(one).strip() for one in events if isinstance(one, Literal)):
            yield HeadingEvent(PartialDate(), text)


def _refuse_doubles(concepts: Iterable[Concept], name: str) -> None:
    seen: dict[str, ConceptId] = {}
    for concept in concepts:
        if (
            concept.replaced_by is None
            and seen.setdefault(concept.label.casefold(), concept.id) != concept.id
        ):
            raise UserCanFix(f"Two headings in “{name}” are called “{concept.label}”.")


def _refuse_circles(concepts: Iterable[Concept], name: str) -> None:
    """Refuse headings that stand below themselves, or that replace each other."""
    known = {concept.id: concept for concept in concepts}
    for attribute, told in (("broader", "stands below itself"), ("replaced_by", "replaces itself")):
        safe: set[ConceptId] = set()
        for concept in known.values():
            path: list[ConceptId] = []
            key: ConceptId | None = concept.id
            while key in known and key not in safe:
                if key in path:
                    raise UserCanFix(f"“{known[key].label}” in “{name}” {told}.")
                path.append(key)
                key = getattr(known[key], attribute)
            safe.update(path)


def _key(node: Any) -> ConceptId:
    """Give the identity of a heading: its own, or one made of the address it is known by."""
    text = str(node)
    plain = text.removeprefix(_UUID).lower()
    try:
        return ConceptId(str(uuid.UUID(plain))) if text.startswith(_UUID) else _made(text)
    except ValueError:
        return _made(text)


def _made(address: str) -> ConceptId:
    return ConceptId(str(uuid.uuid5(uuid.NAMESPACE_URL, address)))


#: Which of several languages a heading is called in; others come behind these.
_LANGUAGES = ("en-gb", "en", "")


def _foreign(label: Literal) -> tuple[int, str]:
    """Give what orders labels by language: British English, English, none stated, and others."""
    language = (label.language or "").lower()
    if language in _LANGUAGES:
        return _LANGUAGES.index(language), ""
    return (len(_LANGUAGES) if language.startswith("en-") else len(_LANGUAGES) + 1), language


def _is_double(label: Literal, languages: Mapping[str, int]) -> bool:
    return languages[(label.language or "").lower()] > 1


def _line(text: str) -> str:
    return " ".join(text.split())


def _date(text: str) -> PartialDate | None:
    return parse_partial_date(text) if text else None


def _shown(node: URIRef) -> str:
    text = _line(str(node))
    return f"{text[:80]}…" if len(text) > 80 else text
