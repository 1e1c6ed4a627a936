"""Deleting records: they go into the trash, off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.services import chosen, succession, trash
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted, quoted
from evidence_library.ui.tasks import Job


class DeletePresenter(QObject):
    """Asks `services.trash`. `deleted` brings the record, what was changed and a sentence on it;
    `stopped` a sentence, if somebody stopped it.

    `asked` brings what would lead nowhere then, and what to call to go on all the same.

    `deleted` comes before everybody else is told, so that who shows the record can let it go first.
    """

    deleted = Signal(str, object, str)
    done = Signal()
    stopped = Signal(str)
    failed = Signal(str)
    asked = Signal(str, object)

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

        ids = [RecordId(record)]
        job = Job(
            lambda _report: trash.delete(library, ids),
            self,
            done=done,
            failed=self.failed.emit,
        )
        self._once_agreed(lambda: ids, job)

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
        self._once_agreed(lambda: chosen.ids_of(library, numbers), job)

    def _once_agreed(self, wanted: Callable[[], Sequence[RecordId]], job: Job[Changes]) -> None:
        """Do it, after asking if other records lead to those that go."""
        library = self._session.library
        if library is None:
            return

        def go() -> None:
            self._session.tasks.write(job)

        look = Job(
            lambda _report: succession.left_behind(library, wanted()),
            self,
            done=lambda told: self.asked.emit(told, go) if told else go(),
            failed=self.failed.emit,
        )
        self._session.tasks.read(look)
