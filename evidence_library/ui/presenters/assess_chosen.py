"""The assessment that is shown: read, judged, agreed on, closed. What is judged is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evidence_library.model.assessment import Agreed, Assessment, Judgement
from evidence_library.model.changes import Changes
from evidence_library.model.ids import AssessmentId, RecordId
from evidence_library.services import assess, chosen
from evidence_library.services.assess import Opened
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.assess_keeping import AssessKeeping, Unkept
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job

__all__ = ["AssessChosen", "Opened", "Unkept"]

#: Is told why something was not done; nothing if it was.
Answered = Callable[[str], None]


class AssessChosen(QObject):
    """Asks `services.assess`, off the screen's thread.

    `shown` follows each reading; `emptied` that nothing is shown any more; `told` brings a
    sentence and the operation that takes it back; `failed` why not. What could not be kept is in
    `keeping`.
    """

    shown = Signal()
    emptied = Signal()
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Show nothing yet."""
        super().__init__()
        self.session = session
        self.opened: Opened | None = None
        self.titles: Mapping[RecordId, str] = {}
        self._wanted = ""
        self._library: Library | None = None
        self.keeping = AssessKeeping(session)
        self.keeping.setParent(self)
        self.keeping.kept.connect(self._on_kept)
        self.keeping.failed.connect(self.failed)
        self.keeping.decided.connect(self._on_decided)
        session.changed.connect(self._on_changes)
        session.opened.connect(self.close)

    @property
    def key(self) -> str:
        """The id of what is shown, or is about to be; empty for nothing."""
        return self._wanted

    @property
    def assessment(self) -> Assessment | None:
        """What is shown."""
        return self.opened.assessment if self.opened else None

    @property
    def person(self) -> str:
        """The name or initials of whoever works here; empty if they gave none."""
        return self.session.library.person if self.session.library else ""

    @property
    def changeable(self) -> bool:
        """Whether it can be judged: it is open, its instrument is there, the library writable."""
        opened = self.opened
        return (
            opened is not None
            and opened.instrument is not None
            and not opened.assessment.finished
            and not self.session.hindrance
        )

    def open(self, key: str) -> None:
        """Show an assessment."""
        self._open(key, self.failed.emit)

    def _open(self, key: str, tell: Callable[[str], object]) -> None:
        self._wanted = key
        library = self.session.library
        if library is None or not key:
            return

        def failed(message: str) -> None:
            if key == self._wanted:
                self.close()
                tell(message)

        job = Job(
            lambda _report: _read(library, AssessmentId(key)),
            self,
            done=self._on_read,
            failed=failed,
        )
        self.session.tasks.read(job, replaces="assessment")

    def close(self) -> None:
        """Show nothing any more."""
        self._wanted = ""
        self.opened = None
        self.emptied.emit()

    def held(self, theme: str, assessor: str) -> Judgement:
        """Give what an assessor says of a theme; one that says nothing if that is so."""
        item = self.assessment
        found = item.judgement(theme, assessor) if item else None
        return found or Judgement(theme=theme, assessor=assessor)

    # Judging

    def judge(self, mine: Judgement, base: Judgement) -> None:
        """Keep a judgement behind all earlier ones; `base` is what it began from."""
        library = self._library  # not that of the session: it may be another one by now
        if library is not None and self.opened is not None:
            self.keeping.keep(library, self.opened, mine, base)

    def unkept(self, theme: str, assessor: str) -> Unkept | None:
        """Give what an assessor said of a theme here and could not be kept."""
        return self.keeping.unkept_at(self._wanted, theme, assessor)

    def _on_decided(self) -> None:
        """Show how it is by now, where a judgement could not be kept: closed, or gone."""
        if any(one.key == self._wanted for one in self.keeping.unkept_here):
            self.read_again()

    def _on_kept(self, library: Library, opened: Opened | None, changes: Changes | None) -> None:
        if opened is not None and opened.assessment.id == self._wanted:
            self._library, self.opened = library, opened
            self.shown.emit()
        if changes is not None and changes.any:
            self.session.tell_changed(changes)

    # The whole

    def agree(self, agreed: Agreed, expected: Assessment, then: Answered | None = None) -> None:
        """Keep what the assessors agreed on; `expected` is the assessment they looked at."""
        key = expected.id  # another one may be shown by now
        self._change(lambda library, _shown: assess.agree(library, key, agreed, expected), then)

    def say_ready(self, assessor: str, *, on: bool) -> None:
        """Say that an assessor has judged, or take it back."""
        self._change(lambda library, key: assess.ready(library, key, assessor, on=on))

    def finish(self) -> None:
        """Close the assessment."""
        self._change(assess.finish)

    def reopen(self) -> None:
        """Open a finished assessment again."""
        self._change(assess.reopen)

    def edit(self, wanted: Assessment, expected: Assessment, then: Answered | None = None) -> None:
        """Change what is said about it."""
        key = expected.id
        self._change(lambda library, _shown: assess.edit(library, key, wanted, expected), then)

    def _change(
        self, act: Callable[[Library, AssessmentId], Changes], then: Answered | None = None
    ) -> None:
        """Do something behind all judgements; `then` is told why not, or nothing if it was done."""
        library, key = self.session.library, AssessmentId(self._wanted)
        if library is None or not key:
            return
        refuse = self.keeping.refuse_unkept(key)

        def work(_report: object) -> Changes:
            if act is not assess.reopen:  # what could not be kept may need just that
                refuse()
            return act(library, key)

        def done(changes: Changes) -> None:
            if then is not None:
                then("")
            if changes.any:
                self.session.tell_changed(changes)
                self.told.emit(f"Done: {changes.name}.", changes.operation)

        job = Job(
            work,
            self,
            "Changing the assessment",
            done=done,
            failed=then or self.failed.emit,
        )
        self.session.tasks.write(job)

    def _on_read(self, read: _Read) -> None:
        if read.opened.assessment.id == self._wanted:
            self._library = read.library
            self.opened, self.titles = read.opened, read.titles
            self.shown.emit()

    def _on_changes(self, changes: Changes) -> None:
        touched = changes.assessments or changes.instruments or changes.trashed
        if self._wanted and (touched or changes.any_found):
            self.read_again()

    def read_again(self) -> None:
        """Read anew what is shown: it may have been changed elsewhere."""
        self._open(self._wanted, lambda _gone: None)  # what was done tells of itself


@dataclass(frozen=True, slots=True)
class _Read:
    """An assessment, and the titles of the records it names."""

    library: Library
    opened: Opened
    titles: Mapping[RecordId, str]


def _read(library: Library, key: AssessmentId) -> _Read:
    opened = assess.opened(library, key)
    supports = [it.record for one in opened.assessment.judgements for it in one.supports]
    return _Read(library, opened, chosen.titles_of(library, [one for one in supports if one]))
