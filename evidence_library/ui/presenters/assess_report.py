"""Reports on assessments, and lists of actions: planned, shown and written in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_library.errors import UserCanFix
from evidence_library.model.dates import day_in_words
from evidence_library.model.document import Layout
from evidence_library.model.ids import AssessmentId, InstrumentId
from evidence_library.services import (
    actions,
    assess,
    assess_files,
    assess_report,
    instruments,
    page_preview,
)
from evidence_library.services.assess_files import LIST_FORMATS, REPORT_FORMATS
from evidence_library.services.assess_report import Asked, Kind
from evidence_library.services.opened import Library
from evidence_library.services.page_preview import Preview
from evidence_library.ui.presenters.file_outcome import Outcome
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report

__all__ = ["Kind", "Layout"]

#: What each format is for, in a line.
USES: Mapping[str, str] = {
    "pdf": "To print and to read; accessible to screen readers.",
    "docx": "To edit in Word.",
    "html": "One file for any web browser; it needs no network.",
    "odt": "To edit in LibreOffice and other office programs.",
    "markdown": "Plain text with signs for headings and lists, for wikis and notes.",
    "txt": "Words only, for any program and for braille.",
    "xlsx": "Tables: a row for each theme and assessor, the grid, the actions.",
}

KINDS: Mapping[Kind, str] = {
    Kind.ASSESSMENT: "The whole assessment",
    Kind.FORM: "Form for a workshop",
    Kind.COMPARISON: "What moved, beside another one",
    Kind.ACTIONS: "Action plan",
    Kind.BOARD: "One page for a board",
}

LAYOUTS: tuple[tuple[Layout, str], ...] = (
    (Layout.A4, "A4"),
    (Layout.LETTER, "Letter"),
    (Layout.LARGE_PRINT, "Large print, 18 point"),
)

#: The formats a file dialog offers for actions, by the end of the name; the first is the usual one.
LIST_ENDINGS: Mapping[str, str] = {one.ending: one.label for one in LIST_FORMATS.values()}


@dataclass(frozen=True, slots=True)
class Other:
    """An assessment that one may compare with: its id, its name with its date, and the date."""

    id: AssessmentId
    words: str
    date: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What there is to report on.

    Without an `assessment`, only forms and actions. `others` are the assessments it can be compared
    with, the likeliest first; `forms` are the instruments, by id and title.
    """

    assessment: AssessmentId | None = None
    title: str = ""
    date: str = ""
    others: tuple[Other, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What can be reported."""
        if self.assessment is None:
            return (Kind.FORM, Kind.ACTIONS) if self.forms else (Kind.ACTIONS,)
        return tuple(one for one in KINDS if one is not Kind.COMPARISON or self.others)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose of a report. `other` and `form` are ids, or empty."""

    folder: Path
    as_at: date
    kind: Kind = Kind.ASSESSMENT
    other: str = ""
    form: str = ""
    formats: tuple[str, ...] = ("pdf",)
    layout: Layout = Layout.A4

    def asked(self, subject: Subject) -> Asked:
        """The same as the service takes it; of two assessments the earlier is the first."""
        one, other = subject.assessment, AssessmentId(self.other) if self.other else None
        dates = {found.id: found.date for found in subject.others}
        if self.kind is Kind.COMPARISON and other and dates.get(other, "") < subject.date:
            one, other = other, one
        return Asked(
            kind=self.kind,
            as_at=self.as_at,
            assessment=one,
            other=other,
            instrument=InstrumentId(self.form) if self.form and one is None else None,
            layout=self.layout,
        )


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
        gathered = assess_report.gathered(library, chosen.asked(subject), report)
        return page_preview.preview_of(assess_report.compose(gathered), report)

    return make


class AssessReporting(QObject):
    """Asks `services.assess_files`, off the screen's thread.

    `opened` brings the subject; `planned` a plan for what was chosen last, `no_plan` why there is
    none; `moved` how far the writing is; `ended` its outcome.
    """

    opened = Signal(object)
    planned = Signal(object)
    no_plan = Signal(str)
    moved = Signal(int, int, str)
    ended = Signal(object)

    def __init__(self, session: Session) -> None:
        """Do nothing yet."""
        super().__init__()
        self._session, self.subject = session, Subject()
        self._library = session.library
        self._job: Job[Outcome] | None = None
        session.tasks.progressed.connect(self._on_progressed)

    def open(self, assessment: str) -> None:
        """Read what there is to report on; without an assessment, forms and all actions."""
        library = self._library
        if library is not None:
            self._read(lambda _report: _subject(library, assessment), self._on_opened, "")

    def plan(self, chosen: Choices) -> None:
        """Say which files would be written."""
        library, subject = self._library, self.subject
        if library is not None:
            self._read(
                lambda report: _planned(library, chosen, subject, report),
                self.planned.emit,
                "report plan",
            )

    def write(self, chosen: Choices) -> None:
        """Write the files."""
        library, subject = self._library, self.subject
        if library is None:
            return

        def work(report: Report) -> Outcome:
            asked = chosen.asked(subject)
            written = assess_files.write_report(
                library, asked, chosen.formats, chosen.folder, report
            )
            return Outcome(files=list(written))

        self._hand_out(work, "Writing the report", "A report is being written.")

    def write_actions(self, path: Path, only: tuple[str, ...] | None, day: date) -> None:
        """Write actions into a file, all of them or only some; the name's end says the format."""
        library = self._library
        if library is None:
            return

        def work(_report: Report) -> Outcome:
            listed = actions.listed(library, day)
            some = tuple(one for one in listed if only is None or one.action.id in only)
            about = "All actions of the library." if only is None else "Those that were shown."
            plan = assess_report.plan_of(library, some, day, about)
            return Outcome(files=[assess_files.write_actions(plan, path)])

        self._hand_out(work, "Writing the actions", "A list of actions is being written.")

    def cancel(self) -> None:
        """Stop writing; the files that are not whole yet are dropped."""
        if self._job is not None:
            self._job.cancel()

    def _hand_out(self, work: Callable[[Report], Outcome], name: str, at_stake: str) -> None:
        if self._job is not None:
            return
        self._job = Job(
            work,
            self._session,  # it outlives the dialog: what was written must be told
            name,
            done=self._on_ended,
            failed=lambda message: self._on_ended(Outcome(failure=message)),
            stopped=lambda: self._on_ended(Outcome(stopped=True)),
            broke=lambda: self._on_ended(Outcome(failure="Something in the program went wrong.")),
            at_stake=at_stake,
        )
        self._session.tasks.hand_out(self._job)

    def _read(
        self, work: Callable[[Report], object], done: Callable[[Any], None], replaces: str
    ) -> None:
        job = Job(work, self, done=done, failed=self.no_plan.emit)
        self._session.tasks.read(job, replaces=replaces)

    def _on_opened(self, subject: Subject) -> None:
        self.subject = subject
        self.opened.emit(subject)

    def _on_progressed(self, job: Job[object]) -> None:
        if job is self._job:
            self.moved.emit(*job.position)

    def _on_ended(self, outcome: Outcome) -> None:
        self._job = None
        self.ended.emit(outcome)


def _subject(library: Library, wanted: str) -> Subject:
    forms = tuple((one.id, one.title) for one in instruments.listed(library))
    if not wanted:
        return Subject(forms=forms)
    listed = [one.assessment for one in assess.listed(library) if one.assessment is not None]
    mine = next((one for one in listed if one.id == wanted), None)
    if mine is None:
        raise UserCanFix("This assessment is no longer in the library; it may be in the trash.")
    others = [one for one in listed if one.id != mine.id]
    # First the last one before it of the same: that is what one looks back to.
    others.sort(key=lambda one: (one.scope.label != mine.scope.label, one.date > mine.date))
    return Subject(
        mine.id,
        mine.scope.label,
        mine.date,
        tuple(Other(one.id, f"{one.scope.label}, {_day(one.date)}", one.date) for one in others),
        forms,
    )


def _day(iso: str) -> str:
    try:
        return day_in_words(date.fromisoformat(iso))
    except ValueError:  # of a library that another program wrote
        return iso


def _planned(library: Library, chosen: Choices, subject: Subject, report: Report) -> Plan:
    told = assess_report.gathered(library, chosen.asked(subject), report)
    wanted = assess_files.formats_named(chosen.formats) if chosen.formats else ()
    files = tuple(chosen.folder / assess_files.file_name(told, one) for one in wanted)
    return Plan(files, frozenset(path for path in files if _is_there(path)))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a place that this computer cannot look at; writing tells why
        return False
