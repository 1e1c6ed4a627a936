"""A document as one HTML file that works from disk: nothing in it is fetched, nothing is run.

Its content security policy allows its own style sheet, by its hash, and the pictures within it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from evidence_library import assets
from evidence_library.exporters.document_anchors import anchored_card, anchored_parts
from evidence_library.exporters.document_markup import Markup, contents, language, text
from evidence_library.model.document import (
    PAPERS,
    Blocks,
    Card,
    Document,
    Heading,
    Layout,
    Picture,
)
from evidence_library.text.html_pieces import Progress, nobody_asks
from evidence_library.text.plain_text import only_text
from evidence_library.text.web_addresses import leads_out

#: A file that lies beside the page, as `offline_folder` puts it there.
_BESIDE = re.compile(r"files/[^\s/\\<>\"'?#:]+")
#: Headings down to this level stand in the contents.
_LISTED = 2
_BLOCKS_PER_REPORT = 50


def write(document: Document, target: BinaryIO, progress: Progress = nobody_asks) -> None:
    """Write the page into a file that is open for bytes.

    `progress` hears of the blocks done, their total and what is being done; what it raises ends
    the work.
    """
    front, body = anchored_parts(document)
    markup = Markup(top=2, source=_data, outer=_may_lead)
    for piece in _head(document):
        target.write(piece.encode())
    for piece in _opening(document, front, markup):
        target.write(piece.encode())
    if document.contents and any(isinstance(block, Heading) for block in body):
        target.write(_contents(body).encode())
    target.write(b'<main id="main" tabindex="-1">\n')
    total = len(body) + len(document.cards)
    for at, piece in enumerate(_main(document, body, markup)):
        if at % _BLOCKS_PER_REPORT == 0:
            progress(at, total, "Writing the page")
        target.write(piece.encode())
    target.write(f"</main>\n{_footer(document)}</body>\n</html>\n".encode())
    progress(total, total, "Writing the page")


def _may_lead(address: str) -> bool:
    return leads_out(address) or _BESIDE.fullmatch(address) is not None


def _data(picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode('ascii')}"


def _head(document: Document) -> Iterator[str]:
    style = f"\n{assets.resource('documents', 'document.css').read_text('utf-8')}{_sizes(document)}"
    hashed = b64encode(sha256(style.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{hashed}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield f"<!DOCTYPE html>\n<html {language(document.language)}>\n<head>\n"
    yield '<meta charset="utf-8"/>\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
    yield '<meta name="referrer" content="no-referrer"/>\n'
    yield f"<title>{text(document.title)}</title>\n"
    for name, value in _metadata(document):
        if value:
            yield f'<meta name="{name}" content="{text(value)}"/>\n'
    yield f"<style>{style}</style>\n</head>\n"


def _metadata(document: Document) -> Iterator[tuple[str, str]]:
    yield "author", document.creator
    yield "description", document.subject
    yield "keywords", ", ".join(document.keywords)
    yield "dcterms.created", document.made.isoformat()


def _sizes(document: Document) -> str:
    """Give the part of the style sheet that tells of paper and size of text."""
    paper = PAPERS[document.layout]
    foot = _style_text(document.footer)
    if document.layout is Layout.CARDS:
        # Two by two cards on a sheet, cut apart along their borders.
        page = f"size: {2 * paper.width:g}mm {2 * paper.height:g}mm; margin: 0;"
        card = f"min-height: {paper.height:g}mm; padding: {paper.margin:g}mm;"
        deck = f"grid-template-columns: {paper.width:g}mm {paper.width:g}mm;"
        rules = f"  .deck {{ {deck} }}\n  .card {{ {card} }}\n"
    else:
        page = (
            f"size: {paper.width:g}mm {paper.height:g}mm; margin: {paper.margin:g}mm;"
            f' @bottom-left {{ content: "{foot}"; font-size: 8pt; }}'
            ' @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; }'
        )
        rules = ""
    large = "html { font-size: 150%; }\n" if document.layout is Layout.LARGE_PRINT else ""
    return (
        f"{large}@page {{ {page} }}\n"
        f"@media print {{\n  html {{ font-size: {paper.points:g}pt; }}\n{rules}}}\n"
    )


def _style_text(words: str) -> str:
    """Write text for a style sheet: whatever is no plain letter as the number of its sign."""
    line = " ".join(only_text(words).split())
    return "".join(
        one if (one.isascii() and one.isalnum()) or one == " " else f"\\{ord(one):06x}"
        for one in line
    )


def _opening(document: Document, front: Blocks, markup: Markup) -> Iterator[str]:
    yield f'<body class="{document.layout.value}">\n'
    yield '<a class="skip" href="#main">Skip to the text</a>\n<header>\n'
    if document.logo is not None:
        yield f'<p class="logo">{markup.picture(document.logo)}</p>\n'
    yield f'<h1 dir="auto">{text(document.title)}</h1>\n'
    if document.subtitle:
        yield f'<p class="subtitle" dir="auto">{text(document.subtitle)}</p>\n'
    yield f"{markup.blocks(front)}</header>\n"


def _contents(body: Blocks) -> str:
    listed = (block for block in body if isinstance(block, Heading) and block.level <= _LISTED)
    written = contents(listed, lambda anchor: f"#{anchor}")
    return f'<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n{written}</nav>\n'


def _main(document: Document, body: Blocks, markup: Markup) -> Iterator[str]:
    yield from map(markup.block, body)
    if not document.cards:
        return
    yield '<div class="deck">\n'
    for number, card in enumerate(document.cards, start=1):
        yield _card(card, number, markup)
    yield "</div>\n"


def _card(card: Card, number: int, markup: Markup) -> str:
    title, blocks = anchored_card(card, number)
    foot = f'<p class="foot" dir="auto">{text(card.foot)}</p>\n' if card.foot else ""
    return (
        f'<article class="card" aria-labelledby="{title.anchor}">\n'
        f"{markup.heading(title)}{markup.blocks(blocks)}{foot}</article>\n"
    )


def _footer(document: Document) -> str:
    if not document.footer:
        return ""
    return f'<footer>\n<p dir="auto">{text(document.footer)}</p>\n</footer>\n'
