"""Pages as they will be: made a moment after the last change, one drawn at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_library.services import page_preview
from evidence_library.services.opened import Library
from evidence_library.services.page_preview import Leaf, Preview
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report

#: How long nothing must have changed before the pages are made anew, in milliseconds.
PAUSE = 700

#: Makes the pages of a library.
Make = Callable[[Library, Report], Preview]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A page to be shown: `number` of `total`, its text, and its picture.

    `pixels` are rows of `size[2]` bytes, four a pixel; `size` begins with width and height.
    """

    number: int
    total: int
    text: str
    size: tuple[int, int, int]
    pixels: bytes

    @property
    def place(self) -> str:
        """Say in words which page it is."""
        return f"Page {self.number:,} of {self.total:,}"


class PagesPresenter(QObject):
    """Asks `services.page_preview`, off the screen's thread.

    `waiting` says what is being made or drawn, `shown` brings a page, `failed` says why there is
    none, `emptied` that there is nothing to show. Only the page in sight is held as a picture.
    Nothing is made until it is `wanted`: while nobody looks, a change costs nothing.
    """

    waiting = Signal(str)
    shown = Signal(object)
    failed = Signal(str)
    emptied = Signal()

    def __init__(self, session: Session, pause: int = PAUSE) -> None:
        """Show nothing."""
        super().__init__()
        self._session = session
        self._wish: Make | None = None
        self._made: Preview | None = None
        self._stale = self._wanted = False
        self._number, self._width = 1, 0
        self._making: Job[Preview] | None = None
        self._drawing: Job[Leaf] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._make)
        session.leaving.connect(self.clear)

    @property
    def number(self) -> int:
        """Which page is shown, counted from 1."""
        return self._number

    @property
    def pages(self) -> int:
        """How many pages there are; 0 until they are made."""
        return self._made.pages if self._made is not None else 0

    @property
    def made(self) -> Preview | None:
        """The pages as they stand in sight; None while they are not those that are wished for."""
        return None if self._stale else self._made

    def clear(self) -> None:
        """Show nothing."""
        self._wish = None
        self._forget_pages()
        self.emptied.emit()

    def show_made_by(self, make: Make, *, another: bool, at_once: bool) -> None:
        """Show what `make` makes; `another` tells that it is no change of what is shown.

        Unless it is wanted `at_once`, it is made a moment after the last change.
        """
        self._wish = make
        if another:
            self._forget_pages()
        self._stale = True
        self._cancel()
        if not self._wanted:
            return
        if at_once or not self._timer.interval():
            self._make()
        else:
            self._timer.start()

    def look(self, *, wanted: bool) -> None:
        """Say whether somebody looks."""
        self._wanted = wanted
        if wanted and self._stale:
            self._make()
        elif wanted:
            self._draw()
        elif not wanted:
            self._timer.stop()
            self._cancel()

    def widen(self, width: int) -> None:
        """Draw pages so many pixels wide from now on."""
        if width != self._width:
            self._width = width
            self._draw()

    def go(self, number: int) -> None:
        """Show a page, or the nearest there is."""
        wanted = max(1, min(number, self.pages))
        if self._made is not None and wanted != self._number:
            self._number = wanted
            self._draw()

    def _make(self) -> None:
        library, wish = self._session.library, self._wish
        if library is None or wish is None:
            return
        self._timer.stop()
        self.waiting.emit("Preview is being made…")
        self._making = self._job(library, wish)
        self._session.tasks.read(self._making, replaces="preview of pages")

    def _job(self, library: Library, wish: Make) -> Job[Preview]:
        def done(made: Preview) -> None:
            self._making = None
            if wish is not self._wish:
                return
            self._made, self._stale = made, False
            self._number = max(1, min(self._number, made.pages))
            self._draw()

        return Job(
            lambda report: wish(library, report),
            self,
            done=done,
            failed=self.failed.emit,
        )

    def _draw(self) -> None:
        made, number, width = self._made, self._number, self._width
        if made is None or not width or not self._wanted:
            return

        def done(leaf: Leaf) -> None:
            picture = leaf.picture
            if made is self._made and leaf.number == self._number and picture is not None:
                size = (picture.width, picture.height, picture.stride)
                self.shown.emit(
                    PreviewPage(leaf.number, made.pages, leaf.text, size, picture.pixels)
                )

        self._drawing = Job(
            lambda report: page_preview.page(made, number, width, report),
            self,
            done=done,
            failed=self.failed.emit,
        )
        self._session.tasks.read(self._drawing, replaces="preview of a page")

    def _cancel(self) -> None:
        """Stop what would show what is no more."""
        if self._making is not None:
            self._making.dropped = True
            self._making.cancel()
            self._making = None

    def _forget_pages(self) -> None:
        self._cancel()
        self._made, self._number, self._stale = None, 1, True
