"""Frozen packs: what was handed out stays as it was, and what changed since is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from evidence_library import __version__
from evidence_library.model.changes import Changes
from evidence_library.model.ids import PackId, RecordId
from evidence_library.model.pack import Frozen, FrozenRecord, Pack, records_of
from evidence_library.model.record import Record
from evidence_library.model.standing import last_number
from evidence_library.model.vocabulary import RelationType, Workflow
from evidence_library.services import history, packs
from evidence_library.services.lineage import NOT_SAID, said
from evidence_library.services.live_records import live_records
from evidence_library.services.opened import Library
from evidence_library.store import packs as store
from evidence_library.store import records, redirects, trash
from evidence_library.store.connections import Connection

#: Fields that somebody may change without the record saying anything else.
_BESIDE = NOT_SAID | {"tags", "notes", "flags", "form", "source_name", "recommendation_sets"}


class State(StrEnum):
    """What became of a record since its pack was frozen."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW_VERSION = "new version"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    TRASHED = "in the trash"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Since:
    """A record of a frozen pack, what became of it, in a sentence, and which fields changed."""

    record: RecordId
    title: str
    state: State
    sentence: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack as it will be frozen, and the records that are to be kept for that, by digest."""

    pack: Pack
    records: Mapping[str, Record]


def prepared(library: Library, pack: Pack, today: date) -> Prepared:
    """Give a pack frozen with its records as they are now; nothing is kept yet.

    Records that are frozen already stay as they were, each with its day, and so does the day of the
    pack if all are; those that are not in the library are left out.
    """
    known = _known(pack.frozen)
    with library.connections.reading() as connection:
        live = live_records(connection, [one for one in records_of(pack) if one not in known])
    if pack.frozen and not live:
        return Prepared(pack, {})
    digests = {key: store.digest_of(record) for key, record in live.items()}
    for key, record in live.items():
        known[key] = FrozenRecord(key, digests[key], last_number(record), today.isoformat())
    kept = tuple(known[one] for one in records_of(pack) if one in known)
    frozen = Frozen(today.isoformat(), __version__, kept)
    return Prepared(replace(pack, frozen=frozen), {digests[key]: one for key, one in live.items()})


def _known(frozen: Frozen | None) -> dict[RecordId, FrozenRecord]:
    """Give the records that are frozen, each with its day, also where only the pack has one."""
    if frozen is None:
        return {}
    return {one.record: replace(one, on=one.on or frozen.on) for one in frozen.records}


def freeze(library: Library, ready: Prepared) -> Changes:
    """Keep what was prepared, in one operation; does nothing if nothing is new.

    What else changed in the pack meanwhile stays. Raises `UserCanFix` if the pack is gone.
    """
    pack = ready.pack
    if packs.find(library, pack.id).frozen == pack.frozen:
        return Changes(name="")
    with library.change(f"Freeze the pack “{pack.title}”") as change:
        for record in ready.records.values():
            store.freeze(change.operation, record)
        held = store.get(change.operation.connection, pack.id)
        now = held.pack if held and held.pack else pack
        store.put(change.operation, replace(now, frozen=pack.frozen))
    return change.operation.changes()


def refresh(library: Library, key: PackId) -> Changes:
    """Let a pack hold its records as they are now: what was frozen is forgotten."""
    title = packs.find(library, key).title
    name = f"Refresh the pack “{title}”"
    return packs.changed(library, key, name, lambda pack: replace(pack, frozen=None))


def since(library: Library, pack: Pack) -> tuple[Since, ...]:
    """Tell what became of each record of a frozen pack; nothing if it is not frozen."""
    if pack.frozen is None:
        return ()
    wanted = [one.record for one in pack.frozen.records]
    with library.connections.reading() as connection:
        frozen = store.frozen(connection, [one.digest for one in pack.frozen.records])
        live = live_records(connection, wanted)
        return tuple(_since(connection, one, frozen, live) for one in pack.frozen.records)


def _since(
    connection: Connection,
    one: FrozenRecord,
    frozen: Mapping[str, Record],
    live: Mapping[RecordId, Record],
) -> Since:
    old, now = frozen.get(one.digest), live.get(one.record)
    title = (old.title if old else now.title if now else "") or "Untitled"
    if now is None:
        state, told = _where_gone(connection, one.record)
        return Since(one.record, title, state, f"“{title}” {told}.")
    fields = () if old is None else _fields(old, now)
    state, told = _state(connection, one, old, now)
    if state in {State.UNCHANGED, State.CHANGED} and fields:
        state, told = State.CHANGED, f"was changed: {', '.join(fields)}"
    return Since(one.record, title, state, f"“{title}” {told}.", fields)


def _state(
    connection: Connection, one: FrozenRecord, old: Record | None, now: Record
) -> tuple[State, str]:
    """Say how far a record is now; what it said then was as withdrawn, or as new, is no news."""
    moved = old is None or old.workflow is not now.workflow
    if now.workflow is Workflow.WITHDRAWN and moved:
        why = now.workflow_reason.strip().removesuffix(".")
        reason = f": {why}" if why else ""
        return State.WITHDRAWN, f"was withdrawn{reason}"
    if now.workflow is Workflow.SUPERSEDED and moved:
        by = _successor(connection, now.id)
        return State.SUPERSEDED, f"was superseded by “{by}”" if by else "was superseded"
    if last_number(now) > one.version:
        return State.NEW_VERSION, f"was published as version {last_number(now)}"
    return State.UNCHANGED, "is unchanged"


def _where_gone(connection: Connection, key: RecordId) -> tuple[State, str]:
    if trash.title_of(connection, redirects.target(connection, key)) is not None:
        return State.TRASHED, "is in the trash"
    return State.GONE, "is no longer in the library"


def _successor(connection: Connection, key: RecordId) -> str:
    leading = [
        one
        for one, relation in records.pointing_at(connection, key)
        if relation.type is RelationType.SUPERSEDES
    ]
    titles = records.titles(connection, leading)
    return next((titles[one] or "Untitled" for one in leading if one in titles), "")


def _fields(old: Record, now: Record) -> tuple[str, ...]:
    changed = history.difference(said(old), said(now))
    return tuple(one.label for one in changed if one.field not in _BESIDE)
