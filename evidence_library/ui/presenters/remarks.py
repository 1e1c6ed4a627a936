"""What checkers said about the record in an editor and nobody has dealt with yet, by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.comment import Comment
from evidence_library.model.ids import RecordId
from evidence_library.services import comments
from evidence_library.services.comments import field_label
from evidence_library.services.history import local_time
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.editor_form import place_of
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as people read it: on which field, what was said, and by whom and when.

    `path` is the field of the form it stands beside; empty if it is about the record as a whole.
    """

    path: str
    on: str
    text: str
    told: str

    @property
    def sentence(self) -> str:
        """Say it in one, without its field."""
        return f"{self.told}: {self.text}"


class Remarks(QObject):
    """Looks up the open comments on a record. `shown` follows whenever they are others."""

    shown = Signal()

    def __init__(
        self, session: Session, library: Library, record: Callable[[], RecordId], parent: QObject
    ) -> None:
        """Know none before `look`; `record` says whose they are."""
        super().__init__(parent)
        self._session, self._library, self._record = session, library, record
        self.open: tuple[Remark, ...] = ()
        session.changed.connect(self._on_changed)

    def at(self, path: str) -> tuple[Remark, ...]:
        """Give those on a field of the form."""
        return tuple(one for one in self.open if one.path == path)

    def look(self) -> None:
        """Look what is said about the record now."""
        library, record = self._library, self._record()

        def work(_report: object) -> tuple[Remark, ...]:
            return tuple(_remark(one) for one in comments.listed(library, record) if one.is_open)

        job = Job(work, self, done=self._on_found)
        self._session.tasks.read(job, replaces=f"comments {record}")

    def _on_found(self, found: tuple[Remark, ...]) -> None:
        if found != self.open:
            self.open = found
            self.shown.emit()

    def _on_changed(self, changes: Changes) -> None:
        if self._record() in changes.records or not changes.any:
            self.look()


def _remark(one: Comment) -> Remark:
    by = f"{one.by}, {local_time(one.made)}" if one.by else local_time(one.made)
    return Remark(place_of(one.field)[1], field_label(one.field), one.text, by)
