"""Why a record was found: which words stand where in it, and in what form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.query.tree import (
    Near,
    Part,
    Phrase,
    Plain,
    Prefix,
    Same,
    Text,
    as_typed,
    sought,
    sought_parts,
)
from evidence_library.services import attachment_hits
from evidence_library.services.find import Found, marks_of
from evidence_library.services.opened import Library
from evidence_library.store import indexing, records
from evidence_library.store.concepts import Scheme
from evidence_library.store.matching import COLUMNS
from evidence_library.text.analysis import GAP, exact_terms
from evidence_library.text.marks import matches

#: What the columns of the index are called for people.
PLACES = {
    "title": "the title",
    "labels": "topic headings, their other names or tags",
    "finding": "the finding",
    "people": "authors, funders or publisher",
    "place": "the place",
    "body": "the text",
}

AS_TYPED = "as typed"
OTHER_FORM = "another form"
OTHER_WORD = "another word for it"
BEGINNING = "a word that begins so"

_MOST_FORMS = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """A word that was asked for and where it stands. `places` maps a column to how often.

    `forms` are the words as they stand, `how` says how they answer what was `asked`.
    """

    asked: str
    how: str
    forms: tuple[str, ...]
    places: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        """Say it in a sentence."""
        forms = ", ".join(f"“{form}”" for form in self.forms[:_MOST_FORMS])
        if len(self.forms) > _MOST_FORMS:
            forms += " and others"
        found = ", ".join(_told(column, count) for column, count in self.places)
        match self.how:
            case "as typed":
                return f"“{self.asked}”: in {found}."
            case "another form":
                return f"{forms}, for “{self.asked}”: in {found}."
            case "another word for it":
                return f"{forms}, another word for “{self.asked}”: in {found}."
            case _:
                return f"{forms}, beginning with “{self.asked}”: in {found}."


@dataclass(frozen=True, slots=True)
class Why:
    """Why a record was found: its words, and which of those asked for it does not hold.

    `in_files` are words that only an attachment holds, each with the first place there.
    """

    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    in_files: tuple[tuple[str, str], ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it in sentences."""
        told = [str(reason) for reason in self.reasons]
        told.extend(f"“{word}”: in {place}." for word, place in self.in_files)
        if self.missing:
            told.append(f"Not in it: {', '.join(f'“{word}”' for word in self.missing)}.")
        if not told:
            told.append("No words were asked for; it has what the fields and filters ask for.")
        return tuple(told)


def why(library: Library, found: Found, record_id: RecordId) -> Why:
    """Say why a hit was found. Raises `UserCanFix` if the library does not hold the record."""
    scheme = library.search.facets_now().scheme
    with library.connections.reading() as connection:
        record = records.get(connection, record_id)
    if record is None:
        raise UserCanFix(f"There is no record “{record_id}” in this library.")
    told = of_record(record, found, scheme)
    groups = list(_groups(sought_parts(found.answered)))
    held = {
        _asked(group[0]): place.place
        for group in groups
        if _asked(group[0]) in told.missing
        for place in [attachment_hits.holding(library, record, group[-1])]
        if place is not None
    }
    missing = tuple(word for word in told.missing if word not in held)
    return replace(told, missing=missing, in_files=tuple(held.items()))


def of_record(record: Record, found: Found, scheme: Scheme) -> Why:
    """Say why a record was found by a search."""
    texts = {
        column: text.replace(f" {GAP} ", "\n")
        for column, text in indexing.texts(record, scheme).items()
    }
    reasons: list[Reason] = []
    missing: list[str] = []
    for group in _groups(sought_parts(found.answered)):
        told = list(_reasons(group, texts))
        reasons.extend(told)
        if not told and _asked(group[0]) not in missing:
            missing.append(_asked(group[0]))
    return Why(tuple(dict.fromkeys(reasons)), tuple(missing))


def _groups(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """Put a word that is still being typed together with its beginning."""
    at = 0
    while at < len(parts):
        both = parts[at : at + 2]
        unfinished = len(both) == 2 and _begins(both[0], both[1])
        yield both if unfinished else both[:1]
        at += 2 if unfinished else 1


def _begins(part: Part, other: Part) -> bool:
    first = as_typed(part)[0]
    return (
        isinstance(other, Prefix)
        and isinstance(first, Plain)
        and (*other.before, other.start) == first.word.exact
    )


def _reasons(group: Sequence[Part], texts: dict[str, str]) -> Iterator[Reason]:
    typed = [leaf for part in group for leaf in as_typed(part)]
    others = [leaf for part in group if isinstance(part, Same) for leaf in sought(part)]
    asked = _asked(group[0])
    covered: dict[str, set[tuple[int, int]]] = {column: set() for column in texts}
    for leaves, how in ((typed, OTHER_FORM), (others, OTHER_WORD)):
        stands: dict[str, list[tuple[str, str]]] = {}
        for leaf in leaves:
            for column, form in _found(leaf, texts, covered):
                stands.setdefault(_how(leaf, form, asked, how), []).append((column, form))
        for name in (AS_TYPED, OTHER_FORM, BEGINNING, OTHER_WORD):
            if name in stands:
                yield _reason(asked, name, stands[name])


def _reason(asked: str, how: str, stands: Sequence[tuple[str, str]]) -> Reason:
    forms = Counter(form for _, form in stands)
    places = Counter(column for column, _ in stands)
    commonest = sorted(forms, key=lambda form: (-forms[form], form))
    ordered = tuple((column, places[column]) for column in PLACES if column in places)
    return Reason(asked, how, tuple(commonest), ordered)


def _found(
    leaf: Text, texts: dict[str, str], covered: dict[str, set[tuple[int, int]]]
) -> Iterator[tuple[str, str]]:
    """Give column and form of each place, once however many of the words find it."""
    marks = marks_of(leaf)
    for column in (COLUMNS[leaf.field],) if leaf.field else tuple(texts):
        for match in matches(texts[column], marks):
            place = (match.start, match.end)
            if place not in covered[column]:
                covered[column].add(place)
                yield column, " ".join(texts[column][match.start : match.end].lower().split())


def _how(leaf: Text, form: str, asked: str, otherwise: str) -> str:
    if exact_terms(form) == exact_terms(asked):
        return AS_TYPED
    return BEGINNING if isinstance(leaf, Prefix) else otherwise


def _asked(part: Part) -> str:
    """Write what was asked for as one would type it."""
    return " ".join(_words(leaf) for leaf in as_typed(part))


def _words(leaf: Text) -> str:
    match leaf:
        case Plain(word):
            return " ".join(word.exact)
        case Phrase(terms) | Near(terms):
            return " ".join(terms)
        case Prefix(start, before):
            return " ".join((*before, start))


def _told(column: str, count: int) -> str:
    often = {1: "", 2: " (twice)"}.get(count, f" ({count:,} times)")
    return f"{PLACES[column]}{often}"
