"""Undo and Redo for a dialog that stands before the window and its menus."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from evidence_library.model.changes import Changes
from evidence_library.ui.presenters.session import Session


class TakingBack(QObject):
    """Takes changes back and makes them again. `told` says which, `failed` why not."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        """Do nothing yet; it lives as long as its parent."""
        super().__init__(parent)
        self._session = session
        self._word = ""
        session.changed.connect(self._on_changed)
        session.failed.connect(self._on_failed)

    def undo(self, expected: int | None = None) -> None:
        """Take the last operation back; if one is `expected`, that one or none."""
        self._word = "Undone"
        self._session.undo(expected)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._word = "Done again"
        self._session.redo()

    def _on_changed(self, changes: Changes) -> None:
        word, self._word = self._word, ""
        if word:
            self.told.emit(f"{word}: {changes.name}.")

    def _on_failed(self, message: str, _folder: object) -> None:
        word, self._word = self._word, ""
        if word:
            self.failed.emit(message)
