"""What a pack holds for one edition: its records as they are, or as they were when it was frozen.

Everything that composes a document or slides works on this alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from evidence_library.errors import LibraryError
from evidence_library.model.document import Picture
from evidence_library.model.ids import RecordId
from evidence_library.model.pack import Edition, Pack, for_edition, records_of
from evidence_library.model.record import Record
from evidence_library.services import (
    citations,
    pack_logo,
    pack_rights,
    pack_standing,
    pack_timing,
)
from evidence_library.services.citations import Citation
from evidence_library.services.live_records import live_records
from evidence_library.services.opened import Library
from evidence_library.services.pack_rights import Rights
from evidence_library.services.pack_timing import Timing
from evidence_library.store import packs as store
from evidence_library.store import redirects, trash
from evidence_library.store.connections import Connection

#: What is said of a pack without items.
EMPTY = "The pack is empty: nothing but its title and what it says of itself goes in."

_NOTHING: Mapping[str, Record] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A pack as an edition may see it, with all that it names, by the ids its items have.

    `missing` says of the records that are not there, in a sentence, what became of them. `timing`
    is for trainers only. `made` is when the pack was frozen, else today; `as_of` is the day of each
    record that was frozen on another one. `warnings` say what could not go in, and which records
    are not published. `citations` stand in the order of the style.
    """

    pack: Pack
    edition: Edition
    records: Mapping[RecordId, Record]
    missing: Mapping[RecordId, str]
    rights: Mapping[RecordId, Rights]
    citations: Mapping[RecordId, Citation]
    timing: Timing | None
    made: date
    as_of: Mapping[RecordId, date] = field(default_factory=dict)
    logo: Picture | None = None
    warnings: tuple[str, ...] = ()

    def title_of(self, record: RecordId) -> str:
        """Give the title of a record, also of one that is not there."""
        found = self.records.get(record)
        return (found.title if found else "") or "Untitled"

    def day_of(self, record: RecordId) -> date:
        """Give the day as of which a record is told."""
        return self.as_of.get(record, self.made)


def contents(
    library: Library,
    pack: Pack,
    edition: Edition,
    *,
    today: date | None = None,
    freezing: Mapping[str, Record] = _NOTHING,
) -> Contents:
    """Gather what a pack holds. What belongs to the trainer is left out of it for participants.

    `freezing` are records, by digest, that a pack names as frozen and that are not kept yet.
    """
    seen = for_edition(pack, edition)
    held, missing = held_records(library, pack, freezing)
    rights = {key: pack_rights.of_record(record) for key, record in held.items()}
    logo, wrong = _logo(library, pack)
    timing = pack_timing.timed(pack, held) if edition is Edition.TRAINER else None
    return Contents(
        pack=seen,
        edition=edition,
        records=held,
        missing=missing,
        rights=rights,
        citations=citations.for_pack(held, pack.citation_style),
        timing=timing,
        made=_made(pack, today),
        logo=logo,
        as_of=_as_of(pack, held),
        warnings=(
            *(() if pack.items else (EMPTY,)),
            *missing.values(),
            *pack_standing.warnings(held),
            *pack_rights.warnings(held, rights),
            *wrong,
        ),
    )


def held_records(
    library: Library, pack: Pack, freezing: Mapping[str, Record] = _NOTHING
) -> tuple[Mapping[RecordId, Record], Mapping[RecordId, str]]:
    """Give the records of a pack by the ids it has for them, and what became of those gone.

    Of a frozen pack they are as they were when it was frozen. Ids of merged records lead on.
    """
    wanted = records_of(pack)
    digests = {one.record: one.digest for one in pack.frozen.records} if pack.frozen else {}
    with library.connections.reading() as connection:
        kept = store.frozen(connection, [digests[one] for one in wanted if one in digests])
        frozen = {**kept, **freezing}
        held = {
            key: frozen[digests[key]] for key in wanted if key in digests and digests[key] in frozen
        }
        live = live_records(connection, [key for key in wanted if key not in held])
        missing = {
            key: _what_became(connection, key)
            for key in wanted
            if key not in held and key not in live
        }
    return {key: {**held, **live}[key] for key in wanted if key not in missing}, missing


def _what_became(connection: Connection, key: RecordId) -> str:
    """Say where a record of a pack went."""
    title = trash.title_of(connection, redirects.target(connection, key))
    if title is not None:
        return f"“{title or 'Untitled'}” is in the trash; its text is left out."
    title = redirects.title_of(connection, key)
    if title is not None:
        return f"“{title or 'Untitled'}” was merged into a record that is gone; it is left out."
    return "A record of the pack is no longer in the library; it is left out."


def _logo(library: Library, pack: Pack) -> tuple[Picture | None, tuple[str, ...]]:
    if pack.logo is None:
        return None, ()
    try:
        return pack_logo.picture(library, pack.logo, pack.house_name), ()
    except LibraryError as error:
        return None, (f"The logo is left out: {error}",)


def _as_of(pack: Pack, held: Mapping[RecordId, Record]) -> dict[RecordId, date]:
    """Give the days of the records that were frozen before the last ones were."""
    if pack.frozen is None:
        return {}
    days = {one.record: one.on for one in pack.frozen.records if one.on != pack.frozen.on}
    return {key: date.fromisoformat(on) for key, on in days.items() if on and key in held}


def _made(pack: Pack, today: date | None) -> date:
    if pack.frozen:
        return date.fromisoformat(pack.frozen.on)
    return today or date.today()
