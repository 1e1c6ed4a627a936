"""A citation ready to copy: author, year, title, publisher, address and when it was read."""

from __future__ import annotations

from collections.abc import Sequence

from evidence_library.model.record import Link, Name, Record
from evidence_library.model.rules import is_web_address
from evidence_library.model.vocabulary import LinkRole

#: Names that stand in a short line before the others are only counted.
_NAMED = 3


def cite(record: Record) -> str:
    """Cite a record's source in author-date form. What is not known is left out, never invented."""
    year = str(record.published.year) if record.published and record.published.year else "no date"
    authors = _names([name.name for name in record.authors])
    lead = f"{authors} ({year})" if authors else ""
    named = title_of_source(record)
    title = named if authors else f"{named} ({year})"
    publisher = _names([name.name for name in record.publisher])
    series = record.identifiers.series
    named_by_series = bool(publisher) and series.startswith(publisher)
    shown = "" if publisher == authors or named_by_series else publisher
    parts = [f"{lead} {title}".strip(), shown, series]
    if record.identifiers.doi:
        parts.append(f"doi:{record.identifiers.doi}")
    parts.extend(
        _available(link)
        for link in record.links[:1]
        if link.role is LinkRole.SOURCE and is_web_address(link.url)
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def title_of_source(record: Record) -> str:
    """Give the title to cite: that of the source, where the record's own title is not that."""
    return record.identifiers.source_title.strip() or record.title


def short_names(names: Sequence[Name], named: int = _NAMED) -> str:
    """Name people in one short line: the first `named` of them, then "and 11 others".

    One more name takes no more room than "and 1 other" and says more.
    """
    if len(names) <= named + 1:
        return ", ".join(one.name for one in names)
    return f"{', '.join(one.name for one in names[:named])} and {len(names) - named} others"


def _names(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _available(link: Link) -> str:
    accessed = link.accessed.raw or link.accessed.value if link.accessed else ""
    if accessed and not accessed.lower().startswith("accessed"):
        accessed = f"accessed {accessed}"
    return f"Available at: {link.url}" + (f" ({accessed})" if accessed else "")
