"""PDF and Word documents and web pages as drafts of records: their text, read as any without form.

One whose text is a summary sheet is read as one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from evidence_library.errors import UserCanFix
from evidence_library.importers import docx_text, html_text, pdf_text, summary_sheet
from evidence_library.importers.free_text import Block, Source, markdown_blocks, read_blocks
from evidence_library.importers.pdf_text import Line, Progress
from evidence_library.model.ids import ConceptId
from evidence_library.model.problem import Flag
from evidence_library.model.reading import Reading

PDF = "PDF document"
WORD = "Word document"
WEB_PAGE = "web page"

#: Larger files are not taken in, in bytes.
LARGEST = 200 * 1024**2

#: Letters this much taller than those of the text make a heading, if the line is short.
_TALLER = 1.12
_HEADING_WORDS = 20
#: Notes in small print are a smaller part of a document than this.
_SMALL_PART = 0.4
#: A line that ends this far before the others, with the end of a sentence, ends its paragraph.
_SHORT = 0.8
_SENTENCE_END = re.compile(r"[.?!:;][\"”’')\]]{0,3}$")
_BULLET = re.compile(r"[-*•·‣▪◦–—][ \t]+(?=\S)")
_NUMBERED = re.compile(r"\d{1,2}[.)][ \t]+(?=\S)")
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
#: A line at the edge of so many pages is no part of the text.
_EVERY_PAGE = 3
_MOST_NAMED = 8

Headings = Mapping[str, ConceptId]


@dataclass(frozen=True, slots=True)
class Document:
    """A format of documents: its name, what it is, the endings of its files, how it is read."""

    name: str
    description: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, Headings, Progress], Reading]


def read_pdf(data: bytes, name: str, headings: Headings, progress: Progress) -> Reading:
    """Read a PDF document into a draft. Raises UserCanFix."""
    pages = pdf_text.page_lines(data, progress, name)
    texts = ["\n".join(line.text for line in page).strip() for page in pages]
    if not any(texts):
        raise UserCanFix(
            f"“{name}” has no text, only pictures of its pages; let a text recognition (OCR) "
            "program add the text, then take it again."
        )
    whole = "\n\n".join(text for text in texts if text)
    kept, edges = _without_edges(pages)
    flags = (*_flags_of_pages(texts), *edges)
    told = pdf_text.described(data, name)
    title, author = _worth(told.title), told.author
    source = Source(name=name, format=PDF, text=whole, title=title, author=author, flags=flags)
    return _as_sheet(whole, source, headings) or read_blocks(_pdf_blocks(kept), source, headings)


def read_docx(data: bytes, name: str, headings: Headings, progress: Progress) -> Reading:
    """Read a Word document into a draft. Raises UserCanFix."""
    told = docx_text.read(data, name, progress)
    if not told.markdown:
        raise UserCanFix(f"“{name}” has no text in it; choose a document with text.")
    flags: tuple[Flag, ...] = ()
    if told.has_macros:
        message = "The document holds macros; they were left alone and never run."
        flags = (Flag("macros-ignored", message),)
    source = Source(
        name=name,
        format=WORD,
        text=told.markdown,
        title=_worth(told.title),
        author=told.author,
        flags=flags,
    )
    sheet = _as_sheet(re.sub(r"^#+ ", "", told.markdown, flags=re.MULTILINE), source, headings)
    return sheet or read_blocks(markdown_blocks(told.markdown), source, headings)


def read_html(data: bytes, name: str, headings: Headings, progress: Progress) -> Reading:
    """Read a web page into a draft. Raises UserCanFix."""
    page = html_text.read(data, name, progress)
    if not page.markdown:
        raise UserCanFix(f"“{name}” has no text in it; choose a page with text.")
    source = Source(name=name, format=WEB_PAGE, text=page.markdown, title=_worth(page.title))
    sheet = _as_sheet(re.sub(r"^#+ ", "", page.markdown, flags=re.MULTILINE), source, headings)
    return sheet or read_blocks(markdown_blocks(page.markdown), source, headings)


def _is_pdf(data: bytes, _name: str) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-")


def _is_word(data: bytes, name: str) -> bool:
    """Tell by the contents; a damaged or locked file by its name and the mark of its kind."""
    named = name.casefold().endswith((".docx", ".docm"))
    marked = data.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    return (named and marked) or docx_text.is_docx(data)


DOCUMENTS: tuple[Document, ...] = (
    Document(
        PDF,
        "A document with text in it; what stands there becomes a draft to be checked.",
        (".pdf",),
        _is_pdf,
        read_pdf,
    ),
    Document(
        WORD,
        "A document of Word or a program like it; its text becomes a draft to be checked.",
        (".docx", ".docm"),
        _is_word,
        read_docx,
    ),
    Document(
        WEB_PAGE,
        "A web page that was saved; its text becomes a draft to be checked, scripts are left out.",
        (".html", ".htm", ".xhtml"),
        html_text.is_page,
        read_html,
    ),
)


def document_of(data: bytes, name: str) -> Document | None:
    """Give the format of a document; None for anything else."""
    return next((one for one in DOCUMENTS if one.recognises(data, name)), None)


def _worth(title: str) -> str:
    """Leave out titles that programs make of the name of a file."""
    made_up = title.lower().startswith("microsoft word") or re.search(r"\.[a-z]{3,4}$", title, re.I)
    return "" if made_up or title.lower() in {"untitled", "document"} else title


def _as_sheet(text: str, source: Source, headings: Headings) -> Reading | None:
    """Read a document as a summary sheet if it is one and has a title."""
    if not summary_sheet.recognises(text, source.name):
        return None
    try:
        reading = summary_sheet.read(text, source.name, headings)
    except UserCanFix:
        return None
    records = tuple(
        replace(one, flags=(*source.flags, *one.flags), source_text=source.text)
        for one in reading.records
    )
    return replace(reading, format=f"{source.format} with a summary sheet", records=records)


def _flags_of_pages(texts: Sequence[str]) -> Iterator[Flag]:
    without = [number for number, text in enumerate(texts, start=1) if not text]
    if without:
        named = ", ".join(map(str, without[:_MOST_NAMED]))
        more = " and others" if len(without) > _MOST_NAMED else ""
        pages = "Page" if len(without) == 1 else "Pages"
        message = f"{pages} {named}{more} of the document hold no text, perhaps pictures."
        yield Flag("pages-without-text", message, "sections")


def _without_edges(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[list[Line]], tuple[Flag, ...]]:
    """Leave out what stands at the edges of many pages: running titles and page numbers."""
    filled = [[line for line in page if line.text] for page in pages]
    edges = Counter(_edge_key(page[at]) for page in filled for at in _edges(page))
    running = {key for key, count in edges.items() if count >= _EVERY_PAGE}
    kept = []
    for page in filled:
        out = {at for at in _edges(page) if _edge_key(page[at]) in running}
        kept.append([line for at, line in enumerate(page) if at not in out])
    left_out = sum(map(len, filled)) - sum(map(len, kept))
    if not left_out:
        return kept, ()
    message = f"Lines at the edges of the pages were left out ({left_out:,}): {_few(running)}."
    return kept, (Flag("edges-left-out", message, "sections", "\n".join(sorted(running))),)


def _edges(page: Sequence[Line]) -> set[int]:
    """Give where the first and the last line of a page stand."""
    return {0, len(page) - 1} if page else set()


def _edge_key(line: Line) -> str:
    return "a number" if _PAGE_NUMBER.fullmatch(line.text) else line.text


def _few(words: set[str]) -> str:
    first = sorted(words)[:3]
    return ", ".join(f"“{word[:60]}”" for word in first)


def _pdf_blocks(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Put lines together into headings, by the height of their letters, and paragraphs."""
    lines = [line for page in pages for line in page]
    usual = _usual_size(lines)
    width = median(len(line.text) for line in lines if line.size == usual) if lines else 0
    tall = sorted({line.size for line in lines if _is_heading(line, usual)}, reverse=True)
    blocks: list[Block] = []
    under: list[str] = []
    before: Line | None = None
    for line in lines:
        if line.size in tall and _is_heading(line, usual):
            blocks.extend(_text_block(under))
            under = []
            _add_heading(blocks, line, before, min(tall.index(line.size) + 1, 6))
        else:
            if under and _begins_anew(line.text, under[-1], width):
                blocks.extend(_text_block(under))
                under = []
            under.append(line.text)
        before = line
    blocks.extend(_text_block(under))
    return _listed(blocks)


def _usual_size(lines: Sequence[Line]) -> float:
    """Give the size up to which the smaller letters are a good part of all: that of the text."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    left = sizes.total() * _SMALL_PART
    for size in sorted(sizes):
        left -= sizes[size]
        if left <= 0:
            return size
    return 0.0


def _is_heading(line: Line, usual: float) -> bool:
    short = len(line.text.split()) <= _HEADING_WORDS
    return line.size >= usual * _TALLER and short and any(map(str.isalpha, line.text))


def _add_heading(blocks: list[Block], line: Line, before: Line | None, level: int) -> None:
    """Add a heading; a line of the same height right below one goes on with it."""
    last = blocks[-1] if blocks else None
    goes_on = last and before and last.level == level and before.size == line.size
    if last and goes_on and len(f"{last.text} {line.text}".split()) <= _HEADING_WORDS:
        blocks[-1] = Block(f"{last.text} {line.text}", level)
    else:
        blocks.append(Block(line.text, level))


def _begins_anew(line: str, before: str, width: float) -> bool:
    if _BULLET.match(line) or _NUMBERED.match(line):
        return True
    return bool(_SENTENCE_END.search(before)) and len(before) < width * _SHORT


def _text_block(lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield Block(_BULLET.sub("- ", " ".join(lines), count=1))


def _listed(blocks: Sequence[Block]) -> list[Block]:
    """Put items that follow each other into one list."""
    found: list[Block] = []
    for block in blocks:
        is_item = not block.level and block.text.startswith("- ")
        last = found[-1] if found else None
        if is_item and last and not last.level and last.text.startswith("- "):
            found[-1] = Block(f"{last.text}\n{block.text}")
        else:
            found.append(block)
    return found
