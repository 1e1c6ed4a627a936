"""Phrases of a search that ask how something turned out: "doesn't work", "made things worse"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from evidence_library.query.tree import And, Facet, Or, Plain, Query, Unfinished
from evidence_library.text.analysis import Word, words

#: Stands for any words between the others of a phrase.
OPEN = "…"


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A phrase, and the values of a facet that are meant by it; none if it only asks."""

    phrase: str
    facet: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a phrase of a query asks for: records with these `values` of a `facet` come first.

    `places` are the places of its words in the text; they need not be in a record.
    """

    phrase: str
    facet: str
    values: tuple[str, ...]
    places: frozenset[int]

    @property
    def query(self) -> Query | None:
        """What finds the records that are meant; None if the phrase only asks."""
        found = tuple(Facet(self.facet, value) for value in self.values)
        if len(found) > 1:
            return Or(found)
        return found[0] if found else None

    def __str__(self) -> str:
        """Say it in a sentence."""
        values = " or ".join(f"“{value}”" for value in self.values)
        return f"“{self.phrase}” asks for the {self.facet} {values}: such records come first."


def asked(query: Query, text: str, phrasings: Iterable[Phrasing]) -> Asked | None:
    """Find the longest phrase among the plain words of a query that was typed as `text`."""
    parts = query.queries if isinstance(query, And) else (query,)
    words_typed = (part.queries[0] if isinstance(part, Unfinished) else part for part in parts)
    typed = [part for part in words_typed if isinstance(part, Plain) and not part.field]
    typed.sort(key=lambda word: word.start)
    spoken = [_letters(word.word) for word in typed]
    found = [(it, at) for it in phrasings for at in _places(it.phrase, spoken)]
    if not found:
        return None
    best, places = max(found, key=lambda pair: (bool(pair[0].values), len(pair[1])))
    first, last = typed[places[0]], typed[places[-1]]
    told = best.phrase if OPEN in best.phrase else text[first.start : last.end]
    starts = frozenset(typed[at].start for at in places)
    return Asked(told, best.facet, best.values, starts)


def _places(phrase: str, spoken: Sequence[str]) -> Iterator[list[int]]:
    """Give the positions of a phrase among the words that were typed."""
    first, last = _halves(phrase)
    for at in range(len(spoken)):
        if tuple(spoken[at : at + len(first)]) != first:
            continue
        begins = list(range(at, at + len(first)))
        if OPEN not in phrase:
            yield begins
        elif len(spoken) - len(last) > begins[-1] + 1 and tuple(spoken[-len(last) :]) == last:
            yield [*begins, *range(len(spoken) - len(last), len(spoken))]


@cache
def _halves(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words of a phrase before and behind its open place."""
    first, _, last = phrase.partition(OPEN)
    return tuple(map(_letters, words(first))), tuple(map(_letters, words(last)))


def _letters(word: Word) -> str:
    """Write a word without marks: "doesn't" is "doesnt"."""
    return word.joined or "".join(word.exact)
