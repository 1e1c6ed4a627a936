"""What belongs to a heading stays on its page; what is long has room."""

from __future__ import annotations

import io
from datetime import date

import docx

from evidence_library.exporters import document_docx, document_html, document_pdf
from evidence_library.importers.pdf_text import page_texts
from evidence_library.model.document import (
    Card,
    Document,
    Heading,
    Layout,
    Paragraph,
    WebLink,
    paragraph,
)

MADE = date(2026, 11, 22)
BELOW = "Version 2, of 3 May 2026."


def pdf(document: Document) -> list[str]:
    file = io.BytesIO()
    document_pdf.write(document, file)
    return list(page_texts(file.getvalue()))


def test_a_heading_and_the_line_below_it_go_with_what_follows() -> None:
    for lines in (15, 16, 17):
        before = tuple(paragraph(f"Line {at}") for at in range(lines))
        body = (*before, Heading(1, "Lamps"), paragraph(BELOW, muted=True), paragraph("Fewer."))
        document = Document(
            title="T", made=MADE, layout=Layout.LARGE_PRINT, contents=False, body=body
        )
        (page,) = [one for one in pdf(document) if BELOW in one]
        assert "Fewer." in page
        assert "Lamps" in page


def test_in_word_the_line_below_a_heading_is_kept_with_what_follows() -> None:
    body = (Heading(1, "Lamps"), paragraph(BELOW, muted=True), paragraph("Other", muted=True))
    file = io.BytesIO()
    document_docx.write(Document(title="T", made=MADE, contents=False, body=body), file)
    lines = {one.text: one for one in docx.Document(file).paragraphs}
    assert lines[BELOW].paragraph_format.keep_with_next
    assert not lines["Other"].paragraph_format.keep_with_next


def test_a_long_title_of_a_card_stands_there_once() -> None:
    title = "Effects of improved street lighting " * 4 + "END"
    document = Document(
        title="T",
        made=MADE,
        layout=Layout.CARDS,
        cards=(Card(title, (paragraph("Fewer falls."),)),),
    )
    said = " ".join(" ".join(pdf(document)).split())
    assert said.count("END") == 1
    assert "…" not in said


def test_an_address_that_one_reads_is_not_added_in_print() -> None:
    address = "https://example.org/terms"
    links = (WebLink(f"The terms: {address}", address), WebLink("Terms", address))
    file = io.BytesIO()
    document_html.write(Document(title="T", made=MADE, body=(Paragraph(links),)), file)
    page = file.getvalue().decode()
    assert page.count('class="out"') == 1
    assert '<a class="out" href="https://example.org/terms">Terms</a>' in page
