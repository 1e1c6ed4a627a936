"""Records chosen among results: found by number, looked up only when something is done with them.

A result knows the numbers of all its records; ids and titles are read when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evidence_library.model.ids import RecordId
from evidence_library.services.opened import Library
from evidence_library.store import records


def ids_of(library: Library, numbers: Sequence[int]) -> tuple[RecordId, ...]:
    """Give the ids of records by their numbers, in that order; those that are gone are left out."""
    with library.connections.reading() as connection:
        return tuple(records.ids_in_order(connection, numbers))


def titled(library: Library, numbers: Sequence[int]) -> tuple[tuple[RecordId, str], ...]:
    """Give ids and titles of records by their numbers, in that order, without those gone."""
    ids = ids_of(library, numbers)
    with library.connections.reading() as connection:
        titles = records.titles(connection, ids)
    return tuple((one, titles[one]) for one in ids if one in titles)


def titles_of(library: Library, ids: Iterable[RecordId]) -> dict[RecordId, str]:
    """Give the titles of records by their ids; one that is not in the library is left out."""
    with library.connections.reading() as connection:
        return records.titles(connection, tuple(dict.fromkeys(ids)))
