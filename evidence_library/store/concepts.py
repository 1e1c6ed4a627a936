"""The topic scheme: headings in their order, with what lies above and below each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId
from evidence_library.query.expansion import Abbreviations, abbreviations
from evidence_library.store.operations import Operation
from evidence_library.text.analysis import exact_terms
from evidence_library.text.plain_data import from_json, to_json


@dataclass(frozen=True)
class Scheme:
    """All headings by id, in the order of the scheme."""

    concepts: Mapping[ConceptId, Concept]

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """The abbreviations among the labels, and what each stands for."""
        return abbreviations(
            (concept.label, *concept.alternative_labels) for concept in self.concepts.values()
        )

    @cached_property
    def by_terms(self) -> Mapping[tuple[str, ...], Concept]:
        """Map the words of every name of a heading to it.

        A preferred label comes before a notation, and both before what else headings are called; of
        two with one name the first counts.
        """
        named: dict[tuple[str, ...], Concept] = {}
        for tier in zip(*map(names, self.concepts.values()), strict=True):
            for concept, own in zip(self.concepts.values(), tier, strict=True):
                for name in own:
                    named.setdefault(exact_terms(name), concept)
        return named

    def upward(self, concept: ConceptId | None) -> Iterator[Concept]:
        """Give a heading and the broader ones above it, nearest first."""
        seen: set[ConceptId] = set()
        while concept is not None and concept in self.concepts and concept not in seen:
            seen.add(concept)
            found = self.concepts[concept]
            yield found
            concept = found.broader

    def by_label(self) -> dict[str, ConceptId]:
        """Map every way to name a heading, in lower case, to it; preferred labels win."""
        known: dict[str, ConceptId] = {}
        for concept in self.concepts.values():
            for label in (*concept.alternative_labels, *concept.hidden_labels):
                known.setdefault(label.casefold(), concept.id)
        for concept in self.concepts.values():
            known[concept.notation.casefold()] = concept.id
            known[concept.label.casefold()] = concept.id
        return known


def names(concept: Concept) -> tuple[tuple[str, ...], ...]:
    """List what a heading may be called: its label, its notation, its other and hidden labels."""
    return (
        (concept.label,),
        (concept.notation,),
        concept.alternative_labels,
        concept.hidden_labels,
    )


def put(operation: Operation, concepts: Iterable[Concept]) -> None:
    """Write headings."""
    for concept in concepts:
        operation.write(
            "concepts",
            {
                "id": concept.id,
                "notation": concept.notation,
                "label": concept.label,
                "broader": concept.broader,
                "document": to_json(concept),
            },
        )


def load(connection: sqlite3.Connection) -> Scheme:
    """Read the whole scheme: some hundred headings."""
    rows = connection.execute("SELECT document FROM concepts ORDER BY number").fetchall()
    concepts = (from_json(document, Concept) for (document,) in rows)
    return Scheme({concept.id: concept for concept in concepts})
