"""A person typing without end in the real editor, until somebody pulls the plug.

Run with the folder of a library: `python -m tests.ui.typing_process FOLDER`. After each letter the
number of letters typed so far and the moment are printed, in seconds.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from evidence_library.settings import Settings
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.main_window import MainWindow, Surroundings
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.tasks import Tasks
from evidence_library.ui.theme import Theme

#: Between two letters, in milliseconds.
_PAUSE = 20


def main(folder: Path) -> int:
    """Open a library, begin a new record, and type into its notes until killed."""
    app = QApplication([])
    theme = Theme("light")
    theme.dress(app)
    settings = Settings(folder.parent / "settings.toml")
    remembered = Remembered(folder.parent / "window.ini")
    window = MainWindow(theme, Surroundings(settings, remembered, Tasks(), Dialogs()))
    window.session.opened.connect(lambda: QTimer.singleShot(0, lambda: _begin(window)))
    window.session.open(folder)
    return app.exec()


def _begin(window: MainWindow) -> None:
    editor = window.editing.write_new()
    if editor is None:
        raise SystemExit("no editor")
    target = editor.field("notes").focusProxy()
    if not isinstance(target, QPlainTextEdit):
        raise SystemExit("no text")
    timer = QTimer(editor)
    timer.timeout.connect(lambda: _type(target))
    timer.start(_PAUSE)


def _type(target: QPlainTextEdit) -> None:
    typed = target.document().characterCount() - 1
    QTest.keyClick(target, "abcdefghij"[typed % 10])
    print(typed + 1, time.monotonic(), flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
