"""Blocks of a document as HTML that is XML as well, for pages and for books.

All text is escaped here. No style, script or event stands in what is written; looks come from a
style sheet by class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape

from evidence_library.model.document import (
    Block,
    Blocks,
    EmptyLines,
    Heading,
    InnerLink,
    LineEnd,
    Listed,
    Note,
    NoteKind,
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
from evidence_library.text.plain_text import only_text
from evidence_library.text.web_addresses import leads_out

#: Formats of pictures that every reader shows, with the ending of their files.
PICTURES = {"image/png": "png", "image/jpeg": "jpg"}

_PIXELS_PER_MILLIMETRE = 96 / 25.4
_LOWEST = 6
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})


def text(words: str) -> str:
    """Write words so that nothing in them is markup, within an element or a quoted attribute."""
    return escape(only_text(words), quote=True)


def language(tag: str) -> str:
    """Write the attributes of the language of a document, and of the way it is written."""
    way = "rtl" if tag.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
    return f'lang="{text(tag)}" dir="{way}"'


def contents(headings: Iterable[Heading], link: Callable[[str], str]) -> str:
    """List headings with links to them, those of lower levels within those above."""
    lines: list[str] = []
    level = 0
    for heading in headings:
        deep = min(heading.level, level + 1)
        if deep > level:
            lines.append("\n<ol>\n" if level else "<ol>\n")
        else:
            lines.append("</li>\n" + "</ol>\n</li>\n" * (level - deep))
        level = deep
        words = f'<a href="{text(link(heading.anchor))}">{text(heading.text)}</a>'
        lines.append(f'<li dir="auto">{words}')
    return "".join([*lines, "</li>\n</ol>\n" * level])


class Markup:
    """Writes blocks that `anchored` prepared.

    A heading of level 1 becomes `<h1>` if `top` is 1, `<h2>` if it is 2. `inner` gives the address
    of an anchor, `source` that of a picture; `outer` tells which other addresses may be linked to.
    """

    def __init__(
        self,
        *,
        top: int,
        source: Callable[[Picture], str],
        inner: Callable[[str], str] = lambda anchor: f"#{anchor}",
        outer: Callable[[str], bool] = leads_out,
    ) -> None:
        self._top = top
        self._source = source
        self._inner = inner
        self._outer = outer
        self._notes = 0

    def blocks(self, blocks: Blocks) -> str:
        """Write blocks, each on lines of its own."""
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        """Write one block."""
        match block:
            case Heading():
                written = self.heading(block)
            case Paragraph():
                kind = ' class="muted"' if block.muted else ""
                written = f'<p{kind} dir="auto">{self.runs(block.runs)}</p>\n'
            case Listed():
                written = self._list(block)
            case Table():
                written = self._table(block)
            case Quotation():
                written = f"<blockquote>\n{self.blocks(block.blocks)}</blockquote>\n"
            case Verbatim():
                written = f'<pre dir="auto"><code>{text(block.text)}</code></pre>\n'
            case Note():
                written = self._note(block)
            case Picture():
                written = f'<p class="picture">{self.picture(block)}</p>\n'
            case EmptyLines() | PageEnd():
                written = _rules(block)
        return written

    def heading(self, heading: Heading) -> str:
        """Write a heading with its anchor."""
        tag = f"h{min(heading.level + self._top - 1, _LOWEST)}"
        name = f' id="{text(heading.anchor)}"' if heading.anchor else ""
        return f'<{tag}{name} dir="auto">{text(heading.text)}</{tag}>\n'

    def runs(self, runs: Runs) -> str:
        """Write running text."""
        return "".join(map(self._run, runs))

    def picture(self, picture: Picture) -> str:
        """Write a picture, or what it shows if it is of a format that not all readers know."""
        if picture.media_type not in PICTURES:
            return text(picture.alt)
        wide = round(picture.wide * _PIXELS_PER_MILLIMETRE)
        high = max(1, round(wide * picture.height / max(1, picture.width)))
        return (
            f'<img src="{text(self._source(picture))}" alt="{text(picture.alt)}"'
            f' width="{wide}" height="{high}"/>'
        )

    def _run(self, run: Run) -> str:
        match run:
            case LineEnd():
                return "<br/>"
            case WebLink() if self._outer(run.address):
                # On paper the address is added, unless one reads it already.
                kind = "" if run.address in run.text else ' class="out"'
                return f'<a{kind} href="{text(run.address)}">{text(run.text)}</a>'
            case InnerLink():
                return f'<a href="{text(self._inner(run.anchor))}">{text(run.text)}</a>'
            case WebLink():
                return text(run.text)
            case Words():
                written = text(run.text)
                written = f"<em>{written}</em>" if run.emphasis else written
                return f"<strong>{written}</strong>" if run.strong else written

    def _list(self, listed: Listed) -> str:
        tag = "ol" if listed.numbered else "ul"
        start = f' start="{listed.start}"' if listed.numbered and listed.start != 1 else ""
        items = "".join(self._item(item) for item in listed.items)
        return f"<{tag}{start}>\n{items}</{tag}>\n"

    def _item(self, item: Blocks) -> str:
        match item:
            case (Paragraph(runs, False),):
                return f'<li dir="auto">{self.runs(runs)}</li>\n'
            case _:
                return f"<li>\n{self.blocks(item)}</li>\n"

    def _table(self, table: Table) -> str:
        caption = text(table.caption)
        header = "".join(self._cell(cell, "col") for cell in table.header)
        rows = "".join(f"<tr>{''.join(self._row(table, row))}</tr>\n" for row in table.rows)
        return (
            # Too wide for a narrow window it is scrolled, by keys as well.
            f'<div class="table" role="group" aria-label="{caption}" tabindex="0">\n'
            f'<table>\n<caption dir="auto">{caption}</caption>\n'
            f"<thead>\n<tr>{header}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )

    def _row(self, table: Table, row: tuple[Runs, ...]) -> Iterator[str]:
        for at, cell in enumerate(row):
            yield self._cell(cell, "row" if table.row_headings and at == 0 else "")

    def _cell(self, cell: Runs, scope: str) -> str:
        if scope and cell:
            return f'<th scope="{scope}" dir="auto">{self.runs(cell)}</th>'
        return f'<td dir="auto">{self.runs(cell)}</td>'

    def _note(self, note: Note) -> str:
        self._notes += 1
        name = f"note-{self._notes}"
        kind = "note caution" if note.kind is NoteKind.CAUTION else "note"
        return (
            f'<div class="{kind}" role="note" aria-labelledby="{name}">\n'
            f'<p class="note-heading" id="{name}" dir="auto">{text(note.heading)}</p>\n'
            f"{self.blocks(note.blocks)}</div>\n"
        )


def _rules(block: EmptyLines | PageEnd) -> str:
    if isinstance(block, PageEnd):
        return '<hr class="page-end"/>\n'
    return f'<div class="empty-lines" aria-hidden="true">{"<hr/>" * block.number}</div>\n'
