"""Which words of a search must be there, and what to look for where no record holds all of them.

People ask in sentences: "does cctv work in car parks". Little words and those that only ask are not
required; they stand in nearly every record, or in none that answers. Where few records hold all the
other words, records that hold most of them are looked for. Operators say what is wanted exactly, so
a word with a plus, words joined by AND, and what stands in quotation marks or behind a field stay
as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence_library.query.outcomes import Asked
from evidence_library.query.tree import (
    And,
    Most,
    Or,
    Plain,
    Prefix,
    Query,
    Same,
    Unfinished,
    all_of,
    as_typed,
    sought,
)
from evidence_library.text.analysis import UNMARKED_WORDS

#: Words that hold a sentence together or only ask.
LITTLE_WORDS: frozenset[str] = UNMARKED_WORDS | frozenset(
    "about after against am among any been before being between but could did do does during had"
    " has he her his how i into its me my or our she should so such than their them then there"
    " these they those through was were what where which while who whom whose why would".split()
)

#: Likewise, with "not" in them; written without their mark.
SHORTENED: frozenset[str] = frozenset(
    "arent cant couldnt didnt doesnt dont hasnt havent isnt shouldnt wasnt werent wont".split()
)

#: Fewer records than this with all of the words are few; a search for two words finds few often,
#: and either word alone is not most of them.
FEW = 3
_FEWEST_WORDS = 3

_EXACTLY = re.compile(r"(?:^|[\s(])\+\S|\bAND\b")


@dataclass(frozen=True, slots=True)
class Lenient:
    """A query without its little words, and what to look for instead where it finds too little.

    `instead` lists wider queries, the nearest first; they are taken where fewer than `few` records
    answer the query, and those that do answer it are among what they find. `left_out` are the words
    that need not be there, `runs` the words typed side by side, as stems.
    """

    query: Query
    instead: tuple[Query, ...] = ()
    few: int = 0
    left_out: tuple[str, ...] = ()
    runs: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> int:
        """How many words are looked for instead; 0 if there is nothing instead."""
        return next((len(one.queries) for one in map(_most_in, self.instead) if one), 0)


def lenient(query: Query, text: str, asks: Asked | None = None) -> Lenient:
    """Make a query that was typed as `text`, with its other words, as lenient as it was meant.

    The words of a phrase that `asks` for an effect are little words. Where nothing else was typed,
    what they ask for is found, too.

    It does not matter to what is found instead which of the words are a term together: each of them
    may stand alone, and the other words for the term stand for each.
    """
    runs = tuple(_runs(query))
    if _EXACTLY.search(text):
        return Lenient(query, runs=runs)
    if not (isinstance(query, And) or _term(query)):
        return Lenient(_or_what_is_asked(query, (), asks), runs=runs)
    little = [leaf for part in _parts(query) if (leaf := _left_out(part, asks))]
    needed = tuple(_strong(part) for part in _parts(query) if not _left_out(part, asks))
    if not any(sought(part) for part in needed):
        # Nothing but little words: then they are what is meant.
        return Lenient(_or_what_is_asked(query, needed, asks), runs=runs)
    left_out = (_as_told(leaf, text) for leaf in little if not _is_wish(leaf, asks))
    words = [word for part in needed if _is_bare(part) for word in _words_of(part)]
    others = [part for part in needed if not _is_bare(part)]
    instead = tuple(
        all_of((Most(tuple(words), at_least, in_short=at_least == 1), *others))
        for at_least in _fewest(len(words))
    )
    few = FEW if len(words) >= _FEWEST_WORDS else 1
    return Lenient(all_of(needed), instead, few, tuple(dict.fromkeys(left_out)), runs)


def _left_out(part: Query, asks: Asked | None) -> Plain | None:
    """Give a word that need not be there."""
    word = part.queries[0] if isinstance(part, Unfinished | Same) else part
    if asks and isinstance(word, Plain) and not word.field and word.start in asks.places:
        return word
    return _little(part)


def _is_wish(word: Plain, asks: Asked | None) -> bool:
    """Tell whether a word belongs to a phrase that is told in a sentence of its own."""
    return bool(asks and asks.values and word.start in asks.places)


def _as_told(word: Plain, text: str) -> str:
    return text[word.start : word.end].lower() or word.word.exact[0]


def _or_what_is_asked(query: Query, others: Iterable[Query], asks: Asked | None) -> Query:
    """Let records with the values asked for answer as well as those with the words."""
    if asks is None or asks.query is None:
        return query
    words = [part for part in _parts(query) if part not in others]
    return all_of((Or((all_of(words), asks.query)), *others))


def _term(part: Query) -> And | None:
    """Give the words of a term of several words, as typed."""
    typed = part.queries[0] if isinstance(part, Same) else None
    return typed if isinstance(typed, And) else None


def _strong(part: Query) -> Query:
    """Give a term without the little words in it; without them it is the term all the same."""
    typed = _term(part)
    if typed is None or not isinstance(part, Same):
        return part
    words = [word for word in typed.queries if not _little(word)]
    return Same((all_of(words), *part.queries[1:])) if words else part


def _words_of(part: Query) -> Iterator[Query]:
    """Give the words of a term one by one, each with the other words for the term, too."""
    typed = _term(part)
    if typed is None or not isinstance(part, Same):
        yield part
        return
    for word in typed.queries:
        own = word.queries if isinstance(word, Same) else (word,)
        yield Same(tuple(dict.fromkeys((*own, *part.queries[1:]))))


def at_least(query: Query) -> int:
    """Tell how many of its words a record must hold; 0 if it must hold all of them."""
    most = _most_in(query)
    return most.at_least if most else 0


def _most_in(query: Query) -> Most | None:
    parts = query.queries if isinstance(query, And) else (query,)
    return next((part for part in parts if isinstance(part, Most)), None)


def _fewest(words: int) -> Sequence[int]:
    """Half of the words or more; where nothing holds so many, any of them."""
    half = (words + 1) // 2
    return tuple(dict.fromkeys((half, 1))) if words > 1 else ()


def _little(part: Query) -> Plain | None:
    if not isinstance(part, Plain) or part.field or part.in_capitals:
        return None
    letters = part.word.joined or part.word.exact[0]
    little = LITTLE_WORDS if len(part.word.exact) == 1 else SHORTENED
    return part if letters in little | SHORTENED else None


def _is_bare(part: Query) -> bool:
    """Tell whether this is a plain word, with or without other words for it, or one unfinished."""
    match part:
        case Plain(field=field):
            return not field
        case Or():
            leaves = sought(part)
            plain = all(isinstance(leaf, Plain | Prefix) and not leaf.field for leaf in leaves)
            return plain and isinstance(part, Same | Unfinished)
        case _:
            return False


def _runs(query: Query) -> Iterator[tuple[str, ...]]:
    """Give the words typed side by side: each pair with the little words between, and all."""
    typed = [leaf for part in _parts(query) for leaf in _typed(part)]
    typed.sort(key=lambda leaf: leaf.start)  # words of one term stand together in the tree
    strong = [at for at, leaf in enumerate(typed) if not _little(leaf)]
    spans = [*pairwise(strong), (strong[0], strong[-1])] if len(strong) > 1 else []
    for first, last in dict.fromkeys(spans):
        if last - first < _LONGEST_RUN:
            yield tuple(stem for leaf in typed[first : last + 1] for stem in leaf.word.stems)


_LONGEST_RUN = 6


def _parts(query: Query) -> Sequence[Query]:
    return query.queries if isinstance(query, And) else (query,)


def _typed(part: Query) -> list[Plain]:
    if not isinstance(part, Plain | Same):
        return []
    return [leaf for leaf in as_typed(part) if isinstance(leaf, Plain) and not leaf.field]
