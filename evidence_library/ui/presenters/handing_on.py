"""Hands on what was found: as a file or for the printer, off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from evidence_library.services import result_lists
from evidence_library.services.find import Request
from evidence_library.services.result_lists import FORMAT_NAMES, Form, Wanted, Written
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report

#: The formats a file dialog offers, by the end of the name; the first is the usual one.
FORMATS: dict[str, str] = {suffix: FORMAT_NAMES[suffix] for suffix in (".xlsx", ".csv", ".md")}


#: Records on a page, roughly: enough to say how long a list will be.
_ON_A_PAGE = 3.5


class Paper(Protocol):
    """What a list is printed on; used in one thread only, which is not the screen's."""

    pages: int

    def put(self, html: str) -> None:
        """Print a piece below what was printed before. Raises `EnvironmentFailed`."""

    def finish(self) -> None:
        """Send what was put."""

    def abandon(self) -> None:
        """Send nothing, if anything was put."""


class HandingOn(QObject):
    """Asks `services.result_lists`. `done` and `failed` bring a sentence.

    `counted` says how many records a list that is to be printed holds. `columns` gives those of the
    table where it is looked at, to be handed on as they are seen.
    """

    done = Signal(str)
    failed = Signal(str)
    stopped = Signal(str)
    counted = Signal(int)

    def __init__(self, session: Session) -> None:
        """Do nothing yet."""
        super().__init__()
        self._session = session
        self.columns: Callable[[], tuple[str, ...]] = tuple
        self._to_print = Wanted(Request())

    def write(
        self,
        request: Request,
        path: Path,
        *,
        as_record: bool,
        name: str = "",
        only: Sequence[int] | None = None,
    ) -> None:
        """Write the records of a request into a file; the end of its name says the format.

        `only` are the numbers of those that are wanted, where not all are.
        """
        library = self._session.library
        if library is None:
            return
        form = Form.RECORD if as_record else Form.RESULTS
        wanted = Wanted(request, form, name, only=frozenset(only) if only is not None else None)
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

    def count(self, request: Request, only: Sequence[int] | None = None) -> None:
        """Count the records of a list before it is printed; `counted` brings the number.

        `only` are the numbers of those that are wanted, where not all are.
        """
        library = self._session.library
        if library is None:
            return
        numbers = frozenset(only) if only is not None else None
        wanted = self._to_print = Wanted(request, columns=self.columns(), only=numbers)

        def work(report: Report) -> int:
            return result_lists.count(library, wanted, report)

        job = Job(
            work,
            self,
            done=self.counted.emit,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="print")

    def print_list(self, paper: Paper) -> None:
        """Print all records of the list that was counted, away from the screen's thread."""
        library, wanted = self._session.library, self._to_print
        if library is None:
            return

        def work(report: Report) -> int:
            try:
                total = result_lists.print_list(library, wanted, paper.put, report)
            except BaseException:
                paper.abandon()
                raise
            paper.finish()
            return total

        job = Job(
            work,
            self,
            "Printing the list",
            done=lambda total: self.done.emit(_told_printed(total, paper.pages)),
            failed=self.failed.emit,
            stopped=lambda: self.stopped.emit("Stopped; the list was not printed."),
        )
        self._session.tasks.read(job)

    def _on_written(self, written: Written) -> None:
        verb = "was" if written.records == 1 else "were"
        self.done.emit(
            f"{counted(written.records, 'record')} {verb} written into “{written.path.name}”."
        )


def pages_of(records: int) -> int:
    """Say roughly how many pages a printed list of so many records fills."""
    return max(1, round(records / _ON_A_PAGE))


def _told_printed(records: int, pages: int) -> str:
    verb = "was" if records == 1 else "were"
    return f"{counted(records, 'record')} {verb} printed on {counted(pages, 'page')}."
