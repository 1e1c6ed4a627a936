"""Makes the forms that change recommendations, finds what is picked in them, and does the deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecommendationId, RecordId, SetId
from evidence_library.services import field_offers, track
from evidence_library.services.opened import Library
from evidence_library.services.track_rules import FieldProblem
from evidence_library.ui.presenters.asked_form import Form, Values
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.track_forms import words_of
from evidence_library.ui.tasks import Job

#: A value that can be picked, its words, and what it stands under.
Offered = tuple[str, str, str]
Deliver = Callable[[Sequence[Offered]], None]

#: So many recommendations are offered.
_MOST = 8


class TrackEditing(QObject):
    """Serves one dialog. `made` brings its form; `told` what was done, and the operation.

    `refused` names a field and what is wrong with it; `failed` says why nothing could be done.
    """

    made = Signal(object)
    told = Signal(str, object)
    refused = Signal(str, str)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Do nothing yet."""
        super().__init__()
        self._session = session

    def make(self, form: Callable[[Library], Form]) -> None:
        """Make a form of the library as it is now."""
        library = self._session.library
        if library is not None:
            job = Job(
                lambda _report: form(library), self, done=self.made.emit, failed=self.failed.emit
            )
            self._session.tasks.read(job, replaces="track form")

    def submit(self, form: Form, values: Values) -> None:
        """Do what a form is for."""
        library = self._session.library
        if library is None:
            return

        def work(report: Callable[[int, int, str], None]) -> Changes | FieldProblem:
            try:
                return form.deed(library, values, report)
            except FieldProblem as problem:
                return problem

        job = Job(
            work,
            self,
            form.title,
            done=self._on_done,
            failed=self.failed.emit,
            stopped=lambda: self.failed.emit("Stopped; nothing was changed."),
        )
        self._session.tasks.write(job)

    def offer(self, kind: str, typed: str, deliver: Deliver, *, apart: SetId | None = None) -> None:
        """Find records or recommendations by words; none of the set that is kept `apart`."""

        def find(library: Library) -> tuple[Offered, ...]:
            if kind != "recommendation":
                return _records(library, typed)
            return _recommendations(library, typed, apart)

        self._ask(find, deliver, f"track offers {kind}")

    def describe(self, kind: str, key: str, deliver: Deliver) -> None:
        """Give the words of a record or recommendation that is held."""
        about = _recommendation if kind == "recommendation" else _record
        self._ask(lambda library: (about(library, key),), deliver, "")

    def _ask(
        self, work: Callable[[Library], Sequence[Offered]], deliver: Deliver, kind: str
    ) -> None:
        library = self._session.library
        if library is not None:
            job = Job(
                lambda _report: work(library), self, done=deliver, failed=lambda _message: None
            )
            self._session.tasks.read(job, replaces=kind)

    def _on_done(self, done: Changes | FieldProblem) -> None:
        if isinstance(done, FieldProblem):
            self.refused.emit(done.field, str(done))
            return
        if done.name:
            self._session.tell_changed(done)
        self.told.emit(f"Done: {done.name}." if done.name else "Nothing was changed.",
                       done.operation or None)  # fmt: skip


def _records(library: Library, typed: str) -> tuple[Offered, ...]:
    found = field_offers.found_records(library, typed, RecordId(""))
    return tuple((str(one.value), one.words, one.detail) for one in found)


def _record(library: Library, key: str) -> Offered:
    one = field_offers.record(library, RecordId(key))
    return key, one.words, one.detail


def _recommendations(library: Library, typed: str, apart: SetId | None) -> tuple[Offered, ...]:
    """Find recommendations by their numbers first, then by their words."""
    wanted = typed.strip()
    lines = track.board(library).lines
    numbered = [one.id for one in lines if one.number == wanted]
    worded = [item.id for _, item in track.matching(library, wanted)] if wanted else []
    left_out = {one.id for one in lines if one.set_id == apart}
    keys = [key for key in dict.fromkeys((*numbered, *worded)) if key not in left_out][:_MOST]
    return tuple((key, *words_of(track.held(library, key))) for key in keys)


def _recommendation(library: Library, key: str) -> Offered:
    return key, *words_of(track.held(library, RecommendationId(key)))
