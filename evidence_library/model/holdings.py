"""What a record holds, in words one can ask for with `has:`."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from evidence_library.model.record import Record
from evidence_library.model.vocabulary import Confidence, Licence, Workflow


class Has(StrEnum):
    """What a record may hold. The value of each entry is the word people read and type."""

    LINK = "link"
    ARCHIVED_COPY = "archived copy"
    UNARCHIVED_LINK = "unarchived link"
    ATTACHMENT = "attachment"
    LICENCE = "licence"
    APPRAISAL = "appraisal"
    RATING = "external rating"
    FINDING = "finding"
    OUTCOME = "outcome"
    POINTER = "pointer"
    UNRESOLVED_POINTER = "unresolved pointer"
    RELATION = "relation"
    FLAGS = "flags"
    NOTES = "notes"
    VERSION = "version"
    DRAFT = "draft"
    COMMENTS = "comments"
    OPEN_COMMENT = "open comment"


#: How far records are that are being worked on.
ON_THE_WAY = frozenset(
    {Workflow.SUGGESTED, Workflow.SCREENING, Workflow.DRAFT, Workflow.SECOND_CHECK}
)

#: How far records are that are found on request only.
SET_ASIDE = frozenset({Workflow.EXCLUDED, Workflow.WITHDRAWN})


def holdings(record: Record) -> Iterator[Has]:
    """Give what a record holds. Comments are kept beside it and are not among it.

    It has a `DRAFT` if it was published and is being worked on again.
    """
    appraisal, pointers = record.appraisal, record.pointers
    told = {
        Has.LINK: record.links,
        Has.ARCHIVED_COPY: any(link.archived_copy for link in record.links),
        Has.UNARCHIVED_LINK: any(not link.archived_copy for link in record.links),
        Has.ATTACHMENT: record.attachments,
        Has.LICENCE: record.licence is not Licence.UNKNOWN,
        Has.APPRAISAL: appraisal.evidence_kind or appraisal.confidence is not Confidence.NOT_RATED,
        Has.RATING: record.external_ratings,
        Has.FINDING: record.finding.strip(),
        Has.OUTCOME: record.outcomes,
        Has.POINTER: pointers,
        Has.UNRESOLVED_POINTER: any(not pointer.resolved for pointer in pointers),
        Has.RELATION: record.relations,
        Has.FLAGS: record.flags,
        Has.NOTES: record.notes.strip(),
        Has.VERSION: record.versions,
        Has.DRAFT: record.versions and record.workflow in ON_THE_WAY,
    }
    yield from (word for word, held in told.items() if held)
