"""Builds one pack: holds it while it is changed, and knows what one should know of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import PackId, PackItemId
from evidence_library.model.pack import Logo, Pack
from evidence_library.services import pack_freezing, pack_logo, pack_overview
from evidence_library.services.pack_overview import Checked
from evidence_library.ui.presenters.pack_glance import Glance, PartChoice, glance
from evidence_library.ui.presenters.pack_held import PackHeld
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job


class PackBuilder(PackHeld):
    """The pack that is shown, and what is known of it.

    `glanced` follows once its times and warnings are known, `checked` a check.
    """

    glanced = Signal()
    checked = Signal(object)

    def __init__(self, session: Session) -> None:
        """Know nothing of any pack."""
        super().__init__(session)
        self.known = Glance(Pack(id=PackId(""), title=""))
        self._stale = False
        self._glancing: Job[Glance] | None = None
        self.opened.connect(self._on_opened)  # before anybody else looks at what is known
        self.aged.connect(self._glance)

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

    def _on_opened(self) -> None:
        if self.pack is not None and self.known.pack.id != self.pack.id:
            self.known = Glance(self.pack)

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
