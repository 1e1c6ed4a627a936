"""The look of slides: broad ones with few colours, made of the template that the library brings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from evidence_library.exporters.office_look import ACCENT, FONT, INK, LINK, MUTED
from evidence_library.exporters.pptx_xml import UNITS
from evidence_library.exporters.slide_fitting import (
    BESIDE_PICTURE,
    CAPTION_HEIGHT,
    HEIGHT,
    LEFT,
    LEVELS,
    SLIDE,
    SMALLEST,
    TOP,
    WIDTH,
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

#: Points: left, top, width, height.
Box = tuple[float, float, float, float]

_TITLE: Box = (LEFT, 24, WIDTH, 84)
_BODY: Box = (LEFT, TOP, WIDTH, HEIGHT)
_FOOTER: Box = (LEFT, 492, WIDTH - 140, 30)
_NUMBER: Box = (LEFT + WIDTH - 120, 492, 120, 30)

#: Sizes of titles in points.
TITLE_SIZE, OPENING_SIZE, FOOT_SIZE = 28, 40, 14

#: Places of the layouts of the library's template that are used.
_OPENING, _CONTENT, _TWO, _ONLY, _CAPTION = 0, 1, 3, 5, 7


@dataclass(frozen=True, slots=True)
class Layouts:
    """The layouts of slides by what stands on them."""

    opening: Any
    text: Any
    beside_picture: Any
    picture: Any
    table: Any


def prepared(deck: Any) -> Layouts:
    """Make the slides broad and calm, and give the layouts; all others are taken out."""
    deck.slide_width, deck.slide_height = (round(side * UNITS) for side in SLIDE)
    deck.part._element.sldSz.attrib.pop("type", None)
    master = deck.slide_master
    _theme(master)
    _master(master)
    kept = [master.slide_layouts[at] for at in (_OPENING, _CONTENT, _TWO, _ONLY, _CAPTION)]
    for layout in list(master.slide_layouts):
        if layout not in kept:
            master.slide_layouts.remove(layout)
    opening, text, beside, picture, table = kept
    for layout in kept:
        _plain(layout)
    _take(beside, 2)
    _take(table, 1)
    _place(_holder(opening, 0), (LEFT, 130, WIDTH, 150))
    _place(_holder(opening, 1), (LEFT, 292, WIDTH, 150))
    _place(_holder(beside, 1), (LEFT, TOP, BESIDE_PICTURE, HEIGHT))
    _place(_holder(table, 2), (LEFT, TOP, WIDTH, CAPTION_HEIGHT))
    _no_bullets(_holder(opening, 1), LEVELS[0], MUTED)
    _no_bullets(_holder(table, 2), SMALLEST, INK)
    beside._element.attrib.pop("type", None)
    table._element.attrib.pop("type", None)
    beside._element.find(f"{_P}cSld").set("name", "Text and Picture")
    table._element.find(f"{_P}cSld").set("name", "Caption and Table")
    return Layouts(opening, text, beside, picture, table)


def _theme(master: Any) -> None:
    """Set fonts and colours; the theme is a part that the library leaves as it is."""
    part = next(one.target_part for one in master.part.rels.values() if "/theme" in one.reltype)
    text = part.blob.decode("utf-8")
    text = text.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FONT}"/>')
    for role, colour in (("accent1", ACCENT), ("hlink", LINK), ("folHlink", "5B2E91")):
        text = re.sub(
            f'(<a:{role}><a:srgbClr val=")[0-9A-F]{{6}}', rf"\g<1>{colour}", text, count=1
        )
    text = re.sub(r"<a:dk1>.*?</a:dk1>", f'<a:dk1><a:srgbClr val="{INK}"/></a:dk1>', text)
    part._blob = text.encode("utf-8")


def _master(master: Any) -> None:
    places = {"title": _TITLE, "body": _BODY, "ftr": _FOOTER, "sldNum": _NUMBER}
    for shape in list(master.placeholders):
        kind = shape._element.find(f".//{_P}ph").get("type")
        if kind == "dt":
            shape._element.getparent().remove(shape._element)
            continue
        _place(shape, places[kind])
        body = shape._element.find(f".//{_A}bodyPr")
        for fit in list(body):
            body.remove(fit)
        body.append(body.makeelement(f"{_A}noAutofit", {}))
        if kind == "title":
            body.set("anchor", "b")
        for size in shape._element.iter(f"{_A}defRPr"):
            size.set("sz", str(FOOT_SIZE * 100))
        for level in shape._element.iter(f"{_A}lvl1pPr"):
            level.set("algn", "r" if kind == "sldNum" else "l")
    styles = master._element.find(f"{_P}txStyles")
    title = styles.find(f"{_P}titleStyle/{_A}lvl1pPr")
    title.set("algn", "l")
    letters = title.find(f"{_A}defRPr")
    letters.set("sz", str(TITLE_SIZE * 100))
    letters.set("b", "1")
    letters.find(f"{_A}solidFill/{_A}schemeClr").set("val", "accent1")
    for at in range(1, 10):
        level = styles.find(f"{_P}bodyStyle/{_A}lvl{at}pPr")
        size = LEVELS[min(at, len(LEVELS)) - 1]
        level.find(f"{_A}defRPr").set("sz", str(size * 100))
        before = level.find(f"{_A}spcBef")
        for old in list(before):
            before.remove(old)
        before.append(before.makeelement(f"{_A}spcPts", {"val": "600"}))


def _plain(layout: Any) -> None:
    """Let the holders of a layout look and stand as those of the master do; no date is shown."""
    for shape in list(layout.placeholders):
        element = shape._element
        if element.find(f".//{_P}ph").get("type") == "dt":
            element.getparent().remove(element)
            continue
        place = element.find(f"{_P}spPr/{_A}xfrm")
        if place is not None:
            place.getparent().remove(place)
        looks = element.find(f".//{_A}lstStyle")
        for look in list(looks):
            looks.remove(look)
        body = element.find(f".//{_A}bodyPr")
        body.attrib.pop("anchor", None)
        for fit in list(body):
            body.remove(fit)


def _holder(layout: Any, index: int) -> Any:
    return next(one for one in layout.placeholders if one.placeholder_format.idx == index)


def _take(layout: Any, index: int) -> None:
    element = _holder(layout, index)._element
    element.getparent().remove(element)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (round(side * UNITS) for side in box)


def _no_bullets(shape: Any, size: int, colour: str) -> None:
    """Let the text of a holder stand without bullets, in one size."""
    looks = shape._element.find(f".//{_A}lstStyle")
    level = looks.makeelement(f"{_A}lvl1pPr", {"marL": "0", "indent": "0"})
    looks.append(level)
    level.append(level.makeelement(f"{_A}buNone", {}))
    letters = level.makeelement(f"{_A}defRPr", {"sz": str(size * 100)})
    level.append(letters)
    fill = letters.makeelement(f"{_A}solidFill", {})
    letters.append(fill)
    fill.append(fill.makeelement(f"{_A}srgbClr", {"val": colour}))
