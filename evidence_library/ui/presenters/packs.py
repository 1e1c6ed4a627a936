"""The packs of a library, and what one does with whole packs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import PackId, RecordId, new_pack_item_id
from evidence_library.model.pack import Pack, RecordItem
from evidence_library.services import (
    chosen,
    pack_drafts,
    pack_settings,
    packs,
    starter_packs,
)
from evidence_library.services.opened import Library
from evidence_library.services.packs import Adding, Listed
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import STARTER_BADGE, counted, quoted
from evidence_library.ui.tasks import Job

__all__ = ["Listed", "PacksPresenter", "about", "template_choices"]

#: What the list says of a pack that this program cannot read.
NOT_READ = "cannot be read by this version of the program"


class PacksPresenter(QObject):
    """Asks `services.packs`, off the screen's thread.

    `listed` follows another list; `made` names a pack that is to be shown; `told` a sentence and
    the operation that takes it back; `added` the same, and the pack that records were added to;
    `lacking` how many starter packs can be added; `unsaved` brings ids and titles of packs that
    were built and not saved; `failed` why something was not done.
    """

    listed = Signal()
    made = Signal(str)
    told = Signal(str, object)
    added = Signal(str, object, str)
    lacking = Signal(int)
    unsaved = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Read nothing until somebody asks."""
        super().__init__()
        self._session = session
        self.packs: tuple[Listed, ...] = ()

    @property
    def writable(self) -> bool:
        """Whether packs can be changed."""
        return not self._session.hindrance

    def title_of(self, pack: str) -> str:
        """Give the title of a listed pack; empty if it is not listed."""
        return next((one.title for one in self.packs if one.id == pack), "")

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Read the list anew; `then` follows."""
        library = self._session.library
        if library is None:
            return

        def done(found: tuple[Listed, ...]) -> None:
            self.packs = found
            self.listed.emit()
            if then is not None:
                then()

        job = Job(lambda _report: packs.listed(library), self, done=done, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="" if then else "packs")

    def look_for_starter(self) -> None:
        """Find out how many of the packs that came with the program can be added."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: len(starter_packs.lacking(library)),
            self,
            done=self.lacking.emit,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="starter packs")

    def add_starter(self) -> None:
        """Add the packs that came with the program."""
        self._change(starter_packs.add)

    def look_for_unsaved(self) -> None:
        """Find the packs of which a draft is left that nobody is writing any more."""
        library = self._session.library
        if library is None:
            return

        def work(_report: object) -> tuple[tuple[str, str], ...]:
            return tuple((one.pack.id, one.pack.title) for one in pack_drafts.unsaved(library))

        def done(found: tuple[tuple[str, str], ...]) -> None:
            if found:
                self.unsaved.emit(found)

        job = Job(work, self, done=done, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="unsaved packs")

    def make(self, title: str, template: str = "") -> None:
        """Make a pack, empty or from a template, and have it shown."""

        def work(library: Library) -> tuple[str, Changes]:
            pack, changes = packs.new(library, title, pack_settings.beginning(template))
            return pack.id, changes

        self._make(work)

    def duplicate(self, pack: str) -> None:
        """Copy a pack, and have the copy shown."""

        def work(library: Library) -> tuple[str, Changes]:
            copy, changes = packs.duplicate(library, PackId(pack))
            return copy.id, changes

        self._make(work)

    def keep_as_new(self, pack: Pack, title: str) -> None:
        """Keep a pack as another one, and have that shown."""

        def work(library: Library) -> tuple[str, Changes]:
            made, changes = packs.new(library, title, pack)
            return made.id, changes

        self._make(work)

    def rename(self, pack: str, title: str) -> None:
        """Give a pack another title."""
        self._change(lambda library: packs.rename(library, PackId(pack), title))

    def delete(self, pack: str) -> None:
        """Move a pack into the trash."""
        self._change(lambda library: packs.delete(library, PackId(pack)))

    def add(self, pack: str, records: Sequence[str], at: int | None = None) -> None:
        """Put records into a pack, at its end or before an item."""
        self._add(pack, lambda _library: tuple(records), at)

    def add_numbers(self, pack: str, numbers: Sequence[int]) -> None:
        """Put records into a pack by their numbers, at its end."""
        self._add(pack, lambda library: chosen.ids_of(library, numbers), None)

    def begin_with(self, title: str, records: Sequence[str], numbers: Sequence[int]) -> None:
        """Make a pack of records, by their ids or else by their numbers."""
        library = self._session.library
        if library is None:
            return

        def work(_report: object) -> tuple[Pack, Changes]:
            ids = chosen.ids_of(library, numbers) if numbers else tuple(map(RecordId, records))
            items = tuple(RecordItem(id=new_pack_item_id(), record=one) for one in ids)
            return packs.new(library, title, Pack(id=PackId(""), title=title, items=items))

        def done(made: tuple[Pack, Changes]) -> None:
            pack, changes = made
            self._session.tell_changed(changes)
            self._tell_added(pack.title, len(pack.items), changes, pack.id)

        job = Job(work, self, "Making a pack", done=done, failed=self.failed.emit)
        self._session.tasks.write(job)

    def look_up(self, numbers: Sequence[int], then: Callable[[tuple[str, ...]], object]) -> None:
        """Look up the ids of records by their numbers."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: chosen.ids_of(library, numbers),
            self,
            done=lambda ids: self._deliver(ids, then),
            failed=self.failed.emit,
        )
        self._session.tasks.read(job)

    def _deliver(self, ids: Sequence[RecordId], then: Callable[[tuple[str, ...]], object]) -> None:
        then(tuple(ids))

    def _tell_added(self, title: str, number: int, changes: Changes, pack: str) -> None:
        what = "" if number == 1 else f" {counted(number, 'record')}"
        self.added.emit(f"Added{what} to {quoted(title)}.", changes.operation, pack)

    def _add(self, pack: str, wanted: Callable[[Library], Sequence[str]], at: int | None) -> None:
        library, key = self._session.library, PackId(pack)
        if library is None:
            return

        def work(_report: object) -> tuple[int, str, Changes]:
            ids = wanted(library)
            changes = packs.add(library, key, ids, Adding(at=at))
            return len(set(ids)), packs.find(library, key).title, changes

        def done(found: tuple[int, str, Changes]) -> None:
            number, title, changes = found
            self._session.tell_changed(changes if changes.any else None)
            self._tell_added(title, number, changes, pack)

        job = Job(work, self, "Adding to a pack", done=done, failed=self.failed.emit)
        self._session.tasks.write(job)

    def _make(self, act: Callable[[Library], tuple[str, Changes]]) -> None:
        library = self._session.library
        if library is None:
            return

        def done(made: tuple[str, Changes]) -> None:
            self._on_changed(made[1])
            self.made.emit(made[0])

        job = Job(
            lambda _report: act(library), self, "Making a pack", done=done, failed=self.failed.emit
        )
        self._session.tasks.write(job)

    def _change(self, act: Callable[[Library], Changes]) -> None:
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: act(library),
            self,
            "Changing packs",
            done=self._on_changed,
            failed=self.failed.emit,
        )
        self._session.tasks.write(job)

    def _on_changed(self, changes: Changes) -> None:
        if changes.any:
            self._session.tell_changed(changes)
            self.told.emit(f"Done: {changes.name}.", changes.operation)


def about(pack: Listed) -> str:
    """Say what the list tells of a pack below its title."""
    if not pack.understood:
        return NOT_READ
    parts = [counted(pack.items, "item")]
    if pack.starter:
        parts.insert(0, STARTER_BADGE)
    if pack.planned_minutes:
        parts.append(f"{pack.planned_minutes} minutes")
    if pack.frozen_on:
        parts.append(f"handed out on {pack.frozen_on}")
    return " · ".join(parts)


def template_choices() -> tuple[tuple[str, str], ...]:
    """List what a pack can begin with: the name, empty for none, and a sentence on it."""
    begun = ((one.name, one.about) for one in pack_settings.templates())
    return (("", "Empty: you put everything in yourself."), *begun)
