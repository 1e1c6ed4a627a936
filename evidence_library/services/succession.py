"""What took the place of what: a record that stands again is superseded no longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record, Relation
from evidence_library.model.vocabulary import RelationType, Workflow
from evidence_library.services.opened import Change, Library
from evidence_library.store import records
from evidence_library.store.connections import Connection

#: A record that goes here is as superseded as before.
_STAYS = frozenset({Workflow.SUPERSEDED, Workflow.WITHDRAWN, Workflow.EXCLUDED})


def told(library: Library, ids: Sequence[RecordId], goes_to: Workflow) -> str:
    """Say, for the name of an operation, what no longer takes the place of records it is on."""
    if goes_to in _STAYS:
        return ""
    with library.connections.reading() as connection:
        found = records.by_ids(connection, tuple(dict.fromkeys(ids)))
        by = {
            one.id: one.title or "Untitled"
            for record in found
            if record.workflow is Workflow.SUPERSEDED
            for one in _successors(connection, record.id)
        }
    if not by:
        return ""
    named = f"“{next(iter(by.values()))}”" if len(by) == 1 else f"{len(by):,} records"
    return f", no longer superseded by {named}"


def release(change: Change, old: Record, new: Record) -> None:
    """Take away what says that a record is superseded, where it no longer is."""
    if old.workflow is not Workflow.SUPERSEDED or new.workflow in _STAYS:
        return
    for one in _successors(change.operation.connection, new.id):
        kept = tuple(relation for relation in one.relations if not _leads_to(relation, new.id))
        change.put_record(replace(one, relations=kept))


def _successors(connection: Connection, key: RecordId) -> list[Record]:
    keys = dict.fromkeys(one for one, _ in records.pointing_at(connection, key))
    found = records.by_ids(connection, tuple(keys))
    return [one for one in found if any(_leads_to(relation, key) for relation in one.relations)]


def _leads_to(relation: Relation, key: RecordId) -> bool:
    return relation.type is RelationType.SUPERSEDES and relation.to == key
