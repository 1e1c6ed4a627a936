"""Keeps the draft of one editor: soon after a letter, when it closes, when the program ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_library.model.draft import Draft
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services import drafts
from evidence_library.services.draft_locks import Sitting
from evidence_library.services.opened import Library
from evidence_library.ui.tasks import Job, Tasks

#: So long after a letter is typed the draft is kept, in milliseconds.
KEEP_AFTER = 1_000

#: So long after a draft could not be kept it is tried again, in milliseconds.
AGAIN_AFTER = 3_000


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written: the record, what it began from, and whether they differ."""

    record: Record
    base: Record | None
    dirty: bool


class DraftKeeper(QObject):
    """Asks `services.drafts`. `kept` follows a draft that was kept, `failed` one that was not.

    One that was not is tried again by itself; `recovered` follows once it is kept after all.
    """

    kept = Signal()
    failed = Signal(str)
    recovered = Signal()

    def __init__(
        self, library: Library, tasks: Tasks, now: Callable[[], Writing], parent: QObject
    ) -> None:
        """Keep what `now` says is being written, once something changes."""
        super().__init__(parent)
        self._library, self._tasks, self._now = library, tasks, now
        self._sitting = Sitting(library.folder)
        self.writer = self._sitting.writer
        self._moment = ""
        self._there = False
        self.cannot = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self._keep)

    @property
    def at(self) -> str:
        """When the draft was kept last, in this computer's time; empty if there is none."""
        return drafts.local_time(self._moment) if self._moment else ""

    def soon(self) -> None:
        """Keep it in a moment. Later letters do not put that off: at most so long is lost."""
        if not self._timer.isActive():
            self._timer.start(KEEP_AFTER)

    def now(self) -> None:
        """Keep what was typed last: it is about to be saved, which may have to wait."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def ended(self) -> None:
        """Begin anew: what was written is saved."""
        self._timer.stop()
        self._moment, self.cannot = "", False
        self._keep()  # what was typed since, or none: one may have been on its way

    def leave(self, then: Callable[[], object], refused: Callable[[str], object]) -> None:
        """Keep what was typed last, and let others go on with it; the window closes.

        `then` follows once it is kept, `refused` with the reason if it cannot be.
        """
        self._timer.stop()
        work = self._work(leaves=True)
        if work is None:
            self._sitting.let_go()
            then()
            return

        def done(moment: str) -> None:
            self._on_kept(moment)
            then()

        def failed(message: str) -> None:
            self._on_failed(message)
            refused(message)

        self._tasks.keep(Job(lambda _report: work(), self, done=done, failed=failed))

    def at_once(self) -> None:
        """Keep it before this returns: the program ends. Raises `LibraryError` if it cannot be."""
        self._timer.stop()
        work = self._work(leaves=True)
        if work is not None:
            self._moment, self.cannot = self._tasks.keep_now(work), False
        else:
            self._sitting.let_go()

    def go_on(self, draft: Draft) -> None:
        """Go on with a draft that another sitting has left."""
        self._there, self._moment = True, draft.kept
        record, sitting = draft.record.id, self._sitting

        def work(library: Library) -> None:
            sitting.hold()
            drafts.take_over(library, record, sitting.writer)

        self._write(work)

    def go_on_as(self, record: Record, old: RecordId) -> None:
        """Go on with the draft of a record that is gone, as that of a new one."""
        self._there, sitting = True, self._sitting

        def work(library: Library) -> None:
            sitting.hold()
            drafts.keep(library, record, None, sitting.writer)
            drafts.discard(library, old)

        self._write(work)

    def drop(self, record: RecordId, *, anybodys: bool = False) -> None:
        """Discard the draft of a record: that of this sitting, or whoever wrote it."""
        self._timer.stop()
        self._there, self._moment = False, ""
        writer = "" if anybodys else self.writer
        self._write(lambda library: drafts.discard(library, record, writer))

    def _keep(self) -> None:
        work = self._work()
        if work is not None:
            job = Job(lambda _report: work(), self, done=self._on_kept, failed=self._on_failed)
            self._tasks.keep(job)

    def _work(self, *, leaves: bool = False) -> Callable[[], str] | None:
        """Give what keeps the draft, or drops the one there is if nothing is written any more."""
        library, writing, sitting = self._library, self._now(), self._sitting
        if library.read_only:
            return None
        if writing.dirty:
            self._there = True
            record, base = writing.record, writing.base
            return lambda: _kept(library, record, base, sitting, leaves=leaves)
        if not self._there:
            return None
        self._there = False

        def drop() -> str:
            drafts.discard(library, writing.record.id, sitting.writer)
            if leaves:
                sitting.let_go()
            return ""

        return drop

    def _write(self, work: Callable[[Library], None]) -> None:
        library = self._library
        self._tasks.keep(Job(lambda _report: work(library), self, failed=self.failed.emit))

    def _on_kept(self, moment: str) -> None:
        recovered, self._moment, self.cannot = self.cannot, moment, False
        self.kept.emit()
        if recovered:
            self.recovered.emit()

    def _on_failed(self, message: str) -> None:
        told, self.cannot = self.cannot, True
        self._timer.start(AGAIN_AFTER)
        if not told:
            self.failed.emit(message)


def _kept(
    library: Library, record: Record, base: Record | None, sitting: Sitting, *, leaves: bool
) -> str:
    """Keep a draft while its window is known to be open, or leave it; give the moment."""
    sitting.hold()
    moment = drafts.keep(library, record, base, sitting.writer, leaves=leaves)
    if leaves:
        sitting.let_go()
    return moment
