"""HTML taken apart into tags and text, in time that grows with its length, whatever stands in it.

No error is possible: like a browser, it takes what is broken as best it can.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

#: Called with the characters taken apart, their total and what is being done. It may raise.
Progress = Callable[[int, int, str], None]

#: Pieces between two reports of progress.
_STEP = 2_000

#: Attributes of a tag that are looked at; no page has as many.
_MOST_ATTRIBUTES = 200

#: Elements whose contents are no HTML.
_RAW = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in ("script", "style")}

_NAME = re.compile(r"[A-Za-z][^\s/>]{0,100}")
_SIGNS = re.compile("<+")
#: What ends a tag, or begins a quotation in it that may hold such an end.
_TAG_END = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(
    r"([^\s/>=\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?|[^\s]", re.ASCII
)
_VALUE_FOLLOWS = re.compile(r"=\s*\Z", re.ASCII)


class Piece(NamedTuple):
    """Text, or a tag that `begins` an element, `ends` one, or both."""

    text: str = ""
    tag: str = ""
    begins: bool = False
    ends: bool = False
    attributes: tuple[tuple[str, str], ...] = ()


def nobody_asks(done: int, total: int, what: str) -> None:
    """Report progress to nobody."""


def pieces(html: str, progress: Progress = nobody_asks) -> Iterator[Piece]:
    """Take HTML apart; comments and declarations are left out. Raises what `progress` raises."""
    at, count, total = 0, 0, len(html)
    while at < total:
        if count % _STEP == 0:
            progress(at, total, "Reading")
        count += 1
        piece, at = _next(html, at)
        if piece is not None:
            yield piece
        if piece is not None and piece.begins and not piece.ends and piece.tag in _RAW:
            end = _RAW[piece.tag].search(html, at)
            at = end.start() if end else total


def _next(html: str, at: int) -> tuple[Piece | None, int]:
    """Take the piece that begins at a place; give it, and where the next one begins."""
    if html[at] != "<":
        end = _or_end(html, html.find("<", at))
        return Piece(unescape(html[at:end])), end
    if html.startswith("<!--", at):
        found = html.find("-->", at + 2)
        return None, found + 3 if found >= 0 else len(html)
    if html.startswith(("<!", "<?"), at):
        return None, _behind(html, html.find(">", at))
    return _tag(html, at)


def _tag(html: str, at: int) -> tuple[Piece | None, int]:
    closing = html.startswith("</", at)
    name = _NAME.match(html, at + 1 + closing)
    if name is None:
        signs = _SIGNS.match(html, at)
        end = max(at + 1, signs.end() - 1 if signs else 0)  # the last one may begin a tag
        return Piece(html[at:end]), end
    if closing:
        return Piece(tag=name[0].lower(), ends=True), _behind(html, html.find(">", name.end()))
    end = _end_of_tag(html, name.end())
    if end < 0:
        return None, len(html)
    inner = html[name.end() : end]
    tag = Piece(
        tag=name[0].lower(),
        begins=True,
        ends=inner.endswith("/"),
        attributes=tuple(_attributes(inner)),
    )
    return tag, end + 1


def _end_of_tag(html: str, at: int) -> int:
    """Find the end of a tag, which is no ">" between quotation marks of a value; -1 for none."""
    begin = at
    while found := _TAG_END.search(html, at):
        if found[0] == ">":
            return found.start()
        if _VALUE_FOLLOWS.search(html, max(begin, found.start() - 20), found.start()):
            at = html.find(found[0], found.end()) + 1
            if at == 0:
                return -1
        else:
            at = found.end()
    return -1


def _attributes(inner: str) -> Iterator[tuple[str, str]]:
    for count, found in enumerate(_ATTRIBUTE.finditer(inner)):
        if count >= _MOST_ATTRIBUTES:
            return
        if found[1]:
            value = next((found[at] for at in (2, 3, 4) if found[at] is not None), "")
            yield found[1].lower(), unescape(value)


def _or_end(html: str, at: int) -> int:
    return at if at >= 0 else len(html)


def _behind(html: str, at: int) -> int:
    return at + 1 if at >= 0 else len(html)
