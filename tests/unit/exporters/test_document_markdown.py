"""A document as Markdown: what is read back is what was written."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from evidence_library.exporters import document_markdown
from evidence_library.model.document import (
    Block,
    Blocks,
    Document,
    EmptyLines,
    Heading,
    InnerLink,
    Layout,
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
    paragraph,
    words,
)
from evidence_library.text.markdown_blocks import blocks
from evidence_library.text.plain_text import only_text
from evidence_library.text.web_addresses import find_addresses, leads_out
from tests.helpers.any_document import bodies, documents
from tests.helpers.sample_document import MADE, NASTY, sample_document

GOLDEN = Path(__file__).parents[2] / "golden"


def markdown(document: Document) -> str:
    file = io.BytesIO()
    document_markdown.write(document, file)
    return file.getvalue().decode()


def body_of(body: Blocks) -> str:
    """Write a body alone, without title and contents."""
    whole = markdown(Document(title="T", made=MADE, contents=False, body=body))
    return whole.removeprefix("# T\n")


def plain_blocks(body: Blocks) -> Blocks:
    """Give what Markdown can say of blocks: see the module."""
    return tuple(plain for block in body for plain in plain_block(block))


def plain_block(block: Block) -> Blocks:
    found: Blocks
    match block:
        case Heading():
            text = " ".join(only_text(block.text).split())
            found = (Heading(0, text),) if text else ()
        case Paragraph():
            runs = plain_runs(block.runs)
            found = (Paragraph(runs),) if runs else ()
        case Listed():
            items = tuple(item for one in block.items if (item := plain_blocks(one)))
            start = block.start if block.numbered else 1
            found = (Listed(items, block.numbered, start),) if items else ()
        case Quotation():
            inner = plain_blocks(block.blocks)
            found = (Quotation(inner),) if inner else ()
        case Note():
            title = Paragraph((Words(block.heading, strong=True),))
            found = plain_block(Quotation((title, *block.blocks)))
        case Verbatim():
            lines = [line.rstrip() for line in only_text(block.text).expandtabs(4).split("\n")]
            text = "\n".join(lines).strip("\n")
            found = (Verbatim(text),) if text else ()
        case Picture():
            found = plain_block(paragraph(f"[Picture: {block.alt}]"))
        case Table():
            found = plain_table(block)
        case EmptyLines() | PageEnd():
            found = ()
    return found


def plain_table(table: Table) -> Blocks:
    caption = plain_block(Paragraph((Words(table.caption, strong=True),)))
    rows = [tuple(map(plain_runs, row)) for row in (table.header, *table.rows)]
    header, *others = [row for row in rows if any(row)] or [()]
    return (*caption, Table("", header, tuple(others))) if header else caption


def plain_runs(runs: Runs) -> Runs:
    """Give the signs of running text one by one, so that it counts not how they are bundled."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        match run:
            case LineEnd():
                lines.append([])
            case WebLink() if leads_out(run.address):
                lines[-1] += link(only_text(run.text), run.address)
            case WebLink() | InnerLink():
                lines[-1] += with_addresses(Words(only_text(run.text)))
            case Words():
                lines[-1] += with_addresses(replace(run, text=only_text(run.text)))
    found: list[Run] = []
    for line in lines:
        signs = one_blank(line)
        if signs:
            found += [LineEnd(), *signs] if found else signs
    return tuple(found)


def link(words: str, address: str) -> list[Run]:
    """Give a link with the blanks at its edges outside of it."""
    text = " ".join(words.split())
    blanks = [Words(edge) for edge in (words[:1], words[-1:]) if edge.isspace()]
    lead = blanks[:1] if words[:1].isspace() else []
    return [*lead, WebLink(text, encoded(address)), *blanks[len(lead) :]] if text else lead


def with_addresses(run: Words) -> list[Run]:
    parts: list[Run] = []
    at = 0
    for found in find_addresses(run.text):
        parts += [replace(run, text=one) for one in run.text[at : found.start]]
        if leads_out(found.url):
            parts.append(WebLink(found.url, encoded(found.url)))
        else:
            parts += [replace(run, text=one) for one in found.url]
        at = found.end
    return parts + [replace(run, text=one) for one in run.text[at:]]


def one_blank(line: list[Run]) -> list[Run]:
    signs: list[Run] = []
    for run in line:
        blank = isinstance(run, Words) and not run.text.strip()
        if not blank:
            signs.append(run)
        elif signs and signs[-1] != Words(" "):
            signs.append(Words(" "))
    return signs[:-1] if signs and signs[-1] == Words(" ") else signs


def levelled(body: Blocks) -> Blocks:
    """Give what Markdown can say of blocks, without the levels of headings."""
    return tuple(
        replace(block, level=0) if isinstance(block, Heading) else block
        for block in plain_blocks(body)
    )


@pytest.mark.parametrize("layout", [Layout.A4, Layout.CARDS])
def test_markdown_is_as_the_golden_file(layout: Layout) -> None:
    name = "document-cards.md" if layout is Layout.CARDS else "document.md"
    assert markdown(sample_document(layout)) == (GOLDEN / name).read_text("utf-8")


def encoded(address: str) -> str:
    return "".join(f"%{ord(one):X}" if one in "\\[]`|" else one for one in address)


def read_back(text: str) -> Blocks:
    """Read Markdown; what tables are called there is of the reader's making."""
    return levelled(tuple(map(without_caption, blocks(text))))


def without_caption(block: Block) -> Block:
    match block:
        case Table():
            return replace(block, caption="")
        case Quotation():
            return Quotation(tuple(map(without_caption, block.blocks)))
        case Listed():
            items = tuple(tuple(map(without_caption, item)) for item in block.items)
            return replace(block, items=items)
        case _:
            return block


@settings(max_examples=20)
@given(bodies)
def test_what_is_read_back_is_what_was_written(body: Blocks) -> None:
    assert read_back(body_of(body)) == levelled(body)


def test_items_begin_with_anything_and_have_high_numbers() -> None:
    table = Table("Figures", (words("A"), words("B")), ((words("1"), words("2")),))
    inner = Listed(((paragraph("a"),), (paragraph("b"), paragraph("c"))))
    body = (
        Listed(((Verbatim("code\n  set in"),), (table,), (inner,), (Quotation((table,)),))),
        Listed(((paragraph("a"), table), (table, paragraph("b")), (inner,)), True, 998),
    )
    assert read_back(body_of(body[:1])) == levelled(body[:1])
    assert read_back(body_of(body[1:])) == levelled(body[1:])


@pytest.mark.parametrize(
    "text",
    ["---", "===", "- - -", "# x", "1. x", "2) x", "+ x", "> x", "a  \n---", "&# 5 &amp;", NASTY],
)
def test_text_stays_text(text: str) -> None:
    body = (Paragraph(tuple(Words(line) for line in text.split("\n"))), paragraph(text))
    assert read_back(body_of(body)) == levelled(body)


def test_words_in_words_are_emphasised_wherever_they_stand() -> None:
    runs = (Words("un"), Words("believ", strong=True), Words("able "), Words("x", emphasis=True))
    assert body_of((Paragraph(runs),)) == "\nun<strong>believ</strong>able *x*\n"


def test_lists_and_code_that_follow_each_other_stay_apart() -> None:
    one = Listed(((paragraph("a"),),))
    body = (one, one, Verbatim("code"), Verbatim("more"), Quotation((one,)), Quotation((one,)))
    assert read_back(body_of(body)) == levelled(body)


@settings(max_examples=10)
@given(documents)
def test_no_tag_of_anybody_is_left(document: Document) -> None:
    written = markdown(document)
    ours = ("<strong>", "</strong>", "<em>", "</em>", "<br>", "<!-- -->", "<http", "(<http")
    for tag in ours:
        written = written.replace(tag, "")
    lines = [line for line in written.splitlines() if "    " not in line]
    assert not [line for line in lines if "<script" in line or "<b>" in line]
