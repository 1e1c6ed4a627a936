"""Spans of years and dates as people write them: `2003..2011`, `>=2004`, `last-year`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

#: A span, both ends included; None is open.
Years = tuple[int | None, int | None]
Dates = tuple[str | None, str | None]

_COMPARED = re.compile(r"(?P<sign>>=|<=|>|<|=)?\s*(?P<value>\d{4}(?:-\d\d){0,2})")
_RELATIVE = re.compile(r"(\d{1,4})-years?-ago|this-year|last-year", re.IGNORECASE)
_HYPHENED = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


def years(text: str, today: date) -> Years | None:
    """Read a year, a comparison such as `>=2004`, or `2003-2011`; None if it is none of them.

    A year may be told from `today`: `10-years-ago`, `last-year`, `this-year`.
    """
    text = _in_figures(text, today)
    hyphened = _HYPHENED.fullmatch(text.strip())
    if hyphened:
        return int(hyphened[1]), int(hyphened[2])
    found = _COMPARED.fullmatch(text.strip())
    if found is None or "-" in found["value"]:
        return None
    year = int(found["value"])
    spans: dict[str | None, Years] = {
        ">=": (year, None),
        ">": (year + 1, None),
        "<=": (None, year),
        "<": (None, year - 1),
    }
    return spans.get(found["sign"], (year, year))


def dates(text: str, today: date) -> Dates | None:
    """Read a date, a comparison or a word such as `last-year`; None if it is none of them.

    A year or a month stands for all of its days.
    """
    word = as_word(text)
    if word in _WORDS:
        first, last = _WORDS[word](today)
        return first.isoformat(), last.isoformat()
    found = _COMPARED.fullmatch(_in_figures(text, today).strip())
    ends = _ends(found["value"]) if found else None
    if found is None or ends is None:
        return None
    start, end = ends
    whole = start.isoformat(), end.isoformat()
    spans: dict[str | None, Dates] = {
        ">=": (whole[0], None),
        ">": (_shifted(end, 1), None),
        "<=": (None, whole[1]),
        "<": (None, _shifted(start, -1)),
    }
    return spans.get(found["sign"], whole)


def date_span(first: str, last: str) -> Dates | None:
    """Read the two halves of a span of dates; an empty half is open. None if one is no date."""
    start = _ends(first) if first else None
    end = _ends(last) if last else None
    if (first and start is None) or (last and end is None):
        return None
    return start[0].isoformat() if start else None, end[1].isoformat() if end else None


def _in_figures(text: str, today: date) -> str:
    """Write years that are told from today in figures; a year before the first one is year 1."""

    def figures(found: re.Match[str]) -> str:
        back = int(found[1]) if found[1] else int(found[0].lower() == "last-year")
        return f"{max(1, today.year - back):04d}"

    return _RELATIVE.sub(figures, text)


def _ends(value: str) -> tuple[date, date] | None:
    """Give the first and last day of a year, a month or a day; None for one that never was."""
    numbers = [int(part) for part in value.split("-")]
    try:
        match numbers:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month]:
                return date(year, month, 1), date(year, month, monthrange(year, month)[1])
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
            case _:
                return None
    except ValueError:
        return None


def _shifted(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return day.isoformat()


def _year(today: date, back: int) -> tuple[date, date]:
    year = today.year - back
    return date(year, 1, 1), date(year, 12, 31)


def _month(today: date, back: int) -> tuple[date, date]:
    month = today.year * 12 + today.month - 1 - back
    year, number = divmod(month, 12)
    return date(year, number + 1, 1), date(year, number + 1, monthrange(year, number + 1)[1])


def _week(today: date, back: int) -> tuple[date, date]:
    """Give a week from Monday to Sunday."""
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return monday, monday + timedelta(days=6)


_WORDS: dict[str, Callable[[date], tuple[date, date]]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (today - timedelta(days=1), today - timedelta(days=1)),
    "this-week": lambda today: _week(today, 0),
    "last-week": lambda today: _week(today, 1),
    "this-month": lambda today: _month(today, 0),
    "last-month": lambda today: _month(today, 1),
    "this-year": lambda today: _year(today, 0),
    "last-year": lambda today: _year(today, 1),
}

#: The words that stand for what is due, as the manual and the completion list them.
OVERDUE, DUE_SOON = "overdue", "due-soon"
DUE_WORDS: tuple[str, ...] = (OVERDUE, DUE_SOON)

#: The last year of which all quarters are days of the calendar, also where one ends in the next.
LAST_YEAR = 9998

#: So many days from now are soon.
_SOON = 90


def as_word(text: str) -> str:
    """Write a word of several parts as the lists have it: `Due soon` is `due-soon`."""
    return "-".join(text.strip().lower().replace("_", " ").replace("-", " ").split())


def soon(today: date) -> Dates:
    """Give the days that are soon: three months, from today."""
    return today.isoformat(), _shifted(today, _SOON)


#: The words that stand for a date, as the manual and the completion list them.
DATE_WORDS: tuple[str, ...] = tuple(_WORDS)
