"""Which record is meant by an id that somebody typed: whole or its beginning, in any capitals."""

from __future__ import annotations

from collections.abc import Iterable

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecordId
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone
from evidence_library.store import history, records, redirects

#: Characters of an id that may stand for the whole, if no other id begins like it.
SHORTEST = 6

#: Ids that are named where a beginning fits several.
_NAMED = 4


def record_meant(library: Library, typed: str) -> RecordId:
    """Give the id that is typed whole, or of which at least `SHORTEST` characters are typed.

    The id of a record that was merged into another one means that one. Raises `RecordGone` if no
    record has it, `UserCanFix` if several begin like it.
    """
    wanted = typed.strip()
    with library.connections.reading() as connection:
        found = records.beginning_with(connection, wanted, _NAMED + 1) if wanted else []
    kept = merged_into(library, typed) if not found else None
    return kept or meant_among(found, typed, "in this library")


def merged_into(library: Library, typed: str) -> RecordId | None:
    """Give the id that the id of a merged record leads to; None if none begins like that.

    Raises `UserCanFix` if several do.
    """
    old = merged_away(library, typed)
    if old is None:
        return None
    with library.connections.reading() as connection:
        return redirects.target(connection, old)


def merged_away(library: Library, typed: str) -> RecordId | None:
    """Give the id of a merged record that is typed itself, whole or in part; None if none is.

    Raises `UserCanFix` if several begin like that.
    """
    wanted = typed.strip()
    if len(wanted) < SHORTEST:
        return None
    with library.connections.reading() as connection:
        merged = redirects.beginning_with(connection, wanted, _NAMED + 1)
    return meant_among(merged, typed, "in this library") if merged else None


def record_ever(library: Library, typed: str) -> RecordId:
    """Give the id of a record that is, or was, in the library: history remembers what is gone.

    Raises as `record_meant` does.
    """
    wanted = typed.strip()
    with library.connections.reading() as connection:
        found = history.records_beginning_with(connection, wanted) if wanted else []
    return meant_among(found, typed, "in the history of this library")


def meant_among(keys: Iterable[RecordId], typed: str, place: str) -> RecordId:
    """Give the one of some ids that is meant; `place` says in a sentence where they are looked for.

    Raises `RecordGone` if none is, `UserCanFix` if several begin like what is typed.
    """
    wanted = typed.strip().casefold()
    found = [key for key in keys if wanted and key.casefold().startswith(wanted)]
    whole = [key for key in found if key.casefold() == wanted]
    if whole:
        return whole[0]
    if not found or len(wanted) < SHORTEST:
        raise RecordGone(f"There is no record “{typed}” {place}.")
    if len(found) > 1:
        named = ", ".join(found[:_NAMED]) + (" and others" if len(found) > _NAMED else "")
        raise UserCanFix(f"“{typed}” is the beginning of several ids: {named}. Type more of it.")
    return found[0]
