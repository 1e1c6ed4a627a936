"""The history: lists changes page by page, tells what one did, hands the list on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.history import Entry, Kind
from evidence_library.model.ids import RecordId
from evidence_library.services import curate, history
from evidence_library.services.opened import Library
from evidence_library.ui.itemmodels.listed_table import PAGE, Line
from evidence_library.ui.itemmodels.pages import Deliver
from evidence_library.ui.presenters.change_page import page
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.taking_back import TakingBack
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job

#: The columns of the history.
COLUMNS = ("Change", "When", "By", "State")

#: Things of one change that are told.
_TOLD = 100

_ACTS = {Kind.UNDO: "Undo: ", Kind.REDO: "Redo: "}
_FINAL = frozenset({Kind.SET_UP, Kind.EMPTY})


@dataclass(frozen=True, slots=True)
class HistoryList:
    """How many changes there are, the newest of them, and which one Undo would take back.

    `record` names the record they are of; empty for those of the whole library.
    """

    total: int
    first: tuple[Line, ...]
    undoable: str
    record: str


class HistoryPresenter(QObject):
    """Asks `services.history`, off the screen's thread.

    `listed` brings the list; `told_of` the number of a change and the page on it; `told` what was
    done; `failed` why something was not.
    """

    listed = Signal(object)
    told_of = Signal(str, str)
    told = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, shown: tuple[str, str] = ("", "")) -> None:
        """List again after every change; `shown` is the record one reads, by id and title."""
        super().__init__()
        self._session = session
        self.shown = shown
        self._record = ""
        self.taking_back = TakingBack(session, self)
        session.changed.connect(self._on_changed)
        session.standing_changed.connect(self.refresh)  # another program may have changed it

    @property
    def writable(self) -> bool:
        """Whether anything can be taken back."""
        return not self._session.hindrance

    def ask(self, *, only: bool) -> None:
        """List all changes, or only those of the record that is shown."""
        self._record = self.shown[0] if only else ""
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        library, record = self._session.library, self._record
        if library is None:
            return
        job = Job(
            lambda _report: _listed(library, record),
            self,
            done=self.listed.emit,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="history")

    def fetch(self, record: str, offset: int, limit: int, deliver: Deliver[Line]) -> None:
        """Bring a page of the list to who asks for it."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: _lines(library, record, limit, offset),
            self,
            done=lambda lines: deliver(offset, lines),
            failed=self.failed.emit,
        )
        self._session.tasks.read(job)

    def tell(self, number: str) -> None:
        """Say what a change did."""
        library = self._session.library
        if library is None:
            return

        def work(_report: object) -> str:
            things = history.changed(library, int(number), limit=_TOLD)
            return page(things, history.changed_count(library, int(number)))

        job = Job(
            work, self, done=lambda html: self.told_of.emit(number, html), failed=self.failed.emit
        )
        self._session.tasks.read(job, replaces="change")

    def export(self, path: Path) -> None:
        """Write what is listed into a CSV table."""
        library = self._session.library
        record = RecordId(self._record) if self._record else None
        if library is None:
            return
        job = Job(
            lambda _report: history.write(library, path, record=record),
            self,
            "Writing the history",
            done=lambda number: self.told.emit(
                f"Wrote {counted(number, 'change')} into “{path.name}”."
            ),
            failed=self.failed.emit,
        )
        self._session.tasks.read(job)

    def _on_changed(self, _changes: Changes) -> None:
        self.refresh()


def _listed(library: Library, record: str) -> HistoryList:
    number = curate.undo_number(library)
    total = history.count(library, record=RecordId(record) if record else None)
    first = _lines(library, record, PAGE, 0)
    return HistoryList(total, first, str(number or ""), record)


def _lines(library: Library, record: str, limit: int, offset: int) -> tuple[Line, ...]:
    wanted = RecordId(record) if record else None
    found = history.entries(library, record=wanted, limit=limit, offset=offset)
    return tuple(map(_line, found))


def _line(entry: Entry) -> Line:
    name = f"{_ACTS.get(entry.kind, '')}{entry.name}"
    state = "undone" if entry.undone else "for good" if entry.kind in _FINAL else ""
    return Line(str(entry.number), (name, history.local_time(entry.made_at), entry.by, state))
