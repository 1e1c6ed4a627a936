"""Drafts: keep what is being written, and give it back after a crash or another day.

A draft is a file of its own, written whole or not at all, and it waits for the disk. It belongs to
no operation: Undo and the history know only what was saved. Whoever keeps and ends drafts does so
one after another: each looks what is there before it writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from evidence_library.errors import UserCanFix
from evidence_library.model.draft import Draft
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.model.three_way import merged
from evidence_library.services import draft_files
from evidence_library.services.draft_locks import Window, sweep, window_of
from evidence_library.services.opened import Library
from evidence_library.store import records

#: Behind the sitting that wrote a draft, once it has left it: any other may go on with it.
_LEFT = " (left)"


class DraftTaken(UserCanFix):
    """Another window writes a draft of the same record."""


class Since(StrEnum):
    """What became of a record since a draft of it was begun."""

    NOTHING = "nothing"
    NEW = "new"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Begun:
    """What an editor begins with: the record as the library holds it, and its draft, if any.

    Both are None for a record that is not in the library and of which nobody wrote anything.
    `window` tells of the one that wrote the draft, unless it has left it.
    """

    held: Record | None
    draft: Draft | None
    window: Window | None = None

    @property
    def since(self) -> Since:
        """What became of the record since the draft was begun."""
        if self.draft is None or (self.held is None and self.draft.base is None):
            return Since.NEW if self.held is None else Since.NOTHING
        if self.held is None:
            return Since.DELETED
        return Since.NOTHING if self.held == self.draft.base else Since.CHANGED


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A draft in a list: of which record, when it was kept last, and by whom."""

    record: RecordId
    title: str
    kept: str
    by: str = ""


def begin(library: Library, record: RecordId) -> Begun:
    """Read a record and its draft for editing."""
    with library.connections.reading() as connection:
        held = records.get(connection, record)
    draft = draft_files.get(library.folder, record)
    if draft is not None and draft.record == held:
        draft = None  # it was saved in the moment the program ended
    return Begun(held, draft, None if draft is None else _window(library, draft))


def keep(
    library: Library, record: Record, base: Record | None, writer: str, *, leaves: bool = False
) -> str:
    """Keep a record as it is being written, and give the moment, as ISO date and time in UTC.

    `writer` names the sitting; once it `leaves`, others may go on. Raises `DraftTaken` if another
    one writes this record.
    """
    kept = datetime.now(UTC).isoformat(timespec="seconds")
    signed = f"{writer}{_LEFT}" if leaves else writer
    draft = Draft(record=record, base=base, kept=kept, by=library.person, writer=signed)
    other = draft_files.get(library.folder, record.id)
    if other is not None and is_claimed(other) and other.writer != writer:
        raise DraftTaken(
            f"“{record.title or 'Untitled'}” is being written in another window, too: what "
            "you type here is kept once you save it."
        )
    draft_files.put(library.folder, draft)
    return kept


def _window(library: Library, draft: Draft) -> Window | None:
    """Tell of the window that writes a draft; None if it has left it."""
    return window_of(library.folder, draft.writer) if is_claimed(draft) else None


def is_claimed(draft: Draft) -> bool:
    """Tell whether the sitting that wrote a draft never left it: it goes on or was broken off."""
    return not draft.writer.endswith(_LEFT)


def take_over(library: Library, record: RecordId, writer: str) -> None:
    """Go on with a draft in another sitting."""
    draft = draft_files.get(library.folder, record)
    if draft is not None:
        draft_files.put(library.folder, replace(draft, writer=writer))


def end(library: Library, record: RecordId, saved: Record, held: Record, writer: str) -> None:
    """Be done with the draft of a sitting that saved a record, of which `held` came.

    What was typed after the moment of saving stays a draft, now of what the library holds. The
    draft of another sitting is left alone.
    """
    draft = draft_files.get(library.folder, record)
    if draft is None or draft.writer.removesuffix(_LEFT) != writer:
        return
    if record != held.id or draft.record in (saved, held):
        draft_files.remove(library.folder, record)
    elif draft.base != held:
        typed_since, _ = merged(saved, draft.record, held)
        draft_files.put(library.folder, replace(draft, record=typed_since, base=held))


def discard(library: Library, record: RecordId, writer: str = "") -> None:
    """Drop the draft of a record; what the library holds stays.

    With a `writer`, only a draft of that sitting is dropped.
    """
    draft = draft_files.get(library.folder, record) if writer else None
    if draft is None or draft.writer.removesuffix(_LEFT) == writer:
        draft_files.remove(library.folder, record)


def unsaved(library: Library) -> tuple[Unsaved, ...]:
    """List the drafts of a library that say something new, the one kept last first.

    Those that are being written in a window that is open are left out: nobody has left them.
    """
    every = tuple(draft_files.every(library.folder))
    if not library.read_only:
        sweep(library.folder, {one.writer for one in every})
    left = (one for one in every if _window(library, one) is not Window.OPEN)
    drafts = sorted(left, key=lambda one: (one.kept, one.record.id), reverse=True)
    with library.connections.reading() as connection:
        return tuple(
            Unsaved(one.record.id, one.record.title, one.kept, one.by)
            for one in drafts
            if records.get(connection, one.record.id) != one.record
        )


def local_time(kept: str, now: datetime | None = None) -> str:
    """Give the moment of a draft in this computer's time: of today only the time, "14:02"."""
    moment = datetime.fromisoformat(kept).astimezone()
    today = (now or datetime.now(UTC)).astimezone().date()
    return moment.strftime("%H:%M" if moment.date() == today else "%Y-%m-%d %H:%M")
