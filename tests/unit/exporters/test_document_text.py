"""A document as plain text: nothing is lost, and lines fit."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from evidence_library.exporters import document_text
from evidence_library.model.document import (
    Blocks,
    Document,
    Heading,
    Layout,
    LineEnd,
    Listed,
    Note,
    Paragraph,
    Quotation,
    Table,
    Verbatim,
    WebLink,
    Words,
    paragraph,
    plain,
    words,
)
from evidence_library.text.plain_text import only_text
from tests.helpers.any_document import documents
from tests.helpers.sample_document import MADE, sample_document

#: What is found is told at once: making a smaller document of it takes minutes.
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
GOLDEN = Path(__file__).parents[2] / "golden"


def text(document: Document) -> str:
    file = io.BytesIO()
    document_text.write(document, file)
    return file.getvalue().decode()


def body_of(*body: Paragraph | Heading | Table | Listed | Verbatim) -> list[str]:
    whole = text(Document(title="T", made=MADE, contents=False, body=body))
    return whole.removeprefix("=\nT\n=\n\n").splitlines()


def words_of(blocks: Blocks) -> Iterator[str]:
    """Give the words of blocks that are neither in a table nor text of its own."""
    for block in blocks:
        match block:
            case Heading():
                yield from only_text(block.text).split()
            case Paragraph():
                yield from only_text(plain(block.runs)).split()
            case Quotation() | Note():
                yield from words_of(block.blocks)
            case Listed():
                for item in block.items:
                    yield from words_of(item)
            case _:
                pass


@pytest.mark.parametrize("layout", [Layout.A4, Layout.CARDS])
def test_text_is_as_the_golden_file(layout: Layout) -> None:
    name = "document-cards.txt" if layout is Layout.CARDS else "document.txt"
    assert text(sample_document(layout)) == (GOLDEN / name).read_text("utf-8")


@settings(max_examples=15, phases=NO_SHRINKING)
@given(documents)
def test_no_word_is_lost(document: Document) -> None:
    written = re.sub(r"(?: |\n[> ]*)\[\d+\]", "", text(document))  # the numbers of links
    assert not [word for word in words_of(document.front + document.body) if word not in written]


def test_lines_fit_unless_a_word_does_not() -> None:
    lines = text(sample_document()).splitlines()
    assert not [line for line in lines if document_text.width(line) > 72]
    address = "x" * 90
    assert body_of(paragraph(f"See {address} there")) == ["See", address, "there"]


def test_links_are_numbered_and_listed_at_the_end_once_each() -> None:
    one, other = WebLink("one", "https://a.org/"), WebLink("other", "mailto:b@c.org")
    bad = WebLink("bad", "javascript:x")
    lines = body_of(Paragraph((one, Words(", "), other, LineEnd(), one, Words(" "), bad)))
    assert lines == [
        *("one [1], other [2]", "one [1] bad", "", "", "Links", "====="),
        *("", "[1] https://a.org/", "[2] mailto:b@c.org"),
    ]


def test_columns_stand_below_each_other() -> None:
    rows = ((words("London"), words("é")), (words("漢字"), words("2")))
    assert body_of(Table("Places", (words("Where"), words("N")), rows)) == [
        *("Places:", "", "Where   N", "------  -", "London  é", "漢字    2"),
    ]


def test_a_table_too_wide_is_told_row_by_row() -> None:
    long = "word " * 15
    rows = ((words("a"), words(long)), (words("b"), ()))
    assert body_of(Table("Wide", (words("Who"), words("What")), rows)) == [
        *("Wide:", "", "Who: a"),
        "What: word word word word word word word word word word word word",
        *("    word word word", "", "Who: b"),
    ]


def test_lists_are_set_in_below_their_signs() -> None:
    inner = Listed(((paragraph("c"),),))
    listed = Listed(((paragraph("a"), inner), (paragraph("b"),)), numbered=True, start=9)
    assert body_of(listed) == ["9.  a", "", "    - c", "", "10. b"]


def test_nothing_a_terminal_would_obey_is_written() -> None:
    assert body_of(paragraph("a\x1b[31mb\x07\u202ec"), Verbatim("\x1bx")) == [
        "a[31mbc",
        "",
        "    x",
    ]
