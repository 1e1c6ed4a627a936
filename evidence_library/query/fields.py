"""The fields of the query language: one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FieldKind(Enum):
    """How a field is matched."""

    TEXT = "words of a text field"
    FACET = "a value of a word list"
    YEAR = "a year or a span of years"
    DATE = "a date, a span of dates or a word for one"
    DUE = "a date, as above, or a word for what is due"
    TRACKED = "something told of recommendations"


@dataclass(frozen=True, slots=True)
class Field:
    """A field a person can name: `name:` in a query, or one of `also`. `example` is for the manual.

    `label` is what people read on a chip.
    """

    name: str
    kind: FieldKind
    example: str
    label: str
    also: tuple[str, ...] = ()


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("title", FieldKind.TEXT, "title:burglary", "Title"),
        Field("author", FieldKind.TEXT, 'author:"Audit Commission"', "Author", ("authors", "by")),
        Field("place", FieldKind.TEXT, "place:Glasgow", "Place", ("country", "area", "where")),
        Field(
            "topic",
            FieldKind.FACET,
            'topic:"Community Engagement"',
            "Topic",
            ("topics", "heading", "headings", "subject"),
        ),
        Field("tag", FieldKind.FACET, "tag:induction", "Tag", ("tags",)),
        Field("kind", FieldKind.FACET, 'kind:"case study"', "Kind", ("type",)),
        Field(
            "family", FieldKind.FACET, 'family:"practice example"', "Family of kinds", ("families",)
        ),
        Field("setting", FieldKind.FACET, "setting:schools", "Setting", ("settings",)),
        Field(
            "population",
            FieldKind.FACET,
            'population:"older people"',
            "Population",
            ("people", "who", "group"),
        ),
        Field("approach", FieldKind.FACET, "approach:prevention", "Approach"),
        Field("effect", FieldKind.FACET, "effect:improved", "Effect", ("result", "direction")),
        Field(
            "confidence",
            FieldKind.FACET,
            'confidence:"not rated"',
            "How sure",
            ("sure", "strength"),
        ),
        Field(
            "evidence",
            FieldKind.FACET,
            'evidence:"randomised trial"',
            "Kind of evidence",
            ("design", "method"),
        ),
        Field("licence", FieldKind.FACET, 'licence:"CC BY"', "Licence", ("license", "rights")),
        Field("workflow", FieldKind.FACET, "workflow:draft", "Workflow"),
        Field("review", FieldKind.DUE, "review:overdue", "Review due", ("due",)),
        Field("has", FieldKind.FACET, 'has:"archived copy"', "Has"),
        Field("year", FieldKind.YEAR, "year:2003..2011", "Year", ("published", "date")),
        Field("added", FieldKind.DATE, "added:last-year", "Added"),
        Field("lead", FieldKind.TRACKED, "lead:DTI", "Lead", ("leads", "body", "owner")),
        Field("status", FieldKind.TRACKED, 'status:"not met"', "Reported"),
        Field("is", FieldKind.TRACKED, "is:overdue", "It is"),
        Field("deadline", FieldKind.TRACKED, "deadline:2005-Q3", "Deadline", ("deadlines",)),
        Field("theme", FieldKind.TRACKED, "theme:schools", "Theme", ("themes",)),
        Field("stage", FieldKind.TRACKED, "stage:developing", "Stage", ("stages",)),
        Field("response", FieldKind.TRACKED, "response:accepted", "Response", ("responses",)),
        Field("set", FieldKind.TRACKED, 'set:"Ethnic minorities"', "Set", ("sets",)),
        Field("number", FieldKind.TRACKED, "number:24", "Number", ("no",)),
    )
}

#: Every name of a field, the other ones too, and the field it stands for.
NAMES: dict[str, Field] = {
    name: field for field in FIELDS.values() for name in (field.name, *field.also)
}
