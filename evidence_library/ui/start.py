"""The start of the window: dress the application, open a window, and say what nobody foresaw."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evidence_library.settings import Settings
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.icons import icon
from evidence_library.ui.main_window import MainWindow, Surroundings
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.tasks import Tasks
from evidence_library.ui.theme import Theme

_log = logging.getLogger(__name__)


def run(folder: Path | None) -> int:
    """Open the window on the library in a folder; make the starter library if there is none.

    Without a folder it is the library that was open last.
    """
    app = QApplication(sys.argv[:1])
    window = open_window(app, folder)
    sys.excepthook = partial(_tell_defect, window)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program
    return app.exec()


def open_window(app: QApplication, folder: Path | None) -> MainWindow:
    """Dress the application, show the window and start opening a library in it."""
    app.setApplicationName("Evidence Library")
    app.setDesktopFileName("evidence-library")
    settings, remembered = Settings(), Remembered()
    theme = Theme(settings.text("theme"), settings.number("text_size"))
    theme.dress(app)
    app.setWindowIcon(icon("library", theme.colour("accent"), 64))
    with theme.dressing_last():
        window = MainWindow(theme, Surroundings(settings, remembered, Tasks(), Dialogs()))
    # What is loaded by then stays; the collector need not walk through it while somebody types.
    once = Qt.ConnectionType.SingleShotConnection
    window.finder.answered.connect(lambda _answer: gc.freeze(), once)
    window.show()
    window.libraries.open_first(folder)
    return window


def _tell_defect(
    window: MainWindow,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Log what nobody foresaw, and say that it happened."""
    _log.error("A defect in the window", exc_info=(kind, error, trace))
    window.tasks.broke.emit(f"Something in the program went wrong. ({kind.__name__}: {error})")
