"""Hands on what was found: as a file or for the printer, off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.services import result_lists
from evidence_library.services.find import Request
from evidence_library.services.result_lists import FORMAT_NAMES, Form, Wanted, Written
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report

#: The formats a file dialog offers, by the end of the name; the first is the usual one.
FORMATS: dict[str, str] = {suffix: FORMAT_NAMES[suffix] for suffix in (".xlsx", ".csv", ".md")}


class HandingOn(QObject):
    """Asks `services.result_lists`. `done` and `failed` bring a sentence, `printable` a page.

    `columns` gives those of the table where it is looked at, to be handed on as they are seen.
    """

    done = Signal(str)
    failed = Signal(str)
    stopped = Signal(str)
    printable = Signal(str)

    def __init__(self, session: Session) -> None:
        """Do nothing yet."""
        super().__init__()
        self._session = session
        self.columns: Callable[[], tuple[str, ...]] = tuple

    def write(self, request: Request, path: Path, *, as_record: bool, name: str = "") -> None:
        """Write all records of a request into a file; the end of its name says the format."""
        library = self._session.library
        if library is None:
            return
        wanted = Wanted(request, Form.RECORD if as_record else Form.RESULTS, name)
        if not name:  # what is seen now, not a saved search
            wanted = replace(wanted, columns=self.columns())

        def work(report: Report) -> Written:
            return result_lists.write(library, wanted, path, report)

        job = Job(
            work,
            self,
            "Writing the list",
            done=self._on_written,
            failed=self.failed.emit,
            stopped=lambda: self.stopped.emit(f"Stopped; “{path.name}” was not written."),
        )
        self._session.tasks.read(job)

    def prepare_print(self, request: Request) -> None:
        """Make the page of a request for the printer."""
        library, wanted = self._session.library, Wanted(request, columns=self.columns())
        if library is None:
            return

        def work(report: Report) -> str:
            return result_lists.printed(library, wanted, report)

        job = Job(
            work,
            self,
            "Making the list",
            done=self.printable.emit,
            failed=self.failed.emit,
            stopped=lambda: self.stopped.emit("Stopped; nothing was printed."),
        )
        self._session.tasks.read(job)

    def _on_written(self, written: Written) -> None:
        verb = "was" if written.records == 1 else "were"
        self.done.emit(
            f"{counted(written.records, 'record')} {verb} written into “{written.path.name}”."
        )
