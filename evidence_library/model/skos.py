"""What a file in SKOS, the common form of topic schemes, says of headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence_library.model.concept import Concept
from evidence_library.model.ids import ConceptId

#: The namespace of what SKOS has no word for: status, order, and since when a heading holds.
OUR_TERMS = "urn:evidence-library:terms:"

#: What identifies the scheme as a whole.
SCHEME = "urn:evidence-library:topic-scheme"

#: Largest file that is read, in bytes.
LARGEST = 8 * 1024 * 1024


class Form(StrEnum):
    """The ways to write SKOS, by the names RDFLib knows them by."""

    TURTLE = "turtle"
    XML = "pretty-xml"
    JSON = "json-ld"


@dataclass(frozen=True, slots=True)
class SkosReading:
    """The headings of a file. `tops` are those it says to be broadest; `notes` are worth knowing.

    Headings name each other by the identities they have in the file; the `unplaced` and those
    without a `status` or an order say nothing of it. `addresses` say how the file names what is
    pointed at.
    """

    concepts: tuple[Concept, ...]
    tops: frozenset[ConceptId]
    with_status: frozenset[ConceptId]
    with_position: frozenset[ConceptId]
    notes: tuple[str, ...] = ()
    addresses: Mapping[ConceptId, str] = field(default_factory=dict)
