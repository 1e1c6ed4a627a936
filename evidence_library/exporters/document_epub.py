"""A document as a book: EPUB 3, one file for each part, with what readers need who cannot see.

Its identifier is made from its contents, so that the same document is the same book.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import BinaryIO
from uuid import UUID
from zipfile import ZipFile

from evidence_library import assets
from evidence_library.exporters.document_anchors import anchored_card, anchored_parts, headings
from evidence_library.exporters.document_markup import (
    PICTURES,
    Markup,
    contents,
    language,
    text,
)
from evidence_library.exporters.fixed_zip import entry
from evidence_library.model.document import Block, Blocks, Document, Heading, Layout, Picture
from evidence_library.text.html_pieces import Progress, nobody_asks

_TITLE_PAGE = "title.xhtml"
#: Headings down to this level stand in the contents.
_LISTED = 2
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '<rootfiles>\n<rootfile full-path="EPUB/package.opf" '
    'media-type="application/oebps-package+xml"/>\n</rootfiles>\n</container>\n'
)
_SUMMARY = (
    "All text can be read aloud and set in any size. Headings, lists and tables are marked as such,"
    " and the contents lead to every part."
)
_SUMMARY_WITH_PICTURES = f"{_SUMMARY} Pictures are described."


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of the book."""

    name: str
    title: str
    written: str
    headings: tuple[Heading, ...] = ()


def write(document: Document, target: BinaryIO, progress: Progress = nobody_asks) -> None:
    """Write the book into a file that is open for bytes.

    `progress` hears of the parts done, their total and what is being done; what it raises ends the
    work.
    """
    book = _Book(document)
    parts = []
    total = len(book.pieces) + 1
    for at, part in enumerate(book.parts()):
        progress(min(at, total), total, "Writing the book")
        parts.append(part)
    with ZipFile(target, "w") as archive:

        def add(name: str, data: str | bytes, *, stored: bool = False) -> None:
            archive.writestr(entry(name, document.made, stored=stored), data)

        add("mimetype", "application/epub+zip", stored=True)
        add("META-INF/container.xml", _CONTAINER)
        add("EPUB/package.opf", _package(document, parts, book.pictures))
        add("EPUB/nav.xhtml", _navigation(document, parts))
        add("EPUB/book.css", _style(document.layout))
        for part in parts:
            add(f"EPUB/{part.name}", part.written)
        for name, picture in book.pictures.items():
            add(f"EPUB/{name}", picture.data, stored=True)
    progress(total, total, "Writing the book")


class _Book:
    """A document taken apart into the files of a book, and the pictures in them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.pictures: dict[str, Picture] = {}
        self._front, body = anchored_parts(document)
        self.pieces = list(_pieces(body))
        self._files = {heading.anchor: _TITLE_PAGE for heading in headings(self._front)}
        for number, piece in enumerate(self.pieces, start=1):
            self._files |= {heading.anchor: _file(number) for heading in headings(piece)}
        self._markup = Markup(top=1, source=self._source, inner=self._inner)

    def parts(self) -> Iterator[_Part]:
        """Write the title page, then each part."""
        document = self._document
        yield _Part(_TITLE_PAGE, document.title, self._page(document.title, self._title_page()))
        for number, piece in enumerate(self.pieces, start=1):
            listed = tuple(
                block for block in piece if isinstance(block, Heading) and block.level <= _LISTED
            )
            title = listed[0].text if listed else document.title
            written = self._page(title, f"<section>\n{self._markup.blocks(piece)}</section>\n")
            yield _Part(_file(number), title, written, listed)
        if document.cards:
            yield self._cards()

    def _title_page(self) -> str:
        document = self._document
        logo = f"<p>{self._markup.picture(document.logo)}</p>\n" if document.logo else ""
        subtitle = document.subtitle
        below = f'<p class="subtitle" dir="auto">{text(subtitle)}</p>\n' if subtitle else ""
        foot = f'<p class="muted" dir="auto">{text(document.footer)}</p>\n'
        markup = Markup(top=2, source=self._source, inner=self._inner)
        front = markup.blocks(self._front)
        title = f'<h1 dir="auto">{text(document.title)}</h1>\n'
        return (
            f'<section epub:type="titlepage">\n{logo}{title}{below}{front}'
            f"{foot if document.footer else ''}</section>\n"
        )

    def _cards(self) -> _Part:
        written: list[str] = []
        titles: list[Heading] = []
        for number, card in enumerate(self._document.cards, start=1):
            title, blocks = anchored_card(card, number)
            foot = f'<p class="foot" dir="auto">{text(card.foot)}</p>\n' if card.foot else ""
            inner = f"{self._markup.heading(title)}{self._markup.blocks(blocks)}{foot}"
            written.append(f'<section class="card">\n{inner}</section>\n')
            titles.append(title)
        page = self._page("Cards", "".join(written))
        return _Part(_file(len(self.pieces) + 1), "Cards", page, tuple(titles))

    def _page(self, title: str, body: str) -> str:
        return _page(self._document, title, body)

    def _inner(self, anchor: str) -> str:
        """Give the address of an anchor; those of cards lie in the file of the link."""
        return f"{self._files.get(anchor, '')}#{anchor}"

    def _source(self, picture: Picture) -> str:
        ending = PICTURES[picture.media_type]
        name = f"picture-{sha256(picture.data).hexdigest()[:16]}.{ending}"
        self.pictures.setdefault(name, picture)
        return name


def _style(layout: Layout) -> str:
    """Give the style sheet; reading programs still let people choose another size."""
    style = assets.resource("documents", "book.css").read_text("utf-8")
    return style + ("html { font-size: 150%; }\n" if layout is Layout.LARGE_PRINT else "")


def _file(number: int) -> str:
    return f"part-{number:03}.xhtml"


def _pieces(body: Blocks) -> Iterator[Blocks]:
    """Cut a body at its headings of the first level."""
    piece: list[Block] = []
    for block in body:
        if isinstance(block, Heading) and block.level == 1 and piece:
            yield tuple(piece)
            piece = []
        piece.append(block)
    if piece:
        yield tuple(piece)


def _page(document: Document, title: str, body: str) -> str:
    attributes = language(document.language)
    tag = text(document.language)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'xml:lang="{tag}" {attributes}>\n<head>\n<title>{_named(title)}</title>\n'
        '<link rel="stylesheet" type="text/css" href="book.css"/>\n</head>\n'
        f"<body>\n{body}</body>\n</html>\n"
    )


def _named(title: str) -> str:
    """Write a title that may not be empty."""
    return text(title.strip()) or "Untitled"


def _navigation(document: Document, parts: list[_Part]) -> str:
    files = {heading.anchor: part.name for part in parts for heading in part.headings}
    first = replace(Heading(1, document.title.strip() or "Untitled"), anchor="")
    listed = [heading for part in parts for heading in part.headings if heading.text.strip()]
    items = contents(
        [first, *listed],
        lambda anchor: f"{files[anchor]}#{anchor}" if anchor else _TITLE_PAGE,
    )
    return _page(
        document,
        "Contents",
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">\n'
        f'<h1 id="contents">Contents</h1>\n{items}</nav>\n',
    )


def _package(document: Document, parts: list[_Part], pictures: dict[str, Picture]) -> str:
    items = "".join(f"{line}\n" for line in _items(parts, pictures))
    spine = "".join(f'<itemref idref="{part.name.partition(".")[0]}"/>\n' for part in parts)
    told = _metadata(document, _identifier(document, parts), with_pictures=bool(pictures))
    facts = "".join(f"{line}\n" for line in told)
    tag = text(document.language)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="book" xml:lang="{tag}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{facts}</metadata>\n'
        f"<manifest>\n{items}</manifest>\n<spine>\n{spine}</spine>\n</package>\n"
    )


def _items(parts: list[_Part], pictures: dict[str, Picture]) -> Iterator[str]:
    page = 'media-type="application/xhtml+xml"'
    yield f'<item id="nav" href="nav.xhtml" {page} properties="nav"/>'
    yield '<item id="style" href="book.css" media-type="text/css"/>'
    for part in parts:
        yield f'<item id="{part.name.partition(".")[0]}" href="{part.name}" {page}/>'
    for name, picture in pictures.items():
        yield f'<item id="{name}" href="{name}" media-type="{picture.media_type}"/>'


def _metadata(document: Document, identifier: str, *, with_pictures: bool) -> Iterator[str]:
    yield f'<dc:identifier id="book">{identifier}</dc:identifier>'
    yield f"<dc:title>{_named(document.title)}</dc:title>"
    yield f"<dc:language>{text(document.language)}</dc:language>"
    if document.creator.strip():
        yield f"<dc:creator>{text(document.creator)}</dc:creator>"
    for subject in filter(str.strip, (document.subject, *document.keywords)):
        yield f"<dc:subject>{text(subject)}</dc:subject>"
    if document.subtitle.strip():
        yield f"<dc:description>{text(document.subtitle)}</dc:description>"
    yield f"<dc:date>{document.made.isoformat()}</dc:date>"
    yield f'<meta property="dcterms:modified">{document.made.isoformat()}T00:00:00Z</meta>'
    yield from _accessibility(with_pictures=with_pictures)


def _accessibility(*, with_pictures: bool) -> Iterator[str]:
    """Say how the book can be read. That it conforms to a standard is for those who checked it."""
    for mode in ("textual", "visual") if with_pictures else ("textual",):
        yield f'<meta property="schema:accessMode">{mode}</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    for feature in (
        *(("alternativeText",) if with_pictures else ()),
        *("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"),
    ):
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    summary = _SUMMARY_WITH_PICTURES if with_pictures else _SUMMARY
    yield f'<meta property="schema:accessibilitySummary">{summary}</meta>'


def _identifier(document: Document, parts: list[_Part]) -> str:
    """Make a name of the book from what stands in it: another text or layout is another book."""
    facts = (document.title, document.made.isoformat(), document.layout.value)
    digest = sha256("".join(f"{one}\n" for one in facts).encode())
    for part in parts:
        digest.update(part.written.encode())
    return f"urn:uuid:{UUID(bytes=digest.digest()[:16], version=5)}"
