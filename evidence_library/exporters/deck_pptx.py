"""Slides as a PowerPoint file (PPTX) with real titles, notes, header rows and an order of reading.

What is too much for a slide goes on a further one; text is never set smaller than 18 points.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from evidence_library.errors import UserCanFix
from evidence_library.exporters import pptx_xml as xml
from evidence_library.exporters.office_package import rewrite_package
from evidence_library.exporters.office_text import (
    column_shares,
    kept_lines,
    no_picture,
    one_line,
    picture_ending,
    size_of,
)
from evidence_library.exporters.pptx_layouts import OPENING_SIZE, TITLE_SIZE, Layouts, prepared
from evidence_library.exporters.slide_fitting import (
    BESIDE_PICTURE,
    CAPTION_HEIGHT,
    CELL_EDGES,
    HEIGHT,
    LEFT,
    PICTURE_WIDTH,
    SMALLEST,
    TOP,
    WIDTH,
    Line,
    Page,
    cut,
    pages,
    row_height,
    rows_of,
)
from evidence_library.model.document import (
    Block,
    Blocks,
    Deck,
    Heading,
    Listed,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Slide,
    Table,
    Verbatim,
    Words,
    paragraph,
    plain,
    words,
)
from evidence_library.text.html_pieces import Progress, nobody_asks
from evidence_library.text.untrusted import untrusted

_WHAT = "Writing the slides"
_POINTS_A_MM = 72 / 25.4
#: Rows a title may fill at each of its sizes.
_TITLE_SIZES = ((TITLE_SIZE, 2), (22, 3), (SMALLEST, 3))
_TITLE_WIDTH = WIDTH - 16
#: Rows of text that stand below the title of an opening slide.
_ROWS_BELOW_TITLE = 4
_DEEPEST = 12


def write(deck: Deck, target: BinaryIO, progress: Progress = nobody_asks) -> None:
    """Write the slides into a file that is open for bytes.

    A deck that does not open with an `opening` slide gets one with its title. `progress` is told
    the slides done, their total and what is being done; it may raise `Cancelled`. Nothing is
    written before all is made.
    """
    from pptx import Presentation  # noqa: PLC0415 - slow to load

    made = Presentation()
    _count_notes(made.part.package)
    writer = _Writer(deck, made, prepared(made))
    slides = deck.slides
    if not slides or not slides[0].opening:
        slides = (Slide(deck.title, opening=True), *slides)
    for at, slide in enumerate(slides):
        progress(at, len(slides), _WHAT)
        writer.add(slide, first=at == 0)
    progress(len(slides), len(slides), _WHAT)
    _describe(made, deck)
    packed = io.BytesIO()
    made.save(packed)
    rewrite_package(packed, deck.made, target)


class _Writer:
    """Makes the slides of one deck."""

    def __init__(self, deck: Deck, made: Any, layouts: Layouts) -> None:
        self._deck, self._made, self._layouts = deck, made, layouts
        self._language = one_line(deck.language)
        self._footer = one_line(deck.footer)

    def add(self, slide: Slide, *, first: bool) -> None:
        """Add a slide, and those on which it goes on; what is said stands beside the first."""
        told = pages(slide.blocks)
        shown = (
            self._opening(slide, told, first=first) if slide.opening else self._content(slide, told)
        )
        notes = list(_said(slide.notes, 0))
        for number, one in enumerate(shown):
            if notes and number == 0:
                self._notes(one, notes)

    def _opening(self, slide: Slide, told: list[Page], *, first: bool) -> Iterator[Any]:
        made = self._made.slides.add_slide(self._layouts.opening)
        title = cut(one_line(slide.title), OPENING_SIZE, _TITLE_WIDTH, 3)
        self._title(made, title, OPENING_SIZE)
        below: list[Line] = []
        if first and self._deck.subtitle:
            below.append(Line(words(self._deck.subtitle)))
        # Few words stand below a title; all else goes on as on any slide.
        fits = len(told) == 1 and not (told[0].table or told[0].picture)
        lines = [*below, *(told[0].lines if fits else ())]
        if fits and not _fit_below_title(lines):
            fits, lines = False, below
        self._lines(made, made.placeholders[1], lines)
        if first and self._deck.logo is not None:
            self._picture(made, self._deck.logo, (LEFT, 36, WIDTH, 80))
        yield made
        if not fits:
            yield from self._content(slide, told, further=True)

    def _content(self, slide: Slide, told: list[Page], *, further: bool = False) -> Iterator[Any]:
        whole = one_line(slide.title)
        title, size = _fitted(whole)
        if title != whole and not further:  # what the title had no room for begins the text
            told = pages((paragraph(whole), *slide.blocks))
        for number, page in enumerate(told, start=int(further)):
            named, points = (title, size) if not number else _fitted(whole, _continued(number))
            yield self._page(named, points, page)

    def _page(self, title: str, size: int, page: Page) -> Any:
        layouts = self._layouts
        if page.table is not None:
            made = self._made.slides.add_slide(layouts.table)
            caption = cut(one_line(page.table.caption), SMALLEST, _TITLE_WIDTH, 2)
            line = Line((Words(caption, strong=True),))
            self._lines(made, made.placeholders[2], [line])
            self._table(made, page.table)
        elif page.picture is not None and page.lines:
            made = self._made.slides.add_slide(layouts.beside_picture)
            self._lines(made, made.placeholders[1], page.lines)
            left = LEFT + BESIDE_PICTURE + 24
            self._picture(made, page.picture, (left, TOP, PICTURE_WIDTH, HEIGHT))
        elif page.picture is not None:
            made = self._made.slides.add_slide(layouts.picture)
            self._picture(made, page.picture, (LEFT, TOP, WIDTH, HEIGHT))
        else:
            layout = layouts.text if page.lines else layouts.picture
            made = self._made.slides.add_slide(layout)
            if page.lines:
                self._lines(made, made.placeholders[1], page.lines)
        self._title(made, title, size)
        self._foot(made)
        return made

    def _title(self, made: Any, title: str, size: int) -> None:
        own = 0 if size == TITLE_SIZE else size
        self._fill(made.shapes.title, [self._paragraph(made, Line(words(title)), size=own)])

    def _lines(self, made: Any, holder: Any, lines: Iterable[Line]) -> None:
        """Fill a holder; an empty one would ask to be filled, so it is taken away."""
        paragraphs: list[Element] = []
        start = before = 0
        level = -1
        for line in lines:
            if line.mark == "number" and not (level == line.level and line.number == before + 1):
                start = line.number
            paragraphs.append(self._paragraph(made, line, start=start))
            before, level = line.number, line.level if line.mark == "number" else -1
        if paragraphs:
            self._fill(holder, paragraphs)
        else:
            element = holder._element
            element.getparent().remove(element)

    def _paragraph(self, made: Any, line: Line, *, start: int = 1, size: int = 0) -> Element:
        return xml.paragraph(line, self._language, _linking(made), start=start, size=size)

    def _fill(self, holder: Any, paragraphs: list[Element]) -> None:
        _put(holder, xml.parsed_all(paragraphs))

    def _table(self, made: Any, table: Table) -> None:
        shares = column_shares(table)
        widths = [share * WIDTH for share in shares]
        free = [width - CELL_EDGES for width in widths]
        rows = (table.header, *table.rows)
        units = [round(side * xml.UNITS) for side in (LEFT, TOP + CAPTION_HEIGHT, WIDTH, 100)]
        frame = made.shapes.add_table(len(rows), len(table.header), *units)
        about = frame._element.nvGraphicFramePr.cNvPr
        about.set("descr", one_line(table.caption))
        grid = frame.table
        grid.first_row, grid.first_col = True, table.row_headings
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = round(width * xml.UNITS)
        link = _linking(made)
        texts = xml.parsed_all(
            [
                xml.cell_paragraph(runs, self._language, link, SMALLEST)
                for cells in rows
                for runs in cells
            ]
        )
        places = (cell for row in grid.rows for cell in row.cells)
        for cell, text in zip(places, texts, strict=True):
            _put(cell, [text])
        for row, cells in zip(grid.rows, rows, strict=True):
            high = round(row_height(cells, free) * xml.UNITS)
            row._tr.set("h", str(high))

    def _picture(self, made: Any, picture: Picture, box: tuple[float, float, float, float]) -> None:
        left, top, width, height = box
        alt = one_line(picture.alt)
        across, down = size_of(
            replace(picture, wide=max(picture.wide, width / _POINTS_A_MM / 2)),
            width / _POINTS_A_MM,
            height / _POINTS_A_MM,
        )
        if not picture_ending(picture.data):
            return
        place = [round(side * xml.UNITS) for side in (left, top)]
        size = [round(side * _POINTS_A_MM * xml.UNITS) for side in (across, down)]
        try:
            with untrusted(no_picture()):
                shape = made.shapes.add_picture(io.BytesIO(picture.data), *place, *size)
        except UserCanFix:
            return
        about = shape._element.nvPicPr.cNvPr
        about.set("descr", alt)
        about.set("name", f"Picture {about.get('id')}")

    def _foot(self, made: Any) -> None:
        """Add footer and number, which are the last to be read."""
        tree = made.shapes._spTree
        number = max(int(shape.shape_id) for shape in made.shapes) + 1
        if self._footer:
            tree.append(xml.foot(number, "ftr", 11, self._footer, self._language))
        count = str(len(self._made.slides))
        tree.append(xml.foot(number + 1, "sldNum", 12, count, self._language))

    def _notes(self, made: Any, said: list[str]) -> None:
        self._fill(
            made.notes_slide.notes_placeholder,
            [xml.paragraph(Line(words(text)), self._language, lambda _to: "") for text in said],
        )


def _put(holder: Any, paragraphs: list[Any]) -> None:
    """Put paragraphs where others were."""
    body = holder.text_frame._txBody
    for old in list(body.p_lst):
        body.remove(old)
    body.extend(paragraphs)


def _count_notes(package: Any) -> None:
    """Let the library count the parts with notes, instead of going through all parts for each."""
    from pptx.opc.packuri import PackURI  # noqa: PLC0415 - loaded with the rest of its library

    others, numbers = package.next_partname, count(1)

    def next_name(pattern: str) -> Any:
        return PackURI(pattern % next(numbers)) if "notesSlide" in pattern else others(pattern)

    package.next_partname = next_name


def _fit_below_title(lines: Iterable[Line]) -> bool:
    used = sum(
        rows_of(text, line.size, _TITLE_WIDTH)
        for line in lines
        for text in plain(line.runs).split("\n")
    )
    return used <= _ROWS_BELOW_TITLE


def _fitted(title: str, behind: str = "") -> tuple[str, int]:
    """Give a title and its size, so that it fits; only where no size does, it is cut."""
    whole = f"{title}{behind}"
    for size, rows in _TITLE_SIZES:
        if rows_of(whole, size, _TITLE_WIDTH) <= rows:
            return whole, size
    room = _TITLE_WIDTH - rows_of(behind, SMALLEST, _TITLE_WIDTH) * 140 if behind else _TITLE_WIDTH
    return f"{cut(title, SMALLEST, room, 3)}{behind}", SMALLEST


def _continued(number: int) -> str:
    return " (continued)" if number == 1 else f" (continued {number})"


def _linking(made: Any) -> xml.Link:
    def link(address: str) -> str:
        from pptx.opc.constants import (  # noqa: PLC0415 - loaded with the rest of its library
            RELATIONSHIP_TYPE,
        )

        return str(made.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    return link


def _said(blocks: Blocks, depth: int) -> Iterator[str]:
    """Give notes line by line: the pane for them knows no lists or boxes."""
    for block in blocks:
        yield from _said_of(block, depth)


def _said_of(block: Block, depth: int) -> Iterator[str]:
    indent = "    " * min(depth, _DEEPEST)
    match block:
        case Paragraph():
            yield indent + plain(block.runs)
        case Heading():
            yield indent + block.text
        case Verbatim():
            yield from (indent + line for line in kept_lines(block.text))
        case Listed():
            yield from (indent + line for line in _said_items(block))
        case Note():
            yield indent + block.heading
            yield from _said(block.blocks, depth)
        case Quotation():
            yield from _said(block.blocks, depth + 1)
        case Table():
            yield indent + block.caption
            for row in (block.header, *block.rows):
                yield indent + "; ".join(plain(cell) for cell in row)
        case Picture():
            yield indent + block.alt


def _said_items(listed: Listed) -> Iterator[str]:
    for number, item in enumerate(listed.items, start=listed.start):
        sign = f"{number}. " if listed.numbered else "• "
        for at, line in enumerate(_said(item, 0)):
            yield line if at else f"{sign}{line}"


def _describe(made: Any, deck: Deck) -> None:
    about = made.core_properties
    root = about._element
    for element in list(root):
        root.remove(element)
    day = datetime(deck.made.year, deck.made.month, deck.made.day, tzinfo=UTC)
    about.title = one_line(deck.title)[:255]
    about.subject = one_line(deck.subject)[:255]
    about.author = about.last_modified_by = one_line(deck.creator)[:255]
    about.keywords = one_line(", ".join(deck.keywords))[:255]
    about.language = one_line(deck.language)
    about.revision = 1
    about.created = about.modified = day.replace(tzinfo=None)
    for part in (made.part, made.part.package):
        relations = part._rels
        for key in list(relations):
            kind = relations[key].reltype.rpartition("/")[2]
            if kind in ("printerSettings", "thumbnail", "extended-properties"):
                relations.pop(key)
