"""Saves packs one after another, each in one operation, in the lane of what changes a library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from evidence_library.model.changes import Changes
from evidence_library.model.ids import PackId
from evidence_library.model.pack import Pack
from evidence_library.services import packs
from evidence_library.services.opened import Library
from evidence_library.services.packs import PackChanged
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job


@dataclass(eq=False, slots=True)
class Save:
    """A pack that is to be saved, and what it was when the building began.

    `before` is a save of the same pack that is not through yet: what it leaves is what this one
    begins from. `held` is the pack as the library holds it once it is saved. `then` follows a save
    that went well. One that is `given_up` saves nothing any more.
    """

    library: Library
    pack: Pack
    base: Pack
    before: Save | None = None
    held: Pack | None = None
    given_up: bool = False
    then: list[Callable[[], object]] = field(default_factory=list)

    @property
    def expected(self) -> Pack:
        """What the library is expected to hold before this."""
        before = self.before
        if before is None:
            return self.base
        return before.held or before.expected

    def at_once(self) -> Changes:
        """Save it in the calling thread. Raises as `packs.save` does."""
        changes = packs.save(self.library, self.pack, expected=self.expected)
        self.held = packs.find(self.library, self.pack.id)
        return changes


#: What follows a save: what it changed, or None if the pack was changed elsewhere.
Saved = Callable[[Save, Changes | None], object]
NotSaved = Callable[[Save, str], object]


class PackSaves:
    """The saves that are not through yet, the last of each pack."""

    def __init__(self, session: Session, saved: Saved, failed: NotSaved) -> None:
        """Save nothing yet."""
        self._session, self._saved, self._failed = session, saved, failed
        self._last: dict[PackId, Save] = {}

    def last(self, key: str) -> Save | None:
        """Give the save of a pack that is under way, the last one if there are several."""
        return self._last.get(PackId(key))

    def begin(
        self, library: Library, pack: Pack, base: Pack, then: Callable[[], object] | None
    ) -> None:
        """Save a pack behind all earlier saves; nothing is saved twice."""
        before = self._last.get(pack.id)
        save = before
        if save is None or save.pack != pack or save.library is not library:
            save = Save(library, pack, base, before)
        if then is not None:
            save.then.append(then)
        if save is not before:
            self._last[pack.id] = save
            self._start(save)

    def waiting(self) -> tuple[Save, ...]:
        """List the saves under way, the last one of each pack."""
        return tuple(self._last.values())

    def at_once(self, save: Save) -> None:
        """Save before this returns, in the lane of drafts, which nothing long holds up.

        What waits of the same pack is part of it. Raises `LibraryError`.
        """
        last = self._last.get(save.pack.id)
        save.before = last if last is not save else save.before

        def work() -> None:
            if save.held is None:
                _saved_at_last(save)
            _give_up(save)

        self._session.tasks.keep_now(work)

    def _start(self, save: Save) -> None:
        def work(_report: object) -> Changes | None:
            try:
                return None if save.given_up else save.at_once()
            except PackChanged:
                return None

        def done(changes: Changes | None) -> None:
            self._end(save)
            if save.given_up:
                return
            self._saved(save, changes)
            if changes is not None:
                for act in save.then:
                    act()

        def failed(message: str) -> None:
            self._end(save)
            if not save.given_up:
                self._failed(save, message)

        # The session outlives the pack that is shown: what comes of saving must not be lost.
        job: Job[Any] = Job(work, self._session, "Saving the pack", done=done, failed=failed)
        self._session.tasks.write(job)

    def _end(self, save: Save) -> None:
        if self._last.get(save.pack.id) is save:
            del self._last[save.pack.id]


def _saved_at_last(save: Save) -> None:
    """Save; if what waited before was saved that very moment, begin from what that left."""
    expected = save.expected
    try:
        save.at_once()
    except PackChanged:
        if save.expected == expected:
            raise
        save.at_once()


def _give_up(save: Save | None) -> None:
    while save is not None:
        save.given_up = True
        save = save.before
