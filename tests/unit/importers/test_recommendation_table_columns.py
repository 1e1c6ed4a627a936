"""Columns, numbers and rows that go on: every cell of a table finds its place or is pointed out."""

from __future__ import annotations

import re

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.exporters import recommendation_table as exporter
from evidence_library.importers import recommendation_table
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.vocabulary import Status

HEADER = "\tRecommendation\tLead Department\tTimetable\tProgress"


def set_of(*lines: str) -> RecommendationSet:
    return recommendation_table.read("\n".join(lines), "quay.recommendations.tsv", {}).sets[0]


def flags(found: RecommendationSet) -> list[list[str]]:
    return [[flag.code for flag in item.flags] for item in found.recommendations]


def test_columns_that_have_no_place_are_kept_under_their_name() -> None:
    found = set_of(
        HEADER + "\tCost\tContact",
        "1\tLight the quay.\tHC\tQ1 / 2009\tMet\t90 pounds\tMs Lamp",
        "2\tLight the pier.\tHC\tQ1 / 2009\tMet\t\t",
    )
    first, second = found.recommendations
    assert [(flag.code, flag.where, flag.raw) for flag in first.flags] == [
        ("unused-column", "1", "Cost: 90 pounds"),
        ("unused-column", "1", "Contact: Ms Lamp"),
    ]
    assert second.flags == ()


def test_other_names_of_columns_are_known() -> None:
    found = set_of(
        "Ref\tRecommendation\tResponsible body\tTarget date\tStatus",
        "7\tLight the quay.\tHC\t31/03/2009\tMet",
    )
    (item,) = found.recommendations
    assert (item.number, item.leads, item.status) == ("7", ("HC",), Status.MET)
    assert item.deadline is not None
    assert item.deadline.value == "2009-03-31"


def test_rows_may_have_a_number_that_the_header_does_not_name() -> None:
    header = HEADER.strip()
    found = set_of(header, "1\tLight the quay.\tHC\tQ1 / 2009\tMet")
    assert [(item.number, item.text) for item in found.recommendations] == [
        ("1", "Light the quay.")
    ]
    assert flags(found) == [[]]


def test_rows_without_numbers_are_numbered_and_nothing_is_shifted() -> None:
    header = HEADER.strip()
    found = set_of(
        header, "Light the quay.\tHC\tQ1 / 2009\tMet", "Light the pier.\tHO\tQ2 / 2009\tNot met"
    )
    assert [(item.number, item.text, item.leads) for item in found.recommendations] == [
        ("1", "Light the quay.", ("HC",)),
        ("2", "Light the pier.", ("HO",)),
    ]
    assert flags(found) == [["row-numbered"], ["row-numbered"]]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("\tRecommendation\tLead\tProgress", "without the column Timetable; add"),
        ("\tRecommendation\tLead\tNotes", "without the columns Timetable, Progress; add"),
        (HEADER + "\tStatus", "names a column twice"),
    ],
)
def test_the_error_names_the_columns_that_are_missing(header: str, says: str) -> None:
    with pytest.raises(UserCanFix, match=says):
        set_of(header, "1\tLight the quay.\tHC\tQ1 / 2009\tMet")


def test_a_row_goes_on_with_a_timetable_and_progress_of_its_own() -> None:
    rows = (
        "1\tHC should: i) light the quay;\tHC\ti) Q1 / 2009\ti) Met",
        "\tii) mend the pier; and\t\t\t",
        "\tiii) light it.\t\tii) Q2 / 2009 iii) Q3 / 2009\tii) Not met iii) Not due",
        "2\tLight the path.\tHC\tQ1 / 2009\tMet",
    )
    found = set_of(HEADER, *rows)
    first, second = found.recommendations
    assert [
        (part.marker, part.deadline.value if part.deadline else "", part.status)
        for part in first.parts
    ] == [
        ("i", "2009-Q1", Status.MET),
        ("ii", "2009-Q2", Status.NOT_MET),
        ("iii", "2009-Q3", Status.NOT_DUE),
    ]
    assert "continued-row" in [flag.code for flag in first.flags]
    assert second.number == "2"
    written = exporter.write(found)
    assert [line for line in written.split("\n") if re.match(r"\d?\t[^R]", line)] == list(rows)
    (again,) = recommendation_table.read(written, "quay.recommendations.tsv", {}).sets
    assert again.recommendations == found.recommendations


def test_a_row_that_begins_anew_is_not_joined() -> None:
    found = set_of(
        HEADER, "1\tLight the quay.\tHC\tQ1 / 2009\tMet", "\tLight the pier.\t\tQ2 / 2009\tNot met"
    )
    assert [item.text for item in found.recommendations] == ["Light the quay.", "Light the pier."]
    assert "row-number" in flags(found)[1]


def test_numbers_with_letters_leave_no_gap() -> None:
    row = "\tLight the quay.\tHC\tQ1 / 2009\tMet"
    found = set_of(HEADER, *(number + row for number in ("1", "1a", "1b", "2", "2a", "4")))
    assert [item.number for item in found.recommendations] == ["1", "1a", "1b", "2", "2a", "4"]
    assert [flag.raw for flag in found.flags if flag.code == "number-gap"] == ["4"]
