"""The library that is open: opening, making, undoing. Everybody else hears of it from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.services import curate, find, library_settings
from evidence_library.services.library import (
    INDEXING_ANEW,
    OLDER_VERSION,
    create_library,
    is_library,
    open_library,
)
from evidence_library.services.opened import Library
from evidence_library.settings import Settings
from evidence_library.ui.tasks import Job, Report, Tasks

_STOPPED = "Stopped: the library was left as it was and was not opened."


@dataclass(frozen=True, slots=True)
class Standing:
    """What the frame of the window shows of the library."""

    name: str = ""
    folder: Path = Path()
    records: int = 0
    read_only: bool = False
    notice: str = ""
    undo: str = ""
    undo_number: int | None = None
    redo: str = ""


class Session(QObject):
    """Holds the open library.

    `opened` comes once a library is ready, and `arriving` just before it, to clear away what was
    told of the one before; `leaving` before that one is closed. `changed` comes after every
    operation, `reverted` with a sentence after one was undone or done again, `standing_changed`
    when the frame has something new to show, `failed` with a sentence and the folder it is about.
    After that, `try_again` repeats what was attempted, be it opening or making. `renewing` says why
    it takes long to open a library of an older version.
    """

    arriving = Signal()
    opened = Signal()
    leaving = Signal()
    changed = Signal(object)
    standing_changed = Signal(object)
    reverted = Signal(str)
    failed = Signal(str, object)
    making = Signal(bool)
    renewing = Signal(str)

    def __init__(self, tasks: Tasks) -> None:
        """Start without a library."""
        super().__init__()
        self.tasks = tasks
        self.library: Library | None = None
        self._person = ""
        self._handed_over: Settings | None = None
        self.standing = Standing()
        self.try_again: Callable[[], None] = lambda: None
        self._bringing: Job[Library] | None = None
        self._renewing = False
        tasks.progressed.connect(self._on_progressed)

    def start(self, folder: Path) -> None:
        """Open the library in a folder, or make the starter library there if there is nothing."""
        empty = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
        if empty:
            self.create(folder, starter=True)
        else:
            self.open(folder)

    def open(self, folder: Path) -> None:
        """Open another library; the present one stays until it is there."""
        self.try_again = partial(self.open, folder)
        self._bring(
            folder,
            "Opening the library",
            lambda report: self._opened(folder, report),
            stopped=lambda: self._on_failed(_STOPPED, folder),
        )

    def create(self, folder: Path, *, starter: bool) -> None:
        """Make a library, with the starter content or empty."""
        self.try_again = partial(self.create, folder, starter=starter)
        self.making.emit(True)

        def work(report: Report) -> Library:
            return create_library(folder, starter=starter, progress=report)

        self._bring(folder, "Making the library", work)

    def holds_library(self, folder: Path) -> bool:
        """Tell whether there is a library in a folder."""
        return is_library(folder)

    @property
    def hindrance(self) -> str:
        """Why nothing can be added; empty if something can."""
        if self.library is None:
            return "Open a library first: files are added to the open one."
        if self.library.read_only:
            return "This library is read-only: nothing can be added to it."
        return ""

    def work_as(self, person: str) -> None:
        """Say whose name or initials the changes carry from now on; empty for nobody's."""
        self._person = person
        if self.library is not None:
            self.library.person = person

    def hand_over(self, settings: Settings) -> None:
        """Hand rules that an older version kept in the settings over to libraries of that age."""
        self._handed_over = settings

    def undo(self, expected: int | None = None) -> None:
        """Take the last operation back; if one is `expected`, that one or none."""
        self._operate(
            "Undoing",
            "Undone",
            lambda library, report: curate.undo(library, expected, progress=report),
        )

    def undo_named(self) -> None:
        """Take back the operation that the menu names; none if another one is the last by now."""
        self.undo(self.standing.undo_number)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._operate(
            "Doing again",
            "Done again",
            lambda library, report: curate.redo(library, progress=report),
        )

    def tell_changed(self, changes: Changes | None) -> None:
        """Let everybody know of an operation that was done."""
        if changes is not None:
            self.changed.emit(changes)
        self.look_up_standing()

    def close(self) -> None:
        """Close the library at the end; no job may be under way."""
        if self.library is not None:
            self.library.close()
            self.library = None

    def _opened(self, folder: Path, report: Report) -> Library:
        library = open_library(folder, report)
        library.person = self._person
        if self._handed_over is not None:
            library_settings.take_over(library, self._handed_over)
        return library

    def _bring(
        self,
        folder: Path,
        title: str,
        work: Callable[[Report], Library],
        stopped: Callable[[], None] | None = None,
    ) -> None:
        self._renewing = False
        self._bringing = job = Job(
            work,
            self,
            title,
            done=self._on_brought,
            failed=lambda message: self._on_failed(message, folder),
            stopped=stopped or (lambda: self.making.emit(False)),
        )
        self.tasks.write(job)

    def _on_progressed(self, job: Job[Any]) -> None:
        renewing = job is self._bringing and job.position[2] == INDEXING_ANEW
        if renewing and not self._renewing:
            self._renewing = True
            self.renewing.emit(OLDER_VERSION)

    def _on_brought(self, library: Library) -> None:
        old, self.library = self.library, library
        library.person = self._person
        self.making.emit(False)
        if old is not None:
            self.leaving.emit()
            self.tasks.drop_reads()
            find.interrupt(old)
            # Files that are still being written from it are finished before.
            self.tasks.hand_out(Job(lambda _report: self.tasks.in_turn(old.close), self))
        self.standing = Standing()
        self.arriving.emit()
        self.opened.emit()
        self.look_up_standing()

    def _on_failed(self, message: str, folder: Path | None = None) -> None:
        self.making.emit(False)
        self.failed.emit(message, folder)

    def _on_operated(self, said: str, changes: Changes | None) -> None:
        self.tell_changed(changes)
        if changes is not None:
            self.reverted.emit(f"{said}: {changes.name}.")

    def _on_not_operated(self, message: str) -> None:
        self._on_failed(message)
        self.look_up_standing()

    def _operate(
        self, title: str, said: str, act: Callable[[Library, Report], Changes | None]
    ) -> None:
        library = self.library
        if library is None:
            return
        job = Job(
            lambda report: act(library, report),
            self,
            title,
            done=partial(self._on_operated, said),
            failed=self._on_not_operated,
        )
        self.tasks.write(job)

    def look_up_standing(self) -> None:
        """See how the library stands; another program may have changed it."""
        library = self.library
        if library is not None:
            job = Job(lambda _report: _standing(library), self, done=self._on_standing)
            self.tasks.read(job, replaces="standing")

    def _on_standing(self, standing: Standing) -> None:
        if standing != self.standing:
            self.standing = standing
            self.standing_changed.emit(standing)


def _standing(library: Library) -> Standing:
    return Standing(
        name=library.name,
        folder=library.folder,
        records=library.count(),
        read_only=library.read_only,
        notice=library.notice,
        undo=curate.undo_name(library),
        undo_number=curate.undo_number(library),
        redo=curate.redo_name(library),
    )
