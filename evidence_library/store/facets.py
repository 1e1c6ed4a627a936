"""Facet values as bitsets in memory, kept in step with the database.

Counting a value among the hits is one `&`. The library's newest operation number tells whether the
sets are current, whichever program made the change; what changed since is read from the history.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from evidence_library.model.holdings import SET_ASIDE
from evidence_library.store import bitsets, concepts, operations, orderings, starter
from evidence_library.store.concepts import Scheme
from evidence_library.store.orderings import Ordering

#: The facet of what came with the program, and its values.
STARTER, SHIPPED, HIDDEN = "starter", "shipped", "hidden"

#: With more changed records than this, loading everything again is cheaper than mending.
_MOST_MENDED = 500


@dataclass(frozen=True, slots=True)
class FacetSets:
    """The sets at one moment (`operation`): `values[facet][value]`, and `every` record.

    What came with the program and is hidden stands in no set but that of what is hidden.

    Orders of all records are read when they are first asked for.
    """

    operation: int
    every: int
    values: Mapping[str, Mapping[str, int]]
    scheme: Scheme
    _orderings: dict[str, Ordering] = field(default_factory=dict)

    @property
    def at_hand(self) -> int:
        """The records that are found unless one asks how far records are."""
        aside = (self.of("workflow", word.value) for word in SET_ASIDE)
        return self.every & ~reduce(int.__or__, aside, 0)

    def of(self, facet: str, value: str) -> int:
        """Give the set of a value; the empty set if no record has it.

        A heading that was replaced has the records of the one in its place.
        """
        if facet == "topic" and value in self.scheme.replaced:
            meant = self.scheme.meant(value)
            value = meant.id if meant else value
        return self.values.get(facet, {}).get(value, 0)

    def ordering(self, connection: sqlite3.Connection, name: str) -> Ordering:
        """Give the order of all records with a name in `orderings.COLUMNS` or `FACETS`."""
        if name not in self._orderings:
            self._orderings[name] = self._made(connection, name)
        return self._orderings[name]

    def _made(self, connection: sqlite3.Connection, name: str) -> Ordering:
        if name in orderings.COLUMNS:
            return orderings.load(connection, name)
        newest = self.ordering(connection, "newest")
        values = self.values.get(name.removesuffix(orderings.DOWN), {})
        return orderings.by_value(name, values, newest, self.every)


class FacetIndex:
    """Holds the current `FacetSets` of one library for all threads."""

    def __init__(self) -> None:
        self._sets: FacetSets | None = None
        self._lock = threading.Lock()

    def current(self, connection: sqlite3.Connection) -> FacetSets:
        """Give the sets as of the transaction that `connection` is in."""
        operation = operations.latest(connection)
        with self._lock:
            sets = self._sets
            if sets is None:
                sets = _load(connection, operation)
            elif sets.operation != operation:
                sets = _brought_forward(connection, sets, operation)
            self._sets = sets
            return sets


def _load(connection: sqlite3.Connection, operation: int) -> FacetSets:
    values: dict[str, dict[str, int]] = {}
    rows = connection.execute(
        "SELECT facet, value, group_concat(record) FROM record_facets GROUP BY facet, value"
    )
    for facet, value, numbers in rows.fetchall():
        values.setdefault(facet, {})[value] = bitsets.from_list(numbers)
    shipped, hidden = starter.numbers(connection)
    if hidden:
        values = _without(values, hidden)
    values[STARTER] = {SHIPPED: shipped & ~hidden, HIDDEN: hidden}
    every = _every(connection) & ~hidden
    return FacetSets(operation, every, values, concepts.load(connection))


def _brought_forward(connection: sqlite3.Connection, old: FacetSets, operation: int) -> FacetSets:
    """Mend the sets for the records that were changed since, or load them all again."""
    keys = operations.records_since(connection, old.operation)
    if operation < old.operation or len(keys) > _MOST_MENDED or _all_changed(connection, old):
        return _load(connection, operation)
    changed = _numbers_ever(connection, keys)
    values = _without(old.values, changed)
    shipped, hidden = starter.numbers(connection)
    every = old.every | old.of(STARTER, HIDDEN)
    every = every & ~changed | _numbers_now(connection, keys)
    _mark(connection, changed & ~hidden, values)
    values[STARTER] = {SHIPPED: shipped & ~hidden, HIDDEN: hidden}
    return replace(
        old,
        operation=operation,
        every=every & ~hidden,
        values=values,
        _orderings={},
    )


def _numbers_ever(connection: sqlite3.Connection, keys: list[str]) -> int:
    """Give all numbers that some records ever had: history remembers those of deleted ones."""
    row = connection.execute(
        "SELECT group_concat(DISTINCT json_extract(coalesce(after, before), '$.number')) "
        "FROM operation_rows "
        "WHERE \"table\" = 'records' AND key IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    ).fetchone()
    return bitsets.from_list(row[0])


def _numbers_now(connection: sqlite3.Connection, keys: list[str]) -> int:
    """Give the numbers of those records that are there."""
    row = connection.execute(
        "SELECT group_concat(number) FROM records WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    ).fetchone()
    return bitsets.from_list(row[0])


def _mark(connection: sqlite3.Connection, changed: int, values: dict[str, dict[str, int]]) -> None:
    numbers = [number for number, flag in enumerate(bitsets.flags(changed)) if flag]
    rows = connection.execute(
        "SELECT facet, value, record FROM record_facets "
        "WHERE record IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    for facet, value, number in rows.fetchall():
        inner = values.setdefault(facet, {})
        inner[value] = inner.get(value, 0) | 1 << number


def _without(values: Mapping[str, Mapping[str, int]], left_out: int) -> dict[str, dict[str, int]]:
    return {
        facet: {value: bits & ~left_out for value, bits in inner.items()}
        for facet, inner in values.items()
    }


def _all_changed(connection: sqlite3.Connection, old: FacetSets) -> bool:
    """Tell whether more was changed than single records: headings, or what is hidden."""
    row = connection.execute(
        "SELECT 1 FROM operation_rows WHERE operation > ? "
        f"AND \"table\" IN ('concepts', '{starter.TABLE}') LIMIT 1",
        (old.operation,),
    ).fetchone()
    return row is not None


def _every(connection: sqlite3.Connection) -> int:
    return bitsets.from_list(
        connection.execute("SELECT group_concat(number) FROM records").fetchone()[0]
    )
