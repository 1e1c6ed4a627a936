"""Markdown with YAML front matter: one record per file, every field of it.

The names are explained, with examples, in casestudies/README.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from evidence_library.errors import UserCanFix
from evidence_library.importers import markdown_entries as entries
from evidence_library.importers.front_matter_fields import Fields, UnknownName
from evidence_library.importers.names import is_sure, one_name, read_names
from evidence_library.model import record as model
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId, RecordId, SetId, is_identity, new_record_id
from evidence_library.model.problem import Flag, Problem, Severity
from evidence_library.model.reading import Reading
from evidence_library.model.vocabulary import (
    KIND_FAMILIES,
    Confidence,
    EvidenceKind,
    Licence,
    Permission,
    Stage,
    Workflow,
)
from evidence_library.text import front_matter
from evidence_library.text.partial_dates import parse_added
from evidence_library.text.record_body import kind_mark, split_sections
from evidence_library.text.topic_labels import resolve

FORMAT = "Markdown record"


def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(kind))


_NAME = _names_of(model.Name)
_DATE = ("value", "raw")

#: The names a file may have, and those below each name that has any.
KEYS: tuple[str, ...] = (
    *("id", "title", "alternative_titles", "kind", "kind_sentence", "authors", "funders"),
    *("publisher", "published", "accessed", "added", "identifiers", "topics", "tags", "setting"),
    *("place", "population", "approach", "finding", "outcomes", "appraisal"),
    *("second_appraisal", "external_ratings"),
    *("case_study", "links", "attachments", "pointers", "relations", "licence", "rights_holder"),
    *(
        "may_redistribute",
        "workflow",
        "workflow_reason",
        "checked",
        "review_due",
        "versions",
        "notes",
    ),
    *("further_details", "form", "flags", "recommendation_sets"),
)
KEYS_BELOW: dict[str, tuple[str, ...]] = {
    "authors": _NAME,
    "funders": _NAME,
    "publisher": _NAME,
    "published": _DATE,
    "accessed": _DATE,
    "added": ("value", "raw", "by"),
    "identifiers": _names_of(model.Identifiers),
    "topics": _names_of(model.TopicHeading),
    "place": _names_of(model.Place),
    "outcomes": _names_of(model.Outcome),
    "appraisal": _names_of(model.Appraisal),
    "second_appraisal": _names_of(model.Appraisal),
    "emmie": _names_of(model.Emmie),
    "external_ratings": _names_of(model.ExternalRating),
    "case_study": _names_of(model.CaseStudy),
    "links": _names_of(model.Link),
    "attachments": _names_of(model.Attachment),
    "pointers": _names_of(model.Pointer),
    "relations": _names_of(model.Relation),
    "checked": _DATE,
    "review_due": _DATE,
    "versions": _names_of(model.Version),
    "form": _names_of(model.FormLine),
    "flags": _names_of(Flag),
}


def recognises(text: str, name: str) -> bool:
    """Tell whether a text is such a file: by its front matter or the ending of its name."""
    return name.casefold().endswith((".md", ".markdown")) or front_matter.has_front_matter(text)


def read(text: str, name: str, headings: Mapping[str, ConceptId]) -> Reading:
    """Read a file into one record; without an `id` it gets a new one."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not front_matter.has_front_matter(plain):
        raise UserCanFix(
            f"“{name}” has no front matter; put at least “title: ...” between two lines of “---” "
            "at its top."
        )
    try:
        matter = front_matter.read(plain)
    except UserCanFix as error:
        raise UserCanFix(f"“{name}” cannot be read: {error}") from error
    reader = _Reader(Fields(matter, name, KEYS), headings)
    record = reader.record(split_sections(matter.body), name, text)
    return Reading(name=name, format=FORMAT, records=(record,), problems=tuple(reader.problems))


class _Reader:
    """Reads the fields of one record and gathers what is odd about them."""

    def __init__(self, top: Fields, headings: Mapping[str, ConceptId]) -> None:
        self._top = top
        self._headings = headings
        self._flags: list[Flag] = []
        self.problems: list[Problem] = []

    def record(
        self, sections: tuple[model.Section, ...], file_name: str, text: str
    ) -> model.Record:
        top = self._top
        self._note_unknown(top)
        values: dict[str, Any] = self._about_the_source() | self._about_the_evidence()
        values |= self._about_the_record()
        self._check_kind(values["kind"])
        self._check_sections(sections)
        flags = tuple(still_true(self._each("flags", entries.flag), values["topics"]))
        added_flags = (flag for flag in dict.fromkeys(self._flags) if flag not in flags)
        return model.Record(
            **values,
            id=RecordId(top.identity("id")) if top.text("id") else new_record_id(),
            sections=sections,
            flags=(*flags, *added_flags),
            source_name=file_name,
            source_text=text,
        )

    def _about_the_source(self) -> dict[str, Any]:
        top = self._top
        return {
            "title": top.text("title"),
            "alternative_titles": top.texts("alternative_titles"),
            "kind": top.text("kind"),
            "kind_sentence": top.text("kind_sentence"),
            "authors": self._names("authors"),
            "funders": self._names("funders"),
            "publisher": self._names("publisher"),
            "published": self._date("published"),
            "accessed": self._date("accessed"),
            "added": self._added(),
            "identifiers": self._texts_below("identifiers", model.Identifiers)
            or model.Identifiers(),
            "licence": top.word("licence", Licence, Licence.UNKNOWN),
            "rights_holder": top.text("rights_holder"),
            "may_redistribute": top.word("may_redistribute", Permission, Permission.UNKNOWN),
            "further_details": top.text("further_details"),
            "form": tuple(self._each("form", entries.form_line)),
        }

    def _about_the_evidence(self) -> dict[str, Any]:
        top = self._top
        return {
            "topics": tuple(self._topics()),
            "tags": top.texts("tags"),
            "setting": top.texts("setting"),
            "place": tuple(self._places()),
            "population": top.texts("population"),
            "approach": top.texts("approach"),
            "finding": top.text("finding"),
            "outcomes": tuple(self._each("outcomes", entries.outcome)),
            "appraisal": self._appraisal("appraisal") or model.Appraisal(),
            "second_appraisal": self._appraisal("second_appraisal"),
            "external_ratings": tuple(self._each("external_ratings", entries.rating)),
            "case_study": self._texts_below("case_study", model.CaseStudy),
            "links": tuple(self._each("links", entries.link)),
            "attachments": tuple(self._each("attachments", entries.attachment)),
            "pointers": tuple(self._each("pointers", entries.pointer)),
            "relations": tuple(self._each("relations", entries.relation)),
        }

    def _about_the_record(self) -> dict[str, Any]:
        top = self._top
        return {
            "workflow": top.word("workflow", Workflow, Workflow.DRAFT),
            "workflow_reason": top.text("workflow_reason"),
            "checked": self._date("checked"),
            "review_due": self._date("review_due"),
            "versions": tuple(self._each("versions", entries.version)),
            "notes": top.text("notes"),
            "recommendation_sets": tuple(self._sets()),
        }

    def _each(self, name: str, make: Callable[[Fields], Any]) -> Iterator[Any]:
        for entry in self._top.each(name, KEYS_BELOW[name]):
            self._note_unknown(entry)
            yield make(entry)

    def _texts_below(self, name: str, kind: type) -> Any:
        """Make a thing whose fields are all texts; None if it is not given."""
        if not self._top.has(name) or (self._top.is_text(name) and not self._top.text(name)):
            return None
        return entries.all_texts(self._noted(self._top.below(name, KEYS_BELOW[name])), kind)

    def _noted(self, entry: Fields) -> Fields:
        self._note_unknown(entry)
        return entry

    def _note_unknown(self, entry: Fields) -> None:
        for unknown in entry.unknown():
            flag, problem = _unknown_name(unknown)
            self._flags.append(flag)
            self.problems.append(problem)

    def _names(self, name: str) -> tuple[model.Name, ...]:
        if self._top.is_text(name):
            found = read_names(self._top.text(name), name)
            self._flags.extend(found.flags)
            return found.names
        return tuple(self._listed_names(name))

    def _listed_names(self, name: str) -> Iterator[model.Name]:
        for position, entry in enumerate(self._top.entries(name)):
            if isinstance(entry, str):
                yield self._judged_name(name, entry)
                continue
            below = self._noted(self._top.entry(name, position, KEYS_BELOW[name]))
            yield model.Name(below.text("name"), below.yes_no("corporate"))

    def _judged_name(self, field: str, words: str) -> model.Name:
        name = one_name(words)
        if not is_sure(words):
            what = "a body" if name.corporate else "a person"
            message = f"“{words}” was taken for {what}; write “corporate: true” or “false” to say."
            self._flags.append(Flag("name-unsure", message, field, words))
        return name

    def _date(self, name: str) -> PartialDate | None:
        date = self._top.date(name)
        if date is not None and date.year is None and date.raw:
            message = "The date was not understood; kept as read."
            self._flags.append(Flag("date-not-understood", message, name, date.raw))
        return date

    def _added(self) -> Added | None:
        top = self._top
        if not top.has("added") or (top.is_text("added") and not top.text("added")):
            return None
        if top.is_text("added"):
            return parse_added(top.text("added"))
        below = self._noted(top.below("added", KEYS_BELOW["added"]))
        return Added(below.value_and_raw(), below.text("by"))

    def _topics(self) -> Iterator[model.TopicHeading]:
        if self._top.is_text("topics") and self._top.text("topics"):
            raise self._top.wrong("topics", "must be a list, each heading on a line after “- ”")
        for position, entry in enumerate(self._top.entries("topics")):
            if isinstance(entry, str):
                heading = resolve(entry, self._headings)
            else:
                heading = self._stated_topic(position)
            if heading.concept is None:
                message = f"“{heading.label}” is not in the topic scheme; kept as read."
                self._flags.append(Flag("unknown-heading", message, "topics", heading.label))
            yield heading

    def _stated_topic(self, position: int) -> model.TopicHeading:
        """Read a heading whose concept is stated; one that this library lacks is looked up."""
        entry = self._noted(self._top.entry("topics", position, KEYS_BELOW["topics"]))
        label, concept = entry.text("label"), entry.text("concept")
        if not concept:
            return model.TopicHeading(label)
        if concept in self._headings.values():
            return model.TopicHeading(label, ConceptId(concept))
        # A heading that was replaced is known by its identity, too.
        replaced = self._headings.get(concept)
        if replaced is not None:
            return model.TopicHeading(label, replaced)
        return resolve(label, self._headings)

    def _places(self) -> Iterator[model.Place]:
        for position, entry in enumerate(self._top.entries("place")):
            if isinstance(entry, str):
                yield model.Place(country=entry)
            else:
                below = self._noted(self._top.entry("place", position, KEYS_BELOW["place"]))
                yield model.Place(below.text("country"), below.text("area"))

    def _appraisal(self, name: str) -> model.Appraisal | None:
        top = self._top
        if not top.has(name) or (top.is_text(name) and not top.text(name)):
            return None
        below = self._noted(top.below(name, KEYS_BELOW[name]))
        emmie = model.Emmie()
        if below.has("emmie"):
            emmie = entries.all_texts(
                self._noted(below.below("emmie", KEYS_BELOW["emmie"])), model.Emmie
            )
        return model.Appraisal(
            evidence_kind=below.word_or_none("evidence_kind", EvidenceKind),
            maryland=entries.maryland(below),
            confidence=below.word("confidence", Confidence, Confidence.NOT_RATED),
            reasons=below.text("reasons"),
            emmie=emmie,
            stage=below.word_or_none("stage", Stage),
            cost_band=entries.one_to_five(below, "cost_band"),
            cost=below.text("cost"),
            transferability=below.text("transferability"),
            appraised_by=below.text("appraised_by"),
            appraised=below.date("appraised"),
        )

    def _sets(self) -> Iterator[SetId]:
        for identity in self._top.texts("recommendation_sets"):
            if not is_identity(identity):
                what = f"holds “{identity[:60]}” but must hold identities (UUIDs) of sets"
                raise self._top.wrong("recommendation_sets", what)
            yield SetId(identity.lower())

    def _check_kind(self, kind: str) -> None:
        if kind and kind not in KIND_FAMILIES:
            message = f"“{kind}” is not a kind the library knows; kept as read."
            self._flags.append(Flag("unknown-kind", message, "kind", kind))

    def _check_sections(self, sections: tuple[model.Section, ...]) -> None:
        for section in sections:
            mark = kind_mark(section.heading)
            if mark:
                message = f"“{{{mark}}}” is not a kind of section; kept as part of the heading."
                self._flags.append(
                    Flag("unknown-section-kind", message, "sections", section.heading)
                )


def still_true(flags: Iterator[Flag], topics: Sequence[model.TopicHeading]) -> Iterator[Flag]:
    """Leave out that a heading is not in the scheme where it has come into it since."""
    found = {heading.label for heading in topics if heading.concept is not None}
    return (flag for flag in flags if flag.code != "unknown-heading" or flag.raw not in found)


def _unknown_name(unknown: UnknownName) -> tuple[Flag, Problem]:
    advice = f"; perhaps “{unknown.meant}” is meant" if unknown.meant else ""
    message = f"“{unknown.name}” is not a name the front matter may have{advice}."
    raw = front_matter.join({unknown.name: unknown.value}, "").strip("-\n")
    place = f"Line {unknown.line}: " if unknown.line else ""
    return (
        Flag("unknown-name", message, unknown.name, raw),
        Problem(Severity.WARNING, "unknown-name", place + message, unknown.name),
    )
