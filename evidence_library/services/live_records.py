"""Records as they are now, by ids that others keep: a pack, a link of a recommendation."""

from __future__ import annotations

from collections.abc import Collection

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.store import records, redirects
from evidence_library.store.connections import Connection


def live_records(connection: Connection, wanted: Collection[RecordId]) -> dict[RecordId, Record]:
    """Give records as they are now by the ids asked for, which may lead on to others."""
    target = {key: redirects.target(connection, key) for key in wanted}
    # An id that leads on is that of no record, unless the record came back.
    found = {one.id: one for one in records.by_ids(connection, {*target, *target.values()})}
    ways = {key: key if key in found else target[key] for key in wanted}
    return {key: found[way] for key, way in ways.items() if way in found}
