"""A record written as Markdown and imported again is the same record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import example, given, settings

from evidence_library.exporters import markdown_record
from evidence_library.importers.formats import read_bytes
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId, RecordId
from evidence_library.model.record import (
    Appraisal,
    CaseStudy,
    Link,
    Name,
    Record,
    Section,
    TopicHeading,
)
from evidence_library.model.vocabulary import LinkRole, SectionKind
from evidence_library.text.file_names import clean_name
from tests.unit.exporters.any_record import HEADINGS, any_record

ID = RecordId("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")


def read_again(text: str, headings: dict[str, ConceptId] | None = None) -> Record:
    reading = read_bytes("record.md", text.encode(), HEADINGS if headings is None else headings)
    return reading.records[0]


def comparable(record: Record, flags: int) -> Record:
    """Leave out where the record was read from, and flags that reading it again has added.

    Of attached files, digest and name are compared as they may be kept: none leads elsewhere.
    """
    files = tuple(
        replace(one, sha256=one.sha256.lower(), name=clean_name(one.name))
        for one in record.attachments
    )
    flags_kept = record.flags[:flags]
    return replace(record, source_name="", source_text="", flags=flags_kept, attachments=files)


@settings(max_examples=80)
@given(any_record())
@example(Record(id=ID))
@example(Record(id=ID, case_study=CaseStudy(), published=PartialDate(), added=Added(PartialDate())))
@example(Record(id=ID, title="null", finding="~", notes="2004", tags=("no", "", "1.10", "- x")))
@example(Record(id=ID, notes="---\n\n---", sections=(Section(body="---\n## x\n\\## y\n"),)))
@example(Record(id=ID, published=PartialDate(2004, 1), accessed=PartialDate(2004, raw="2005")))
def test_an_exported_record_is_imported_as_the_same_record(record: Record) -> None:
    written = markdown_record.write(record, HEADINGS)
    assert comparable(read_again(written), len(record.flags)) == comparable(
        record, len(record.flags)
    )


def test_a_record_is_written_so_that_people_can_read_and_change_it() -> None:
    record = Record(
        id=ID,
        kind="evaluation",
        title="Street lamps: what they change",
        authors=(Name("Northfield Council", corporate=True), Name("Kerr, A.")),
        published=PartialDate(2004, 1, raw="January 2004"),
        topics=(TopicHeading("Street Lighting", ConceptId("c-lighting")), TopicHeading("Lamps")),
        appraisal=Appraisal(maryland=3),
        links=(
            Link(
                role=LinkRole.SOURCE,
                url="https://example.org/lamps",
                label="The report",
                note="read in an archived copy, November 2026",
                supports=("Nine streets, 946 lamps", "Old town: no change"),
            ),
        ),
        sections=(
            Section(kind=SectionKind.AIM, heading="Aim", body="To see better.\n\n- by night"),
            Section(kind=SectionKind.AIM, heading="Where", level=2, body="In *one* street."),
            Section(kind=SectionKind.COST, heading="The bill", body="Little."),
        ),
    )
    golden = Path(__file__).parents[2] / "golden" / "record.md"
    assert markdown_record.write(record, HEADINGS) == golden.read_text(encoding="utf-8")


def test_a_heading_keeps_its_meaning_where_its_words_are_others() -> None:
    record = Record(
        id=ID,
        topics=(
            TopicHeading("Lamps and lights", ConceptId("c-lighting")),
            TopicHeading("Street Lighting"),
            TopicHeading("Night-time Economy", ConceptId("c-night")),
        ),
    )
    written = markdown_record.write(record, HEADINGS)
    assert read_again(written).topics == record.topics
    assert "- label: Lamps and lights\n  concept: c-lighting\n" in written
    assert "- Night-time Economy\n" in written


def test_without_a_scheme_the_concept_is_written_beside_the_label() -> None:
    record = Record(id=ID, topics=(TopicHeading("Street Lighting", ConceptId("c-lighting")),))
    assert read_again(markdown_record.write(record)).topics == record.topics


def test_a_concept_another_library_does_not_have_is_found_by_its_label() -> None:
    record = Record(id=ID, topics=(TopicHeading("Street Lighting", ConceptId("gone")),))
    read = read_again(markdown_record.write(record))
    assert read.topics == (TopicHeading("Street Lighting", ConceptId("c-lighting")),)


def test_a_heading_that_has_come_into_the_scheme_is_no_longer_flagged() -> None:
    record = read_again(markdown_record.write(Record(id=ID, topics=(TopicHeading("LIG"),))), {})
    assert [flag.code for flag in record.flags] == ["unknown-heading"]
    assert read_again("\n".join(record.source_text.split("\n"))).flags == ()
