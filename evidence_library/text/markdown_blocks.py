"""Markdown as the blocks of a document. What anybody wrote comes out as text, never as markup.

Markdown becomes the same safe HTML that the window shows, and that is taken apart here. Pictures,
scripts and tags are left out; links lead to http, https and mailto only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evidence_library.model.document import (
    Block,
    Blocks,
    Heading,
    LineEnd,
    Listed,
    Paragraph,
    Quotation,
    Run,
    Runs,
    Table,
    Verbatim,
    WebLink,
    Words,
    plain,
)
from evidence_library.text.html_pieces import Piece, pieces
from evidence_library.text.markdown_html import to_html
from evidence_library.text.markdown_parts import parts
from evidence_library.text.plain_text import only_text
from evidence_library.text.web_addresses import leads_out

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LOWEST = 6
_STRONG = frozenset({"strong", "b", "dt"})
_EMPHASIS = frozenset({"em", "i"})
#: What begins and ends a paragraph.
_PARAGRAPHS = frozenset({"p", "dl", "dt", "dd", "hr", *_LEVELS})
_LISTS = frozenset({"ul", "ol"})
_HOLDERS = frozenset({"blockquote", "li", *_LISTS})
#: Lists and quotations that stand deeper in each other than this are written at this depth.
_DEEPEST = 8
_MOST_NUMBERED = 1_000_000
_LONGEST_CAPTION = 100

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_SCRIPTS = {"sup": _RAISED, "sub": _LOWERED}


def blocks(markdown: str, *, top: int = 1) -> Blocks:
    """Take Markdown apart into blocks; raises nothing, whatever stands in it.

    Its highest headings get the level `top` and no level below is passed over. Headings inside of
    lists and quotations become strong paragraphs: they are not part of the document's outline.
    """
    builder = _Builder(top)
    for part in parts(only_text(markdown)):
        for piece in pieces(to_html(part.text)):
            builder.take(piece)
        if part.goes_on:
            builder.join_tables()
    return builder.result()


@dataclass(slots=True)
class _Holder:
    """An open list, item or quotation, or the document itself, and what it holds so far.

    One that is not `counted` stands too deep: what is in it goes to the one around it.
    """

    tag: str = ""
    start: int = 1
    counted: bool = True
    blocks: list[Block] = field(default_factory=list)
    items: list[Blocks] = field(default_factory=list)


class _Line:
    """Running text under way: blanks are one blank, and like words are one run."""

    def __init__(self) -> None:
        self._runs: list[Run] = []

    def add(self, run: Run) -> None:
        """Add a run; its text may have blanks at its edges, but no blank beside another."""
        if isinstance(run, LineEnd):
            self._strip_end()
            self._runs.append(run)
        elif not isinstance(run, Words):
            self._runs.append(run)
        elif text := run.text.lstrip(" ") if self._after_blank() else run.text:
            self._add_words(text, run)

    def taken(self) -> Runs:
        """Give what was gathered, without blanks and line ends at its edges, and begin anew."""
        self._strip_end()
        while self._runs and isinstance(self._runs[-1], LineEnd):
            self._runs.pop()
            self._strip_end()
        runs, self._runs = tuple(self._runs), []
        first = next((at for at, run in enumerate(runs) if run != LineEnd()), len(runs))
        return runs[first:]

    def _add_words(self, text: str, like: Words) -> None:
        last = self._runs[-1] if self._runs else None
        if isinstance(last, Words) and (
            text == " " or (last.strong, last.emphasis) == (like.strong, like.emphasis)
        ):
            self._runs[-1] = Words(last.text + text, last.strong, last.emphasis)
        elif text == " ":
            self._runs.append(Words(text))
        else:
            self._runs.append(Words(text, like.strong, like.emphasis))

    def _after_blank(self) -> bool:
        if not self._runs or isinstance(self._runs[-1], LineEnd):
            return True
        return self._runs[-1].text.endswith(" ")

    def _strip_end(self) -> None:
        last = self._runs[-1] if self._runs else None
        if isinstance(last, Words):
            text = last.text.rstrip(" ")
            self._runs[-1:] = [Words(text, last.strong, last.emphasis)] if text else []


class _Rows:
    """The rows of an open table."""

    def __init__(self) -> None:
        self._rows: list[list[Runs]] = []

    def begin_row(self) -> None:
        """Begin a row, if the last one holds anything."""
        if not self._rows or self._rows[-1]:
            self._rows.append([])

    def add_cell(self, cell: Runs) -> None:
        """Add a cell to the last row."""
        if not self._rows:
            self._rows.append([])
        self._rows[-1].append(cell)

    def table(self) -> Table | None:
        """Give the table, all rows as wide as the widest; the first one is its header."""
        rows = [row for row in self._rows if any(row)]
        if not rows:
            return None
        width = max(map(len, rows))
        header, *others = ((*row, *[()] * (width - len(row))) for row in rows)
        return Table(_caption(header), header, tuple(others))


def _caption(header: tuple[Runs, ...]) -> str:
    """Say what a table shows that has no caption of its own: the names of its columns."""
    names = ", ".join(" ".join(plain(cell).split()) for cell in header if cell)
    if not names:
        return "Table"
    short = names if len(names) <= _LONGEST_CAPTION else f"{names[:_LONGEST_CAPTION].rstrip()}…"
    return f"Table: {short}"


class _Builder:
    """Gathers blocks while it is fed with safe HTML."""

    def __init__(self, top: int) -> None:
        self._top = top
        self._above: list[int] = []
        self._open = [_Holder()]
        self._line = _Line()
        self._rows: _Rows | None = None
        self._verbatim: list[str] | None = None
        self._styles: list[str] = []
        self._link: tuple[str, list[str]] | None = None

    def result(self) -> Blocks:
        """Give all blocks."""
        while len(self._open) > 1:
            self._end_holder(self._open[-1].tag)
        self._end_paragraph()
        return tuple(self._open[0].blocks)

    def join_tables(self) -> None:
        """Make one table of the last two, if the second goes on with the first."""
        match self._open[0].blocks[-2:]:
            case [Table() as first, Table() as second] if first.header == second.header:
                joined = Table(first.caption, first.header, (*first.rows, *second.rows))
                self._open[0].blocks[-2:] = [joined]

    def take(self, piece: Piece) -> None:
        """Take a tag or a text."""
        if piece.begins:
            self._begin(piece.tag, dict(piece.attributes))
        if piece.ends:
            self._end(piece.tag)
        if piece.text:
            self._add_text(only_text(piece.text))

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._end_line()
        elif tag == "a" and self._link is None:
            self._link = (attributes.get("href", "").strip(), [])
        elif tag == "pre" and self._rows is None:
            self._end_paragraph()
            self._verbatim = []
        elif self._rows is not None or tag == "table":
            self._begin_in_table(tag)
        elif tag in _HOLDERS:
            self._begin_holder(tag, attributes.get("start", ""))
        elif tag in _PARAGRAPHS:
            self._end_paragraph()
        if tag in _STRONG or tag in _EMPHASIS or tag in {"sup", "sub"}:
            self._styles.append(tag)

    def _end(self, tag: str) -> None:
        if tag in self._styles:
            del self._styles[len(self._styles) - 1 - self._styles[::-1].index(tag)]
        if tag == "a":
            self._end_link()
        elif tag == "pre" and self._verbatim is not None:
            self._end_verbatim()
        elif self._rows is not None:
            self._end_in_table(tag)
        elif tag in _LEVELS:
            self._end_heading(_LEVELS[tag])
        elif tag in _HOLDERS:
            self._end_holder(tag)
        elif tag in _PARAGRAPHS:
            self._end_paragraph()

    def _add_text(self, text: str) -> None:
        if self._verbatim is not None:
            self._verbatim.append(text)
            return
        text = _BLANKS.sub(" ", _scripted(text, self._styles))
        if self._link is not None:
            self._link[1].append(text)
        else:
            strong = any(style in _STRONG for style in self._styles)
            emphasis = any(style in _EMPHASIS for style in self._styles)
            self._line.add(Words(text, strong, emphasis))

    def _end_line(self) -> None:
        if self._verbatim is not None:
            self._verbatim.append("\n")
        elif self._link is not None:
            self._link[1].append(" ")
        else:
            self._line.add(LineEnd())

    def _end_link(self) -> None:
        if self._link is None:
            return
        (address, parts), self._link = self._link, None
        whole = _BLANKS.sub(" ", "".join(parts))
        text = whole.strip(" ")
        if not text or not leads_out(address):
            self._add_text(whole)
            return
        if whole.startswith(" "):
            self._line.add(Words(" "))
        self._line.add(WebLink(text, address))
        if whole.endswith(" "):
            self._line.add(Words(" "))

    def _end_paragraph(self) -> None:
        self._end_link()
        if runs := self._line.taken():
            self._place(Paragraph(runs))

    def _end_heading(self, level: int) -> None:
        self._end_link()
        runs = self._line.taken()
        text = " ".join(plain(runs).split())
        if not text:
            return
        if len(self._open) > 1:
            self._place(Paragraph((Words(text, strong=True),)))
            return
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        self._place(Heading(min(self._top + len(self._above) - 1, _LOWEST), text))

    def _end_verbatim(self) -> None:
        text = "".join(self._verbatim or ()).strip("\n")
        self._verbatim = None
        if text.strip():
            self._place(Verbatim(text))

    def _place(self, block: Block) -> None:
        """Put a block where it belongs; one straight in a list is an item of its own."""
        holder = next(one for one in reversed(self._open) if one.counted)
        if holder.tag in _LISTS:
            holder.items.append((block,))
        else:
            holder.blocks.append(block)

    def _begin_holder(self, tag: str, start: str) -> None:
        self._end_paragraph()
        if tag == "li":
            counted = self._open[-1].counted
        else:
            counted = sum(holder.tag != "li" for holder in self._open) <= _DEEPEST
        number = int(start) if re.fullmatch(r"[0-9]{1,7}", start) else 1
        self._open.append(_Holder(tag, min(number, _MOST_NUMBERED), counted))

    def _end_holder(self, tag: str) -> None:
        self._end_paragraph()
        if not any(holder.tag == tag for holder in self._open[1:]):
            return
        while True:
            holder = self._open.pop()
            self._close(holder)
            if holder.tag == tag:
                return

    def _close(self, holder: _Holder) -> None:
        if holder.tag == "li" and holder.blocks:
            around = self._open[-1]
            if around.tag in _LISTS and around.counted:
                around.items.append(tuple(holder.blocks))
            else:
                for block in holder.blocks:
                    self._place(block)
        elif holder.tag in _LISTS and holder.items:
            self._place(Listed(tuple(holder.items), holder.tag == "ol", holder.start))
        elif holder.tag == "blockquote" and holder.blocks:
            self._place(Quotation(tuple(holder.blocks)))

    def _begin_in_table(self, tag: str) -> None:
        if self._rows is None:
            self._end_paragraph()
            self._rows = _Rows()
        elif tag == "tr":
            self._rows.begin_row()
        elif tag not in {"td", "th", "thead", "tbody"}:
            self._new_line(tag)

    def _end_in_table(self, tag: str) -> None:
        if self._rows is None:
            return
        if tag in {"td", "th"}:
            self._end_link()
            self._rows.add_cell(self._line.taken())
        elif tag == "table":
            self._end_link()
            table, self._rows = self._rows.table(), None
            if table is not None:
                self._place(table)
            self._end_paragraph()
        else:
            self._new_line(tag)

    def _new_line(self, tag: str) -> None:
        """Keep blocks in a cell apart; a cell holds running text only."""
        if tag in _PARAGRAPHS or tag in _HOLDERS or tag == "table":
            self._end_link()
            self._line.add(LineEnd())


def _scripted(text: str, styles: list[str]) -> str:
    """Write what is raised or lowered with signs for that, where there are some."""
    signs = _SCRIPTS.get(styles[-1]) if styles else None
    return text.translate(signs) if signs and all(ord(sign) in signs for sign in text) else text
