"""The blocks of a document as paragraphs, lists and tables of OpenDocument."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from evidence_library.exporters.odt_styles import (
    BOTH,
    BULLETS,
    CELL,
    EMPHASIS,
    HEADER_CELL,
    NUMBERS,
    ROW,
    STRONG,
    TABLE,
    TYPED,
    Changed,
    OwnStyles,
    table_styles,
)
from evidence_library.exporters.odt_xml import add, make, millimetres, name, say
from evidence_library.exporters.office_look import (
    CONTENTS_LEVELS,
    DEEPEST_HEADING,
    DEEPEST_LIST,
    LIST_STEP,
    STYLES,
    box_style,
    box_title_style,
    list_continued,
    list_style,
)
from evidence_library.exporters.office_text import (
    column_shares,
    kept_lines,
    link_target,
    one_line,
    picture_ending,
    size_of,
)
from evidence_library.model.document import (
    Block,
    Blocks,
    EmptyLines,
    Heading,
    InnerLink,
    LineEnd,
    Listed,
    Note,
    PageEnd,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Runs,
    Table,
    Verbatim,
    WebLink,
    Words,
    plain,
    words,
)
from evidence_library.text.direction import right_to_left

_BEFORE = {style.name: style.before for style in STYLES}
_QUOTE_INDENT = next(style.indent for style in STYLES if style.name == "Quote")
_TABLE_TAG = name("table:table")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: the style of its paragraphs, how far in, in how many lists.

    On a `lined` one people write by hand.
    """

    style: str = "Normal"
    heading: str = ""
    indent: float = 0
    depth: int = 0
    lined: bool = False


_OPEN = _Place()


class Body:
    """Makes elements of blocks, and the styles and pictures that these need."""

    def __init__(self, width: float, height: float, points: float) -> None:
        """Width and height of what a page holds are in millimetres, the body text in points."""
        self._width, self._height, self._points = width, height, points
        self.pictures: dict[bytes, str] = {}
        self._styles = OwnStyles()
        self._columns: dict[float, str] = {}
        self._tables = self._frames = 0
        self._ends_page = self._after_table = False

    def styles(self) -> list[Element]:
        """Make the styles that only this body has."""
        columns = [(called, width) for width, called in self._columns.items()]
        return [*self._styles.elements(), *table_styles(columns)]

    def blocks(self, blocks: Blocks, each: Callable[[int], None]) -> Iterator[Element]:
        """Make blocks; `each` is told the place of the one that comes."""
        for at, block in enumerate(blocks):
            each(at)
            yield from self._block(block, _OPEN)

    def styled(self, style: str, text: str) -> Iterator[Element]:
        """Make a paragraph of plain text in a style, if there is text."""
        if text.strip():
            yield self._paragraph(style, words(text))

    def picture(self, picture: Picture) -> Iterator[Element]:
        """Make a picture that stands in no other block."""
        yield from self._picture(picture, _OPEN)

    def end_page(self) -> None:
        """Let what follows begin a new page."""
        self._ends_page = True

    def contents(self, listed: list[Heading], title: str) -> Element:
        """Make the contents. The program that opens them counts the pages."""
        made = make("text:table-of-content", {"text:name": "Contents", "text:protected": "false"})
        source = add(
            made, "text:table-of-content-source", {"text:outline-level": str(CONTENTS_LEVELS)}
        )
        heading = {"text:style-name": "Contents_20_Heading"}
        add(source, "text:index-title-template", heading).text = title
        for level in range(1, CONTENTS_LEVELS + 1):
            self._entry_template(source, level)
        body = add(made, "text:index-body")
        head = add(body, "text:index-title", {"text:name": "Contents_Head"})
        head.append(self._paragraph("TOC Heading", words(title)))
        for one in listed:
            line = self._paragraph(f"TOC {one.level}", ())
            link = _link(line, f"#{one.anchor}")
            say(link, one_line(one.text))
            body.append(line)
        return made

    def _entry_template(self, source: Element, level: int) -> None:
        template = add(
            source,
            "text:table-of-content-entry-template",
            {"text:outline-level": str(level), "text:style-name": f"Contents_20_{level}"},
        )
        add(template, "text:index-entry-link-start")
        add(template, "text:index-entry-text")
        dots = {"style:type": "right", "style:leader-char": "."}
        add(template, "text:index-entry-tab-stop", dots)
        add(template, "text:index-entry-page-number")
        add(template, "text:index-entry-link-end")

    def _block(self, block: Block, place: _Place) -> Iterator[Element]:
        match block:
            case Heading():
                yield self._heading(block, place)
            case Paragraph():
                muted = block.muted and place.style == "Normal"
                yield self._paragraph("Secondary" if muted else place.style, block.runs, place)
            case Listed():
                yield from self._list(block, place)
            case Table():
                yield from self._table(block)
            case Quotation():
                yield from self._quotation(block, place)
            case Verbatim():
                yield self._verbatim(block, place)
            case Note():
                yield from self._note(block, place)
            case Picture():
                yield from self._picture(block, place)
            case EmptyLines() | PageEnd():
                yield from self._space(block, place)

    def _space(self, block: EmptyLines | PageEnd, place: _Place) -> Iterator[Element]:
        if isinstance(block, PageEnd):
            self._ends_page = True
            return
        for _ in range(block.number):
            yield self._paragraph(place.style, (), replace(place, lined=True))

    def _heading(self, heading: Heading, place: _Place) -> Element:
        if place == _OPEN:
            level = min(heading.level, DEEPEST_HEADING)
            line = self._paragraph(f"Heading {level}", words(one_line(heading.text)))
            line.tag = name("text:h")
            line.set(name("text:outline-level"), str(level))
        else:
            text = (Words(heading.text, strong=True),)
            line = self._paragraph(place.heading or place.style, text, place)
        if heading.anchor:
            mark = {"text:name": heading.anchor}
            start = make("text:bookmark-start", mark)
            start.tail, line.text = line.text, None
            line.insert(0, start)
            add(line, "text:bookmark-end", mark)
        return line

    def _list(self, listed: Listed, place: _Place) -> Iterator[Element]:
        """Make a list. No list holds a table, so one that does goes on behind it."""
        depth = min(place.depth, DEEPEST_LIST - 1)
        own = place.style if place.heading else ""  # a box and a quotation keep their look
        first = _Place(
            own or list_style(numbered=listed.numbered, depth=depth), place.heading, 0, depth + 1
        )
        further = replace(first, style=own or list_continued(depth))
        style = {"text:style-name": NUMBERS if listed.numbered else BULLETS}
        made = make("text:list", style)
        for at, blocks in enumerate(listed.items):
            item = add(made, "text:list-item")
            if at == 0 and listed.numbered and listed.start != 1:
                item.set(name("text:start-value"), str(max(listed.start, 0)))
            for number, block in enumerate(blocks or (Paragraph(()),)):
                for element in self._block(block, further if number else first):
                    if element.tag == _TABLE_TAG:
                        yield made
                        yield element
                        made = make("text:list", style | {"text:continue-numbering": "true"})
                        item = add(made, "text:list-header")
                    else:
                        item.append(element)
        if len(made):
            yield made

    def _quotation(self, quotation: Quotation, place: _Place) -> Iterator[Element]:
        inner = (
            _Place("Quote", "Quote", _QUOTE_INDENT * self._points, place.depth)
            if place.style == "Normal"
            else replace(place, indent=place.indent + LIST_STEP * self._points)
        )
        for block in quotation.blocks:
            yield from self._block(block, inner)

    def _verbatim(self, block: Verbatim, place: _Place) -> Element:
        boxed = place.style != "Normal"
        line = self._paragraph(place.style if boxed else "Verbatim", (), place)
        into = add(line, "text:span", {"text:style-name": TYPED}) if boxed else line
        for at, text in enumerate(kept_lines(block.text)):
            if at:
                add(into, "text:line-break")
            say(into, one_line(text))
        return line

    def _note(self, note: Note, place: _Place) -> Iterator[Element]:
        title = box_title_style(note.kind)
        yield self._paragraph(title, words(note.heading))
        inner = _Place(box_style(note.kind), title, 0, place.depth)
        for block in note.blocks:
            yield from self._block(block, inner)

    def _table(self, table: Table) -> Iterator[Element]:
        yield self._paragraph("Caption", words(table.caption))
        self._tables += 1
        about = {"table:name": f"Table{self._tables}", "table:style-name": TABLE}
        made = make("table:table", about)
        add(made, "table:title").text = one_line(table.caption)
        for share in column_shares(table):
            width = round(share * self._width, 1)
            called = self._columns.setdefault(width, f"Column{len(self._columns) + 1}")
            add(made, "table:table-column", {"table:style-name": called})
        head = add(made, "table:table-header-rows")
        self._row(head, table.header, HEADER_CELL, lambda _at: "Table Heading")
        for row in table.rows:
            self._row(
                made,
                row,
                CELL,
                lambda at: "Table Heading" if table.row_headings and not at else "Table Text",
            )
        self._after_table = True
        yield made

    def _row(
        self, parent: Element, cells: tuple[Runs, ...], cell: str, style: Callable[[int], str]
    ) -> None:
        row = add(parent, "table:table-row", {"table:style-name": ROW})
        for at, runs in enumerate(cells):
            kind = {"table:style-name": cell, "office:value-type": "string"}
            add(row, "table:table-cell", kind).append(self._paragraph(style(at), runs, cell=True))

    def _picture(self, picture: Picture, place: _Place) -> Iterator[Element]:
        ending = picture_ending(picture.data)
        alt = one_line(picture.alt)
        if not ending:
            if alt:
                yield self._paragraph(place.style, words(f"Picture: {alt}"), place)
            return
        path = self.pictures.setdefault(
            picture.data, f"Pictures/picture{len(self.pictures) + 1}.{ending}"
        )
        self._frames += 1
        width, height = size_of(picture, self._width, self._height * 0.8)
        line = self._paragraph(place.style, (), place)
        frame = add(
            line,
            "draw:frame",
            {
                "draw:name": f"Picture {self._frames}",
                "text:anchor-type": "as-char",
                "svg:width": millimetres(width),
                "svg:height": millimetres(height),
            },
        )
        shown = {"xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
        add(frame, "draw:image", {"xlink:href": path} | shown)
        add(frame, "svg:title").text = alt
        add(frame, "svg:desc").text = alt
        yield line

    def _paragraph(
        self, style: str, runs: Runs, place: _Place = _OPEN, *, cell: bool = False
    ) -> Element:
        before = 0.0
        if self._after_table and not cell:
            before = self._points * max(_BEFORE.get(style, 0), 1)
            self._after_table = False
        new_page = self._ends_page and not cell
        if new_page:
            self._ends_page = False
        turned = right_to_left(plain(runs))
        wanted = Changed(
            style, turned, new_page, round(before, 1), round(place.indent, 1), place.lined
        )
        line = make("text:p", {"text:style-name": self._styles.named(wanted)})
        for run in runs:
            _write(line, run)
        return line


def _write(line: Element, run: Run) -> None:
    match run:
        case Words():
            text = one_line(run.text)
            style = {(True, True): BOTH, (True, False): STRONG, (False, True): EMPHASIS}.get(
                (run.strong, run.emphasis)
            )
            into = add(line, "text:span", {"text:style-name": style}) if style else line
            say(into, text)
        case LineEnd():
            add(line, "text:line-break")
        case WebLink():
            target = link_target(run.address)
            say(_link(line, target) if target else line, one_line(run.text))
        case InnerLink():
            say(_link(line, f"#{run.anchor}"), one_line(run.text))


def _link(line: Element, target: str) -> Element:
    return add(line, "text:a", {"xlink:type": "simple", "xlink:href": target})
