"""Writes files in the background: what is planned, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_library.model.document import Layout
from evidence_library.ui.presenters.file_outcome import Outcome
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report

#: What each format of documents is for, in a line.
DOCUMENT_USES: Mapping[str, str] = {
    "pdf": "To print and to read; accessible to screen readers.",
    "docx": "To edit in Word.",
    "html": "One file for any web browser; it needs no network.",
    "odt": "To edit in LibreOffice and other office programs.",
    "markdown": "Plain text with signs for headings and lists, for wikis and notes.",
    "txt": "Words only, for any program and for braille.",
}

#: The papers that any document can be laid out for.
PAPERS: tuple[tuple[Layout, str], ...] = (
    (Layout.A4, "A4"),
    (Layout.LETTER, "Letter"),
    (Layout.LARGE_PRINT, "Large print, 18 point"),
)

_BROKE = "Something in the program went wrong."


class FilesWriter(QObject):
    """Reads and writes off the screen's thread.

    `opened` brings what is written of; `planned` a plan for what was chosen last, `no_plan` why
    there is none; `moved` how far the writing is; `ended` its outcome.
    """

    opened = Signal(object)
    planned = Signal(object)
    no_plan = Signal(str)
    moved = Signal(int, int, str)
    ended = Signal(object)

    def __init__(self, session: Session) -> None:
        """Do nothing yet."""
        super().__init__()
        self._session = session
        self._library = session.library
        self._job: Job[Outcome] | None = None
        session.tasks.progressed.connect(self._on_progressed)

    @property
    def under_way(self) -> bool:
        """Whether files are being written."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop writing; the files that are not whole yet are dropped."""
        if self._job is not None:
            self._job.cancel()

    def _read(
        self, work: Callable[[Report], object], done: Callable[[Any], None], replaces: str = ""
    ) -> None:
        job = Job(work, self, done=done, failed=self.no_plan.emit)
        self._session.tasks.read(job, replaces=replaces)

    def _hand_out(self, work: Callable[[Report], Outcome], title: str, at_stake: str = "") -> None:
        self._job = Job(
            work,
            self._session,  # it outlives the dialog: what was written must be told
            title,
            done=self._on_ended,
            failed=lambda message: self._on_ended(Outcome(failure=message)),
            stopped=lambda: self._on_ended(Outcome(stopped=True)),
            broke=lambda: self._on_ended(Outcome(failure=_BROKE)),
            at_stake=at_stake,
        )
        self._session.tasks.hand_out(self._job)

    def _on_progressed(self, job: Job[object]) -> None:
        if job is self._job:
            self.moved.emit(*job.position)

    def _on_ended(self, outcome: Outcome) -> None:
        self._job = None
        self.ended.emit(outcome)
