"""The query tree: what a person asked for, free of how they typed it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from evidence_library.text.analysis import Word


@dataclass(frozen=True, slots=True)
class Everything:
    """All records."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No record: something was asked for that the library cannot hold."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain word: any form of it matches. `field` narrows it to one text field.

    Whether it was typed `in_capitals` tells "DARE" from "dare"; records know no such difference.
    It was typed at characters `start` to `end`; other words for it were typed nowhere. A short form
    with a small "s", such as "RCTs", is `several` of it.
    """

    word: Word
    field: str = ""
    in_capitals: bool = dataclasses.field(default=False, compare=False)
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)
    several: bool = dataclasses.field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exact words in this order, as somebody may have `typed` them."""

    terms: tuple[str, ...]
    field: str = ""
    in_capitals: bool = dataclasses.field(default=False, compare=False)
    typed: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word; `before` are exact words that stand directly before it."""

    start: str
    before: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Exact words in any order, with at most `distance` other words between first and last."""

    terms: tuple[str, ...]
    distance: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Wild:
    """A word of which parts are open: `*` stands for any letters, `?` for one."""

    pattern: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word that may be misspelt in up to `edits` letters; the first letter is right."""

    term: str
    edits: int = 1
    field: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value of a controlled field, as typed: `topic:housing`, at characters `start` to `end`.

    What is `none` is not stated: of a field of text nothing else is a value. `others` are other
    words for what was typed; they count where no value has that name.
    """

    name: str
    value: str
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)
    others: tuple[str, ...] = dataclasses.field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Tracked:
    """Something told of recommendations, as typed at characters `start` to `end`: `status:met`.

    No record has it. `others` are other words for a body that leads.
    """

    field: str
    value: str
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)
    others: tuple[str, ...] = dataclasses.field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Years:
    """A span of years, both ends included; None is open."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """When a record was added: ISO dates, both ends included; None is open.

    A record whose date is known only in part counts if any day of it lies in the span.
    """

    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a record is due for review: ISO dates as in `Added`."""

    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Overdue:
    """What was due for review before an ISO date: every day of the date it was due lies before."""

    before: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    query: Query


@dataclass(frozen=True, slots=True)
class And:
    """All must hold."""

    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one must hold."""

    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Same(Or):
    """What was typed, and behind it other words for the same thing.

    All are plain words or all are phrases, of one field, so that one index answers them together.
    What was typed may be several words, each with other words of its own.
    """


@dataclass(frozen=True, slots=True)
class Most(Or):
    """Words of which at least so many must hold.

    With `in_short` they must hold in title, headings or finding, unless all hold anywhere: one of
    several words stands in many texts by chance, and in few that are about it.
    """

    at_least: int = 1
    in_short: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished(Or):
    """A word that is still being typed: the word as it stands, or one that it begins."""


@dataclass(frozen=True, slots=True)
class Boost:
    """What counts `factor` times as much in the order of hits. It changes no answer."""

    query: Query
    factor: float


#: What stands for words of the library that are not known before one looks.
Pattern: TypeAlias = Wild | Fuzzy
Leaf: TypeAlias = (
    Everything
    | Nothing
    | Plain
    | Phrase
    | Prefix
    | Near
    | Pattern
    | Facet
    | Tracked
    | Years
    | Added
    | Due
    | Overdue
)
Query: TypeAlias = Leaf | Not | And | Or | Boost

#: What a text index answers: one text, or one with other words for it.
Text: TypeAlias = Plain | Phrase | Prefix | Near
Part: TypeAlias = Text | Same


def all_of(queries: Iterable[Query]) -> Query:
    """Join queries so that every one must hold; of none, everything holds."""
    flat: list[Query] = []
    for query in queries:
        if isinstance(query, And):
            flat.extend(query.queries)
        elif not isinstance(query, Everything):
            flat.append(query)
    if not flat:
        return Everything()
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def sought(query: Query) -> tuple[Text, ...]:
    """List the texts a query asks for, to mark them; not what it excludes."""
    match query:
        case Plain() | Phrase() | Prefix() | Near():
            return (query,)
        case And(queries) | Or(queries):
            return tuple(leaf for item in queries for leaf in sought(item))
        case Boost(inner):
            return sought(inner)
        case _:
            return ()


def asks_of_recommendations(query: Query) -> bool:
    """Tell whether any part of a query is about recommendations only."""
    match query:
        case Tracked():
            return True
        case And(queries) | Or(queries):
            return any(map(asks_of_recommendations, queries))
        case Not(inner) | Boost(inner):
            return asks_of_recommendations(inner)
        case _:
            return False


def tracked_parts(query: Query) -> tuple[Tracked, ...]:
    """List the parts of a query that are told of recommendations, assessments and actions."""
    match query:
        case Tracked():
            return (query,)
        case And(queries) | Or(queries):
            return tuple(part for item in queries for part in tracked_parts(item))
        case Not(inner) | Boost(inner):
            return tracked_parts(inner)
        case _:
            return ()


def asks_of_records(query: Query) -> tuple[Facet | Years | Added | Due | Overdue, ...]:
    """List the parts of a query that are about records only."""
    match query:
        case Facet() | Years() | Added() | Due() | Overdue():
            return (query,)
        case And(queries) | Or(queries):
            return tuple(part for item in queries for part in asks_of_records(item))
        case Not(inner) | Boost(inner):
            return asks_of_records(inner)
        case _:
            return ()


def sought_parts(query: Query) -> tuple[Part, ...]:
    """List what a query asks for, to rank by it: texts, each with the other words for it."""
    match query:
        case Plain() | Phrase() | Prefix() | Near() | Same():
            return (query,)
        case And(queries) | Or(queries):
            return tuple(part for item in queries for part in sought_parts(item))
        case Boost(inner):
            return sought_parts(inner)
        case _:
            return ()


def required(query: Query) -> tuple[Part, ...]:
    """List the texts that every answer holds: what stands on its own or in an AND at the top."""
    parts = query.queries if isinstance(query, And) else (query,)
    plain = [part.query if isinstance(part, Boost) else part for part in parts]
    if any(isinstance(part, Most) for part in plain):
        return ()  # what else is required tells less than the words it stands beside
    return tuple(part for part in plain if isinstance(part, Plain | Phrase | Prefix | Near | Same))


def boosted(query: Query) -> tuple[tuple[Part, float], ...]:
    """List the texts that count more or less than others, with their factors."""
    match query:
        case Boost(inner, factor):
            return tuple((part, factor) for part in sought_parts(inner))
        case And(queries) | Or(queries):
            return tuple(pair for item in queries for pair in boosted(item))
        case _:
            return ()


def as_typed(part: Part) -> tuple[Text, ...]:
    """List the texts of a part as they were typed, without the other words for them."""
    if not isinstance(part, Same):
        return (part,)
    typed = part.queries[0]
    words = typed.queries if isinstance(typed, And) else (typed,)
    return tuple(text for word in words for inner in sought_parts(word) for text in as_typed(inner))
