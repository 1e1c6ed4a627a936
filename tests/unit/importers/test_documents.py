"""PDF and Word documents, and texts without form, become drafts in which everything is flagged."""

from __future__ import annotations

import pytest

from evidence_library.errors import Cancelled, UserCanFix
from evidence_library.importers.formats import read_anything, read_bytes
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ConceptId
from evidence_library.model.record import Link, Name, Record, Section, TopicHeading
from evidence_library.model.vocabulary import LinkRole, SectionKind, Workflow
from tests.helpers.docx_writer import docx
from tests.helpers.pdf_writer import pdf

HEADINGS = {"housing": ConceptId("c-housing")}
REPORT = pdf(
    [
        [
            ("Riverside Council", 11),
            ("Wardens on the estate:", 24),
            ("what changed", 24),
            ("May 2010", 11),
            ("Outcomes", 16),
            ("Calls about noise fell by a fifth in the two years after wardens came to", 11),
            ("the estate, see http://example.org/data for the figures.", 11),
            ("- Residents went out more.", 11),
            ("- Nobody moved away.", 11),
            ("1", 11),
        ],
        [("Riverside Council", 11), ("Limits", 16), ("One estate only.", 11), ("2", 11)],
        [("Riverside Council", 11), ("3", 11)],
        [],
    ],
    {"Title": "Microsoft Word - wardens.doc", "Author": "Kim Lee"},
)


def read(name: str, data: bytes) -> Record:
    [record] = read_bytes(name, data, HEADINGS).records
    return record


def codes(record: Record) -> set[str]:
    return {flag.code for flag in record.flags}


def test_a_pdf_becomes_a_draft_with_sections_from_its_headings() -> None:
    record = read("wardens.pdf", REPORT)
    assert (record.title, record.workflow) == (
        "Wardens on the estate: what changed",
        Workflow.DRAFT,
    )
    assert record.published == PartialDate(2010, 5, raw="May 2010")
    assert record.sections == (
        Section(
            kind=SectionKind.OUTCOMES,
            heading="Outcomes",
            body=(
                "Calls about noise fell by a fifth in the two years after wardens came to the "
                "estate, see http://example.org/data for the figures.\n\n"
                "- Residents went out more.\n- Nobody moved away."
            ),
        ),
        Section(kind=SectionKind.LIMITS, heading="Limits", body="One estate only."),
    )
    assert [(link.role, link.url) for link in record.links] == [
        (LinkRole.RELATED, "http://example.org/data")
    ]
    assert record.authors == (Name("Kim Lee"),)
    assert record.source_text.startswith("Riverside Council\nWardens on the estate:")


def test_whatever_is_unsure_about_a_pdf_is_flagged() -> None:
    assert codes(read("wardens.pdf", REPORT)) == {
        "no-form",
        "title-guessed",
        "date-guessed",
        "author-of-file",
        "pages-without-text",
        "edges-left-out",
    }


def test_a_pdf_that_is_only_pictures_says_so() -> None:
    with pytest.raises(UserCanFix) as told:
        read("scan.pdf", pdf([[], []]))
    assert str(told.value) == (
        "“scan.pdf” has no text, only pictures of its pages; let a text recognition (OCR) program "
        "add the text, then take it again."
    )


def test_reading_a_pdf_tells_how_far_it_is_and_can_be_stopped() -> None:
    def stop(done: int, total: int, _what: str) -> None:
        if done == 2:
            raise Cancelled(f"Stopped at {done} of {total}.")

    with pytest.raises(Cancelled, match="2 of 4"):
        read_bytes("wardens.pdf", REPORT, {}, stop)


def test_a_word_document_becomes_a_draft() -> None:
    record = read(
        "wardens.docx",
        docx(
            [
                ("Title", "Wardens on the estate"),
                ("", "Author: Riverside Council"),
                ("", "Topics: Housing; Estate wardens"),
                ("Heading1", "What was found"),
                ("", "Less noise, see page 12."),
                ("Heading2", "In detail"),
                ("", "Calls fell."),
            ],
            links=[("the data", "http://example.org/data")],
            parts={"word/vbaProject.bin": b"macro"},
        ),
    )
    assert record.title == "Wardens on the estate"
    assert record.authors == (Name("Riverside Council", corporate=True),)
    assert record.topics == (
        TopicHeading("Housing", ConceptId("c-housing")),
        TopicHeading("Estate wardens"),
    )
    assert [(one.heading, one.level, one.kind) for one in record.sections] == [
        ("What was found", 1, SectionKind.OUTCOMES),
        ("In detail", 2, SectionKind.OUTCOMES),
    ]
    assert record.links == (
        Link(role=LinkRole.RELATED, url="http://example.org/data", label="the data"),
    )
    assert [one.raw for one in record.pointers] == ["see page 12"]
    assert {"no-form", "title-guessed", "macros-ignored", "unknown-heading"} == codes(record)


def test_a_word_document_with_a_summary_sheet_is_read_as_one() -> None:
    sheet = [
        ("", "Title: Wardens on the estate"),
        ("", "Author: Riverside Council"),
        ("", "This document is an EVALUATION of a local scheme."),
        ("Heading1", "Outcomes"),
        ("", "Less noise."),
    ]
    reading = read_bytes("wardens.docx", docx(sheet), HEADINGS)
    [record] = reading.records
    assert (reading.format, record.kind) == ("Word document with a summary sheet", "evaluation")
    assert record.source_text.startswith("Title: Wardens on the estate")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.docx", b"PK\x03\x04 broken", "“x.docx” is damaged; open it in Word"),
        ("x.docx", docx([]), "“x.docx” has no text in it"),
        ("x.zip", b"PK\x03\x04 broken", "is a Word, OpenDocument or ZIP file, not text"),
        ("x.pdf", b"%PDF-1.4 broken", "“x.pdf” is damaged or no PDF document"),
        ("../x.pdf", b"%PDF-1.4 broken", "“../x.pdf” is damaged"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UserCanFix) as told:
        read_bytes(name, data, {})
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_plain_text_becomes_a_draft_when_it_is_asked_for() -> None:
    text = "Wardens on the estate\n\nPublished: May 2010\n\nThey walked.\n\nLimits\n\nOne estate."
    with pytest.raises(UserCanFix, match="is in no known format"):
        read_bytes("note.txt", text.encode(), {})
    [record] = read_anything("note.txt", text.encode(), {}).records
    assert (record.title, record.source_text) == ("Wardens on the estate", text)
    assert record.published == PartialDate(2010, 5, raw="May 2010")
    assert [(one.heading, one.body) for one in record.sections] == [
        ("", "They walked."),
        ("Limits", "One estate."),
    ]


def test_markdown_without_front_matter_becomes_a_draft() -> None:
    text = "# Wardens\n\nThey walked, see [the data](http://example.org/d).\n\n## Costs\n\nLittle."
    [record] = read_anything("note.md", text.encode(), {}).records
    assert (record.title, [one.kind for one in record.sections]) == (
        "Wardens",
        [SectionKind.OTHER, SectionKind.COST],
    )
    assert record.links[0].label == "the data"


def test_a_known_format_is_read_as_what_it_is() -> None:
    reading = read_anything("a.md", b"---\ntitle: x\n---\n", {})
    assert reading.format == "Markdown record"
