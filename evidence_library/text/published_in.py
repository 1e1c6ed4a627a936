"""Where a source came out, taken apart: "BMJ 2009;339:b4469" is a journal, a volume and a page.

What is printed in no known way stays whole; nothing is made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedIn:
    """The parts of where a source came out, as printed; each may be empty.

    `series` holds the whole where it was not understood, and is empty otherwise.
    """

    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    series: str = ""


_LONGEST = 300
_PAGES = r"(?P<pages>[A-Za-z]{0,2}\d{1,9}(?:[-–]\d{1,9})?)"
_JOURNAL = r"(?P<journal>[^\d\W][^\d;:]{0,200}?)"

#: Ways to print it, tried in this order. A remark in brackets at the end says nothing about place.
_WAYS = tuple(
    re.compile(way + r"(?: \([A-Za-z][^()]{0,150}\))?")
    for way in (
        rf"{_JOURNAL} (?P<year>\d{{4}}); ?(?P<volume>\d{{1,6}})(?:\((?P<issue>[\d-]{{1,9}})\))?"
        rf": ?{_PAGES}",
        rf"(?:{_JOURNAL},? )?(?P<volume>\d{{1,6}})\((?P<issue>[\d-]{{1,9}})\)(?:[:,] ?{_PAGES})?",
        # Some series number the parts of a year: that is told as they do.
        rf"{_JOURNAL} (?P<volume>\d{{4}}:\d{{1,4}})",
        rf"(?:{_JOURNAL},? )?(?P<volume>\d{{1,6}}): ?{_PAGES}",
        rf"{_JOURNAL} (?P<volume>\d{{1,3}})",
        rf"pp?\. ?{_PAGES}",
    )
)
_NUMBERED = re.compile(r".*\b(?:no|nos|number|part|paper|report|study|vol)\b\.?", re.IGNORECASE)


def published_in(series: str, year: int | None) -> PublishedIn:
    """Take apart where something came out; `year` is that of the source, if it is known."""
    whole = " ".join(series.split())
    if len(whole) > _LONGEST:
        return PublishedIn(series=whole)
    for way in _WAYS:
        found = way.fullmatch(whole)
        if found is None:
            continue
        parts = {name: value or "" for name, value in found.groupdict().items()}
        other_year = parts.pop("year", "") not in {"", str(year)}
        if not other_year and not _NUMBERED.fullmatch(parts.get("journal", "")):
            return PublishedIn(**parts)
    return PublishedIn(series=whole)
