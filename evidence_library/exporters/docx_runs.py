"""Running text of a document as the runs and links of Word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from xml.etree.ElementTree import Element

from evidence_library.exporters import docx_xml as xml
from evidence_library.exporters.docx_styles import HYPERLINK
from evidence_library.exporters.docx_xml import add
from evidence_library.exporters.office_text import link_target, one_line
from evidence_library.model.document import InnerLink, LineEnd, Run, WebLink, Words
from evidence_library.text.direction import right_to_left


class Package(Protocol):
    """What a body needs of the file it goes into: names of what stands beside it."""

    def link(self, address: str) -> str:
        """Give the relation that leads to an address."""

    def picture(self, data: bytes) -> str:
        """Give the relation that leads to a picture; empty if it cannot be read."""

    def numbering(self, *, numbered: bool, depth: int, start: int) -> int:
        """Give the number of a list; each numbered one has its own."""


class RunWriter:
    """Writes runs into paragraphs."""

    def __init__(
        self, package: Package, styles: Mapping[str, str], anchors: Mapping[str, str]
    ) -> None:
        """`styles` leads from names to ids, `anchors` from those of headings to bookmarks."""
        self._package, self._styles, self._anchors = package, styles, anchors

    def write(self, line: Element, run: Run) -> None:
        """Add a run to a paragraph."""
        match run:
            case Words():
                self.text(line, run.text, strong=run.strong, emphasis=run.emphasis)
            case LineEnd():
                add(add(line, "r"), "br")
            case WebLink():
                target = link_target(run.address)
                if target:
                    link = add(line, "hyperlink", history=1)
                    link.set(xml.name("r:id"), self._package.link(target))
                    self.text(link, run.text, style=HYPERLINK)
                else:
                    self.text(line, run.text)
            case InnerLink():
                bookmark = self._anchors.get(run.anchor)
                if bookmark:
                    link = add(line, "hyperlink", anchor=bookmark, history=1)
                    self.text(link, run.text, style=HYPERLINK)
                else:
                    self.text(line, run.text)

    def text(
        self,
        line: Element,
        text: str,
        *,
        strong: bool = False,
        emphasis: bool = False,
        style: str = "",
    ) -> None:
        """Add text, on one line, with a style of characters if it has one."""
        shown = one_line(text)
        if not shown:
            return
        run = add(line, "r")
        turned = right_to_left(shown)
        if strong or emphasis or style or turned:
            letters = add(run, "rPr")
            if style:
                add(letters, "rStyle", val=self._styles[style])
            for on, mark in ((strong, "b"), (emphasis, "i")):
                if on:
                    add(letters, mark)
                    add(letters, f"{mark}Cs")
            if turned:
                add(letters, "rtl")
        written = add(run, "t")
        written.text = shown
        if shown != shown.strip() or "  " in shown:
            written.set(xml.KEEP_BLANKS, "preserve")
