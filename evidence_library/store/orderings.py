"""Record numbers in a fixed order, from which any set can be drawn in that order quickly."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import compress
from operator import itemgetter

from evidence_library.store import bitsets

_AUTHOR = "json_extract(document, '$.authors[0].name')"

#: What records can be put in order by, in SQL. Records that tie keep the order they came in.
COLUMNS = {
    "newest": "year DESC, title, number",
    "oldest": "year IS NULL, year, title, number",
    "title": "title COLLATE NOCASE, number",
    "added": "added DESC, number DESC",
    "authors": f"{_AUTHOR} IS NULL, {_AUTHOR} COLLATE NOCASE, title, number",
    "authors-down": f"{_AUTHOR} IS NULL, {_AUTHOR} COLLATE NOCASE DESC, title, number",
}

#: What they can be put in order by the values of a facet, best first; those that tie are "newest".
FACETS = {"confidence": ("confidence", ("high", "moderate", "low", "very low", "not rated"))}

#: Sets smaller than this are sorted by position; larger ones are sifted from the whole order.
_SMALL = 2_000


class Ordering:
    """All records of a library in one order."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self._size = max(numbers, default=0) + 1
        self._position = [0] * self._size
        for position, number in enumerate(numbers):
            self._position[number] = position
        # Two dummies make sure that the getter always gives a tuple.
        self._pick = itemgetter(*numbers, 0, 0)

    def of(self, bits: int) -> tuple[int, ...]:
        """Give the members of a set in this order."""
        flags = bitsets.flags(bits).ljust(self._size, b"\0")[: self._size]
        if bits.bit_count() < _SMALL:
            members = compress(range(self._size), flags)
            return tuple(sorted(members, key=self._position.__getitem__))
        return tuple(compress(self._numbers, self._pick(flags)))


def load(connection: sqlite3.Connection, name: str) -> Ordering:
    """Read the order with a name in `COLUMNS`."""
    listed = connection.execute(
        f"SELECT group_concat(number) FROM (SELECT number FROM records ORDER BY {COLUMNS[name]})"
    ).fetchone()[0]
    return Ordering(tuple(map(int, listed.split(","))) if listed else ())
