"""The settings of the open library, which hold for everybody who works with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.services import library_settings
from evidence_library.settings import Value
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job


class LibrarySettingsPresenter(QObject):
    """Asks `services.library_settings`, off the screen's thread.

    `listed` brings the values by their keys and whether they can be changed; `done` tells in a
    sentence of a change and the number of the operation; `failed` why there is none.
    """

    listed = Signal(object, bool)
    done = Signal(str, int)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Follow the library that is open."""
        super().__init__()
        self._session = session
        session.opened.connect(self.refresh)
        session.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read the settings anew; another program may have changed them."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: library_settings.values(library),
            self,
            done=self._on_read,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="library-settings")

    def set(self, key: str, value: Value) -> None:
        """Set one of them, in a step that Undo takes back."""
        library = self._session.library
        if library is None:
            return
        job = Job(
            lambda _report: library_settings.change(library, {key: value}),
            self,
            "Keeping the setting",
            done=self._on_set,
            failed=self._on_not_set,
        )
        self._session.tasks.write(job)

    def _on_read(self, values: dict[str, Value]) -> None:
        self.listed.emit(values, not self._session.hindrance)

    def _on_set(self, changes: Changes) -> None:
        if changes.any:
            self._session.tell_changed(changes)
            self.done.emit(f"Done: {changes.name}.", changes.operation)
        else:
            self.refresh()

    def _on_not_set(self, message: str) -> None:
        self.failed.emit(message)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.settings:
            self.refresh()
