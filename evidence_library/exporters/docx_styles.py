"""The styles of a Word document: those a template brings, and ours for whatever it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from evidence_library.exporters.docx_xml import add, make, name, twips
from evidence_library.exporters.office_look import (
    FONT,
    LINE,
    LINK,
    SOFT,
    STYLES,
    TYPEWRITER,
    TextStyle,
)

#: Styles of characters and of tables beside those of paragraphs.
HYPERLINK, TYPED, GRID = "Hyperlink", "Typed", "Evidence Table"

#: How Word itself names styles in the file where it shows another name.
_IN_FILE = {
    **{f"Heading {level}": f"heading {level}" for level in range(1, 10)},
    **{f"TOC {level}": f"toc {level}" for level in range(1, 10)},
    "Caption": "caption",
    "Header": "header",
    "Footer": "footer",
}

#: Styles that Word has itself; the others are marked as somebody's own.
_BUILT_IN = {
    *_IN_FILE,
    *(style.name for style in STYLES if style.name.startswith(("List ", "TOC "))),
    *("Normal", "Title", "Subtitle", "Quote", HYPERLINK),
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """The size of the body text and the smallest allowed, in points.

    Where they are not `stated`, a style of body text takes the size that the template gives it.
    """

    body: float
    least: float
    stated: bool


#: Taken styles: what a style is called in the table of styles, and its id in the document.
Known = dict[str, str]


def known_as(called: str) -> str:
    """Give the name by which a style is found: Word does not tell capitals and small ones apart."""
    return _IN_FILE.get(called, called).lower()


def missing_styles(
    styles: Iterable[TextStyle],
    taken: Mapping[tuple[str, str], str],
    sizes: Sizes,
) -> tuple[list[Element], Known]:
    """Make those styles that a document lacks, and name the ids of all.

    `taken` leads from kind and name (as `known_as` gives it) of the styles that are there to their
    ids.
    """
    ids = set(taken.values())
    known: Known = {}
    made: list[Element] = []
    for style in styles:
        found = taken.get(("paragraph", known_as(style.name)))
        known[style.name] = found or _free_id(style.name, ids)
        if found is None:
            made.append(_paragraph_style(style, known, sizes))
    for kind, called in (("character", HYPERLINK), ("character", TYPED), ("table", GRID)):
        found = taken.get((kind, known_as(called)))
        known[called] = found or _free_id(called, ids)
        if found is None:
            made.append(_other_style(called, known))
    return made, known


def _free_id(called: str, ids: set[str]) -> str:
    found = called.replace(" ", "")
    while found in ids:
        found += "X"
    ids.add(found)
    return found


def _paragraph_style(style: TextStyle, known: Known, sizes: Sizes) -> Element:
    made = make("style", type="paragraph", styleId=known[style.name])
    if style.name == "Normal":
        made.set(name("default"), "1")
    elif style.name not in _BUILT_IN:
        made.set(name("customStyle"), "1")
    add(made, "name", val=_IN_FILE.get(style.name, style.name))
    if style.based_on:
        add(made, "basedOn", val=known[style.based_on])
    if style.follows and style.follows in known:
        add(made, "next", val=known[style.follows])
    add(made, "qFormat")
    _paragraph_marks(add(made, "pPr"), style, sizes.body)
    letters = add(made, "rPr")
    if style.typewriter:
        _font(letters, TYPEWRITER)
    for on, mark in ((style.bold, "b"), (style.italic, "i")):
        if on:
            add(letters, mark)
            add(letters, f"{mark}Cs")
    if style.colour:
        add(letters, "color", val=style.colour)
    if sizes.stated or style.size != 1:
        half_points = round(max(sizes.body * style.size, sizes.least) * 2)
        add(letters, "sz", val=half_points)
        add(letters, "szCs", val=half_points)
    return made


def _paragraph_marks(marks: Element, style: TextStyle, body: float) -> None:
    if style.keep_with_next:
        add(marks, "keepNext")
        add(marks, "keepLines")
    if style.bar:
        add(add(marks, "pBdr"), "left", val="single", sz=18, space=8, color=style.bar)
    if style.ground:
        add(marks, "shd", val="clear", color="auto", fill=style.ground)
    spacing: dict[str, str | int] = {"before": twips(style.before * body)}
    if style.after is not None:
        spacing["after"] = twips(style.after * body)
    add(marks, "spacing", **spacing)
    if style.indent:
        add(marks, "ind", left=twips(style.indent * body))
    if style.outline:
        add(marks, "outlineLvl", val=style.outline - 1)


def _font(letters: Element, font: str) -> None:
    add(letters, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def _other_style(called: str, known: Known) -> Element:
    table = called == GRID
    made = make("style", type="table" if table else "character", styleId=known[called])
    add(made, "name", val=called)
    if table:
        _grid(made)
        return made
    letters = add(made, "rPr")
    if called == TYPED:
        _font(letters, TYPEWRITER)
    else:
        add(letters, "color", val=LINK)
        add(letters, "u", val="single")
    return made


def _grid(made: Element) -> None:
    whole = add(made, "tblPr")
    borders = add(whole, "tblBorders")
    for side in ("top", "bottom", "insideH"):
        add(borders, side, val="single", sz=4, space=0, color=LINE)
    margins = add(whole, "tblCellMar")
    for side, broad in (("top", 60), ("left", 90), ("bottom", 60), ("right", 90)):
        add(margins, side, w=broad, type="dxa")
    for part in ("firstRow", "firstCol"):
        special = add(made, "tblStylePr", type=part)
        letters = add(special, "rPr")
        add(letters, "b")
        add(letters, "bCs")
        if part == "firstRow":
            add(add(special, "tcPr"), "shd", val="clear", color="auto", fill=SOFT)


def defaults(body: float, language: str) -> Element:
    """Make what holds where no style says otherwise: font, size, language and lines."""
    made = make("docDefaults")
    letters = add(add(made, "rPrDefault"), "rPr")
    _font(letters, FONT)
    add(letters, "sz", val=round(body * 2))
    add(letters, "szCs", val=round(body * 2))
    add(letters, "lang", val=language, eastAsia=language, bidi="ar-SA")
    add(add(add(made, "pPrDefault"), "pPr"), "spacing", after=0, line=276, lineRule="auto")
    return made
