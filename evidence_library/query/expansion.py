"""Other words for what was typed: "reoffending" is also searched as "recidivism".

They come from the thesaurus, and from topic headings that list an abbreviation and the words whose
initials it is. A heading's other labels may be rubrics rather than synonyms ("youth" under "Early
Intervention"), so they are not taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_library.query.synonyms import OtherWord, Synonyms
from evidence_library.query.tree import (
    And,
    Not,
    Or,
    Phrase,
    Plain,
    Prefix,
    Query,
    Same,
    all_of,
    sought,
)
from evidence_library.text.analysis import UNMARKED_WORDS, exact_terms, side_by_side

#: An abbreviation in lower case, and the words it stands for.
Abbreviations = Mapping[str, tuple[OtherWord, ...]]


@dataclass(frozen=True, slots=True)
class Expanded:
    """A query with other words for what it asks, and what was added, as people write it.

    `groups` holds the other words for each thing asked; none is named twice.
    """

    query: Query
    groups: tuple[tuple[str, ...], ...] = ()

    @property
    def added(self) -> tuple[str, ...]:
        """All other words."""
        return tuple(word for group in self.groups for word in group)


def abbreviations(labels: Iterable[Sequence[str]]) -> Abbreviations:
    """Collect abbreviations from groups of labels, one group per heading."""
    found: dict[str, dict[tuple[str, ...], OtherWord]] = {}
    for group in labels:
        for short in (label.lower() for label in group if label.isalpha() and label.isupper()):
            for label in group:
                if _stands_for(short, exact_terms(label)):
                    other = OtherWord(label, side_by_side(label))
                    found.setdefault(short, {}).setdefault(other.word.exact, other)
    return {short: tuple(others.values()) for short, others in found.items()}


def expand(query: Query, known: Abbreviations, synonyms: Synonyms) -> Expanded:
    """Add the other words for what a query asks.

    What it excludes is widened by abbreviations only: to exclude more than was typed would hide
    records in silence.
    """
    added: list[tuple[str, ...]] = []
    opened = _Expansion(known, synonyms, added).open(query)
    return Expanded(opened, tuple(_each_once(added)))


def _each_once(groups: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    named: set[str] = set()
    for group in groups:
        new = tuple(word for word in dict.fromkeys(group) if word not in named)
        named.update(new)
        if new:
            yield new


class _Expansion:
    """One walk through a query; `added` collects what was added on the way."""

    def __init__(
        self, known: Abbreviations, synonyms: Synonyms, added: list[tuple[str, ...]]
    ) -> None:
        self.added = added
        self._known = known
        self._synonyms = synonyms

    def open(self, query: Query) -> Query:
        """Give a query with the other words for its words and phrases."""
        match query:
            case And(queries):
                return all_of(self._runs(queries))
            case Or(queries):
                walk = self._abbreviations_only(self.added) if _is_unfinished(query) else self
                return replace(query, queries=tuple(map(walk.open, queries)))
            case Not(inner):
                return Not(self._abbreviations_only([]).open(inner))
            case Plain():
                return self._word(query)
            case Phrase(terms, field):
                others = self._synonyms.of_phrase(terms, in_capitals=query.in_capitals)
                return self._same(query, others, [Phrase(it.word.exact, field) for it in others])
            case _:
                return query

    def _abbreviations_only(self, added: list[tuple[str, ...]]) -> _Expansion:
        return _Expansion(self._known, Synonyms(), added)

    def _runs(self, queries: Sequence[Query]) -> Iterator[Query]:
        """Go through the parts of an AND; of plain words side by side the longest term counts."""
        at = 0
        while at < len(queries):
            length, others = self._longest_term(queries[at:])
            run = queries[at : at + length]
            yield self._with_words(all_of(run), others) if others else self.open(queries[at])
            at += length

    def _longest_term(self, queries: Sequence[Query]) -> tuple[int, tuple[OtherWord, ...]]:
        """Find the longest term of several words that the queries begin with, and its others."""
        run = _words_of_one_field(queries[: self._synonyms.longest])
        for length in range(len(run), 1, -1):
            stems = tuple(stem for item in run[:length] for stem in item.word.stems)
            others = self._synonyms.of_run(stems)
            if others:
                return length, others
        return 1, ()

    def _word(self, query: Plain) -> Query:
        others = self._synonyms.of_word(query.word, in_capitals=query.in_capitals)
        known = self._known.get(query.word.exact[0], ()) if len(query.word.exact) == 1 else ()
        listed = {other.word.exact for other in others}
        new = (other for other in known if other.word.exact not in listed)
        return self._with_words(query, (*others, *new))

    def _with_words(self, typed: Query, others: Sequence[OtherWord]) -> Query:
        field = sought(typed)[0].field
        return self._same(typed, others, [Plain(other.word, field) for other in others])

    def _same(self, typed: Query, others: Sequence[OtherWord], queries: Sequence[Query]) -> Query:
        if not others:
            return typed
        self.added.append(tuple(other.text for other in others))
        return Same((typed, *queries))


def _words_of_one_field(queries: Sequence[Query]) -> list[Plain]:
    """Give the plain words the queries begin with, as long as they ask in the same field."""
    run: list[Plain] = []
    for query in queries:
        if not isinstance(query, Plain) or (run and query.field != run[0].field):
            break
        run.append(query)
    return run


def _is_unfinished(query: Or) -> bool:
    """Tell whether this is a word that is still being typed: beside it stands its beginning."""
    match query.queries:
        case (Plain(word, field), Prefix() as beginning):
            return beginning == Prefix(word.exact[-1], word.exact[:-1], field)
        case _:
            return False


def _stands_for(short: str, phrase: tuple[str, ...]) -> bool:
    """Tell whether a word is made of the initials of a phrase; "and", "of" may be left out."""
    if len(phrase) < 2:
        return False
    initials = "".join(term[0] for term in phrase)
    strong = "".join(term[0] for term in phrase if term not in UNMARKED_WORDS)
    return short in {initials, strong}
