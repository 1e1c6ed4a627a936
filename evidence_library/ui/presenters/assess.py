"""The assessments of a library, and what one does with whole assessments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from evidence_library.model.assessment import Assessment
from evidence_library.model.changes import Changes
from evidence_library.model.dates import day_in_words
from evidence_library.model.ids import AssessmentId
from evidence_library.model.instrument import Instrument
from evidence_library.services import actions, assess, assess_search, instruments, worked_example
from evidence_library.services.assess import Listed
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job

__all__ = ["EXAMPLE_BADGE", "AssessPresenter", "Listed", "about", "day_written"]

#: Stands wherever an example shows.
EXAMPLE_BADGE = assess.EXAMPLE[:1].upper() + assess.EXAMPLE[1:]

#: What the list says of an assessment that this program cannot read.
NOT_READ = "Cannot be read by this version of the program"


@dataclass(frozen=True, slots=True)
class _Found:
    """What the list shows: what matches, how many there are, what is odd about the question."""

    matching: tuple[Listed, ...]
    total: int
    note: str
    actions: int
    overdue: int
    lacks_example: bool


class AssessPresenter(QObject):
    """Asks `services.assess`, off the screen's thread.

    `listed` follows another list; `made` names an assessment that is to be shown; `told` brings a
    sentence and the operation that takes it back; `failed` why something was not done.
    """

    listed = Signal()
    made = Signal(str)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Read nothing until somebody asks."""
        super().__init__()
        self.session = session
        self.text = ""
        self._found = _Found((), 0, "", 0, 0, lacks_example=False)
        session.changed.connect(self._on_changes)
        session.opened.connect(self._on_opened)

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return not self.session.hindrance

    @property
    def assessments(self) -> tuple[Listed, ...]:
        """The assessments that match, the latest first."""
        return self._found.matching

    @property
    def total(self) -> int:
        """How many assessments there are, whatever is looked for."""
        return self._found.total

    @property
    def note(self) -> str:
        """What is odd about what is looked for."""
        return self._found.note

    @property
    def lacks_example(self) -> bool:
        """Whether the worked example, or a part of it, can be added."""
        return self._found.lacks_example

    @property
    def actions_in_words(self) -> str:
        """How many actions there are, and how many are overdue today."""
        overdue = f", {self._found.overdue:,} overdue" if self._found.overdue else ""
        return f"{counted(self._found.actions, 'action')}{overdue}"

    def find(self, key: str) -> Listed | None:
        """Give a listed assessment; None if it is not listed."""
        return next((one for one in self.assessments if one.id == key), None)

    def look_for(self, text: str) -> None:
        """List what matches a search in the query language."""
        if text != self.text:
            self.text = text
            self.refresh()

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Read the list anew; `then` follows."""
        library, text = self.session.library, self.text
        if library is None:
            return

        def done(found: _Found) -> None:
            self._found = found
            self.listed.emit()
            if then is not None:
                then()

        job = Job(lambda _report: _found(library, text), self, done=done, failed=self.failed.emit)
        self.session.tasks.read(job, replaces="" if then else "assessments")

    def read_instruments(self, then: Callable[[tuple[Instrument, ...]], object]) -> None:
        """Read the instruments one can assess with."""
        library = self.session.library
        if library is not None:
            job = Job(
                lambda _report: instruments.listed(library),
                self,
                done=lambda found: _deliver(found, then),
                failed=self.failed.emit,
            )
            self.session.tasks.read(job)

    def begin(
        self,
        begun: Assessment,
        instrument: Instrument,
        then: Callable[[str], None] | None = None,
    ) -> None:
        """Begin an assessment, and have it shown; `then` is told why not, or nothing."""
        self._make(lambda library: assess.new(library, begun, instrument), then)

    def next_round(self, key: str) -> None:
        """Begin the next assessment of the same, and have it shown."""
        self._make(lambda library: assess.next_round(library, AssessmentId(key)))

    def add_example(self) -> None:
        """Add the worked example, and have its latest assessment shown."""

        def work(library: Library) -> tuple[Assessment, Changes]:
            changes = worked_example.add(library)
            return worked_example.shipped()[0][-1], changes

        self._make(work)

    def delete(self, key: str, refuse: Callable[[], object] = lambda: None) -> None:
        """Move an assessment into the trash, unless `refuse` raises when its turn comes."""

        def act(library: Library) -> Changes:
            refuse()
            return assess.delete(library, AssessmentId(key))

        self.change(act)

    def change(self, act: Callable[[Library], Changes]) -> None:
        """Do something to the library, and tell of it with the way back."""
        library = self.session.library
        if library is None:
            return

        def done(changes: Changes) -> None:
            if changes.any:
                self._tell(changes)

        job = Job(
            lambda _report: act(library),
            self,
            "Changing assessments",
            done=done,
            failed=self.failed.emit,
        )
        self.session.tasks.write(job)

    def _make(
        self,
        act: Callable[[Library], tuple[Assessment, Changes]],
        then: Callable[[str], None] | None = None,
    ) -> None:
        library = self.session.library
        failed = then or self.failed.emit
        if library is None:
            return
        if self.session.hindrance:
            failed(self.session.hindrance)
            return

        def done(made: tuple[Assessment, Changes]) -> None:
            if then is not None:
                then("")
            self._tell(made[1])
            self.made.emit(made[0].id)

        job = Job(
            lambda _report: act(library),
            self,
            "Beginning an assessment",
            done=done,
            failed=failed,
        )
        self.session.tasks.write(job)

    def _tell(self, changes: Changes) -> None:
        self.session.tell_changed(changes)
        self.told.emit(f"Done: {changes.name}.", changes.operation)

    def _on_changes(self, changes: Changes) -> None:
        """Read anew what changed, if it was read before."""
        touched = changes.assessments or changes.actions or changes.instruments
        if touched or changes.trashed:
            self.refresh()

    def _on_opened(self) -> None:
        self.text = ""
        self._found = _Found((), 0, "", 0, 0, lacks_example=False)


def about(one: Listed) -> str:
    """Say what the list tells of an assessment below its title."""
    item = one.assessment
    if item is None:
        return NOT_READ
    parts = [day_written(item.date)]
    if one.open:  # before the rest: a narrow list cuts what comes last
        parts.append(f"assessors differ on {one.open}")
    if item.finished:
        parts.append("finished")
    elif not item.revealed:
        parts.append("blind, not all assessors are ready")
    elif one.themes:
        parts.append(f"{one.judged} of {one.themes} judged")
    if not one.instrument:
        parts.append("its instrument is gone")
    return " · ".join(parts)


def day_written(iso: str) -> str:
    """Write an ISO date for people: "26 March 2026"; what is none stays as it is."""
    try:
        return day_in_words(date.fromisoformat(iso[:10]))
    except ValueError:
        return iso


def _found(library: Library, text: str) -> _Found:
    every = assess.listed(library)
    matching = assess_search.assessments_matching(library, text, every)
    held = actions.listed(library)
    return _Found(
        matching.assessments,
        len(every),
        " ".join(one.message for one in matching.problems),
        len(held),
        sum(one.clock.overdue for one in held),
        lacks_example=not library.read_only and not worked_example.is_here(library),
    )


def _deliver(
    found: tuple[Instrument, ...], then: Callable[[tuple[Instrument, ...]], object]
) -> None:
    then(found)
