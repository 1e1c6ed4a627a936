"""Draws pages of PDF documents, and tells where on them words stand.

Every call into PDFium is made while `pdf_text.LOCK` is held: it bears one thread at a time.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from evidence_library.errors import UserCanFix
from evidence_library.importers import pdf_text
from evidence_library.importers.pdf_text import Progress
from evidence_library.text.marks import Marks, matches
from evidence_library.text.untrusted import untrusted
from evidence_library.text.utf16 import to_units

#: Most pixels of a drawn page on a side: a poster must not fill the memory.
_LARGEST = 4_000

#: How long a step of drawing takes, in seconds.
_STEP = 0.05

_WHITE = (255, 255, 255, 255)

#: A place on a page: left, top, width and height as parts of the width and height of the page.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page: rows of `stride` bytes, four a pixel (blue, green, red, one unused)."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: its picture, its text, and for each matched word the boxes it covers."""

    picture: Picture
    text: str
    found: tuple[tuple[Box, ...], ...]


class OpenPdf:
    """A PDF document that stays open while its pages are looked at."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open it. Raises `UserCanFix` if it is locked or damaged."""
        self._context = pdf_text.opened(data, name)
        self._document: Any = self._context.__enter__()
        self._name = name
        self._drawing = 0
        self._closing = False
        with pdf_text.LOCK:
            self.pages = len(self._document)

    def close(self) -> None:
        """Let go of it; later calls of `draw` raise `UserCanFix`, and one under way is stopped.

        It may wait for a step of drawing: do not call it where nobody may be kept waiting.
        """
        self._closing = True
        with pdf_text.LOCK:
            self._let_go()

    def _let_go(self) -> None:
        """Close the document, unless a page is still being drawn: then that does it at its end."""
        if self._closing and not self._drawing and self._document is not None:
            self._document = None
            self._context.__exit__(None, None, None)

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        with pdf_text.LOCK:
            self._drawing += 1
        try:
            yield
        finally:
            with pdf_text.LOCK:
                self._drawing -= 1
                self._let_go()

    def draw(
        self, number: int, width: int, marks: Marks, progress: Progress = pdf_text.nobody_asks
    ) -> Drawn:
        """Draw a page, counted from 0, so many pixels wide. Raises `UserCanFix` if that fails.

        A page may take many seconds; `progress` is called in between and may raise to stop it.
        """

        def told() -> None:
            if self._closing:
                raise UserCanFix("The document was closed.")
            progress(0, 0, "Drawing")

        with self._at_work():
            told()
            with untrusted(self._damaged(number)):
                with pdf_text.LOCK:
                    page = self._document[number]
                try:
                    return _drawn(page, width, marks, told)
                finally:
                    with pdf_text.LOCK:
                        page.close()

    def _damaged(self, number: int) -> UserCanFix:
        return UserCanFix(f"Page {number + 1:,} of “{self._name}” is damaged and cannot be shown.")


def _drawn(page: Any, width: int, marks: Marks, told: Callable[[], None]) -> Drawn:
    with pdf_text.LOCK:
        across, down = page.get_size()
    scale = min(width / max(across, 1), _LARGEST / max(across, down, 1))
    size = max(1, math.ceil(across * scale)), max(1, math.ceil(down * scale))
    picture = _picture(page, size, told)
    with pdf_text.LOCK:
        place = pdf_text.pdfium().PdfPosConv(page, (0, 0, *size, 0))
        text_page = page.get_textpage()
        try:
            raw = text_page.get_text_range()
            found = tuple(
                _boxes(text_page, raw, (match.start, match.end), picture, place)
                for match in matches(raw, marks)
            )
            return Drawn(picture, pdf_text.cleaned(raw), tuple(filter(None, found)))
        finally:
            text_page.close()


def _picture(page: Any, size: tuple[int, int], told: Callable[[], None]) -> Picture:
    """Draw a page in steps, between which others get their turn and `told` may raise to stop."""
    pdfium = pdf_text.pdfium()
    raw = pdfium.raw
    pause = raw.IFSDK_PAUSE(version=1)
    until = 0.0

    def is_over(_pause: object) -> bool:
        return time.monotonic() >= until

    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(is_over)
    with pdf_text.LOCK:
        bitmap = pdfium.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGRx)
        bitmap.fill_rect(_WHITE, 0, 0, *size)
        until = time.monotonic() + _STEP
        state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, *size, 0, raw.FPDF_ANNOT, pause)
    try:
        while state == raw.FPDF_RENDER_TOBECONTINUED:
            told()
            with pdf_text.LOCK:
                until = time.monotonic() + _STEP
                state = raw.FPDF_RenderPage_Continue(page, pause)
        if state == raw.FPDF_RENDER_FAILED:
            raise pdfium.PdfiumError("A page could not be drawn.")
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        with pdf_text.LOCK:
            raw.FPDF_RenderPage_Close(page)
            bitmap.close()


def _boxes(
    text_page: Any, raw: str, span: tuple[int, int], picture: Picture, place: Any
) -> tuple[Box, ...]:
    """Give the boxes a stretch of the text covers; a word broken at a line's end has two."""
    first, last = (_character(text_page, raw, at) for at in (span[0], span[1] - 1))
    if first < 0 or last < first:
        return ()
    return tuple(_rectangles(text_page, first, last - first + 1, picture, place))


def _rectangles(
    text_page: Any, first: int, count: int, picture: Picture, place: Any
) -> Iterator[Box]:
    for at in range(text_page.count_rects(first, count)):
        left, bottom, right, top = text_page.get_rect(at)
        x0, y0 = place.to_bitmap(left, top)
        x1, y1 = place.to_bitmap(right, bottom)
        x, y = min(x0, x1), min(y0, y1)
        yield (
            x / picture.width,
            y / picture.height,
            abs(x1 - x0) / picture.width,
            abs(y1 - y0) / picture.height,
        )


def _character(text_page: Any, raw: str, at: int) -> int:
    """Give PDFium's number of a character: it counts those it has left out of the text, too."""
    place = to_units(raw, at)
    return int(pdf_text.pdfium().raw.FPDFText_GetCharIndexFromTextIndex(text_page, place))
