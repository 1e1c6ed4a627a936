"""A document as a Word file (DOCX) with real styles, so that people can go on editing it.

An organisation's own template may be given: its styles, headers, footers and page setup are used,
and only what it lacks is added.
"""

from __future__ import annotations

from typing import BinaryIO

from evidence_library.exporters.document_anchors import anchored_card, anchored_parts, headings
from evidence_library.exporters.docx_body import Body
from evidence_library.exporters.docx_file import WordFile
from evidence_library.exporters.office_look import CONTENTS_LEVELS
from evidence_library.model.document import Blocks, Document, Heading, Layout
from evidence_library.text.html_pieces import Progress, nobody_asks

_BLOCKS_PER_REPORT = 50
_WHAT = "Writing the Word file"


def write(
    document: Document,
    target: BinaryIO,
    progress: Progress = nobody_asks,
    *,
    template: bytes | None = None,
) -> None:
    """Write the document into a file that is open for bytes.

    `template` is a DOCX or DOTX file whose styles, headers and page setup are used. `progress` is
    told the blocks done, their total and what is being done; it may raise `Cancelled`. Raises
    UserCanFix if the template cannot be used. Nothing is written before all is made.
    """
    _Writer(document, progress, template).write(target)


class _Writer:
    """Puts one document together."""

    def __init__(self, document: Document, progress: Progress, template: bytes | None) -> None:
        self._document, self._progress = document, progress
        self._file = WordFile(document, template)
        self._front, self._blocks = anchored_parts(document)
        self._cards = [anchored_card(card, at) for at, card in enumerate(document.cards, start=1)]
        self._total = max(len(document.front) + len(document.body) + len(document.cards), 1)
        self._bookmarks = self._named_bookmarks()
        self._body = Body(self._file, self._file.styles, self._file.room, self._bookmarks)

    def write(self, target: BinaryIO) -> None:
        """Make all and write it."""
        self._title_page()
        if self._document.layout is Layout.CARDS:
            self._all_cards()
        else:
            self._contents()
            self._add(self._blocks, len(self._front))
        self._progress(self._total, self._total, _WHAT)
        self._file.save(self._body.finish(), target)

    def _named_bookmarks(self) -> dict[str, str]:
        """Name a bookmark for each heading: Word allows letters and digits, not many of them."""
        whole = [*headings(self._front), *headings(self._blocks)]
        for title, blocks in self._cards:
            whole += [title, *headings(blocks)]
        return {heading.anchor: f"_Part{at}" for at, heading in enumerate(whole, start=1)}

    def _title_page(self) -> None:
        document = self._document
        if document.logo is not None:
            self._body.picture(document.logo)
        self._body.styled("Title", document.title)
        self._body.styled("Subtitle", document.subtitle)
        self._add(self._front, 0)

    def _contents(self) -> None:
        listed = [
            (block, self._bookmarks[block.anchor])
            for block in self._blocks
            if isinstance(block, Heading) and block.level <= CONTENTS_LEVELS
        ]
        if not self._document.contents or not listed:
            return
        brief = self._document.layout is Layout.BRIEF
        if not brief:
            self._body.end_page()
        self._body.contents(listed, "Contents")
        if not brief:
            self._body.end_page()

    def _all_cards(self) -> None:
        for at, (card, (title, blocks)) in enumerate(
            zip(self._document.cards, self._cards, strict=True), start=len(self._front)
        ):
            self._progress(at, self._total, _WHAT)
            self._body.end_page()
            self._body.blocks((title, *blocks))
            self._body.styled("Card Foot", card.foot)

    def _add(self, blocks: Blocks, before: int) -> None:
        def report(at: int) -> None:
            if at % _BLOCKS_PER_REPORT == 0:
                self._progress(before + at, self._total, _WHAT)

        self._body.blocks(blocks, report)
