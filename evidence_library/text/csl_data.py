"""A record as CSL-JSON, the form in which reference managers and styles know a source.

What is not known is left out. Characters that no file may hold are left out, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from evidence_library.model.dates import PartialDate
from evidence_library.model.record import Link, Name, Record
from evidence_library.model.vocabulary import LinkRole
from evidence_library.text.citation import title_of_source
from evidence_library.text.partial_dates import parse_partial_date
from evidence_library.text.plain_text import only_text
from evidence_library.text.published_in import PublishedIn, is_journal, published_in
from evidence_library.text.web_addresses import leads_out

#: One source, as CSL-JSON has it.
CslItem = dict[str, Any]

#: Kinds that are mostly pages of the web, where nothing says that they came out in another way.
_WEB_KINDS = frozenset({"practice example", "toolkit"})

_PARTICLES = frozenset("van von vom zu zur de der den del della di da dos du la le ter ten".split())
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_NUMBERED = re.compile(r"([^\d\W][^\d]{2,150}?) (?:[Nn]o\.? )?([^\s]{0,40}\d[^\s]{0,40})")
#: How a link notes when its page was read.
_READ = re.compile(r"\bread in an archived copy, ([A-Z][a-z]+ \d{4})")
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf)(?:[?#]|$)", re.IGNORECASE)


def csl_item(record: Record) -> CslItem:
    """Give a record's source as one item of CSL-JSON; its `id` is that of the record.

    A day or month that does not exist is left out of a date; a date that was not understood is
    given as it was printed (`literal`).
    """
    source = source_link(record)
    year = record.published.year if record.published else None
    place = _place(record, published_in(_line(record.identifiers.series), year))
    kind = _type(record, place, source)
    item: CslItem = {
        "id": str(record.id),
        "type": kind,
        "title": _line(title_of_source(record)),
        "author": _names(record.authors),
        "issued": _date(record.published),
        **_came_out(record, place, journal=kind == "article-journal"),
        "DOI": _DOI.sub("", _line(record.identifiers.doi)),
        "ISBN": _line(record.identifiers.isbn),
        **(_number(_line(record.identifiers.report_number)) or _number_in(place, kind)),
    }
    if source is not None:
        item["URL"] = source.url
    item["accessed"] = _date(accessed(record, source))
    copies = archived_copies(record, source)
    item["note"] = "; ".join(f"archived copy: {one}" for one in copies)
    return {name: value for name, value in item.items() if value or name in {"id", "title"}}


def source_link(record: Record) -> Link | None:
    """Give the link that a citation names: the first of the record, if it leads to the source."""
    for link in record.links[:1]:
        if link.role is LinkRole.SOURCE and leads_out(link.url):
            return link
    return None


def accessed(record: Record, source: Link | None) -> PartialDate | None:
    """Say when the source was looked at: as its link says or notes, else as the record does."""
    if source is None:
        return None
    # A DOI is cited instead of the address, and nobody read that.
    noted = None if record.identifiers.doi else _READ.search(source.note)
    return source.accessed or (parse_partial_date(noted[1]) if noted else record.accessed)


def archived_copies(record: Record, source: Link | None) -> tuple[str, ...]:
    """Give the web addresses at which copies of the source are archived, each once.

    A copy that lies in the library itself leads nobody else anywhere and is not named.
    """
    found: list[str] = [source.archived_copy] if source is not None else []
    found += [link.url for link in record.links if link.role is LinkRole.ARCHIVE]
    return tuple(dict.fromkeys(one for one in found if leads_out(one)))


def _type(record: Record, place: PublishedIn, source: Link | None) -> str:
    in_journal = place.volume or place.issue or place.pages
    if place.journal or (in_journal and record.publisher):
        return "article-journal"
    numbers = record.identifiers
    on_paper = numbers.isbn or numbers.report_number or place.series
    if record.kind in _WEB_KINDS and not on_paper and source and not _DOCUMENT.search(source.url):
        return "webpage"
    return "report"


def _came_out(record: Record, place: PublishedIn, *, journal: bool) -> CslItem:
    """Say where it came out. A journal named only as the publisher is no publisher, too."""
    publishers = [_line(one.name) for one in record.publisher]
    title = place.journal or (publishers[0] if journal and publishers else "")
    authors = [_line(one.name) for one in record.authors]
    others = [one for one in publishers if one and one != title]
    # Nobody writes the author's own name twice, however it is spelt.
    same = sorted(map(_spelling, others)) == sorted(map(_spelling, authors))
    shown = "" if same else " and ".join(others)
    return {
        "container-title": title if journal else "",
        "volume": place.volume,
        "issue": place.issue,
        "page": place.pages.replace("–", "-"),
        "collection-title": "" if place.number else place.series,
        "publisher": shown,
    }


def _place(record: Record, place: PublishedIn) -> PublishedIn:
    """Tell journals by their names where nothing else tells them."""
    if place.issue and not (place.volume or place.journal):
        publishers = [_line(one.name) for one in record.publisher]
        if not any(map(is_journal, publishers)):
            return PublishedIn(series=_line(record.identifiers.series))
    named = place.series and not place.number and not re.search(r"\d", place.series)
    known = record.identifiers.doi or place.series.endswith("Systematic Reviews")
    if named and is_journal(place.series) and known:
        return PublishedIn(journal=place.series)
    return place


def _spelling(name: str) -> str:
    """Give a body's name without remarks in brackets and with countries in short."""
    name = re.sub(r"\([^()]{0,200}\)", "", name).casefold()
    for whole, short in (("united states", "us"), ("united kingdom", "uk")):
        name = name.replace(whole, short)
    return " ".join(re.findall(r"\w+", name))


def _number(printed: str) -> CslItem:
    """Tell what a number counts from the number: "Research Report No 607"."""
    found = _NUMBERED.fullmatch(printed)
    if found:
        return {"genre": found[1], "number": found[2]}
    return {"number": printed} if printed else {}


def _number_in(place: PublishedIn, kind: str) -> CslItem:
    """Give the number of an article or of a part of a series, with the name of the series."""
    series = "" if kind == "article-journal" else place.series
    return {"genre": series, "number": place.number} if place.number else {}


def _names(names: Sequence[Name]) -> list[dict[str, str]]:
    told = ((one, _line(one.name)) for one in names)
    return [{"literal": words} if one.corporate else _person(words) for one, words in told if words]


def _person(name: str) -> dict[str, str]:
    """Take a person's name apart: "Surname, A." or "Ada B. van Surname". One word is left whole."""
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        if family and given and given.casefold() not in _SUFFIXES:
            return {"family": family, "given": given}
        name = f"{family} {given}"
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1].casefold() in _SUFFIXES else ""
    if len(words) < 2:
        return {"literal": name}
    at = next(_particles(words), len(words) - 1)
    parts = {"family": " ".join(words[at:]), "given": " ".join(words[:at])}
    return {**parts, "suffix": suffix} if suffix else parts


def _particles(words: Sequence[str]) -> Iterator[int]:
    """Find where a family name of several words begins: "Peter van der Laan"."""
    return (at for at in range(1, len(words) - 1) if words[at] in _PARTICLES)


def _date(date: PartialDate | None) -> CslItem:
    if date is None:
        return {}
    if not date.year or not 0 < date.year < 10_000:
        return {"literal": _line(date.raw)} if _line(date.raw) else {}
    return {"date-parts": [list(_whole(date.year, date.month, date.day))]}


def _whole(year: int, month: int | None, day: int | None) -> Iterable[int]:
    yield year
    if month and month <= 12:
        yield month
        if day and day <= 31:
            yield day


def _line(text: str) -> str:
    return " ".join(only_text(text).split())
