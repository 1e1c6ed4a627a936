"""The form of the SCS summary sheet: its labels in order, and what its headings are about."""

from __future__ import annotations

from typing import NamedTuple

from evidence_library.model.vocabulary import SectionKind


class FormField(NamedTuple):
    """A line of the form: the record field it stands for, its label, other labels seen for it."""

    field: str
    label: str = ""
    other_labels: tuple[str, ...] = ()


#: The lines in the order of the form. Sections, the type sentence and the footer have no label.
FORM: tuple[FormField, ...] = (
    FormField("title", "Title", ("full title", "report title", "document title")),
    FormField("authors", "Author", ("authors", "author(s)")),
    FormField(
        "published", "Date published", ("published", "date of publication", "publication date")
    ),
    FormField("funders", "Funding body", ("funding bodies", "funder", "funders", "funded by")),
    FormField("publisher", "Publisher", ("publishers", "published by")),
    FormField(
        "source_link",
        "Document available to download at",
        ("document available at", "available at", "available to download at", "available from"),
    ),
    FormField("topics", "SCS topic headings", ("scs topic heading", "topic headings", "topics")),
    FormField("kind_sentence"),
    FormField("section"),
    FormField("further_details"),
    FormField("added", "Date added to the SCS website", ("date added", "date added to website")),
)

#: Headings of the form, and what they are about.
FORM_HEADINGS: tuple[tuple[SectionKind, tuple[str, ...]], ...] = (
    (
        SectionKind.AIM,
        (
            "Summary of the intervention's aim",
            "Summary of the intervention's aims",
            "Summary of the aim",
            "Aim",
            "Aims",
        ),
    ),
    (SectionKind.OUTCOMES, ("Outcomes", "Outcome", "Summary of outcomes")),
    (
        SectionKind.CONCLUSIONS,
        ("Summary of evaluation conclusions", "Summary of conclusions", "Conclusions"),
    ),
    (
        SectionKind.METHOD,
        (
            "How the evaluation gathered information for findings and conclusions",
            "How the evaluation gathered information",
            "Method",
            "Methods",
        ),
    ),
)

#: Further headings of our own records whose kind is plain from their words.
_OWN_HEADINGS: tuple[tuple[SectionKind, tuple[str, ...]], ...] = (
    (SectionKind.OUTCOMES, ("What was found", "What changed")),
    (
        SectionKind.METHOD,
        ("How we know", "How it was evaluated", "How the information was gathered"),
    ),
    (SectionKind.IMPLEMENTATION, ("Implementation", "How it was done")),
    (SectionKind.COST, ("Cost", "Costs", "What it cost")),
    (SectionKind.LIMITS, ("Limits", "Limitations", "Limits and what is not known")),
)


def plain(words: str) -> str:
    """Bring a label or heading to the form it is compared in: case, quotes, spaces, no bold."""
    straight = words.replace("’", "'").replace("‘", "'")
    return " ".join(straight.casefold().split()).lstrip("*_").rstrip(" :.*_")


_FIELDS = {
    plain(label): line.field for line in FORM for label in (line.label, *line.other_labels) if label
}
_SHEET_KINDS = {plain(heading): kind for kind, headings in FORM_HEADINGS for heading in headings}
_ALL_KINDS = _SHEET_KINDS | {
    plain(heading): kind for kind, headings in _OWN_HEADINGS for heading in headings
}


def field_of(label: str) -> str:
    """Give the record field a printed label stands for; empty if the form does not know it."""
    return _FIELDS.get(plain(label), "")


def form_heading_kind(heading: str) -> SectionKind | None:
    """Give what a heading of the summary form is about; None for any other line."""
    return _SHEET_KINDS.get(plain(heading))


def heading_kind(heading: str) -> SectionKind:
    """Give what a section is about by its heading alone; OTHER where the words do not say."""
    return _ALL_KINDS.get(plain(heading), SectionKind.OTHER)
