"""HTML to Markdown: paragraphs, headings, lists, tables, emphasis and links; nothing else.

Text that Markdown would take for a sign of its own carries a backslash, but addresses stay whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_library.text.html_pieces import Piece, Progress, nobody_asks, pieces
from evidence_library.text.web_addresses import find_addresses

_DROPPED = frozenset({"script", "style", "head", "title", "template", "svg", "math"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "p div section article main header footer blockquote pre address figure figcaption "
    "dl dt dd hr body form fieldset".split()
)
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_LINK = re.compile(r"(?:https?|ftp)://[^\s<>]+|mailto:[^\s<>]+", re.IGNORECASE)

#: Signs with a meaning anywhere in a line, and those with one at its beginning.
_SIGNS = re.compile(r"[\\`*<\[\]]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_OPENING = re.compile(r"(?=[#>]|[-+](?: |$)|--)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?= |$)")
#: Deeper lists are written at this depth.
_DEEPEST = 6
#: Emphasis and links that stand deeper in each other than this are left out; their text stays.
_DEEPEST_SPAN = 20
#: A table is one if so great a part of its rectangle is filled.
_FILLED = 0.1
_SMALL_TABLE = 1_000


def to_markdown(html: str, progress: Progress = nobody_asks) -> str:
    """Write HTML as Markdown. Scripts, styles and pictures are left out.

    Raises nothing but what `progress` raises, which hears of the characters done.
    """
    writer = _Writer()
    for piece in pieces(html, progress):
        writer.take(piece)
    return writer.result()


@dataclass(slots=True)
class _Span:
    """An open inline element and what it holds so far."""

    tag: str = ""
    href: str = ""
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """An open list: its numbers, and whether the item one is in has its sign yet."""

    numbered: bool
    number: int = 0
    waiting: bool = False


class _Writer:
    """Gathers blocks while it is fed."""

    def __init__(self) -> None:
        self._left_out: Counter[str] = Counter()
        self._blocks: list[tuple[bool, str]] = []
        self._spans = [_Span()]
        self._lists: list[_List] = []
        self._rows: list[list[str]] | None = None
        self._cell: list[str] | None = None
        self._heading = self._quoted = self._dropped = 0

    def result(self) -> str:
        """Give the Markdown of all that was read."""
        self._flush()
        written: list[str] = []
        before = False
        for is_item, block in self._blocks:
            if written:
                written.append("\n" if is_item and before else "\n\n")
            written.append(block)
            before = is_item
        return "".join(written)

    def take(self, piece: Piece) -> None:
        """Take a tag or a text."""
        if piece.begins:
            self._begin(piece.tag, dict(piece.attributes).get("href", ""))
        if piece.ends:
            self._end(piece.tag)
        if piece.text and not self._dropped:
            text = piece.text
            self._spans[-1].parts.append(text if self._in_link() else _signs_escaped(text))

    def _begin(self, tag: str, href: str) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        elif tag == "br":
            self._spans[-1].parts.append(" ")
        elif tag == "a" or tag in _MARKS:
            if len(self._spans) > _DEEPEST_SPAN or self._is_marked(tag):
                self._left_out[tag] += 1
            else:
                self._spans.append(_Span(tag, href))
        else:
            if tag == "body":  # nobody need write where the head ends
                self._dropped = 0
            self._begin_block(tag)

    def _end(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag == "a" or tag in _MARKS:
            self._end_span(tag)
        else:
            self._end_block(tag)

    def _is_marked(self, tag: str) -> bool:
        """Tell whether the text is emphasised so already."""
        return tag in _MARKS and any(span.tag == tag for span in self._spans)

    def _in_link(self) -> bool:
        """Tell whether the text is that of a link which is its own address."""
        return any(span.tag == "a" and _LINK.fullmatch(span.href) for span in self._spans)

    def _begin_block(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._flush()
            self._lists.append(_List(tag == "ol"))
        elif tag == "li":
            self._flush()
            if self._lists:
                self._lists[-1].number += 1
                self._lists[-1].waiting = True
        elif tag == "table" and self._rows is None:
            self._flush()
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in {"td", "th"} and self._rows:
            self._flush()
            self._cell = []
        elif tag in _HEADINGS or tag in _BLOCKS:
            self._flush()
            self._heading = _HEADINGS.get(tag, 0)
            self._quoted += tag == "blockquote"

    def _end_block(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None and self._rows:
            self._flush()
            self._rows[-1].append(" ".join(self._cell).replace("|", "\\|"))
            self._cell = None
        elif tag == "table" and self._rows is not None:
            self._flush()
            rows, self._rows, self._cell = self._rows, None, None
            self._add_table([row for row in rows if row])
        elif tag in _HEADINGS or tag in _BLOCKS or tag in {"li", "ul", "ol"}:
            self._flush()
            self._heading = 0
            self._quoted = max(0, self._quoted - (tag == "blockquote"))
            if tag in {"ul", "ol"} and self._lists:
                self._lists.pop()

    def _end_span(self, tag: str) -> None:
        """Close the innermost element of that name, and those left open in it."""
        if self._left_out[tag]:
            self._left_out[tag] -= 1
            return
        if not any(span.tag == tag for span in self._spans):
            return
        while True:
            span = self._spans.pop()
            self._spans[-1].parts.append(_written(span))
            if span.tag == tag:
                return

    def _flush(self) -> None:
        """End the paragraph under way."""
        if len(self._spans) == 1 and not self._spans[0].parts:
            return
        open_spans = self._spans[1:]
        while len(self._spans) > 1:
            span = self._spans.pop()
            self._spans[-1].parts.append(_written(span))
        text = " ".join("".join(self._spans[0].parts).split())
        self._spans = [_Span(), *(_Span(span.tag, span.href) for span in open_spans)]
        if text and self._cell is not None:
            self._cell.append(text)
        elif text:
            self._blocks.append(self._block(text))

    def _block(self, text: str) -> tuple[bool, str]:
        """Give a paragraph as it is written here, and whether it is an item of a list."""
        if self._heading:
            return False, f"{'#' * self._heading} {text}"
        if not self._lists:
            return False, ("> " if self._quoted else "") + _opening_escaped(text)
        indent = "    " * (min(len(self._lists), _DEEPEST) - 1)
        inner = self._lists[-1]
        if not inner.waiting:
            return False, f"{indent}    {_opening_escaped(text)}"
        inner.waiting = False
        sign = f"{inner.number}." if inner.numbered else "-"
        return True, f"{indent}{sign} {_opening_escaped(text)}"

    def _add_table(self, rows: list[list[str]]) -> None:
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        cells = sum(map(len, rows))
        sparse = width * len(rows) > max(_SMALL_TABLE, cells / _FILLED)
        if width == 1 or len(rows) == 1 or sparse:  # a frame around text rather than a table
            paragraphs = (cell for row in rows for cell in row if cell)
            self._blocks.extend((False, _opening_escaped(cell)) for cell in paragraphs)
            return
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        lines.insert(1, f"|{' --- |' * width}")
        self._blocks.append((False, "\n".join(lines)))


def _written(span: _Span) -> str:
    """Write an inline element, with the spaces at its edges outside of its signs."""
    whole = "".join(span.parts)
    text = whole.strip()
    if not text:
        return whole
    before, after = whole[: whole.index(text)], whole[whole.index(text) + len(text) :]
    if span.tag in _MARKS:
        mark = _MARKS[span.tag]
        return f"{before}{mark}{text}{mark}{after}"
    if not _LINK.fullmatch(span.href):
        return whole
    address = span.href.replace("(", "%28").replace(")", "%29")
    if text == span.href:
        return f"{before}<{address}>{after}"
    return f"{before}[{_signs_escaped(text)}]({address}){after}"


def _signs_escaped(text: str) -> str:
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """Escape what stands between addresses, which a backslash would break."""
    at = 0
    for found in find_addresses(text):
        yield _SIGNS.sub(_escape, text[at : found.start])
        yield found.url
        at = found.end
    yield _SIGNS.sub(_escape, text[at:])


def _escape(sign: re.Match[str]) -> str:
    return {"<": "&lt;", "&": "&amp;"}.get(sign[0], f"\\{sign[0]}")


def _opening_escaped(text: str) -> str:
    if _NUMBERED.match(text):
        return _NUMBERED.sub(r"\1\\\2", text, count=1)
    return f"\\{text}" if _OPENING.match(text) else text
