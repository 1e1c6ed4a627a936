"""Reports on recommendations, and lists of them: planned, shown and written in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evidence_library.model.document import Layout
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.services import page_preview, track, track_files, track_report
from evidence_library.services.opened import Library
from evidence_library.services.page_preview import Preview
from evidence_library.services.track_files import LIST_FORMATS, REPORT_FORMATS, Listed
from evidence_library.services.track_report import Asked
from evidence_library.services.track_scope import Scope
from evidence_library.ui.presenters.file_outcome import Outcome
from evidence_library.ui.presenters.files_writer import DOCUMENT_USES, PAPERS, FilesWriter
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Report

#: What each format is for, in a line.
USES: Mapping[str, str] = {
    **DOCUMENT_USES,
    "xlsx": "Tables: a row for each part, counts, delays, log and links.",
}

LAYOUTS = PAPERS

#: The formats a file dialog offers for a list, by the end of the name; the first is the usual one.
LIST_ENDINGS: Mapping[str, str] = {one.ending: one.label for one in LIST_FORMATS.values()}

#: Stands for the list that is shown, and for all sets, where a set is chosen.
SHOWN, ALL = "shown", "all"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the window shows: the recommendations listed, in words how they were chosen, the day."""

    listed: tuple[RecommendationId, ...]
    filters: str
    set_id: SetId | None
    day: date


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose of a report. `about` is `SHOWN`, `ALL` or the id of a set."""

    folder: Path
    as_at: date
    about: str = ALL
    formats: tuple[str, ...] = ("pdf",)
    since: date | None = None
    layout: Layout = Layout.A4
    with_notes: bool = False

    def asked(self, subject: Subject) -> Asked:
        """The same as the service takes it."""
        return Asked(
            scope=self._scope(subject),
            since=self.since,
            layout=self.layout,
            with_notes=self.with_notes,
        )

    def _scope(self, subject: Subject) -> Scope:
        if self.about == SHOWN:
            return Scope(as_at=self.as_at, only=subject.listed, filters=subject.filters)
        sets = () if self.about == ALL else (SetId(self.about),)
        return Scope(as_at=self.as_at, sets=sets)


@dataclass(frozen=True, slots=True)
class Plan:
    """The files a report would be written into, and which of them are there already."""

    files: tuple[Path, ...]
    there: frozenset[Path]


def formats() -> tuple[tuple[str, str, str], ...]:
    """List the formats: name, label, and what each is for."""
    return tuple((one.name, one.label, USES[one.name]) for one in REPORT_FORMATS.values())


def pages_of(chosen: Choices, subject: Subject) -> Callable[[Library, Report], Preview]:
    """Give what makes the pages of a report."""

    def make(library: Library, report: Report) -> Preview:
        gathered = track_report.gathered(library, chosen.asked(subject))
        return page_preview.preview_of(track_report.compose(gathered), report)

    return make


class TrackReporting(FilesWriter):
    """Asks `services.track_files`; `opened` brings the sets as pairs of id and title."""

    def __init__(self, session: Session, subject: Subject) -> None:
        """Do nothing yet."""
        super().__init__(session)
        self.subject = subject

    def open(self) -> None:
        """List the sets."""
        library = self._library
        if library is not None:
            self._read(lambda _report: _sets(library), self.opened.emit)

    def plan(self, chosen: Choices) -> None:
        """Say which files would be written."""
        library, subject = self._library, self.subject
        if library is not None:
            self._read(
                lambda _report: _planned(library, chosen, subject),
                self.planned.emit,
                "report plan",
            )

    def write(self, chosen: Choices) -> None:
        """Write the files."""
        library, subject = self._library, self.subject
        if library is None or self._job is not None:
            return

        def work(report: Report) -> Outcome:
            asked = chosen.asked(subject)
            files = track_files.write_report(library, asked, chosen.formats, chosen.folder, report)
            return Outcome(files=list(files))

        self._hand_out(work, "Writing the report", "A report is being written.")

    def write_list(self, path: Path, only: tuple[RecommendationId, ...]) -> None:
        """Write the list that is shown, or those chosen of it; the name's end says the format."""
        library, subject = self._library, self.subject
        if library is None or self._job is not None:
            return
        chosen = bool(only)
        filters = f"{subject.filters or 'all'}; chosen by hand" if chosen else subject.filters
        scope = Scope(as_at=subject.day, only=only or subject.listed, filters=filters)
        self._hand_out(
            lambda _report: Outcome(files=[track_files.write_list(library, scope, path, Listed())]),
            "Writing the list",
        )


def _sets(library: Library) -> tuple[tuple[str, str], ...]:
    return tuple((key, one.title) for key, one in track.board(library).sets.items())


def _planned(library: Library, chosen: Choices, subject: Subject) -> Plan:
    told = track_report.gathered(library, chosen.asked(subject))
    wanted = track_files.formats_named(chosen.formats) if chosen.formats else ()
    files = tuple(chosen.folder / track_files.file_name(told, one) for one in wanted)
    return Plan(files, frozenset(path for path in files if _is_there(path)))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a place that this computer cannot look at; writing tells why
        return False
