"""Read: one record with everything that belongs to it, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape

from evidence_library.errors import UserCanFix
from evidence_library.exporters import markdown_record, summary_sheet
from evidence_library.model import headline, rules
from evidence_library.model.comment import Comment
from evidence_library.model.headline import Fact
from evidence_library.model.ids import RecordId
from evidence_library.model.problem import Problem
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.record import Record, TopicHeading
from evidence_library.model.vocabulary import KIND_FAMILIES, HeadingStatus, RelationType
from evidence_library.services.opened import Library
from evidence_library.store import (
    comments,
    concepts,
    recommendation_sets,
    records,
    redirects,
    starter,
    trash,
)
from evidence_library.store.concepts import Scheme
from evidence_library.store.connections import Connection
from evidence_library.store.indexing import UNKNOWN_HEADING
from evidence_library.text.citation import cite
from evidence_library.text.markdown_html import to_html
from evidence_library.text.marked_html import mark_html
from evidence_library.text.marks import Marks

#: What a relation is called from the record it points at.
_SEEN_FROM_THERE = {
    RelationType.EVALUATES: "evaluated by",
    RelationType.IS_ABOUT: "has a part about it in",
    RelationType.SAME_STUDY_AS: "same study as",
    RelationType.SUPERSEDES: "superseded by",
    RelationType.CONTRADICTS: "contradicted by",
    RelationType.RECOMMENDS: "recommended by",
    RelationType.IS_PRACTICE_FOR: "practice described in",
    RelationType.RELATED_TO: "related to",
}


class RecordGone(UserCanFix):
    """The library does not hold a record one asks for."""


@dataclass(frozen=True, slots=True)
class RelatedRecord:
    """A record that belongs with another: how, which, and why."""

    type: str
    id: RecordId
    title: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TopicPath:
    """A heading with the broader ones in front of it. `value` is what one filters by."""

    value: str
    labels: tuple[str, ...]
    proposed: bool
    in_scheme: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A record and what is computed about it. `number` is how lists of hits name it.

    What is `starter` content came with the program. `headings` are the labels of its headings as
    the scheme has them now; the record keeps those that were read.
    """

    record: Record
    kind_family: str
    topics: tuple[TopicPath, ...]
    effect: Fact
    how_we_know: Fact
    how_current: Fact
    citation: str
    related: tuple[RelatedRecord, ...]
    sets: tuple[RecommendationSet, ...]
    problems: tuple[Problem, ...]
    number: int
    starter: bool
    comments: tuple[Comment, ...] = ()
    headings: tuple[str, ...] = ()


def read_record(library: Library, record_id: RecordId, today: date | None = None) -> RecordView:
    """Read a record for showing. Raises `RecordGone` if the library does not hold it."""
    now = today or date.today()
    with library.connections.reading() as connection:
        record = _held(connection, record_id)
        record_id = record.id
        scheme = concepts.load(connection)
        found = (recommendation_sets.get(connection, key) for key in record.recommendation_sets)
        sets = tuple(item for item in found if item is not None)
        number = records.number_of(connection, record_id)
        shipped = starter.among(connection, [record_id])
        said = tuple(comments.of_record(connection, record_id))
    return RecordView(
        record=record,
        kind_family=KIND_FAMILIES.get(record.kind, record.kind),
        topics=tuple(_path(heading, scheme) for heading in record.topics),
        effect=headline.effect(record),
        how_we_know=headline.how_we_know(record),
        how_current=headline.how_current(record, now.year),
        citation=cite(record),
        related=_related(library, record),
        sets=sets,
        problems=rules.check(record, (now.year, now.month, now.day)),
        number=number or 0,
        starter=bool(shipped),
        comments=said,
        headings=tuple(scheme.label_of(one) for one in record.topics),
    )


def _held(connection: Connection, record_id: RecordId) -> Record:
    """Read a record, or the one it was merged into."""
    record = records.get(connection, record_id)
    if record is not None:
        return record
    kept = redirects.target(connection, record_id)
    record = records.get(connection, kept) if kept != record_id else None
    if record is None:
        raise gone(connection, record_id)
    return record


def gone(connection: Connection, record_id: RecordId) -> RecordGone:
    """Say that a record is not there, by its title where that is known, and where it went."""
    title = redirects.title_of(connection, record_id)
    if title is not None:
        return RecordGone(
            f"“{title or 'Untitled'}” was merged into a record that is no longer in the "
            "library; it may be in the trash."
        )
    title = trash.title_of(connection, record_id)
    if title is not None:
        return RecordGone(f"“{title or 'Untitled'}” is in the trash; restore it first.")
    return RecordGone(f"There is no record “{record_id}” in this library.")


def body_html(view: RecordView, marks: Marks | None = None) -> str:
    """Write the sections as clean HTML with matched words in `<mark>`; it holds no style."""
    pieces = []
    for section in view.record.sections:
        if section.heading:
            tag = f"h{min(section.level + 1, 6)}"
            pieces.append(f"<{tag}>{escape(section.heading)}</{tag}>")
        pieces.append(_rendered(section.body))
    return mark_html("\n".join(pieces), marks or Marks())


@lru_cache(maxsize=512)
def _rendered(body: str) -> str:
    """Render a section; a record is shown again whenever other words of it are to be marked."""
    return to_html(body)


def sheet(library: Library, record_id: RecordId) -> str:
    """Write a record as a summary sheet, from its fields, under its headings of now."""
    with library.connections.reading() as connection:
        scheme = concepts.load(connection)
    return summary_sheet.write(scheme.headed(read_record(library, record_id).record))


def markdown(library: Library, record_id: RecordId) -> str:
    """Write a record as Markdown with front matter, the form that can be imported again.

    Its headings have the labels of now.
    """
    with library.connections.reading() as connection:
        scheme = concepts.load(connection)
    record = scheme.headed(read_record(library, record_id).record)
    return markdown_record.write(record, scheme.by_label())


def _path(heading: TopicHeading, scheme: Scheme) -> TopicPath:
    upward = list(scheme.upward(heading.concept))
    if not upward:
        return TopicPath(UNKNOWN_HEADING + heading.label, (heading.label,), True, False)
    labels = tuple(concept.shown for concept in reversed(upward))
    own = upward[0]
    return TopicPath(own.id, labels, own.status is HeadingStatus.PROPOSED, True)


def _related(library: Library, record: Record) -> tuple[RelatedRecord, ...]:
    with library.connections.reading() as connection:
        pointing = records.pointing_at(connection, record.id)
        named = [
            (relation, redirects.target(connection, relation.to)) for relation in record.relations
        ]
        ids = [key for _, key in named] + [key for key, _ in pointing]
        titles = records.titles(connection, ids)
    outward = [
        RelatedRecord(relation.type.value, key, titles[key], relation.reason)
        for relation, key in named
        if key in titles and key != record.id
    ]
    inward = [
        RelatedRecord(_SEEN_FROM_THERE[relation.type], key, titles[key], relation.reason)
        for key, relation in pointing
        if key in titles
    ]
    return (*outward, *inward)
