"""The instruments of a library: looked at, copied, read from files, written, edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.model.ids import InstrumentId
from evidence_library.model.instrument import Instrument
from evidence_library.services import assess, instruments
from evidence_library.services.instruments import Read
from evidence_library.services.opened import Library
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job

__all__ = ["COLUMNS", "InstrumentsPresenter", "Read", "said_of_version"]

COLUMNS = ("Instrument", "Version", "Themes", "Where it comes from")


@dataclass(frozen=True, slots=True)
class _Found:
    """The instruments in their latest versions, and how many assessments each was used for."""

    listed: tuple[Instrument, ...]
    used: dict[InstrumentId, int]


class InstrumentsPresenter(QObject):
    """Asks `services.instruments`, off the screen's thread.

    `listed` follows another list; `read` brings a `Read` of a file; `saved` an instrument that is
    kept now; `told` a sentence and the operation that takes it back; `failed` why not.
    """

    listed = Signal()
    read = Signal(object)
    saved = Signal(object)
    told = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Read nothing until somebody asks."""
        super().__init__()
        self._session = session
        self._found = _Found((), {})
        session.changed.connect(self._on_changes)

    @property
    def writable(self) -> bool:
        """Whether instruments can be changed."""
        return not self._session.hindrance

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The instruments in their latest versions, by title."""
        return self._found.listed

    def find(self, key: str) -> Instrument | None:
        """Give a listed instrument."""
        return next((one for one in self.instruments if one.id == key), None)

    def lines(self) -> tuple[Line, ...]:
        """Word the lines of the list."""
        return tuple(
            Line(one.id, (one.title, str(one.version), f"{len(one.themes):,}", _origin(one)))
            for one in self.instruments
        )

    def about(self, one: Instrument) -> str:
        """Say what an instrument is for, whose words it has, and what was done with it."""
        used = self._found.used.get(one.id, 0)
        stages = ", ".join(stage.name for stage in one.stages)
        parts = (
            one.about,
            f"Stages: {stages}." if stages else "",
            f"Source: {one.source.rstrip('.')}." if one.source else "",
            one.wording,
            f"Used for {counted(used, 'assessment')}." if used else "Not used here yet.",
        )
        return "\n\n".join(part for part in parts if part)

    def refresh(self) -> None:
        """Read the list anew."""
        library = self._session.library
        if library is not None:
            job = Job(
                lambda _report: _found(library),
                self,
                done=self._on_found,
                failed=self.failed.emit,
            )
            self._session.tasks.read(job, replaces="instruments")

    def look_at(self, path: Path) -> None:
        """Read an instrument from a file and change nothing."""
        library = self._session.library
        if library is not None:
            job = Job(
                lambda _report: instruments.read(library, path),
                self,
                done=self.read.emit,
                failed=self.failed.emit,
            )
            self._session.tasks.read(job)

    def add(self, instrument: Instrument) -> None:
        """Add an instrument that was read."""
        self._save(lambda library: instruments.add(library, instrument))

    def copy(self, key: str, title: str) -> None:
        """Make an instrument of one's own from another one."""
        self._save(lambda library: instruments.copy(library, InstrumentId(key), title))

    def save(self, edited: Instrument) -> None:
        """Keep an edited instrument as a new version."""
        self._save(lambda library: instruments.save(library, edited))

    def remove(self, key: str) -> None:
        """Take away the versions that nobody used."""

        def work(library: Library) -> tuple[Instrument | None, Changes]:
            return None, instruments.remove(library, InstrumentId(key))

        self._save(work)

    def export(self, key: str, path: Path) -> None:
        """Write an instrument into a file."""
        library = self._session.library
        if library is None:
            return

        def done(_nothing: None) -> None:
            self.told.emit(f"Written: {path}.", None)

        job = Job(
            lambda _report: instruments.export(library, InstrumentId(key), path),
            self,
            "Writing the instrument",
            done=done,
            failed=self.failed.emit,
        )
        self._session.tasks.hand_out(job)

    def _save(self, act: Callable[[Library], tuple[Instrument | None, Changes]]) -> None:
        library = self._session.library
        if library is None:
            return

        def done(made: tuple[Instrument | None, Changes]) -> None:
            instrument, changes = made
            if changes.any:
                self._session.tell_changed(changes)
                self.told.emit(f"Done: {changes.name}.", changes.operation)
            else:
                self.told.emit("It says what is here already; nothing was changed.", None)
            self.saved.emit(instrument)

        job = Job(
            lambda _report: act(library),
            self,
            "Changing instruments",
            done=done,
            failed=self.failed.emit,
        )
        self._session.tasks.write(job)

    def _on_found(self, found: _Found) -> None:
        self._found = found
        self.listed.emit()

    def _on_changes(self, changes: Changes) -> None:
        if changes.instruments or changes.assessments:
            self.refresh()


def said_of_version(one: Instrument) -> str:
    """Say which version it is, from when and by whom."""
    when = f", {one.changed}" if one.changed else ""
    who = f", {one.by}" if one.by else ""
    return f"Version {one.version}{when}{who}"


def _found(library: Library) -> _Found:
    used: dict[InstrumentId, int] = {}
    for one in assess.listed(library):
        if one.assessment is not None:
            key = one.assessment.instrument
            used[key] = used.get(key, 0) + 1
    return _Found(instruments.listed(library), used)


def _origin(one: Instrument) -> str:
    return "Came with the program" if one.ships else one.by or "Your own"
