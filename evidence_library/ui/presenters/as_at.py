"""The day that recommendations are looked at: today, the end of a quarter, or one that is typed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from evidence_library.model.clocks import reported_on
from evidence_library.model.dates import MONTHS, day_in_words
from evidence_library.model.quarters import Quarter, days_of, quarter_of
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.text.partial_dates import parse_partial_date, says_more
from evidence_library.text.recommendations.cells import read_deadline

#: Rules that give another day each time; any other rule is an ISO date.
TODAY, LAST_QUARTER = "today", "last quarter"

_CALENDAR = QuarterConvention.CALENDAR
_LONGEST = 60
_QUARTER = re.compile(r"q([1-4])[ /,]{0,3}([0-9]{4})|([0-9]{4})[ /,-]{0,3}q([1-4])")
_SEASON = re.compile(r"(?:spring|summer|autumn|winter) [0-9]{4}")
#: Figures with one sign between them: the day first as in the UK, or the year first.
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/. -])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/. -])([0-9]{1,2})\2([0-9]{1,2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([/. -])[0-9]{1,2}\1[0-9]{2}")
_SHOWN = 40


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
    """Read a day as people in the UK type it; None if it is not understood, or doubtful.

    Of a month, a season, a quarter or a year it is the last day, as what is reported within it
    counts.
    """
    text = " ".join(typed.casefold().split())[:_LONGEST]
    for one in offered(today):
        if text in {one.rule, one.words.casefold(), one.words.casefold().partition(" (")[0]}:
            return one
    day = _day_in(text)
    return as_at(day.isoformat(), today) if day is not None else None


def refusal(typed: str) -> str:
    """Say in a sentence why a day was not understood, and how to write one."""
    text = " ".join(typed.split())
    if _SHORT_YEAR.fullmatch(text):
        return "Write the year with four figures, such as 2005."
    if _MONTH_FIRST.fullmatch(text):
        return "There is no such day; write the day, then the month: 1/10/2005 is 1 October."
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return (
        f"“{shown}” is not a day that is understood; "
        "write it as 1 October 2005, Oct 2005, Q3 2005 or 2005."
    )


def _day_in(text: str) -> date | None:
    """Read a day, or the last day of a span; None unless all that is typed says just that."""
    for pattern, places in ((_DAY_FIRST, (4, 3, 1)), (_YEAR_FIRST, (1, 3, 4))):
        figures = pattern.fullmatch(text)
        if figures:
            return _existing(*(int(figures[at]) for at in places))
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        number, year = quarter[1] or quarter[4], quarter[2] or quarter[3]
        return days_of(Quarter(int(year), int(number)), _CALENDAR).last if int(year) else None
    if _SEASON.fullmatch(text):
        return reported_on(read_deadline(text).until)
    found = parse_partial_date(text)
    day = reported_on(found)
    return None if day == date.min or says_more(found) else day


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def end_of_last_quarter(today: date) -> date:
    """Give the last day of the calendar quarter before that of today."""
    return days_of(quarter_of(today, _CALENDAR), _CALENDAR).first - timedelta(days=1)


def short_day(day: date) -> str:
    """Write a day briefly: "1 Oct 2005"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
