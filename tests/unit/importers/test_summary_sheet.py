"""Summary sheets: what each line becomes, and what is mended, kept or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.importers import summary_sheet
from evidence_library.importers.formats import read_file
from evidence_library.model.dates import Added, PartialDate
from evidence_library.model.ids import ConceptId
from evidence_library.model.record import FormLine, Link, Name, Pointer, Record, TopicHeading
from evidence_library.model.vocabulary import LinkRole, PointerKind, SectionKind
from tests.unit.importers.refusals import refusal

SAMPLE = Path(__file__).parents[2] / "samples" / "summary-sheet.txt"
HEADINGS = {
    "street lighting": ConceptId("c-lighting"),
    "night-time economy": ConceptId("c-night"),
}
SITE = "http://www.northfield.example"


def sample() -> Record:
    return read_file(SAMPLE, HEADINGS).records[0]


def read(text: str) -> Record:
    reading = summary_sheet.read(text, "sheet.txt", HEADINGS)
    assert reading.format == "summary sheet"
    return reading.records[0]


def sheet(*blocks: str, head: str = "Title: Lamps\n\nAuthor: Harbour Council") -> Record:
    return read("\n\n".join([head, *blocks]))


def codes(record: Record) -> list[str]:
    return [flag.code for flag in record.flags]


def test_the_lines_of_the_form_are_read() -> None:
    record = sample()
    assert record.title == "Lighting the Way Home: Safer Evenings in Four Small Towns"
    assert record.kind == "evaluation"
    assert record.kind_sentence.startswith("This document is an EVALUATION of")
    assert record.authors == (
        Name("Northfield Safety Commission", corporate=True),
        Name("Harbour University", corporate=True),
    )
    assert record.published == PartialDate(2007, 3, raw="March 2007")
    assert record.accessed == PartialDate(2012, 6, raw="June 2012")
    assert record.added == Added(PartialDate(2012, 7, raw="2012 (July KM)"), by="KM")
    assert record.topics == (
        TopicHeading("Street Lighting", ConceptId("c-lighting")),
        TopicHeading("Night-time Economy", ConceptId("c-night")),
        TopicHeading("Lamps and Lanterns"),
    )
    assert record.further_details.endswith("Please contact lamps@northfield.example")
    assert record.source_text == SAMPLE.read_text(encoding="utf-8")
    assert record.form[1] == FormLine("authors", "Authors", "{} and {}")


def test_links_and_pointers_are_read() -> None:
    record = sample()
    report = f"{SITE}/reports/Pages/lighting_copy.aspx#files"
    assert record.links == (
        Link(role=LinkRole.SOURCE, url=report, label=record.title, accessed=record.accessed),
        Link(role=LinkRole.TOOL, url=f"{SITE}/files/Checklist_FINAL.pdf", label="checklist"),
        Link(
            role=LinkRole.SURVEY,
            url=f"{SITE}/files/survey.pdf",
            label="survey tables on it's results",
        ),
        Link(role=LinkRole.METHOD, url=report, label="focus group method and main points"),
    )
    assert record.pointers == (
        Pointer(kind=PointerKind.REF, numbers=("4",), raw="see the report's Ref. 4"),
        Pointer(
            kind=PointerKind.REF,
            numbers=("1", "2", "5", "11"),
            raw="see the report's Refs. 1, 2, 5 and 11",
        ),
        Pointer(kind=PointerKind.EXHIBIT, numbers=("3",), raw="see the report’s Exhibit 3"),
        Pointer(kind=PointerKind.FIGURE, numbers=("2",), raw="Figure 2"),
        Pointer(kind=PointerKind.PAGE, numbers=("14-15",), raw="pp. 14-15"),
    )


def test_sections_lists_and_items_are_whole_again() -> None:
    record = sample()
    assert [(item.kind.value, item.level, item.heading[:18]) for item in record.sections] == [
        ("aim", 1, "Summary of the int"),
        ("outcomes", 1, "Outcomes"),
        ("outcomes", 2, "What the towns saw"),
        ("outcomes", 2, "Checklist for town"),
        ("conclusions", 1, "Summary of evaluat"),
        ("method", 1, "How the evaluation"),
    ]
    assert record.sections[2].body.startswith(
        "- **Walking** – One in three residents went out more often. Only 21 per cent of them "
        "noticed the lamps first.\n- **Trouble** – Calls to the police fell in two towns.\n"
        "- **Shops** – Late opening spread to a second street.\n\nSource: Commission count"
    )
    assert record.sections[-1].body.endswith(
        "- Talks with small groups of residents (for the focus group method and main points, see "
        f"{SITE}/reports/Pages/lighting_copy.aspx#files)\n- A day with shop keepers."
    )


def test_what_was_mended_or_looks_wrong_is_flagged() -> None:
    assert [(flag.code, flag.where) for flag in sample().flags] == [
        ("unknown-heading", "topics"),
        ("list-joined", "outcomes"),
        ("item-joined", "method"),
        ("list-joined", "method"),
        ("stated-count", "method"),
        ("same-address", "links"),
    ]
    assert (
        sample()
        .flags[2]
        .raw.endswith(
            f"method and\n\nmain points, see {SITE}/reports/Pages/lighting_copy.aspx#files)"
        )
    )


def test_a_sheet_without_a_title_is_refused() -> None:
    with pytest.raises(UserCanFix, match=r"without a title; put a line “Title: \.\.\.”"):
        read("Author: Harbour Council\n\nOutcomes\n\nLamps help.")


@pytest.mark.parametrize(
    ("sentence", "kind", "flags"),
    [
        ("This document is a SYSTEMATIC REVIEW of lamps.", "systematic review", []),
        ("This report is a PRACTICE EXAMPLE.", "practice example", []),
        ("This document is a NHS REVIEW.", "nhs review", ["unknown-kind"]),
        ("This document is a UK-wide STATISTICS release.", "statistics", []),
        ("This document is a BALLAD about lamps.", "ballad", ["unknown-kind"]),
        ("This document is a review of lamps.", "", ["no-kind"]),
    ],
)
def test_the_kind_is_the_word_in_capitals(sentence: str, kind: str, flags: list[str]) -> None:
    record = sheet(sentence, "Outcomes", "Lamps help.")
    assert (record.kind, record.kind_sentence, codes(record)) == (kind, sentence, flags)


def test_unknown_labels_are_kept_in_their_place_and_flagged() -> None:
    record = sheet("Price: 12 pounds", "This document is a REVIEW.", "Aim", "Light.")
    assert record.form[:4] == (
        FormLine("title", "Title"),
        FormLine("authors", "Author"),
        FormLine("other", "Price", "12 pounds"),
        FormLine("kind_sentence"),
    )
    assert [(flag.code, flag.raw) for flag in record.flags] == [
        ("unknown-label", "Price: 12 pounds")
    ]


def test_other_wordings_of_the_labels_are_known() -> None:
    head = (
        "Full title: Lamps\nAuthor(s): Kerr, A. and Muir, B.\nPublished by: Quay Press Ltd\n"
        "Funders: Harbour Council; Ports Board\nAvailable from: www.no.example\nDate published: ?"
    )
    record = sheet("Aim", "Light.", head=head)
    assert record.authors == (Name("Kerr, A."), Name("Muir, B."))
    assert record.publisher == (Name("Quay Press Ltd", corporate=True),)
    assert [name.name for name in record.funders] == ["Harbour Council", "Ports Board"]
    assert record.links == ()
    assert record.published == PartialDate(raw="?")
    assert codes(record) == ["no-address", "date-not-understood"]


def test_a_value_may_run_over_several_lines() -> None:
    record = sheet("Aim", "Light.", head="Title: Lamps\nand lanterns\n\nAuthor: Harbour Council")
    assert record.title == "Lamps and lanterns"


def test_text_above_the_first_heading_is_kept_and_flagged() -> None:
    record = sheet("Some words that stand alone.", "Outcomes", "Lamps help.")
    assert [(item.kind, item.heading, item.body) for item in record.sections] == [
        (SectionKind.OTHER, "", "Some words that stand alone."),
        (SectionKind.OUTCOMES, "Outcomes", "Lamps help."),
    ]
    assert codes(record) == ["text-above-headings"]


def test_a_sheet_without_the_forms_headings_keeps_its_text() -> None:
    record = sheet("How it went", "It went well.", "It was bright.")
    assert [(item.level, item.heading, item.body) for item in record.sections] == [
        (1, "How it went", "It went well.\n\nIt was bright.")
    ]
    assert codes(record) == ["no-form-heading"]


def test_headings_parted_by_commas_are_read_and_flagged() -> None:
    record = sheet("SCS topic headings: Street Lighting, Night-time Economy", "Aim", "Light.")
    assert [topic.concept for topic in record.topics] == ["c-lighting", "c-night"]
    assert codes(record) == ["headings-by-comma"]


@pytest.mark.parametrize(
    ("item", "rest", "joined"),
    [
        ("- a list of lamps and", "lanterns in the town", True),
        ("- a list (of lamps", "Lanterns too)", True),
        ("- a list of lamps.", "lanterns in the town", False),
        ("- a list of lamps", "Lanterns in the town.", False),
    ],
)
def test_an_item_is_joined_only_to_what_goes_on_with_it(
    item: str, rest: str, *, joined: bool
) -> None:
    record = sheet("Outcomes", item, rest, "The end.")
    assert codes(record) == (["item-joined"] if joined else [])
    assert record.sections[0].body == f"{item}{' ' if joined else chr(10) * 2}{rest}\n\nThe end."


def test_a_stated_count_is_held_against_the_list() -> None:
    three = "- one\n- two\n- three"
    assert codes(sheet("Outcomes", "These are the 3 main points:", three)) == []
    assert codes(sheet("Outcomes", "There were four points:", three)) == ["stated-count"]
    assert codes(sheet("Outcomes", "There were four points.", three)) == []
    assert codes(sheet("Outcomes", "In 2004 these points:", three)) == []


def test_lists_may_have_other_bullets_numbers_and_wrapped_lines() -> None:
    record = sheet("Outcomes", "• one\n  and more\n· two\n1. three\n   - four\n5) five")
    assert record.sections[0].body == "- one and more\n- two\n1. three\n   - four\n5) five"


def test_line_ends_of_windows_change_nothing() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    record = summary_sheet.read(text.replace("\n", "\r\n"), "x", HEADINGS).records[0]
    assert (record.sections, record.links) == (sample().sections, sample().links)
    assert record.source_text == text.replace("\n", "\r\n")


lines = st.sampled_from(
    ["Title: x", "Author: y", "Outcomes", "", "- a", "b", "see Ref. 1", "http://x.y/z)", "Aim"]
)


@given(st.lists(lines | st.text(max_size=40), max_size=30))
def test_any_text_is_read_or_refused(parts: list[str]) -> None:
    text = "\n".join(parts)
    summary_sheet.recognises(text, "x")
    assert "\n" not in refusal(lambda: summary_sheet.read(text, "x", {}))
