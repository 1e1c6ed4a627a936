"""What a query was understood as, in plain English: one short piece for each of its parts."""

from __future__ import annotations

from calendar import month_name, monthrange
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from evidence_library.query import tracked
from evidence_library.query.fields import FIELDS
from evidence_library.query.parsing import NONE_WORDS, Parsed, Understood
from evidence_library.query.tree import (
    Added,
    And,
    Boost,
    Due,
    Facet,
    Fuzzy,
    Near,
    Not,
    Nothing,
    Or,
    Overdue,
    Phrase,
    Plain,
    Prefix,
    Query,
    Same,
    Tracked,
    Wild,
    Years,
)
from evidence_library.text.analysis import Word

#: Gives the name of the value a facet asks for, as the library calls it.
Name = Callable[[Facet], str]

#: Tells whether words in this order are one term.
IsTerm = Callable[[Sequence[Word]], bool]

_LONGEST_TERM = 8

#: Fields that hold names, which are written with capitals whatever was typed.
_NAMES = frozenset({"author", "place"})


@dataclass(frozen=True, slots=True)
class Told:
    """One part of a query in words. It stands at characters `start` to `end`."""

    words: str
    start: int
    end: int
    plain: bool = False


def as_typed(facet: Facet) -> str:
    """Name a value the way it was typed."""
    return facet.value


def told(
    parsed: Parsed,
    name: Name = as_typed,
    is_term: IsTerm = lambda _words: False,
    left_out: Container[str] = (),
) -> tuple[Told, ...]:
    """Say what each part of a query was understood as, in the order they were typed.

    Words beside each other that make a term are one part; words that are `left_out` are none.
    """
    return tuple(
        Told(
            " ".join(describe(part.query, name) for part in run),
            run[0].start,
            run[-1].end,
            _is_plain(run[0].query),
        )
        for run in _runs(parsed.parts, is_term)
        if not (len(run) == 1 and _is_left_out(run[0].query, left_out))
    )


def _runs(parts: Sequence[Understood], is_term: IsTerm) -> Iterator[Sequence[Understood]]:
    """Give the parts one by one, but those that make a term together; the longest term first."""
    at = 0
    while at < len(parts):
        words = [part.query.word for part in parts[at:] if isinstance(part.query, Plain)]
        plain = next((n for n, part in enumerate(parts[at:]) if not _is_plain(part.query)), None)
        longest = min(_LONGEST_TERM, len(words) if plain is None else plain)
        length = next((n for n in range(longest, 1, -1) if is_term(words[:n])), 1)
        yield parts[at : at + length]
        at += length


def _is_left_out(query: Query, left_out: Container[str]) -> bool:
    if not isinstance(query, Plain) or query.field or query.in_capitals:
        return False
    return len(query.word.exact) == 1 and query.word.exact[0] in left_out


def without(text: str, part: Told | Understood) -> str:
    """Take one part out of the text of a query; nothing else of it changes but blanks."""
    before, behind = text[: part.start].rstrip(), text[part.end :].lstrip()
    return f"{before} {behind}".strip() if before and not before.endswith("(") else before + behind


def describe(query: Query, name: Name = as_typed) -> str:
    """Say what a query asks for: `topic:housing` is "Topic: Housing", `-police` "not police"."""
    match query:
        case Not(inner):
            said = f"not {_grouped(inner, name)}"
        case Same(queries):
            said = describe(queries[0], name)
        case And(queries):
            said = _joined(queries, "and", name)
        case Or(queries):
            said = _joined(queries, "or", name)
        case Boost(inner, factor):
            said = f"{_grouped(inner, name)} (counts {factor:g} times)"
        case Facet(field, value):
            stated = "not stated" if value.strip().lower() in NONE_WORDS else name(query)
            said = f"{FIELDS[field].label}: {stated}"
        case Tracked(field, value):
            said = _tracked(field, value)
        case Years() | Added() | Due() | Overdue():
            said = _when(query)
        case _:
            said = _text(query)
    return said


def _tracked(field: str, value: str) -> str:
    if value == tracked.NONE:
        return f"{FIELDS[field].label}: not stated"
    words = " or ".join(tracked.meant(field, value)) or value
    if field == "is":
        return words
    if field == "deadline":
        first, last = (
            f"Q{of[1]} {of[0]}" if (of := tracked.quarter(end)) else _day(end or None, ends=at == 1)
            for at, end in enumerate(tracked.ends(value))
        )
        return _span("deadline", "on", first, last)
    return f"{FIELDS[field].label}: {words}"


def _when(query: Years | Added | Due | Overdue) -> str:
    match query:
        case Years(first, last):
            return _span("published", "in", *(str(end) if end else "" for end in (first, last)))
        case Added(start, end):
            return _span("added", "on", _day(start), _day(end, ends=True))
        case Due(start, end):
            return _span("review due", "on", _day(start), _day(end, ends=True))
        case Overdue():
            return "review overdue"


def _text(query: Query) -> str:
    match query:
        case Plain(word, field):
            words = " ".join(word.exact)
            said, where = words.title() if field in _NAMES else words, field
            said = _capitals(query) if query.in_capitals else said
        case Phrase(terms, where):
            said = f"“{' '.join(terms)}” together" if len(terms) > 1 else f"exactly “{terms[0]}”"
        case Prefix(start, (), where):
            said = f"begins with {start}"
        case Prefix(start, before, where):
            said = f"“{' '.join((*before, start))}…” together"
        case Near(terms, distance, where):
            counted = "1 word" if distance == 1 else f"{distance} words"
            said = f"{' near '.join(terms)} ({counted})"
        case Wild(pattern, where):
            said = f"fits {pattern}"
        case Fuzzy(term, _, where):
            said = f"like {term}"
        case Nothing():
            return "nothing"
        case _:
            return "everything"
    return f"{FIELDS[where].label}: {said}" if where else said


def _capitals(query: Plain) -> str:
    """Write a short form, with a small "s" where it stands for several."""
    said = " ".join(query.word.exact).upper()
    return f"{said[:-1]}s" if query.several else said


def _is_plain(query: Query) -> bool:
    return isinstance(query, Plain) and not query.field


def _joined(queries: Sequence[Query], word: str, name: Name) -> str:
    return f" {word} ".join(_grouped(item, name) for item in queries)


def _grouped(query: Query, name: Name) -> str:
    """Put what has several parts in brackets, where it is a part itself."""
    said = describe(query, name)
    several = isinstance(query, And | Or) and not isinstance(query, Same)
    return f"({said})" if several else said


def _span(what: str, on: str, first: str, last: str) -> str:
    if first and first == last:
        return f"{what} {on if ' ' in first and first[0].isdigit() else 'in'} {first}"
    if first and last:
        return f"{what} {first} to {last}"
    if first or last:
        return f"{what} {first} or later" if first else f"{what} {last} or earlier"
    return f"{what} at any time"


def _day(value: str | None, *, ends: bool = False) -> str:
    """Write a date as short as it can be told: the first of a year begins that year."""
    if value is None:
        return ""
    year, month, day = (int(part) for part in value.split("-"))
    edge = monthrange(year, month)[1] if ends else 1
    if day != edge:
        return f"{day} {month_name[month]} {year}"
    return str(year) if month == (12 if ends else 1) else f"{month_name[month]} {year}"
