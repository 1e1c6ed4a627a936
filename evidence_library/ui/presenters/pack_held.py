"""Holds the pack that is built: keeps what is typed, saves it, asks whose change counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import PackId
from evidence_library.model.pack import Pack
from evidence_library.services import drafts, pack_drafts, packs
from evidence_library.services.opened import Library
from evidence_library.services.pack_drafts import PackDraft
from evidence_library.ui.presenters.pack_begun import Begun, begun
from evidence_library.ui.presenters.pack_keeper import Building, PackKeeper
from evidence_library.ui.presenters.pack_saves import PackSaves, Save
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import quoted
from evidence_library.ui.tasks import Job

_CHANGED = "{} was changed elsewhere while you changed it here. Which of the two shall be kept?"
_SETTLE_FIRST = "Choose first which of the two shall be kept."
_GONE = "{} was deleted elsewhere; what you changed here is not lost yet."


class PackHeld(QObject):
    """Holds the pack that is shown, and what it was when the building began.

    `opened` follows another pack, or the same one read anew; `emptied` says that none is shown.
    `coming` is the id of one that is being read.

    `changed` follows every change of it. `aged` says that what is known of its records is no longer
    sure. `standing` follows a save or a change that is not saved. `clashed` brings a sentence, and
    whether the library still holds the pack: it is settled by `keep_mine`, `take_theirs` or
    `keep_both`, or `settled` once the library holds again what the building began with. `taken_up`
    tells of what was not saved when the program stopped, `failed` why something was not done,
    `done` brings a sentence and the operation that takes it back.
    """

    opened = Signal()
    emptied = Signal()
    changed = Signal()
    aged = Signal()
    standing = Signal()
    clashed = Signal(str, bool)
    settled = Signal()
    taken_up = Signal(str)
    failed = Signal(str)
    done = Signal(str, object)
    copy_made = Signal(str)

    def __init__(self, session: Session) -> None:
        """Hold no pack."""
        super().__init__()
        self._session = session
        self._library: Library | None = None
        self._keeper: PackKeeper | None = None
        self._saves = PackSaves(session, self._on_save, self._on_save_failed)
        self.pack: Pack | None = None
        self.base: Pack | None = None
        self.in_clash = False
        self.coming = ""
        session.changed.connect(self._on_changed)
        session.leaving.connect(self.leave_at_once)

    @property
    def writable(self) -> bool:
        """Whether the pack can be changed."""
        return self.pack is not None and not self._session.hindrance and not self.in_clash

    @property
    def dirty(self) -> bool:
        """Whether the pack differs from what is saved."""
        return self.pack is not None and (self.pack != self.base or self._saving)

    @property
    def _saving(self) -> bool:
        return self._saves.last(self.key) is not None

    @property
    def key(self) -> str:
        """The id of the pack that is shown; empty if none is."""
        return self.pack.id if self.pack is not None else ""

    def open(self, pack: str) -> None:
        """Show a pack; the one that is shown is saved first."""
        library = self._session.library
        if library is None or (pack == self.key and self._library is library):
            return
        self.save()
        self._read(library, PackId(pack))

    def close(self) -> None:
        """Save the pack that is shown, and show none."""
        self.save()
        self._let_go()
        self._forget()

    def take(self, pack: Pack) -> None:
        """Take what a person made of the pack."""
        if self.base is None or pack == self.pack:
            return
        # What was handed out is no matter of building: undoing must not bring an older state back.
        self.pack = replace(pack, frozen=self.base.frozen)
        if self._keeper is not None:
            self._keeper.soon()
        self.changed.emit()
        self.standing.emit()
        self.aged.emit()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save what was changed, in one operation; `then` follows, at once if nothing was."""
        pack, base, library = self.pack, self.base, self._library
        if pack is None or base is None or library is None or library.read_only:
            return
        if self.in_clash:
            if then is not None:
                self.failed.emit(_SETTLE_FIRST)
        elif self.dirty:
            self._saves.begin(library, pack, base, then)
        elif then is not None:
            then()

    def save_at_once(self) -> None:
        """Save, or keep a draft, before this returns. Raises `LibraryError` if neither goes."""
        for save in self._saves.waiting():
            if save.pack.id != self.key:
                self._save_now(save, partial(_keep, save))
        pack, base, library, keeper = self.pack, self.base, self._library, self._keeper
        if pack is None or base is None or library is None or keeper is None or not self.dirty:
            return
        if self.in_clash:
            keeper.at_once()
        elif self._save_now(Save(library, pack, base), keeper.at_once):
            self.base = pack
            self._session.tasks.keep_now(lambda: pack_drafts.discard(library, pack.id))

    def _save_now(self, save: Save, otherwise: Callable[[], None]) -> bool:
        """Save, or else do what keeps it otherwise; tell whether it is saved."""
        try:
            self._saves.at_once(save)
        except LibraryError:
            otherwise()
            return False
        return True

    def leave_at_once(self) -> None:
        """Another library is there, or the program ends: save what belongs to the old one."""
        try:
            self.save_at_once()
        except LibraryError as error:
            self.failed.emit(str(error))
        self._let_go()
        self._forget()

    def keep_mine(self) -> None:
        """Settle a clash: what was built here replaces what is in the library."""
        if self.pack is not None and self._library is not None:
            library, pack = self._library, self.pack
            self._settle(lambda: packs.find(library, pack.id))

    def take_theirs(self) -> None:
        """Settle a clash: what was built here is dropped."""
        self.in_clash = False
        if self._library is not None and self.pack is not None:
            library, key = self._library, self.pack.id
            if self._keeper is not None:
                self._keeper.drop(key, anybodys=True)
            self._let_go()
            self._forget()
            self._read(library, key)

    def keep_both(self) -> None:
        """Settle a clash: what was built here becomes a pack of its own."""
        pack, library = self.pack, self._library
        if pack is None or library is None:
            return

        def work(_report: object) -> tuple[Pack, Changes]:
            return packs.new(library, f"{pack.title} (my changes)", replace(pack, frozen=None))

        def done(made: tuple[Pack, Changes]) -> None:
            copy, changes = made
            self.in_clash = False
            if self._keeper is not None:
                self._keeper.drop(pack.id, anybodys=True)
            self._let_go()
            self._forget()
            self._session.tell_changed(changes)
            self.done.emit(f"Kept as {quoted(copy.title)}.", changes.operation)
            self.copy_made.emit(copy.id)

        job = Job(work, self, "Saving the pack", done=done, failed=self.failed.emit)
        self._session.tasks.write(job)

    # What comes back

    def _read(self, library: Library, key: PackId) -> None:
        saving = self._saves.last(key)
        if saving is not None and saving.library is library:
            self._show(library, saving.pack, saving.expected)
            return

        def done(found: Begun) -> None:
            self.coming = ""
            if self._session.library is library:
                self._begin(library, found)

        def failed(message: str) -> None:
            self.coming = ""
            self.failed.emit(message)

        self.coming = key
        job = Job(lambda _report: begun(library, key), self, done=done, failed=failed)
        self._session.tasks.read(job, replaces="pack")

    def _begin(self, library: Library, found: Begun) -> None:
        held, draft = found.held, found.draft
        self.save()  # what was typed while this was read
        if held is not None and draft is None:
            self._show(library, held, held)
        elif draft is not None:
            frozen = held.frozen if held is not None else draft.pack.frozen
            self._show(
                library, replace(draft.pack, frozen=frozen), replace(draft.base, frozen=frozen)
            )
            self._tell_draft(held, draft)
        else:
            self._let_go()
            self._forget()
            self.failed.emit(found.why_not)

    def _show(self, library: Library, pack: Pack, base: Pack) -> None:
        self._let_go()
        self._library = library
        self._keeper = PackKeeper(library, self._session.tasks, self._building, self)
        self._keeper.failed.connect(self.failed)
        self.pack, self.base = pack, base
        self.in_clash = False
        self.opened.emit()
        self.standing.emit()
        self.aged.emit()

    def _tell_draft(self, held: Pack | None, draft: PackDraft) -> None:
        if self._keeper is not None:
            self._keeper.now()
        if held is None:
            self._on_clash(draft.pack, gone=True)
        elif held != self.base:
            self._on_clash(draft.pack, gone=False)
        else:
            when = drafts.local_time(draft.kept)
            self.taken_up.emit(
                f"What you changed in {quoted(draft.pack.title)} until {when} was not saved when "
                "the program stopped; it is here again."
            )

    def _on_save(self, save: Save, changes: Changes | None) -> None:
        if changes is None or save.held is None:
            self._keep_draft(save)
            self._on_clash(save.pack, gone=False)
        else:
            self._on_saved(save, changes, save.held)

    def _on_saved(self, save: Save, changes: Changes, held: Pack) -> None:
        library, key = save.library, save.pack.id
        shown = self._library is library and self.key == key
        if shown:
            typed_since = self.pack != save.pack
            self.base = held
            if not typed_since:
                self.pack = held
            if self._keeper is not None and not typed_since:
                self._keeper.drop(key)
            elif self._keeper is not None:
                self._keeper.soon()
        elif self._saves.last(key) is None:
            self._drop_draft(library, key)
        if self._session.library is library:
            self._session.tell_changed(changes if changes.any else None)
        if shown:
            self.changed.emit()
            self.standing.emit()

    def _on_save_failed(self, save: Save, message: str) -> None:
        self._keep_draft(save)
        self._on_not_saved(save.library, save.pack, message)

    def _on_not_saved(self, library: Library, pack: Pack, message: str) -> None:
        if self.pack is not None and self.pack.id == pack.id:
            key = pack.id

            def work(_report: object) -> bool:
                return any(one.id == key for one in packs.listed(library))

            def done(there: bool) -> None:
                if there:
                    self.failed.emit(message)
                else:
                    self._on_clash(pack, gone=True)

            self._session.tasks.read(Job(work, self, done=done, failed=self.failed.emit))
        else:
            kept = "What you changed is kept and is there when you open the pack."
            self.failed.emit(f"{quoted(pack.title)} was not saved: {message} {kept}")

    def _on_clash(self, pack: Pack, *, gone: bool) -> None:
        if self.pack is not None and self.pack.id == pack.id:
            self.in_clash = True
            self.standing.emit()
            self.clashed.emit((_GONE if gone else _CHANGED).format(quoted(pack.title)), not gone)
        else:
            told = f"{quoted(pack.title)} was changed elsewhere while you changed it here."
            self.failed.emit(f"{told} Open it to choose what shall be kept.")

    def _settle(self, look: Callable[[], Pack]) -> None:
        """Begin from what the library holds now, and save what was built over it."""

        def done(held: Pack) -> None:
            self.in_clash = False
            self.base = held
            if self.pack is not None:
                self.pack = replace(self.pack, frozen=held.frozen)
            self.standing.emit()
            self.save()

        job = Job(lambda _report: look(), self, done=done, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="pack settle")

    def _on_changed(self, changes: Changes) -> None:
        pack, library = self.pack, self._library
        if pack is None or library is None or self._session.library is not library:
            return
        if pack.id not in changes.packs and pack.id not in map(str, changes.trashed):
            if changes.records:
                self.aged.emit()
            return
        if self._saving:
            return  # what was saved is read with it

        def work(_report: object) -> Pack | None:
            try:
                return packs.find(library, pack.id)
            except UserCanFix:
                return None

        self._session.tasks.read(
            Job(work, self, done=self._on_looked, failed=self.failed.emit), replaces="pack again"
        )

    def _on_looked(self, held: Pack | None) -> None:
        """Take what the library holds now, unless something else is being built."""
        pack, base = self.pack, self.base
        if pack is None or base is None or (held is not None and held.id != pack.id):
            return
        if held is not None and replace(held, frozen=None) == replace(base, frozen=None):
            self.base, self.pack = held, replace(pack, frozen=held.frozen)
            if self.in_clash:
                self.in_clash = False
                self.settled.emit()
            self.standing.emit()
            self.aged.emit()
        elif self.dirty and held != pack:
            self._on_clash(pack, gone=held is None)
        elif held is None:
            self._let_go()
            self._forget()
        else:
            self.pack = self.base = held
            self.opened.emit()
            self.standing.emit()
            self.aged.emit()

    # Keeping

    def _building(self) -> Building | None:
        if self.pack is None or self.base is None or not self.dirty:
            return None
        return self.pack, self.base

    def _keep_draft(self, save: Save) -> None:
        """Keep what could not be saved, whatever is shown by now."""
        if self.key == save.pack.id and self._keeper is not None:
            self._keeper.now()
            return
        job = Job(lambda _report: _keep(save), self._session, failed=self.failed.emit)
        self._session.tasks.keep(job)

    def _drop_draft(self, library: Library, key: PackId) -> None:
        def work(_report: object) -> None:
            pack_drafts.discard(library, key)

        self._session.tasks.keep(Job(work, self._session, failed=self.failed.emit))

    def _let_go(self) -> None:
        if self._keeper is not None:
            self._keeper.let_go()
            self._keeper.deleteLater()
            self._keeper = None

    def _forget(self) -> None:
        self.pack = self.base = None
        self._library = None
        self.in_clash = False
        self.emptied.emit()


def _keep(save: Save) -> None:
    pack_drafts.keep(save.library, save.pack, save.expected, "")
