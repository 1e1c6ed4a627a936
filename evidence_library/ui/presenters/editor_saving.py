"""Saving what was written in the editor, and publishing it where that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services import drafts, duplicates, editing, publishing
from evidence_library.services.duplicates import Near
from evidence_library.services.editing import Conflict
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import quoted
from evidence_library.ui.tasks import Job


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be saved: a record, what it began from, and the note to publish it with, if any.

    `ends` names the record whose draft is done with; `sentence` says that it is saved, and `then`
    follows.
    """

    record: Record
    base: Record | None
    sentence: str
    then: Callable[[], object]
    note: str | None
    ends: RecordId


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving gave: what was changed, and the record as the library holds it now.

    `refused` says why it was saved and not published. `near` are the records that one which is
    saved for the first time may be a duplicate of.
    """

    asked: Asked
    changes: tuple[Changes, ...]
    held: Record
    refused: str = ""
    near: tuple[Near, ...] = ()


Outcome = Saved | Conflict | RecordGone


class Saver(QObject):
    """Saves for one editor; `saved` brings what came of it, `refused` a clash, `failed` a sentence.
    `near` brings the records that what was saved may be a duplicate of.

    An editor that is closed meanwhile is told of nothing; then `told_late` is called with the
    record and a sentence, if there is anything to be told.
    """

    saved = Signal(object)
    near = Signal(object)
    refused = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, library: Library, writer: str, parent: QObject) -> None:
        """Save into a library, for the sitting that `writer` names."""
        super().__init__(parent)
        self._session, self._library, self._writer = session, library, writer
        self.told_late: Callable[[str, str], object] = lambda _record, _sentence: None
        self.under_way = False
        self._afterwards: Callable[[], object] | None = None

    def save(self, asked: Asked) -> None:
        """Save; nothing else may be under way."""
        self.under_way = True
        library = self._library

        def work(_report: object) -> Outcome:
            try:
                return write(library, asked)
            except (Conflict, RecordGone) as error:
                return error

        # The session outlives the editor: what comes of it must not be lost with the window.
        job = Job(
            work,
            self._session,
            "Saving",
            done=lambda outcome: self._on_done(asked, outcome),
            failed=lambda message: self._on_failed(asked, message),
        )
        self._session.tasks.write(job)

    def afterwards(self, act: Callable[[], object]) -> None:
        """Do something once what is under way is saved; not if it is refused."""
        self._afterwards = act

    def _on_done(self, asked: Asked, outcome: Outcome) -> None:
        self.under_way = False
        act, self._afterwards = self._afterwards, None
        if isinstance(outcome, Saved):
            self._end_draft(outcome)
            if isValid(self):
                self.saved.emit(outcome)
            if self._session.library is self._library:
                for changes in outcome.changes:
                    self._session.tell_changed(changes)
            if not isValid(self):
                return
            if outcome.near:
                self.near.emit(outcome.near)
            if outcome.refused:
                self.failed.emit(f"Saved, but not published. {outcome.refused}")
            else:
                (act or asked.then)()
        elif isValid(self):
            self.refused.emit(outcome)
        else:
            self.told_late(asked.record.id, f"{outcome} What you wrote is kept as a draft.")

    def _on_failed(self, asked: Asked, message: str) -> None:
        self.under_way, self._afterwards = False, None
        if isValid(self):
            self.failed.emit(message)
        else:
            title = quoted(asked.record.title or "Untitled")
            said = f"{title} was not saved: {message} What you wrote is kept as a draft."
            self.told_late(asked.record.id, said)

    def _end_draft(self, outcome: Saved) -> None:
        """End the draft behind all that was to be kept, also when the window closed meanwhile."""
        library, asked, writer = self._library, outcome.asked, self._writer

        def work(_report: object) -> None:
            drafts.end(library, asked.ends, asked.record, outcome.held, writer)

        self._session.tasks.keep(Job(work, self._session))


def write(library: Library, asked: Asked) -> Saved:
    """Save a record, and publish it in the same step if there is a note.

    What is refused publication is saved all the same. Raises `Conflict` or `RecordGone`.
    """
    record, base, note = asked.record, asked.base, asked.note
    changes, refused = None, ""
    if note is not None:
        today = date.today()
        try:
            changes = publishing.save_and_publish(library, record, base, today=today, note=note)
        except (Conflict, RecordGone):
            raise
        except UserCanFix as error:  # such as that a second person has to
            refused = str(error)
    if changes is None:
        changes = editing.save(library, record, base)
    held = drafts.begin(library, record.id).held
    near = duplicates.near(library, record) if base is None and record.title else ()
    return Saved(asked, (changes,) if changes.any else (), held or record, refused, near)
