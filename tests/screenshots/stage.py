"""The window that is drawn, and how it is led."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from evidence_library.settings import Settings
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.main_window import MainWindow, Surroundings
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.tasks import Tasks
from evidence_library.ui.theme import Theme

ROOT = Path(__file__).resolve().parents[2]

_SECONDS = 30

#: Screens with their names, one after the other.
Scenes = Iterator[tuple[str, QWidget]]


class Stage:
    """A window on the starter library, led from screen to screen."""

    def __init__(self, app: QApplication, scratch: Path, theme_name: str) -> None:
        self._app = app
        self.scratch = scratch
        scratch.mkdir()
        settings = Settings(scratch / "settings.toml")
        settings.set("theme", theme_name)
        settings.set("person", "Kim Lee")
        theme = Theme(theme_name)
        theme.dress(app)
        around = Surroundings(settings, Remembered(scratch / "window.ini"), Tasks(), Dialogs())
        self.window = MainWindow(theme, around)
        self.window.resize(1280, 800)
        self.window.show()

    def close(self) -> None:
        """Close the window."""
        self.window.close()
        self._app.processEvents()

    def search(self, words: str) -> None:
        """Ask for words, and wait for the answer."""
        self.window.finder.ask_for(words)
        self.settle()

    def shown(self) -> QWidget:
        """Give the window once it has answered."""
        self.settle()
        return self.window

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda: self.window.tasks.idle)
        for _ in range(5):
            self._app.processEvents()

    def wait(self, ready: Callable[[], bool]) -> None:
        """Wait until something is so. Raises `TimeoutError` if it does not come about."""
        end = time.monotonic() + _SECONDS
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get ready")
            self._app.processEvents()
            time.sleep(0.002)
