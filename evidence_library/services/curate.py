"""Curate: take a change back, and take that back too."""

from __future__ import annotations

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.history import Kind
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import operations


def undo_name(library: Library) -> str:
    """Name the change that `undo` would take back; empty if there is none."""
    found = operations.undoable(library.connections)
    return found[1] if found else ""


def undo_number(library: Library) -> int | None:
    """Give the number of the change that `undo` would take back; None if there is none."""
    found = operations.undoable(library.connections)
    return found[0] if found else None


def redo_name(library: Library) -> str:
    """Name the change that `redo` would make again; empty if there is none."""
    found = operations.redoable(library.connections)
    return found[1] if found else ""


def undo(library: Library, expected: int | None = None, *, progress: Progress = quiet) -> Changes:
    """Take the latest change back. `progress` may raise to leave all as it is.

    `expected` is the operation one means to take back, if one means a certain one. Raises
    `UserCanFix` if there is nothing to undo, or if another operation would be undone instead.
    """
    found = operations.undoable(library.connections)
    if expected is not None and (found is None or found[0] != expected):
        raise UserCanFix("Something else was changed since; the menu Edit names it now.")
    return _revert(library, operations.UNDO, "There is nothing to undo.", progress)


def redo(library: Library, *, progress: Progress = quiet) -> Changes:
    """Make the change again that was undone last. Raises `UserCanFix` if there is none."""
    return _revert(library, operations.REDO, "There is nothing to redo.", progress)


def _revert(library: Library, kind: Kind, nothing: str, progress: Progress) -> Changes:
    find = operations.undoable if kind == operations.UNDO else operations.redoable
    found = find(library.connections)
    if found is None:
        raise UserCanFix(nothing)
    target, name = found
    with library.change(name, kind, progress) as change:
        operations.revert(change.operation, target, progress)
    return change.operation.changes()
