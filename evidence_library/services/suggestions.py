"""What to search instead: the library's own words for misspelt ones, or words that begin so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from evidence_library.query.synonyms import Synonyms
from evidence_library.query.tree import And, Boost, Most, Or, Plain, Query, Same, Unfinished
from evidence_library.services.opened import Library
from evidence_library.services.thesaurus import synonyms_of
from evidence_library.text.analysis import exact_terms

#: With more hits than this nobody is asked whether they meant something else.
FEW = 2

#: Of a pasted page nothing is corrected: each word would be a question to the index.
_MOST_WORDS = 12

#: A beginning of a word has at least so many letters.
_SHORTEST_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Beginning:
    """A word that others begin with: the whole query with an asterisk behind it, and its hits."""

    word: str
    query: str
    total: int


_known_labels: WeakKeyDictionary[Library, tuple[int, frozenset[str]]] = WeakKeyDictionary()


def corrected(library: Library, query: Query, text: str, *, held: bool) -> str:
    """Give the text of a query with near words for those that hardly any record holds.

    Empty if there is nothing to correct. `query` is the text as it was parsed, without other words.
    Without `held` only words that no record holds give way.
    """
    better = text
    synonyms = synonyms_of(library)
    typed = list(_words(query))
    if len(typed) > _MOST_WORDS:
        return ""
    # From the end: what stands before keeps its place.
    for word, unfinished in sorted(typed, key=lambda pair: -pair[0].start):
        if text[: word.start].endswith("-"):
            continue  # "--json": an option of the command line, and no word of the field
        if _is_right(library, synonyms, word):
            continue
        near = library.search.near_word(word, beginnings=unfinished, held=held)
        if near:
            better = better[: word.start] + near + better[word.end :]
    return better if better != text else ""


def with_open_end(query: Query, text: str) -> tuple[str, str]:
    """Give the last word of a query, and the query with an asterisk behind it; "" if none fits."""
    finished = [word for word, unfinished in _words(query) if not unfinished]
    last = max(finished, key=lambda word: word.end, default=None)
    if last is None or len(last.word.exact[0]) < _SHORTEST_BEGINNING:
        return "", ""
    return text[last.start : last.end], f"{text[: last.end]}*{text[last.end :]}"


def _is_right(library: Library, synonyms: Synonyms, word: Plain) -> bool:
    """Tell whether a word is spelt as the field spells it: in a term or in a topic heading."""
    if synonyms.of_word(word.word, in_capitals=word.in_capitals):
        return True
    if synonyms.knows(word.word.stems[0]):
        return True
    return word.word.exact[0] in _words_of_headings(library)


def _words_of_headings(library: Library) -> frozenset[str]:
    sets = library.search.facets_now()
    known = _known_labels.get(library)
    if known is None or known[0] != sets.operation:
        labels = (
            label
            for concept in sets.scheme.concepts.values()
            for label in (concept.label, *concept.alternative_labels)
        )
        words = frozenset(term for label in labels for term in exact_terms(label))
        known = _known_labels[library] = (sets.operation, words)
    return known[1]


def _words(query: Query) -> Iterator[tuple[Plain, bool]]:
    """Give the plain words a query asks for, and whether each is still being typed."""
    match query:
        case Plain(word) if query.end > query.start and len(word.exact) == 1:
            yield query, False
        case Unfinished((Plain() as word, *_)):
            yield from ((found, True) for found, _ in _words(word))
        case Same((typed, *_)):
            yield from _words(typed)
        case And(queries) | Or(queries) | Most(queries):
            for item in queries:
                yield from _words(item)
        case Boost(inner):
            yield from _words(inner)
