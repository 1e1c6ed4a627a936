"""The assessment that is shown: read, judged, agreed on, closed. What is judged is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evidence_library.model.assessment import Agreed, Assessment, Judgement
from evidence_library.model.changes import Changes
from evidence_library.model.ids import AssessmentId, RecordId
from evidence_library.services import assess, chosen
from evidence_library.services.assess import AssessmentChanged, Opened
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job

__all__ = ["AssessChosen", "Clash", "Opened"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A judgement that was not kept, because the assessor judged elsewhere meanwhile.

    `theirs` is what is held now; nothing of `mine` is lost until somebody decides.
    """

    sentence: str
    mine: Judgement
    theirs: Judgement | None


@dataclass(eq=False, slots=True)
class _Save:
    """A judgement that is to be kept, and what was held when it was begun."""

    library: Library
    key: AssessmentId
    mine: Judgement
    base: Judgement
    given_up: bool = False

    @property
    def place(self) -> tuple[str, str, str]:
        """What it is the judgement of, and whose: a later one takes the place of an earlier."""
        return (self.key, self.mine.theme, self.mine.assessor)


class AssessChosen(QObject):
    """Asks `services.assess`, off the screen's thread.

    `shown` follows each reading; `emptied` that nothing is shown any more; `clashed` brings a
    `Clash`; `told` a sentence and the operation that takes it back; `failed` why not.
    """

    shown = Signal()
    emptied = Signal()
    clashed = Signal(object)
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
        self._waiting: list[_Save] = []
        self._running: _Save | None = None
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
        if library is None or not self._wanted:
            return
        save = _Save(library, AssessmentId(self._wanted), mine, base)
        earlier = next((one for one in self._waiting if one.place == save.place), None)
        if earlier is not None:
            earlier.mine = mine
        else:
            self._waiting.append(save)
        self._go_on()

    def judge_now(self) -> None:
        """Keep what waits before this returns: the window closes. Raises `LibraryError`."""
        waiting = [*([self._running] if self._running else []), *self._waiting]
        self._waiting.clear()
        for save in waiting:
            save.given_up = True
            self.session.tasks.keep_now(
                lambda save=save: assess.judge(save.library, save.key, save.mine)  # type: ignore[misc]
            )

    def overwrite(self, clash: Clash) -> None:
        """Keep one's own judgement in the place of what was said elsewhere."""
        nothing = Judgement(theme=clash.mine.theme, assessor=clash.mine.assessor)
        self.judge(clash.mine, clash.theirs or nothing)

    def _go_on(self) -> None:
        if self._running is not None or not self._waiting:
            return
        save = self._running = self._waiting.pop(0)

        def work(_report: object) -> _Kept:
            return _keep(save)

        job = Job(
            work,
            self.session,  # it outlives what is shown: what comes of saving must not be lost
            "Keeping a judgement",
            done=lambda kept: self._on_kept(save, kept),
            failed=self._on_not_kept,
        )
        self.session.tasks.write(job)

    def _on_kept(self, save: _Save, kept: _Kept) -> None:
        self._running = None
        for later in self._waiting:
            if later.place == save.place:
                later.base = kept.held
        same = kept.opened is not None and kept.opened.assessment.id == self._wanted
        if same and self._is_open(save.library):
            self.opened = kept.opened
            self.shown.emit()
        if kept.clash and self._is_open(save.library):
            theirs = kept.held if kept.held.at else None
            self.clashed.emit(Clash(kept.clash, save.mine, theirs))
        elif kept.changes is not None and kept.changes.any and self._is_open(save.library):
            self.session.tell_changed(kept.changes)
        self._go_on()

    def _is_open(self, library: Library) -> bool:
        return library is self.session.library

    def _on_not_kept(self, message: str) -> None:
        self._running = None
        self.failed.emit(message)
        self._go_on()

    # The whole

    def agree(self, agreed: Agreed) -> None:
        """Keep what the assessors agreed on."""
        self._change(lambda library, key: assess.agree(library, key, agreed))

    def say_ready(self, assessor: str, *, on: bool) -> None:
        """Say that an assessor has judged, or take it back."""
        self._change(lambda library, key: assess.ready(library, key, assessor, on=on))

    def finish(self) -> None:
        """Close the assessment."""
        self._change(assess.finish)

    def reopen(self) -> None:
        """Open a finished assessment again."""
        self._change(assess.reopen)

    def edit(self, wanted: Assessment, expected: Assessment) -> None:
        """Change what is said about it."""
        self._change(lambda library, key: assess.edit(library, key, wanted, expected))

    def _change(self, act: Callable[[Library, AssessmentId], Changes]) -> None:
        library, key = self.session.library, AssessmentId(self._wanted)
        if library is None or not key:
            return

        def done(changes: Changes) -> None:
            if changes.any:
                self.session.tell_changed(changes)
                self.told.emit(f"Done: {changes.name}.", changes.operation)

        job = Job(
            lambda _report: act(library, key),
            self,
            "Changing the assessment",
            done=done,
            failed=self.failed.emit,
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
            self._open(self._wanted, lambda _gone: None)  # what was done tells of itself


@dataclass(frozen=True, slots=True)
class _Read:
    """An assessment, and the titles of the records it names."""

    library: Library
    opened: Opened
    titles: Mapping[RecordId, str]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What came of keeping a judgement: what is held now, what changed, or why it clashed."""

    held: Judgement
    opened: Opened | None
    changes: Changes | None
    clash: str = ""


def _keep(save: _Save) -> _Kept:
    if save.given_up:
        return _Kept(save.mine, None, None)
    changes, clash = None, ""
    try:
        changes = assess.judge(save.library, save.key, save.mine, save.base)
    except AssessmentChanged as error:
        clash = str(error)
    opened = assess.opened(save.library, save.key)
    held = opened.assessment.judgement(save.mine.theme, save.mine.assessor)
    return _Kept(held or save.base, opened, changes, clash)


def _read(library: Library, key: AssessmentId) -> _Read:
    opened = assess.opened(library, key)
    supports = [it.record for one in opened.assessment.judgements for it in one.supports]
    return _Read(library, opened, chosen.titles_of(library, [one for one in supports if one]))
