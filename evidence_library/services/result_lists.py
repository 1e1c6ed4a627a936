"""Hand on what was found: lists of results and search records, in several formats."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from evidence_library import __version__
from evidence_library.errors import UserCanFix
from evidence_library.exporters import listing_csv, listing_html, listing_markdown
from evidence_library.model import headline
from evidence_library.model.listing import Cell, Listing
from evidence_library.model.record import Place, Record
from evidence_library.model.vocabulary import LinkRole, in_words
from evidence_library.services import choices, find, hit_table, lost_filters
from evidence_library.services.find import FACETS, Found, Order, Request
from evidence_library.services.finished import finished
from evidence_library.services.opened import Library
from evidence_library.services.orders import WORDS
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.safe_files import replacing
from evidence_library.store import records
from evidence_library.text.citation import cite


def _write_workbook(listing: Listing, file: BinaryIO) -> None:
    from evidence_library.exporters import listing_xlsx  # noqa: PLC0415 - XlsxWriter loads long

    listing_xlsx.write(listing, file)


#: The formats, by the end of the file's name.
FORMATS: Mapping[str, Callable[[Listing, BinaryIO], None]] = {
    ".csv": listing_csv.write,
    ".xlsx": _write_workbook,
    ".md": listing_markdown.write,
}

#: What the formats are called.
FORMAT_NAMES: Mapping[str, str] = {
    ".csv": "CSV table",
    ".xlsx": "Excel workbook",
    ".md": "Markdown",
}

#: Records read at once, and written before progress is told again.
_BATCH = 100


class Form(StrEnum):
    """What a list is for."""

    RESULTS = "results"
    """To work on with the records: what is known of each."""

    RECORD = "record"
    """To report the search and to repeat it: every setting of it, and what it found."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be handed on, and how.

    `columns` are those of the table one looks at, by their keys; without any the list has its own.
    `name` is that of a saved search; `today` is the date on top, and what relative years are
    reckoned from: the present day unless another one is given. `only` are the numbers of records
    chosen among those found: the others are left out, and that is said.
    """

    request: Request
    form: Form = Form.RESULTS
    name: str = ""
    today: date | None = None
    columns: tuple[str, ...] = ()
    only: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A list that was written: where, and how many records are in it."""

    path: Path
    records: int


def suffix_of(path: Path) -> str:
    """Give the format a file's name stands for. Raises `UserCanFix` if it stands for none."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(f"“{one}”" for one in FORMATS)
        raise UserCanFix(f"The name of the file says the format: end it with one of {known}.")
    return suffix


def write(library: Library, wanted: Wanted, path: Path, progress: Progress = quiet) -> Written:
    """Search and write what is found into a file; the end of its name says the format.

    The file is written whole or not at all. Raises `UserCanFix` or `EnvironmentFailed` with one
    sentence, `Cancelled` where `progress` does.
    """
    write_format = FORMATS[suffix_of(path)]
    with library.connections.reading():  # one moment for the search and for every record
        found = _found(library, wanted, progress)
        numbers = _listed(found, wanted)
        rows = _rows(library, numbers, wanted, progress)
        listing = replace(_listing(library, found, wanted), rows=rows)
        with replacing(path) as file:
            write_format(listing, file)
    return Written(path, len(numbers))


def print_list(
    library: Library, wanted: Wanted, put: Callable[[str], None], progress: Progress = quiet
) -> int:
    """Search and hand all that is found to `put` as HTML: the head, then one record after another.

    Gives the number of records. Raises `Cancelled` where `progress` does, and what `put` raises.
    """
    with library.connections.reading():
        found = _found(library, wanted, progress)
        numbers = _listed(found, wanted)
        rows = _rows(library, numbers, wanted, progress, "Printing the list")
        for piece in listing_html.pieces(replace(_listing(library, found, wanted), rows=rows)):
            put(piece)
    return len(numbers)


def count(library: Library, wanted: Wanted, progress: Progress = quiet) -> int:
    """Give the number of records a list would hold. Raises `Cancelled` where `progress` does."""
    return len(_listed(_found(library, wanted, progress), wanted))


def filters_in_words(
    library: Library, chosen: Mapping[str, frozenset[str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give facets and the chosen values in them as people read them, in the order of the window."""
    sets = library.search.facets_now()
    scheme = sets.scheme
    found = ((key, scheme.meant(key)) for key in (*scheme.concepts, *scheme.replaced))
    headings: dict[str, str] = {key: one.label for key, one in found if one is not None}
    if any(lost_filters.is_deleted(sets, value) for value in chosen.get("topic", ())):
        headings = {**lost_filters.kept_labels(library), **headings}

    def label(facet: str, value: str) -> str:
        if facet == "topic":
            return headings.get(value, value.removeprefix("?") or find.label(facet, value))
        return find.label(facet, value)

    return tuple(
        (facet, tuple(label(facet, value) for value in sorted(chosen[facet])))
        for facet in (*FACETS, *sorted(chosen.keys() - set(FACETS)))
        if chosen.get(facet)
    )


def _found(library: Library, wanted: Wanted, progress: Progress) -> Found:
    """Search for what is shown while somebody types, written out where that finds the same."""

    def search() -> Found:
        whole = finished(library, wanted.request)
        return find.search(library, whole, today=wanted.today)

    return find.undisturbed(search, progress)


def _listed(found: Found, wanted: Wanted) -> Sequence[int]:
    """Give the numbers of the records that belong into the list."""
    only = wanted.only
    return found.numbers if only is None else [one for one in found.numbers if one in only]


def _listing(library: Library, found: Found, wanted: Wanted) -> Listing:
    """Make the list without its rows."""
    for_results = wanted.form is Form.RESULTS
    facts = [("Saved search", wanted.name)] if wanted.name else []
    facts.extend(_asked(library, found))
    if not for_results:
        facts.extend(_for_the_record(library, found))
    facts.append(("Date", (wanted.today or date.today()).isoformat()))
    facts.append(("Library", library.name))
    facts.append(("Records found", f"{found.total:,}"))
    if wanted.only is not None:
        facts.append(("Records chosen", f"{len(_listed(found, wanted)):,}"))
    if found.set_aside_told:
        facts.append(("Left out", found.set_aside_told))
    title = "Search results" if for_results else "Search record"
    return Listing(title, tuple(facts), _columns(wanted), ())


def _asked(library: Library, found: Found) -> Iterator[tuple[str, str]]:
    """Tell what was asked for and what else was searched."""
    request = found.request
    yield "Search", request.text.strip() or "no words: all records"
    for facet, values in filters_in_words(library, request.filters):
        yield f"Only {in_words(facet).lower()}", " or ".join(values)
    for facet, values in filters_in_words(library, request.excluded):
        yield f"Without {in_words(facet).lower()}", ", ".join(values)
    if request.typing:
        yield "Last word", "may be the beginning of a word"
    if found.leniency:
        yield "Words", found.leniency
    if found.also_searched:
        yield "Also searched", found.also_told
    for sentence in lost_filters.sentences(library, request.filters, request.excluded):
        yield "Note", sentence
    for problem in found.problems:
        yield "Note", problem.message
    yield "Order", WORDS[request.order]


def _for_the_record(library: Library, found: Found) -> Iterator[tuple[str, str]]:
    """Tell what one needs to repeat a search and to judge what it found."""
    synonyms = "searched too" if found.request.synonyms else "not searched"
    yield "Other words for the same thing", synonyms
    yield "Records in the library", f"{library.count():,}"
    yield "Program", f"Evidence Library {__version__}"
    yield "On the command line", _command(library, found.request)


def _command(library: Library, request: Request) -> str:
    """Write the command that asks the same again."""
    text = request.text.strip()
    looks_like_an_option = text.startswith("--")
    words = ["evidence-library", "search", *(() if looks_like_an_option else (text,))]
    for option, chosen in (("--filter", request.filters), ("--exclude", request.excluded)):
        for facet, values in chosen.items():
            for value in sorted(values):
                words.extend((option, f"{facet}={_written(library, facet, value)}"))
    if not request.synonyms:
        words.append("--no-synonyms")
    if not request.lenient:
        words.append("--all-words")
    if request.typing:
        words.append("--unfinished")
    if request.order is not Order.RELEVANCE:
        words.extend(("--sort", request.order.value))
    if looks_like_an_option:
        words.extend(("--", text))
    return shlex.join(words)


def _written(library: Library, facet: str, value: str) -> str:
    """Write a filter value for the command line; a deleted heading by the label that was kept."""
    if facet == "topic" and lost_filters.is_deleted(library.search.facets_now(), value):
        return lost_filters.kept_labels(library).get(value, value)
    return choices.written(library, facet, value)


def _rows(
    library: Library,
    numbers: Sequence[int],
    wanted: Wanted,
    progress: Progress,
    doing: str = "Writing the list",
) -> Iterator[tuple[Cell, ...]]:
    make, scheme = _maker(wanted), library.search.facets_now().scheme
    for start in range(0, len(numbers), _BATCH):
        progress(start, len(numbers), doing)
        with library.connections.reading() as connection:
            batch = records.by_numbers(connection, numbers[start : start + _BATCH])
        yield from map(make, map(scheme.headed, batch))
    progress(len(numbers), len(numbers), doing)


_COLUMNS = (
    *("Title", "Authors", "Year", "Kind", "Topic headings", "Finding", "Effect", "How sure"),
    *("Kind of evidence", "Place", "Source", "Citation", "Workflow", "Record"),
)


def _row(record: Record) -> tuple[Cell, ...]:
    appraisal = record.appraisal
    return (
        record.title,
        "; ".join(name.name for name in record.authors),
        record.published.year if record.published else None,
        in_words(record.kind),
        "; ".join(heading.label for heading in record.topics),
        record.finding,
        headline.effect(record).label,
        in_words(appraisal.confidence),
        in_words(appraisal.evidence_kind) if appraisal.evidence_kind else "Not stated",
        "; ".join(filter(None, map(_place, record.place))),
        next((link.url for link in record.links if link.role is LinkRole.SOURCE), ""),
        cite(record),
        in_words(record.workflow),
        record.id,
    )


_RECORD_COLUMNS = ("Title", "Year", "Citation", "Record")


def _record_row(record: Record) -> tuple[Cell, ...]:
    return (
        record.title,
        record.published.year if record.published else None,
        cite(record),
        record.id,
    )


def _place(place: Place) -> str:
    return ", ".join(part for part in (place.area, place.country) if part)


def _columns(wanted: Wanted) -> tuple[str, ...]:
    """Name the columns: those one looks at, and in a search record what names each record."""
    for_results = wanted.form is Form.RESULTS
    if not wanted.columns:
        return _COLUMNS if for_results else _RECORD_COLUMNS
    chosen = tuple(hit_table.COLUMNS[key] for key in wanted.columns)
    return chosen if for_results else (*chosen, "Citation", "Record")


def _maker(wanted: Wanted) -> Callable[[Record], tuple[Cell, ...]]:
    """Give what makes the cells of a record, in the order of the columns."""
    if not wanted.columns:
        return _row if wanted.form is Form.RESULTS else _record_row
    columns = _columns(wanted)

    def row(record: Record) -> tuple[Cell, ...]:
        facts = dict(zip(_COLUMNS, _row(record), strict=True))
        facts["Licence"] = find.label("licence", record.licence.value)
        return tuple(facts[name] for name in columns)

    return row
