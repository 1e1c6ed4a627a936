"""Drafts: keep what is being written, and give it back after a crash or another day.

A draft is written in a transaction of its own that waits for the disk. It belongs to no operation:
Undo and the history know only what was saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from evidence_library.errors import UserCanFix
from evidence_library.model.draft import Draft
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services.opened import Library
from evidence_library.store import drafts as store
from evidence_library.store import records


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
    """

    held: Record | None
    draft: Draft | None

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
        held, draft = records.get(connection, record), store.get(connection, record)
    if draft is not None and draft.record == held:
        draft = None  # it was saved in the moment the program ended
    return Begun(held, draft)


def keep(library: Library, record: Record, base: Record | None, writer: str) -> str:
    """Keep a record as it is being written, and give the moment, as ISO date and time in UTC.

    `writer` names the sitting. Raises `DraftTaken` if another one writes this record.
    """
    kept = datetime.now(UTC).isoformat(timespec="seconds")
    draft = Draft(record=record, base=base, kept=kept, by=library.person, writer=writer)
    with library.connections.writing() as database:
        other = store.writer_of(database.conn, record.id)
        if other and other != writer:
            raise DraftTaken(
                f"“{record.title or 'Untitled'}” is being written in another window, too: what "
                "you type here is kept once you save it."
            )
        store.put(database.conn, draft)
    return kept


def take_over(library: Library, record: RecordId, writer: str) -> None:
    """Go on with a draft in another sitting."""
    with library.connections.writing() as database:
        draft = store.get(database.conn, record)
        if draft is not None:
            store.put(database.conn, _of(draft, writer))


def discard(library: Library, record: RecordId) -> None:
    """Drop the draft of a record; what the library holds stays."""
    with library.connections.writing() as database:
        store.remove(database.conn, record)


def unsaved(library: Library) -> tuple[Unsaved, ...]:
    """List the drafts of a library, the one kept last first."""
    with library.connections.reading() as connection:
        return tuple(Unsaved(*one) for one in store.listed(connection))


def local_time(kept: str, now: datetime | None = None) -> str:
    """Give the moment of a draft in this computer's time: of today only the time, "14:02"."""
    moment = datetime.fromisoformat(kept).astimezone()
    today = (now or datetime.now(UTC)).astimezone().date()
    return moment.strftime("%H:%M" if moment.date() == today else "%Y-%m-%d %H:%M")


def _of(draft: Draft, writer: str) -> Draft:
    return Draft(record=draft.record, base=draft.base, kept=draft.kept, by=draft.by, writer=writer)
