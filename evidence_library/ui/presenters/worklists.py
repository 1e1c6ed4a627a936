"""Worklists: how much is on each, what is on one, and how records are moved on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.services import chosen, publishing, screening, succession, worklists
from evidence_library.services.opened import Library
from evidence_library.services.progress import Progress
from evidence_library.services.publishing import Manner
from evidence_library.services.worklists import HEADINGS, WORKLISTS, Row
from evidence_library.ui.itemmodels.listed_table import PAGE, Line
from evidence_library.ui.itemmodels.pages import Deliver
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job

#: The columns of a worklist.
COLUMNS = ("Title", "Kind", "Why it is here")

__all__ = ["COLUMNS", "FIRST", "HEADINGS", "MOVES", "WORKLISTS", "Move", "WorklistPresenter"]


@dataclass(frozen=True, slots=True)
class Move:
    """Something to do with chosen records. `question` is asked first; `needed` wants an answer.

    Where it `takes_away` what others lead to, that is asked about.
    """

    text: str
    help: str
    act: Callable[[Library, Sequence[RecordId], str, Progress], Changes]
    question: str = ""
    needed: bool = False
    takes_away: bool = False


def _publish(library: Library, ids: Sequence[RecordId], note: str, progress: Progress) -> Changes:
    manner = Manner(library.rules, progress)
    return publishing.publish(library, ids, today=date.today(), note=note, manner=manner)


def _review(library: Library, ids: Sequence[RecordId], _note: str, progress: Progress) -> Changes:
    manner = Manner(library.rules, progress)
    return publishing.review(library, ids, today=date.today(), manner=manner)


#: What one can do with records, by name, in the order of the menu.
MOVES: Mapping[str, Move] = {
    "start": Move(
        "St&art screening",
        "Say that they are being screened",
        lambda library, ids, _note, progress: screening.start(library, ids, progress=progress),
    ),
    "include": Move(
        "&Include",
        "Take them in as drafts",
        lambda library, ids, _note, progress: screening.include(library, ids, progress=progress),
    ),
    "exclude": Move(
        "E&xclude…",
        "Leave them out for a reason; they are found on request",
        lambda library, ids, note, progress: screening.exclude(
            library, ids, note, progress=progress
        ),
        "Why are they left out?",
        needed=True,
    ),
    "submit": Move(
        "&Submit for a second check",
        "Hand them to a second person to check",
        lambda library, ids, _note, progress: publishing.submit(library, ids, progress=progress),
    ),
    "publish": Move(
        "&Publish…",
        "Publish them, with a note on what is new",
        _publish,
        "What is new in this version?",
    ),
    "back": Move(
        "Send &back…",
        "Make them drafts again, with what is missing",
        lambda library, ids, note, progress: publishing.send_back(
            library, ids, note, progress=progress
        ),
        "What is missing?",
    ),
    "review": Move(
        "&Confirm the review",
        "They stand as they are; put the next review off",
        _review,
    ),
    "due": Move(
        "As&k for a review…",
        "Say that they are due for review, whatever their date says",
        lambda library, ids, note, progress: screening.ask_for_review(
            library, ids, note, progress=progress
        ),
        "Why are they due for review?",
    ),
    "supersede": Move(
        "Superseded b&y…",
        "Let another record take their place",
        lambda library, ids, typed, _progress: screening.supersede(
            library, ids, screening.successor(library, typed)
        ),
        "Which record takes their place? Write its whole title, or its id.",
        needed=True,
    ),
    "withdraw": Move(
        "&Withdraw…",
        "Take them back for a reason; they are found on request",
        lambda library, ids, note, progress: publishing.withdraw(
            library, ids, note, progress=progress
        ),
        "Why are they withdrawn?",
        needed=True,
        takes_away=True,
    ),
}

#: What is offered first on a list; the menu offers everything.
FIRST: Mapping[str, tuple[str, ...]] = {
    "screen": ("include", "exclude"),
    "check": ("publish", "back"),
    "mine": ("submit", "publish"),
    "review": ("review",),
    "flagged": ("submit",),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """What is on a list: how much, the first of it, and a sentence on what is left out of it."""

    key: str
    total: int
    first: tuple[Line, ...]
    left_out: str = ""


class WorklistPresenter(QObject):
    """Asks `services.worklists`.

    `counted` brings how much is on each list, by its key; `listed` what is on the one asked for.
    `told` brings what was done and the operation that takes it back; `failed` why something was
    not; `stopped` a sentence, if somebody stopped it; `asked` what would lead nowhere then, and
    what to call to go on all the same.
    """

    counted = Signal(object)
    listed = Signal(object)
    told = Signal(str, int)
    failed = Signal(str)
    refused = Signal(str)
    stopped = Signal(str)
    asked = Signal(str, object)

    def __init__(self, session: Session) -> None:
        """Ask for nothing yet."""
        super().__init__()
        self._session = session
        self.key = ""

    @property
    def writable(self) -> bool:
        """Whether anything can be moved on."""
        return not self._session.hindrance

    @property
    def person(self) -> str:
        """Who works with the library; empty where nobody said."""
        return self._session.library.person if self._session.library else ""

    def query(self) -> str:
        """Give the search that finds what is on the list; empty if no search does."""
        return worklists.worklist(self.key).query if self.key else ""

    def count(self) -> None:
        """Count what is on every list."""
        library = self._session.library
        if library is not None:
            job = Job(
                lambda _report: worklists.counts(library),
                self,
                done=self.counted.emit,
                failed=self.failed.emit,
            )
            self._session.tasks.read(job, replaces="worklist counts")

    def ask(self, key: str) -> None:
        """Bring the list of a key."""
        self.key = key
        library = self._session.library
        if library is None:
            return

        def work(_report: object) -> Listed:
            total, left_out = worklists.count(library, key), worklists.left_out(library, key)
            return Listed(key, total, _lines(library, key, 0, PAGE), left_out)

        job = Job(work, self, done=self.listed.emit, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="worklist")

    def fetch(self, key: str, offset: int, limit: int, deliver: Deliver[Line]) -> None:
        """Bring a page of a list to who asks for it."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: _lines(library, key, offset, limit),
            self,
            done=lambda lines: deliver(offset, lines),
            failed=self.failed.emit,
        )
        self._session.tasks.read(job)

    def move(self, name: str, lines: Sequence[Line], note: str = "") -> None:
        """Do with chosen records what a name of `MOVES` says, in one step."""
        ids = [RecordId(line.id) for line in lines]
        if ids:
            self._move(name, lambda _library: ids, note)

    def move_record(self, name: str, record: str, note: str = "") -> None:
        """Do with one record what a name of `MOVES` says."""
        self._move(name, lambda _library: [RecordId(record)], note)

    def move_numbers(self, name: str, numbers: Sequence[int], note: str = "") -> None:
        """Do with records, by their numbers, what a name of `MOVES` says, in one step."""
        self._move(name, lambda library: chosen.ids_of(library, numbers), note)

    def _move(self, name: str, wanted: Callable[[Library], Sequence[RecordId]], note: str) -> None:
        def go() -> None:
            self._act(name, wanted, note)

        if not MOVES[name].takes_away:
            go()
            return
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: succession.left_behind(library, wanted(library)),
            self,
            done=lambda told: self.asked.emit(told, go) if told else go(),
            failed=self.refused.emit,
        )
        self._session.tasks.read(job)

    def _act(self, name: str, wanted: Callable[[Library], Sequence[RecordId]], note: str) -> None:
        library, move = self._session.library, MOVES[name]
        if library is None:
            return

        def done(changes: Changes) -> None:
            self._session.tell_changed(changes)
            if changes.any:
                self.told.emit(f"Done: {changes.name}.", changes.operation)
            else:
                self.refused.emit("Nothing was changed: they stand there already.")

        job = Job(
            lambda report: move.act(library, wanted(library), note, report),
            self,
            "Moving records on",
            done=done,
            failed=self.refused.emit,
            stopped=lambda: self.stopped.emit("Stopped; nothing was changed."),
        )
        self._session.tasks.write(job)


def _lines(library: Library, key: str, offset: int, limit: int) -> tuple[Line, ...]:
    return tuple(map(_line, worklists.rows(library, key, offset, limit)))


def _line(row: Row) -> Line:
    return Line(row.id, (row.title, row.kind, row.why))
