"""Did you mean: a query with the library's own words in the place of misspelt ones."""

from __future__ import annotations

from collections.abc import Iterator

from evidence_library.query.tree import And, Boost, Most, Or, Plain, Query, Same, Unfinished
from evidence_library.services.opened import Library
from evidence_library.services.thesaurus import synonyms_of

#: With more hits than this nobody is asked whether they meant something else.
FEW = 2


def corrected(library: Library, query: Query, text: str) -> str:
    """Give the text of a query with near words for those that hardly any record holds.

    Empty if there is nothing to correct. `query` is the text as it was parsed, without other words.
    """
    better = text
    synonyms = synonyms_of(library)
    # From the end: what stands before keeps its place.
    for word, unfinished in sorted(_words(query), key=lambda pair: -pair[0].start):
        if text[: word.start].endswith("-"):
            continue  # "--json": an option of the command line, and no word of the field
        if synonyms.of_word(word.word, in_capitals=word.in_capitals):
            continue  # it is spelt as the field spells it
        near = library.search.near_word(word, beginnings=unfinished)
        if near:
            better = better[: word.start] + near + better[word.end :]
    return better if better != text else ""


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
