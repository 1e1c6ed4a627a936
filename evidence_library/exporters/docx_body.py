"""The blocks of a document as paragraphs and tables of Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from evidence_library.exporters import docx_xml as xml
from evidence_library.exporters.docx_runs import Package, RunWriter
from evidence_library.exporters.docx_styles import GRID, TYPED
from evidence_library.exporters.docx_xml import add, make, twips
from evidence_library.exporters.office_look import (
    ABOVE_A_LINE,
    CONTENTS_LEVELS,
    DEEPEST_HEADING,
    DEEPEST_LIST,
    LIST_STEP,
    MUTED,
    STYLES,
    box_style,
    box_title_style,
    list_continued,
    list_style,
)
from evidence_library.exporters.office_text import (
    column_shares,
    kept_lines,
    one_line,
    size_of,
)
from evidence_library.model.document import (
    Block,
    Blocks,
    EmptyLines,
    Heading,
    Listed,
    Note,
    PageEnd,
    Paragraph,
    Picture,
    Quotation,
    Runs,
    Table,
    Verbatim,
    plain,
    words,
)
from evidence_library.text.direction import right_to_left


@dataclass(frozen=True, slots=True)
class Room:
    """Width and height of what a page holds, in millimetres, and its body text in points."""

    width: float
    height: float
    points: float


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: the style of its paragraphs, and how far in, in points."""

    style: str = "Normal"
    heading: str = ""
    indent: float = 0
    depth: int = 0

    @property
    def is_plain(self) -> bool:
        return self.style == "Normal"


@dataclass(frozen=True, slots=True)
class _Numbered:
    """The list and the level that a paragraph is an item of; how far out its sign is, in points."""

    number: int
    level: int
    hanging: float


_OPEN = _Place()
#: What marks the parts of a field: what is shown, its order before that, and its end.
_FIELD_SHOWS, _FIELD_STARTS, _FIELD_ENDS = "separate begin end".split()
_BEFORE = {style.name: style.before for style in STYLES}
_QUOTE_INDENT = next(style.indent for style in STYLES if style.name == "Quote")


class Body:
    """Collects the content of a document in the order in which it is read."""

    def __init__(
        self, package: Package, styles: Mapping[str, str], room: Room, anchors: Mapping[str, str]
    ) -> None:
        """`styles` leads from names to ids, `anchors` from those of headings to bookmarks."""
        self.element = make("body")
        self._package, self._styles, self._room = package, styles, room
        self._anchors = anchors
        self._runs = RunWriter(package, styles, anchors)
        self._marked: set[str] = set()
        self._bookmarks = 0
        self._pictures = 0
        self._ends_page = False
        self._after_table = False

    def blocks(self, blocks: Blocks, each: Callable[[int], None] = lambda _at: None) -> None:
        """Add blocks; `each` is told the place of the one that comes."""
        below_heading = False
        for at, block in enumerate(blocks):
            each(at)
            if below_heading and isinstance(block, Paragraph) and block.muted:
                # It belongs to the heading: both go with what follows.
                line = self._paragraph(self.element, "Secondary", block.runs)
                line[0].insert(1, make("keepNext"))
            else:
                self._block(self.element, block, _OPEN)
            below_heading = isinstance(block, Heading)

    def styled(self, style: str, text: str) -> None:
        """Add a paragraph of plain text in a style; no paragraph where there is no text."""
        if text.strip():
            self._paragraph(self.element, style, words(text))

    def end_page(self) -> None:
        """Let what follows begin a new page."""
        self._ends_page = True

    def picture(self, picture: Picture) -> None:
        """Add a picture that stands in no other block."""
        self._block(self.element, picture, _OPEN)

    def contents(self, headings: list[tuple[Heading, str]], title: str) -> None:
        """Add the contents: headings with their bookmarks, as Word itself would list them.

        There are no page numbers in it before Word is told to update it: nobody knows them earlier.
        """
        box = add(self.element, "sdt")
        gallery = add(add(box, "sdtPr"), "docPartObj")
        add(gallery, "docPartGallery", val="Table of Contents")
        add(gallery, "docPartUnique")
        inside = add(box, "sdtContent")
        self._paragraph(inside, "TOC Heading", words(title))
        for at, (heading, bookmark) in enumerate(headings):
            line = self._paragraph(inside, f"TOC {heading.level}", ())
            if at == 0:
                _field_mark(line, _FIELD_STARTS)
                order = add(add(line, "r"), "instrText")
                order.set(xml.KEEP_BLANKS, "preserve")
                order.text = f' TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z '
                _field_mark(line, _FIELD_SHOWS)
            link = add(line, "hyperlink", anchor=bookmark, history=1)
            self._runs.text(link, heading.text)
        _field_mark(line, _FIELD_ENDS)

    def heading(self, heading: Heading, bookmark: str, *, style: str = "") -> None:
        """Add a heading that the contents can lead to."""
        name = style or f"Heading {min(max(heading.level, 1), DEEPEST_HEADING)}"
        line = self._paragraph(self.element, name, ())
        self._bookmarked(line, heading, bookmark)

    def finish(self) -> Element:
        """Give the body; Word wants a paragraph behind the last table."""
        if self._after_table:
            self._paragraph(self.element, "Normal", ())
        return self.element

    def _block(self, parent: Element, block: Block, place: _Place) -> None:
        match block:
            case Heading():
                self._heading(parent, block, place)
            case Paragraph():
                muted = block.muted and place.is_plain
                style = "Secondary" if muted else place.style
                self._paragraph(parent, style, block.runs, place)
            case Listed():
                self._list(parent, block, place)
            case Table():
                self._table(parent, block, place)
            case Quotation():
                self._quotation(parent, block, place)
            case Verbatim():
                self._verbatim(parent, block, place)
            case Note():
                self._note(parent, block)
            case Picture():
                self._picture(parent, block, place)
            case EmptyLines() | PageEnd():
                self._space(parent, block, place)

    def _space(self, parent: Element, block: EmptyLines | PageEnd, place: _Place) -> None:
        if isinstance(block, PageEnd):
            self._ends_page = True
            return
        for _ in range(block.number):
            _underline(self._paragraph(parent, place.style, (), place))

    def _heading(self, parent: Element, heading: Heading, place: _Place) -> None:
        bookmark = self._anchors.get(heading.anchor, "") if heading.anchor else ""
        if place == _OPEN:
            self.heading(heading, bookmark)
            return
        style = place.heading or place.style
        line = self._paragraph(parent, style, (), place)
        self._bookmarked(line, heading, bookmark, strong=True)

    def _bookmarked(
        self, line: Element, heading: Heading, bookmark: str, *, strong: bool = False
    ) -> None:
        text = one_line(heading.text)
        if not bookmark or bookmark in self._marked:
            self._runs.text(line, text, strong=strong)
            return
        self._marked.add(bookmark)
        self._bookmarks += 1
        add(line, "bookmarkStart", id=self._bookmarks, name=bookmark)
        self._runs.text(line, text, strong=strong)
        add(line, "bookmarkEnd", id=self._bookmarks)
        if right_to_left(text):
            _set_right_to_left(line)

    def _list(self, parent: Element, listed: Listed, place: _Place) -> None:
        depth = min(place.depth, DEEPEST_LIST - 1)
        number = self._package.numbering(
            numbered=listed.numbered, depth=depth, start=max(listed.start, 0)
        )
        step = LIST_STEP * self._room.points
        own = place.style if place.heading else ""  # a box and a quotation keep their look
        first = replace(
            place,
            style=own or list_style(numbered=listed.numbered, depth=depth),
            indent=place.indent + step,
        )
        further = replace(first, style=own or list_continued(depth), depth=depth + 1)
        sign = _Numbered(number, depth, step)
        for item in listed.items:
            rest = item
            if item and isinstance(item[0], Paragraph):
                self._paragraph(parent, first.style, item[0].runs, first, sign)
                rest = item[1:]
            elif not item or not isinstance(item[0], Listed):
                self._paragraph(parent, first.style, (), first, sign)
            for block in rest:
                self._block(parent, block, further)

    def _quotation(self, parent: Element, quotation: Quotation, place: _Place) -> None:
        inner = (
            _Place("Quote", "Quote", _QUOTE_INDENT * self._room.points + place.indent)
            if place.is_plain
            else replace(place, indent=place.indent + LIST_STEP * self._room.points)
        )
        for block in quotation.blocks:
            self._block(parent, block, inner)

    def _verbatim(self, parent: Element, block: Verbatim, place: _Place) -> None:
        line = self._paragraph(parent, "Verbatim" if place.is_plain else place.style, (), place)
        for at, text in enumerate(kept_lines(block.text)):
            if at:
                add(add(line, "r"), "br")
            if text:
                self._runs.text(line, text, style=TYPED)

    def _note(self, parent: Element, note: Note) -> None:
        title = box_title_style(note.kind)
        self._paragraph(parent, title, words(note.heading))
        place = _Place(box_style(note.kind), heading=title)
        for block in note.blocks:
            self._block(parent, block, place)

    def _table(self, parent: Element, table: Table, place: _Place) -> None:
        self._paragraph(parent, "Caption", words(table.caption))
        made = add(parent, "tbl")
        about = add(made, "tblPr")
        add(about, "tblStyle", val=self._styles[GRID])
        add(about, "tblW", w=5000, type="pct")
        add(
            about,
            "tblLook",
            val="04A0" if table.row_headings else "0420",
            firstRow=1,
            lastRow=0,
            firstColumn=int(table.row_headings),
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        )
        add(about, "tblCaption", val=one_line(table.caption))
        whole = self._room.width * xml.TWIPS_A_MM
        broad = [round(share * whole) for share in column_shares(table)]
        grid = add(made, "tblGrid")
        for width in broad:
            add(grid, "gridCol", w=width)
        self._row(made, table.header, broad, "Table Heading", header=True)
        for row in table.rows:
            self._row(made, row, broad, "Table Text")
        self._after_table = True

    def _row(
        self,
        table: Element,
        cells: tuple[Runs, ...],
        widths: list[int],
        style: str,
        *,
        header: bool = False,
    ) -> None:
        row = add(table, "tr")
        about = add(row, "trPr")
        add(about, "cantSplit")
        if header:
            add(about, "tblHeader")
        for runs, width in zip(cells, widths, strict=True):
            cell = add(row, "tc")
            add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
            self._paragraph(cell, style, runs)

    def _picture(self, parent: Element, picture: Picture, place: _Place) -> None:
        relation = self._package.picture(picture.data)
        alt = one_line(picture.alt)
        if not relation:
            if alt:
                self._paragraph(parent, place.style, words(f"Picture: {alt}"), place)
            return
        self._pictures += 1
        width, height = size_of(picture, self._room.width, self._room.height * 0.8)
        line = self._paragraph(parent, place.style, (), place)
        xml.drawing(add(line, "r"), self._pictures, relation, alt, (width, height))

    def _paragraph(
        self,
        parent: Element,
        style: str,
        runs: Runs,
        place: _Place = _OPEN,
        numbered: _Numbered | None = None,
    ) -> Element:
        line = add(parent, "p")
        marks = add(line, "pPr")
        add(marks, "pStyle", val=self._styles[style])
        if self._ends_page:
            add(marks, "pageBreakBefore")
            self._ends_page = False
        if numbered is not None:
            item = add(marks, "numPr")
            add(item, "ilvl", val=numbered.level)
            add(item, "numId", val=numbered.number)
        if right_to_left(plain(runs)):
            add(marks, "bidi")
        if self._after_table and parent.tag != xml.name("tc"):
            add(marks, "spacing", before=twips(self._room.points * max(_BEFORE.get(style, 0), 1)))
            self._after_table = False
        if place.indent:
            ends = {"hanging": twips(numbered.hanging)} if numbered is not None else {}
            add(marks, "ind", left=twips(place.indent), **ends)
        for run in runs:
            self._runs.write(line, run)
        return line


def _underline(line: Element) -> None:
    """Draw a line below a paragraph, where Word wants it said: behind what numbers it."""
    marks = line[0]
    early = {xml.name(one) for one in ("pStyle", "pageBreakBefore", "numPr")}
    borders = make("pBdr")
    # What stands between two paragraphs of the same borders is a line of its own.
    for side in ("bottom", "between"):
        add(borders, side, val="single", sz=4, space=1, color=MUTED)
    marks.insert(sum(one.tag in early for one in marks), borders)
    if marks.find(xml.name("spacing")) is None:
        place = sum(one.tag != xml.name("ind") for one in marks)
        marks.insert(place, make("spacing", before=twips(ABOVE_A_LINE)))


def _field_mark(line: Element, kind: str) -> None:
    add(add(line, "r"), "fldChar", fldCharType=kind)


def _set_right_to_left(line: Element) -> None:
    """Turn a paragraph whose words were not known when it was begun."""
    marks = line[0]
    behind = {xml.name(mark) for mark in ("spacing", "ind")}
    at = next((at for at, mark in enumerate(marks) if mark.tag in behind), len(marks))
    marks.insert(at, make("bidi"))
