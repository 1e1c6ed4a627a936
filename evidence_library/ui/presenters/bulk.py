"""One edit of many records: what it would change, record by record, and making it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.services import bulk, bulk_fields, chosen
from evidence_library.services.bulk import ChangedRecord, Preview
from evidence_library.services.bulk_fields import FIELDS, Act, BulkField, edits
from evidence_library.services.editing import FieldEdits
from evidence_library.services.find import Request
from evidence_library.services.history import FieldChange
from evidence_library.services.opened import Library
from evidence_library.text.differences import Fate
from evidence_library.ui.itemmodels.listed_table import Fetch, Line
from evidence_library.ui.itemmodels.pages import Deliver
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report

__all__ = ["COLUMNS", "FIELDS", "Act", "BulkField", "BulkPresenter", "Request", "edits"]

#: The columns of what would change.
COLUMNS = ("Record", "What changes")

#: Letters shown before and after a change, and of a text that is removed or added.
_AROUND, _LONGEST = 24, 160

#: So many remarks on what is put in are told beside what will change.
_REMARKS = 3


class BulkPresenter(QObject):
    """Asks `services.bulk`, off the screen's thread.

    `scoped` brings how many records are meant; `shown` the number of lines of a preview, a sentence
    and whether anything can be done; `offered` what may stand in a field; `done` a sentence and the
    operation that takes it back; `failed` says why something was not done.
    """

    scoped = Signal(int)
    shown = Signal(int, str, bool)
    offered = Signal(object)
    done = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Mean no records yet."""
        super().__init__()
        self._session = session
        self._ids: tuple[RecordId, ...] = ()
        self._preview: Preview | None = None

    def mean(self, records: Sequence[str]) -> None:
        """Mean some records."""
        self._set_ids(tuple(map(RecordId, records)))

    def mean_numbers(self, numbers: Sequence[int]) -> None:
        """Mean some records, by their numbers."""
        self._read(lambda library, _report: chosen.ids_of(library, numbers), self._set_ids)

    def mean_all(self, request: Request) -> None:
        """Mean all records that answer a request."""
        self._read(lambda library, report: bulk.found_by(library, request, report), self._set_ids)

    def offer(self, field: BulkField, act: Act) -> None:
        """Look up what may stand in a field for something to be done with it."""
        self._read(
            lambda library, _report: bulk_fields.offered(library, field, act),
            self.offered.emit,
            "bulk-offer",
        )

    def look(self, wanted: FieldEdits | None) -> None:
        """Say what an edit would change; None is no edit yet."""
        self._preview = None
        if wanted is None or not self._ids:
            self.shown.emit(0, "Choose a field and what to do with it.", False)
            return
        ids = self._ids
        self._read(
            lambda library, report: bulk.preview(library, ids, wanted, report), self._on_previewed
        )

    @property
    def fetch(self) -> Fetch:
        """Where the lines of the preview come from."""
        return self._fetch

    def apply(self) -> None:
        """Make the edit that is shown."""
        library, shown = self._session.library, self._preview
        if library is None or shown is None:
            return

        def made(changes: Changes) -> None:
            self._session.tell_changed(changes)
            self.done.emit(f"{changes.name}.", changes.operation or None)

        title = f"Changing {counted(len(shown.changed), 'record')}"
        job = Job(
            lambda report: bulk.apply(library, shown, report),
            self,
            title=title,
            done=made,
            failed=self.failed.emit,
            at_stake="Records are being changed.",
        )
        self._session.tasks.write(job)

    def _set_ids(self, ids: tuple[RecordId, ...]) -> None:
        self._ids = ids
        self.scoped.emit(len(ids))

    def _on_previewed(self, found: Preview) -> None:
        self._preview = found
        parts = [f"{counted(len(found.changed), 'record')} will change"]
        if found.unchanged:
            parts.append(f"{found.unchanged:,} stay as they are")
        if found.drafts_again:
            parts.append(f"{found.drafts_again:,} of them are published and become drafts again")
        if found.refused:
            parts.append(f"{found.refused_count:,} cannot be changed")
        total = len(found.changed) + len(found.refused)
        told = " ".join(("; ".join(parts) + ".", *found.remarks[:_REMARKS]))
        self.shown.emit(total, told, bool(found.changed))

    def _fetch(self, offset: int, limit: int, deliver: Deliver[Line]) -> None:
        shown = self._preview
        if shown is None:
            return

        def lines(library: Library, _report: Report) -> tuple[Line, ...]:
            refused = [
                Line(one.id, (one.title, f"● left as it is: {one.why}")) for one in shown.refused
            ]
            told = refused[offset : offset + limit]
            start = max(0, offset - len(refused))
            left = limit - len(told)
            changed = bulk.changes(library, shown, start, left) if left else ()
            return (*told, *map(_line, changed))

        self._read(lines, lambda found: deliver(offset, found), f"bulk-page-{offset}")

    def _read(
        self,
        ask: Callable[[Library, Report], Any],
        done: Callable[[Any], None],
        name: str = "bulk",
    ) -> None:
        library = self._session.library
        if library is None:
            return

        job = Job(lambda report: ask(library, report), self, done=done, failed=self.failed.emit)
        self._session.tasks.read(job, replaces=name)


def _line(one: ChangedRecord) -> Line:
    return Line(one.id, (one.title, "; ".join(map(_told, one.fields))))


def _told(field: FieldChange) -> str:
    """Tell in one line how a field changes, with signs for what goes and what comes."""
    pieces = []
    for stretch in field.stretches:
        text = " ".join(stretch.text.split())
        if stretch.fate is Fate.KEPT:
            pieces.append(
                text if len(text) <= 2 * _AROUND else f"{text[:_AROUND]} … {text[-_AROUND:]}"
            )
        elif text:
            sign = "−" if stretch.fate is Fate.REMOVED else "+"
            pieces.append(f"{sign}[{text[:_LONGEST]}]")
    return f"{field.label}: {' '.join(filter(None, pieces))}"
