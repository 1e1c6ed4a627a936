"""The fields of the query language: one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FieldKind(Enum):
    """How a field is matched."""

    TEXT = "words of a text field"
    FACET = "a value of a word list"
    YEAR = "a year or a span of years"


@dataclass(frozen=True, slots=True)
class Field:
    """A field a person can name: `name:` in a query. `example` is for the manual."""

    name: str
    kind: FieldKind
    example: str


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("title", FieldKind.TEXT, "title:burglary"),
        Field("topic", FieldKind.FACET, 'topic:"Community Engagement"'),
        Field("tag", FieldKind.FACET, "tag:induction"),
        Field("kind", FieldKind.FACET, 'kind:"case study"'),
        Field("author", FieldKind.TEXT, 'author:"Audit Commission"'),
        Field("year", FieldKind.YEAR, "year:2003..2011"),
        Field("place", FieldKind.TEXT, "place:Glasgow"),
        Field("effect", FieldKind.FACET, "effect:improved"),
        Field("confidence", FieldKind.FACET, 'confidence:"not rated"'),
        Field("evidence", FieldKind.FACET, 'evidence:"randomised trial"'),
        Field("workflow", FieldKind.FACET, "workflow:draft"),
    )
}
