"""A document as PDF: read aloud as it is meant, the same every time, and safe to make."""

from __future__ import annotations

import io
import json
import time
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.exporters import document_pdf
from evidence_library.importers.pdf_pages import OpenPdf
from evidence_library.importers.pdf_text import page_texts
from evidence_library.model.document import (
    Block,
    Card,
    Document,
    Heading,
    InnerLink,
    Layout,
    Listed,
    Note,
    NoteKind,
    Paragraph,
    Picture,
    Table,
    Verbatim,
    Words,
    paragraph,
    words,
)
from evidence_library.text.marks import Marks
from tests.helpers.any_document import documents
from tests.helpers.pdf_structure import Structure, problems, structure, verapdf
from tests.helpers.sample_document import MADE, NASTY, PNG, sample_document

GOLDEN = Path(__file__).parents[2] / "golden"


def made(document: Document) -> bytes:
    target = io.BytesIO()
    document_pdf.write(document, target)
    return target.getvalue()


@cache
def sample(layout: Layout) -> bytes:
    return made(sample_document(layout))


def of(*body: Block, layout: Layout = Layout.A4, cards: tuple[Card, ...] = ()) -> Document:
    return Document(title="A pack", made=MADE, layout=layout, body=body, cards=cards)


def read(pdf: bytes) -> str:
    """Give all text of a PDF, with one blank where there are several, or lines end."""
    return " ".join(" ".join(page_texts(pdf)).split())


def told(pdf: bytes, found: Structure) -> str:
    """Tell the structure and the text of a PDF as lines."""
    parts = ["# Bookmarks", *("  " * depth + title for depth, title in found.outline)]
    parts += ["", "# Structure", *map(str, found.elements)]
    for number, text in enumerate(page_texts(pdf), start=1):
        parts += ["", f"# Page {number}", *(line.rstrip() for line in text.splitlines())]
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("layout", Layout)
def test_every_layout_is_accessible(layout: Layout) -> None:
    document = sample_document(layout)
    found = structure(sample(layout))
    assert problems(found, document.title) == []
    assert found.language == "en-GB"
    assert found.sizes == {(215.9, 279.4) if layout is Layout.LETTER else (210.0, 297.0)}


@pytest.mark.parametrize("layout", [Layout.A4, Layout.CARDS])
def test_structure_and_text_are_as_the_golden_file(layout: Layout) -> None:
    golden = GOLDEN / f"document-{layout}.pdf.txt"
    assert told(sample(layout), structure(sample(layout))) == golden.read_text("utf-8")


@pytest.mark.parametrize("layout", [Layout.A4, Layout.CARDS])
def test_verapdf_finds_nothing(layout: Layout, tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(sample(layout))
    report = verapdf(file)
    if report is None:
        pytest.skip("veraPDF is not installed here; it would check what PDF/UA-1 asks for")
    assert report.startswith("PASS")


def test_the_file_says_what_it_is_and_when_it_was_made() -> None:
    facts = structure(sample(Layout.A4)).facts
    assert {name: facts[name] for name in ("/Author", "/Subject", "/Keywords")} == {
        "/Author": "Example Council",
        "/Subject": "Community safety",
        "/Keywords": "street wardens, what works, A & B",
    }
    assert facts["/CreationDate"] == facts["/ModDate"] == "D:20240301000000Z"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert made(sample_document()) == sample(Layout.A4)
    assert made(replace(sample_document(), made=date(2024, 3, 2))) != sample(Layout.A4)


def test_headings_are_bookmarks_and_contents_name_their_pages() -> None:
    found = structure(sample(Layout.A4))
    headings = [(level, text) for level, text in found.headings() if text != "Contents"]
    assert list(found.outline) == headings
    pages = page_texts(sample(Layout.A4))
    named = [line.split() for line in pages[1].splitlines() if line.startswith("Signs that")]
    number = int(named[0][-1]) if named[0][-1].isdigit() else 0
    assert not number or "Signs that stay text" in pages[number - 1]
    assert f"Page 2 of {len(pages)}" in pages[1]


def test_levels_of_headings_that_are_passed_over_are_mended() -> None:
    document = of(Heading(4, "First"), Heading(6, "Second"), Heading(1, ""), Heading(1, "Third"))
    assert list(structure(made(document)).outline) == [(1, "First"), (2, "Second"), (1, "Third")]


def test_a_link_within_leads_to_a_heading_or_is_words() -> None:
    linked = Paragraph((InnerLink("there", "x"), Words(" and "), InnerLink("nowhere", "y")))
    found = structure(made(of(linked, Heading(1, "Here", "x"), Heading(1, "Again", "x"))))
    assert len(found.all("Link")) == len(found.outline) + 1  # those of the contents, and one


def test_the_header_row_stands_on_every_page_and_counts_once() -> None:
    rows = tuple((words(f"Ward {number}"), words(str(number))) for number in range(120))
    pdf = made(of(Table("Wards", (words("Name of the ward"), words("Count")), rows)))
    long = [text for text in page_texts(pdf) if "Ward 1" in text or "Ward 9" in text]
    assert len(long) > 2
    assert all("Name of the ward" in text for text in long)
    assert len(structure(pdf).all("TH")) == 2


def test_large_print_has_no_letter_below_18_points() -> None:
    with_all = replace(sample_document(Layout.LARGE_PRINT), footer="A long footer " * 12)
    assert min(_sizes(made(with_all))) >= 18


def _sizes(pdf: bytes) -> set[float]:
    import pikepdf  # noqa: PLC0415 - here only

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            float(operands[1])
            for page in document.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tf"
        }


def test_a_table_too_broad_for_large_print_is_set_row_by_row() -> None:
    header = tuple(words(name) for name in ("Neighbourhood", "Responsibility", "Comparison"))
    wide = Table("Who did what", header, (tuple(words("Understanding") for _ in header),))
    broad = replace(of(wide), layout=Layout.LARGE_PRINT)
    assert not structure(made(broad)).all("Table")
    assert "Responsibility: Understanding Comparison: Understanding" in read(made(broad))
    assert structure(made(of(wide))).all("Table")


def test_long_cards_go_on_on_further_cards_and_nothing_is_lost() -> None:
    told_words = [f"word{number}" for number in range(900)]
    items = tuple((paragraph(f"point{number} " + "and more " * 30),) for number in range(8))
    card = Card(
        "A long card",
        (
            Note(NoteKind.TASK, (paragraph(" ".join(told_words)),)),
            Listed(items, numbered=True),
            Verbatim("v" * 3000),
        ),
        "Its foot",
    )
    document = of(layout=Layout.CARDS, cards=(card, Card("A short card", (paragraph("Brief."),))))
    pdf = made(document)
    text = read(pdf)
    assert [word for word in text.split() if word.startswith("word")] == told_words
    assert [word for word in text.split() if word.startswith("point")] == [
        f"point{number}" for number in range(8)
    ]
    assert sum(len(part) for part in text.split() if set(part) == {"v"}) == 3000
    assert "A long card (continued)" in text
    assert "Task (continued)" in text
    assert structure(pdf).outline == ((1, "A long card"), (1, "A short card"))


@pytest.mark.parametrize("layout", [Layout.A4, Layout.CARDS])
def test_what_looks_like_markup_stays_text(layout: Layout) -> None:
    harm = (
        '#panic("x")',
        '#read("/etc/passwd")',
        "= not a heading",
        "$sum_x$ @ref <label>",
        "\\u{41} // no comment",
        "*not strong* _nor this_",
    )
    blocks = (*(paragraph(one) for one in harm), Verbatim("\n".join(harm)), paragraph(NASTY))
    cards = (Card(harm[0], blocks, harm[1]),)
    document = of(layout=layout, cards=cards) if layout is Layout.CARDS else of(*blocks)
    pdf = made(replace(document, title=harm[0], footer=harm[1], keywords=harm, creator=harm[3]))
    text = read(pdf)
    assert [one for one in (*harm, " ".join(NASTY.split())) if one not in text] == []
    assert problems(structure(pdf), harm[0]) == []


@settings(max_examples=6, phases=[Phase.generate])  # what it fails with is long to tell
@given(documents)
def test_whatever_is_in_a_document_it_becomes_an_accessible_pdf(document: Document) -> None:
    found = structure(made(document))
    assert [problem for problem in problems(found, document.title) if "title" not in problem] == []
    assert not found.shows_title or found.facts["/Title"]
    assert all(
        not address or address.lower().startswith(("http://", "https://", "mailto:"))
        for _words, address in found.links
    )


def test_deep_lists_and_boxes_are_set_beside_one_another() -> None:
    deep: Block = paragraph("At the bottom")
    for number in range(60):
        deep = Note(NoteKind.TASK, (deep,)) if number % 2 else Listed(((deep,),), numbered=True)
    assert "At the bottom" in read(made(of(deep)))


def test_long_words_stay_on_the_page() -> None:
    long = "https://example.org/" + "a" * 300
    table = Table("T", (words("A"), words("B")), ((words(long), words("x" * 400)),))
    pdf = OpenPdf(made(of(paragraph(long), Verbatim("y" * 400), table)), "x.pdf")
    try:
        drawn = pdf.draw(1, 200, Marks(), lambda *_: None)
    finally:
        pdf.close()
    picture = drawn.picture
    last = [
        picture.pixels[row * picture.stride + 4 * column]
        for row in range(picture.height)
        for column in range(picture.width - 8, picture.width)
    ]
    assert set(last) == {255}  # the margin on the right is white


def test_a_document_can_be_empty() -> None:
    for layout in Layout:
        found = structure(made(Document(title="", made=MADE, layout=layout)))
        assert found.facts["/Title"] == "Untitled"


def test_it_can_be_stopped_and_then_nothing_is_written() -> None:
    rows = tuple((words(f"Ward {number}"), words("x")) for number in range(3000))
    document = of(Table("Wards", (words("Name"), words("Count")), rows))
    target = io.BytesIO()
    asked = []

    def stop(done: int, total: int, what: str) -> None:
        asked.append(what)
        if len(asked) > 3:
            raise Cancelled

    before = time.monotonic()
    with pytest.raises(Cancelled):
        document_pdf.write(document, target, stop)
    assert time.monotonic() - before < 5  # it would take longer than anybody waits
    assert target.getvalue() == b""
    assert asked[:2] == ["Composing the pages", "Setting the pages"]


def test_what_no_font_can_show_is_told_in_words() -> None:
    document = of(paragraph("Thanks \U0001f44d to all \U0001f1ec\U0001f1e7 in বাংলা and عربي"))
    text = read(made(document))
    assert "Thanks [thumbs up sign] to all [flag GB] in [text in Bengali letters] and" in text
    assert document_pdf.told_in_words(document) == (
        "The PDF says “[flag GB]” where the text has a sign that its fonts cannot show.",
        "The PDF says “[text in Bengali letters]” where the text has 5 signs that its fonts "
        "cannot show.",
        "The PDF says “[thumbs up sign]” where the text has a sign that its fonts cannot show.",
    )
    headed = document_pdf.told_in_words(of(Heading(1, "Bikes"), paragraph("বাংলা")))
    assert headed[-1] == "Signs that the fonts of the PDF cannot show stand in “Bikes”."
    assert document_pdf.told_in_words(of(paragraph("Zażółć, λόγος, שלום, мир, café, ½"))) == ()


def test_pictures_are_kept_with_their_words() -> None:
    alts = [figure.alt for figure in structure(sample(Layout.A4)).all("Figure")]
    assert alts == ["Example Council", "A chequered field in green, as on a ward's map"]


def test_nothing_of_the_document_is_a_template() -> None:
    """The templates are those that ship, and hold no text of a document."""
    composed = document_pdf.composed(sample_document())
    assert json.loads(json.dumps(composed.data)) == composed.data
    assert set(composed.files) == {"picture-1.png", "picture-2.png"}


def test_a_picture_that_is_damaged_is_one_sentence_and_one_that_is_none_leaves_its_words() -> None:
    none = Picture(b"GIF89a", "image/png", "A map", width=8, height=6)
    pdf = made(replace(of(none), logo=none))
    assert "Picture: A map" in read(pdf)
    assert structure(pdf).all("Figure") == []
    cut = Picture(PNG[:40], "image/png", "A map", width=8, height=6)
    target = io.BytesIO()
    with pytest.raises(UserCanFix, match="A picture is damaged"):
        document_pdf.write(of(cut), target)
    assert target.getvalue() == b""


def test_a_picture_is_told_by_what_it_is_not_by_what_it_is_called() -> None:
    wrong = Picture(PNG, "image/jpeg", "A map", width=8, height=6)
    assert [figure.alt for figure in structure(made(of(wrong))).all("Figure")] == ["A map"]
