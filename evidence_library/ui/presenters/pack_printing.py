"""Prints the pages of a pack one by one, away from the screen's thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from evidence_library.services import page_preview
from evidence_library.services.page_preview import Preview
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job, Report


class PagePaper(Protocol):
    """What pages are printed on; used in one thread only, which is not the screen's."""

    def begin(self) -> int:
        """Begin to print; give how many dots wide a page is. Raises `EnvironmentFailed`."""

    def wanted(self, pages: int) -> Iterable[int]:
        """Give the numbers of the pages that are to be printed, in their order."""

    def put(self, size: tuple[int, int, int], pixels: bytes) -> None:
        """Print a page of so many dots, and bytes of a row. Raises `EnvironmentFailed`."""

    def finish(self) -> None:
        """Send what was put. Raises `EnvironmentFailed`."""

    def abandon(self) -> None:
        """Send nothing more."""


class PackPrinting(QObject):
    """Draws pages as the printer wants them. `done`, `failed`, `stopped` bring a sentence."""

    done = Signal(str)
    failed = Signal(str)
    stopped = Signal(str)

    def __init__(self, session: Session) -> None:
        """Print nothing yet."""
        super().__init__()
        self._session = session

    def print_pages(self, preview: Preview, paper: PagePaper) -> None:
        """Print pages as they stand in a preview."""
        job = Job(
            lambda report: _printed(preview, paper, report),
            self,
            "Printing the pack",
            done=self._on_done,
            failed=self.failed.emit,
            stopped=lambda: self.stopped.emit(
                "Stopped; pages that the printer has already may still come out."
            ),
        )
        self._session.tasks.read(job)

    def _on_done(self, pages: int) -> None:
        verb = "was" if pages == 1 else "were"
        self.done.emit(f"{counted(pages, 'page')} {verb} sent to the printer.")


def _printed(preview: Preview, paper: PagePaper, report: Report) -> int:
    """Print the pages that are wanted, holding the picture of one at a time."""
    try:
        report(0, preview.pages, "Printing the pack")
        width = paper.begin()
        numbers = tuple(paper.wanted(preview.pages))
        for done, number in enumerate(numbers):
            report(done, len(numbers), "Printing the pack, page")
            leaf = page_preview.page(preview, number, width, report)
            if leaf.picture is not None:
                picture = leaf.picture
                paper.put((picture.width, picture.height, picture.stride), picture.pixels)
    except BaseException:
        paper.abandon()
        raise
    paper.finish()
    return len(numbers)
