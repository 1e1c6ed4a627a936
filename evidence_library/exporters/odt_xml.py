"""Elements of OpenDocument texts, made with the standard library: all text is escaped by it."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
for _prefix, _address in _SPACES.items():
    ElementTree.register_namespace(_prefix, _address)

#: The version that is written; older programs warn of newer ones.
VERSION = "1.3"

_BLANKS = re.compile(" {2,}|^ | $")


def name(short: str) -> str:
    """Give the full name of an element or attribute such as `text:p`."""
    prefix, _, local = short.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def make(short: str, values: dict[str, str] | None = None) -> Element:
    """Make an element that stands alone."""
    return Element(name(short), {name(key): value for key, value in (values or {}).items()})


def add(parent: Element, short: str, values: dict[str, str] | None = None) -> Element:
    """Add an element to another one."""
    return SubElement(
        parent, name(short), {name(key): value for key, value in (values or {}).items()}
    )


def as_bytes(element: Element) -> bytes:
    """Write a part."""
    return bytes(ElementTree.tostring(element, encoding="UTF-8", xml_declaration=True))


def say(parent: Element, text: str) -> None:
    """Add text to what an element holds; blanks that would be lost are written as elements."""
    at = 0
    for blanks in _BLANKS.finditer(text):
        _append(parent, text[at : blanks.start()])
        add(parent, "text:s", {"text:c": str(len(blanks[0]))})
        at = blanks.end()
    _append(parent, text[at:])


def _append(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def millimetres(size: float) -> str:
    """Write a length in millimetres."""
    return f"{size:.2f}mm"


def in_points(size: float) -> str:
    """Write a length in points."""
    return f"{size:g}pt"
