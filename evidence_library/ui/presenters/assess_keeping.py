"""Keeps judgements one after the other; what could not be kept stays until somebody decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.model.assessment import Judgement
from evidence_library.model.changes import Changes
from evidence_library.model.ids import AssessmentId
from evidence_library.services import assess
from evidence_library.services.assess import AssessmentChanged, Opened, theme_name
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.assess_judging import said_of
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job

__all__ = ["AssessKeeping", "Unkept"]

#: So many letters of the reasons are told where somebody decides between two judgements.
_LONGEST = 160

_BROKEN = "Something in the program went wrong."
_DECIDE = "A judgement of this assessment was not kept; decide about it first."


@dataclass(eq=False, slots=True)
class _Save:
    """A judgement that is to be kept, in the assessment it was made in.

    `base` is what was held when it was begun, `after` an earlier one of the same place that is
    still under way: then what that one leaves is held. `lost` tells that it was not kept.
    """

    library: Library
    opened: Opened
    mine: Judgement
    base: Judgement
    after: _Save | None = None
    held: Judgement | None = None
    given_up: bool = False
    lost: bool = False

    @property
    def key(self) -> AssessmentId:
        """The assessment it is of."""
        return self.opened.assessment.id

    @property
    def place(self) -> tuple[Path, str, str, str]:
        """What it is the judgement of, and whose."""
        return (self.library.folder, self.key, self.mine.theme, self.mine.assessor)


@dataclass(frozen=True, slots=True)
class Unkept:
    """A judgement that was not kept, and why; nothing of `mine` is lost until somebody decides.

    `clashed` if the assessor judged elsewhere meanwhile: `theirs` is what is held now. `base` is
    what `mine` began from.
    """

    folder: Path
    opened: Opened
    mine: Judgement
    base: Judgement
    sentence: str
    clashed: bool = False
    theirs: Judgement | None = None

    @property
    def key(self) -> AssessmentId:
        """The assessment it belongs to."""
        return self.opened.assessment.id

    @property
    def place(self) -> tuple[Path, str, str, str]:
        """What it is the judgement of, and whose."""
        return (self.folder, self.key, self.mine.theme, self.mine.assessor)

    @property
    def named(self) -> str:
        """The assessment and the theme, as people call them."""
        label = self.opened.assessment.scope.label
        return f"{label}, {theme_name(self.opened.instrument, self.mine.theme)}"

    @property
    def words(self) -> str:
        """What people are told: where, why, what is there, and what was not kept."""
        there = self.theirs or Judgement(theme=self.mine.theme, assessor=self.mine.assessor)
        theirs = f" There: {_in_words(self.opened, there)}." if self.clashed else ""
        return f"{self.named}: {self.sentence}{theirs} Yours: {_in_words(self.opened, self.mine)}."


@dataclass(frozen=True, slots=True)
class _Kept:
    """What came of it: the assessment by now, what changed, or what one is to decide about."""

    opened: Opened | None
    changes: Changes | None
    unkept: Unkept | None = None


class AssessKeeping(QObject):
    """Keeps judgements through `services.assess`, off the screen's thread, in their order.

    `kept` brings the library, the assessment as it is by now, and what changed. `decided` follows
    whenever there is more or less that was not kept. `failed` tells what one does not see here.
    """

    kept = Signal(object, object, object)
    decided = Signal()
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Start with nothing to keep."""
        super().__init__()
        self._session = session
        self._under_way: list[_Save] = []
        self._unkept: dict[tuple[Path, str, str, str], Unkept] = {}

    @property
    def unkept(self) -> tuple[Unkept, ...]:
        """What was not kept, of all libraries."""
        return tuple(self._unkept.values())

    @property
    def unkept_here(self) -> tuple[Unkept, ...]:
        """What was not kept of the library that is open."""
        library = self._session.library
        return tuple(one for one in self.unkept if library and one.folder == library.folder)

    def unkept_at(self, key: str, theme: str, assessor: str) -> Unkept | None:
        """Give what was not kept of an assessor's judgement of a theme."""
        library = self._session.library
        return self._unkept.get((library.folder, key, theme, assessor)) if library else None

    def keep(self, library: Library, opened: Opened, mine: Judgement, base: Judgement) -> None:
        """Keep a judgement behind all earlier ones; `base` is what it began from."""
        save = _Save(library, opened, mine, base)
        same = [one for one in self._under_way if one.place == save.place]
        save.after = same[-1] if same else None
        self._under_way.append(save)
        job = Job(
            lambda _report: _keep(save),
            self._session,  # it outlives what is shown: what comes of saving must not be lost
            "Keeping a judgement",
            done=partial(self._on_kept, save),
            failed=partial(self._on_not_kept, save),
            stopped=partial(self._on_not_kept, save, "It was stopped."),
            broke=partial(self._on_not_kept, save, _BROKEN),
        )
        self._session.tasks.write(job)

    def keep_now(self) -> None:
        """Keep what is under way before this returns: the window closes."""
        waiting, self._under_way = self._under_way, []
        for save in waiting:
            save.given_up = True
            try:
                kept = self._session.tasks.keep_now(partial(_keep, save, now=True))
            except LibraryError as error:
                self._hold(_unkept(save, str(error)))
            else:
                self._take(save, kept)

    def overwrite(self, one: Unkept) -> None:
        """Keep what was not kept: in the place of what is there, or once more."""
        library = self._session.library
        if library is None or library.folder != one.folder:
            return
        self._unkept.pop(one.place, None)
        nothing = Judgement(theme=one.mine.theme, assessor=one.mine.assessor)
        base = (one.theirs or nothing) if one.clashed else one.base
        self.decided.emit()
        self.keep(library, one.opened, one.mine, base)

    def let_go(self, one: Unkept) -> None:
        """Let go of what was not kept."""
        self._unkept.pop(one.place, None)
        self.decided.emit()

    def refuse_unkept(self, key: str) -> _Refusal:
        """Give what raises `UserCanFix`, when its turn comes, if a judgement was not kept."""
        here = any(one.key == key for one in self.unkept_here)
        return _Refusal(here, tuple(one for one in self._under_way if one.key == key))

    def _on_kept(self, save: _Save, kept: _Kept) -> None:
        if save in self._under_way:
            self._under_way.remove(save)
            self._take(save, kept)

    def _take(self, save: _Save, kept: _Kept) -> None:
        if kept.unkept is not None:
            self._hold(kept.unkept)
        elif self._unkept.pop(save.place, None) is not None:
            self.decided.emit()
        if save.library is self._session.library:
            self.kept.emit(save.library, kept.opened, kept.changes)

    def _on_not_kept(self, save: _Save, message: str) -> None:
        if save in self._under_way:
            self._under_way.remove(save)
            self._hold(_unkept(save, message))

    def _hold(self, one: Unkept) -> None:
        self._unkept[one.place] = one
        if one not in self.unkept_here:
            self.failed.emit(f"{one.words} Open “{one.folder.name}” again to decide.")
        self.decided.emit()


@dataclass(frozen=True, slots=True)
class _Refusal:
    here: bool
    before: tuple[_Save, ...]

    def __call__(self) -> None:
        if self.here or any(one.lost for one in self.before):
            raise UserCanFix(_DECIDE)


def _keep(save: _Save, *, now: bool = False) -> _Kept:
    if save.given_up and not now:
        return _Kept(None, None)
    earlier = save.after
    base = earlier.held if earlier is not None and earlier.held is not None else save.base
    save.lost = True
    try:
        changes = assess.judge(save.library, save.key, save.mine, base)
    except AssessmentChanged as error:
        opened = assess.opened(save.library, save.key)
        theirs = opened.assessment.judgement(save.mine.theme, save.mine.assessor)
        told = Unkept(
            save.library.folder, opened, save.mine, base, str(error), clashed=True, theirs=theirs
        )
        return _Kept(opened, None, told)
    save.lost = False
    opened = assess.opened(save.library, save.key)
    save.held = opened.assessment.judgement(save.mine.theme, save.mine.assessor)
    return _Kept(opened, changes)


def _unkept(save: _Save, sentence: str) -> Unkept:
    return Unkept(save.library.folder, save.opened, save.mine, save.base, sentence)


def _in_words(opened: Opened, one: Judgement) -> str:
    reasons = " ".join(one.rationale.split())
    if len(reasons) > _LONGEST:
        reasons = f"{reasons[:_LONGEST].rstrip()}…"
    said = said_of(opened, one)
    return f"{said}, “{reasons}”" if reasons else said
