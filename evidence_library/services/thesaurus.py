"""The words that are searched together: those that ship, and what the library makes of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from evidence_library import assets
from evidence_library.errors import LibraryError
from evidence_library.importers import thesaurus
from evidence_library.importers.thesaurus import ThesaurusReading
from evidence_library.model.thesaurus import (
    KeptWords,
    OwnWords,
    Term,
    TermGroup,
    TermKind,
    group_key,
)
from evidence_library.query.synonyms import Synonyms, forms
from evidence_library.services.opened import Library
from evidence_library.store import operations, word_groups
from evidence_library.text.analysis import side_by_side
from evidence_library.text.encodings import decode

_log = logging.getLogger(__name__)

Forms = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was made of a library's own words, and up to which operation it holds."""

    operation: int
    kept: tuple[KeptWords, ...]
    synonyms: Synonyms


_known: WeakKeyDictionary[Library, _Known] = WeakKeyDictionary()


@cache
def shipped() -> tuple[TermGroup, ...]:
    """Give the groups that ship with the program, read once.

    What is wrong with the file goes to the log: a search must answer all the same.
    """
    reading = _read()
    for problem in reading.problems:
        _log.warning(problem.message)
    return reading.groups


@cache
def synonyms() -> Synonyms:
    """Give the words that are searched together in a library without words of its own."""
    return Synonyms(shipped())


def synonyms_of(library: Library) -> Synonyms:
    """Give the words that are searched together in a library, as it is at this moment.

    They are made again only when its own words changed, whoever changed them.
    """
    with library.connections.reading() as connection:
        now = operations.latest(connection)
        known = _known.get(library)
        if known is not None and known.operation == now:
            return known.synonyms
        kept = tuple(word_groups.load(connection))
    if known is not None and known.kept == kept:
        made = known.synonyms
    else:
        made = Synonyms(in_use(shipped(), kept)) if kept else synonyms()
    _known[library] = _Known(now, kept, made)
    return made


def in_use(groups: Sequence[TermGroup], kept: Sequence[KeptWords]) -> Iterator[TermGroup]:
    """Give the groups that are searched: those that ship as the library changed them, and its own.

    A shipped term that the library holds in another group leaves its own: a newer program may
    bring a word that somebody has entered elsewhere. What is left with one term is no group.
    """
    own = {group_key(one.name): (one.name, one.words) for one in kept if one.words is not None}
    taken = {
        form
        for _, words in own.values()
        if not words.off
        for term in words.terms
        for form in forms_of(term.text)
    }
    for group in groups:
        _, words = own.pop(group_key(group.name), (group.name, OwnWords()))
        left = [term for term in group.terms if taken.isdisjoint(forms_of(term.text))]
        yield from _of_two(group.name, terms_in_use(left, words), off=words.off)
    for name, words in own.values():
        yield from _of_two(name, terms_in_use((), words), off=words.off)


def terms_in_use(ship: Sequence[Term], words: OwnWords) -> tuple[Term, ...]:
    """Give the terms of one group as the library has it, the preferred one first."""
    gone = {text.casefold() for text in (*words.without, *(term.text for term in words.terms))}
    terms = (*(term for term in ship if term.text.casefold() not in gone), *words.terms)
    return tuple(sorted(terms, key=lambda term: term.kind is not TermKind.PREFERRED))


@lru_cache(maxsize=20_000)
def forms_of(text: str) -> Forms:
    """Give the stems that make two terms one; none if there is no word in the text."""
    word = side_by_side(text)
    return frozenset(forms(word)) if word.exact else frozenset()


def _of_two(name: str, terms: tuple[Term, ...], *, off: bool) -> Iterator[TermGroup]:
    if not off and len(terms) > 1:
        yield TermGroup(name, terms)


def _read() -> ThesaurusReading:
    path = assets.resource("thesaurus", "terms.csv")
    try:
        return thesaurus.read(decode(path.read_bytes(), path.name).text)
    except (OSError, LibraryError) as error:
        _log.warning("Search goes on without the thesaurus: %s", error)
        return ThesaurusReading()
