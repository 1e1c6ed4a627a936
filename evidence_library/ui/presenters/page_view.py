"""The page view: opens an attachment, brings its pages one by one, steps through what matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QObject, Signal

from evidence_library.model.record import Attachment
from evidence_library.services import attachment_hits
from evidence_library.services.find import Found
from evidence_library.services.opened import Library
from evidence_library.services.page_pictures import Box, Leaf, OpenFile, of_attachment
from evidence_library.text.marks import Marks
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page ready to be shown: `number` of `total`, its text, and its picture if it is drawn.

    `pixels` are rows of `stride` bytes, four a pixel. `found` are the boxes of matched words, `at`
    which of them one has stepped to (-1: none); `html` is the text with its matched words marked.
    """

    number: int
    total: int
    text: str
    html: str
    size: tuple[int, int, int] | None
    pixels: bytes
    found: tuple[tuple[Box, ...], ...]
    at: int
    noun: str

    @property
    def place(self) -> str:
        """Say in words where one is."""
        return f"{self.noun} {self.number:,} of {self.total:,}"

    @property
    def spoken(self) -> str:
        """What a screen reader is told of a page that comes into sight."""
        matched = len(self.found) or self.html.count("<mark>")
        told = f", {matched} matched words" if matched > 1 else ", 1 matched word"
        return self.place + (told if matched else "")


class PageViewPresenter(QObject):
    """Shows one attachment. `opened` comes once it is open, `shown` brings a page.

    `drawing` says what is being waited for, `failed` why there is none. Only the page in sight is
    held.
    """

    opened = Signal()
    drawing = Signal(str)
    shown = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, attachment: Attachment, found: Found | None) -> None:
        """Open nothing yet; matched words are those of the search that `found` them."""
        super().__init__()
        self._session, self.attachment, self._found = session, attachment, found
        self._library: Library | None = session.library
        self._file: OpenFile | None = None
        self._marks = found.marks if found is not None else Marks()
        self._matching: Sequence[int] = ()
        self._at = -1
        self._stepping = 0
        self._width = 800
        self._leaf: Leaf | None = None
        self._closed = False
        self._opening: Job[tuple[OpenFile, Sequence[int]]] | None = None
        self._drawn: Job[Leaf] | None = None
        self.number = 1

    def open(self, page: int | None = None) -> None:
        """Open the file at a page, counted from 1; without one at the first that matches."""
        library, found = self._library, self._found
        if library is None:
            return

        def work(report: Report) -> tuple[OpenFile, Sequence[int]]:
            matching: Sequence[int] = ()
            if found is not None:
                digest = self.attachment.sha256
                matching = attachment_hits.pages_with(library, digest, found.answered)
            return of_attachment(library, self.attachment, report), matching

        def done(opened: tuple[OpenFile, Sequence[int]]) -> None:
            self._file, self._matching = opened
            if self._closed:
                self.close()
                return
            wanted = page or (self._matching[0] if self._matching else 1)
            self.opened.emit()
            self.go(wanted)

        self.drawing.emit("Opening…")
        # Its owner outlives the view, so that a file that comes too late is closed all the same.
        self._opening = Job(work, self._session, done=done, failed=self._on_failed)
        self._session.tasks.read(self._opening)

    @property
    def pages(self) -> int:
        """How many pages there are; 0 until it is open."""
        return self._file.pages if self._file is not None else 0

    @property
    def can_step(self) -> bool:
        """Whether any page holds matched words."""
        return bool(self._matching)

    def go(self, number: int) -> None:
        """Show a page, or the nearest there is."""
        self._at = -1
        self._show(max(1, min(number, self.pages)))

    def widen(self, width: int) -> None:
        """Draw pages so many pixels wide from now on."""
        if width != self._width:
            self._width = width
            if self._file is not None and self._file.paged:
                self._show(self.number)

    def step(self, *, forward: bool) -> None:
        """Go to the next or previous matched word, on another page if need be."""
        matched = self._matched_here()
        at = self._at + (1 if forward else -1) if self._at >= 0 or forward else matched - 1
        if 0 <= at < matched:
            self._at = at
            self._tell()
            return
        if self._matching:
            self._stepping = 1 if forward else -1
            self._show(_following(self._matching, self.number, forward=forward))

    def close(self) -> None:
        """Let go of the file, without waiting for a page that is being drawn."""
        self._closed = True
        file, self._file = self._file, None
        if self._opening is not None:
            self._opening.cancel()
        if self._drawn is not None:
            self._drawn.cancel()
        if file is not None:
            self._session.tasks.read(Job(lambda _report: file.close(), self._session))

    def _show(self, number: int) -> None:
        file = self._file
        if file is None or self._library is not self._session.library:
            return
        self.number = number
        width, marks = self._width, self._marks

        def done(leaf: Leaf) -> None:
            if self._closed or leaf.number != self.number:
                return
            self._leaf = leaf
            if self._stepping:
                self._at = 0 if self._stepping > 0 else self._matched_here() - 1
                self._stepping = 0
            self._tell()

        job = Job(
            lambda report: file.leaf(number, width, marks, report),
            self,
            done=done,
            failed=self._on_failed,
        )
        self._drawn = job
        self.drawing.emit(f"Drawing page {number:,}…" if file.paged else "Showing the text…")
        self._session.tasks.read(job, replaces="page view")

    def _on_failed(self, message: str) -> None:
        if not self._closed:
            self.failed.emit(message)

    def _matched_here(self) -> int:
        leaf = self._leaf
        if leaf is None or leaf.number != self.number:
            return 0
        return len(leaf.found) if leaf.picture else sum(span.marked for span in leaf.spans)

    def _tell(self) -> None:
        leaf, file = self._leaf, self._file
        if leaf is None or file is None:
            return
        picture = leaf.picture
        self.shown.emit(
            ShownPage(
                number=leaf.number,
                total=file.pages,
                text=leaf.text,
                html=_html(leaf),
                size=(picture.width, picture.height, picture.stride) if picture else None,
                pixels=picture.pixels if picture else b"",
                found=leaf.found,
                at=self._at,
                noun="Page" if file.paged else "Part",
            )
        )


def _following(pages: Sequence[int], number: int, *, forward: bool) -> int:
    """Give the next page of a list, going round at its end."""
    if forward:
        return next((page for page in pages if page > number), pages[0])
    return next((page for page in reversed(pages) if page < number), pages[-1])


def _html(leaf: Leaf) -> str:
    """Write the text of a page as it stands, with matched words in `<mark>`."""
    shown = "".join(
        f"<mark>{escape(span.text)}</mark>" if span.marked else escape(span.text)
        for span in leaf.spans
    )
    return f"<p>{shown.replace(chr(10), '<br>')}</p>" if leaf.text else ""
