"""Where a source came out, taken apart: "BMJ 2009;339:b4469" is a journal, a volume and a page.

What is printed in no known way stays whole; nothing is made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PublishedIn:
    """The parts of where a source came out, as printed; each may be empty.

    `number` is that of an article that has one in the place of pages, or of a part of a series.
    `series` holds the whole where it was not understood, and the name of a numbered series.
    """

    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""
    series: str = ""


_LONGEST = 300
_PAGES = r"(?P<pages>[A-Za-z]{0,2}\d{1,9}(?:[-–]\d{1,9})?)"
#: A word by which a journal or a series of reviews is known.
_KNOWN_BY = r"\b(?:Journal|Reviews?|Quarterly|Annals|Bulletin)\b"
_JOURNAL_LIKE = r"[^\d\W][^\d;:]{0,200}?"
_JOURNAL = r"(?P<journal>[^\d\W][^\d;:]{0,200}?)"

#: Ways to print it, tried in this order. A remark in brackets at the end says nothing about place.
_WAYS = tuple(
    re.compile(way + r"(?: \([A-Za-z][^()]{0,150}\))?")
    for way in (
        rf"{_JOURNAL} (?P<year>\d{{4}}); ?(?P<volume>\d{{1,6}})(?:\((?P<issue>[\d-]{{1,9}})\))?"
        rf": ?{_PAGES}",
        rf"(?:{_JOURNAL},? )?(?P<volume>\d{{1,6}})\((?P<issue>[\d-]{{1,9}})\)(?:[:,] ?{_PAGES})?",
        # Some number the parts of a year, which stands in the place of the volume.
        rf"{_JOURNAL} (?P<volume>\d{{4}}):(?P<issue>\d{{1,4}})",
        r"(?P<issue>\d{1,3})/(?P<year>\d{4})",
        rf"(?P<journal>{_JOURNAL_LIKE}{_KNOWN_BY}[^\d;:]{{0,40}}?), "
        r"(?P<number>[A-Z]{1,3}\d{1,9})",
        rf"(?:{_JOURNAL},? )?(?P<volume>\d{{1,6}}): ?{_PAGES}",
        rf"{_JOURNAL} (?P<volume>\d{{1,3}})",
        rf"(?P<series>{_JOURNAL_LIKE}) No\.? (?P<number>\d{{1,4}}(?:/\d{{4}})?)",
        rf"pp?\. ?{_PAGES}",
    )
)
_NUMBERED = re.compile(r".*\b(?:no|nos|number|part|paper|report|study|vol)\b\.?", re.IGNORECASE)
_CALLED_JOURNAL = re.compile(_KNOWN_BY)
_ARTICLE = re.compile(r"[A-RT-Za-rt-z]{1,2}\d+")


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
            return _numbered(PublishedIn(**parts))
    return PublishedIn(series=whole)


def is_journal(name: str) -> bool:
    """Say whether a name tells that it is a journal's: "Journal of …", "… Systematic Reviews"."""
    return _CALLED_JOURNAL.search(name) is not None


def _numbered(found: PublishedIn) -> PublishedIn:
    """Tell the number of an article ("b4469") from a page ("108", "S12-S19")."""
    if _ARTICLE.fullmatch(found.pages):
        return replace(found, pages="", number=found.pages)
    return found
