"""Documents as Word files: read back with the library, and held against a file of the structure."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from evidence_library.exporters import document_docx
from evidence_library.model.document import (
    PAPERS,
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
    WebLink,
    paragraph,
    words,
)
from tests.helpers.any_blocks import DOCUMENTS
from tests.helpers.long_document import check_progress
from tests.helpers.office_files import (
    check_office_package,
    check_unique,
    opens_in_libreoffice,
    parts_of,
    xml_of,
)
from tests.helpers.sample_document import MADE, NASTY, PNG, sample_document

GOLDEN = Path(__file__).parents[2] / "golden" / "document.docx.txt"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(document: Document, template: bytes | None = None) -> bytes:
    file = io.BytesIO()
    document_docx.write(document, file, template=template)
    return file.getvalue()


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def structure(data: bytes) -> Iterator[str]:
    """Tell each paragraph in its order: style, what marks it, text with its links."""
    document = opened(data)
    names = {style.style_id: style.name for style in document.styles}
    for line in document.element.body.iter(qn("w:p"), qn("w:tbl"), qn("w:tr")):
        if line.tag == qn("w:tbl"):
            yield "table"
        elif line.tag == qn("w:tr"):
            yield "  row" + (" header" if line.find(f".//{_W}tblHeader") is not None else "")
        else:
            yield _told(line, names[line.find(f"{_W}pPr/{_W}pStyle").get(qn("w:val"))])


def _told(line: Any, style: str) -> str:
    marks = [
        f"{mark}{_value(found)}"
        for mark in ("pageBreakBefore", "ilvl", "numId", "bidi")
        if (found := line.find(f"{_W}pPr//{_W}{mark}")) is not None
    ]
    text = []
    for run in line.iter(f"{_W}t", f"{_W}br", f"{_W}fldChar", f"{_W}bookmarkStart", qn("wp:docPr")):
        if run.tag == f"{_W}t":
            text.append(_run(run))
        elif run.tag == f"{_W}fldChar":
            text.append(f"<{run.get(qn('w:fldCharType'))}>")
        elif run.tag == f"{_W}bookmarkStart":
            text.append(f"<{run.get(qn('w:name'))}>")
        else:
            text.append(f"<picture {run.get('descr')}>" if run.get("descr") else "<br>")
    return " | ".join([style, " ".join(marks), "".join(text)])


def _value(element: Any) -> str:
    return f"={element.get(qn('w:val'))}" if element.get(qn("w:val")) else ""


def _run(text: Any) -> str:
    marks = "".join(
        f"{mark.tag.rpartition('}')[2]},"
        for mark in text.getparent().iter()
        if mark.tag in (f"{_W}b", f"{_W}i", f"{_W}rtl")
    )
    link = text.getparent().getparent()
    to = f"->{link.get(qn('w:anchor')) or 'web'}" if link.tag == f"{_W}hyperlink" else ""
    return f"[{marks}{text.text}{to}]" if marks or to else str(text.text)


def test_the_structure_is_as_the_golden_file() -> None:
    told = "\n".join(structure(written(sample_document()))) + "\n"
    assert told == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("layout", Layout)
def test_every_layout_is_a_whole_package_on_its_paper(layout: Layout) -> None:
    data = written(sample_document(layout))
    parts = check_office_package(data)
    body = xml_of(parts["word/document.xml"])
    check_unique(body, f"{_W}bookmarkStart", f"{_W}id")
    check_unique(body, f"{_W}bookmarkStart", f"{_W}name")
    check_unique(
        body, "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr", "id"
    )
    styles = xml_of(parts["word/styles.xml"])
    check_unique(styles, f"{_W}style", f"{_W}styleId")
    section = opened(data).sections[-1]
    paper = PAPERS[layout]
    assert round(section.page_width.mm) == round(paper.width)
    assert round(section.page_height.mm) == round(paper.height)
    assert round(section.left_margin.mm) == paper.margin
    sizes = {int(size.get(f"{_W}val", 0)) for size in styles.iter(f"{_W}sz")}
    assert round(paper.points * 2) in sizes
    if layout is Layout.LARGE_PRINT:
        assert min(size for size in sizes if size != 4) >= 36  # 4 is how broad a line is


def test_it_tells_title_maker_words_and_only_the_day_it_was_made() -> None:
    about = opened(written(sample_document())).core_properties
    assert about.title == sample_document().title
    assert (about.author, about.subject) == ("Example Council", "Community safety")
    assert about.keywords == "street wardens, what works, A & B"
    assert about.language == "en-GB"
    assert about.created == about.modified == datetime(2024, 3, 1, tzinfo=UTC)
    assert about.comments == ""


def test_styles_know_the_language_and_the_footer_counts_pages() -> None:
    parts = parts_of(written(sample_document()))
    language = xml_of(parts["word/styles.xml"]).find(f".//{_W}docDefaults//{_W}lang")
    assert language is not None
    assert language.get(f"{_W}val") == "en-GB"
    footer = xml_of(parts["word/footer1.xml"])
    fields = [field.get(f"{_W}instr") for field in footer.iter(f"{_W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert "Example Council" in "".join(footer.itertext())


def test_each_card_begins_a_page() -> None:
    document = opened(written(sample_document(Layout.CARDS)))
    titles = [line for line in document.paragraphs if line.style.name == "Heading 1"]
    assert [line.text for line in titles] == [
        card.title for card in sample_document(Layout.CARDS).cards
    ]
    assert all(line.paragraph_format.page_break_before for line in titles)
    assert sum(line.style.name == "Card Foot" for line in document.paragraphs) == 2


def test_boxes_that_are_not_there_leave_no_style() -> None:
    parts = parts_of(written(sample_document(Layout.CARDS)))
    assert b"trainer" not in parts["word/styles.xml"].lower()
    assert b"How we know box" in parts["word/styles.xml"]


def test_numbered_lists_begin_where_they_say() -> None:
    item = ((paragraph("one"),), (paragraph("two"),))
    lists = (Listed(item, numbered=True), Listed(item, numbered=True, start=7))
    parts = parts_of(written(Document(title="T", made=MADE, body=lists)))
    used = [n.get(f"{_W}val") for n in xml_of(parts["word/document.xml"]).iter(f"{_W}numId")]
    assert len(set(used)) == 2
    begun = {
        one.get(f"{_W}numId"): one.find(f"{_W}lvlOverride/{_W}startOverride").get(f"{_W}val")  # type: ignore[union-attr]
        for one in xml_of(parts["word/numbering.xml"]).iter(f"{_W}num")
        if one.find(f"{_W}lvlOverride") is not None
    }
    assert [begun[used[0]], begun[used[2]]] == ["1", "7"]


def test_links_that_lead_nowhere_safe_are_words() -> None:
    runs = (
        WebLink("a", "javascript:alert(1)"),
        WebLink("b", "file:///etc/passwd"),
        WebLink("c", "http://[bad"),
        InnerLink("d", "nowhere"),
        WebLink("e", "https://example.org/ä?q=<x>"),
    )
    data = written(Document(title="T", made=MADE, body=(Paragraph(runs),)))
    parts = check_office_package(data)
    assert b"javascript" not in b"".join(parts.values())
    assert opened(data).paragraphs[-1].text == "abcde"


def test_a_picture_that_is_none_leaves_its_words() -> None:
    for data in (b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", PNG[:30], b"\xff\xd8\xff\xe0"):
        broken = Picture(data, "image/png", "A map of wards", width=8, height=6)
        document = Document(title="T", made=MADE, body=(broken, paragraph("after")), logo=broken)
        file = written(document)
        check_office_package(file)
        assert "Picture: A map of wards" in [line.text for line in opened(file).paragraphs]


def test_text_stays_text() -> None:
    data = written(
        Document(
            title=NASTY,
            made=MADE,
            creator=NASTY,
            footer=NASTY,
            body=(
                Heading(1, NASTY),
                Table(NASTY, (words(NASTY),), ((words(NASTY),),)),
                Note(NoteKind.TASK, (paragraph(NASTY),), title=NASTY),
                Verbatim(NASTY + "\x00\x0b\ud800"),
            ),
        )
    )
    check_office_package(data)
    document = opened(data)
    assert document.core_properties.title == NASTY
    texts = [line.text for line in document.paragraphs]
    assert texts == [*[NASTY] * 5, NASTY + "\n"]


def test_progress_is_told_and_may_stop_it() -> None:
    check_progress(document_docx.write)


@settings(max_examples=8)
@given(DOCUMENTS)
def test_whatever_is_in_it_the_file_is_whole_and_always_the_same(document: Document) -> None:
    data = written(document)
    check_office_package(data)
    assert written(document) == data


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    opens_in_libreoffice(written(sample_document()), "docx", tmp_path)
