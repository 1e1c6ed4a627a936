"""Which words of a text a query matched: found by the same analyser that indexed them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from evidence_library.text.analysis import (
    UNMARKED_WORDS,
    Place,
    Word,
    analyse_word,
    places,
    words_beginning,
)


@dataclass(frozen=True)
class Marks:
    """What to mark: stems of plain words, exact beginnings of words, phrases of exact terms.

    `runs` are stems that are marked only where they stand side by side.
    """

    stems: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    runs: frozenset[tuple[str, ...]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.stems or self.prefixes or self.phrases or self.runs)

    @cached_property
    def phrase_starts(self) -> frozenset[str]:
        """The terms a phrase can begin with."""
        return frozenset(phrase[0] for phrase in self.phrases)

    @cached_property
    def run_starts(self) -> frozenset[str]:
        """The stems a run can begin with."""
        return frozenset(run[0] for run in self.runs)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The stems that are marked: words that stand everywhere are not."""
        return self.stems - UNMARKED_WORDS

    @cached_property
    def promising(self) -> re.Pattern[str]:
        """Finds the words that are worth a closer look: most texts hold few.

        A stem keeps the first letter of its word, so a word of plain letters must begin like one
        that is sought.
        """
        starts = (*self.wanted, *self.prefixes, *self.phrase_starts, *self.run_starts)
        return words_beginning(frozenset(start[:1] for start in starts))

    @cached_property
    def known(self) -> dict[str, bool]:
        """Remembers for the words looked at so far whether they can begin a match."""
        return _Known(self)


class _Known(dict[str, bool]):
    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._marks = marks

    def __missing__(self, raw: str) -> bool:
        word = analyse_word(raw)
        starts_phrase = not self._marks.phrase_starts.isdisjoint(word.exact)
        starts_run = not self._marks.run_starts.isdisjoint(word.stems)
        found = self[raw] = starts_phrase or starts_run or _word_matches(word, self._marks)
        return found


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, matched or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A matched stretch of a text, characters `start` to `end`; `term` tells matches apart."""

    start: int
    end: int
    term: str


_Pieces = tuple[str, ...]
_PiecesOf = Callable[[Word], _Pieces]
_EXACT: _PiecesOf = attrgetter("exact")
_STEMS: _PiecesOf = attrgetter("stems")


def matches(text: str, marks: Marks) -> list[Match]:
    """List the matched stretches of a text in order, without overlaps."""
    found: list[Match] = []
    covered = 0
    for word in _candidates(text, marks):
        if word.start < covered:
            continue
        match = _phrase_at(text, word, marks) or _word_at(word, marks)
        if match:
            found.append(match)
            covered = match.end
    return found


def _candidates(text: str, marks: Marks) -> Iterator[Place]:
    """Give the words at which a match can begin."""
    known = marks.known
    for match in marks.promising.finditer(text) if marks else ():
        if known[match.group()]:
            yield Place(analyse_word(match.group()), match.start(), match.end())


def marked(text: str, marks: Marks) -> tuple[Span, ...]:
    """Cut a text into matched and unmatched runs; together they are the text."""
    return tuple(cut(text, matches(text, marks), 0, len(text)))


def has_marks(spans: Iterable[Span]) -> bool:
    """Tell whether anything is matched in a text that was cut into runs."""
    return any(span.marked for span in spans)


def _word_at(place: Place, marks: Marks) -> Match | None:
    word = place.word
    if _word_matches(word, marks):
        return Match(place.start, place.end, word.stems[0] if word.stems else word.joined)
    return None


def _word_matches(word: Word, marks: Marks) -> bool:
    if not marks.wanted.isdisjoint(word.stems):
        return True
    if word.joined and word.joined_stem in marks.wanted:
        return True
    if not marks.prefixes:
        return False
    return any(term.startswith(marks.prefixes) for term in (*word.exact, word.joined))


def _phrase_at(text: str, first: Place, marks: Marks) -> Match | None:
    """Find the longest phrase or run that begins with the word `first`."""
    found = [
        Match(first.start, end, " ".join(terms))
        for wanted, pieces_of in ((marks.phrases, _EXACT), (marks.runs, _STEMS))
        for terms in wanted
        if pieces_of(first.word)[:1] == terms[:1]
        and (end := _phrase_end(text, first, terms, pieces_of)) is not None
    ]
    return max(found, key=lambda match: (match.end, match.term), default=None)


def _phrase_end(text: str, first: Place, terms: _Pieces, pieces_of: _PiecesOf) -> int | None:
    """Give where terms that begin with the word `first` end; None if they are not there."""
    rest = terms
    for place in places(text, first.start):
        pieces = pieces_of(place.word)
        if pieces[: len(rest)] != rest[: len(pieces)]:
            return None
        rest = rest[len(pieces) :]
        if not rest:
            return place.end
    return None


def cut(text: str, found: Iterable[Match], start: int, end: int) -> Iterator[Span]:
    """Cut a stretch of a text into matched and unmatched runs."""
    position = start
    for match in found:
        if match.start < start or match.end > end:
            continue
        if match.start > position:
            yield Span(text[position : match.start])
        yield Span(text[match.start : match.end], marked=True)
        position = match.end
    if position < end:
        yield Span(text[position:end])
