"""Files for the record in an editor: dropped anywhere on its window, or chosen with a button."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.presenters.editor import EditorPresenter
from evidence_library.ui.screens.editor_saving_first import SavingFirst

_NOT_SAVED = "Files are kept with a saved record; save it first, and you are asked about them then."
_CLOSED = "Say first what shall become of the draft; then files can be dropped here."
_READ_ONLY = "This library is read-only: no files can be kept in it."


class EditorFiles(QObject):
    """Takes files for one editor. `wanted` names the record and the files to attach to it.

    Watches the window on the screen: so a field below the mouse never takes a file for its text.
    """

    wanted = Signal(str, object)
    failed = Signal(str)

    def __init__(
        self, owner: QWidget, presenter: EditorPresenter, dialogs: Dialogs, first: SavingFirst
    ) -> None:
        """Serve the window `owner`; `first` asks to save what is new."""
        super().__init__(owner)
        self._owner, self._presenter, self._dialogs = owner, presenter, dialogs
        self._first = first
        self._waiting: tuple[Path, ...] = ()

    def watch(self) -> None:
        """Take what is dropped on the window from now on; it has to be on the screen."""
        handle = self._owner.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def ask(self) -> None:
        """Ask which files to attach."""
        if self._hindrance():
            self.failed.emit(self._hindrance())
            return
        self.take(self._dialogs.choose_attachments(self._owner))

    def take(self, paths: Sequence[Path]) -> None:
        """Attach files, or hold them until the record is saved."""
        if not paths:
            return
        if self._hindrance():
            self.failed.emit(self._hindrance())
        elif self._presenter.is_new:
            self._waiting = tuple(dict.fromkeys((*self._waiting, *paths)))
            self._first.ask(_NOT_SAVED, "Save and attach", self._go_on)
        else:
            self.wanted.emit(self._presenter.key, tuple(paths))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take files; all else that is dropped goes to the field below the mouse."""
        if isinstance(event, QDropEvent):  # entering and moving are drops to be, for Qt
            files = local_files(event.mimeData())
            if not files:
                return False
            event.acceptProposedAction()
            if not isinstance(event, QDragMoveEvent):
                # Whoever drops waits for an answer, also another program.
                QTimer.singleShot(0, self, lambda: self.take(files))
            return True
        return False

    def _hindrance(self) -> str:
        if not self._presenter.writable:
            return _READ_ONLY
        return "" if self._presenter.ready else _CLOSED

    def _go_on(self) -> None:
        paths, self._waiting = self._waiting, ()
        self.take(paths)


def local_files(data: QMimeData) -> list[Path]:
    """Give the files in what is dragged that lie on this computer."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
