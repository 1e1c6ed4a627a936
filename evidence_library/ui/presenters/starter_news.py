"""Whether the program brings newer starter content than a library has, asked at each start."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from evidence_library.services import shipped
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job


class StarterNewsPresenter(QObject):
    """Asks off the screen's thread. `newer` comes if the program brings other texts."""

    newer = Signal()

    def __init__(self, session: Session) -> None:
        """Do nothing until somebody asks."""
        super().__init__()
        self._session = session
        self._asked: Library | None = None

    def ask(self) -> None:
        """Find out, once for each library, whether the program brings other texts than it took."""
        library = self._session.library
        if library is None or self._session.hindrance or library is self._asked:
            return
        self._asked = library
        job = Job(lambda _report: _is_newer(library), self, done=self._on_answered)
        self._session.tasks.read(job, replaces="starter-newer")

    def _on_answered(self, newer: bool) -> None:
        if newer:
            self.newer.emit()


def _is_newer(library: Library) -> bool:
    if not shipped.differs(library):
        return False
    # It needs every importer, and hardly any start needs it.
    from evidence_library.services import starter  # noqa: PLC0415

    return starter.is_newer(library)
