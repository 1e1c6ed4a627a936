"""Deadlines and progress as tables word them."""

from __future__ import annotations

import pytest

from evidence_library.model.vocabulary import Status
from evidence_library.text.recommendations.cells import (
    is_timetable,
    read_deadline,
    read_progress,
    read_report,
    read_timetable,
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Q3 / 2005", "2005-Q3"),
        ("Q4/ 2003", "2003-Q4"),
        ("Q3 2005", "2005-Q3"),
        ("Q2/2003", "2003-Q2"),
        ("q1/2004.", "2004-Q1"),
        ("2004 Q2", "2004-Q2"),
        ("March 2006", "2006-03"),
        ("12 March 2006", "2006-03-12"),
        ("2006", "2006"),
        ("Q5 / 2005", ""),
        ("by March 2006", "2006-03"),
        ("by the end of March 2006", "2006-03"),
        ("31/03/2005", "2005-03-31"),
        ("2004-03", "2004-03"),
        ("2003-04", "2003-04/2004-03"),
        ("by Q3 2005", "2005-Q3"),
        ("Q3-2005", "2005-Q3"),
        ("Quarter 3 2005", "2005-Q3"),
        ("Q3 20055", ""),
        ("ongoing", ""),
    ],
)
def test_deadlines_are_read_to_quarter_or_date(words: str, value: str) -> None:
    deadline = read_deadline(words)
    assert (deadline.value, deadline.raw) == (value, words.rstrip("."))


def test_a_timetable_is_for_the_whole_or_for_each_part() -> None:
    assert read_timetable("Q3 / 2005").whole == read_deadline("Q3 / 2005")
    each = read_timetable("(i) Q2 / 2004 (ii) Q3 2005")
    assert each.whole is None
    assert {part: item.value for part, item in each.parts.items()} == {
        "i": "2004-Q2",
        "ii": "2005-Q3",
    }
    both = read_timetable("Q1/2004; ii) Q3/2005")
    assert both.whole is not None
    assert (both.whole.value, both.parts["ii"].value) == ("2004-Q1", "2005-Q3")


def test_a_cell_of_deadlines_is_told_from_one_of_bodies() -> None:
    assert is_timetable("(i) Q2 / 2004 (ii) Q3 2005")
    assert not is_timetable("DfES")
    assert not is_timetable("i) DfES ii) DWP")
    assert not is_timetable("")


@pytest.mark.parametrize(
    ("words", "status", "note"),
    [
        ("Met", Status.MET, ""),
        ("Fully met.", Status.MET, ""),
        ("Not met", Status.NOT_MET, ""),
        ("Not yet met", Status.NOT_MET, ""),
        ("Not completed", Status.NOT_MET, ""),
        ("Not yet started", Status.NOT_MET, ""),
        ("Not been done.", Status.NOT_MET, ""),
        ("Not due", Status.NOT_DUE, ""),
        ("not due yet", Status.NOT_DUE, ""),
        ("Met in part", Status.PARTLY_MET, ""),
        ("Partly met", Status.PARTLY_MET, ""),
        ("Partially implemented", Status.PARTLY_MET, ""),
        ("In progress", Status.IN_PROGRESS, ""),
        ("Ongoing", Status.IN_PROGRESS, ""),
        ("Work is under way", Status.IN_PROGRESS, ""),
        (
            "Recommendation is being addressed through the Bright Plan",
            Status.ADDRESSED_ELSEWHERE,
            "through the Bright Plan",
        ),
        ("Met, but late", Status.MET, "but late"),
        ("Met in full.", Status.MET, ""),
        ("Completed in March 2006", Status.MET, "in March 2006"),
        ("Met Q3 / 2004", Status.MET, "Q3 / 2004"),
        ("Met (March 2006)", Status.MET, "(March 2006)"),
        ("Complete revision under way", Status.UNKNOWN, ""),
        ("Met?", Status.UNKNOWN, ""),
        ("Met; iii) not met", Status.UNKNOWN, ""),
        ("Met – b) and c)", Status.UNKNOWN, ""),
        ("Met except ii)", Status.UNKNOWN, ""),
        ("Met, except for small towns", Status.UNKNOWN, ""),
        ("Met - rest pending", Status.UNKNOWN, ""),
        ("Met-office work goes on", Status.UNKNOWN, ""),
        ("Achieved by half of the towns", Status.UNKNOWN, ""),
        ("DfES will report on progress", Status.UNKNOWN, ""),
        ("Metropolitan towns only", Status.UNKNOWN, ""),
        ("", Status.UNKNOWN, ""),
    ],
)
def test_progress_is_understood_by_how_it_begins(words: str, status: Status, note: str) -> None:
    report = read_report(words)
    assert (report.status, report.note, report.raw) == (status, note, words)
    assert report.understood == (status is not Status.UNKNOWN)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Not met, service will be rolled out March 2006", "2006-03"),
        ("Partly met; rest by Q2 / 2006", "2006-Q2"),
        ("In progress, done in 2007", "2007"),
        ("Not met", None),
        ("Met in March 2006", None),
    ],
)
def test_a_new_date_is_read_where_something_is_still_open(words: str, value: str | None) -> None:
    revised = read_report(words).revised
    assert (revised.value if revised else None) == value


def test_progress_may_name_single_parts() -> None:
    progress = read_progress("Met – iv) not due yet", ("i", "ii", "iii", "iv"))
    assert progress.whole is not None
    assert progress.whole.status is Status.MET
    assert {part: report.status for part, report in progress.parts.items()} == {
        "iv": Status.NOT_DUE
    }
    each = read_progress("i) Met ii) Not met", ("i", "ii"))
    assert each.whole is None
    assert [report.status for report in each.parts.values()] == [Status.MET, Status.NOT_MET]
    assert read_progress("", ("i",)).whole is None


def test_what_follows_several_markers_is_said_of_each() -> None:
    timetable = read_timetable("i) and ii) Q3 2004; iii) Q1 / 2005")
    assert [(part, item.value) for part, item in timetable.parts.items()] == [
        ("i", "2004-Q3"),
        ("ii", "2004-Q3"),
        ("iii", "2005-Q1"),
    ]
    progress = read_progress("i) - iii) Met, iv) Not met", ("i", "ii", "iii", "iv"))
    assert [(part, report.status) for part, report in progress.parts.items()] == [
        ("i", Status.MET),
        ("ii", Status.MET),
        ("iii", Status.MET),
        ("iv", Status.NOT_MET),
    ]


def test_a_part_that_is_excepted_makes_no_other_part_met() -> None:
    progress = read_progress("Met except ii)", ("i", "ii"))
    assert progress.whole is not None
    assert progress.whole.status is Status.UNKNOWN
    assert progress.parts["ii"].status is Status.UNKNOWN
