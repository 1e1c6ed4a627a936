"""A sheet is built from the fields of a record, with its own labels or those of the form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given

from evidence_library.exporters import markdown_record, summary_sheet
from evidence_library.importers.formats import read_bytes, read_file
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import RecordId
from evidence_library.model.record import (
    FormLine,
    Link,
    Name,
    Record,
    Section,
    TopicHeading,
)
from evidence_library.model.vocabulary import LinkRole, SectionKind
from tests.unit.exporters.any_record import any_record

TESTS = Path(__file__).parents[2]
SAMPLE = TESTS / "samples" / "summary-sheet.txt"
ID = RecordId("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
LAMPS = Record(
    id=ID,
    kind="evaluation",
    title="Lamps: a study",
    authors=(Name("Kerr, A."), Name("Harbour Council", corporate=True)),
    published=PartialDate(2007, 3),
    added=Added(PartialDate(2012, 7), by="KM"),
    topics=(TopicHeading("Street Lighting"), TopicHeading("Night-time Economy")),
    links=(
        Link(role=LinkRole.TOOL, url="http://a.b/tool"),
        Link(role=LinkRole.SOURCE, url="http://a.b/c", accessed=PartialDate(2012, 6)),
    ),
    sections=(Section(kind=SectionKind.AIM, heading="Aim", body="Light.\n\n- more\n- of it"),),
)


def read(text: str) -> Record:
    return read_bytes("sheet.txt", text.encode(), {}).records[0]


def test_the_sample_is_written_again_word_for_word() -> None:
    record = read_file(SAMPLE, {}).records[0]
    assert summary_sheet.write(record).split() == SAMPLE.read_text(encoding="utf-8").split()
    golden = TESTS / "golden" / "summary-sheet.txt"
    assert summary_sheet.write(record) == golden.read_text(encoding="utf-8")


def test_the_sample_is_the_same_by_way_of_markdown() -> None:
    record = read_file(SAMPLE, {}).records[0]
    markdown = markdown_record.write(record)
    again = read_bytes("lamps.md", markdown.encode(), {}).records[0]
    assert summary_sheet.write(again) == summary_sheet.write(record)


def test_a_record_that_was_no_sheet_gets_the_form() -> None:
    assert summary_sheet.write(LAMPS) == (
        "Title: Lamps: a study\n\n"
        "Author: Kerr, A.; Harbour Council\n\n"
        "Date published: March 2007\n\n"
        "Document available to download at: http://a.b/c (accessed June 2012)\n\n"
        "SCS topic headings: Street Lighting; Night-time Economy\n\n"
        "This document is an EVALUATION.\n\n"
        "Aim\n\nLight.\n\n- more\n- of it\n\n"
        "Date added to the SCS website: July 2012 (KM)\n"
    )


def test_its_own_labels_order_and_unknown_lines_are_kept() -> None:
    record = replace(
        LAMPS,
        form=(
            FormLine("added", "Added"),
            FormLine("other", "Price", "12 pounds"),
            FormLine("authors", "By", "{} with {}"),
            FormLine("title", "Full title"),
            FormLine("source_link", "At", "{} [seen {}]"),
            FormLine("funders", "Paid by"),
            FormLine("section"),
        ),
    )
    assert summary_sheet.write(record).split("\n\n") == [
        "Added: July 2012 (KM)",
        "Price: 12 pounds",
        "By: Kerr, A. with Harbour Council",
        "Full title: Lamps: a study",
        "Date published: March 2007",
        "At: http://a.b/c [seen June 2012]",
        "Paid by:",
        "SCS topic headings: Street Lighting; Night-time Economy",
        "This document is an EVALUATION.",
        "Aim",
        "Light.",
        "- more\n- of it\n",
    ]


def test_a_wording_that_no_longer_fits_gives_way() -> None:
    form = (FormLine("authors", "By", "{} with {} and {}"),)
    written = summary_sheet.write(replace(LAMPS, form=form))
    assert written.startswith("Title: Lamps: a study\n\nBy: Kerr, A.; Harbour Council\n\n")


def test_several_lines_share_the_values_of_a_field() -> None:
    text = (
        "Title: Lamps\n\nAuthor: Kerr, A.\n\nAuthor: Muir, B. and Reid, C.\n\n"
        "Available at: http://a.b/c\n\nAvailable from: http://d.e/f (seen; accessed May 2012)\n\n"
        "Available at: the library\n\nAim\n\nLight.\n"
    )
    assert summary_sheet.write(read(text)) == text


def test_a_new_field_gets_its_line_where_the_form_has_it() -> None:
    text = "Title: Lamps\n\nDate published: 2007\n\nAim\n\nLight.\n"
    record = replace(read(text), publisher=(Name("Quay Press"),), authors=(Name("Kerr, A."),))
    assert summary_sheet.write(record) == (
        "Title: Lamps\n\nAuthor: Kerr, A.\n\nDate published: 2007\n\nPublisher: Quay Press\n\n"
        "Aim\n\nLight.\n"
    )


@given(any_record())
def test_any_record_can_be_written(record: Record) -> None:
    written = summary_sheet.write(record)
    assert all(word in written for section in record.sections for word in section.body.split())
    assert written == summary_sheet.write(replace(record, source_text="", source_name=""))
