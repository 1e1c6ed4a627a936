"""Drafts that wait: looked up whenever a library is opened."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_library.services import drafts
from evidence_library.services.drafts import Unsaved
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted, quoted
from evidence_library.ui.tasks import Job

#: Letters of a title on a button.
_TITLE = 40


@dataclass(frozen=True, slots=True)
class Waiting:
    """What to say of the drafts, and for each its record and the words of what leads to it."""

    sentence: str
    drafts: tuple[tuple[str, str], ...]


class UnsavedPresenter(QObject):
    """`found` brings the drafts of a library once it is opened, if there are any."""

    found = Signal(object)

    def __init__(self, session: Session) -> None:
        """Wait for a library."""
        super().__init__(session)
        self._session = session
        session.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        """Look once everybody else has made room for another library."""
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        library = self._session.library
        if library is None or library.read_only:
            return
        notice = library.notice
        job = Job(lambda _report: _waiting(library, notice), self, done=self._on_found)
        self._session.tasks.read(job)

    def _on_found(self, waiting: Waiting | None) -> None:
        if waiting is not None:
            self.found.emit(waiting)


def _waiting(library: Library, notice: str) -> Waiting | None:
    """Tell of drafts behind what else is to be known of the library, as there is one message."""
    found = drafts.unsaved(library)
    if not found:
        return None
    sentence = f"{counted(len(found), 'draft is', 'drafts are')} not saved yet: "
    listed = "; ".join(map(_told, found[:3]))
    more = f"; and {len(found) - 3} more" if len(found) > 3 else ""
    offers = tuple((one.record, f"Go on with {quoted(one.title, _TITLE)}") for one in found)
    before = f"{notice} " if notice else ""
    return Waiting(f"{before}{sentence}{listed}{more}.", offers)


def _told(one: Unsaved) -> str:
    by = f", {one.by}" if one.by else ""
    return f"{quoted(one.title)} ({drafts.local_time(one.kept)}{by})"
