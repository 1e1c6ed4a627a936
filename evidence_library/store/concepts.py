"""The topic scheme: headings in their order, with what lies above and below each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId
from evidence_library.model.record import Record, TopicHeading
from evidence_library.query.expansion import Abbreviations, abbreviations
from evidence_library.store.operations import Operation
from evidence_library.text.analysis import exact_terms
from evidence_library.text.plain_data import from_json, to_json


@dataclass(frozen=True)
class Scheme:
    """The headings in use by id, in the order of the tree, and those that lead to another one."""

    concepts: Mapping[ConceptId, Concept]
    replaced: Mapping[ConceptId, Concept] = field(default_factory=dict)

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """The abbreviations among the labels, and what each stands for."""
        return abbreviations(
            (concept.label, *concept.alternative_labels) for concept in self.concepts.values()
        )

    @cached_property
    def by_terms(self) -> Mapping[tuple[str, ...], Concept]:
        """Map the words of every name of a heading to it.

        A preferred label comes before a notation, both before what else headings are called, and
        last come the names of those that were replaced; of two with one name the first counts.
        """
        named: dict[tuple[str, ...], Concept] = {}
        for tier in zip(*map(self.names, self.concepts.values()), strict=True):
            for concept, own in zip(self.concepts.values(), tier, strict=True):
                for name in own:
                    named.setdefault(exact_terms(name), concept)
        return named

    @cached_property
    def former(self) -> Mapping[ConceptId, tuple[Concept, ...]]:
        """Map a heading to those that were replaced by it, directly or by way of others."""
        found: dict[ConceptId, tuple[Concept, ...]] = {}
        for old in self.replaced.values():
            new = self.meant(old.id)
            if new is not None:
                found[new.id] = (*found.get(new.id, ()), old)
        return found

    def meant(self, concept: str | None) -> Concept | None:
        """Give the heading in use that an identity means, following those that were replaced."""
        seen: set[str] = set()
        key = ConceptId(concept or "")
        while key in self.replaced and key not in seen:
            seen.add(key)
            key = self.replaced[key].replaced_by or key
        return self.concepts.get(key)

    def label_of(self, heading: TopicHeading) -> str:
        """Give the label of a record's heading as the scheme has it now, else as it was read."""
        found = self.meant(heading.concept)
        return found.label if found else heading.label

    def headed(self, record: Record) -> Record:
        """Give a record with its headings as the scheme has them now."""
        now = tuple(
            TopicHeading(self.label_of(one), found.id if found else one.concept)
            for one in record.topics
            for found in (self.meant(one.concept),)
        )
        return replace(record, topics=now) if now != record.topics else record

    def upward(self, concept: ConceptId | None) -> Iterator[Concept]:
        """Give a heading and the broader ones above it, nearest first."""
        seen: set[ConceptId] = set()
        found = self.meant(concept)
        while found is not None and found.id not in seen:
            seen.add(found.id)
            yield found
            found = self.meant(found.broader)

    def names(self, concept: Concept) -> tuple[tuple[str, ...], ...]:
        """List what a heading may be called, in tiers.

        They are its label, its notation, its other labels, its hidden ones, and the names of those
        that were replaced by it.
        """
        return (
            (concept.label,),
            (concept.notation,) if concept.notation else (),
            concept.alternative_labels,
            concept.hidden_labels,
            tuple(
                name
                for old in self.former.get(concept.id, ())
                for name in (*all_labels(old), old.notation)
                if name
            ),
        )

    def labels(self, concept: Concept) -> tuple[str, ...]:
        """List the labels by which the text of records under a heading is found."""
        own = all_labels(concept)
        former = (name for old in self.former.get(concept.id, ()) for name in all_labels(old))
        return (*own, *(label for label in dict.fromkeys(former) if label not in own))

    def by_label(self) -> dict[str, ConceptId]:
        """Map every way to name a heading, in lower case, to it; preferred labels win.

        So does the identity of a heading that was replaced.
        """
        known: dict[str, ConceptId] = {}
        for concept in self.concepts.values():
            for label in (*concept.alternative_labels, *concept.hidden_labels):
                known.setdefault(label.casefold(), concept.id)
        for new, olds in self.former.items():
            for old in olds:
                for name in (*all_labels(old), old.notation):
                    known.setdefault(name.casefold(), new)
                known[old.id] = new
        for concept in self.concepts.values():
            known[concept.notation.casefold()] = concept.id
            known[concept.label.casefold()] = concept.id
        known.pop("", None)
        return known


def all_labels(concept: Concept) -> tuple[str, ...]:
    """List the labels of a heading: preferred, alternative and hidden ones."""
    return (concept.label, *concept.alternative_labels, *concept.hidden_labels)


def put(operation: Operation, concepts: Iterable[Concept]) -> None:
    """Write headings."""
    for concept in concepts:
        operation.write(
            "concepts",
            {
                "id": concept.id,
                "notation": concept.notation or None,
                "label": concept.label,
                "broader": concept.broader,
                "document": to_json(concept),
            },
        )


def load(connection: sqlite3.Connection) -> Scheme:
    """Read the whole scheme: some hundred headings."""
    rows = connection.execute("SELECT document FROM concepts ORDER BY number").fetchall()
    return scheme_of(from_json(document, Concept) for (document,) in rows)


def before(operation: Operation, now: Scheme) -> Scheme:
    """Give the scheme as it was before an operation under way; `now` is as it is."""
    rows = operation.connection.execute(
        "SELECT key, json_extract(before, '$.document') FROM operation_rows "
        "WHERE operation = ? AND \"table\" = 'concepts' ORDER BY id DESC",
        (operation.number,),
    ).fetchall()
    known = {**now.concepts, **now.replaced}
    for key, document in rows:
        if document is None:
            known.pop(ConceptId(key), None)
        else:
            known[ConceptId(key)] = from_json(document, Concept)
    return scheme_of(known.values())


def scheme_of(concepts: Iterable[Concept]) -> Scheme:
    """Make a scheme of headings, given in the order in which they were added."""
    listed = list(concepts)
    used = {concept.id: concept for concept in listed if concept.replaced_by is None}
    replaced = {concept.id: concept for concept in listed if concept.replaced_by is not None}
    return Scheme(_as_a_tree(used), replaced)


def _as_a_tree(used: Mapping[ConceptId, Concept]) -> dict[ConceptId, Concept]:
    """Put each heading behind the one above it, and those on one level in their order."""
    below: dict[ConceptId | None, list[Concept]] = {}
    for concept in used.values():
        above = concept.broader if concept.broader in used else None
        below.setdefault(above, []).append(concept)
    for level in below.values():
        level.sort(key=lambda concept: concept.position)
    ordered: dict[ConceptId, Concept] = {}
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        concept = waiting.pop()
        ordered[concept.id] = concept
        waiting.extend(reversed(below.get(concept.id, [])))
    # What stands in a circle, in a library that somebody tampered with, is not lost.
    return ordered | {key: concept for key, concept in used.items() if key not in ordered}
