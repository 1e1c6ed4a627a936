"""A record: what is found, read and put in a pack. Fields follow the data model of the design."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId, RecordId, SetId
from evidence_library.model.problem import Flag
from evidence_library.model.vocabulary import (
    About,
    Confidence,
    Direction,
    EvidenceKind,
    Licence,
    LinkRole,
    Permission,
    PointerKind,
    RelationType,
    SectionKind,
    Stage,
    Workflow,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person or a body that wrote, paid for or published something."""

    name: str
    corporate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    """Numbers by which the source is known elsewhere.

    `series` is where it came out, as printed: a journal's volume, issue and pages, or the place in
    a series of reports. `source_title` is the title of the source, where the record's own title is
    not that: several records may each tell of one finding of the same report.
    """

    isbn: str = ""
    doi: str = ""
    report_number: str = ""
    series: str = ""
    source_title: str = ""


@dataclass(frozen=True, slots=True)
class TopicHeading:
    """A heading as the source prints it, and the concept of the scheme it means.

    `concept` is None for a heading that is not in the scheme: it is kept as read and flagged.
    """

    label: str
    concept: ConceptId | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened; either half may be empty."""

    country: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the text. `heading` as printed; `level` 1 is the form's own, 2 stands below it."""

    kind: SectionKind = SectionKind.OTHER
    heading: str = ""
    level: int = 1
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One thing that changed or did not. `size` in the source's words.

    `main` marks the outcome by which the source judges the whole.
    """

    outcome: str
    direction: Direction
    size: str = ""
    population: str = ""
    about: About = About.INTERVENTION
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Emmie:
    """The five EMMIE texts."""

    effect: str = ""
    mechanism: str = ""
    moderators: str = ""
    implementation: str = ""
    economics: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """How we know and how sure we are. Every field is optional; blank means not rated."""

    evidence_kind: EvidenceKind | None = None
    maryland: int | Literal["not applicable"] | None = None
    confidence: Confidence = Confidence.NOT_RATED
    reasons: str = ""
    emmie: Emmie = Emmie()
    stage: Stage | None = None
    cost_band: int | None = None
    cost: str = ""
    transferability: str = ""
    appraised_by: str = ""
    appraised: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalRating:
    """A rating given by somebody else, verbatim; never converted."""

    system: str
    value: str
    date: PartialDate | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStudy:
    """What a case study tells, field by field."""

    place: str = ""
    organisation: str = ""
    period: str = ""
    problem: str = ""
    what_was_done: str = ""
    who_was_involved: str = ""
    what_changed: str = ""
    resources: str = ""
    what_did_not_work: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address outside the library; it may be dead. `archived_copy` is a file or an address.

    `note` says how it was read ("read in an archived copy"); `supports` lists the statements of
    the record that can be checked there, each in a few words.
    """

    role: LinkRole
    url: str
    label: str = ""
    accessed: PartialDate | None = None
    archived_copy: str = ""
    note: str = ""
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept with the record. `size` in bytes, `pages` 0 if it has none."""

    sha256: str
    name: str
    media_type: str = ""
    size: int = 0
    pages: int = 0
    page_texts: tuple[str, ...] = ()
    source_url: str = ""
    licence: Licence = Licence.UNKNOWN
    may_redistribute: Permission = Permission.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A pointer into the source document: "see the report's Refs. 2 and 3"."""

    kind: PointerKind
    numbers: tuple[str, ...] = ()
    raw: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How this record bears on the record `to`, and why we say so."""

    type: RelationType
    to: RecordId
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A published version: its number from 1, when, by whom and what changed."""

    number: int
    date: PartialDate
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """A label of the summary form as the source prints it, and the record field it stands for.

    The lines in order are what lets a sheet be written again with its own labels. `field` is one of
    title, authors, published, funders, publisher, source_link, topics, kind_sentence, section,
    further_details, added, or "other" (then `value` holds what no field of ours takes).
    """

    field: str
    label: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One case study, research finding or practice example.

    `kind` is a word of `KIND_FAMILIES` or a word kept as read. `second_appraisal` is what a second
    person judged without looking at the first. `source_text` is what the record was
    read from, verbatim, whatever was understood of it. `workflow_reason` says why it was left out,
    withdrawn or superseded.
    """

    id: RecordId
    kind: str = ""
    kind_sentence: str = ""
    title: str = ""
    alternative_titles: tuple[str, ...] = ()
    authors: tuple[Name, ...] = ()
    funders: tuple[Name, ...] = ()
    publisher: tuple[Name, ...] = ()
    published: PartialDate | None = None
    accessed: PartialDate | None = None
    added: Added | None = None
    identifiers: Identifiers = Identifiers()
    topics: tuple[TopicHeading, ...] = ()
    tags: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    place: tuple[Place, ...] = ()
    population: tuple[str, ...] = ()
    approach: tuple[str, ...] = ()
    finding: str = ""
    sections: tuple[Section, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    appraisal: Appraisal = Appraisal()
    second_appraisal: Appraisal | None = None
    external_ratings: tuple[ExternalRating, ...] = ()
    case_study: CaseStudy | None = None
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    relations: tuple[Relation, ...] = ()
    licence: Licence = Licence.UNKNOWN
    rights_holder: str = ""
    may_redistribute: Permission = Permission.UNKNOWN
    workflow: Workflow = Workflow.DRAFT
    workflow_reason: str = ""
    checked: PartialDate | None = None
    review_due: PartialDate | None = None
    versions: tuple[Version, ...] = ()
    notes: str = ""
    further_details: str = ""
    form: tuple[FormLine, ...] = ()
    flags: tuple[Flag, ...] = ()
    recommendation_sets: tuple[SetId, ...] = ()
    source_name: str = ""
    source_text: str = field(default="", repr=False)
