"""A document as an OpenDocument text (ODT) with real styles, lists, header rows and contents.

What stands in it is made here and in `odt_body.py`; odfdo keeps the file itself (`odt_file.py`).
"""

from __future__ import annotations

from typing import BinaryIO
from xml.etree.ElementTree import Element

from evidence_library.exporters.document_anchors import anchored_card, anchored_parts
from evidence_library.exporters.odt_body import Body
from evidence_library.exporters.odt_file import save
from evidence_library.exporters.odt_styles import fonts, styles_part
from evidence_library.exporters.odt_xml import VERSION, add, make
from evidence_library.exporters.office_look import CONTENTS_LEVELS
from evidence_library.model.document import PAPERS, Blocks, Document, Heading, Layout
from evidence_library.text.html_pieces import Progress, nobody_asks

_BLOCKS_PER_REPORT = 50
_WHAT = "Writing the OpenDocument file"


def write(document: Document, target: BinaryIO, progress: Progress = nobody_asks) -> None:
    """Write the document into a file that is open for bytes.

    `progress` is told the blocks done, their total and what is being done; it may raise
    `Cancelled`. Nothing is written before all is made.
    """
    paper = PAPERS[document.layout]
    room = (paper.width - 2 * paper.margin, paper.height - 2 * paper.margin)
    body = Body(*room, paper.points)
    content = _content(document, body, progress)
    save(document, content, styles_part(document), body.pictures, target)


def _content(document: Document, body: Body, progress: Progress) -> Element:
    made = make("office:document-content", {"office:version": VERSION})
    made.append(fonts())
    own = add(made, "office:automatic-styles")
    text = add(add(made, "office:body"), "office:text")
    text.extend(_Writer(document, body, progress).elements())
    own.extend(body.styles())
    return made


class _Writer:
    """Puts the content of one document together."""

    def __init__(self, document: Document, body: Body, progress: Progress) -> None:
        self._document, self._body, self._progress = document, body, progress
        self._total = len(document.front) + len(document.body) + len(document.cards)
        self._made: list[Element] = []

    def elements(self) -> list[Element]:
        """Make all elements in their order."""
        document, body = self._document, self._body
        front, blocks = anchored_parts(document)
        if document.logo is not None:
            self._made += body.picture(document.logo)
        self._made += body.styled("Title", document.title)
        self._made += body.styled("Subtitle", document.subtitle)
        self._add(front, 0)
        if document.layout is Layout.CARDS:
            self._cards()
        else:
            self._contents(blocks)
            self._add(blocks, len(front))
        self._progress(self._total, self._total, _WHAT)
        return self._made

    def _contents(self, blocks: Blocks) -> None:
        listed = [
            block
            for block in blocks
            if isinstance(block, Heading) and block.level <= CONTENTS_LEVELS
        ]
        if not self._document.contents or not listed:
            return
        own_page = self._document.layout is not Layout.BRIEF
        if own_page:
            self._body.end_page()
        self._made.append(self._body.contents(listed, "Contents"))
        if own_page:
            self._body.end_page()

    def _cards(self) -> None:
        for at, card in enumerate(self._document.cards):
            title, blocks = anchored_card(card, at + 1)
            self._body.end_page()
            self._add((title, *blocks), len(self._document.front) + at, whole=True)
            self._made += self._body.styled("Card Foot", card.foot)

    def _add(self, blocks: Blocks, before: int, *, whole: bool = False) -> None:
        def report(at: int) -> None:
            if at % _BLOCKS_PER_REPORT == 0:
                self._progress(before + (0 if whole else at), self._total, _WHAT)

        self._made += self._body.blocks(blocks, report)
