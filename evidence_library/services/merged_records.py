"""What a record was before it was merged into another one: its own versions and its own history."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_library.model.history import Entry
from evidence_library.model.ids import RecordId
from evidence_library.services import history
from evidence_library.services.identities import merged_away
from evidence_library.services.lineage import Lineage
from evidence_library.services.opened import Library
from evidence_library.services.publishing import Published, published_in
from evidence_library.store import deeds, records, redirects
from evidence_library.store.connections import Connection

#: So many of its last changes are told.
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Merged:
    """A record that was merged: into which, its own versions and its changes, the newest first.

    `more` is how many changes there are besides those told.
    """

    id: RecordId
    title: str
    kept: RecordId
    kept_title: str
    versions: tuple[Published, ...]
    changes: tuple[Entry, ...]
    more: int = 0


def merged(library: Library, typed: str, kept: RecordId) -> Merged | None:
    """Tell of the merged record whose id is typed, which led to `kept`; None if `kept` is meant."""
    if kept.casefold().startswith(typed.strip().casefold()):
        return None
    old = merged_away(library, typed)
    if old is None:
        return None
    with library.connections.reading() as connection:
        versions = _versions(connection, old)
        title = redirects.title_of(connection, old) or "Untitled"
        kept_title = records.titles(connection, [kept]).get(kept) or "Untitled"
    changes = history.entries(library, record=old, limit=_TOLD)
    more = history.count(library, record=old) - len(changes)
    return Merged(old, title, kept, kept_title, versions, changes, more)


def _versions(connection: Connection, record: RecordId) -> tuple[Published, ...]:
    """List the versions of a record that is gone, as far as the history holds it."""
    listed = deeds.standing(connection, record, deeds.undone(connection))
    states = [one.record for one in listed if one.record is not None]
    if not states:
        return ()
    last = states[-1]
    return published_in(Lineage(listed, last), last)
