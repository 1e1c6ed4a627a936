"""Looks up the other words for what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence_library.model.thesaurus import SHORT_FORMS, Term, TermGroup, TermKind
from evidence_library.text.analysis import Word, side_by_side


@dataclass(frozen=True, slots=True)
class OtherWord:
    """Another way to say a thing: as people write it, and as the analyser reads it."""

    text: str
    word: Word


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: TermKind
    others: tuple[OtherWord, ...]


class Synonyms:
    """The groups of a thesaurus by every form of words one can type for them."""

    def __init__(self, groups: Iterable[TermGroup] = ()) -> None:
        """Take the groups; a term in two of them belongs to the first."""
        self._by_stems: dict[tuple[str, ...], _Entry] = {}
        self._by_exact: dict[tuple[str, ...], _Entry] = {}
        for group in groups:
            words = [(term, OtherWord(term.text, side_by_side(term.text))) for term in group.terms]
            for term, own in words:
                others = tuple(other for _, other in words if not _finds(own.word, other.word))
                self._enter(term, own.word, others)
        #: The most pieces a term has: longer runs of words need not be looked up.
        self.longest = max(map(len, self._by_stems), default=0)

    def of_word(self, word: Word, *, in_capitals: bool) -> tuple[OtherWord, ...]:
        """Give the other words for one word as typed, in any of its forms."""
        found = self._by_stems.get(word.stems) or self._by_stems.get((word.joined_stem,))
        if found is None or (found.kind is TermKind.CAPITALS and not in_capitals):
            return ()
        return tuple(other for other in found.others if not _finds(word, other.word))

    def of_run(self, stems: tuple[str, ...]) -> tuple[OtherWord, ...]:
        """Give the other words for words typed side by side, in any of their forms."""
        found = self._by_stems.get(stems)
        # "a e" is not "A&E": a short form is typed as one word.
        return () if found is None or found.kind in SHORT_FORMS else found.others

    def of_phrase(self, terms: tuple[str, ...], *, in_capitals: bool) -> tuple[OtherWord, ...]:
        """Give the other words for exactly these words."""
        found = self._by_exact.get(terms)
        if found is None or (found.kind is TermKind.CAPITALS and not in_capitals):
            return ()
        return found.others

    def _enter(self, term: Term, word: Word, others: tuple[OtherWord, ...]) -> None:
        entry = _Entry(term.kind, others)
        self._by_stems.setdefault(word.stems, entry)
        self._by_exact.setdefault(word.exact, entry)
        if word.joined:
            self._by_stems.setdefault((word.joined_stem,), entry)
            self._by_exact.setdefault((word.joined,), entry)


def _finds(one: Word, other: Word) -> bool:
    """Tell whether searching for one finds every place of the other.

    "hot-spot" finds "hotspot", and "burglary" finds "domestic burglary".
    """
    if not _forms(one).isdisjoint(_forms(other)):
        return True
    run = len(one.stems)
    starts = range(len(other.stems) - run + 1)
    return any(other.stems[at : at + run] == one.stems for at in starts)


def _forms(word: Word) -> set[tuple[str, ...]]:
    return {word.stems, (word.joined_stem,)} - {("",)}
