"""Quarters of a year, by calendar or by financial year, and the days that deadlines mean."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from evidence_library.model.dates import PartialDate
from evidence_library.model.recommendation import Deadline
from evidence_library.model.vocabulary import QuarterConvention

#: The month in which the first quarter of a year begins.
_FIRST_MONTH = {
    QuarterConvention.CALENDAR: 1,
    QuarterConvention.UNSTATED: 1,
    QuarterConvention.FINANCIAL: 4,
}


class Quarter(NamedTuple):
    """A quarter; `year` is the one in which its year begins, so financial Q4 2005 ends in 2006.

    Quarters compare by time, if they are of one convention.
    """

    year: int
    number: int

    @property
    def position(self) -> int:
        """How many quarters have passed before it: differences of positions count quarters."""
        return self.year * 4 + self.number - 1

    @property
    def label(self) -> str:
        """The quarter for people, "Q3 2005"."""
        return f"Q{self.number} {self.year}"


class Span(NamedTuple):
    """A first and a last day."""

    first: date
    last: date


def quarter_at(position: int) -> Quarter:
    """Give the quarter at a position."""
    return Quarter(position // 4, position % 4 + 1)


def quarter_of(day: date, convention: QuarterConvention) -> Quarter:
    """Give the quarter a day lies in."""
    months = day.year * 12 + day.month - _FIRST_MONTH[convention]
    return Quarter(months // 12, months % 12 // 3 + 1)


@lru_cache(maxsize=4096)
def days_of(quarter: Quarter, convention: QuarterConvention) -> Span:
    """Give the first and the last day of a quarter."""
    months = quarter.year * 12 + _FIRST_MONTH[convention] - 1 + (quarter.number - 1) * 3
    first = date(months // 12, months % 12 + 1, 1)
    end = months + 2
    return Span(first, _last_of_month(end // 12, end % 12 + 1))


def span_of(deadline: Deadline, convention: QuarterConvention) -> Span | None:
    """Give the days that a deadline may mean; None if it was not understood.

    A season, or several months, has no sharp ends: it means the whole of the quarters it touches.
    """
    if deadline.year is not None and deadline.quarter is not None:
        return days_of(Quarter(deadline.year, deadline.quarter), convention)
    if deadline.date is not None:
        found = _days(deadline.date)
        until = _days(deadline.until) if deadline.until else None
        if found is None or until is None:
            return found
        first = days_of(quarter_of(found.first, convention), convention).first
        return Span(first, days_of(quarter_of(until.last, convention), convention).last)
    if deadline.year is not None:
        return Span(date(deadline.year, 1, 1), date(deadline.year, 12, 31))
    return None


def quarters_in_words(span: Span, convention: QuarterConvention) -> str:
    """Name the quarters some days lie in: "Q3 2005", "Q1 to Q2 2004", "Q4 2004 to Q1 2005"."""
    first, last = quarter_of(span.first, convention), quarter_of(span.last, convention)
    if first == last:
        return first.label
    if first.year == last.year:
        return f"Q{first.number} to {last.label}"
    return f"{first.label} to {last.label}"


def _days(item: PartialDate) -> Span | None:
    if item.year is None or not 1 <= item.year <= 9998:
        return None
    try:
        if item.month is None:
            return Span(date(item.year, 1, 1), date(item.year, 12, 31))
        if item.day is None:
            return Span(date(item.year, item.month, 1), _last_of_month(item.year, item.month))
        day = date(item.year, item.month, item.day)
    except ValueError:  # a day that no calendar has
        return None
    return Span(day, day)


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
