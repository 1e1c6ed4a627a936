"""A document as plain text of 72 columns, for mail, old programs and readers of braille.

Where links lead is listed at the end, by number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from evidence_library.model.document import (
    Block,
    Blocks,
    Card,
    Document,
    EmptyLines,
    Heading,
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
)
from evidence_library.text.html_pieces import Progress, nobody_asks
from evidence_library.text.plain_text import only_text
from evidence_library.text.web_addresses import leads_out

WIDTH = 72
#: However deep a text is set in, this much room is left for it.
_NARROWEST = 24
#: Headings down to this level stand in the contents.
_LISTED = 2
_UNDERLINES = "=-~"
_BLOCKS_PER_REPORT = 50


def write(document: Document, target: BinaryIO, progress: Progress = nobody_asks) -> None:
    """Write the document into a file that is open for bytes.

    `progress` hears of the blocks done, their total and what is being done; what it raises ends
    the work.
    """
    writer = _Writer()
    total = len(document.body) + len(document.cards)
    for at, lines in enumerate(_parts(document, writer)):
        if at % _BLOCKS_PER_REPORT == 0:
            progress(min(at, total), total, "Writing plain text")
        target.write("".join(f"{line}\n" for line in lines).encode())
    progress(total, total, "Writing plain text")


def _parts(document: Document, writer: _Writer) -> Iterator[list[str]]:
    yield _title(document)
    if document.logo is not None:
        yield ["", *writer.block(document.logo, WIDTH)]
    if document.front:
        yield ["", *writer.blocks(document.front, WIDTH)]
    if document.contents:
        yield from _contents(document.body)
    for block in document.body:
        if lines := writer.block(block, WIDTH):
            # A heading of a part of its own stands out by two empty lines.
            yield ["", "", *lines] if isinstance(block, Heading) else ["", *lines]
    for card in document.cards:
        yield ["", "-" * WIDTH, "", *_card(card, writer)]
    if writer.addresses:
        numbered = (f"[{at}] {one}" for at, one in enumerate(writer.addresses, start=1))
        yield ["", "", *_underlined("Links", 1), "", *numbered]
    if document.footer:
        yield ["", "-" * WIDTH, *_wrapped(document.footer, WIDTH)]


def _title(document: Document) -> list[str]:
    lines = _wrapped(document.title, WIDTH) or [""]
    rule = "=" * max(1, *map(width, lines))
    return [rule, *lines, rule, *_wrapped(document.subtitle, WIDTH)]


def _contents(body: Blocks) -> Iterator[list[str]]:
    listed = [block for block in body if isinstance(block, Heading) and block.level <= _LISTED]
    if listed:
        yield ["", "", *_underlined("Contents", 1), ""]
        yield [
            line
            for heading in listed
            for line in _hanging(_wrapped(heading.text, WIDTH - 4), "  " * (heading.level - 1))
        ]


def _card(card: Card, writer: _Writer) -> list[str]:
    below = writer.blocks(card.blocks, WIDTH)
    foot = ["", *_wrapped(card.foot, WIDTH)] if card.foot else []
    return [*_underlined(card.title, 1), "", *below, *foot]


class _Writer:
    """Writes blocks as lines and gathers where their links lead."""

    def __init__(self) -> None:
        self.addresses: dict[str, int] = {}

    def blocks(self, blocks: Blocks, room: int) -> list[str]:
        """Write blocks with an empty line between two; `room` is how wide a line may be."""
        written = [lines for block in blocks if (lines := self.block(block, room))]
        return [line for at, lines in enumerate(written) for line in ["", *lines][at == 0 :]]

    def block(self, block: Block, room: int) -> list[str]:
        """Write one block; nothing if it holds nothing."""
        room = max(room, _NARROWEST)
        lines: list[str]
        match block:
            case Heading():
                lines = _underlined(block.text, block.level)
            case Paragraph():
                lines = self.runs(block.runs, room)
            case Listed():
                lines = self._list(block, room)
            case Table():
                lines = [*_wrapped(f"{block.caption}:", room), "", *self._table(block, room)]
            case Quotation():
                lines = _hanging(self.blocks(block.blocks, room - 2), "> ")
            case Verbatim():
                lines = _hanging(only_text(block.text).strip("\n").split("\n"), "    ")
            case Note():
                inner = _hanging(self.blocks(block.blocks, room - 4), "    ")
                lines = [*_wrapped(f"[{block.heading}]", room), *inner]
            case Picture():
                lines = _wrapped(f"[Picture: {block.alt}]", room)
            case EmptyLines() | PageEnd():
                number = block.number if isinstance(block, EmptyLines) else 0
                lines = ["", *["_" * room, ""] * number][:-1]
        return lines

    def runs(self, runs: Runs, room: int) -> list[str]:
        """Write running text in lines that fit."""
        lines = "".join(map(self._run, runs)).split("\n")
        return [part for line in lines for part in _wrapped(line, room)]

    def _run(self, run: Run) -> str:
        if isinstance(run, LineEnd):
            return "\n"
        text = only_text(run.text).replace("\n", " ")
        if not isinstance(run, WebLink) or not leads_out(run.address):
            return text
        number = self.addresses.setdefault(run.address, len(self.addresses) + 1)
        return f"{text} [{number}]"

    def _list(self, listed: Listed, room: int) -> list[str]:
        numbers = range(listed.start, listed.start + len(listed.items))
        signs = [f"{number}. " if listed.numbered else "- " for number in numbers]
        indent = max(map(len, signs), default=0)
        spread = any(len(item) > 1 for item in listed.items)
        lines: list[str] = []
        for sign, item in zip(signs, listed.items, strict=True):
            inner = self.blocks(item, room - indent) or [""]
            lines += ["", f"{sign:<{indent}}{inner[0]}"][not (spread and lines) :]
            lines += _hanging(inner[1:], " " * indent)
        return lines

    def _table(self, table: Table, room: int) -> list[str]:
        """Write columns if they fit, else each row as a list of what its cells are called."""
        rows = [[self._cell(cell) for cell in row] for row in (table.header, *table.rows)]
        widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
        if sum(widths) + 2 * (len(widths) - 1) > room:
            return self._row_by_row(rows[0], rows[1:], room)
        rows.insert(1, ["-" * one for one in widths])
        return [
            "  ".join(f"{cell}{' ' * (wide - width(cell))}" for cell, wide in both).rstrip()
            for row in rows
            for both in [list(zip(row, widths, strict=True))]
        ]

    def _row_by_row(self, header: list[str], rows: list[list[str]], room: int) -> list[str]:
        if not rows:
            return _wrapped(", ".join(filter(None, header)), room)
        lines: list[str] = []
        for row in rows:
            lines += [""] if lines else []
            for name, cell in zip(header, row, strict=True):
                told = f"{name}: {cell}" if name else cell
                wrapped = _wrapped(told, room - 4) if cell else []
                lines += [*wrapped[:1], *_hanging(wrapped[1:], "    ")]
        return lines

    def _cell(self, runs: Runs) -> str:
        return " ".join("".join(map(self._run, runs)).split())


def width(text: str) -> int:
    """Tell how many columns a text takes: wide letters two, accents on others none."""
    return sum(
        2 if unicodedata.east_asian_width(one) in "WF" else not unicodedata.combining(one)
        for one in text
    )


def _underlined(text: str, level: int) -> list[str]:
    lines = _wrapped(text, WIDTH)
    sign = _UNDERLINES[min(level, len(_UNDERLINES)) - 1]
    return [*lines, sign * max(map(width, lines))] if lines else []


def _hanging(lines: Iterable[str], before: str) -> list[str]:
    return [f"{before}{line}".rstrip() for line in lines]


def _wrapped(text: str, room: int) -> list[str]:
    """Break a text between words; a word that is too long has a line of its own."""
    lines: list[str] = []
    taken = 0
    for word in only_text(text).split():
        wide = width(word)
        if lines and taken + 1 + wide <= room:
            lines[-1] += f" {word}"
            taken += 1 + wide
        else:
            lines.append(word)
            taken = wide
    return lines
