"""Which library is open: asking for another one, the recent ones, and what to do if it fails."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.screens.frame import Frame
from evidence_library.ui.widgets.message_bar import Choice
from evidence_library.ui.widgets.plain import literal


class Libraries(QObject):
    """Opens and makes libraries for a window. `failed` and `told` repeat in words."""

    failed = Signal(str)
    told = Signal(str)
    ready = Signal()

    def __init__(
        self, window: QWidget, session: Session, remembered: Remembered, dialogs: Dialogs
    ) -> None:
        """Serve a window."""
        super().__init__(window)
        self._window, self._session = window, session
        self._remembered, self._dialogs = remembered, dialogs
        self.recent_menu = QMenu("Open &recent", window)
        self.recent_menu.aboutToShow.connect(self._fill_recent)

    def serve(self, frame: Frame) -> None:
        """Show in a frame what goes on."""
        self._frame = frame
        self._session.opened.connect(self._on_opened)
        self._session.failed.connect(self._on_failed)
        self._session.making.connect(self._on_making)
        self._session.renewing.connect(self._on_renewing)
        frame.waiting.say("Opening the library…")

    def open_first(self, folder: Path | None) -> None:
        """Open a library at the start; without a folder, the one that was open last.

        The starter library is made only where no library is known to have been.
        """
        first = folder or self._remembered.last_library()
        if first.absolute() in self._remembered.recent:
            self._session.open(first)
        else:
            self._session.start(first)

    def ask_new(self) -> None:
        """Ask where to make a library, and make it."""
        start = self._remembered.last_library().parent / "new"
        answer = self._dialogs.new_library(self._window, start)
        if answer is not None:
            self._session.create(answer.folder, starter=answer.starter)

    def ask_open(self) -> None:
        """Ask which library to open, and open it."""
        start = self._remembered.last_library().parent
        folder = self._dialogs.choose_library(self._window, start)
        if folder is not None:
            self._session.open(folder)

    def _on_opened(self) -> None:
        library = self._session.library
        if library is not None:
            self._remembered.opened(library.folder)

    def _on_making(self, going_on: bool) -> None:
        waiting = self._frame.waiting
        if going_on:
            waiting.say("Making the library…")
            self._frame.show_waiting()
        elif self._session.library is not None:
            self.ready.emit()
        else:
            waiting.say("No library is open.", "Open a library…", self.ask_open)

    def _on_renewing(self, sentence: str) -> None:
        """Say why it takes long; how far it is, and Cancel, are in the status bar."""
        if self._session.library is None:
            self._frame.waiting.say(sentence)
        else:
            self._frame.messages.say(sentence)
        self.told.emit(sentence)

    def _on_failed(self, message: str, folder: Path | None) -> None:
        choices: list[Choice] = []
        if folder is not None:
            choices.append(("Try again", self._session.try_again))
            message = self._known_and_gone(folder) or message
        if folder is not None and self._session.library is None:
            self._frame.waiting.say(message, *choices[0])
        if self._session.library is None:
            choices.append(("Open another library…", self.ask_open))
            choices.append(("New library…", self.ask_new))
        self._frame.messages.say(message, "bad", choices)
        self.failed.emit(message)

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for folder in self._remembered.recent:
            action = self.recent_menu.addAction(literal(str(folder)))
            action.triggered.connect(partial(self._session.open, folder))
        if self.recent_menu.isEmpty():
            self.recent_menu.addAction("None yet").setEnabled(False)

    def _known_and_gone(self, folder: Path) -> str:
        known = folder.absolute() in self._remembered.recent
        if not known or self._session.holds_library(folder):
            return ""
        return f"“{folder.name}” is not where it was."
