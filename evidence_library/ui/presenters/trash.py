"""The trash: what is in it, out of it again, and gone for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.history import Trashed
from evidence_library.model.ids import RecordId
from evidence_library.model.vocabulary import in_words
from evidence_library.services import trash
from evidence_library.services.history import local_time
from evidence_library.services.opened import Library
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.taking_back import TakingBack
from evidence_library.ui.presenters.wording import counted, quoted
from evidence_library.ui.tasks import Job

#: The columns of the trash.
COLUMNS = ("Title", "Kind", "Deleted", "By")


class TrashPresenter(QObject):
    """Asks `services.trash`, off the screen's thread.

    `listed` brings the lines, what was deleted last first; `told` a sentence on what was done and
    the operation that takes it back, or None; `failed` says why something was not done.
    """

    listed = Signal(object)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """List again whenever something was deleted or restored."""
        super().__init__()
        self._session = session
        self.taking_back = TakingBack(session, self)
        session.changed.connect(self._on_changed)
        session.standing_changed.connect(self.refresh)  # another program may have changed it

    @property
    def writable(self) -> bool:
        """Whether anything can be restored or removed."""
        return not self._session.hindrance

    def refresh(self) -> None:
        """Read anew what is in the trash."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: tuple(map(_line, trash.listed(library))),
            self,
            done=self.listed.emit,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="trash")

    def restore(self, lines: Sequence[Line]) -> None:
        """Take what these lines name out of the trash."""
        ids = [RecordId(line.id) for line in lines]
        said = f"{named(lines)} {'is' if len(ids) == 1 else 'are'} in the library again."
        self._change(said, lambda library: trash.restore(library, ids))

    def remove(self, lines: Sequence[Line]) -> None:
        """Remove what these lines name for good."""
        ids = [RecordId(line.id) for line in lines]

        def act(library: Library) -> Changes:
            trash.empty(library, ids)
            return Changes(name="Empty the trash", trashed=frozenset(ids))

        said = f"{named(lines)} {'was' if len(ids) == 1 else 'were'} removed for good."
        self._change(said, act)

    def _change(self, sentence: str, act: Callable[[Library], Changes]) -> None:
        library = self._session.library
        if library is None:
            return

        def done(changes: Changes) -> None:
            self._session.tell_changed(changes)
            self.told.emit(sentence, changes.operation or None)

        job = Job(lambda _report: act(library), self, done=done, failed=self.failed.emit)
        self._session.tasks.write(job)

    def _on_changed(self, changes: Changes) -> None:
        if changes.trashed:
            self.refresh()


def named(lines: Sequence[Line]) -> str:
    """Name one thing, or count several."""
    return quoted(lines[0].cells[0]) if len(lines) == 1 else counted_things(lines)


def counted_things(lines: Sequence[Line]) -> str:
    """Count records, packs, or items if both are among them."""
    kinds = {line.cells[1].casefold() for line in lines}
    return counted(len(lines), trash.noun_of(kinds))


def _line(one: Trashed) -> Line:
    kind = in_words(one.kind) if one.kind else "Not stated"
    return Line(one.id, (one.title or "Untitled", kind, local_time(one.deleted), one.by))
