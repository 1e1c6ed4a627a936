"""Dates as people write them, read to the year, the month or the day."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date as day

from evidence_library.model.dates import Added, PartialDate

_MONTH_NAMES = tuple(calendar.month_name)[1:]
_MONTHS = (
    {name.casefold(): number for number, name in enumerate(_MONTH_NAMES, start=1)}
    | {name[:3].casefold(): number for number, name in enumerate(_MONTH_NAMES, start=1)}
    | {"sept": 9}
)
#: Words beside a date that do not change what it means.
_FILLERS = frozenset({"by", "c", "ca", "circa", "in", "of", "the", "st", "nd", "rd", "th"})
#: Longer texts are prose, not dates.
_LONGEST = 100

#: "2003-4" is none: it may be a span of years.
_ISO = re.compile(r"([0-9]{4})(?:-(?=[0-9]{2}$|[0-9]+-)([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")
_INITIALS = re.compile(r"\b([A-Z]{2,4})\s{0,5}\)?\s{0,5}$")
_INITIALS_FIRST = re.compile(r"^\s{0,5}\(?([A-Z]{2,4})\b")
#: "D. Hill": who added a record, named in full.
_INITIAL_AND_NAME = re.compile(r"\b((?:[A-Z]\. ?){1,3}[A-Z][\w'’-]{1,40})\s{0,5}\)?\s{0,5}$")


def parse_partial_date(raw: str) -> PartialDate:
    """Read a date to the precision it is given in; `raw` is kept, no year means not understood.

    "05/01/2004" can mean two days, so only its year is taken; "2003/04" and "2003-2004" are spans
    and are not understood, nor is "2003-4", or a day that does not exist. A month that does not
    exist is left out.
    """
    text = raw.strip()
    if not text or len(text) > _LONGEST:
        return PartialDate(raw=raw)
    found = _iso(text) or _numeric(text) or _worded(text) or PartialDate()
    return replace(found, raw=raw)


def latest_of_two(raw: str) -> PartialDate | None:
    """Give the later of the two days that "03/04/2004" can mean, in Britain or in America.

    None if it is no such date, or can mean one day only.
    """
    match = _DAY_MONTH_YEAR.fullmatch(raw.strip())
    if match is None or match[1] == match[2] or max(int(match[1]), int(match[2])) > 12:
        return None
    smaller, larger = sorted((int(match[1]), int(match[2])))
    found = _existing(int(match[3]), larger, smaller) if smaller else None
    return replace(found, raw=raw) if found else None


def parse_day(typed: str) -> day | None:
    """Read a whole day, "2005-10-01" or "1 October 2005"; None if it is none, or less than one."""
    found = parse_partial_date(typed)
    if not (found.year and found.month and found.day):
        return None
    return day(found.year, found.month, found.day)


def parse_added(raw: str) -> Added:
    """Read "2011 (October DH)": a date and, at its end or start, who added the record."""
    by = _who(raw)
    at = raw.rindex(by) if by else len(raw)
    without = f"{raw[:at]} {raw[at + len(by) :]}"
    return Added(replace(parse_partial_date(_unbracketed(without)), raw=raw), by)


def says_more(date: PartialDate, besides: str = "") -> bool:
    """Tell whether the wording of a date holds more than was understood of it.

    `besides` is what else was understood of the wording: the initials of who added a record.
    """
    if date.year is None or len(date.raw) > _LONGEST:
        return False
    wording = date.raw.replace(besides, " ") if besides else date.raw
    tokens = [token for token in _TOKEN.findall(wording) if token.casefold() not in _FILLERS]
    understood = 1 + (date.month is not None) + (date.day is not None)
    return len(tokens) > understood


def _who(raw: str) -> str:
    end = raw[-_LONGEST:]
    matches = (_INITIAL_AND_NAME.search(end), _INITIALS.search(end), _INITIALS_FIRST.match(raw))
    found = [match[1] for match in matches if match and match[1].casefold() not in _MONTHS]
    return found[0] if found else ""


def in_words(date: PartialDate) -> str:
    """Write a date for people, "5 January 2004"; as found where it was not understood."""
    if date.year is None:
        return date.raw
    words = [str(date.year)]
    if date.month is not None:
        words.insert(0, _MONTH_NAMES[date.month - 1])
        if date.day is not None:
            words.insert(0, str(date.day))
    return " ".join(words)


def _unbracketed(text: str) -> str:
    return " ".join(text.replace("(", " ").replace(")", " ").split())


def _existing(year: int, month: int | None, day: int | None) -> PartialDate | None:
    if year < 1:
        return None
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    if day is None:
        return PartialDate(year, month)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return PartialDate(year, month, day)


def _iso(text: str) -> PartialDate | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(group) if group else None for group in match.groups())
    return _existing(year or 0, month, day)


def _numeric(text: str) -> PartialDate | None:
    if match := _MONTH_YEAR.fullmatch(text):
        return _existing(int(match[2]), int(match[1]), None)
    match = _DAY_MONTH_YEAR.fullmatch(text)
    if match is None:
        return None
    first, second, year = (int(group) for group in match.groups())
    if first > 12 or first == second:
        return _existing(year, second, first)
    if second > 12:
        return _existing(year, first, second)
    return _existing(year, None, None)


def _worded(text: str) -> PartialDate | None:
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    years = [token for token in tokens if token.isdigit() and len(token) == 4]
    if len(years) != 1:
        return None
    months = [token for token in tokens if token in _MONTHS]
    days = [token for token in tokens if token.isdigit() and len(token) <= 2]
    understood = 1 + len(months) + len(days) + sum(token in _FILLERS for token in tokens)
    if understood != len(tokens) or len(months) != 1 or len(days) > 1:
        return _lone_year(years[0], text)
    return _existing(int(years[0]), _MONTHS[months[0]], int(days[0]) if days else None)


def _lone_year(year: str, text: str) -> PartialDate | None:
    """Take the year of "Spring 2004", but not of "2003/04", which is a span."""
    if re.search(rf"{year}\s?[-/–]\s?[0-9]", text):
        return None
    return _existing(int(year), None, None)
