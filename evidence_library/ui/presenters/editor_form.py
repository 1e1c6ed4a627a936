"""What the form of the editor asks, in which order, and in which words: one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from evidence_library.model.appraisers import agreement
from evidence_library.model.badge import badge_sentence
from evidence_library.model.record import Record


class Shape(Enum):
    """What kind of value a field takes, and so which widget asks for it."""

    LINE = "a line"
    SENTENCE = "a line that wraps and is counted"
    TEXT = "a text"
    DATE = "a date"
    ADDED = "a date and who"
    CHOICE = "one of several words"
    TITLES = "titles"
    NAMES = "people and bodies"
    HEADINGS = "headings of the scheme"
    CHIPS = "short words"
    PLACES = "places"
    SECTIONS = "sections of text"
    OUTCOMES = "outcomes"
    RATINGS = "ratings by others"
    LINKS = "links"
    POINTERS = "pointers into the source"
    RELATIONS = "other records"
    FLAGS = "flags to look at and dismiss"
    SHOWN = "something that is only shown"


class Command(Enum):
    """What changes something that the form only shows, in the words of its button."""

    ATTACH = "Attach files…"
    CHECK = "Check or publish…"
    MOVE_ON = "Move on…"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form. `path` names it in the record, `help` stands below it.

    `commands` change what is only shown.
    """

    path: str
    label: str
    shape: Shape
    help: str = ""
    commands: tuple[Command, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of the form: what it is called, what it asks for, and its fields."""

    key: str
    title: str
    hint: str
    fields: tuple[FormField, ...]


_LINE, _TEXT, _DATE, _CHOICE = Shape.LINE, Shape.TEXT, Shape.DATE, Shape.CHOICE
_SHOWN = Shape.SHOWN

APPRAISAL, SECOND = "appraisal", "second_appraisal"


def _appraisal(top: str) -> tuple[FormField, ...]:
    return (
        FormField(f"{top}.evidence_kind", "Kind of evidence", _CHOICE),
        FormField(f"{top}.maryland", "Maryland scale", _CHOICE),
        FormField(f"{top}.confidence", "Confidence", _CHOICE),
        FormField(
            f"{top}.reasons", "Reasons", _TEXT,
            "Why you are as sure as you say: number of places, comparison, who measured, for how "
            "long.",
        ),
        FormField(f"{top}.stage", "Stage of practice", _CHOICE),
        FormField(f"{top}.cost_band", "Cost, from 1 to 5", _CHOICE),
        FormField(f"{top}.cost", "Cost, in the words of the source", _LINE),
        FormField(
            f"{top}.transferability", "Could it be done elsewhere", _TEXT,
            "What was special about the place, and what another one would need.",
        ),
        FormField(
            f"{top}.emmie.effect", "EMMIE: effect", _TEXT,
            "What changed, by how much, and how sure the source is of it.",
        ),
        FormField(
            f"{top}.emmie.mechanism", "EMMIE: mechanism", _TEXT,
            "How it is thought to work: what it changes in what people do, see or risk.",
        ),
        FormField(
            f"{top}.emmie.moderators", "EMMIE: moderators", _TEXT,
            "Where and for whom it works better or worse.",
        ),
        FormField(
            f"{top}.emmie.implementation", "EMMIE: implementation", _TEXT,
            "What it takes to do it, and what got in the way.",
        ),
        FormField(
            f"{top}.emmie.economics", "EMMIE: economics", _TEXT,
            "What it cost, what it saved, and who paid.",
        ),
        FormField(f"{top}.appraised_by", "Appraised by", _LINE, "Your name or initials."),
        FormField(f"{top}.appraised", "Appraised on", _DATE),
    )  # fmt: skip


SECTIONS: tuple[FormSection, ...] = (
    FormSection(
        "title", "Title and kind", "What it is, as its source calls it.",
        (
            FormField("title", "Title", _LINE, "As printed, with a colon where it has one."),
            FormField("alternative_titles", "Other titles", Shape.TITLES),
            FormField("kind", "Kind", _CHOICE),
            FormField(
                "kind_sentence", "Kind, as the source says it", _LINE,
                "Such as “This document is an EVALUATION of a local scheme.”",
            ),
            FormField(
                "finding", "One-line finding", Shape.SENTENCE,
                "What the list of results shows: one sentence of at most 200 characters.",
            ),
        ),
    ),
    FormSection(
        "source", "Source", "Who wrote it, who paid for it, and when it came out.",
        (
            FormField("authors", "Authors", Shape.NAMES),
            FormField("funders", "Funders", Shape.NAMES),
            FormField("publisher", "Publisher", Shape.NAMES),
            FormField("published", "Published", _DATE),
            FormField("accessed", "Accessed", _DATE, "When the source was looked at."),
            FormField("added", "Added", Shape.ADDED, "When it came to a library, and who did it."),
            FormField("identifiers.isbn", "ISBN", _LINE),
            FormField("identifiers.doi", "DOI", _LINE, "Such as 10.1000/182."),
            FormField("identifiers.report_number", "Report number", _LINE),
            FormField(
                "identifiers.series", "Published in", _LINE,
                "Journal, volume, issue and pages; or the place in a series of reports.",
            ),
            FormField(
                "identifiers.source_title", "Title of the source", _LINE,
                "Only where the title above is not that of the source; citations name this one.",
            ),
        ),
    ),
    FormSection(
        "headings", "Headings and tags", "Under what it is found, and where it belongs.",
        (
            FormField("topics", "Topic headings", Shape.HEADINGS),
            FormField("tags", "Tags", Shape.CHIPS),
            FormField("setting", "Setting", Shape.CHIPS),
            FormField("place", "Place", Shape.PLACES),
            FormField("population", "Population", Shape.CHIPS),
            FormField("approach", "Approach", Shape.CHIPS),
        ),
    ),
    FormSection(
        "text", "Text", "What the record says, section by section.",
        (FormField("sections", "Sections", Shape.SECTIONS),),
    ),
    FormSection(
        "outcomes", "Outcomes", "What changed or did not, one by one.",
        (FormField("outcomes", "Outcomes", Shape.OUTCOMES),),
    ),
    FormSection(
        APPRAISAL, "How we know",
        "Everything here may stay empty: what nobody judged is “Not rated”, never “low”.",
        _appraisal(APPRAISAL),
    ),
    FormSection(
        SECOND, "Second appraiser",
        "What another person judged without looking at the first. Leave it empty if nobody did.",
        _appraisal(SECOND),
    ),
    FormSection(
        "ratings", "Ratings by others", "What other bodies say of the evidence, word for word.",
        (FormField("external_ratings", "Ratings", Shape.RATINGS),),
    ),
    FormSection(
        "case", "The case", "For a case study or practice example: what was done, and how it went.",
        (
            FormField("case_study.place", "Place", _LINE),
            FormField("case_study.organisation", "Organisation", _LINE),
            FormField("case_study.period", "Period", _LINE, "Such as 2003 to 2005."),
            FormField(
                "case_study.problem", "The problem", _TEXT,
                "Intelligence: what was the problem, who had it, and how did anybody know?",
            ),
            FormField(
                "case_study.what_was_done", "What was done", _TEXT,
                "Intervention: what was meant to block, weaken or remove the causes? "
                "Implementation: what was really done, step by step, and what was left out?",
            ),
            FormField(
                "case_study.who_was_involved", "Who was involved", _TEXT,
                "Involvement: who led, who helped, who was asked, and how were they won over?",
            ),
            FormField(
                "case_study.what_changed", "What changed", _TEXT,
                "Impact: what got better or worse, how was it measured, and what else may "
                "explain it?",
            ),
            FormField("case_study.resources", "Resources", _TEXT, "Money, people, time, things."),
            FormField(
                "case_study.what_did_not_work", "What did not work", _TEXT,
                "What others should know before they try the same.",
            ),
            FormField("case_study.contact", "Contact", _LINE),
        ),
    ),
    FormSection(
        "links", "Links and files", "Where it can be looked up, and what belongs with it.",
        (
            FormField("links", "Links", Shape.LINKS),
            FormField(
                "attachments", "Attachments", _SHOWN,
                "Or drop files anywhere on this window.", (Command.ATTACH,),
            ),
            FormField("pointers", "Pointers into the source", Shape.POINTERS),
            FormField("relations", "Related records", Shape.RELATIONS),
        ),
    ),
    FormSection(
        "rights", "Licence and rights", "What others may do with the source.",
        (
            FormField("licence", "Licence", _CHOICE),
            FormField("rights_holder", "Holder of the rights", _LINE),
            FormField("may_redistribute", "May be handed on", _CHOICE),
        ),
    ),
    FormSection(
        "standing", "Notes and standing", "What curators tell each other, and how far it is.",
        (
            FormField("notes", "Notes of the curators", _TEXT),
            FormField("further_details", "Further details", _TEXT),
            FormField("flags", "Flags", Shape.FLAGS, "What was repaired or odd when it was read."),
            FormField(
                "workflow", "Workflow", _SHOWN,
                "This and the next three are set by the steps of the workflow, not by typing.",
                (Command.CHECK, Command.MOVE_ON),
            ),
            FormField("workflow_reason", "Why it stands there", _SHOWN),
            FormField("checked", "Checked", _SHOWN, "Set when it is published or its review is "
                      "confirmed."),
            FormField("review_due", "Review due", _SHOWN, "Set with it, by the years between "
                      "reviews in Settings; “Ask for a review” brings it forward."),
            FormField("versions", "Versions", _SHOWN),
            FormField("recommendation_sets", "Sets of recommendations", _SHOWN),
            FormField("form", "Lines of the summary form", _SHOWN),
            FormField("source_name", "Read from", _SHOWN),
        ),
    ),
)  # fmt: skip

#: Not asked for: what identifies the record, and the text it was read from, shown beside the form.
NOT_ASKED = frozenset({"id", "source_text"})


def remark(section: str, record: Record) -> str:
    """Say above a section what is composed from it as one chooses; empty for most."""
    if section == APPRAISAL:
        return f"The record will say: {badge_sentence(record)}."
    return agreement(record) if section == SECOND else ""


def row_of(field: str) -> int | None:
    """Give the row of its field that a problem is about: "links.2" is the third link."""
    last = field.rpartition(".")[2]
    return int(last) if last.isdigit() else None


def place_of(field: str) -> tuple[str, str]:
    """Give section and path of the field that a problem is about; both empty if none is."""
    if row_of(field) is not None:
        field = field.rpartition(".")[0]
    found = [(section.key, one.path) for section in SECTIONS for one in section.fields]
    exact = (place for place in found if place[1] == field)
    below = (place for place in found if place[1].startswith(f"{field}."))
    return next(exact, None) or next(below, ("", ""))


def untold(record: Record) -> frozenset[str]:
    """Name the fields of a record that no section asks for or shows; there should be none."""
    told = {one.path.partition(".")[0] for section in SECTIONS for one in section.fields}
    return frozenset(type(record).__dataclass_fields__) - told - NOT_ASKED
