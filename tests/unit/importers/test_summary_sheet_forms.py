"""Sheets whose form is printed in other ways: nothing is lost, and every doubt is flagged."""

from __future__ import annotations

from evidence_library.exporters import summary_sheet as exporter
from evidence_library.importers import summary_sheet
from evidence_library.model.ids import ConceptId
from evidence_library.model.record import FormLine, Name, Record
from evidence_library.model.vocabulary import SectionKind

HEADINGS = {
    label: ConceptId(f"c-{label}")
    for label in ("street lighting", "harbours", "drugs, drink and driving")
}
HEAD = "Title: Lamps\n\nAuthor: Harbour Council\n\n"
TEXT = "Outcomes\n\nLamps help.\n\n"


def read(text: str) -> Record:
    (record,) = summary_sheet.read(text, "sheet.txt", HEADINGS).records
    assert exporter.write(record).split() == text.split()
    return record


def flags(record: Record) -> list[tuple[str, str]]:
    return [(flag.code, flag.where) for flag in record.flags]


def others(record: Record) -> list[tuple[str, str]]:
    return [(line.label, line.value) for line in record.form if line.field == "other"]


def test_labels_that_are_not_the_forms_are_not_taken_into_the_line_above() -> None:
    record = read("Title: Lamps\nAuthor: Harbour Council\nEdition: Third\nISBN: 12345\n\n" + TEXT)
    assert record.authors == (Name("Harbour Council", corporate=True),)
    assert others(record) == [("Edition", "Third"), ("ISBN", "12345")]
    assert flags(record) == [("unknown-label", "form")] * 2


def test_a_value_that_was_put_together_from_lines_is_flagged() -> None:
    record = read("Title: Lamps\nand lanterns\n\nAuthor: Harbour Council\n\n" + TEXT)
    assert record.title == "Lamps and lanterns"
    assert [(flag.code, flag.raw) for flag in record.flags] == [
        ("lines-joined", "Title: Lamps\nand lanterns")
    ]


def test_lines_below_the_date_added_leave_the_foot_whole() -> None:
    foot = (
        "Further details are available on request. Please contact lamps@quay.example\n\n"
        "Date added: 2011 (October DH)\n"
    )
    for below in ("Page last updated: 3 May 2012\n", "© Harbour Council 2011\n"):
        for gap in ("", "\n"):
            record = read(HEAD + TEXT + foot + gap + below)
            assert record.further_details.startswith("Further details are")
            assert record.added is not None
            assert (record.added.date.value, record.added.by) == ("2011-10", "DH")
            assert len(others(record)) == 1
            assert flags(record)[0][0] in {"unknown-label", "unknown-line"}
            assert [section.body for section in record.sections] == ["Lamps help."]


def test_further_details_are_found_above_another_line() -> None:
    record = read(HEAD + TEXT + "Further details: please contact us\n\nPage 2 of 2\n")
    assert record.further_details == "Further details: please contact us"
    assert others(record) == [("", "Page 2 of 2")]


def test_text_about_further_details_stays_text() -> None:
    text = "More information came from shops.\n\nThey were lit until ten.\n"
    record = read(HEAD + TEXT + text)
    assert record.further_details == ""
    assert record.sections[0].body.endswith("They were lit until ten.")


def test_what_a_sheet_states_twice_is_kept_and_flagged() -> None:
    record = read(
        HEAD + "Date published: May 2004\n\nDate of publication: June 2005\n\nTitle: Lanterns\n\n"
        "This document is a REVIEW of lamps.\n\nThis report is a REVIEW of light.\n\n"
        + TEXT
        + "Date added: 2011\n\nDate added: 2012\n"
    )
    assert record.title == "Lamps"
    assert record.published is not None
    assert record.published.value == "2004-05"
    assert record.kind_sentence == "This document is a REVIEW of lamps."
    assert record.added is not None
    assert record.added.date.value == "2011"
    assert others(record) == [
        ("Date of publication", "June 2005"),
        ("Title", "Lanterns"),
        ("", "This report is a REVIEW of light."),
        ("Date added", "2012"),
    ]
    assert flags(record) == [
        ("second-published", "published"),
        ("second-title", "title"),
        ("second-kind", "kind"),
        ("second-added", "added"),
    ]


def test_a_sentence_on_what_a_study_is_based_on_does_not_name_its_kind() -> None:
    record = read(
        HEAD + "This document is a REVIEW of lamps.\n\n"
        "This study is based on fieldwork in the UK.\n\n" + TEXT
    )
    assert record.kind == "review"
    assert [section.body for section in record.sections] == [
        "This study is based on fieldwork in the UK.",
        "Lamps help.",
    ]
    record = read(HEAD + "This document is a UK study.\n\n" + TEXT)
    assert (record.kind, flags(record)) == ("", [("no-kind", "kind")])


def test_a_known_kind_counts_before_one_that_is_not_known() -> None:
    record = read(
        HEAD + "This document is a BALLAD.\n\nThis report is an EVALUATION of lamps.\n\n" + TEXT
    )
    assert record.kind == "evaluation"
    assert others(record) == [("", "This document is a BALLAD.")]
    assert ("second-kind", "kind") in flags(record)


def test_labels_in_bold_are_read_and_written_again() -> None:
    record = read(
        "**Title:** Lamps\n\n**Author**: Harbour Council\n\n__Date published:__ May 2004\n\n"
        "**Outcomes**\n\nLamps help.\n"
    )
    assert (record.title, record.authors[0].name) == ("Lamps", "Harbour Council")
    assert record.published is not None
    assert record.published.value == "2004-05"
    assert [(item.kind, item.heading) for item in record.sections] == [
        (SectionKind.OUTCOMES, "**Outcomes**")
    ]
    assert record.flags == ()


def test_a_sheet_without_blank_lines_is_read() -> None:
    record = read(
        "Title: Lamps\nAuthor: Harbour Council\nThis document is a REVIEW of lamps.\n"
        "Aim\nMore light for all.\nOutcomes\nLamps help.\n"
        "Further details are available on request.\nDate added: 2011 (October DH)\n"
    )
    assert (record.title, record.kind) == ("Lamps", "review")
    assert [(item.kind, item.body) for item in record.sections] == [
        (SectionKind.AIM, "More light for all."),
        (SectionKind.OUTCOMES, "Lamps help."),
    ]
    assert record.further_details == "Further details are available on request."
    assert record.added is not None
    assert record.added.by == "DH"
    assert record.flags == ()


def test_prose_of_a_sheet_without_headings_is_a_section() -> None:
    prose = "The lamps were lit every night in all of the four towns."
    for gap in ("\n", "\n\n"):
        lines = ("Title: Lamps", "Author: Harbour Council", prose, "Date added: 2011")
        record = read(gap.join(lines) + "\n")
        assert [section.body for section in record.sections] == [prose]
        assert record.added is not None
        assert [line.field for line in record.form] == ["title", "authors", "section", "added"]
        assert flags(record) == [
            ("text-above-headings", "sections"),
            ("no-form-heading", "sections"),
        ]


def test_a_label_that_stands_in_the_text_is_pointed_out() -> None:
    record = read(HEAD + TEXT + "Funded by: the towns\n\nMore lamps followed later on.\n")
    assert flags(record) == [("label-in-text", "sections")]


def test_headings_are_parted_at_commas_where_every_piece_is_in_the_scheme() -> None:
    line = "SCS topic headings: Street Lighting, Harbours; Drugs, drink and driving; Tea, Cake"
    record = read(f"{HEAD}{line}\n\n{TEXT}")
    assert [(topic.label, topic.concept is not None) for topic in record.topics] == [
        ("Street Lighting", True),
        ("Harbours", True),
        ("Drugs, drink and driving", True),
        ("Tea, Cake", False),
    ]
    assert flags(record) == [("headings-by-comma", "topics"), ("unknown-heading", "topics")]
    assert record.form[2] == FormLine("topics", "SCS topic headings", "{}, {}; {}; {}")


def test_a_label_is_written_as_it_was_printed() -> None:
    text = "TITLE : Lamps\n\nAuthor: Harbour Council\n\nAim\n\nLight.\n"
    record = read(text)
    assert exporter.write(record) == text
    assert record.title == "Lamps"


def test_a_date_that_says_more_than_was_understood_is_flagged() -> None:
    record = read(HEAD + "Date published: 31 February 2004\n\n" + TEXT + "Date added: 5/1/2011\n")
    assert [(flag.code, flag.where, flag.raw) for flag in record.flags] == [
        ("date-not-understood", "published", "31 February 2004"),
        ("date-partly-understood", "added", "5/1/2011"),
    ]


def test_doubts_about_names_are_kept_with_the_record() -> None:
    record = read("Title: Lamps\n\nAuthor: JOHN SMITH\n\n" + TEXT)
    assert record.authors == (Name("JOHN SMITH"),)
    assert flags(record) == [("name-unsure", "authors")]
