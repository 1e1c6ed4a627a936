"""Where in a source text a value was read from, as well as can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: Of a longer value only the beginning is looked for, and only so much of a source is looked at.
_LONGEST = 200
_LOOKED_AT = 2_000_000
#: Shorter values stand everywhere.
_SHORTEST = 3
_MOST_PLACES = 50
_WORD = re.compile(r"\w+")


class Passage(NamedTuple):
    """Characters of a source text, from `start` to `end`."""

    start: int
    end: int


def passages(source: str, values: Iterable[str]) -> tuple[Passage, ...]:
    """Find the first place of each value in a source, in their order in the source.

    Line ends, blanks, capitals and the signs between words may differ: the source may be broken
    into other lines than the value.
    """
    looked_at = source[:_LOOKED_AT]
    found = (_first(looked_at, value) for value in list(values)[:_MOST_PLACES])
    return tuple(sorted({one for one in found if one is not None}))


def _first(source: str, value: str) -> Passage | None:
    for wording in _wordings(value):
        words = _WORD.findall(wording)
        if sum(map(len, words)) < _SHORTEST:
            continue
        pattern = r"[\W_]{1,12}".join(map(re.escape, words))
        match = re.search(rf"(?<!\w){pattern}(?!\w)", source, re.IGNORECASE)
        if match:
            return Passage(*match.span())
    return None


def _wordings(value: str) -> Iterator[str]:
    """Give a value, and its beginning: the end may have been mended."""
    short = value[:_LONGEST]
    yield short if len(value) <= _LONGEST else short.rpartition(" ")[0]
    first = short.split("\n", maxsplit=1)[0]
    yield first
    words = _WORD.findall(first)
    if len(words) > 6:
        yield " ".join(words[:6])
