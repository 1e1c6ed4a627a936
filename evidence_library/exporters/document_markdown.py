"""A document as Markdown: CommonMark and tables with pipes, for wikis, notes and plain editors.

What stands in it as text is escaped, so that it stays text. Boxes are quotations that begin with
their heading; pictures are told of in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from evidence_library.exporters.document_anchors import anchored_card, anchored_parts
from evidence_library.model.document import (
    Block,
    Blocks,
    Document,
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
)
from evidence_library.text.html_pieces import Progress, nobody_asks
from evidence_library.text.markdown_escape import opening_escaped, signs_escaped
from evidence_library.text.plain_text import only_text
from evidence_library.text.web_addresses import find_addresses, leads_out

_LOWEST = 6
#: Headings down to this level stand in the contents.
_LISTED = 2
_INDENT = 4
_BLOCKS_PER_REPORT = 50
#: Signs in a line that is to be written on.
_RULE = 60
#: Stands between two blocks that would be read as one.
_APART = "<!-- -->"
#: Signs beside which the signs of emphasis are read differently by different programs.
_UNCLEAR = "\\*_`&;<>"
#: What would only close a heading.
_CLOSING = re.compile(r"#+$")
_NO_SLUG = re.compile(r"[^\w\- ]")
#: Signs of an address that would be read as Markdown.
_ENCODED = {"\\": "%5C", "[": "%5B", "]": "%5D", "`": "%60", "|": "%7C"}
_REFERENCE = re.compile(r"&(?=#?\w+;)")


def write(document: Document, target: BinaryIO, progress: Progress = nobody_asks) -> None:
    """Write the document into a file that is open for bytes.

    `progress` hears of the blocks done, their total and what is being done; what it raises ends
    the work.
    """
    front, body = anchored_parts(document)
    total = len(body) + len(document.cards)
    writer = _Writer(_slugs((*front, *body)))
    target.write("\n".join(_opening(document, front, body, writer)).encode())
    for at, lines in enumerate(_main(document, body, writer)):
        if at % _BLOCKS_PER_REPORT == 0:
            progress(at, total, "Writing Markdown")
        target.write("".join(f"{line}\n" for line in lines).encode())
    if document.footer:
        target.write(f"\n{_APART}\n\n{_line(document.footer)}\n".encode())
    progress(total, total, "Writing Markdown")


def _opening(document: Document, front: Blocks, body: Blocks, writer: _Writer) -> Iterator[str]:
    yield f"# {_text(document.title)}"
    if document.subtitle:
        yield from ("", f"**{_text(document.subtitle)}**")
    if document.logo is not None:
        yield from ("", *writer.block(document.logo))
    if front:
        yield from ("", *writer.blocks(front))
    listed = [block for block in body if isinstance(block, Heading) and block.level <= _LISTED]
    if document.contents and listed:
        yield from ("", "## Contents", "")
        for heading in listed:
            link = writer.runs((InnerLink(heading.text, heading.anchor),))
            yield f"{' ' * _INDENT * (heading.level - 1)}-   {''.join(link)}"
    yield ""


def _main(document: Document, body: Blocks, writer: _Writer) -> Iterator[list[str]]:
    before: Block | None = Listed(()) if document.contents else None
    for block in body:
        if written := writer.block(block):
            yield ["", *_between(before, block), *written]
            before = block
    for number, card in enumerate(document.cards, start=1):
        title, blocks = anchored_card(card, number)
        foot = ["", _line(card.foot)] if card.foot else []
        line = ["* * *", ""] if number > 1 else []
        yield ["", *line, *writer.block(title), "", *writer.blocks(blocks), *foot]


def _slugs(blocks: Blocks) -> dict[str, str]:
    """Give the names that most programs make of headings, as addresses to link to."""
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for heading in blocks:
        if isinstance(heading, Heading):
            plain = slug = _NO_SLUG.sub("", heading.text.lower()).strip().replace(" ", "-")
            number = 0
            while slug in taken:
                number += 1
                slug = f"{plain}-{number}"
            taken.add(slug)
            slugs[heading.anchor] = slug
    return slugs


class _Writer:
    """Writes blocks as lines without line ends."""

    def __init__(self, slugs: dict[str, str]) -> None:
        self._slugs = slugs

    def blocks(self, blocks: Blocks) -> list[str]:
        """Write blocks with an empty line between two."""
        lines: list[str] = []
        before: Block | None = None
        for block in blocks:
            written = self.block(block)
            if written and lines:
                lines += ["", *_between(before, block)]
            if written:
                lines += written
                before = block
        return lines

    def block(self, block: Block) -> list[str]:
        """Write one block."""
        match block:
            case Heading():
                hashes = "#" * min(block.level + 1, _LOWEST)
                text = _CLOSING.sub(lambda signs: "\\#" * len(signs[0]), _text(block.text))
                lines = [f"{hashes} {text}"] if text else []
            case Paragraph():
                lines = self.runs(block.runs)
            case Listed():
                lines = self._list(block)
            case Table():
                lines = self._table(block)
            case Quotation():
                lines = _quoted(self.blocks(block.blocks))
            case Verbatim():
                lines = _verbatim(block.text)
            case Note():
                title = Paragraph((Words(block.heading, strong=True),))
                lines = _quoted(self.blocks((title, *block.blocks)))
            case Picture():
                lines = [f"\\[Picture: {_text(block.alt)}\\]"]
            case EmptyLines() | PageEnd():
                lines = _rules(block)
        return lines

    def runs(self, runs: Runs, end: str = "  \n") -> list[str]:
        """Write running text; `end` is what ends a line of it."""
        lines: list[list[Run]] = [[]]
        for run in runs:
            if isinstance(run, LineEnd):
                lines.append([])
            else:
                lines[-1].append(run)
        written = [text for line in lines if (text := self._of_line(line))]
        return end.join(map(opening_escaped, written)).split("\n") if written else []

    def _of_line(self, line: list[Run]) -> str:
        pieces: list[str] = []
        for at, run in enumerate(line):
            before = _shown(line[at - 1])[-1:] if at else ""
            after = _shown(line[at + 1])[:1] if at + 1 < len(line) else ""
            piece = self._run(run, before, after)
            if piece.startswith("[") and pieces and pieces[-1].endswith("!"):
                pieces[-1] = f"{pieces[-1][:-1]}&#33;"  # a link is no picture
            pieces.append(piece)
        return " ".join("".join(pieces).split())

    def _run(self, run: Run, before: str, after: str) -> str:
        match run:
            case Words():
                return _styled(run, before, after)
            case WebLink() if leads_out(run.address):
                return _linked(run.text, lambda words: _link(words, run.address))
            case InnerLink() if slug := self._slugs.get(run.anchor):
                return _linked(run.text, lambda words: f"[{_signs(words)}](#{slug})")
            case LineEnd():
                return ""
            case WebLink() | InnerLink():
                return _with_addresses(only_text(run.text))

    def _list(self, listed: Listed) -> list[str]:
        lines: list[str] = []
        items = [_begun(inner) for item in listed.items if (inner := self.blocks(item))]
        spread = any("" in inner for inner in items)
        for number, inner in enumerate(items, start=listed.start):
            sign = f"{number}." if listed.numbered else "-"
            indent = max(_INDENT, len(sign) + 1)
            if lines and spread:
                lines.append("")
            lines.append(f"{sign:<{indent}}{inner[0]}")
            lines += [f"{' ' * indent}{line}" if line else "" for line in inner[1:]]
        return lines

    def _table(self, table: Table) -> list[str]:
        rows = [table.header, *table.rows]
        lines = [f"| {' | '.join(map(self._cell, row))} |" for row in rows]
        lines.insert(1, f"|{' --- |' * len(table.header)}")
        return [*self.runs((Words(table.caption, strong=True),)), "", *lines]

    def _cell(self, runs: Runs) -> str:
        return "".join(self.runs(runs, end="<br>"))


def _rules(block: EmptyLines | PageEnd) -> list[str]:
    """Write rules across the page: one to be written on, or what ends a page."""
    if isinstance(block, PageEnd):
        return ["* * *"]
    return (["_" * _RULE, ""] * block.number)[:-1]


def _between(before: Block | None, block: Block) -> list[str]:
    """Keep apart what would be read as one: two lists, two quotations, or text of its own."""
    lists = isinstance(before, Listed) and isinstance(block, Listed | Verbatim)
    quoted = isinstance(before, Quotation | Note) and isinstance(block, Quotation | Note)
    verbatim = isinstance(before, Verbatim) and isinstance(block, Verbatim)
    return [_APART, ""] if lists or quoted or verbatim else []


def _begun(item: list[str]) -> list[str]:
    """Let no item begin with code or a quotation: behind a sign not all of it is read as such."""
    return [_APART, "", *item] if item[0].startswith((" " * _INDENT, ">")) else item


def _quoted(lines: list[str]) -> list[str]:
    return [f"> {line}" if line else ">" for line in lines]


def _verbatim(text: str) -> list[str]:
    """Write text as it stands, set in, without empty lines at its edges."""
    lines = [line.rstrip() for line in only_text(text).expandtabs(_INDENT).split("\n")]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    return [f"{' ' * _INDENT}{line}" if line else "" for line in lines]


def _shown(run: Run) -> str:
    return " " if isinstance(run, LineEnd) else run.text


def _text(words: str) -> str:
    """Write words in one line so that they stay words; addresses in them become links."""
    return " ".join(_with_addresses(" ".join(only_text(words).split())).split())


def _line(words: str) -> str:
    return opening_escaped(_text(words))


def _with_addresses(words: str) -> str:
    pieces: list[str] = []
    at = 0
    for found in find_addresses(words):
        pieces.append(_signs(words[at : found.start]))
        pieces.append(_link(found.url, found.url) if leads_out(found.url) else _signs(found.url))
        at = found.end
    return "".join([*pieces, _signs(words[at:])])


def _signs(words: str) -> str:
    return signs_escaped(words).replace("|", "\\|")


def _styled(run: Words, before: str, after: str) -> str:
    """Write words with their emphasis; blanks at their edges stay outside of its signs.

    Signs are read alike everywhere only where words begin and end beside blanks; elsewhere the
    emphasis is written with tags.
    """
    lead, inner, trail = _edges(run.text)
    if not inner or not (run.strong or run.emphasis):
        return f"{lead}{_with_addresses(inner)}{trail}"
    written = _with_addresses(inner)
    clear = (lead or before in {"", " "}) and (trail or after in {"", " ", ".", ",", ";", ":"})
    if clear and written[0] not in _UNCLEAR and written[-1] not in _UNCLEAR:
        sign = "*" * (run.emphasis + 2 * run.strong)
        return f"{lead}{sign}{written}{sign}{trail}"
    if run.emphasis:
        written = f"<em>{written}</em>"
    if run.strong:
        written = f"<strong>{written}</strong>"
    return f"{lead}{written}{trail}"


def _edges(text: str) -> tuple[str, str, str]:
    """Give the blank before words, the words in one line, and the blank behind them."""
    words = only_text(text)
    inner = " ".join(words.split())
    if not inner:
        return " " if words else "", "", ""
    return " " if words[0].isspace() else "", inner, " " if words[-1].isspace() else ""


def _linked(text: str, link: Callable[[str], str]) -> str:
    lead, words, trail = _edges(text)
    return f"{lead}{link(words) if words else ''}{trail}"


def _link(words: str, address: str) -> str:
    plain = "".join(_ENCODED.get(sign, sign) for sign in address)
    if words == plain and not plain.lower().startswith("mailto:"):
        return f"<{plain}>"
    plain = _REFERENCE.sub("&amp;", plain)
    target = f"<{plain}>" if set(plain) & set("()") else plain
    return f"[{_signs(words)}]({target})"
