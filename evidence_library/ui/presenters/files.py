"""All attachments of the library, how they stand, and what nobody needs any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evidence_library.model.attachment import FileState, TextState
from evidence_library.model.changes import Changes
from evidence_library.model.vocabulary import Licence
from evidence_library.services import attachment_check
from evidence_library.services.attachment_check import Found, Report
from evidence_library.services.opened import Library
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.presenters.attachments_page import size_told, state_told
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job
from evidence_library.ui.tasks import Report as Tell

#: The columns of the list.
COLUMNS = ("File", "Record", "Size", "Licence", "State")

#: What can be listed, in the order offered.
ALL, WRONG, NO_LICENCE, NO_TEXT = "All", "Missing or changed", "Licence not known", "Without text"
CHOICES = (ALL, WRONG, NO_LICENCE, NO_TEXT)

#: Separates the record from the file in the id of a line.
_BETWEEN = "\n"

_IN_ORDER = "in order"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: the lines of a choice, a sentence on all, and how many files are idle.

    `wrong` counts the files that are missing or changed.
    """

    lines: tuple[Line, ...]
    sentence: str
    idle: int
    wrong: int
    total: int


class FilesPresenter(QObject):
    """Asks `services.attachment_check`, off the screen's thread.

    `shown` brings what is to be seen, `told` a sentence on what was done, `failed` why not.
    """

    shown = Signal(object)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Show nothing until asked."""
        super().__init__()
        self._session = session
        self._choice = ALL
        self._report: Report | None = None
        self._asked = False
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return not self._session.hindrance

    def refresh(self, _records: object = None) -> None:
        """Look at all files by their size."""
        self._asked = True
        self._look(thorough=False)

    def compare(self) -> None:
        """Look at every byte of all files, and say what was found."""
        self._look(thorough=True)

    def choose(self, choice: str) -> None:
        """List only some of the attachments."""
        self._choice = choice
        self._tell()

    def clean(self) -> None:
        """Remove the files that nothing refers to."""
        library = self._session.library
        if library is None:
            return

        def done(removed: int) -> None:
            self.told.emit(f"{counted(removed, 'file')} removed that nothing refers to.", None)
            self.refresh()

        job = Job(
            lambda _report: attachment_check.remove_idle(library),
            self,
            "Removing files",
            done=done,
            failed=self.failed.emit,
        )
        self._session.tasks.write(job)

    def _look(self, *, thorough: bool) -> None:
        library = self._session.library
        if library is None:
            return

        def done(report: Report) -> None:
            self._report = report
            self._tell()
            if thorough:
                wrong = counted(len(report.wrong), "file") if report.wrong else "No file"
                verb = "are" if len(report.wrong) > 1 else "is"
                self.told.emit(f"{wrong} {verb} missing or changed.", None)

        job = Job(
            _looking(library, thorough=thorough),
            self,
            "Comparing files" if thorough else "",
            done=done,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="files")

    def _tell(self) -> None:
        report = self._report
        if report is None:
            return
        lines = tuple(_line(one) for one in report.attachments if _is(one, self._choice))
        idle = len(report.unreferenced) + report.drafts
        self.shown.emit(
            Shown(
                lines,
                _sentence(report, idle),
                idle,
                len(report.wrong),
                len(report.attachments),
            )
        )

    def _on_opened(self) -> None:
        self._report = None
        if self._asked:
            self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self._asked and (changes.records or changes.trashed):
            self.refresh()


def record_of(line: Line) -> str:
    """Give the record a line is about."""
    return line.id.partition(_BETWEEN)[0]


def digest_of(line: Line) -> str:
    """Give the file a line is about."""
    return line.id.partition(_BETWEEN)[2]


def _looking(library: Library, *, thorough: bool) -> Callable[[Tell], Report]:
    return lambda report: attachment_check.check(library, report, thorough=thorough)


def _is(found: Found, choice: str) -> bool:
    match choice:
        case "Missing or changed":
            return found.state is not FileState.THERE
        case "Licence not known":
            return found.attachment.licence is Licence.UNKNOWN
        case "Without text":
            return found.text.state is not TextState.DONE or bool(found.text.sentence)
        case _:
            return True


def _line(found: Found) -> Line:
    one = found.attachment
    licence = "not known" if one.licence is Licence.UNKNOWN else one.licence.value
    signs = {FileState.MISSING: "▲ Missing", FileState.CHANGED: "▲ Changed"}
    state = signs.get(found.state) or state_told(found.state, found.text) or _IN_ORDER
    cells = (one.name, found.title or "Untitled", size_told(one.size), licence, state)
    return Line(f"{found.record}{_BETWEEN}{one.sha256}", cells)


def _sentence(report: Report, idle: int) -> str:
    total = len(report.attachments)
    if not total and not idle:
        return ""
    told = counted(total, "attachment")
    wrong = f"{len(report.wrong):,} missing or changed" if report.wrong else "none missing"
    told = f"{told}, {wrong}."
    if idle:
        verb = "is" if idle == 1 else "are"
        size = size_told(report.idle_bytes)
        told += f" {counted(idle, 'file')} ({size}) {verb} needed by nothing."
    return told
