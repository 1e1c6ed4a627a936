"""The text of PDF documents, page by page.

PDFium is not safe to be used by two threads at once, whatever documents they have open: all of the
program's use of it goes through `LOCK`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from evidence_library.errors import UserCanFix
from evidence_library.text.untrusted import untrusted

Read = TypeVar("Read")

#: Held during every call into PDFium; never while something else is waited for.
LOCK = threading.RLock()

#: Called with the pages done, their total and what is being done. It may raise `Cancelled`.
Progress = Callable[[int, int, str], None]

#: Longest text that is taken out of one document, in characters.
LONGEST = 20_000_000

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: How PDFium writes a hyphen at the end of a line that was put there to break a word.
_BROKEN_WORD = re.compile("(?<=[^\\W\\d_])[\x02\ufffe]\\s{0,4}(?=[^\\W\\d_])")
_SPACE_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and how tall its letters are, in points."""

    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Described:
    """What a document says of itself; each is empty where it says nothing."""

    title: str = ""
    author: str = ""
    created: str = ""


def nobody_asks(done: int, total: int, what: str) -> None:
    """Report progress to nobody."""


def page_texts(data: bytes, progress: Progress = nobody_asks, name: str = "") -> tuple[str, ...]:
    """Give the text of each page; that of a page without text is empty.

    `name` is the file's, for the sentences. Raises UserCanFix for what is locked or damaged, and
    whatever `progress` raises.
    """
    with untrusted(_broken(name)), opened(data, name) as document:
        return tuple(_each(document, _text, progress, name))


def page_lines(
    data: bytes, progress: Progress = nobody_asks, name: str = ""
) -> tuple[tuple[Line, ...], ...]:
    """Give the lines of each page with their size, by which headings are told. As `page_texts`."""
    with untrusted(_broken(name)), opened(data, name) as document:
        return tuple(_each(document, _lines, progress, name))


def described(data: bytes, name: str = "") -> Described:
    """Give what the document says of itself. Raises UserCanFix as `page_texts`."""
    with untrusted(_broken(name)), opened(data, name) as document, LOCK:
        found = document.get_metadata_dict()
    fields = (found.get(key, "") for key in ("Title", "Author", "CreationDate"))
    return Described(*(" ".join(_NOT_TEXT.sub("", field).split()) for field in fields))


def pdfium() -> Any:
    """Load PDFium when it is first needed. It has no types of its own."""
    import pypdfium2  # noqa: PLC0415 - takes longer to load than most commands take

    return pypdfium2


@contextmanager
def opened(data: bytes, name: str = "") -> Iterator[Any]:
    """Open a document; use it only while holding `LOCK`. Raises UserCanFix."""
    with LOCK:
        document = _open(data, name)
    try:
        yield document
    finally:
        with LOCK:
            document.close()


def _open(data: bytes, name: str) -> Any:
    try:
        return pdfium().PdfDocument(data)
    except pdfium().PdfiumError as error:
        raise UserCanFix(_refusal(error, name)) from None


def _refusal(error: Any, name: str) -> str:
    called = _called(name)
    if error.err_code == pdfium().raw.FPDF_ERR_PASSWORD:
        return f"{called} is locked with a password; save a copy without one and take that."
    if error.err_code == pdfium().raw.FPDF_ERR_SECURITY:
        return f"{called} is locked in a way that cannot be opened here; save it as a plain PDF."
    return str(_broken(name))


def _broken(name: str) -> UserCanFix:
    return UserCanFix(
        f"{_called(name)} is damaged or no PDF document; open it elsewhere and save it again."
    )


def _called(name: str) -> str:
    return f"“{name}”" if name else "The PDF document"


def _each(
    document: Any,
    read: Callable[[Any], Read],
    progress: Progress,
    name: str,
) -> Iterator[Read]:
    with LOCK:
        total = len(document)
    left = LONGEST
    for number in range(total):
        progress(number, total, f"Reading page {number + 1:,} of {total:,}")
        with LOCK:  # for one page only, so that others get their turn
            found, characters = _read(document, number, read)
        left -= characters
        if left < 0:
            raise UserCanFix(
                f"{_called(name)} has more than {LONGEST // 1_000_000} million characters of "
                "text; take it in parts."
            )
        yield found


def _read(document: Any, number: int, read: Callable[[Any], Read]) -> tuple[Read, int]:
    """Read one page, and give the number of its characters; `read` gets None if it is damaged."""
    try:
        page = document[number]
    except pdfium().PdfiumError:
        return read(None), 0
    try:
        text_page = page.get_textpage()
        try:
            return read(text_page), text_page.count_chars()
        finally:
            text_page.close()
    except pdfium().PdfiumError:
        return read(None), 0
    finally:
        page.close()


def cleaned(raw: str) -> str:
    """Give the text of a page as it is kept, from what PDFium says of it."""
    return _clean(raw).strip()


def _text(page: Any) -> str:
    return cleaned(page.get_text_range()) if page is not None else ""


def _clean(text: str) -> str:
    """Join words broken at the end of a line, and leave out what is no text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = _NOT_TEXT.sub("", _BROKEN_WORD.sub("", lines))
    return _SPACE_AT_END.sub("", plain)


def _lines(page: Any) -> tuple[Line, ...]:
    if page is None:
        return ()
    found, at = [], 0
    for line in page.get_text_range().split("\r\n"):
        text = _clean(line).strip()
        found.append(Line(text, _size(page, at, line)))
        at += len(line) + 2
    return tuple(found)


def _size(page: Any, at: int, line: str) -> float:
    """Give how tall the first letter of a line is: the box of its font, in points."""
    first = next((index for index, letter in enumerate(line) if not letter.isspace()), None)
    if first is None:
        return 0.0
    raw = pdfium().raw
    index = raw.FPDFText_GetCharIndexFromTextIndex(page, at + first)
    box = raw.FS_RECTF()
    if index < 0 or not raw.FPDFText_GetLooseCharBox(page, index, box):
        return 0.0
    return round(float(abs(box.top - box.bottom)), 1)
