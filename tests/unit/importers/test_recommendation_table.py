"""Recommendation tables: their rows, their settings, and what is mended, kept or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.importers import recommendation_table
from evidence_library.importers.formats import read_file
from evidence_library.model.dates import PartialDate
from evidence_library.model.reading import Reading
from evidence_library.model.recommendation import Body, Recommendation, RecommendationSet
from evidence_library.model.vocabulary import QuarterConvention, Status
from tests.unit.importers.refusals import refusal

SAMPLE = Path(__file__).parents[2] / "samples" / "recommendations.txt"
HEADER = "\tRecommendation\tLead Department\tTimetable\tProgress"
SET_ID = "77a23226-4341-41de-ac2d-5254b97fec1f"
RECORD_ID = "915e1471-388d-4e8b-ba72-266f034a1b6b"


def read(*lines: str) -> Reading:
    return recommendation_table.read("\n".join(lines), "quay.recommendations.tsv", {})


def set_of(*lines: str) -> RecommendationSet:
    return read(*lines).sets[0]


def sample() -> dict[str, Recommendation]:
    (found,) = read_file(SAMPLE, {}).sets
    return {item.number: item for item in found.recommendations}


def test_the_sample_is_read_with_every_trap() -> None:
    assert [
        (
            item.number,
            item.leads,
            item.deadline.value if item.deadline else None,
            item.status,
            "".join(f"{part.marker} " for part in item.parts),
        )
        for item in sample().values()
    ] == [
        ("1", ("HC",), "2008-Q3", Status.UNKNOWN, ""),
        ("2", ("HC", "Ports"), "2009-Q1", Status.MET, ""),
        ("3", ("HC",), None, Status.MET, "i ii "),
        ("4", ("HC",), "2007-Q4", Status.ADDRESSED_ELSEWHERE, ""),
        ("5", ("Ports", "Trade"), "2008-Q2", Status.IN_PROGRESS, "i ii iii "),
        ("6", ("HO", "Ports"), None, Status.PARTLY_MET, "i ii "),
        ("7", ("HO", "Ports", "Trade"), None, Status.NOT_DUE, "i ii iii "),
        ("8", ("Trade",), None, Status.NOT_MET, "i ii "),
        ("9", ("Home Desk", "HO", "Trade"), "2008-Q2", Status.PARTLY_MET, "i ii "),
        ("10", ("HO",), "", Status.NOT_MET, "i ii "),
        ("11", ("HO",), None, Status.MIXED, "i ii "),
    ]


def test_the_sample_has_a_flag_for_every_repair() -> None:
    assert {
        number: [flag.code for flag in item.flags]
        for number, item in sample().items()
        if item.flags
    } == {
        "1": ["status-not-stated"],
        "3": ["cells-exchanged", "deadline-spelling"],
        "5": ["markup-removed", "list-not-closed", "spelling-differs"],
        "6": ["markup-removed", "continued-row", "refers-back"],
        "7": [
            "markup-removed",
            "markup-removed",
            "part-without-subject",
            "part-ends-with-colon",
            "empty-lead",
        ],
        "8": ["refers-back", "revised-deadline"],
        "9": ["closing-text"],
        "10": [
            "markup-removed",
            "no-stem",
            "refers-back",
            "kept-in-part",
            "deadline-not-understood",
        ],
        "11": ["repeated-words", "no-full-stop", "status-per-part"],
    }


def test_a_row_goes_on_below_a_repeated_header() -> None:
    item = sample()["6"]
    assert [part.text for part in item.parts] == [
        "drawing up a plan for each pier. This plan should be open to all.",
        "a plan for the ferry, and, with Ports, for the car park.",
    ]
    assert item.cells[0].count("\n") == 1


def test_closing_text_takes_up_the_subject_of_the_stem() -> None:
    item = sample()["9"]
    assert (item.stem, item.parts[1].text, item.closing) == (
        "Clear rules are needed. The rules should:",
        "say who mends.",
        "The rules should be sent to every town.",
    )


def test_settings_above_the_header_name_the_set() -> None:
    reading = read(
        "# title: Quay lights",
        f"# id: {SET_ID}",
        f"# source-record: {RECORD_ID.upper()}",
        "# as-at: March 2009",
        "# quarters: financial",
        "# body: HC | Harbour Council | Quay Board; Ports",
        "# body: HO",
        HEADER,
        "1\tLight the quay.\tHC\tQ1 / 2009\tMet",
    )
    assert reading.records == ()
    (found,) = reading.sets
    assert (found.title, found.id, found.source_record) == ("Quay lights", SET_ID, RECORD_ID)
    assert found.as_at == PartialDate(2009, 3, raw="March 2009")
    assert found.quarters is QuarterConvention.FINANCIAL
    assert found.bodies == (
        Body(name="HC", full_name="Harbour Council", successors=("Quay Board", "Ports")),
        Body(name="HO"),
    )
    assert found.flags == ()


def test_without_a_record_of_its_own_a_set_gets_one() -> None:
    reading = read("Quay lights", HEADER, "1\tLight the quay.\tHC\tQ1 / 2009\tMet")
    (holder,), (found,) = reading.records, reading.sets
    assert (holder.title, holder.kind) == ("Quay lights", "policy and recommendations")
    assert holder.recommendation_sets == (found.id,)
    assert found.source_record == holder.id


def test_a_table_without_a_title_takes_the_name_of_its_file_and_says_so() -> None:
    reading = read(HEADER, "1\tLight the quay.\tHC\tQ1 / 2009\tMet")
    assert reading.sets[0].title == "quay"
    assert [flag.code for flag in reading.records[0].flags] == [
        "made-from-table",
        "title-from-name",
    ]


def test_columns_may_stand_in_another_order_and_have_a_theme() -> None:
    found = set_of(
        "No.\tRecommendation\tDeadline\tLead\tStatus\tTheme",
        "1.\tLight the quay.\tQ1 / 2009\tHC\tMet\tLight",
    )
    (item,) = found.recommendations
    assert (item.number, item.leads, item.theme) == ("1", ("HC",), "Light")
    assert item.deadline is not None
    assert item.deadline.value == "2009-Q1"


def test_odd_rows_lines_and_numbers_are_flagged() -> None:
    found = set_of(
        "Quay lights",
        "and more words",
        "# colour: blue",
        "# titel: x",
        HEADER,
        "1\tLight the quay.\tHC",
        "Page 3 of 9",
        "1\tLight the pier.\tHC\tQ1 / 2009\tMet\tand more",
        "4\tLight the path.\tHC\tQ1 / 2009\tMet",
        "\tLight the steps.\tHC\tQ1 / 2009\tMet",
    )
    assert [flag.code for flag in found.flags] == [
        "unknown-setting",
        "unknown-setting",
        "line-above-table",
        "line-in-table",
        "number-twice",
        "number-gap",
        "quarters-unstated",
        "as-at-unstated",
    ]
    assert "Perhaps “title” is meant." in found.flags[1].message
    assert [[flag.code for flag in item.flags] for item in found.recommendations] == [
        ["row-cells", "no-deadline", "no-progress"],
        ["row-cells"],
        [],
        ["row-number"],
    ]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["1\tLight.\tHC\tQ1\tMet", "2\tLamp.\tHC\tQ1\tMet"], "has no header; put a line"),
        ([HEADER], "has a header but no rows"),
        (["# id: 12", HEADER], "Line 1 of “quay.recommendations.tsv”: “12” is not an identity"),
        (["", "# as-at: soon", HEADER], "Line 2 .* “soon” is not a date"),
        (["# quarters: lunar", HEADER], "“lunar” is not one of calendar, financial, unstated"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(lines: list[str], says: str) -> None:
    with pytest.raises(UserCanFix, match=says) as caught:
        read(*lines, *([] if len(lines) == 1 and lines[0] == HEADER else ["1\tx"]))
    assert "\n" not in str(caught.value)


def test_a_table_is_recognised_by_its_header_its_rows_or_its_name() -> None:
    recognises = recommendation_table.recognises
    assert recognises(f"Quay\n{HEADER}\n", "x.txt")
    assert recognises("1\ta\tb\tc\td\n2\ta\tb\tc\td\n", "x.txt")
    assert recognises("", "x.recommendations.tsv")
    assert not recognises("Title: x\n\nsome\ttabs", "x.txt")


cells = st.text(st.sampled_from("i)ii)(v x.Q1/2004<p>and,\n\t"), max_size=40)


@given(st.lists(st.lists(cells | st.text(max_size=20), max_size=6), max_size=8))
def test_any_table_is_read_or_refused(rows: list[list[str]]) -> None:
    text = "\n".join([HEADER, *("\t".join(row) for row in rows)])
    assert "\n" not in refusal(lambda: recommendation_table.read(text, "x", {}))
