"""From a topic heading as it is written to the heading of the scheme that is meant."""

from __future__ import annotations

from collections.abc import Mapping

from evidence_library.model.ids import ConceptId
from evidence_library.model.record import TopicHeading


def resolve(written: str, headings: Mapping[str, ConceptId]) -> TopicHeading:
    """Find the concept of a heading: by label, by notation, or by both ("VUL Vulnerable Groups").

    `headings` maps labels and notations, casefolded, to concepts. A notation before a label is
    dropped from the label, but only where both mean the same concept. What is not found keeps its
    wording and has no concept.
    """
    label = " ".join(written.split())
    concept = headings.get(label.casefold())
    if concept is not None:
        return TopicHeading(label, concept)
    notation, _, rest = label.partition(" ")
    by_notation, by_label = headings.get(notation.casefold()), headings.get(rest.casefold())
    if by_notation is not None and by_notation == by_label:
        return TopicHeading(rest, by_label)
    return TopicHeading(label)
