"""Lead bodies, deadlines and progress as tables word them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.model.vocabulary import Status
from evidence_library.text.recommendations.cells import (
    Leads,
    is_timetable,
    read_deadline,
    read_leads,
    read_progress,
    read_report,
    read_timetable,
    write_leads,
)


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("DfES", Leads(("DfES",))),
        ("DfES / Ofsted", Leads(("DfES", "Ofsted"))),
        ("DWP & HMT", Leads(("DWP", "HMT"))),
        ("Home Office, CRE, OGC, and ODPM", Leads(("Home Office", "CRE", "OGC", "ODPM"))),
        ("DTI, , DWP, and SBS", Leads(("DTI", "DWP", "SBS"), empty=1)),
        ("DWP and Inland Revenue", Leads(("DWP", "Inland Revenue"))),
        ("A; B and C; ", Leads(("A", "B and C"), empty=1)),
        ("B and C;", Leads(("B and C",))),
        (
            "Department of Trade and Industry, SBS",
            Leads(
                ("Department of Trade and Industry", "SBS"),
                unsure=("Department of Trade and Industry",),
            ),
        ),
        ("", Leads(())),
    ],
)
def test_leads_are_read_in_order(cell: str, leads: Leads) -> None:
    assert read_leads(cell) == leads


@given(st.lists(st.sampled_from(["DTI", "Home Office", "Trade and Industry", "A, B"]), min_size=1))
def test_written_leads_are_read_again(names: list[str]) -> None:
    assert read_leads(write_leads(names)).names == tuple(names)


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
        ("by March 2006", ""),
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
