"""The words of a query as they were typed: where they stand, short forms, the one not finished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence_library.query.tree import (
    And,
    Everything,
    Or,
    Plain,
    Prefix,
    Query,
    Unfinished,
    all_of,
)
from evidence_library.text.analysis import analyse_word, find_raw_words


def words_of(text: str, name: str = "", start: int = 0) -> Iterator[Plain]:
    """Give the words of a text that begins at a place of the query, each with its own place."""
    for match in find_raw_words(text):
        raw = match.group()
        word = analyse_word(raw)
        if word.exact:
            place = (start + match.start(), start + match.end())
            yield Plain(word, name, in_capitals(raw), *place, several=_is_several(raw))


def in_capitals(raw: str) -> bool:
    """Tell whether a word is a short form in capitals, or several of it: "RCT", "RCTs"."""
    return raw.isupper() or _is_several(raw)


def _is_several(raw: str) -> bool:
    return len(raw) > 2 and raw.endswith("s") and raw[:-1].isupper()


def open_last(query: Query) -> Query:
    """Let the last plain word also stand for the words it begins, from its second letter on."""
    match query:
        case Plain(word, field) if len(word.exact[-1]) > 1:
            return Unfinished((query, Prefix(word.exact[-1], word.exact[:-1], field)))
        case Plain():
            return Everything()
        case And(queries):
            return all_of((*queries[:-1], open_last(queries[-1])))
        case Or(queries):
            opened = open_last(queries[-1])
            if not isinstance(opened, Everything):
                return replace(query, queries=(*queries[:-1], opened))
            return queries[0] if len(queries) == 2 else Or(queries[:-1])
        case _:
            return query
