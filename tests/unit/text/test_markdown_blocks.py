"""Markdown taken apart into the blocks of a document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.model.document import (
    Block,
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
    paragraph,
    plain,
)
from evidence_library.text.markdown_blocks import blocks

NASTY = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"onmouseover="alert(1)',
    "]]>",
    "<!-- ",
    "[x](javascript:alert(1))",
    "[x](data:text/html,y)",
    "![p](https://example.org/p.png)",
    "#set page()",
    "| a | b |\n| --- | --- |\n| 1 |",
    "\n\n- item\n\n    1. one\n",
    "\n> quote\n",
    "\n\n    code\n",
    "**",
    "_",
    "\x00",
    "&#7;",
    "\u202e",
    "\n## ",
    "مرحبا",
    "👩‍🏫",
)
wild = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=8)), max_size=8).map("".join)


def runs_of(block: Block) -> Iterator[Runs]:
    match block:
        case Paragraph():
            yield block.runs
        case Heading() | Verbatim():
            yield (Words(block.text),)
        case Listed():
            for item in block.items:
                for inner in item:
                    yield from runs_of(inner)
        case Quotation():
            for inner in block.blocks:
                yield from runs_of(inner)
        case Table():
            yield from block.header
            for row in block.rows:
                yield from row


def all_runs(markdown: str) -> list[Run]:
    return [run for block in blocks(markdown) for runs in runs_of(block) for run in runs]


def test_paragraphs_have_emphasis_links_and_line_ends() -> None:
    text = "Plain **strong** *said* [a page](https://example.org/a?b=1&c=2).  \nNext `x < y`\nline."
    assert blocks(text) == (
        Paragraph(
            (
                Words("Plain "),
                Words("strong ", strong=True),
                Words("said ", emphasis=True),
                WebLink("a page", "https://example.org/a?b=1&c=2"),
                Words("."),
                LineEnd(),
                Words("Next x < y line."),
            )
        ),
    )


def test_lists_keep_their_numbers_and_what_stands_in_them() -> None:
    text = "- one\n\n    more\n\n- two\n\n    3. three\n    4. four\n"
    numbered = Listed(((paragraph("three"),), (paragraph("four"),)), numbered=True, start=3)
    assert blocks(text) == (
        Listed(((paragraph("one"), paragraph("more")), (paragraph("two"), numbered))),
    )


def test_tables_have_a_header_row_and_a_caption_and_rows_of_one_width() -> None:
    cell = (Words("1"),)
    assert blocks("| Area | Before |\n| --- | --- |\n| 1 |") == (
        Table("Table: Area, Before", ((Words("Area"),), (Words("Before"),)), ((cell, ()),)),
    )


def test_quotations_and_code() -> None:
    assert blocks("> They said.\n\n    a  b\n    c <d>") == (
        Quotation((paragraph("They said."),)),
        Verbatim("a  b\nc <d>"),
    )


def test_headings_begin_at_the_level_asked_for_and_pass_over_none() -> None:
    found = blocks("### A\n\n##### B\n\n#### C\n\n# D\n\n###### E\n\n> # Not one", top=2)
    levels = [(block.text, block.level) for block in found if isinstance(block, Heading)]
    assert levels == [("A", 2), ("B", 3), ("C", 3), ("D", 2), ("E", 3)]
    assert found[-1] == Quotation((Paragraph((Words("Not one", strong=True),)),))


@pytest.mark.parametrize("scheme", ["javascript:", "data:", "file:///", "ftp://", "//", "", "#"])
def test_links_that_lead_elsewhere_are_words(scheme: str) -> None:
    assert blocks(f"See [this page]({scheme}x) now.") == (paragraph("See this page now."),)


def test_what_is_raised_or_lowered_keeps_its_meaning() -> None:
    assert blocks("CO<sub>2</sub>, 10<sup>-2</sup>, 5<sup>th</sup>") == (
        paragraph("CO₂, 10⁻², 5th"),
    )


def test_lists_and_quotations_have_an_end_however_deep() -> None:
    for text in ("> " * 90 + "deep", "\n".join("    " * at + "- deep" for at in range(30))):
        depth, inner = 0, blocks(text)
        while isinstance(inner[-1], Listed | Quotation):
            last = inner[-1]
            inner = last.items[-1] if isinstance(last, Listed) else last.blocks
            depth += 1
        assert depth == 8
        assert inner[-1] == paragraph("deep")


@settings(max_examples=40)
@given(wild)
def test_nothing_raises_and_nothing_active_is_left(text: str) -> None:
    for run in all_runs(text):
        if isinstance(run, WebLink):
            assert run.text.strip()
            assert run.address.startswith(("http://", "https://", "mailto:"))
        if isinstance(run, WebLink | Words):
            assert not set(run.text) & set("\x00\x07\x1b\x85\u2028\u202e\ud800")


@settings(max_examples=40)
@given(wild)
def test_tables_and_lists_are_whole(text: str) -> None:
    for block in blocks(text):
        if isinstance(block, Table):
            assert block.caption
            assert {len(row) for row in block.rows} <= {len(block.header)}
        if isinstance(block, Listed):
            assert all(block.items)


@settings(max_examples=40)
@given(st.lists(st.text("abcÀéשم😀,;'", min_size=1), min_size=1, max_size=30), st.data())
def test_no_word_of_plain_text_is_lost(words: list[str], data: st.DataObject) -> None:
    blanks = st.sampled_from([" ", "\n", "\n\n", "  \n", "   "])
    text = "".join(f"{word}{data.draw(blanks)}" for word in words)
    found = " ".join(plain(runs) for block in blocks(text) for runs in runs_of(block))
    assert found.split() == words


def test_a_long_table_stays_one_table_and_what_stands_around_it_stays_in_order() -> None:
    rows = "\n".join(f"| {number} | [b](https://example.org/{number}) |" for number in range(900))
    first, table, end = blocks(f"# Begin\n\n| A | B |\n|---|---|\n{rows}\n\nEnd.")
    assert isinstance(table, Table)
    assert [plain(row[0]) for row in table.rows] == [str(number) for number in range(900)]
    assert (first, end) == (Heading(1, "Begin"), paragraph("End."))
