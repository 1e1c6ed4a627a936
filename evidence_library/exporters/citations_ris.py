"""Sources as RIS, the tagged lines that reference managers read: "AU  - Surname, Ada".

A source begins with TY and ends with ER. As no value holds a line end, nothing in a text can begin
a field or end a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence_library.text.csl_data import CslItem

#: What RIS calls the types of CSL.
_TYPES = {"article-journal": "JOUR", "report": "RPRT", "webpage": "ELEC"}

#: The tags of fields that are one text, in the order they are written.
#: Some mean something else in a report: there the series is T2, and SN the report's number.
_TAGS = {
    "title": "TI",
    "container-title": "T2",
    "collection-title": "T3",
    "volume": "VL",
    "issue": "IS",
    "publisher": "PB",
    "genre": "M3",
    "number": "M1",
    "DOI": "DO",
    "ISBN": "SN",
    "URL": "UR",
    "note": "N1",
}
_TAGS_OF = {
    "RPRT": {"collection-title": "T2", "number": "SN", "ISBN": "N1"},
    "JOUR": {"number": "C7"},
}


def write(items: Sequence[CslItem]) -> str:
    """Write sources one below the other; lines end as RIS wants it, with CR and LF."""
    sources = ("".join(f"{tag}  - {value}\r\n" for tag, value in _fields(item)) for item in items)
    return "\r\n".join(sources)


def _fields(item: CslItem) -> Iterator[tuple[str, str]]:
    kind = _TYPES.get(item["type"], "GEN")
    yield "TY", kind
    yield "ID", _line(item["id"])
    for name in item.get("author", []):
        yield "AU", _name(name)
    for field, tag in {**_TAGS, **_TAGS_OF.get(kind, {})}.items():
        if item.get(field):
            told = _line(item[field])
            yield tag, f"ISBN {told}" if (field, tag) == ("ISBN", "N1") else told
    first, dash, last = _line(item.get("page", "")).partition("-")
    if first:
        yield "SP", first
    if dash:
        yield "EP", last
    yield from _date("PY", "DA", item.get("issued", {}))
    yield from _date("", "Y2", item.get("accessed", {}))
    yield "ER", ""


def _name(name: dict[str, str]) -> str:
    """Write a name; the comma is what tells a person from a body, so a body has none."""
    if "literal" in name:
        return _line(name["literal"]).replace(",", "")
    return ", ".join(_line(name[part]) for part in ("family", "given", "suffix") if part in name)


def _date(year_tag: str, tag: str, date: CslItem) -> Iterator[tuple[str, str]]:
    """Write a date as year/month/day, with nothing between the strokes for what is not known."""
    if "literal" in date:
        yield tag, _line(date["literal"])
        return
    for parts in date.get("date-parts", []):
        year = f"{parts[0]:04d}"
        month, day = [f"{part:02d}" for part in parts[1:]] + [""] * (3 - len(parts))
        if year_tag:
            yield year_tag, year
        yield tag, f"{year}/{month}/{day}/"


def _line(text: str) -> str:
    return " ".join(text.split())
