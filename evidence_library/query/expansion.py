"""Other words for what was typed: "reoffending" is also searched as "recidivism".

They come from the thesaurus, and from topic headings that list an abbreviation and the words whose
initials it is. A heading's other labels may be rubrics rather than synonyms ("youth" under "Early
Intervention"), so they are not taken.

Words in quotation marks are searched in their British and their American spelling. To plain words
the two are one; see `text.spelling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from evidence_library.query.synonyms import OtherWord, Synonyms, Together, finds
from evidence_library.query.tree import (
    And,
    Boost,
    Not,
    Or,
    Phrase,
    Plain,
    Query,
    Same,
    Unfinished,
    all_of,
    sought,
)
from evidence_library.text.analysis import UNMARKED_WORDS, Word, exact_terms, side_by_side, stem
from evidence_library.text.spelling import other_spellings

#: So many spellings of a phrase are searched. Words with two spellings rarely stand side by side.
_MOST_SPELLINGS = 8

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


def expand(
    query: Query, known: Abbreviations | None = None, synonyms: Synonyms | None = None
) -> Expanded:
    """Add the other words for what a query asks; without any, quoted words still in both spellings.

    What it excludes gets none: to exclude more than was typed would hide records in silence. Nor
    are words added that it excludes.
    """
    added: list[tuple[str, ...]] = []
    walk = _Expansion(known or {}, synonyms or Synonyms(), added, tuple(_excluded(query)))
    return Expanded(walk.open(query), tuple(_each_once(added)))


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
        self,
        known: Abbreviations,
        synonyms: Synonyms,
        added: list[tuple[str, ...]],
        excluded: tuple[Word, ...],
    ) -> None:
        self.added = added
        self._known = known
        self._synonyms = synonyms
        self._excluded = excluded

    def open(self, query: Query) -> Query:
        """Give a query with the other words for its words and phrases."""
        opened = query
        match query:
            case And(queries):
                opened = all_of(self._terms(queries))
            case Unfinished(queries):
                walk = _Expansion(self._known, Synonyms(), self.added, self._excluded)
                opened = replace(query, queries=tuple(map(walk.open, queries)))
            case Or(queries):
                opened = replace(query, queries=tuple(map(self.open, queries)))
            case Boost(inner):
                opened = replace(query, query=self.open(inner))
            case Not(inner):
                opened = Not(_Expansion({}, Synonyms(), [], ()).open(inner))
            case Plain():
                opened = self._word(query)
            case Phrase():
                opened = self._phrase(query)
        return opened

    def _terms(self, queries: Sequence[Query]) -> Iterator[Query]:
        """Go through the parts of an AND. Words that are a term together stand at its first word.

        Each of them keeps its own other words, or the term would find less than its words do.
        """
        first = {}
        within: set[int] = set()
        for found in self._terms_among(queries):
            first[found.positions[0]] = found
            within.update(found.positions)
        for at, query in enumerate(queries):
            if at in first:
                typed = [queries[position] for position in first[at].positions]
                yield self._together(typed, first[at].others)
            elif at not in within:
                yield self.open(query)

    def _terms_among(self, queries: Sequence[Query]) -> Iterator[Together]:
        """Find the words that are a term together: plain ones that ask in the same field."""
        fields: dict[str, dict[int, Word]] = {}
        for at, query in enumerate(queries):
            if isinstance(query, Plain):
                fields.setdefault(query.field, {})[at] = query.word
        for words in fields.values():
            places = tuple(words)
            for found in self._synonyms.of_words(tuple(words.values())):
                positions = tuple(places[position] for position in found.positions)
                yield replace(found, positions=positions)

    def _together(self, typed: Sequence[Query], others: Sequence[OtherWord]) -> Query:
        field = sought(typed[0])[0].field
        told = self._wanted(others)
        self.added.append(tuple(other.text for other in told))
        opened = all_of(map(self.open, typed))
        return Same((opened, *(Plain(other.word, field) for other in told))) if told else opened

    def _word(self, query: Plain) -> Query:
        others = self._synonyms.of_word(query.word, in_capitals=query.in_capitals)
        known = self._abbreviated(query)
        listed = {other.word.exact for other in others}
        new = (other for other in known if other.word.exact not in listed)
        told = self._wanted((*others, *new))
        self.added.append(tuple(other.text for other in told))
        queries = (query, *(Plain(other.word, query.field) for other in told))
        return Same(queries) if told else query

    def _abbreviated(self, query: Plain) -> tuple[OtherWord, ...]:
        """Give what a short form of a topic heading stands for: "ASB", also as "LEAs"."""
        word = query.word
        if len(word.exact) != 1:
            return ()
        several = self._known.get(word.stems[0], ()) if query.in_capitals else ()
        return self._known.get(word.exact[0], several)

    def _phrase(self, query: Phrase) -> Query:
        others = self._synonyms.of_phrase(query.terms, in_capitals=query.in_capitals)
        told = self._wanted(others)
        self.added.append(tuple(other.text for other in told if not other.several))
        typed = (query, *(Phrase(other.word.exact, query.field) for other in told))
        spelt = dict.fromkeys(spelling for phrase in typed for spelling in _spellings(phrase))
        return Same(tuple(spelt)) if len(spelt) > 1 else query

    def _wanted(self, others: Sequence[OtherWord]) -> tuple[OtherWord, ...]:
        """Leave out what the query excludes."""
        return tuple(
            other
            for other in others
            if not any(finds(excluded, other.word) for excluded in self._excluded)
        )


def _excluded(query: Query) -> Iterator[Word]:
    """Give the words that no answer may hold."""
    for part in query.queries if isinstance(query, And) else (query,):
        if isinstance(part, Not):
            inner = part.query
            # Of words joined by AND each may occur, only not all of them.
            for text in inner.queries if isinstance(inner, Or) else (inner,):
                match text:
                    case Plain(word, ""):
                        yield word
                    case Phrase(terms, ""):
                        yield Word(terms, tuple(map(stem, terms)))


def _spellings(phrase: Phrase) -> Iterator[Phrase]:
    """Give a phrase as it is and with its words spelt in the other way."""
    choices = ((term, *other_spellings(term)) for term in phrase.terms)
    for terms in islice(product(*choices), _MOST_SPELLINGS):
        yield phrase if terms == phrase.terms else replace(phrase, terms=terms)


def _stands_for(short: str, phrase: tuple[str, ...]) -> bool:
    """Tell whether a word is made of the initials of a phrase; "and", "of" may be left out."""
    if len(phrase) < 2:
        return False
    initials = "".join(term[0] for term in phrase)
    strong = "".join(term[0] for term in phrase if term not in UNMARKED_WORDS)
    return short in {initials, strong}
