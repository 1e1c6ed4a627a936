"""Topic headings: the controlled scheme, SKOS-shaped."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId
from evidence_library.model.vocabulary import HeadingStatus


@dataclass(frozen=True, slots=True)
class HeadingEvent:
    """One change in the life of a heading."""

    date: PartialDate
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A topic heading. Search finds alternative labels too; hidden labels are misspellings.

    `position` orders headings below the same one; those of one position stand as they were added.
    A heading with `replaced_by` is not used any more: whatever names it means the other one. One
    that is `retired` without that keeps its records, but is not to be given to others. The
    `shared_labels` of one that was merged are those the other one had before, as well.
    """

    id: ConceptId
    notation: str
    label: str
    alternative_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    broader: ConceptId | None = None
    related: tuple[ConceptId, ...] = ()
    scope_note: str = ""
    status: HeadingStatus = HeadingStatus.PROPOSED
    source: str = ""
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    replaced_by: ConceptId | None = None
    retired: bool = False
    position: int = 0
    shared_labels: tuple[str, ...] = ()
    history: tuple[HeadingEvent, ...] = ()

    @property
    def shown(self) -> str:
        """The label as people read it: a retired heading says so."""
        return f"{self.label} (retired)" if self.retired else self.label
