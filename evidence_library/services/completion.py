"""What a person may want to type next: fields, values, headings, tags, words, old searches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache, partial
from itertools import chain, islice

from evidence_library.model.headline import NOT_STATED
from evidence_library.query.fields import FIELDS, NAMES, Field, FieldKind
from evidence_library.query.spans import DATE_WORDS, DUE_WORDS
from evidence_library.services import find, recommendation_offers
from evidence_library.services.find import FACETS, Request, label
from evidence_library.services.opened import Library
from evidence_library.services.progress import quiet
from evidence_library.store.facets import FacetSets
from evidence_library.store.indexing import NONE, UNKNOWN_HEADING
from evidence_library.text.analysis import exact_terms

#: So many offers are made in all, and so many of each kind beside the others.
MOST = 8
_MOST_OF_A_KIND = 3
_MOST_EARLIER = 2

#: So many letters must be there before words and headings are offered.
_FEWEST_LETTERS = 2

_VALUE = re.compile(
    r'(?<![^\s(+\-])(?P<field>[A-Za-z_]+):[ \t]*(?:["“](?P<quoted>[^"“”]*)|(?P<bare>[^\s"“”()]*))$'
)
_WORD = re.compile(r"(?<![^\s(+\-])(?P<word>\w[\w'’-]*)$")
_NEEDS_NO_QUOTES = re.compile(r"[\w.<>=/-]+")


class Kind(StrEnum):
    """What an offer is, as people read it."""

    EARLIER = "earlier search"
    FIELD = "field"
    HEADING = "topic heading"
    TAG = "tag"
    AUTHOR = "author"
    VALUE = "value"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to type: `insert` takes the place of the characters `start` to `end`.

    `count` is the number of records, None where there is none to tell.
    """

    kind: Kind
    words: str
    insert: str
    start: int
    end: int
    count: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is a search of its own rather than a part of one."""
        return self.kind is Kind.EARLIER

    def put_into(self, text: str) -> tuple[str, int]:
        """Give the text with the offer in it, and where the cursor stands then."""
        before, behind = text[: self.start] + self.insert, text[self.end :]
        if self.kind not in {Kind.FIELD, Kind.EARLIER}:  # a part goes on with the next word
            before, behind = f"{before} ", behind.removeprefix(" ")
        return before + behind, len(before)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The letters before the cursor that are to be completed, from `start` to `end`."""

    typed: str
    start: int
    end: int


def complete(
    library: Library,
    text: str,
    cursor: int,
    earlier: Sequence[str] = (),
    *,
    synonyms: bool = True,
) -> tuple[Offer, ...]:
    """Offer what may follow at the cursor. `earlier` searches come latest first.

    What is counted by searching is counted with other words if `synonyms` are searched.
    """
    before = text[:cursor]
    value = _VALUE.search(before)
    if value and value["field"].lower() in NAMES:
        field = NAMES[value["field"].lower()]
        typed = value["quoted"] if value["quoted"] is not None else value["bare"]
        asked = _Asked(typed, value.end("field") + 1, _end(text, cursor, value["quoted"]))
        if field.name == "author":
            request = Request(synonyms=synonyms)
            return tuple(islice(_authors(library, asked, request), MOST))
        return tuple(islice(_values(library, field, asked), MOST))
    word = _WORD.search(before)
    parts = chain(
        islice(_earlier(text, earlier), _MOST_EARLIER),
        _parts(library, _Asked(word["word"], word.start(), cursor)) if word else (),
    )
    return tuple(islice((offer for offer in parts if _adds(offer, text)), MOST))


def _end(text: str, cursor: int, quoted: str | None) -> int:
    """Take a quotation mark that closes the value right behind the cursor along."""
    return cursor + (quoted is not None and text[cursor : cursor + 1] in {'"', "”"})


def _adds(offer: Offer, text: str) -> bool:
    return text[offer.start : offer.end].casefold() != offer.insert.casefold()


def _earlier(text: str, earlier: Iterable[str]) -> Iterator[Offer]:
    typed = text.strip().casefold()
    for search in earlier:
        if typed and search.casefold().startswith(typed) and search.casefold() != typed:
            yield Offer(Kind.EARLIER, search, search, 0, len(text))


def _parts(library: Library, asked: _Asked) -> Iterator[Offer]:
    yield from islice(_fields(asked), _MOST_OF_A_KIND)
    if len(asked.typed) < _FEWEST_LETTERS:
        return
    sets = library.search.facets_now()
    terms = exact_terms(asked.typed)
    if not terms:
        return
    for facet in ("topic", "tag"):
        found = (value for value in _named(sets, facet, terms) if value[2])
        yield from islice((_value(facet, one, asked) for one in found), _MOST_OF_A_KIND)
    if len(terms) == 1:
        yield from _words(library, terms[0], asked)


def _fields(asked: _Asked) -> Iterator[Offer]:
    typed = asked.typed.lower()
    fields = sorted(FIELDS.values(), key=lambda field: not field.name.startswith(typed))
    for field in fields:
        names = [name for name in (field.name, *field.also) if name.startswith(typed)]
        if names:
            words, told = f"{field.name}:", field.label.lower()
            shown = words if told == field.name else f"{words} ({told})"
            yield Offer(Kind.FIELD, shown, words, asked.start, asked.end)


def _values(library: Library, field: Field, asked: _Asked) -> Iterator[Offer]:
    sets = library.search.facets_now()
    terms = exact_terms(asked.typed)
    if field.kind in _DATED:
        for word in (*(DUE_WORDS if field.kind is FieldKind.DUE else ()), *DATE_WORDS):
            if word.startswith(asked.typed.lower()):
                yield Offer(Kind.VALUE, word, word, asked.start, asked.end)
    elif field.kind is FieldKind.TRACKED:
        yield from _of_recommendations(library, field, asked)
    elif field.kind is FieldKind.FACET or field.name in FACETS:
        for value in _named(sets, field.name, terms):
            yield _value(field.name, value, asked, alone=False)
        if field.name == "has":
            yield from _of_recommendations(library, field, asked)
    elif len(terms) == 1 and len(terms[0]) >= _FEWEST_LETTERS:
        yield from _words(library, terms[0], asked)


def _of_recommendations(library: Library, field: Field, asked: _Asked) -> Iterator[Offer]:
    for value in recommendation_offers.values(library, field.name, asked.typed):
        bare = value.replace('"', " ")
        written = bare if _NEEDS_NO_QUOTES.fullmatch(bare) else f'"{bare}"'
        yield Offer(Kind.VALUE, value, written, asked.start, asked.end)


def _authors(library: Library, asked: _Asked, request: Request) -> Iterator[Offer]:
    """Offer whole names, each with the number of records that a search for it finds.

    That is more than it wrote where another name holds it, or where it funded or published others.
    """
    made = set()
    for name in library.search.authors_beginning(exact_terms(asked.typed)):
        written = f'"{" ".join(re.sub(_QUOTES, " ", name).split())}"'
        if exact_terms(written) in made:
            continue  # another spelling of a name that finds the same
        made.add(exact_terms(written))
        wanted = replace(request, text=f"author:{written}")
        total = find.undisturbed(partial(find.count, library, wanted), quiet).total
        if total:
            yield Offer(Kind.AUTHOR, name, written, asked.start, asked.end, total)
    unstated = library.search.facets_now().of("author", NONE).bit_count()
    if unstated and (not asked.typed or _NONE.startswith(asked.typed.lower())):
        yield Offer(Kind.VALUE, label("author", NONE), _NONE, asked.start, asked.end, unstated)


def _words(library: Library, start: str, asked: _Asked) -> Iterator[Offer]:
    for word, count in library.search.words_beginning(start, MOST):
        yield Offer(Kind.WORD, word, word, asked.start, asked.end, count)


_DATED = frozenset({FieldKind.DATE, FieldKind.DUE})

#: What would end a quoted name.
_QUOTES = re.compile('["“”„]')

#: Asks, behind a field, for what is not stated.
_NONE = "none"

#: The names of headings and values are looked at with each letter that is typed.
_terms = lru_cache(maxsize=10_000)(exact_terms)

#: What people read, what stands behind the field name, and the number of records.
_Named = tuple[str, str, int]


def _named(sets: FacetSets, facet: str, terms: tuple[str, ...]) -> list[_Named]:
    """List the values in whose names each typed word begins a word, the commonest first.

    What is not stated comes last.
    """
    found = [
        (shown, typed, count)
        for shown, typed, names, count in _known(sets, facet)
        if any(_fits(terms, name) for name in names)
    ]
    if facet == "year":
        return sorted(found, key=lambda item: item[1].removeprefix(_NONE), reverse=True)
    return sorted(
        found,
        key=lambda item: (item[1] == _NONE, not _begins(terms, item[0]), -item[2], item[0]),
    )


def _known(sets: FacetSets, facet: str) -> Iterator[tuple[str, str, tuple[str, ...], int]]:
    # What is counted is what a search for the value finds.
    shown_here = sets.every if facet == "workflow" else sets.at_hand
    held = sets.values.get(facet, {})
    values = {value: bits & shown_here for value, bits in held.items()}
    if facet == "topic":
        labels = Counter(_terms(concept.label) for concept in sets.scheme.concepts.values())
        for concept in sets.scheme.concepts.values():
            # Of two headings with one label, only the notation means one of them.
            alone = labels[_terms(concept.label)] == 1 or not concept.notation
            typed = concept.label if alone else concept.notation
            names = (concept.label, *concept.alternative_labels)
            count = values.get(concept.id, 0).bit_count()
            yield concept.label, typed, names, count
    for value, bits in values.items():
        if bits and (facet != "topic" or not value):
            shown = label(facet, value)
            yield shown, value or _NONE, (shown, value or NOT_STATED), bits.bit_count()
        elif value.startswith(UNKNOWN_HEADING):
            name = value.removeprefix(UNKNOWN_HEADING)
            yield name, name, (name,), bits.bit_count()


def _fits(terms: tuple[str, ...], name: str) -> bool:
    words = _terms(name)
    return all(any(word.startswith(term) for word in words) for term in terms)


def _begins(terms: tuple[str, ...], name: str) -> bool:
    first = _terms(name)[:1]
    return not terms or any(word.startswith(terms[0]) for word in first)


def _value(facet: str, named: _Named, asked: _Asked, *, alone: bool = True) -> Offer:
    """Make the offer of a value; `alone` it needs its field name in front."""
    shown, typed, count = named
    bare = typed.replace('"', " ")
    # Without quotation marks, a place is looked for as words: it would find other areas too.
    is_bare = typed == _NONE or (facet != "place" and _NEEDS_NO_QUOTES.fullmatch(bare))
    written = bare if is_bare else f'"{bare}"'
    kinds = {"topic": Kind.HEADING, "tag": Kind.TAG}
    insert = f"{facet}:{written}" if alone else written
    return Offer(kinds.get(facet, Kind.VALUE), shown, insert, asked.start, asked.end, count)
