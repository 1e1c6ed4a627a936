"""Deadlines that mean several months: seasons, thirds and halves of a year, financial years.

Nothing is made sharper than it is written: "Spring 2004" is kept, with the first and the last month
it may mean. Where a word has no fixed ends, the later ones are taken, so that nothing is told to be
overdue too early. Seasons are those of the northern hemisphere by calendar months; the winter of
2004 ends in February 2005; a financial year begins in April.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from evidence_library.model.dates import MONTHS, PartialDate
from evidence_library.model.recommendation import Deadline
from evidence_library.model.vocabulary import QuarterConvention

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH = "|".join((*MONTHS, *(name[:3] for name in MONTHS), "Sept"))
_TO = r"\s?(?:-|–|—|/|to|and|or)\s?"

#: First and last month of what a word means, counted from January of its year.
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 14),
}
_STRETCHES = {
    "early": (1, 4),
    "beginning": (1, 3),
    "start": (1, 3),
    "mid": (5, 8),
    "middle": (5, 8),
    "late": (9, 12),
    "end": (10, 12),
    "year end": (10, 12),
    "first half": (1, 6),
    "1st half": (1, 6),
    "h1": (1, 6),
    "second half": (7, 12),
    "2nd half": (7, 12),
    "h2": (7, 12),
}

_BEFORE = r"(?:(?:by|in|during|over|before the end of|no later than)\s)?(?:the\s)?"
_SEASON = re.compile(
    rf"{_BEFORE}(?:(?:early|mid|late|end of)[ -])?(?P<word>{'|'.join(_SEASONS)})"
    rf"(?:\sof)?,?\s{_YEAR}(?:\s?[/–-]\s?(?P<next>[0-9]{{2}}|[0-9]{{4}}))?",
    re.IGNORECASE,
)
_STRETCH = re.compile(
    rf"{_BEFORE}(?P<word>{'|'.join(sorted(_STRETCHES, key=len, reverse=True))})"
    rf"(?:[ -]of)?(?:[ -]the year)?(?:[ -]|,\s){_YEAR}",
    re.IGNORECASE,
)
_FINANCIAL = re.compile(
    rf"{_BEFORE}(?:end of\s)?(?:the\s)?(?:financial year\s|fy\s?)?{_YEAR}"
    rf"\s?[/–-]\s?(?P<next>[0-9]{{2}}|[0-9]{{4}})",
    re.IGNORECASE,
)
_QUARTERS = re.compile(
    rf"{_BEFORE}Q\s?(?P<first>[1-4]){_TO}Q?\s?(?P<last>[1-4])(?:\sof\s|\s?[/,-]?\s?){_YEAR}",
    re.IGNORECASE,
)
#: Two quarters or two years, each written in full: "Q1 2004 - Q2 2004", "2004-2006".
_QUARTERS_OF_YEARS = re.compile(
    rf"{_BEFORE}Q\s?(?P<first>[1-4])\s?[/,-]?\s?{_YEAR}{_TO}"
    rf"Q\s?(?P<last>[1-4])\s?[/,-]?\s?{_YEAR.replace('year', 'next')}",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"{_BEFORE}(?:between\s)?{_YEAR}{_TO}{_YEAR.replace('year', 'next')}", re.IGNORECASE
)
_MONTHS = re.compile(
    rf"{_BEFORE}(?:between\s)?(?P<first>{_MONTH})\.?{_TO}(?P<last>{_MONTH})\.?\s{_YEAR}",
    re.IGNORECASE,
)
#: "end March 2006", "mid-March 2006": within the month.
_IN_MONTH = re.compile(
    rf"{_BEFORE}(?:(?:end|middle|beginning|start)(?:\sof)?|early|mid|late)[ -](?:of\s)?"
    rf"(?P<month>{_MONTH})\.?\s{_YEAR}",
    re.IGNORECASE,
)

#: Where a span stands inside other words, "will now begin in spring 2005".
_INSIDE = re.compile(
    rf"\b(?:{'|'.join((*_SEASONS, 'early', 'mid', 'late', 'end of', 'end'))})[ -]{_YEAR}"
    rf"|\b{_YEAR.replace('year', 'other')}\s?[/–]\s?[0-9]{{2}}(?![0-9])",
    re.IGNORECASE,
)
_LONGEST = 60


def read_span(
    raw: str, quarters: QuarterConvention = QuarterConvention.UNSTATED
) -> Deadline | None:
    """Read a wording that means several months; None if it is none.

    `quarters` tells which months "Q1" begins with.
    """
    words = " ".join(raw.split())
    if len(words) > _LONGEST:
        return None
    for pattern, read in _FORMS:
        match = pattern.fullmatch(words)
        found = read(match, raw, quarters) if match else None
        if found is not None:
            return found
    return None


def span_inside(words: str) -> str:
    """Give the first season, or the like, that stands inside other words; empty for none."""
    match = _INSIDE.search(words)
    return match[0] if match else ""


def may_be_month(deadline: Deadline) -> bool:
    """Tell whether a financial year is written like a year and a month, "2003-04"."""
    return (
        deadline.until is not None and re.fullmatch(r"[0-9]{4}-[0-9]{2}", deadline.raw) is not None
    )


def _months(year: int, first: int, last: int, raw: str) -> Deadline:
    """Make a deadline of months that are counted from the January of a year."""
    begin, end = _month(year, first), _month(year, last)
    return Deadline(date=begin, until=None if begin == end else end, raw=raw)


def _month(year: int, number: int) -> PartialDate:
    return PartialDate(year + (number - 1) // 12, (number - 1) % 12 + 1)


def _season(match: re.Match[str], raw: str, _quarters: QuarterConvention) -> Deadline | None:
    year, word = int(match["year"]), match["word"].lower()
    if match["next"] and (word != "winter" or not _follows(match)):
        return None
    return _months(year, *_SEASONS[word], raw)


def _stretch(match: re.Match[str], raw: str, _quarters: QuarterConvention) -> Deadline | None:
    return _months(int(match["year"]), *_STRETCHES[match["word"].lower()], raw)


def _financial(match: re.Match[str], raw: str, _quarters: QuarterConvention) -> Deadline | None:
    return _months(int(match["year"]), 4, 15, raw) if _follows(match) else None


def _in_quarters(match: re.Match[str], raw: str, quarters: QuarterConvention) -> Deadline | None:
    first, last = int(match["first"]), int(match["last"])
    if first >= last:
        return None
    moved = 3 if quarters is QuarterConvention.FINANCIAL else 0
    return _months(int(match["year"]), first * 3 - 2 + moved, last * 3 + moved, raw)


def _in_quarters_of_years(
    match: re.Match[str], raw: str, quarters: QuarterConvention
) -> Deadline | None:
    year, further = int(match["year"]), int(match["next"]) - int(match["year"])
    first, last = int(match["first"]), int(match["last"]) + 4 * further
    if first >= last:
        return None
    moved = 3 if quarters is QuarterConvention.FINANCIAL else 0
    return _months(year, first * 3 - 2 + moved, last * 3 + moved, raw)


def _in_years(match: re.Match[str], raw: str, _quarters: QuarterConvention) -> Deadline | None:
    year, further = int(match["year"]), int(match["next"]) - int(match["year"])
    return _months(year, 1, 12 * (further + 1), raw) if further > 0 else None


def _in_months(match: re.Match[str], raw: str, _quarters: QuarterConvention) -> Deadline | None:
    first, last = _number(match["first"]), _number(match["last"])
    return _months(int(match["year"]), first, last, raw) if first < last else None


def _in_month(match: re.Match[str], raw: str, _quarters: QuarterConvention) -> Deadline | None:
    month = _number(match["month"])
    return _months(int(match["year"]), month, month, raw)


def _number(name: str) -> int:
    short = name[:3].title()
    return next(at for at, month in enumerate(MONTHS, start=1) if month.startswith(short))


def _follows(match: re.Match[str]) -> bool:
    """Tell whether the second year of "2003/04" is the one after the first."""
    return int(match["next"][-2:]) == (int(match["year"]) + 1) % 100 and (
        len(match["next"]) == 2 or int(match["next"]) == int(match["year"]) + 1
    )


_Read = Callable[[re.Match[str], str, QuarterConvention], Deadline | None]
_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_SEASON, _season),
    (_IN_MONTH, _in_month),
    (_STRETCH, _stretch),
    (_QUARTERS, _in_quarters),
    (_MONTHS, _in_months),
    (_FINANCIAL, _financial),
    (_QUARTERS_OF_YEARS, _in_quarters_of_years),
    (_YEARS, _in_years),
)
