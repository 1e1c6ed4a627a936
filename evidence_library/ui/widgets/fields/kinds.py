"""The rows a record has: names, outcomes, links, ratings, relations, places, pointers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from evidence_library.model.ids import RecordId
from evidence_library.model.record import (
    ExternalRating,
    Link,
    Name,
    Outcome,
    Place,
    Pointer,
    Relation,
)
from evidence_library.model.vocabulary import (
    About,
    Direction,
    LinkRole,
    PointerKind,
    RelationType,
    in_words,
)
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.fields.base import Complete, FieldWidget
from evidence_library.ui.widgets.fields.choice import ChoiceField, Option
from evidence_library.ui.widgets.fields.dates import DateField
from evidence_library.ui.widgets.fields.line import LineField
from evidence_library.ui.widgets.fields.pick import Finder, PickField
from evidence_library.ui.widgets.fields.rows import Part, RowKind, RowsField
from evidence_library.ui.widgets.fields.small import CheckField, LinesField, WordsField
from evidence_library.ui.widgets.fields.text import TextField

_PERSON_OR_BODY = (Option(value=False, words="Person"), Option(value=True, words="Body"))

_DIRECTIONS = {
    Direction.IMPROVED: "It got better.",
    Direction.MIXED: "Some of it got better, some did not.",
    Direction.NO_DIFFERENCE: "It was the same with and without.",
    Direction.WORSE: "It got worse.",
    Direction.UNCLEAR: "The source could not tell.",
    Direction.NOT_MEASURED: "It was to be reached, but nobody measured it.",
}
_ABOUT = {
    About.INTERVENTION: "What doing something changed.",
    About.PROBLEM: "How large a problem is; no effect of anything.",
}
_ROLES = {
    LinkRole.SOURCE: "The document this record is about.",
    LinkRole.TOOL: "Something to work with: a toolkit, a checklist.",
    LinkRole.SURVEY: "The survey behind the figures.",
    LinkRole.METHOD: "How it was done, told elsewhere.",
    LinkRole.RELATED: "Something else worth reading.",
    LinkRole.ARCHIVE: "A copy kept by an archive.",
}
_RELATIONS = {
    RelationType.EVALUATES: "This record judges what the other describes.",
    RelationType.IS_ABOUT: "This record is about what the other describes.",
    RelationType.SAME_STUDY_AS: "Both report one study.",
    RelationType.SUPERSEDES: "This record takes the place of the other.",
    RelationType.CONTRADICTS: "The two come to different conclusions.",
    RelationType.RECOMMENDS: "This record recommends what the other describes.",
    RelationType.IS_PRACTICE_FOR: "This record is a way to do what the other asks for.",
    RelationType.RELATED_TO: "They bear on each other in another way.",
}


def name_rows(theme: Theme, name: str, one: str, complete: Complete | None = None) -> RowsField:
    """Make a field for persons and bodies, `tuple[Name, ...]`; `one` is the word for one."""
    parts = (
        Part("name", "Name", lambda t, n: LineField(t, n, complete=complete)),
        Part("corporate", "Person or body", lambda t, n: ChoiceField(t, n, _PERSON_OR_BODY)),
    )
    return RowsField(theme, name, RowKind(one, parts, Name("")))


def title_rows(theme: Theme, name: str = "Other titles") -> RowsField:
    """Make a field for alternative titles, `tuple[str, ...]`."""
    return RowsField(theme, name, RowKind("title", (Part("", "", LineField),), ""))


def outcome_rows(
    theme: Theme, name: str = "Outcomes", populations: Complete | None = None
) -> RowsField:
    """Make a field for outcomes, `tuple[Outcome, ...]`."""
    parts = (
        Part("outcome", "What was looked at", LineField, wide=True),
        Part("direction", "What happened to it", _choice(_DIRECTIONS)),
        Part("about", "About", _choice(_ABOUT)),
        Part("population", "For whom", lambda t, n: LineField(t, n, complete=populations)),
        Part(
            "size",
            "How much, in the source's words",
            lambda t, n: TextField(t, n, lines=(1, 6)),
            wide=True,
        ),
        Part(
            "main",
            "",
            lambda t, n: CheckField(t, n, "The source judges the whole by it"),
            wide=True,
        ),
    )
    blank = Outcome(outcome="", direction=Direction.UNCLEAR)
    return RowsField(theme, name, RowKind("outcome", parts, blank))


def link_rows(theme: Theme, name: str = "Links") -> RowsField:
    """Make a field for links, `tuple[Link, ...]`."""
    parts = (
        Part("url", "Address", lambda t, n: LineField(t, n, placeholder="https://"), wide=True),
        Part("label", "Words of the link", LineField, wide=True),
        Part("role", "Leads to", _choice(_ROLES)),
        Part("accessed", "Accessed", DateField),
        Part("archived_copy", "Archived copy", LineField),
        Part("note", "Note", lambda t, n: TextField(t, n, lines=(1, 5)), wide=True),
        Part("supports", "Statements that can be checked there", LinesField, wide=True),
    )
    return RowsField(theme, name, RowKind("link", parts, Link(role=LinkRole.SOURCE, url="")))


def rating_rows(theme: Theme, name: str = "Ratings by others") -> RowsField:
    """Make a field for ratings given elsewhere, `tuple[ExternalRating, ...]`."""
    parts = (
        Part("system", "Who rates", LineField),
        Part("value", "Rating, word for word", LineField),
        Part("date", "Date", DateField),
        Part("url", "Address", lambda t, n: LineField(t, n, placeholder="https://"), wide=True),
    )
    return RowsField(theme, name, RowKind("rating", parts, ExternalRating(system="", value="")))


def relation_rows(theme: Theme, finder: Finder, name: str = "Related records") -> RowsField:
    """Make a field for relations, `tuple[Relation, ...]`; the `finder` finds records."""
    parts = (
        Part("type", "This record", _choice(_RELATIONS)),
        Part("to", "Record", lambda t, n: PickField(t, n, finder, RecordId("")), wide=True),
        Part("reason", "Why we say so", lambda t, n: TextField(t, n, lines=(1, 5)), wide=True),
    )
    blank = Relation(type=RelationType.RELATED_TO, to=RecordId(""))
    return RowsField(theme, name, RowKind("related record", parts, blank))


def place_rows(
    theme: Theme,
    name: str = "Places",
    countries: Complete | None = None,
    areas: Complete | None = None,
) -> RowsField:
    """Make a field for places, `tuple[Place, ...]`."""
    parts = (
        Part("country", "Country", lambda t, n: LineField(t, n, complete=countries)),
        Part("area", "Area", lambda t, n: LineField(t, n, complete=areas)),
    )
    return RowsField(theme, name, RowKind("place", parts, Place()))


def pointer_rows(theme: Theme, name: str = "Pointers into the source") -> RowsField:
    """Make a field for pointers into the source document, `tuple[Pointer, ...]`."""
    parts = (
        Part("kind", "Points at", _choice(dict.fromkeys(PointerKind, ""))),
        Part("numbers", "Numbers", lambda t, n: WordsField(t, n, placeholder="2, 3, 11-13")),
        Part("raw", "As the text says it", LineField),
        Part("resolved", "", lambda t, n: CheckField(t, n, "Looked up")),
    )
    return RowsField(theme, name, RowKind("pointer", parts, Pointer(kind=PointerKind.REF)))


def _choice(meanings: Mapping[Any, str]) -> Callable[[Theme, str], FieldWidget]:
    """Give what makes a field in which one word of a list is chosen."""
    options = tuple(Option(word, in_words(word), told) for word, told in meanings.items())
    return lambda theme, name: ChoiceField(theme, name, options)
