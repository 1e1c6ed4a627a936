"""Looks up the other words for what was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence_library.model.thesaurus import SHORT_FORMS, Term, TermGroup, TermKind
from evidence_library.text.analysis import Word, side_by_side


@dataclass(frozen=True, slots=True)
class OtherWord:
    """Another way to say a thing: as people write it, and as the analyser reads it.

    `several` is a short form with an "s", which only quoted words are searched for: to plain ones
    it is the same word.
    """

    text: str
    word: Word
    several: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Words at these positions of a query are one term, whatever their order; its other words."""

    positions: tuple[int, ...]
    others: tuple[OtherWord, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: TermKind
    others: tuple[OtherWord, ...]

    def opened(self, *, in_capitals: bool) -> tuple[OtherWord, ...]:
        """Give the other words; some short forms have none unless they stand in capitals."""
        return () if self.kind is TermKind.CAPITALS and not in_capitals else self.others


_NO_WORDS = _Entry(TermKind.SYNONYM, ())
_Pieces = tuple[str, ...]


class Synonyms:
    """The groups of a thesaurus by every form of words one can type for them."""

    def __init__(self, groups: Iterable[TermGroup] = ()) -> None:
        """Take the groups; a term in two of them belongs to the first."""
        self._by_stems: dict[_Pieces, _Entry] = {}
        self._by_exact: dict[_Pieces, _Entry] = {}
        self._short: dict[_Pieces, _Entry] = {}
        self._of_several: dict[str, dict[_Pieces, _Entry]] = {}
        self._stems: set[str] = set()
        for group in groups:
            words = [pair for term in group.terms for pair in _forms_of(term)]
            for term, own in words:
                others = tuple(other for _, other in words if not _is_found_by(own, other))
                self._enter(term.kind, own.word, others)

    def of_word(self, word: Word, *, in_capitals: bool) -> tuple[OtherWord, ...]:
        """Give the other words for one word as typed, in any of its forms; a short form has one."""
        entry = (
            self._by_stems.get(word.stems)
            or self._by_stems.get((word.joined_stem,))
            or self._short.get(word.exact)
            or self._short.get((word.joined,), _NO_WORDS)
        )
        others = entry.opened(in_capitals=in_capitals)
        return tuple(it for it in others if not it.several and not finds(word, it.word))

    def of_words(self, words: Sequence[Word]) -> tuple[Together, ...]:
        """Find the terms of several words among words typed beside each other, the longest first.

        Plain words have no order, so theirs makes no difference to what is found here. A word
        belongs to one term at most. A short form is none: "a e" is not "A&E".
        """
        left = set(range(len(words)))
        found = []
        for stems, entry in self._within(words):
            positions = _covering(stems, words, left)
            if positions:
                left.difference_update(positions)
                others = tuple(other for other in entry.others if not other.several)
                found.append(Together(positions, others))
        return tuple(found)

    def knows(self, stem: str) -> bool:
        """Tell whether a stem stands in any term: then its word is spelt as the field spells it."""
        return stem in self._stems

    def is_term(self, words: Sequence[Word]) -> bool:
        """Tell whether these words, in this order, are a term of several words."""
        return len(words) > 1 and tuple(stem for it in words for stem in it.stems) in self._by_stems

    def of_phrase(self, terms: _Pieces, *, in_capitals: bool) -> tuple[OtherWord, ...]:
        """Give the other words for exactly these words."""
        return self._by_exact.get(terms, _NO_WORDS).opened(in_capitals=in_capitals)

    def _enter(self, kind: TermKind, word: Word, others: tuple[OtherWord, ...]) -> None:
        entry = _Entry(kind, others)
        self._stems.update(word.stems)
        self._by_exact.setdefault(word.exact, entry)
        if word.joined:
            self._by_exact.setdefault((word.joined,), entry)
        if kind in SHORT_FORMS:
            # Not by its stem: "hem" is not "HEMS".
            self._short.setdefault(word.exact, entry)
            self._short.setdefault((word.joined or word.exact[0],), entry)
            return
        self._by_stems.setdefault(word.stems, entry)
        if word.joined:
            self._by_stems.setdefault((word.joined_stem,), entry)
        if len(word.stems) > 1 and others:
            in_order = tuple(sorted(word.stems))
            self._of_several.setdefault(in_order[0], {}).setdefault(in_order, entry)

    def _within(self, words: Sequence[Word]) -> Iterator[tuple[_Pieces, _Entry]]:
        """Give the terms whose stems are all among the words, the longest first."""
        typed = Counter(stem for word in words for stem in word.stems)
        fitting = (
            (stems, entry)
            for stem in typed
            for stems, entry in self._of_several.get(stem, {}).items()
            if Counter(stems) <= typed
        )
        yield from sorted(fitting, key=lambda pair: (-len(pair[0]), pair[0]))


def finds(one: Word, other: Word) -> bool:
    """Tell whether searching for one finds every place of the other.

    "hot-spot" finds "hotspot", and "burglary" finds "domestic burglary".
    """
    if not forms(one).isdisjoint(forms(other)):
        return True
    run = len(one.stems)
    starts = range(len(other.stems) - run + 1)
    return any(other.stems[at : at + run] == one.stems for at in starts)


def _is_found_by(own: OtherWord, other: OtherWord) -> bool:
    """Tell the same of two terms. In small letters nothing tells that "rcts" are several RCT."""
    return own == other if own.several else finds(own.word, other.word)


def forms(word: Word) -> set[_Pieces]:
    """Give the stems that make two terms one: "hot-spot" is found by "hot spot" and "hotspot"."""
    return {word.stems, (word.joined_stem,)} - {("",)}


def _forms_of(term: Term) -> Iterator[tuple[Term, OtherWord]]:
    """Give a term, and a short form also with the "s" that makes it several."""
    yield term, OtherWord(term.text, side_by_side(term.text))
    if term.kind in SHORT_FORMS and term.text.isupper() and not term.text.endswith("S"):
        yield term, OtherWord(term.text, side_by_side(f"{term.text}s"), several=True)


def _covering(stems: _Pieces, words: Sequence[Word], left: set[int]) -> tuple[int, ...]:
    """Find words that together are exactly these stems; none if there are none."""
    wanted = Counter(stems)
    chosen = []
    for at in sorted(left, key=lambda at: (-len(words[at].stems), words[at].stems, at)):
        pieces = Counter(words[at].stems)
        if pieces <= wanted:
            wanted -= pieces
            chosen.append(at)
    return tuple(sorted(chosen)) if not wanted and len(chosen) > 1 else ()
