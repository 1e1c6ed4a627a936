"""The text of attached files: what kind a file is, and its text in pages or pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from evidence_library.errors import UserCanFix
from evidence_library.importers import docx_text, html_text, pdf_text
from evidence_library.importers.pdf_text import Progress
from evidence_library.model.attachment import MOST_PAGES, FileKind
from evidence_library.text.encodings import decode, storable
from evidence_library.text.html_markdown import to_markdown
from evidence_library.text.untrusted import untrusted

#: About how many characters make a piece of a file without pages.
PIECE = 4_000

_KINDS = {
    ".pdf": FileKind.PDF,
    ".docx": FileKind.DOCX,
    ".docm": FileKind.DOCX,
    ".htm": FileKind.HTML,
    ".html": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".csv": FileKind.TEXT,
    ".tsv": FileKind.TEXT,
}
_MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.HTML: "text/html",
    FileKind.MARKDOWN: "text/markdown",
    FileKind.TEXT: "text/plain",
    FileKind.OTHER: "application/octet-stream",
}

NO_TEXT_IN_PDF = "This PDF has no text; it may be a scan."
NO_TEXT = "There is no text in this file."
NOT_READ = "The text of files of this kind is not read."

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of a file page by page, or in pieces if it is not `paged`.

    `sentence` says what a person should know of it, such as that there is none.
    """

    texts: tuple[str, ...] = ()
    paged: bool = False
    sentence: str = ""


def kind_of(head: bytes, name: str) -> FileKind:
    """Tell what a file is by its first bytes, which cannot be wrong as its name can."""
    ending = PurePosixPath(name.lower()).suffix
    if head.lstrip()[:5] == b"%PDF-":
        return FileKind.PDF
    if head.startswith(b"PK"):
        return FileKind.DOCX if _KINDS.get(ending) is FileKind.DOCX else FileKind.OTHER
    if html_text.begins_page(head):
        return FileKind.HTML
    return _KINDS.get(ending, FileKind.OTHER)


def media_type(kind: FileKind) -> str:
    """Name a kind of file as the web does."""
    return _MEDIA_TYPES[kind]


def page_count(data: bytes) -> int:
    """Count the pages of a PDF; 0 if it cannot be opened."""
    nothing = untrusted(UserCanFix("The PDF document is damaged."))
    try:
        with nothing, pdf_text.opened(data) as document, pdf_text.LOCK:
            return max(0, len(document))
    except UserCanFix:
        return 0


def pages_of(data: bytes, name: str, progress: Progress = pdf_text.nobody_asks) -> Pages:
    """Read the text of a file. Raises `UserCanFix` if it cannot be; whatever `progress` raises.

    Nothing else is raised, whatever the file holds, and what is given can be kept.
    """
    with untrusted(UserCanFix(f"“{name}” is damaged and cannot be read; save it again.")):
        found = _pages_of(data, name, progress)
        return replace(found, texts=tuple(map(storable, found.texts)))


def _pages_of(data: bytes, name: str, progress: Progress) -> Pages:
    kind = kind_of(data[:1024], name)
    if kind is FileKind.PDF:
        return _pdf(data, name, progress)
    if kind is FileKind.OTHER:
        return Pages(sentence=NOT_READ)
    texts = tuple(_pieces(_whole(data, name, kind, progress)))
    _refuse_pages(len(texts), name, "pieces")
    return Pages(texts, sentence="" if texts else NO_TEXT)


def _refuse_pages(count: int, name: str, what: str) -> None:
    if count > MOST_PAGES:
        raise UserCanFix(
            f"“{name}” has {count:,} {what}, more than the {MOST_PAGES:,} whose text is read."
        )


def _pdf(data: bytes, name: str, progress: Progress) -> Pages:
    _refuse_pages(page_count(data), name, "pages")
    texts = pdf_text.page_texts(data, progress, name)
    if not any(texts):
        return Pages((), paged=True, sentence=NO_TEXT_IN_PDF)
    return Pages(texts, paged=True)


def _whole(data: bytes, name: str, kind: FileKind, progress: Progress) -> str:
    if kind is FileKind.DOCX:
        return docx_text.markdown_of(data, name, progress)
    if kind is FileKind.HTML:
        return to_markdown(html_text.html_of(data, name), progress)
    return decode(data, name).text.replace("\r\n", "\n").replace("\r", "\n")


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into pieces of about a page, between paragraphs where there are any."""
    held: list[str] = []
    size = 0
    for paragraph in _PARAGRAPH.split(text):
        for at in range(0, len(paragraph), PIECE):
            part = paragraph[at : at + PIECE].strip("\n")
            if held and size + len(part) > PIECE:
                yield "\n\n".join(held)
                held, size = [], 0
            if part.strip():
                held.append(part)
                size += len(part)
    if held:
        yield "\n\n".join(held)
