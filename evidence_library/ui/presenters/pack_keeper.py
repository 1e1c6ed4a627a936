"""Keeps the draft of a pack that is being built: soon after each change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_library.model.ids import PackId
from evidence_library.model.pack import Pack
from evidence_library.services import pack_drafts
from evidence_library.services.draft_locks import Sitting
from evidence_library.services.opened import Library
from evidence_library.ui.tasks import Job, Tasks

#: So long after a change the draft is kept, in milliseconds.
KEEP_AFTER = 700

#: So long after a draft could not be kept it is tried again, in milliseconds.
AGAIN_AFTER = 3_000

#: A pack, and what it was when the building began.
Building = tuple[Pack, Pack]


class PackKeeper(QObject):
    """Keeps what `now` gives, if anything. `failed` says once why a draft could not be kept."""

    failed = Signal(str)

    def __init__(
        self, library: Library, tasks: Tasks, now: Callable[[], Building | None], parent: QObject
    ) -> None:
        """Hold nothing before something is built."""
        super().__init__(parent)
        self._library, self._tasks, self._now = library, tasks, now
        self._sitting = Sitting(library.folder)
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._keep)

    def soon(self) -> None:
        """Keep it in a moment. Later changes do not put that off."""
        if not self._timer.isActive():
            self._timer.start(KEEP_AFTER)

    def now(self) -> None:
        """Keep it without waiting for the moment."""
        self._timer.stop()
        self._keep()

    def at_once(self) -> None:
        """Keep it before this returns. Raises `LibraryError` if it cannot be."""
        self._timer.stop()
        work = self._work()
        if work is not None:
            self._tasks.keep_now(work)

    def drop(self, pack: PackId, *, anybodys: bool = False) -> None:
        """Drop the draft of a pack that is saved or given up."""
        self._timer.stop()
        library, writer = self._library, "" if anybodys else self._sitting.writer
        if library.read_only:
            return

        def work(_report: object) -> None:
            pack_drafts.discard(library, pack, writer)

        self._tasks.keep(Job(work, self._tasks, failed=self.failed.emit))

    def let_go(self) -> None:
        """Let others go on with the draft, if there is one."""
        self._timer.stop()
        self._sitting.let_go()

    def _keep(self) -> None:
        work = self._work()
        if work is not None:
            job = Job(lambda _report: work(), self, done=self._on_kept, failed=self._on_failed)
            self._tasks.keep(job)

    def _work(self) -> Callable[[], None] | None:
        building, library, sitting = self._now(), self._library, self._sitting
        if building is None or library.read_only:
            return None
        pack, base = building

        def work() -> None:
            sitting.hold()
            pack_drafts.keep(library, pack, base, sitting.writer)

        return work

    def _on_kept(self, _done: None) -> None:
        self._told = False

    def _on_failed(self, message: str) -> None:
        self._timer.start(AGAIN_AFTER)
        if not self._told:
            self._told = True
            self.failed.emit(message)
