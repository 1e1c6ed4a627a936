"""What the pictures of recommendations share: what they are of, and what they are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.model.tracked import Line
from evidence_library.services import track_histories
from evidence_library.services.track import Board
from evidence_library.services.track_histories import Histories
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.track import QUICK_WORDS, TrackAnswer
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
    """What is pictured: the lines that were found, as at a day. `facts` say what was asked for.

    Everything was read at one moment with the `board`; another board means that something changed.
    """

    lines: tuple[Line, ...]
    day: date
    board: Board
    facts: tuple[tuple[str, str], ...] = ()


def scope_of(answer: TrackAnswer, library: str) -> Scope:
    """Give what an answer of the workspace lists; `library` is the name of the library."""
    asked = answer.asked
    owner = answer.board.sets.get(asked.set_id) if asked.set_id is not None else None
    quick = ", ".join(QUICK_WORDS[one][0] for one in QUICK_WORDS if one in asked.quick)
    facts = (
        ("Set", owner.title if owner is not None else "All sets"),
        ("Filter", "; ".join(part for part in (asked.text.strip(), quick) if part)),
        ("Library", library),
    )
    told = tuple((name, words) for name, words in facts if words)
    return Scope(tuple(answer.found.lines), answer.at.day, answer.board, told)


class Behind(QObject):
    """Keeps what stands behind the lines of a board. Shared by all pictures of a session."""

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        super().__init__(session)
        self._session = session
        self._held: tuple[Board, Histories] | None = None

    @classmethod
    def of(cls, session: Session) -> Behind:
        """Give that of a session."""
        known = session.findChild(cls)
        return known if isinstance(known, cls) else cls(session)

    def reader(self, board: Board) -> Callable[[], Histories]:
        """Give what reads it, in whatever thread; what was read already is not read again."""
        library, held = self._session.library, self._held
        if held is not None and held[0] is board:
            known = held[1]
            return lambda: known
        if library is None:
            raise RuntimeError("no library is open")
        older = held[1] if held is not None else None
        return lambda: track_histories.read(library, older)

    def keep(self, board: Board, read: Histories) -> None:
        """Keep what was read."""
        self._held = board, read


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
        board = self.scope.board
        read = self._behind.reader(board)

        def work(_report: Report) -> tuple[Histories, object]:
            behind = read()
            return behind, make(behind)

        def came(found: tuple[Histories, object]) -> None:
            self._behind.keep(board, found[0])
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
