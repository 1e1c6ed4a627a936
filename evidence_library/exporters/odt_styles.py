"""The styles of an OpenDocument text: named ones, and those that single paragraphs need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from evidence_library.exporters.odt_xml import VERSION, add, in_points, make, millimetres, say
from evidence_library.exporters.office_look import (
    ABOVE_A_LINE,
    DEEPEST_LIST,
    FONT,
    LINE,
    LINK,
    LIST_STEP,
    MUTED,
    SOFT,
    STYLES,
    TYPEWRITER,
    TextStyle,
    body_points,
    box_styles,
    points,
)
from evidence_library.exporters.office_text import note_kinds, one_line
from evidence_library.model.document import PAPERS, Document

#: Names by which OpenDocument programs know styles that they have themselves.
_KNOWN = {
    "Normal": "Standard",
    "Quote": "Quotations",
    "Verbatim": "Preformatted Text",
    "Table Text": "Table Contents",
    "TOC Heading": "Contents Heading",
    "TOC 1": "Contents 1",
    "TOC 2": "Contents 2",
}

BULLETS, NUMBERS = "Bullets", "Numbers"
STRONG, EMPHASIS, BOTH, TYPED = (
    "Strong_20_Emphasis",
    "Emphasis",
    "Strong_20_and_20_Emphasis",
    "Typed",
)
TABLE, CELL, HEADER_CELL, ROW = "Evidence_20_Table", "Cell", "Header_20_Cell", "Row"

_SIGNS = ("•", "–", "◦")
_NUMBERS = ("1", "a", "i")


def style_id(called: str) -> str:
    """Give the name of a style as it stands in the file."""
    return _KNOWN.get(called, called).replace(" ", "_20_")


class Changed(NamedTuple):
    """A paragraph's own departure from its style: direction, page, space above, how far in.

    A `lined` one is there to be written on.
    """

    style: str
    right_to_left: bool = False
    new_page: bool = False
    before: float = 0
    indent: float = 0
    lined: bool = False


class OwnStyles:
    """Names the styles of paragraphs that depart from a named style, each once."""

    def __init__(self) -> None:
        self._names: dict[Changed, str] = {}

    def named(self, wanted: Changed) -> str:
        """Give the name of a style for a paragraph."""
        if wanted == Changed(wanted.style):
            return style_id(wanted.style)
        return self._names.setdefault(wanted, f"P{len(self._names) + 1}")

    def elements(self) -> list[Element]:
        """Make all that were named."""
        return [_own_style(name, wanted) for wanted, name in self._names.items()]


def _own_style(name: str, wanted: Changed) -> Element:
    made = make(
        "style:style",
        {
            "style:name": name,
            "style:family": "paragraph",
            "style:parent-style-name": style_id(wanted.style),
        },
    )
    marks: dict[str, str] = {}
    if wanted.right_to_left:
        marks |= {"style:writing-mode": "rl-tb", "fo:text-align": "start"}
    if wanted.new_page:
        marks["fo:break-before"] = "page"
    if wanted.lined:
        marks |= {"fo:border-bottom": f"0.5pt solid #{MUTED}", "style:join-border": "false"}
        marks |= {"fo:padding-top": in_points(ABOVE_A_LINE), "fo:margin-bottom": "0pt"}
    if wanted.before:
        marks["fo:margin-top"] = in_points(wanted.before)
    if wanted.indent:
        marks["fo:margin-left"] = in_points(wanted.indent)
    add(made, "style:paragraph-properties", marks)
    return made


def fonts() -> Element:
    """Make the list of fonts."""
    made = make("office:font-face-decls")
    for font, kind in ((FONT, "variable"), (TYPEWRITER, "fixed")):
        values = {"style:name": font, "svg:font-family": f"'{font}'", "style:font-pitch": kind}
        add(made, "style:font-face", values)
    return made


def styles_part(document: Document) -> Element:
    """Make the part that holds the named styles, the paper and the footer."""
    made = make("office:document-styles", {"office:version": VERSION})
    made.append(fonts())
    named = add(made, "office:styles")
    _defaults(named, document)
    for style in (*STYLES, *box_styles(note_kinds(document))):
        _paragraph_style(named, style, document)
    _text_styles(named)
    for bullets in (True, False):
        _list_style(named, body_points(document.layout), bullets=bullets)
    _page(made, document)
    return made


def _defaults(named: Element, document: Document) -> None:
    default = add(named, "style:default-style", {"style:family": "paragraph"})
    add(default, "style:paragraph-properties", {"fo:orphans": "2", "fo:widows": "2"})
    language, _, country = one_line(document.language).partition("-")
    size = in_points(body_points(document.layout))
    letters = {
        "style:font-name": FONT,
        "style:font-name-asian": FONT,
        "style:font-name-complex": FONT,
        "fo:font-size": size,
        "style:font-size-asian": size,
        "style:font-size-complex": size,
        "fo:language": language or "none",
        "fo:country": country or "none",
    }
    add(default, "style:text-properties", letters)


def _paragraph_style(named: Element, style: TextStyle, document: Document) -> None:
    body = body_points(document.layout)
    about = {
        "style:name": style_id(style.name),
        "style:display-name": _KNOWN.get(style.name, style.name),
        "style:family": "paragraph",
    }
    if style.based_on:
        about["style:parent-style-name"] = style_id(style.based_on)
    if style.follows:
        about["style:next-style-name"] = style_id(style.follows)
    if style.outline:
        about["style:default-outline-level"] = str(style.outline)
    made = add(named, "style:style", about)
    add(made, "style:paragraph-properties", _paragraph_marks(style, body))
    size = in_points(points(document.layout, style.size))
    letters = {"fo:font-size": size, "style:font-size-asian": size, "style:font-size-complex": size}
    if style.colour:
        letters["fo:color"] = f"#{style.colour}"
    for on, mark, how in ((style.bold, "weight", "bold"), (style.italic, "style", "italic")):
        if on:
            letters |= {f"fo:font-{mark}": how, f"style:font-{mark}-complex": how}
    if style.typewriter:
        letters["style:font-name"] = TYPEWRITER
    add(made, "style:text-properties", letters)


def _paragraph_marks(style: TextStyle, body: float) -> dict[str, str]:
    marks = {"fo:margin-top": in_points(round(style.before * body, 1))}
    if style.name == "Normal":
        marks["fo:line-height"] = "115%"
    if style.after is not None:
        marks["fo:margin-bottom"] = in_points(round(style.after * body, 1))
    if style.indent:
        marks["fo:margin-left"] = in_points(round(style.indent * body, 1))
    if style.keep_with_next:
        marks |= {"fo:keep-with-next": "always", "fo:keep-together": "always"}
    if style.bar:
        marks |= {"fo:border-left": f"2.25pt solid #{style.bar}", "fo:padding-left": "6pt"}
    if style.ground:
        marks["fo:background-color"] = f"#{style.ground}"
    return marks


def _text_styles(named: Element) -> None:
    bold = {"fo:font-weight": "bold", "style:font-weight-complex": "bold"}
    slanted = {"fo:font-style": "italic", "style:font-style-complex": "italic"}
    linked = {"fo:color": f"#{LINK}", "style:text-underline-style": "solid"}
    for called, letters in (
        (STRONG, bold),
        (EMPHASIS, slanted),
        (BOTH, bold | slanted),
        (TYPED, {"style:font-name": TYPEWRITER}),
        ("Internet_20_link", linked),
    ):
        made = add(named, "style:style", {"style:name": called, "style:family": "text"})
        add(made, "style:text-properties", letters)


def _list_style(named: Element, body: float, *, bullets: bool) -> None:
    made = add(named, "text:list-style", {"style:name": BULLETS if bullets else NUMBERS})
    step = LIST_STEP * body
    for depth in range(DEEPEST_LIST):
        about = {"text:level": str(depth + 1)}
        if bullets:
            about["text:bullet-char"] = _SIGNS[depth % len(_SIGNS)]
            level = add(made, "text:list-level-style-bullet", about)
        else:
            about |= {"style:num-format": _NUMBERS[depth % len(_NUMBERS)], "style:num-suffix": "."}
            level = add(made, "text:list-level-style-number", about)
        mode = {"text:list-level-position-and-space-mode": "label-alignment"}
        place = add(level, "style:list-level-properties", mode)
        left = in_points(round(step * (depth + 1), 1))
        edge = {
            "text:label-followed-by": "listtab",
            "text:list-tab-stop-position": left,
            "fo:text-indent": in_points(round(-step, 1)),
            "fo:margin-left": left,
        }
        add(place, "style:list-level-label-alignment", edge)


def _page(made: Element, document: Document) -> None:
    paper = PAPERS[document.layout]
    own = add(made, "office:automatic-styles")
    layout = add(own, "style:page-layout", {"style:name": "Paper"})
    margin = millimetres(paper.margin)
    sheet = {
        "fo:page-width": millimetres(paper.width),
        "fo:page-height": millimetres(paper.height),
        "style:print-orientation": "portrait",
        "fo:margin-top": margin,
        "fo:margin-left": margin,
        "fo:margin-right": margin,
        "fo:margin-bottom": millimetres(paper.margin / 2),
    }
    add(layout, "style:page-layout-properties", sheet)
    foot = {"fo:min-height": millimetres(paper.margin / 2), "fo:margin-top": "2mm"}
    add(add(layout, "style:footer-style"), "style:header-footer-properties", foot)
    line = {
        "style:name": "FooterLine",
        "style:family": "paragraph",
        "style:parent-style-name": "Footer",
    }
    stops = add(add(add(own, "style:style", line), "style:paragraph-properties"), "style:tab-stops")
    width = millimetres(paper.width - 2 * paper.margin)
    add(stops, "style:tab-stop", {"style:position": width, "style:type": "right"})
    master = add(
        add(made, "office:master-styles"),
        "style:master-page",
        {"style:name": "Standard", "style:page-layout-name": "Paper"},
    )
    text = add(add(master, "style:footer"), "text:p", {"text:style-name": "FooterLine"})
    say(text, one_line(document.footer))
    add(text, "text:tab").tail = "Page "
    number = add(text, "text:page-number", {"text:select-page": "current"})
    number.text, number.tail = "1", " of "
    add(text, "text:page-count").text = "1"


def table_styles(columns: Iterable[tuple[str, float]]) -> list[Element]:
    """Make the styles of tables, and of columns with their names and widths in millimetres."""
    table = make("style:style", {"style:name": TABLE, "style:family": "table"})
    add(table, "style:table-properties", {"table:align": "margins"})
    made = [table]
    for called, width in columns:
        column = make("style:style", {"style:name": called, "style:family": "table-column"})
        add(column, "style:table-column-properties", {"style:column-width": millimetres(width)})
        made.append(column)
    row = make("style:style", {"style:name": ROW, "style:family": "table-row"})
    add(row, "style:table-row-properties", {"fo:keep-together": "always"})
    made.append(row)
    line = {"fo:padding": "1.2mm", "fo:border": "none", "fo:border-bottom": f"0.5pt solid #{LINE}"}
    for called, ground in ((CELL, {}), (HEADER_CELL, {"fo:background-color": f"#{SOFT}"})):
        cell = make("style:style", {"style:name": called, "style:family": "table-cell"})
        add(cell, "style:table-cell-properties", line | ground)
        made.append(cell)
    return made
