"""The editor: one record as it is being written, its draft, its problems, and how it is saved."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.draft import Draft
from evidence_library.model.field_paths import with_value
from evidence_library.model.ids import RecordId, new_record_id
from evidence_library.model.problem import Problem, Severity
from evidence_library.model.record import Record
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import drafts, editing, record_fields
from evidence_library.services.drafts import Begun, Since
from evidence_library.services.editing import Conflict
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone
from evidence_library.ui.presenters.clashes import (
    CLASHED,
    COMPARED,
    FOLLOWED,
    SAVED_ELSEWHERE,
    Clashes,
    clashes,
    settled,
    with_edits,
    with_files,
)
from evidence_library.ui.presenters.draft_keeper import DraftKeeper, Writing
from evidence_library.ui.presenters.draft_offer import elsewhere, offer
from evidence_library.ui.presenters.editor_saving import Asked, Saved, Saver
from evidence_library.ui.presenters.field_offers import FieldOffers
from evidence_library.ui.presenters.remarks import Remarks
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import quoted
from evidence_library.ui.tasks import Job

_BACK = "The record is in the library again; what you write here is saved into it."
_RECOVERED = "What you wrote is kept as a draft again."


class EditorPresenter(QObject):
    """Holds a record while somebody writes it.

    `began` comes once there is something to edit, and again whenever the record was replaced by
    another state than the form gave; `offered` instead of it where a draft waits for an answer.
    `checked` brings the problems with every change, errors first; `standing` says that the title,
    the dirty mark or the moment of the draft changed. `saved` brings a sentence; `clashed` the
    fields in which somebody else saved something else; `gone` a sentence where the record is no
    longer there; `failed` any other reason; `told` what one should know and need not answer.
    `refreshed` comes when files were attached or removed meanwhile: the form shows them, and
    nobody is told twice. `commanded` brings a `Command` of the form and what it was given at.
    """

    began = Signal()
    offered = Signal(object)
    checked = Signal(object)
    standing = Signal()
    saved = Signal(str)
    clashed = Signal(object)
    gone = Signal(str)
    failed = Signal(str)
    told = Signal(str)
    refreshed = Signal()
    commanded = Signal(object, object)

    def __init__(self, session: Session, library: Library) -> None:
        """Hold nothing yet. The library stays the same whatever the window opens later."""
        super().__init__()
        self._session, self._library = session, library
        self.offers = FieldOffers(library, session.tasks, self)
        self.record = editing.new_record("", date.today(), library.person)
        self.base: Record | None = None
        self.problems: tuple[Problem, ...] = ()
        self._start = self.record
        self._begun = Begun(None, None)
        self._ready = False
        self._theirs: Record | None = None
        self._seen: Record | None = None
        self._missing = False  # somebody deleted the record, and it is not restored
        self.keeper = DraftKeeper(library, session.tasks, self._now, self)
        self.keeper.kept.connect(self.standing)
        self.keeper.failed.connect(self.failed)
        self.keeper.recovered.connect(partial(self.told.emit, _RECOVERED))
        self.saver = Saver(session, library, self.keeper.writer, self)
        self.saver.saved.connect(self._on_saved)
        self.saver.refused.connect(self._on_refused)
        self.saver.failed.connect(self.failed)
        self.remarks = Remarks(session, library, lambda: self.record.id, self)
        session.changed.connect(self._on_changed)
        session.standing_changed.connect(lambda _standing: self._look())

    # What it is

    @property
    def library(self) -> Library:
        """The library the record belongs to."""
        return self._library

    @property
    def session(self) -> Session:
        """The session of the window."""
        return self._session

    @property
    def ready(self) -> bool:
        """Whether there is something to edit."""
        return self._ready

    @property
    def writable(self) -> bool:
        """Whether anything can be saved."""
        return not self._library.read_only

    @property
    def is_new(self) -> bool:
        """Whether the record is not in the library yet."""
        return self.base is None

    @property
    def dirty(self) -> bool:
        """Whether something is written that is not saved."""
        return self.record != (self.base if self.base is not None else self._start)

    @property
    def title(self) -> str:
        """What the record is called."""
        return self.record.title or ("New record" if self.is_new else "Untitled")

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What blocks publishing."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)

    @property
    def _blank(self) -> Record:
        """What a new record is compared with: nothing is written in it."""
        return Record(id=self.record.id)

    @property
    def _before(self) -> Record:
        return self.base if self.base is not None else self._blank

    @property
    def key(self) -> RecordId:
        """Which record it is."""
        return self.record.id

    # Beginning

    def open(self, record: RecordId) -> None:
        """Begin to edit a record of the library, or to go on with a draft of one."""
        library = self._library

        def work(_report: object) -> Begun:
            return drafts.begin(library, record)

        self._session.tasks.read(Job(work, self, done=self._on_begun, failed=self.failed.emit))

    def write_new(self, record: Record | None = None) -> None:
        """Begin a new record, empty or with what was read from somewhere."""
        if record is not None:
            self.record = record
        self._begin()
        if record is not None:
            self._after_change()

    def go_on(self) -> None:
        """Go on with the draft that was offered."""
        begun, draft = self._begun, self._begun.draft
        if draft is None:
            return
        if begun.since is Since.DELETED:
            self._go_on_without(draft)
            return
        self.record, self.base, self._theirs = draft.record, draft.base, None
        self.keeper.go_on(draft)
        self._begin()

    def drop_draft(self) -> None:
        """Discard the draft that was offered, and edit what the library holds."""
        draft, held = self._begun.draft, self._begun.held
        if draft is not None:
            self.keeper.drop(draft.record.id, anybodys=True)
        if held is None:
            self.gone.emit("The record is no longer in the library, and its draft is discarded.")
            return
        self.record = self.base = held
        self._begin()

    @property
    def comparable(self) -> bool:
        """Whether the draft that was offered can be compared with what the library holds."""
        return self._begun.held is not None and self._begun.draft is not None

    def compare(self) -> None:
        """Show field by field how the draft offered differs from what the library holds."""
        held, draft = self._begun.held, self._begun.draft
        if held is None or draft is None:
            return
        self._theirs = held
        found = clashes(draft.base or self._blank, draft.record, held, mine_too=True)
        self.clashed.emit(Clashes(COMPARED, "Go on writing", found))

    def _on_begun(self, begun: Begun) -> None:
        in_use = elsewhere(begun)
        if in_use:
            begun = Begun(begun.held, None)
        self._begun = begun
        draft, held = begun.draft, begun.held
        if draft is None:
            if held is None:
                self.gone.emit(in_use or "This record is no longer in the library.")
            else:
                self.record = self.base = held
                self._begin()
                if in_use:
                    self.told.emit(in_use)
        elif begun.since is Since.NEW and not drafts.is_claimed(draft):
            self._start = replace(self._start, id=draft.record.id)
            self.go_on()
        else:
            self._start = replace(self._start, id=draft.record.id)
            self.record = begun.held or draft.record
            self.base = begun.held
            self.standing.emit()
            self.offer_again()

    def offer_again(self) -> None:
        """Ask what to do with the draft that is there."""
        if self._begun.draft is not None:
            self.offered.emit(offer(self._begun, self._library.person))

    def _begin(self) -> None:
        self._ready = True
        self.remarks.look()
        self._check()
        self.began.emit()
        self.standing.emit()

    def _go_on_without(self, draft: Draft) -> None:
        """Make a draft whose record is gone a new record; the old one may be restored beside it."""
        self.record, self.base = replace(draft.record, id=new_record_id()), None
        self.keeper.go_on_as(self.record, draft.record.id)
        self._begin()

    # Writing

    def put(self, path: str, value: Any) -> None:
        """Take what a field of the form says now; nothing while there is nothing to edit."""
        if not self._ready:
            return
        self.record = with_value(self.record, path, value)
        self._after_change()

    def replace_record(self, record: Record) -> None:
        """Take another state of the record, and let the form show it."""
        self.record = replace(record, id=self.record.id)
        self.began.emit()
        self._after_change()

    def _after_change(self) -> None:
        self._check()
        self.standing.emit()
        self.keeper.soon()

    def _check(self) -> None:
        """Check at once: the rules look at fields only and take microseconds."""
        told = editing.problems(self.record, date.today())
        self.problems = tuple(sorted(told, key=lambda one: one.severity is not Severity.ERROR))
        self.checked.emit(self.problems)

    def as_text(self, value: object) -> str:
        """Write a value of the record for people."""
        return record_fields.as_text(value)

    # The draft

    @property
    def kept_at(self) -> str:
        """When the draft was kept last, in this computer's time; empty if there is none."""
        return self.keeper.at if self.dirty else ""

    def _now(self) -> Writing:
        return Writing(self.record, self.base, self._ready and self.dirty)

    def discard(self) -> None:
        """Drop what is not saved, and show what the library holds."""
        self.keeper.drop(self.record.id)
        self.record = self.base if self.base is not None else self._start
        self._begin()

    # Saving

    def save(self, then: Callable[[], object] = lambda: None) -> None:
        """Save the record; `then` follows once it is saved."""
        self._save(f"Saved {quoted(self.title)}.", then, None)

    def publish(self, note: str, then: Callable[[], object] = lambda: None) -> None:
        """Save the record and publish it with a note. Errors block it."""
        if self.errors:
            self.failed.emit("Errors block publishing: " + _sentences(self.errors))
            return
        self._save(f"Published {quoted(self.title)}.", then, note)

    @property
    def publishable(self) -> bool:
        """Whether there is anything new to publish."""
        return self.writable and (self.dirty or self.record.workflow is not Workflow.PUBLISHED)

    def settle(self, take: Collection[str]) -> None:
        """Join mine and theirs, and save that upon what was saved elsewhere.

        `take` names the parts that both changed and of which theirs shall stand. Of a draft that
        was compared before anything else is done, go on writing instead.
        """
        theirs, comparing = self._theirs, not self._ready
        if theirs is None:
            return
        if comparing:
            self.go_on()
        self.record, self.base = settled(self._before, self.record, theirs, take), theirs
        self._theirs = None
        self._begin()
        if comparing:
            self.keeper.soon()
        else:
            self.save()

    def save_as_new(self) -> None:
        """Save a record that somebody deleted meanwhile as a new one, or itself if it is back."""
        if not self._missing:
            self.save()
            return
        old = self.record.id
        self.record, self.base = replace(self.record, id=new_record_id()), None
        self._start, self._missing = replace(self._start, id=self.record.id), False
        self._save(f"Saved {quoted(self.title)} as a new record.", lambda: None, None, ends=old)

    def _save(
        self,
        sentence: str,
        then: Callable[[], object],
        note: str | None,
        ends: RecordId | None = None,
    ) -> None:
        if not self._ready or not self.writable:
            return
        if self.saver.under_way:  # what was typed since is saved behind it
            self.saver.afterwards(lambda: self._save_once_more(sentence, then, note))
            return
        self.keeper.now()
        record = self.record
        self.saver.save(Asked(record, self.base, sentence, then, note, ends or record.id))

    def _save_once_more(self, sentence: str, then: Callable[[], object], note: str | None) -> None:
        if self.dirty or note is not None:
            self._save(sentence, then, note)
        else:
            then()

    def _on_saved(self, outcome: Saved) -> None:
        told, held = self.record, outcome.held
        self.record, self.base = with_edits(held, outcome.asked.record, self.record), held
        self.keeper.ended()
        if self.record != told:
            self.began.emit()
        self._check()
        self.saved.emit(outcome.asked.sentence)
        self.standing.emit()

    def _on_refused(self, error: Conflict | RecordGone) -> None:
        if isinstance(error, RecordGone):
            self._missing = True
            self.gone.emit(f"{error} What you wrote is kept.")
            return
        self._theirs = error.theirs
        found = clashes(self._before, self.record, error.theirs)
        if found:
            self.clashed.emit(Clashes(CLASHED, "Save", found))
        else:
            self.settle(())

    # Leaving

    def leave(self, then: Callable[[], object], refused: Callable[[str], object]) -> None:
        """Keep what is written before the window closes; `refused` says why it cannot be kept."""
        left = self.record

        def kept() -> None:
            if self.record == left:
                then()
            else:  # something was typed meanwhile
                self.leave(then, refused)

        self.keeper.leave(kept, refused)

    def keep_at_once(self) -> None:
        """Keep what is written before this returns. Raises `LibraryError` if it cannot be kept."""
        self.keeper.at_once()

    # What others do

    def _on_changed(self, changes: Changes) -> None:
        if self.record.id in changes.records:
            self._look()

    def _look(self) -> None:
        """Look what the library holds now: somebody may have saved the record."""
        if self.base is None or self.saver.under_way or not self._ready:
            return
        library, record = self._library, self.record.id
        job = Job(
            lambda _report: drafts.begin(library, record).held, self, done=self._on_changed_there
        )
        self._session.tasks.read(job)

    def _on_changed_there(self, held: Record | None) -> None:
        if self.saver.under_way or self.base is None:
            return
        self._tell_missing(missing=held is None)
        if held is None or held in (self.base, self._seen):
            return
        self._seen = held
        if (followed := with_files(self.base, self.record, held)) is not None:
            self._follow_files(followed, held)
        elif self.dirty:
            self.failed.emit(SAVED_ELSEWHERE)
        else:
            self.record = self.base = held
            self._begin()
            self.told.emit(FOLLOWED)

    def _tell_missing(self, *, missing: bool) -> None:
        """Tell once that the record was deleted, and once that it is back."""
        before, self._missing = self._missing, missing
        if missing and not before:
            self.gone.emit(f"{quoted(self.title)} was deleted; what you write here is kept.")
        elif before and not missing:
            self.told.emit(_BACK)

    def _follow_files(self, followed: Record, held: Record) -> None:
        """Show the files that were attached or removed, and keep what is written."""
        self.record, self.base = followed, held
        self._check()
        self.refreshed.emit()
        self.standing.emit()
        if self.dirty:
            self.keeper.soon()


def _sentences(problems: tuple[Problem, ...]) -> str:
    return " ".join(one.message for one in problems)
