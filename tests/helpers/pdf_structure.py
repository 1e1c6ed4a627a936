"""What a PDF says of its structure to a screen reader, and what it should say."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf

_HEADING = re.compile(r"H[1-6]")
_SHOWS_TEXT = {"Tj", "TJ", "'", '"'}


@dataclass(frozen=True)
class Element:
    """An element of the structure: how deep it stands, its tag, and what it says of itself."""

    depth: int
    tag: str
    title: str = ""
    alt: str = ""
    scope: str = ""

    def __str__(self) -> str:
        said = (f" {name}={value!r}" for name, value in self._said() if value)
        return "  " * self.depth + self.tag + "".join(said)

    def _said(self) -> tuple[tuple[str, str], ...]:
        return (("title", self.title), ("alt", self.alt), ("scope", self.scope))


@dataclass(frozen=True)
class Structure:
    """What a PDF says of itself."""

    marked: bool
    language: str
    shows_title: bool
    metadata: str
    facts: dict[str, str]
    outline: tuple[tuple[int, str], ...]
    elements: tuple[Element, ...]
    untagged: int
    pages: int
    sizes: frozenset[tuple[float, float]]
    fonts: frozenset[str]
    links: tuple[tuple[str, str], ...]

    def all(self, tag: str) -> list[Element]:
        """Give the elements with this tag, in the order of reading."""
        return [element for element in self.elements if element.tag == tag]

    def headings(self) -> list[tuple[int, str]]:
        """Give level and text of the headings."""
        return [
            (int(element.tag[1]), element.title)
            for element in self.elements
            if _HEADING.fullmatch(element.tag)
        ]


def structure(pdf: bytes) -> Structure:
    """Read the structure of a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root
        with document.open_outline() as outline:
            entries = tuple(_entries(outline.root, 1))
        return Structure(
            marked=bool(root.get("/MarkInfo", {}).get("/Marked", False)),
            language=str(root.get("/Lang", "")),
            shows_title=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            metadata=root.Metadata.read_bytes().decode() if "/Metadata" in root else "",
            facts={name: str(value) for name, value in document.docinfo.items()},
            outline=entries,
            elements=tuple(_elements(root.StructTreeRoot.get("/K"), 0)),
            untagged=sum(map(_untagged, document.pages)),
            pages=len(document.pages),
            sizes=frozenset(_size(page) for page in document.pages),
            fonts=frozenset(_fonts(document)),
            links=tuple(_links(document)),
        )


def problems(found: Structure, title: str) -> list[str]:
    """Say what an accessible document with this title lacks."""
    checks = {
        "not marked as tagged": found.marked,
        "no language": found.language,
        "title not shown in the window": found.shows_title,
        "title missing": found.facts.get("/Title") == title and "<dc:title>" in found.metadata,
        "does not claim PDF/UA-1": "<pdfuaid:part>1</pdfuaid:part>" in found.metadata,
        "text outside the structure": not found.untagged,
        "a picture without words": all(figure.alt for figure in found.all("Figure")),
        "a table without header row": not _without_header(found.elements),
        "a heading of a column without scope": all(cell.scope for cell in found.all("TH")),
        "a table without caption": len(found.all("Caption")) == len(found.all("Table")),
        "a level of headings passed over": not _passed_over(found.headings()),
        "a link without words": all(words for words, _address in found.links),
        "other fonts than ours": all("Inter" in name or "DejaVu" in name for name in found.fonts),
    }
    return [problem for problem, fine in checks.items() if not fine]


def verapdf(file: Path) -> str | None:
    """Let veraPDF check a file against PDF/UA-1, and give its report; None where it is not here."""
    program = shutil.which("verapdf")
    if program is None:
        return None
    asked = [program, "--flavour", "ua1", "--format", "text", str(file)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout


def _without_header(elements: tuple[Element, ...]) -> bool:
    """Tell whether a table does not begin with a row of headings, below its caption."""
    tags = [element.tag for element in elements if element.tag in {"Table", "TH", "TD"}]
    return any(tag == "Table" and after != "TH" for tag, after in pairwise([*tags, ""]))


def _passed_over(headings: list[tuple[int, str]]) -> bool:
    last = 0
    for level, _text in headings:
        if level > last + 1:
            return True
        last = level
    return False


def _entries(items: Any, depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _entries(item.children, depth + 1)


def _elements(node: Any, depth: int) -> Iterator[Element]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child, depth)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield Element(
            depth,
            str(node.S).removeprefix("/"),
            str(node.get("/T", "")),
            str(node.get("/Alt", "")),
            _scope(node.get("/A")),
        )
        yield from _elements(node.get("/K"), depth + 1)


def _scope(attributes: Any) -> str:
    each = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    found = (str(one.get("/Scope", "")) for one in each if isinstance(one, pikepdf.Dictionary))
    return next((scope.removeprefix("/") for scope in found if scope), "")


def _untagged(page: Any) -> int:
    """Count what is shown of text outside both the structure and the artifacts."""
    count, open_marks = 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            known = len(operands) > 1 and "/MCID" in operands[1]
            open_marks.append(known or str(operands[0]) == "/Artifact")
        elif name == "EMC":
            open_marks.pop()
        elif name in _SHOWS_TEXT and not any(open_marks):
            count += 1
    return count


def _size(page: Any) -> tuple[float, float]:
    _left, _bottom, right, top = (float(side) for side in page.mediabox)
    return round(right * 25.4 / 72, 1), round(top * 25.4 / 72, 1)


def _fonts(document: Any) -> Iterator[str]:
    for page in document.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            yield str(font.BaseFont)


def _links(document: Any) -> Iterator[tuple[str, str]]:
    for page in document.pages:
        for note in page.get("/Annots", []):
            if note.Subtype == "/Link":
                address = str(note.get("/A", {}).get("/URI", ""))
                yield str(note.get("/Contents", "")), address
