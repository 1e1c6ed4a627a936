"""Writes reports on recommendations, and lists of them, as files: all of them or none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from evidence_library.errors import UserCanFix
from evidence_library.exporters import calendar_ics, listing_csv, recommendation_table
from evidence_library.model.clocks import reported_on
from evidence_library.model.document import Layout
from evidence_library.model.listing import Cell, Listing, Sheet
from evidence_library.model.recommendation import ProgressEntry, Recommendation
from evidence_library.services import (
    file_sets,
    recommendation_shapes,
    track_calendar,
    track_evidence,
    track_report,
    track_scope,
    track_sheets,
)
from evidence_library.services.document_formats import DOCUMENT_FORMATS, DocumentFormat
from evidence_library.services.file_sets import FileToWrite
from evidence_library.services.opened import Library
from evidence_library.services.pack_wording import one_line
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.safe_files import replacing
from evidence_library.services.track import Held
from evidence_library.services.track_report import Asked, Report
from evidence_library.services.track_scope import Chosen, Scope
from evidence_library.text.file_names import clean_name
from evidence_library.text.plain_text import escaped, only_text


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A format of reports: its name, what people call it, how its files end, what writes it.

    Only what is `in_layouts` looks different in each layout.
    """

    name: str
    label: str
    ending: str
    write: Callable[[Report, BinaryIO, Progress], None]
    in_layouts: bool = True


#: Rows of a sheet written between two reports of progress.
_STEP = 200


def _document(one: DocumentFormat) -> ReportFormat:
    def writes(report: Report, target: BinaryIO, progress: Progress) -> None:
        one.write(track_report.compose(report), target, progress)

    return ReportFormat(one.name, one.label, one.ending, writes)


def _workbook(report: Report, target: BinaryIO, progress: Progress) -> None:
    made = track_sheets.sheets(report.chosen, report.asked.since)
    _write_sheets(made, target, progress)


def _write_sheets(made: Sequence[Sheet], target: BinaryIO, progress: Progress = quiet) -> None:
    from evidence_library.exporters import workbook_xlsx  # noqa: PLC0415 - XlsxWriter loads long

    told = [
        replace(one, rows=_told_of(one.rows, (at, len(made)), progress))
        for at, one in enumerate(made)
    ]
    workbook_xlsx.write("Recommendations", told, target)


def _told_of(
    rows: Iterable[Sequence[Cell]], sheet: tuple[int, int], progress: Progress
) -> Iterator[Sequence[Cell]]:
    """Give the rows of a sheet, telling which of how many it is every few hundred of them."""
    for done, row in enumerate(rows):
        if done % _STEP == 0:
            progress(*sheet, "Writing the sheets")
        yield row


#: The formats of reports by their names, in the order they are offered.
REPORT_FORMATS: Mapping[str, ReportFormat] = {
    one.name: one
    for one in (
        *(
            _document(DOCUMENT_FORMATS[name])
            for name in ("pdf", "docx", "html", "odt", "markdown", "txt")
        ),
        ReportFormat("xlsx", "Excel workbook", ".xlsx", _workbook, in_layouts=False),
    )
}

#: Other names that people ask for a format with.
_ALSO = {"md": "markdown", "text": "txt", "word": "docx"}


@dataclass(frozen=True, slots=True)
class Listed:
    """How a list is written.

    A `plain` table has no lines above it; `with_progress` puts what was reported last where the
    source reports; `closed` deadlines go into a calendar too.
    """

    plain: bool = False
    with_progress: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ListFormat:
    """A format of lists: its name, what people call it, how its files end, what writes it."""

    name: str
    label: str
    ending: str
    write: Callable[[Chosen, Listed, BinaryIO], None]


def write_report(
    library: Library,
    asked: Asked,
    formats: Sequence[str],
    folder: Path,
    progress: Progress = quiet,
) -> tuple[Path, ...]:
    """Write a report in every format that is wanted into a folder, which is made if need be.

    If anything fails or is cancelled, earlier files of the same names stay as they were. Raises
    `UserCanFix` for a format that is not known or where there is nothing to tell.
    """
    wanted = formats_named(formats)
    report = track_report.gathered(library, asked)
    files = tuple(
        FileToWrite(folder / file_name(report, one), one.label, partial(one.write, report))
        for one in wanted
    )
    file_sets.write_all(folder, files, progress)
    return tuple(one.path for one in files)


def formats_named(names: Sequence[str]) -> tuple[ReportFormat, ...]:
    """Give the formats of some names. Raises `UserCanFix` for one that is not known."""
    known = (_ALSO.get(one.strip().lower(), one) for one in names)
    return file_sets.formats_named(tuple(known), REPORT_FORMATS)


def file_name(report: Report, one: ReportFormat) -> str:
    """Name a file: "Progress of recommendations - Title (2005-10-01).pdf"."""
    said = [report.asked.scope.as_at.isoformat()]
    if one.in_layouts and report.asked.layout is not Layout.A4:
        said.append(report.asked.layout.value.replace("-", " "))
    title = re.sub(r"\s*[:/\\]\s*", " - ", track_report.title_of(report))
    rest = f" ({', '.join(said)}){one.ending}"
    while len(title) > 1 and not clean_name(title + rest).endswith(rest):
        title = title[:-1].rstrip()
    return clean_name(title + rest)


def written_list(library: Library, scope: Scope, name: str, how: Listed) -> bytes:
    """Write a list in a format; it is small enough to be held.

    Raises `UserCanFix` for a format that is not known, or that cannot hold what is asked for.
    """
    (wanted,) = file_sets.formats_named((name,), LIST_FORMATS)
    target = BytesIO()
    wanted.write(track_scope.chosen(library, scope), how, target)
    return target.getvalue()


def write_list(library: Library, scope: Scope, path: Path, how: Listed, name: str = "") -> Path:
    """Write a list into a file, whole or not at all; the end of its name says the format.

    Raises `UserCanFix` or `EnvironmentFailed` with one sentence.
    """
    named = name or next(
        (one.name for one in LIST_FORMATS.values() if path.suffix.lower() == one.ending), ""
    )
    if not named:
        known = ", ".join(f"“{one.ending}”" for one in LIST_FORMATS.values())
        raise UserCanFix(f"The name of the file says the format: end it with one of {known}.")
    written = written_list(library, scope, named, how)
    with replacing(path) as file:
        file.write(written)
    return path


def _tsv(chosen: Chosen, how: Listed, target: BinaryIO) -> None:
    if len(chosen.owners) > 1:
        raise UserCanFix("A table in the shape of its source holds one set; name the set.")
    day = chosen.scope.as_at
    later = {one.id: said for one in chosen.items if (said := reported_last(one, day))}
    table = replace(chosen.owners[0], recommendations=chosen.items)
    progress = later if how.with_progress else None
    target.write(recommendation_table.write(table, progress, plain=how.plain).encode())


def reported_last(item: Recommendation, day: date) -> str:
    """Give the words of what was reported last of the whole by a day, and later of its parts.

    Empty where nothing was reported with a date: then the cell of the source says it best.
    """
    newest: dict[str, ProgressEntry] = {}
    for entry in sorted(item.progress, key=_reported):
        if _reported(entry) <= day and entry.raw.strip():
            newest[entry.part] = entry
    if not any(_reported(one) > date.min for one in newest.values()):
        return ""
    whole = newest.get("")
    said = [whole.raw] if whole else []
    for part in item.parts:
        later = newest.get(part.marker)
        if later and (whole is None or _reported(later) > _reported(whole)):
            said.append(f"{part.marker}) {later.raw}")
    return "; ".join(map(one_line, said))


def _reported(entry: ProgressEntry) -> date:
    return reported_on(entry.date)


def _csv(chosen: Chosen, _how: Listed, target: BinaryIO) -> None:
    facts, rows = track_sheets.facts(chosen), track_sheets.rows(chosen)
    listing_csv.write(Listing("Recommendations", facts, track_sheets.COLUMNS, rows), target)


def _xlsx(chosen: Chosen, _how: Listed, target: BinaryIO) -> None:
    _write_sheets(track_sheets.sheets(chosen), target)


def _ics(chosen: Chosen, how: Listed, target: BinaryIO) -> None:
    owners = chosen.owners
    of = f": {only_text(owners[0].title)}" if len(owners) == 1 else ""
    days = track_calendar.events(chosen, closed=how.closed)
    calendar_ics.write(f"Deadlines of recommendations{of}", chosen.scope.as_at, days, target)


def _json(chosen: Chosen, _how: Listed, target: BinaryIO) -> None:
    """Write the same entries as `recommendations list --json` prints."""
    day = chosen.scope.as_at
    shown = track_evidence.shown_by(chosen.items, chosen.records, day)
    held = (Held(one.owner, one.item) for one in chosen.tracked)
    told = recommendation_shapes.listed(held, day, shown)
    text = json.dumps(told, ensure_ascii=False, indent=2)
    target.write(f"{escaped(text)}\n".encode())


#: The formats of lists by their names, in the order they are offered.
LIST_FORMATS: Mapping[str, ListFormat] = {
    one.name: one
    for one in (
        ListFormat("xlsx", "Excel workbook", ".xlsx", _xlsx),
        ListFormat("csv", "CSV table", ".csv", _csv),
        ListFormat("tsv", "Table in the shape of its source", ".tsv", _tsv),
        ListFormat("json", "JSON for scripts", ".json", _json),
        ListFormat("ics", "Calendar of deadlines", ".ics", _ics),
    )
}

#: What a list is written as unless it is said otherwise.
USUAL = Listed()
