"""How an operation names the records it is on."""

from __future__ import annotations

from collections.abc import Sequence

from evidence_library.model.ids import RecordId
from evidence_library.services.opened import Library
from evidence_library.store import records


def records_named(library: Library, ids: Sequence[RecordId]) -> str:
    """Name records: the one by its title, “Wardens at night”, several by how many they are."""
    wanted = tuple(dict.fromkeys(ids))
    if len(wanted) != 1:
        return f"{len(wanted):,} records"
    with library.connections.reading() as connection:
        title = records.titles(connection, wanted).get(wanted[0])
    return f"“{title or 'Untitled'}”"
