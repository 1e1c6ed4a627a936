"""Checking a record: what is new in it, what was said about it, and which versions there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.comment import Comment
from evidence_library.model.headline import standing_told
from evidence_library.model.ids import CommentId, RecordId
from evidence_library.model.problem import Severity
from evidence_library.model.vocabulary import in_words
from evidence_library.services import comments, publishing, read
from evidence_library.services.comments import WHOLE, field_label
from evidence_library.services.history import FieldChange, local_time
from evidence_library.services.opened import Library
from evidence_library.services.record_fields import LABELS
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.presenters.change_page import difference
from evidence_library.ui.presenters.page_parts import bullets, heading, paragraph, text
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.taking_back import TakingBack
from evidence_library.ui.presenters.worklists import MOVES
from evidence_library.ui.tasks import Job

T = TypeVar("T")

#: The columns of the comments, and of the versions.
COMMENT_COLUMNS = ("Comment", "On", "When", "By", "State")
VERSION_COLUMNS = ("What is new", "Version", "Date", "By")

#: What one may comment on: the fields by their names, and the record as a whole first.
FIELDS: tuple[tuple[str, str], ...] = (("", WHOLE), *LABELS.items())

#: Stands for the record as it is now, among its versions.
NOW = -1

_SAME = paragraph("It says the same.", "muted")
_NEVER = "It was never published: everything in it is new."


@dataclass(frozen=True, slots=True)
class Checked:
    """What a checker sees: how far the record is, what is new as HTML, and what was said."""

    standing: str
    html: str
    comments: tuple[Line, ...]


class CheckPresenter(QObject):
    """Serves the check of one record.

    `shown` brings what there is to see, `listed` the versions, `compared` what tells two of them
    apart; `told` a sentence on what was done and the operation that takes it back; `failed` why
    something was not done; `gone` says that there is nothing to check any more.
    """

    shown = Signal(object)
    listed = Signal(object)
    compared = Signal(str)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session, record: str) -> None:
        """Look again after every change of the library."""
        super().__init__()
        self._session, self._record = session, RecordId(record)
        self.taking_back = TakingBack(session, self)
        session.changed.connect(self._on_changed)

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return not self._session.hindrance

    def refresh(self) -> None:
        """Bring what there is to see."""
        self._read(lambda library: _checked(library, self._record), self.shown.emit, "check")

    def list_versions(self) -> None:
        """Bring the versions, the newest first, below the record as it is now."""
        self._read(lambda library: _versions(library, self._record), self.listed.emit, "versions")

    def compare(self, old: int, new: int) -> None:
        """Bring what tells two versions apart; `NOW` is the record as it is."""
        self._read(
            lambda library: _difference(library, self._record, old, new),
            self.compared.emit,
            "comparison",
        )

    def comment(self, field: str, said: str) -> None:
        """Say something about a field."""
        self._change(lambda library: comments.add(library, self._record, field, said))

    def resolve(self, lines: Sequence[Line], *, resolved: bool) -> None:
        """Say that comments were dealt with, or were not after all."""
        act = comments.resolve if resolved else comments.reopen
        ids = [CommentId(line.id) for line in lines]
        self._change(lambda library: act(library, ids))

    def move(self, name: str, note: str) -> None:
        """Do with the record what a name of `MOVES` says."""
        act = MOVES[name].act
        self._change(lambda library: act(library, [self._record], note, lambda *_: None))

    def restore(self, version: int) -> None:
        """Let the record say again what a version said, as a draft."""
        self._change(lambda library: publishing.restore_version(library, self._record, version))

    def _read(self, work: Callable[[Library], T], done: Callable[[T], None], replaces: str) -> None:
        library = self._session.library
        if library is not None:
            job = Job(lambda _report: work(library), self, done=done, failed=self.failed.emit)
            self._session.tasks.read(job, replaces=replaces)

    def _change(self, act: Callable[[Library], Changes]) -> None:
        library = self._session.library
        if library is None:
            return

        def done(changes: Changes) -> None:
            self._session.tell_changed(changes)
            if changes.any:
                self.told.emit(f"Done: {changes.name}.", changes.operation)

        job = Job(lambda _report: act(library), self, done=done, failed=self.failed.emit)
        self._session.tasks.write(job)

    def _on_changed(self, changes: Changes) -> None:
        if self._record in changes.records or not changes.any:
            self.refresh()
            self.list_versions()


def _checked(library: Library, record: RecordId) -> Checked:
    view = read.read_record(library, record)
    standing = standing_told(view.record, shipped=view.starter)
    errors = [text(one.message) for one in view.problems if one.severity is Severity.ERROR]
    blocking = heading("In the way of publishing", 3) + bullets(errors) if errors else ""
    new = publishing.since_published(library, record)
    told = paragraph(text(_NEVER)) if new is None else _told(new)
    said = tuple(map(_comment, comments.listed(library, record)))
    return Checked(standing, blocking + told, said)


def _told(fields: Sequence[FieldChange]) -> str:
    return "".join(map(difference, fields)) or _SAME


def _difference(library: Library, record: RecordId, old: int, new: int) -> str:
    sides = (None if one == NOW else one for one in (old, new))
    return _told(publishing.difference(library, record, *sides))


def _comment(one: Comment) -> Line:
    state = "open" if one.is_open else "resolved"
    cells = (one.text, field_label(one.field), local_time(one.made), one.by, state)
    return Line(one.id, cells)


def _versions(library: Library, record: RecordId) -> tuple[Line, ...]:
    found = publishing.versions(library, record)
    now = in_words(read.read_record(library, record).record.workflow)
    lines = [
        Line(
            str(one.version.number) if one.record is not None else "",
            (
                one.version.note or "No note",
                str(one.version.number),
                one.version.date.value,
                one.version.by,
            ),
        )
        for one in found
    ]
    return (Line(str(NOW), (f"As it is now ({now.lower()})", "now", "", "")), *lines)
