"""Words with open places (`wom*n`, `*wide`) and words that may be misspelt (`polise~`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from whoosh.support.levenshtein import damerau_levenshtein

from evidence_library.query.tree import (
    And,
    Boost,
    Fuzzy,
    Not,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Query,
    Same,
    Wild,
)
from evidence_library.text.analysis import exact_terms

#: An open place inside or in front of a word. A question mark at the end only ends a question.
WILD = re.compile(r"\*(?=\w)|(?<=\w)\?(?=\w)")
FUZZY = re.compile(r"(?P<word>[^~]*\w)~(?P<edits>[12])?")

#: So many letters must be there, or half the dictionary matches.
_FEWEST_LETTERS = 2
_SHORTEST_FUZZY = 3

_SHORTEST_MISSPELT = 4

#: Short words have many neighbours: up to this length one letter may be wrong.
_LONG_WORD = 6

#: So many words of the library stand for one pattern; the commonest.
MOST_WORDS = 100


def wild(text: str, field: str) -> Wild | None:
    """Read a word with open places; None if it has too few letters or is several words."""
    pieces = re.split(r"([*?]+)", text)
    read = []
    for piece in pieces:
        if not piece or piece[0] in "*?":
            read.append("*" if "*" in piece else piece)
            continue
        terms = exact_terms(piece)
        if len(terms) != 1:
            return None
        read.append(terms[0])
    pattern = "".join(read)
    letters = len(pattern.replace("*", "").replace("?", ""))
    return Wild(pattern, field) if letters >= _FEWEST_LETTERS else None


def fuzzy(text: str, field: str) -> Fuzzy | None:
    """Read a word with a tilde; None if it is too short or several words."""
    found = FUZZY.fullmatch(text)
    terms = exact_terms(found["word"]) if found else ()
    if found is None or len(terms) != 1 or len(terms[0]) < _SHORTEST_FUZZY:
        return None
    edits = int(found["edits"]) if found["edits"] else 1 if len(terms[0]) <= _LONG_WORD else 2
    return Fuzzy(terms[0], edits, field)


def misspelt(term: str) -> Fuzzy | None:
    """Give what to look for where a word may be misspelt; None for a short one or a number."""
    if len(term) < _SHORTEST_MISSPELT or not term.isalpha():
        return None
    return Fuzzy(term, 1 if len(term) <= _LONG_WORD else 2)


def test(pattern: Pattern) -> Callable[[str], bool]:
    """Give the test whether a word fits a pattern."""
    if isinstance(pattern, Wild):
        parts = {"*": r"\w*", "?": r"\w"}
        fits = re.compile("".join(parts.get(sign, re.escape(sign)) for sign in pattern.pattern))
        # Most words lack the longest run of its letters, which is quicker to see.
        solid = max(re.split(r"[*?]+", pattern.pattern), key=len)
        return lambda term: solid in term and fits.fullmatch(term) is not None
    return lambda term: distance(pattern, term) <= pattern.edits


def distance(pattern: Fuzzy, term: str) -> int:
    """Count the letters by which a word differs; far-off words are not compared in full."""
    far = len(pattern.term) + len(term)
    if term[:1] != pattern.term[:1] or abs(len(term) - len(pattern.term)) > pattern.edits:
        return far
    # One edit brings at most one letter in and takes one out; this spares most comparisons.
    if len(set(term) ^ set(pattern.term)) > 2 * pattern.edits:
        return far
    return int(damerau_levenshtein(pattern.term, term, limit=pattern.edits))


def beginning(pattern: Pattern) -> str:
    """Give the letters that every word that fits begins with."""
    if isinstance(pattern, Fuzzy):
        return pattern.term[:1]
    return re.split(r"[*?]", pattern.pattern, maxsplit=1)[0]


def open_patterns(query: Query, words: Callable[[Pattern], Iterable[str]]) -> Query:
    """Put the words of the library that fit in the place of each pattern."""
    match query:
        case Wild(field=field) | Fuzzy(field=field):
            return _any_of(tuple(Phrase((word,), field) for word in words(query)))
        case And(queries) | Or(queries):
            return replace(query, queries=tuple(open_patterns(item, words) for item in queries))
        case Not(inner) | Boost(inner):
            return replace(query, query=open_patterns(inner, words))
        case _:
            return query


def _any_of(phrases: tuple[Phrase, ...]) -> Query:
    if len(phrases) > 1:
        return Same(phrases)
    return phrases[0] if phrases else Nothing()
