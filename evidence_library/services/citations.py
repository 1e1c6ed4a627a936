"""Citations: the sources of records in a style one chooses, as text, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_library.exporters import citations_csl, citations_ris
from evidence_library.model.document import Run, Runs, WebLink, Words, plain
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services.citation_styles import (
    STYLES,
    USUAL,
    CitationStyle,
    place_in_list,
    style_named,
    written,
)
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import records as store
from evidence_library.text.citation import cite
from evidence_library.text.csl_data import CslItem, archived_copies, csl_item, source_link
from evidence_library.text.web_addresses import find_addresses, leads_out

__all__ = [
    "FORMS",
    "STYLES",
    "USUAL",
    "Citation",
    "CitationStyle",
    "bibliography",
    "citation",
    "for_pack",
    "in_form",
    "of_records",
    "style_named",
]

#: The forms citations can be copied in, with their words.
FORMS: Mapping[str, str] = {"text": "text", "ris": "RIS", "csl-json": "CSL-JSON"}

_FILES: Mapping[str, Callable[[Sequence[CslItem]], str]] = {
    "ris": citations_ris.write,
    "csl-json": citations_csl.write,
}

#: Records read between two reports of progress.
_STEP = 20

#: How the styles say when a source was looked at.
_LOOKED_AT = re.compile(r"\b(?:accessed|retrieved|cited \d)")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Citation:
    """How the source of a record is cited: `runs` with emphasis and links, and the plain `text`."""

    record: RecordId
    runs: Runs
    text: str


def bibliography(records: Iterable[Record], style: str = USUAL) -> tuple[Citation, ...]:
    """Cite the sources of records in a style and its order, without numbers.

    What is not known is left out, or said to be unknown as the style does. When a source was
    looked at and where copies of it are archived is told where the record says so. Raises
    `UserCanFix` if there is no such style.
    """
    chosen = style_named(style)
    # One by one: thousands of records are not held at once.
    told = [(place_in_list(item), _cited(record, item, chosen)) for record, item in _each(records)]
    if not chosen.numbered:
        told.sort(key=lambda pair: pair[0])
    return tuple(one for _, one in told)


def _each(records: Iterable[Record]) -> Iterator[tuple[Record, CslItem]]:
    return ((record, csl_item(record)) for record in records)


def citation(record: Record, style: str = USUAL) -> Citation:
    """Cite the source of one record. As `bibliography`."""
    return _cited(record, csl_item(record), style_named(style))


def for_pack(records: Mapping[RecordId, Record], style: str = USUAL) -> dict[RecordId, Citation]:
    """Cite records by the ids they are asked for with, in the order of the style.

    A style that is not known, such as one of a newer program, is taken for the usual one.
    """
    chosen = style_named(style if style in {one.name for one in STYLES} else USUAL)
    items = {key: csl_item(record) for key, record in records.items()}
    keys = list(items)
    if not chosen.numbered:
        keys.sort(key=lambda key: place_in_list(items[key]))
    return {key: _cited(records[key], items[key], chosen) for key in keys}


def in_form(records: Iterable[Record], form: str = "text", style: str = USUAL) -> str:
    """Write the citations of records in one of `FORMS`; `style` is for text only.

    Several as text stand one below the other, with a blank line between them.
    """
    if form != "text":
        return _FILES[form](tuple(_each_once(map(csl_item, records))))
    # Several records may tell of one source; it is cited once.
    told = list(dict.fromkeys(one.text for one in bibliography(records, style)))
    if style_named(style).numbered and len(told) > 1:
        told = [f"{number}. {text}" for number, text in enumerate(told, 1)]
    return "\n\n".join(told)


def _each_once(items: Iterable[CslItem]) -> Iterator[CslItem]:
    """Leave out what differs from an earlier source by its id alone."""
    seen: set[str] = set()
    for item in items:
        told = json.dumps({**item, "id": ""}, sort_keys=True)
        if told not in seen:
            seen.add(told)
            yield item


def of_records(
    library: Library, ids: Sequence[RecordId], progress: Progress = quiet
) -> Iterator[Record]:
    """Read records that are to be cited, in the order given, each once, without those gone.

    `progress` is told how far they are used, and may raise to stop it.
    """
    wanted = tuple(dict.fromkeys(ids))
    for start in range(0, len(wanted), _STEP):
        progress(start, len(wanted), "Copying citations")
        batch = wanted[start : start + _STEP]
        with library.connections.reading() as connection:
            found = {one.id: one for one in store.by_ids(connection, batch)}
        yield from (found[key] for key in batch if key in found)


def _cited(record: Record, item: CslItem, style: CitationStyle) -> Citation:
    runs = written(item, style) or (Words(" ".join(cite(record).split())),)
    if style.name == "apa":
        runs = tuple(_retrieved(runs, item))
    more = " ".join(_besides(record, item, plain(runs)))
    if more:
        stop = " " if plain(runs).endswith((".", "?", "!")) else ". "
        runs = (*runs, Words(stop + more))
    linked = tuple(_linked(runs))
    return Citation(record.id, linked, plain(linked))


def _besides(record: Record, item: CslItem, text: str) -> Iterator[str]:
    """Tell what the style leaves out: when an address was looked at, and archived copies."""
    source = source_link(record)
    if source is not None and source.url in text and "accessed" in item:
        style_said = text.replace(source.url, "").casefold().replace(item["title"].casefold(), "")
        if not _LOOKED_AT.search(style_said):
            yield f"Accessed: {_spoken(item['accessed'])}."
    copies = [one for one in archived_copies(record, source) if one not in text]
    if copies:
        yield f"Archived copy: {' and '.join(copies)}."


def _retrieved(runs: Runs, item: CslItem) -> Iterator[Run]:
    """Say before an address when it was looked at, which this style's file does for few kinds."""
    address, on = item.get("URL"), item.get("accessed")
    for run in runs:
        if isinstance(run, Words) and address and on and not _LOOKED_AT.search(run.text.casefold()):
            before, found, after = run.text.rpartition(address)
            said = f"{before}Retrieved {_spoken(on)}, from {found}{after}" if found else run.text
            yield replace(run, text=said)
        else:
            yield run


def _spoken(date: CslItem) -> str:
    """Write a date as people read it, as exactly as it is known."""
    if "literal" in date:
        said: str = date["literal"]
        return re.sub(r"^accessed:?\s+", "", said, flags=re.IGNORECASE).rstrip(".")
    year, *rest = date["date-parts"][0]
    day = [str(one) for one in rest[1:]]
    return " ".join([*day, *(_MONTHS[month - 1] for month in rest[:1]), str(year)])


def _linked(runs: Runs) -> Iterator[Run]:
    """Make links of the addresses in running text."""
    for run in runs:
        if not isinstance(run, Words):
            yield run
            continue
        end = 0
        for found in find_addresses(run.text):
            if leads_out(found.url):
                if found.start > end:
                    yield Words(run.text[end : found.start], emphasis=run.emphasis)
                yield WebLink(found.url, found.url)
                end = found.end
        if run.text[end:]:
            yield Words(run.text[end:], emphasis=run.emphasis)
