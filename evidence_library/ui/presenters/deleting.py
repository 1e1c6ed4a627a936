"""Deleting records: they go into the trash, off the screen's thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.services import chosen, trash
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted, quoted
from evidence_library.ui.tasks import Job


class DeletePresenter(QObject):
    """Asks `services.trash`. `deleted` brings the record, what was changed and a sentence on it;
    `stopped` a sentence, if somebody stopped it.

    It comes before everybody else is told, so that who shows the record can let it go first.
    """

    deleted = Signal(str, object, str)
    done = Signal()
    stopped = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Delete nothing yet."""
        super().__init__()
        self._session = session

    @property
    def possible(self) -> bool:
        """Whether anything can be deleted at all."""
        return not self._session.hindrance

    def delete(self, record: str, title: str) -> None:
        """Move a record into the trash."""
        library = self._session.library
        if library is None:
            return

        def done(changes: Changes) -> None:
            self.deleted.emit(record, changes, f"{quoted(title)} is in the trash.")
            self._session.tell_changed(changes)
            self.done.emit()

        job = Job(
            lambda _report: trash.delete(library, [RecordId(record)]),
            self,
            done=done,
            failed=self.failed.emit,
        )
        self._session.tasks.write(job)

    def delete_all(self, numbers: Sequence[int], shown: str) -> None:
        """Move records, by their numbers, into the trash in one step.

        `deleted` brings the one that is `shown`, or nothing if that is not among them.
        """
        library = self._session.library
        if library is None:
            return

        def done(changes: Changes) -> None:
            number = len(changes.records)
            verb = "is" if number == 1 else "are"
            record = shown if shown in changes.records else ""
            told = f"{counted(number, 'record')} {verb} in the trash."
            self.deleted.emit(record, changes, told)
            self._session.tell_changed(changes)
            self.done.emit()

        job = Job(
            lambda report: trash.delete(library, chosen.ids_of(library, numbers), report),
            self,
            "Deleting records",
            done=done,
            failed=self.failed.emit,
            stopped=lambda: self.stopped.emit("Stopped; nothing was deleted."),
            at_stake="Records are being deleted.",
        )
        self._session.tasks.write(job)
