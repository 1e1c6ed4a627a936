"""Which packs there are to choose among."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from evidence_library.services import packs
from evidence_library.services.packs import Listed
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job


class PackChoice(QObject):
    """Asks `services.packs`. `listed` brings the ids and titles of those that can be read."""

    listed = Signal(tuple)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Ask for nothing yet."""
        super().__init__()
        self._session = session

    def ask(self) -> None:
        """List the packs of the open library."""
        library = self._session.library
        if library is not None:
            job = Job(
                lambda _report: packs.listed(library),
                self,
                done=self._on_listed,
                failed=self.failed.emit,
            )
            self._session.tasks.read(job, replaces="pack choice")

    def _on_listed(self, found: tuple[Listed, ...]) -> None:
        self.listed.emit(tuple((one.id, one.title) for one in found if one.understood))
