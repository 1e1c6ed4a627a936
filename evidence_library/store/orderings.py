"""Record numbers in a fixed order, from which any set can be drawn in that order quickly."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import compress
from operator import itemgetter

from evidence_library.model.headline import EFFECTS, NOT_STATED
from evidence_library.model.vocabulary import Confidence, EvidenceKind, Licence, Workflow
from evidence_library.store import bitsets
from evidence_library.store.indexing import NONE

_AUTHOR = "json_extract(document, '$.authors[0].name')"

#: What records can be put in order by, in SQL. Records that tie keep the order they came in.
COLUMNS = {
    "newest": "year DESC, title, number",
    "oldest": "year IS NULL, year, title, number",
    "title": "title COLLATE NOCASE, number",
    "title-down": "title COLLATE NOCASE DESC, number DESC",
    "added": "added DESC, number DESC",
    "authors": f"{_AUTHOR} IS NULL, {_AUTHOR} COLLATE NOCASE, title, number",
    "authors-down": f"{_AUTHOR} IS NULL, {_AUTHOR} COLLATE NOCASE DESC, title, number",
}

#: Facets they can be put in order by, and the order of the values where it is not the alphabet's.
FACETS: dict[str, tuple[str, ...]] = {
    "kind": (),
    "effect": EFFECTS,
    "confidence": tuple(Confidence),
    "evidence": tuple(EvidenceKind),
    "place": (),
    "licence": (),
    "workflow": tuple(Workflow),
}

#: What the name of an order ends with that goes from the last value to the first.
DOWN = "-down"

#: Values that state nothing: their records come last, whichever way one goes.
_NOTHING = frozenset({NONE, NOT_STATED, Licence.UNKNOWN.value, Confidence.NOT_RATED.value})

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


def by_value(name: str, values: Mapping[str, int], newest: Ordering, every: int) -> Ordering:
    """Put the records of the set `every` in order by the first of its values that each has.

    `name` is one of `FACETS`, with `DOWN` or not; `values` are the sets of records by their value.
    Records alike in it are in the order `newest`.
    """
    facet = name.removesuffix(DOWN)
    place = {value: at for at, value in enumerate(FACETS[facet])}
    stated = sorted(
        (value for value in values if value not in _NOTHING),
        key=lambda value: (place.get(value, len(place)), value.casefold()),
    )
    groups, left = [], every
    for value in stated:
        groups.append(values[value] & left)
        left &= ~values[value]
    if name.endswith(DOWN):
        groups.reverse()
    return Ordering([number for group in (*groups, left) for number in newest.of(group)])


def load(connection: sqlite3.Connection, name: str) -> Ordering:
    """Read the order with a name in `COLUMNS`."""
    listed = connection.execute(
        f"SELECT group_concat(number) FROM (SELECT number FROM records ORDER BY {COLUMNS[name]})"
    ).fetchone()[0]
    return Ordering(tuple(map(int, listed.split(","))) if listed else ())
