"""Quarters by calendar and by financial year, and the days deadlines mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from evidence_library.model.dates import PartialDate
from evidence_library.model.quarters import (
    Quarter,
    days_of,
    quarter_at,
    quarter_of,
    quarters_in_words,
    span_of,
)
from evidence_library.model.recommendation import Deadline
from evidence_library.model.vocabulary import QuarterConvention

CALENDAR, FINANCIAL = QuarterConvention.CALENDAR, QuarterConvention.FINANCIAL
DAYS = some.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(DAYS, some.sampled_from(QuarterConvention))
def test_every_day_lies_in_its_quarter_and_the_next_quarter_begins_the_day_after(
    day: date, convention: QuarterConvention
) -> None:
    quarter = quarter_of(day, convention)
    span = days_of(quarter, convention)
    following = days_of(quarter_at(quarter.position + 1), convention)
    assert span.first <= day <= span.last
    assert following.first.toordinal() == span.last.toordinal() + 1


@pytest.mark.parametrize(
    ("convention", "quarter", "first", "last"),
    [
        (CALENDAR, Quarter(2005, 3), date(2005, 7, 1), date(2005, 9, 30)),
        (QuarterConvention.UNSTATED, Quarter(2004, 1), date(2004, 1, 1), date(2004, 3, 31)),
        (FINANCIAL, Quarter(2005, 1), date(2005, 4, 1), date(2005, 6, 30)),
        (FINANCIAL, Quarter(2005, 4), date(2006, 1, 1), date(2006, 3, 31)),
    ],
)
def test_quarters_mean_the_months_of_their_convention(
    convention: QuarterConvention, quarter: Quarter, first: date, last: date
) -> None:
    assert days_of(quarter, convention) == (first, last)


@pytest.mark.parametrize(
    ("deadline", "first", "last", "words"),
    [
        (Deadline(year=2005, quarter=3), "2005-07-01", "2005-09-30", "Q3 2005"),
        (Deadline(year=2005), "2005-01-01", "2005-12-31", "Q1 to Q4 2005"),
        (Deadline(date=PartialDate(2006, 3)), "2006-03-01", "2006-03-31", "Q1 2006"),
        (Deadline(date=PartialDate(2004, 2, 29)), "2004-02-29", "2004-02-29", "Q1 2004"),
        (
            Deadline(date=PartialDate(2004, 3), until=PartialDate(2004, 5), raw="Spring 2004"),
            "2004-01-01",
            "2004-06-30",
            "Q1 to Q2 2004",
        ),
        (
            Deadline(date=PartialDate(2004, 12), until=PartialDate(2005, 2)),
            "2004-10-01",
            "2005-03-31",
            "Q4 2004 to Q1 2005",
        ),
    ],
)
def test_a_deadline_means_days_and_a_season_the_quarters_it_touches(
    deadline: Deadline, first: str, last: str, words: str
) -> None:
    span = span_of(deadline, CALENDAR)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)
    assert quarters_in_words(span, CALENDAR) == words


@pytest.mark.parametrize(
    "deadline", [Deadline(raw="soon"), Deadline(date=PartialDate(2003, 2, 30)), Deadline()]
)
def test_what_is_no_date_means_no_days(deadline: Deadline) -> None:
    assert span_of(deadline, CALENDAR) is None
