"""The day that recommendations are looked at: today, the end of a quarter, or one that is typed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from evidence_library.model.clocks import reported_on
from evidence_library.model.dates import MONTHS, day_in_words
from evidence_library.model.quarters import Quarter, days_of, quarter_of
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.text.partial_dates import parse_partial_date

#: Rules that give another day each time; any other rule is an ISO date.
TODAY, LAST_QUARTER = "today", "last quarter"

_CALENDAR = QuarterConvention.CALENDAR
_LONGEST = 60
_QUARTER = re.compile(r"q([1-4])[ /,]{0,3}([0-9]{4})|([0-9]{4})[ /,-]{0,3}q([1-4])")


class AsAt(NamedTuple):
    """A rule, the day it gives now, and its words."""

    rule: str
    day: date
    words: str


def as_at(rule: str, today: date) -> AsAt:
    """Give what a rule means now; a rule that is none means today."""
    if rule == LAST_QUARTER:
        day = end_of_last_quarter(today)
        return AsAt(rule, day, f"End of last quarter ({day_in_words(day)})")
    try:
        day = date.fromisoformat(rule)
    except ValueError:
        return AsAt(TODAY, today, f"Today ({day_in_words(today)})")
    return AsAt(day.isoformat(), day, day_in_words(day))


def offered(today: date) -> tuple[AsAt, ...]:
    """List the days one often wants."""
    return (as_at(TODAY, today), as_at(LAST_QUARTER, today))


def understood(typed: str, today: date) -> AsAt | None:
    """Read a day as people type it; None if it is not understood.

    Of a month, a quarter or a year it is the last day, as what is reported within it counts.
    """
    text = " ".join(typed.casefold().split())[:_LONGEST]
    for one in offered(today):
        if text in {one.rule, one.words.casefold(), one.words.casefold().partition(" (")[0]}:
            return one
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        number, year = quarter[1] or quarter[4], quarter[2] or quarter[3]
        if int(year):
            last = days_of(Quarter(int(year), int(number)), _CALENDAR).last
            return as_at(last.isoformat(), today)
    found = parse_partial_date(typed)
    day = reported_on(found)
    return as_at(day.isoformat(), today) if day != date.min else None


def end_of_last_quarter(today: date) -> date:
    """Give the last day of the calendar quarter before that of today."""
    return days_of(quarter_of(today, _CALENDAR), _CALENDAR).first - timedelta(days=1)


def short_day(day: date) -> str:
    """Write a day briefly: "1 Oct 2005"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
