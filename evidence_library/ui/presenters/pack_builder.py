"""Builds one pack: holds it while it is changed, keeps it safe, and saves it in one operation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import PackId, PackItemId
from evidence_library.model.pack import Logo, Pack
from evidence_library.services import (
    drafts,
    pack_drafts,
    pack_freezing,
    pack_logo,
    pack_overview,
    packs,
)
from evidence_library.services.opened import Library
from evidence_library.services.pack_drafts import PackDraft
from evidence_library.services.pack_overview import Checked
from evidence_library.services.packs import PackChanged
from evidence_library.ui.presenters.pack_glance import Glance, PartChoice, glance
from evidence_library.ui.presenters.pack_keeper import Building, PackKeeper
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import quoted
from evidence_library.ui.tasks import Job

_CHANGED = "{} was changed elsewhere while you changed it here. Which of the two shall be kept?"
_GONE = "{} was deleted elsewhere; what you changed here is not lost yet."


@dataclass(frozen=True, slots=True)
class _Begun:
    """A pack as the library holds it, and what was built of it and never saved, if anything."""

    held: Pack | None
    draft: PackDraft | None
    why_not: str = ""


class PackBuilder(QObject):
    """Holds the pack that is shown.

    `opened` follows another pack, or the same one read anew; `emptied` says that none is shown.
    `coming` is the id of one that is being read.

    `changed` follows every change of it, `glanced` once its times and warnings are known, `checked`
    a check. `standing` follows a save or a change that is not saved. `clashed` brings a sentence,
    and whether the library still holds the pack: it is settled by `keep_mine`, `take_theirs` or
    `keep_both`. `taken_up` tells of what was not saved when the program stopped, `failed` why
    something was not done, `done` a sentence and the operation that takes it back.
    """

    opened = Signal()
    emptied = Signal()
    changed = Signal()
    glanced = Signal()
    checked = Signal(object)
    standing = Signal()
    clashed = Signal(str, bool)
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
        self.pack: Pack | None = None
        self.base: Pack | None = None
        self.known = Glance(Pack(id=PackId(""), title=""))
        self._stale = self._saving = False
        self._glancing: Job[Glance] | None = None
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
        return self.pack is not None and self.pack != self.base

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
        self._let_go()
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
        self._glance()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save what was changed, in one operation; `then` follows, at once if nothing was."""
        pack, base, library = self.pack, self.base, self._library
        if pack is None or base is None or library is None or self.in_clash or library.read_only:
            return
        if not self.dirty or self._saving:
            if then is not None and not self._saving:
                then()
            return
        self._saving = True

        def work(_report: object) -> tuple[Changes, Pack] | PackChanged:
            try:
                changes = packs.save(library, pack, expected=base)
            except PackChanged as error:
                return error
            return changes, packs.find(library, pack.id)

        def done(found: tuple[Changes, Pack] | PackChanged) -> None:
            self._saving = False
            if isinstance(found, PackChanged):
                self._keep_draft(library, pack, base)
                self._on_clash(pack, gone=False)
                return
            self._on_saved(library, pack, *found)
            if then is not None:
                then()

        def failed(message: str) -> None:
            self._saving = False
            self._keep_draft(library, pack, base)
            self._on_not_saved(library, pack, message)

        # The session outlives the pack that is shown: what comes of saving must not be lost.
        job = Job(work, self._session, "Saving the pack", done=done, failed=failed)
        self._session.tasks.write(job)

    def save_at_once(self) -> None:
        """Save, or keep a draft, before this returns. Raises `LibraryError` if neither goes."""
        pack, base, library, keeper = self.pack, self.base, self._library, self._keeper
        if pack is None or base is None or library is None or keeper is None or not self.dirty:
            return
        try:
            if self.in_clash:
                raise UserCanFix("It is not settled yet what shall be kept.")
            self._session.tasks.keep_now(lambda: packs.save(library, pack, expected=base))
        except LibraryError:
            keeper.at_once()
            return
        self.base = pack
        self._session.tasks.keep_now(lambda: pack_drafts.discard(library, pack.id))

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

    def check(self) -> None:
        """Check the pack as it is now: balance, rights, times, what became of its records."""
        pack, library = self.pack, self._library
        if pack is None or library is None:
            return

        def work(_report: object) -> Checked:
            return pack_overview.check(library, pack)

        def done(found: Checked) -> None:
            if self.pack is not None and self.pack.id == found.overview.pack.id:
                self.checked.emit(found)

        job = Job(work, self, done=done, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="pack check")

    def refresh(self) -> None:
        """Let a pack that was handed out hold its records as they are now."""
        pack, library = self.pack, self._library
        if pack is None or library is None:
            return

        def work(_report: object) -> Changes:
            return pack_freezing.refresh(library, pack.id)

        def done(changes: Changes) -> None:
            self._session.tell_changed(changes if changes.any else None)
            self.done.emit(f"Done: {changes.name}.", changes.operation)

        def refresh_saved() -> None:
            job = Job(work, self, "Refreshing the pack", done=done, failed=self.failed.emit)
            self._session.tasks.write(job)

        self.save(refresh_saved)

    def take_logo(self, path: Path, then: Callable[[Logo], None]) -> None:
        """Keep a picture among the files of the library; `then` gets it as a logo."""
        library = self._library
        if library is None:
            return
        job = Job(
            lambda _report: pack_logo.taken_in(library, path),
            self,
            "Reading the logo",
            done=then,
            failed=self.failed.emit,
        )
        self._session.tasks.write(job)

    def parts_of(self, item: PackItemId) -> tuple[PartChoice, ...]:
        """List the parts of the record of an item that can be shown."""
        items = self.pack.items if self.pack is not None else ()
        record = next((getattr(one, "record", None) for one in items if one.id == item), None)
        return self.known.parts.get(record, ()) if record is not None else ()

    # What comes back

    def _read(self, library: Library, key: PackId) -> None:
        def work(_report: object) -> _Begun:
            draft = pack_drafts.left(library, key)
            try:
                held = packs.find(library, key)
            except UserCanFix as error:
                return _Begun(None, draft, str(error))
            return _Begun(held, None if draft is None or draft.pack == held else draft)

        def done(begun: _Begun) -> None:
            self.coming = ""
            if self._session.library is library:
                self._begin(library, begun)

        def failed(message: str) -> None:
            self.coming = ""
            self.failed.emit(message)

        self.coming = key
        job = Job(work, self, done=done, failed=failed)
        self._session.tasks.read(job, replaces="pack")

    def _begin(self, library: Library, begun: _Begun) -> None:
        held, draft = begun.held, begun.draft
        if held is None and draft is None:
            self._forget()
            self.failed.emit(begun.why_not)
            return
        self._library = library
        self._keeper = PackKeeper(library, self._session.tasks, self._building, self)
        self._keeper.failed.connect(self.failed)
        self.base = draft.base if draft is not None else held
        self.pack = draft.pack if draft is not None else held
        if draft is not None and held is not None:
            self.pack = replace(draft.pack, frozen=held.frozen)
            self.base = replace(draft.base, frozen=held.frozen)
        self.in_clash = False
        self.known = Glance(self.pack or self.known.pack)
        self.opened.emit()
        self.standing.emit()
        self._glance()
        if draft is not None:
            self._tell_draft(held, draft)

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

    def _on_saved(self, library: Library, saved: Pack, changes: Changes, held: Pack) -> None:
        shown = self.pack is not None and self.pack.id == saved.id and self._library is library
        if shown:
            typed_since = self.pack != saved
            self.base = held
            if not typed_since:
                self.pack = held
            if self._keeper is not None and not typed_since:
                self._keeper.drop(held.id)
            elif self._keeper is not None:
                self._keeper.soon()
        else:
            self._drop_draft(library, saved.id)
        if self._session.library is library:
            self._session.tell_changed(changes if changes.any else None)
        if shown:
            self.changed.emit()
            self.standing.emit()

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
                self._glance()
            return
        if self._saving:
            return

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
            self.standing.emit()
            self._glance()
        elif self.dirty and held != pack:
            self._on_clash(pack, gone=held is None)
        elif held is None:
            self._let_go()
            self._forget()
        else:
            self.pack = self.base = held
            self.opened.emit()
            self.standing.emit()
            self._glance()

    # Keeping

    def _building(self) -> Building | None:
        if self.pack is None or self.base is None or not self.dirty:
            return None
        return self.pack, self.base

    def _keep_draft(self, library: Library, pack: Pack, base: Pack) -> None:
        """Keep what could not be saved, whatever is shown by now."""
        if self.pack is not None and self.pack.id == pack.id and self._keeper is not None:
            self._keeper.now()
            return

        def work(_report: object) -> None:
            pack_drafts.keep(library, pack, base, "")

        self._session.tasks.keep(Job(work, self._session, failed=self.failed.emit))

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

    def _glance(self) -> None:
        """Look at the pack; while that is under way, once more afterwards."""
        pack, library = self.pack, self._library
        if pack is None or library is None:
            return
        if self._glancing is not None and self._session.tasks.running(self._glancing):
            self._stale = True
            return
        self._stale = False
        job = Job(
            lambda _report: glance(library, pack),
            self,
            done=self._on_glanced,
            failed=self.failed.emit,
        )
        self._glancing = self._session.tasks.read(job)

    def _on_glanced(self, known: Glance) -> None:
        if self.pack is not None and known.pack.id == self.pack.id:
            self.known = known
            self.glanced.emit()
        if self._stale:
            self._glance()
