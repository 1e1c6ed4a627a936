"""Writes reports on assessments, and lists of actions, as files: all of them or none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from evidence_library.errors import UserCanFix
from evidence_library.exporters import calendar_ics, listing_csv
from evidence_library.model.document import Layout
from evidence_library.model.listing import Listing
from evidence_library.services import (
    action_calendar,
    assess_report,
    assess_shapes,
    assess_sheets,
    file_sets,
)
from evidence_library.services.assess_report import Asked, Kind, Report
from evidence_library.services.assess_report_actions import Plan
from evidence_library.services.document_formats import DOCUMENT_FORMATS, DocumentFormat
from evidence_library.services.file_sets import FileToWrite
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.safe_files import replacing
from evidence_library.text.file_names import clean_name
from evidence_library.text.plain_text import escaped


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


@dataclass(frozen=True, slots=True)
class ListFormat:
    """A format of lists of actions: its name, its words, how its files end, what writes it."""

    name: str
    label: str
    ending: str
    write: Callable[[Plan, BinaryIO], None]


def _document(one: DocumentFormat) -> ReportFormat:
    def writes(report: Report, target: BinaryIO, progress: Progress) -> None:
        one.write(assess_report.compose(report), target, progress)

    return ReportFormat(one.name, one.label, one.ending, writes)


def _workbook(report: Report, target: BinaryIO, progress: Progress) -> None:
    from evidence_library.exporters import workbook_xlsx  # noqa: PLC0415 - XlsxWriter loads long

    progress(0, 1, "Writing the sheets")
    title = assess_report.title_of(report)
    workbook_xlsx.write(title, assess_sheets.sheets(report), target)


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
    report = assess_report.gathered(library, asked, progress)
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
    """Name a file: "Self-assessment - Housing (2026-03-31).pdf"; an example says so."""
    asked = report.asked
    said = [report.mark] if report.mark else []
    if asked.kind in {Kind.ASSESSMENT, Kind.FORM} and report.opened is not None:
        said.append(report.opened.assessment.date)
    elif asked.kind is not Kind.FORM:
        said.append(asked.as_at.isoformat())
    if one.in_layouts and asked.layout is not Layout.A4:
        said.append(asked.layout.value.replace("-", " "))
    title = assess_report.title_of(report).removesuffix(f" ({report.mark})")
    title = re.sub(r"\s*[:/\\]\s*", " - ", title)
    rest = f" ({', '.join(said)}){one.ending}" if said else one.ending
    while len(title) > 1 and not clean_name(title + rest).endswith(rest):
        title = title[:-1].rstrip()
    return clean_name(title + rest)


def write_actions(plan: Plan, path: Path, name: str = "") -> Path:
    """Write a list of actions into a file, whole or not at all.

    Without a `name` of a format, the end of the name of the file says it.

    Raises `UserCanFix` or `EnvironmentFailed` with one sentence.
    """
    named = name or next(
        (one.name for one in LIST_FORMATS.values() if path.suffix.lower() == one.ending), ""
    )
    if not named:
        known = ", ".join(f"“{one.ending}”" for one in LIST_FORMATS.values())
        raise UserCanFix(f"The name of the file says the format: end it with one of {known}.")
    (wanted,) = file_sets.formats_named((named,), LIST_FORMATS)
    target = BytesIO()
    wanted.write(plan, target)
    with replacing(path) as file:
        file.write(target.getvalue())
    return path


def _csv(plan: Plan, target: BinaryIO) -> None:
    rows = assess_sheets.action_rows(plan)
    facts = assess_sheets.facts(plan)
    listing_csv.write(Listing("Actions", facts, assess_sheets.ACTION_COLUMNS, rows), target)


def _xlsx(plan: Plan, target: BinaryIO) -> None:
    from evidence_library.exporters import workbook_xlsx  # noqa: PLC0415 - XlsxWriter loads long

    workbook_xlsx.write("Actions", (assess_sheets.action_sheet(plan),), target)


def _ics(plan: Plan, target: BinaryIO) -> None:
    days = action_calendar.events(plan.actions)
    calendar_ics.write("Deadlines of actions", plan.day, days, target)


def _json(plan: Plan, target: BinaryIO) -> None:
    listed = [assess_shapes.action(one) for one in plan.actions]
    told = json.dumps(listed, ensure_ascii=False, indent=2)
    target.write(f"{escaped(told)}\n".encode())


#: The formats of lists of actions by their names, in the order they are offered.
LIST_FORMATS: Mapping[str, ListFormat] = {
    one.name: one
    for one in (
        ListFormat("xlsx", "Excel workbook", ".xlsx", _xlsx),
        ListFormat("csv", "CSV table", ".csv", _csv),
        ListFormat("json", "JSON for scripts", ".json", _json),
        ListFormat("ics", "Calendar of deadlines", ".ics", _ics),
    )
}
