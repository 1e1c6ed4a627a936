"""Dates as people write them are read as far as they can be, and no further."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.model.dates import Added, PartialDate
from evidence_library.text.partial_dates import (
    in_words,
    parse_added,
    parse_partial_date,
    says_more,
)


@pytest.mark.parametrize(
    ("raw", "value", "words"),
    [
        ("January 2004", "2004-01", "January 2004"),
        ("Sept. 2011", "2011-09", "September 2011"),
        ("2004", "2004", "2004"),
        ("2004-01", "2004-01", "January 2004"),
        ("2004-1-5", "2004-01-05", "5 January 2004"),
        ("0800-02", "0800-02", "February 800"),
        ("5th January 2004", "2004-01-05", "5 January 2004"),
        ("January 5, 2004", "2004-01-05", "5 January 2004"),
        ("the 5th of January 2004", "2004-01-05", "5 January 2004"),
        ("13/01/2004", "2004-01-13", "13 January 2004"),
        ("01/13/2004", "2004-01-13", "13 January 2004"),
        ("05/01/2004", "2004", "2004"),
        ("05.05.2004", "2004-05-05", "5 May 2004"),
        ("01/2004", "2004-01", "January 2004"),
        ("c. 2004", "2004", "2004"),
        ("Spring 2004", "2004", "2004"),
        ("2004-13", "2004", "2004"),
        ("30 February 2005", "", "30 February 2005"),
        ("January/February 2004", "2004", "2004"),
        ("2003/04", "", "2003/04"),
        ("2003-2004", "", "2003-2004"),
        ("2003-4", "", "2003-4"),
        ("2004/05", "", "2004/05"),
        ("0000", "", "0000"),
        ("not dated", "", "not dated"),
        ("", "", ""),
        ("1999 " * 50, "", "1999 " * 50),
    ],
)
def test_dates_are_read_to_the_precision_they_have(raw: str, value: str, words: str) -> None:
    date = parse_partial_date(raw)
    assert (date.value, date.raw, in_words(date)) == (value, raw, words)


@pytest.mark.parametrize(
    ("raw", "value", "by"),
    [
        ("2011 (October DH)", "2011-10", "DH"),
        ("October 2011 (KM)", "2011-10", "KM"),
        ("2011 DH", "2011", "DH"),
        ("2011 (OCT)", "2011-10", ""),
        ("12 May 2011", "2011-05-12", ""),
        ("unknown (DH)", "", "DH"),
        ("2011 (October D. Hill)", "2011-10", "D. Hill"),
        ("DH October 2011", "2011-10", "DH"),
        ("MAY 2011", "2011-05", ""),
        ("", "", ""),
    ],
)
def test_the_initials_stand_behind_the_date(raw: str, value: str, by: str) -> None:
    added = parse_added(raw)
    assert (added.date.value, added.date.raw, added.by) == (value, raw, by)


@pytest.mark.parametrize(
    ("raw", "more"),
    [
        ("5/1/2004", True),
        ("31 February 2004", False),
        ("January-March 2004", True),
        ("Spring 2004", True),
        ("2004-13", True),
        ("5th January 2004", False),
        ("c. 2004", False),
        ("2004-01", False),
        ("13/01/2004", False),
        ("not dated", False),
    ],
)
def test_a_wording_that_was_only_partly_understood_is_told(raw: str, *, more: bool) -> None:
    assert says_more(parse_partial_date(raw)) == more
    assert says_more(parse_added(f"{raw} (KM)").date, "KM") == more


def test_a_date_without_wording_is_put_in_words() -> None:
    assert in_words(PartialDate(2011, 10)) == "October 2011"
    assert parse_added("2011") == Added(PartialDate(2011, raw="2011"))


@given(st.text())
def test_any_wording_is_kept(raw: str) -> None:
    assert parse_partial_date(raw).raw == raw
    assert parse_added(raw).date.raw == raw


@given(st.dates())
def test_written_dates_are_read_again(day: object) -> None:
    date = parse_partial_date(str(day))
    assert date.value == str(day)
    again = parse_partial_date(in_words(date))
    assert again.value == (date.value if date.year and date.year > 999 else again.value)
