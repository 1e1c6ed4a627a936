"""What a new record begins with: made off the screen's thread, then handed to the editor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record, Section
from evidence_library.services import new_from, read
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report


def usual_sections(kind: str) -> tuple[Section, ...]:
    """Give the sections a record of a kind usually has, without text."""
    return new_from.usual_sections(kind)


class NewFromPresenter(QObject):
    """Makes records. `made` brings one, `failed` a sentence; `stopped` follows `cancel`.

    `progressed` brings what is done, the total and what is being done.
    """

    made = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    progressed = Signal(int, int, str)

    def __init__(self, session: Session) -> None:
        """Make nothing yet."""
        super().__init__()
        self._session = session
        self._job: Job[Record] | None = None
        session.tasks.progressed.connect(self._on_progressed)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that have a template."""
        return new_from.kinds()

    @property
    def under_way(self) -> bool:
        """Whether something is being read."""
        return self._job is not None

    def from_template(self, kind: str) -> None:
        """Make an empty record of a kind, with its usual headings."""
        library = self._session.library
        person = library.person if library is not None else ""
        self.made.emit(new_from.from_template(kind, date.today(), person))

    def from_text(self, text: str) -> None:
        """Make a record of a text."""
        self._start(lambda library, _report: new_from.from_text(library, text))

    def from_file(self, path: Path) -> None:
        """Make a record of a file."""
        self._start(lambda library, report: new_from.from_file(library, path, report))

    def copy(self, record: str) -> None:
        """Make a draft that says what another record says."""

        def work(library: Library, _report: Report) -> Record:
            held = read.read_record(library, RecordId(record)).record
            return new_from.duplicate(held, date.today(), library.person)

        self._start(work)

    def cancel(self) -> None:
        """Stop reading."""
        if self._job is not None:
            self._job.cancel()

    def _start(self, work: Callable[[Library, Report], Record]) -> None:
        library = self._session.library
        if library is None or self._job is not None:
            return
        self._job = Job(
            lambda report: work(library, report),
            self,
            "Reading",
            done=self._on_done,
            failed=self._on_failed,
            stopped=self._on_stopped,
        )
        self._session.tasks.read(self._job)

    def _on_done(self, record: Record) -> None:
        self._job = None
        self.made.emit(record)

    def _on_failed(self, sentence: str) -> None:
        self._job = None
        self.failed.emit(sentence)

    def _on_stopped(self) -> None:
        self._job = None
        self.stopped.emit()

    def _on_progressed(self, job: object) -> None:
        if self._job is not None and job is self._job:
            self.progressed.emit(*self._job.position)
