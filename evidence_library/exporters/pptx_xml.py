"""Paragraphs and frames of slides, made with the standard library: all text is escaped by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from evidence_library.exporters.office_look import TYPEWRITER
from evidence_library.exporters.office_text import link_target, one_line
from evidence_library.exporters.slide_fitting import Line
from evidence_library.model.document import LineEnd, Run, Runs, WebLink, Words, plain
from evidence_library.text.direction import right_to_left

_SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
for _prefix, _address in _SPACES.items():
    ElementTree.register_namespace(_prefix, _address)

#: Units of a slide in a point.
UNITS = 12_700

#: Gives the relation that leads to an address.
Link = Callable[[str], str]


def name(short: str) -> str:
    """Give the full name of an element or attribute such as `a:p`."""
    prefix, _, local = short.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def add(parent: Element, short: str, **values: str | int) -> Element:
    """Add an element; its attributes have no prefix."""
    return SubElement(parent, name(short), {key: str(value) for key, value in values.items()})


def parsed(element: Element) -> Any:
    """Hand an element over to the library for slides."""
    from pptx.oxml import parse_xml  # noqa: PLC0415 - loaded with the rest of its library

    return parse_xml(bytes(ElementTree.tostring(element, encoding="UTF-8")))


def parsed_all(elements: list[Element]) -> list[Any]:
    """Hand several elements over at once, which is quicker than one by one."""
    whole = Element(name("p:txBody"))
    whole.extend(elements)
    return list(parsed(whole))


def paragraph(line: Line, language: str, link: Link, *, start: int = 1, size: int = 0) -> Element:
    """Make a paragraph of a slide; a numbered one belongs to those that count from `start`."""
    made = Element(name("a:p"))
    marks = add(made, "a:pPr")
    if line.level > 0:
        marks.set("lvl", str(min(line.level, 8)))
    if right_to_left(plain(line.runs)):
        marks.set("algn", "r")
        marks.set("rtl", "1")
    if line.level < 0:
        marks.set("marL", "0")
    if not line.mark:
        marks.set("indent", "0")
        add(marks, "a:buNone")
    elif line.mark == "number":
        add(marks, "a:buFont", typeface="+mj-lt")
        add(marks, "a:buAutoNum", type="arabicPeriod", startAt=min(start, 32767))
    for run in line.runs:
        _run(made, run, _Look(language, size, line.typed), link)
    add(made, "a:endParaRPr", lang=language)
    return made


def cell_paragraph(runs: Runs, language: str, link: Link, size: int) -> Element:
    """Make the paragraph of a cell."""
    made = Element(name("a:p"))
    if right_to_left(plain(runs)):
        add(made, "a:pPr", algn="r", rtl=1)
    for run in runs:
        _run(made, run, _Look(language, size, typed=False), link)
    add(made, "a:endParaRPr", lang=language, sz=size * 100)
    return made


class _Look:
    """How the letters of a run look, and in which language they are."""

    def __init__(self, language: str, size: int, typed: bool) -> None:
        self.values: dict[str, str | int] = {"lang": language}
        if size:
            self.values["sz"] = size * 100
        self.typed = typed


def _run(parent: Element, run: Run, look: _Look, link: Link) -> None:
    if isinstance(run, LineEnd):
        add(add(parent, "a:br"), "a:rPr", **look.values)
        return
    text = one_line(run.text)
    if not text:
        return
    made = add(parent, "a:r")
    letters = add(made, "a:rPr", **look.values)
    if isinstance(run, Words):
        for on, mark in ((run.strong, "b"), (run.emphasis, "i")):
            if on:
                letters.set(mark, "1")
    if look.typed:
        add(letters, "a:latin", typeface=TYPEWRITER)
        add(letters, "a:cs", typeface=TYPEWRITER)
    target = link_target(run.address) if isinstance(run, WebLink) else ""
    if target:
        add(letters, "a:hlinkClick").set(name("r:id"), link(target))
    add(made, "a:t").text = text


def foot(number: int, kind: str, index: int, text: str, language: str) -> Any:
    """Make the footer of a slide (`ftr`), or the number that counts it (`sldNum`)."""
    called = "Slide number" if kind == "sldNum" else "Footer"
    made = Element(name("p:sp"))
    about = add(made, "p:nvSpPr")
    add(about, "p:cNvPr", id=number, name=f"{called} {number}")
    add(add(about, "p:cNvSpPr"), "a:spLocks", noGrp=1)
    add(add(about, "p:nvPr"), "p:ph", type=kind, sz="quarter", idx=index)
    add(made, "p:spPr")
    body = add(made, "p:txBody")
    add(body, "a:bodyPr")
    add(body, "a:lstStyle")
    line = add(body, "a:p")
    if kind == "sldNum":
        run = add(line, "a:fld", id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}", type="slidenum")
    else:
        run = add(line, "a:r")
    add(run, "a:rPr", lang=language)
    add(run, "a:t").text = one_line(text)
    return parsed(made)
