"""What the builder shows of a pack: rows of items, the sum of the minutes, parts of records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_library.model.ids import PackItemId, RecordId
from evidence_library.model.pack import (
    BreakItem,
    ExerciseItem,
    Item,
    Pack,
    RecordItem,
    TextItem,
    records_of,
)
from evidence_library.services import pack_overview, pack_parts, pack_rights
from evidence_library.services.opened import Library
from evidence_library.services.pack_freezing import Since, State
from evidence_library.services.pack_overview import Overview
from evidence_library.services.pack_timing import TimedItem, Timing, spoken
from evidence_library.ui.itemmodels.pack_items import ItemRow
from evidence_library.ui.presenters.wording import counted

#: What items are called, by what they are.
KINDS: Mapping[type[Item], str] = {
    RecordItem: "Record",
    TextItem: "Text",
    ExerciseItem: "Exercise",
    BreakItem: "Break",
}

#: A part of a record that can be shown: what the pack keeps, and what people read.
PartChoice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known of the items of a pack besides what they say themselves."""

    pack: Pack
    titles: Mapping[PackItemId, str] = field(default_factory=dict)
    times: Mapping[PackItemId, TimedItem] = field(default_factory=dict)
    warnings: Mapping[PackItemId, str] = field(default_factory=dict)
    parts: Mapping[RecordId, tuple[PartChoice, ...]] = field(default_factory=dict)
    timing: Timing | None = None
    since: tuple[Since, ...] = ()

    @property
    def changed_since(self) -> tuple[Since, ...]:
        """What is no longer as it was when the pack was handed out."""
        return tuple(one for one in self.since if one.state is not State.UNCHANGED)


def glance(library: Library, pack: Pack) -> Glance:
    """Look at a pack; runs off the screen's thread."""
    seen = pack_overview.overview(library, pack)
    return Glance(
        pack,
        {line.item.id: line.title for line in seen.lines},
        {line.item.id: line.timed for line in seen.lines},
        _warnings(seen),
        {key: _parts_of(seen, key) for key in seen.records},
        seen.timing,
        seen.since,
    )


def rows(pack: Pack, known: Glance) -> tuple[ItemRow, ...]:
    """Give the rows of a pack; what is not known of an item yet is left open."""
    return tuple(_row(at, item, known) for at, item in enumerate(pack.items, start=1))


def kind_of(item: Item) -> str:
    """Say in a word what an item is."""
    return KINDS[type(item)]


def sum_line(pack: Pack, known: Glance) -> str:
    """Say how much is in the pack: "6 records, 115 of 120 minutes, 5 left"."""
    told = [counted(len(records_of(pack)), "record")]
    timing = known.timing
    if timing is None:
        return told[0]
    if not timing.planned:
        told.append(counted(timing.total, "minute"))
    else:
        told.append(f"{timing.total} of {counted(timing.planned, 'minute')}")
        if timing.over > 0:
            told.append(f"{timing.over} too many")
        elif timing.over < 0:
            told.append(f"{-timing.over} left")
    if timing.ends:
        told.append(f"ends at {timing.ends}")
    return ", ".join(told)


def _row(number: int, item: Item, known: Glance) -> ItemRow:
    timed = known.times.get(item.id)
    minutes = item.minutes if item.minutes is not None else timed.minutes if timed else None
    about = "about " if item.minutes is None else ""
    own = "" if isinstance(item, RecordItem) else item.title.strip()
    return ItemRow(
        item.id,
        number,
        own or known.titles.get(item.id, "") or "Untitled",
        kind_of(item),
        timed.starts if timed else "",
        "" if minutes is None else f"{about}{minutes} min",
        known.warnings.get(item.id, ""),
        item.page_break,
    )


def _warnings(seen: Overview) -> dict[PackItemId, str]:
    """Say of each item what one should know before it is handed out."""
    since = {one.record: one.sentence for one in seen.since if one.state is not State.UNCHANGED}
    said: dict[PackItemId, str] = {}
    for line in seen.lines:
        told = [line.standing] if line.standing else []
        if isinstance(line.item, RecordItem):
            record = seen.records.get(line.item.record)
            rights = pack_rights.of_record(record) if record is not None else None
            if rights is not None and not rights.allowed:
                told.append(f"goes in with a link only: {rights.reason}")
            if line.item.record in since:
                told.append("changed since it was handed out")
        if told:
            said[line.item.id] = _sentence("; ".join(told))
    return said


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _parts_of(seen: Overview, key: RecordId) -> tuple[PartChoice, ...]:
    return tuple((one.key, one.label) for one in pack_parts.parts(seen.records[key]))


def minutes_told(minutes: int) -> str:
    """Write minutes for people."""
    return spoken(minutes)
