"""What took the place of what: a record that stands again is superseded no longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record, Relation
from evidence_library.model.vocabulary import RelationType, Workflow
from evidence_library.services.opened import Change, Library
from evidence_library.store import records, successors
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


def left_behind(library: Library, ids: Sequence[RecordId]) -> str:
    """Say which superseded records would lead nowhere without some others; or nothing."""
    with library.connections.reading() as connection:
        replaced = successors.replaced_by(connection, ids) - set(ids)
        lost = successors.leading_nowhere(connection, replaced, ids)
        titles = records.titles(connection, lost)
    if not lost:
        return ""
    named = [f"“{titles.get(key) or 'Untitled'}”" for key in sorted(lost)]
    told = named[0] if len(named) == 1 else f"{named[0]} and {len(named) - 1:,} more"
    was, leads = ("was", "leads") if len(named) == 1 else ("were", "lead")
    return f"{told} {was} superseded by what goes here and then {leads} nowhere."


def leading_nowhere(connection: Connection, found: Sequence[Record]) -> frozenset[RecordId]:
    """Tell which of some records are superseded by nothing that is still there."""
    superseded = [one.id for one in found if one.workflow is Workflow.SUPERSEDED]
    return successors.leading_nowhere(connection, superseded)


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
