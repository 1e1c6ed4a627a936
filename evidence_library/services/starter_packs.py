"""The packs that come with the program: in a new library from the start, in others on request."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evidence_library import assets
from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.importers import pack_file
from evidence_library.model.changes import Changes
from evidence_library.model.ids import PackId, RecordId
from evidence_library.model.pack import Pack, records_of
from evidence_library.services import pack_rules
from evidence_library.services.opened import Library
from evidence_library.store import packs as store
from evidence_library.store import records, redirects, trash
from evidence_library.store.connections import Connection
from evidence_library.store.operations import Operation


def shipped() -> tuple[Pack, ...]:
    """Read the packs that ship. Raises `LibraryError` if one cannot be read."""
    return _in(assets.casestudies())


def is_starter(key: PackId) -> bool:
    """Tell whether a pack came with the program, by its id."""
    return key in _ids(assets.casestudies())


def lacking(library: Library) -> tuple[Pack, ...]:
    """Give the packs that ship, are not in the library, and whose records are all there."""
    with library.connections.reading() as connection:
        return tuple(one for one in shipped() if _can_be_added(connection, one))


def put_all(operation: Operation) -> None:
    """Put the packs into a new library, together with the records they need."""
    for one in shipped():
        if _can_be_added(operation.connection, one):
            store.put(operation, one)


def add(library: Library) -> Changes:
    """Add the packs that are lacking, in one operation; one in the trash comes back from there.

    Raises `UserCanFix` if none can be added.
    """
    wanted = lacking(library)
    if not wanted:
        raise UserCanFix(
            "There is no starter pack to add: they are all here, or the starter records they need "
            "are not."
        )
    with library.change("Add the starter packs") as change:
        for one in wanted:
            if not trash.restore(change.operation, RecordId(one.id)):
                store.put(change.operation, one)
    return change.operation.changes()


def _can_be_added(connection: Connection, pack: Pack) -> bool:
    if store.get(connection, pack.id) is not None:
        return False
    wanted = {redirects.target(connection, key) for key in records_of(pack)}
    return len(records.titles(connection, sorted(wanted))) == len(wanted)


def _pack(path: Path) -> Pack:
    try:
        reading = pack_file.read(path.read_text(encoding="utf-8"))
        if reading.problems:
            raise UserCanFix(reading.problems[0].message)
        return pack_rules.tidied(reading.pack)
    except LibraryError as error:
        raise LibraryError(
            f"“{path.name}” that ships with the program is damaged. {error}"
        ) from error


def _in(folder: Path) -> tuple[Pack, ...]:
    return tuple(_pack(path) for path in sorted((folder / "packs").glob("*.yaml")))


@cache
def _ids(folder: Path) -> frozenset[PackId]:
    return frozenset(one.id for one in _in(folder))
