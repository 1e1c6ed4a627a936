"""Draws pages of PDF documents, and tells where on them words stand.

Everything here is done while `pdf_text.LOCK` is held: PDFium bears one thread at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evidence_library.errors import UserCanFix
from evidence_library.importers import pdf_text
from evidence_library.importers.untrusted import untrusted
from evidence_library.text.marks import Marks, matches
from evidence_library.text.utf16 import to_units

#: Most pixels of a drawn page on a side: a poster must not fill the memory.
_LARGEST = 4_000

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
        with pdf_text.LOCK:
            self.pages = len(self._document)

    def close(self) -> None:
        """Let go of it; later calls of `draw` raise `UserCanFix`."""
        if self._document is not None:
            self._document = None
            self._context.__exit__(None, None, None)

    def draw(self, number: int, width: int, marks: Marks) -> Drawn:
        """Draw a page, counted from 0, so many pixels wide. Raises `UserCanFix` if that fails."""
        with pdf_text.LOCK:
            if self._document is None:
                raise UserCanFix("The document was closed.")
            try:
                page = self._document[number]
            except RuntimeError as error:
                raise self._damaged(number) from error
            try:
                with untrusted(self._damaged(number)):
                    return _drawn(page, width, marks)
            finally:
                page.close()

    def _damaged(self, number: int) -> UserCanFix:
        return UserCanFix(f"Page {number + 1:,} of “{self._name}” is damaged and cannot be shown.")


def _drawn(page: Any, width: int, marks: Marks) -> Drawn:
    across, down = page.get_size()
    scale = min(width / max(across, 1), _LARGEST / max(across, down, 1))
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        picture = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        place = bitmap.get_posconv(page)
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
    finally:
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
