"""A pack at a glance: its items with their records, times, and what a check finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_library.model.headline import standing_told
from evidence_library.model.ids import RecordId
from evidence_library.model.pack import Item, Pack, RecordItem
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import (
    pack_balance,
    pack_freezing,
    pack_rights,
    pack_standing,
    pack_timing,
)
from evidence_library.services.opened import Library
from evidence_library.services.pack_balance import Balance
from evidence_library.services.pack_contents import held_records
from evidence_library.services.pack_freezing import Since, State
from evidence_library.services.pack_rights import Rights
from evidence_library.services.pack_timing import TimedItem, Timing


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as lists show it. `standing` says how its record stands, unless it is published."""

    item: Item
    title: str
    timed: TimedItem
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """A pack with its items, its times, and what became of its records since it was frozen."""

    pack: Pack
    lines: tuple[ItemLine, ...]
    timing: Timing
    since: tuple[Since, ...]
    records: Mapping[RecordId, Record]
    missing: Mapping[RecordId, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a pack finds. `warnings` are all of it in sentences."""

    overview: Overview
    balance: Balance
    rights: Mapping[RecordId, Rights]
    warnings: tuple[str, ...]


def overview(library: Library, pack: Pack) -> Overview:
    """Give a pack at a glance."""
    held, missing = held_records(library, pack)
    timing = pack_timing.timed(pack, held)
    lines = tuple(
        _line(item, timed, held, missing)
        for item, timed in zip(pack.items, timing.items, strict=True)
    )
    return Overview(pack, lines, timing, pack_freezing.since(library, pack), held, missing)


def check(library: Library, pack: Pack) -> Checked:
    """Check a pack: records that are gone, rights, balance, times, what changed."""
    found = overview(library, pack)
    rights = {key: pack_rights.of_record(record) for key, record in found.records.items()}
    balance = pack_balance.balance(library, tuple(found.records.values()))
    warnings = (
        *found.missing.values(),
        *pack_standing.warnings(found.records),
        *pack_rights.warnings(found.records, rights),
        *(one.sentence for one in balance.lacks),
        *((found.timing.sentence,) if found.timing.over > 0 else ()),
        *(one.sentence for one in found.since if one.state is not State.UNCHANGED),
    )
    return Checked(found, balance, rights, tuple(dict.fromkeys(warnings)))


def _line(
    item: Item,
    timed: TimedItem,
    held: Mapping[RecordId, Record],
    missing: Mapping[RecordId, str],
) -> ItemLine:
    if not isinstance(item, RecordItem):
        return ItemLine(item, item.title or "Untitled", timed)
    record = held.get(item.record)
    if record is None:
        return ItemLine(item, "A record that is gone", timed, missing[item.record])
    standing = "" if record.workflow is Workflow.PUBLISHED else standing_told(record)
    return ItemLine(item, record.title or "Untitled", timed, standing)
