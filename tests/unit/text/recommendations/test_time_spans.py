"""Deadlines that mean several months: what is read of them, and which quarters they touch."""

from __future__ import annotations

import pytest

from evidence_library.model.quarters import quarters_in_words, span_of
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.text.recommendations.cells import read_deadline, read_report
from evidence_library.text.recommendations.row import Row, read_row

CALENDAR, FINANCIAL = QuarterConvention.CALENDAR, QuarterConvention.FINANCIAL


@pytest.mark.parametrize(
    ("words", "value", "quarters"),
    [
        ("Spring 2004", "2004-03/2004-05", "Q1 to Q2 2004"),
        ("by the summer of 2004", "2004-06/2004-08", "Q2 to Q3 2004"),
        ("Late autumn 2004", "2004-09/2004-11", "Q3 to Q4 2004"),
        ("Winter 2004/05", "2004-12/2005-02", "Q4 2004 to Q1 2005"),
        ("early 2004", "2004-01/2004-04", "Q1 to Q2 2004"),
        ("mid-2004", "2004-05/2004-08", "Q2 to Q3 2004"),
        ("late 2004", "2004-09/2004-12", "Q3 to Q4 2004"),
        ("by the end of 2004", "2004-10/2004-12", "Q4 2004"),
        ("second half of 2004", "2004-07/2004-12", "Q3 to Q4 2004"),
        ("FY 2003-04", "2003-04/2004-03", "Q2 2003 to Q1 2004"),
        ("1999/00", "1999-04/2000-03", "Q2 1999 to Q1 2000"),
        ("Q1-Q2 2004", "2004-01/2004-06", "Q1 to Q2 2004"),
        ("Q1 2004 - Q2 2004", "2004-01/2004-06", "Q1 to Q2 2004"),
        ("Q4 2004 to Q1 2005", "2004-10/2005-03", "Q4 2004 to Q1 2005"),
        ("2004-2006", "2004-01/2006-12", "Q1 2004 to Q4 2006"),
        ("2004-2005", "2004-04/2005-03", "Q2 2004 to Q1 2005"),
        ("Q1 '04", "2004-Q1", "Q1 2004"),
        ("the third quarter of 2004", "2004-Q3", "Q3 2004"),
        ("03/04/2004", "2004-04-03", "Q2 2004"),
        ("13/04/2004", "2004-04-13", "Q2 2004"),
        ("March to June 2005", "2005-03/2005-06", "Q1 to Q2 2005"),
        ("end March 2006", "2006-03", "Q1 2006"),
    ],
)
def test_a_span_is_kept_as_written_with_its_quarters(words: str, value: str, quarters: str) -> None:
    deadline = read_deadline(words)
    span = span_of(deadline, CALENDAR)
    assert span is not None
    assert (deadline.raw, deadline.value) == (words, value)
    assert quarters_in_words(span, CALENDAR) == quarters


@pytest.mark.parametrize(
    "words",
    ["Easter 2004", "from spring 2004", "2005-7", "next spring", "Q2-Q1 2004", "spring 2004-05"],
)
def test_what_is_no_span_has_no_value(words: str) -> None:
    assert (read_deadline(words).value, read_deadline(words).raw) == ("", words)


def test_quarters_of_a_financial_year_begin_in_april() -> None:
    deadline = read_deadline("Q1-Q2 2004", FINANCIAL)
    assert deadline.value == "2004-04/2004-09"
    span = span_of(deadline, FINANCIAL)
    assert span is not None
    assert quarters_in_words(span, FINANCIAL) == "Q1 to Q2 2004"


def test_a_new_date_may_be_a_season() -> None:
    report = read_report("Not met, now expected in spring 2005")
    assert report.revised is not None
    assert (report.revised.raw, report.revised.value) == ("spring 2005", "2005-03/2005-05")


def test_a_span_is_flagged_with_what_it_was_read_as() -> None:
    def told(timetable: str) -> str:
        (flag,) = read_row(Row(number="1", cells=("Do it.", "HC", timetable, "Met"))).flags
        assert flag.code == "deadline-is-a-span"
        return flag.message

    assert told("Spring 2004") == (
        "“Spring 2004” is no single quarter; it was read as Q1 to Q2 2004."
    )
    assert told("2003-04").endswith("Q2 2003 to Q1 2004. It may mean April 2003.")
