"""Chains of evidence: follows them from thing to thing, and back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.model.chain import Chain, NodeKind
from evidence_library.model.changes import Changes
from evidence_library.services import chain as service
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report

#: A thing by which a chain begins: its kind and its id.
Start = tuple[NodeKind, str]


class ChainPresenter(QObject):
    """Reads chains off the screen's thread.

    `shown` brings a chain, `emptied` why there is none any more, `saved` the name of a file,
    `failed` a sentence.
    """

    shown = Signal(object)
    emptied = Signal(str)
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Show nothing yet; what changes is read anew."""
        super().__init__()
        self._session = session
        self._way: list[Start] = []
        self.chain: Chain | None = None
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)

    @property
    def can_go_back(self) -> bool:
        """Whether another chain was shown before."""
        return len(self._way) > 1

    def begin(self, start: Start) -> None:
        """Begin a chain at a thing; the one before can be come back to."""
        if not self._way or self._way[-1] != start:
            self._way.append(start)
        self._read()

    def go_back(self) -> None:
        """Show the chain that was shown before."""
        if self.can_go_back:
            self._way.pop()
            self._read()

    def save(self, path: Path) -> None:
        """Write the drawing into a file."""
        found = self.chain
        if found is None:
            return

        def work(_report: Report) -> str:
            service.save_drawing(found, path)
            return path.name

        title = "Saving the drawing"
        job = Job(work, self, title, done=self.saved.emit, failed=self.failed.emit)
        self._session.tasks.hand_out(job)

    @property
    def text(self) -> str:
        """The chain as an outline; empty if none is shown."""
        return service.as_text(self.chain) if self.chain is not None else ""

    def _read(self) -> None:
        library = self._session.library
        if library is None or not self._way:
            return
        kind, key = self._way[-1]
        job = Job(
            lambda _report: service.chain(library, kind, key),
            self,
            done=self._on_read,
            failed=self._on_failed,
        )
        self._session.tasks.read(job, replaces="chain")

    def _on_read(self, found: Chain) -> None:
        self.chain = found
        self.shown.emit(found)

    def _on_failed(self, sentence: str) -> None:
        self.chain = None
        self.emptied.emit(sentence)

    def _on_changed(self, changes: Changes) -> None:
        concerns = changes.any_found or changes.packs or changes.redirected or changes.trashed
        if concerns or changes.instruments or changes.assessments or changes.actions:
            self._read()

    def _on_opened(self) -> None:
        """Forget the chain of another library."""
        self._way.clear()
        self.chain = None
        self.emptied.emit("Another library is open.")
