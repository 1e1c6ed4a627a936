"""What the pictures of recommendations share: what they are of, and what they are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import SetId
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.tracked import Line
from evidence_library.services import track_histories
from evidence_library.services.opened import Library
from evidence_library.services.track_histories import Histories
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report

#: The forms of a picture's files: ending and words.
DRAWN_FORMS: Mapping[str, str] = {
    ".svg": "Drawing (SVG)",
    ".csv": "CSV table",
    ".xlsx": "Excel workbook",
}
TABLE_FORMS: Mapping[str, str] = {
    form: words for form, words in DRAWN_FORMS.items() if form != ".svg"
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What is pictured: the lines that were found, as at a day. `facts` say what was asked for."""

    lines: tuple[Line, ...]
    day: date
    sets: Mapping[SetId, RecommendationSet]
    facts: tuple[tuple[str, str], ...] = ()


class Behind(QObject):
    """Keeps what stands behind the lines until the library changes. Shared by all pictures."""

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        super().__init__()
        self._session = session
        self._library: Library | None = None
        self._held: Histories | None = None
        self._older: Histories | None = None
        self._version = 0
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)

    def reader(self) -> Callable[[], Histories]:
        """Give what reads it, in whatever thread; what was read already is not read again."""
        library, held, older = self._session.library, self._held, self._older
        if held is not None:
            return lambda: held
        if library is None:
            raise RuntimeError("no library is open")
        return lambda: track_histories.read(library, older)

    def marker(self) -> Callable[[Histories], None]:
        """Give what keeps a reading that begins now, unless the library changes meanwhile."""
        version = self._version

        def keep(read: Histories) -> None:
            if version == self._version:
                self._held = self._older = read

        return keep

    def _on_changed(self, _changes: Changes) -> None:
        self._version += 1
        self._held = None

    def _on_opened(self) -> None:
        self._version += 1
        self._held = self._older = None


class Picture(QObject):
    """Makes a picture of a scope, off the screen's thread, while somebody looks at it.

    `begun` comes when it is being made, `saved` brings the name of a file, `failed` a sentence.
    """

    begun = Signal()
    saved = Signal(str)
    failed = Signal(str)

    #: What an older job of the same kind is dropped for.
    kind = "picture"

    def __init__(self, session: Session, behind: Behind) -> None:
        """Make nothing yet."""
        super().__init__()
        self._session, self._behind = session, behind
        self.scope: Scope | None = None

    def show_scope(self, scope: Scope) -> None:
        """Picture something else."""
        self.scope = scope
        self.again()

    def again(self) -> None:
        """Make the picture anew."""
        if self.scope is None or self._session.library is None:
            return
        self.begun.emit()
        make, done = self._made_from(self.scope)
        read, keep = self._behind.reader(), self._behind.marker()

        def work(_report: Report) -> tuple[Histories, object]:
            behind = read()
            return behind, make(behind)

        def came(found: tuple[Histories, object]) -> None:
            keep(found[0])
            done(found[1])

        job = Job(work, self, done=came, failed=self.failed.emit)
        self._session.tasks.read(job, replaces=f"track {self.kind}")

    def save(self, path: Path) -> None:
        """Write the picture, or its table, into a file; the end of the name says which."""
        write = self._writer(path)
        if write is None:
            return

        def work(_report: Report) -> str:
            write()
            return path.name

        title = f"Saving the {self.kind}"
        job = Job(work, self, title, done=self.saved.emit, failed=self.failed.emit)
        self._session.tasks.hand_out(job)

    def _made_from(
        self, scope: Scope
    ) -> tuple[Callable[[Histories], object], Callable[[object], None]]:
        """Give what makes the picture, and what takes it."""
        raise NotImplementedError

    def _writer(self, path: Path) -> Callable[[], None] | None:
        """Give what writes the picture that is shown; None if none is."""
        raise NotImplementedError
