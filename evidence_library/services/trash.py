"""The trash: delete records and get them back. Emptying it is the one thing nobody can undo."""

from __future__ import annotations

from collections.abc import Sequence, Set

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.counting import counted
from evidence_library.model.history import Trashed
from evidence_library.model.ids import RecordId
from evidence_library.services import attachment_check, draft_files
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import operations, records
from evidence_library.store import trash as store

#: Records deleted between two reports of progress.
_STEP = 20


def listed(library: Library) -> tuple[Trashed, ...]:
    """List what is in the trash, what was deleted last first."""
    with library.connections.reading() as connection:
        return tuple(store.load(connection))


def delete(library: Library, ids: Sequence[RecordId], progress: Progress = quiet) -> Changes:
    """Move records, with their sets of recommendations, into the trash, in one operation.

    Raises `UserCanFix` if one of them is gone already, and what `progress` raises; then nothing is
    moved.
    """
    wanted = tuple(dict.fromkeys(ids))
    with library.connections.reading() as connection:
        titles = records.titles(connection, wanted)
    with library.change(_named("Delete", [titles.get(key, "") for key in wanted])) as change:
        for at, key in enumerate(wanted):
            if at % _STEP == 0:
                progress(at, len(wanted), "Deleting records")
            if not store.put(change.operation, key):
                raise UserCanFix("A record that was to be deleted is no longer in the library.")
    return change.operation.changes()


def restore(library: Library, ids: Sequence[RecordId]) -> Changes:
    """Take records and packs out of the trash again, in one operation.

    Raises `UserCanFix` if one of them is not in it, or is in the library again; then nothing is
    moved.
    """
    wanted = tuple(dict.fromkeys(ids))
    titles = {one.id: one.title for one in listed(library)}
    named = _named("Restore", [titles.get(key, "") for key in wanted], noun(library, wanted))
    with library.change(named) as change:
        for key in wanted:
            there = store.title_in_library(change.operation, key)
            if there is not None:
                raise UserCanFix(f"“{there}” is in the library already.")
            if store.lacks_its_set(change.operation, key):
                raise UserCanFix(
                    f"The set of “{titles[key]}” is not in the library; restore it first."
                )
            if not store.restore(change.operation, key):
                raise UserCanFix("Something that was to be restored is no longer in the trash.")
    return change.operation.changes()


def empty(library: Library, ids: Sequence[RecordId] | None = None) -> int:
    """Remove everything in the trash, or some of it, for good; give how many it were.

    Raises `UserCanFix` if there is nothing to remove.
    """
    wanted = tuple(ids) if ids is not None else tuple(one.id for one in listed(library))
    if not wanted:
        raise UserCanFix("The trash is empty.")
    name = f"Empty the trash ({counted(len(wanted), noun(library, wanted))})"
    with library.change(name, operations.EMPTY) as change:
        for key in wanted:
            draft_files.remove(library.folder, key)
        removed = store.purge(change.operation, wanted)
        if removed != len(wanted):
            raise UserCanFix("Something else was changed meanwhile; look at the trash again.")
    attachment_check.remove_idle(library)
    return removed


def _named(act: str, titles: Sequence[str], what: str = "record") -> str:
    if len(titles) == 1:
        return f"{act} “{titles[0] or 'Untitled'}”"
    return f"{act} {counted(len(titles), what)}"


def noun(library: Library, ids: Sequence[RecordId] | None = None) -> str:
    """Say what is in the trash, or some of it: records, packs, or items if it is anything else."""
    kinds = {one.kind for one in listed(library) if ids is None or one.id in ids}
    return noun_of(kinds)


def noun_of(kinds: Set[str]) -> str:
    """Name things in the trash by what kinds of them there are."""
    others = kinds & store.OTHER_KINDS.keys()
    if not others:
        return "record"
    if len(kinds) > 1 or store.SET_KIND in others:
        return "item"
    return next(iter(others))
