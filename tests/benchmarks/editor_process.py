"""The editor in a process of its own: how soon a record is open in it, and what is saved is found.

`python -m tests.benchmarks.editor_process FOLDER` opens the real window offscreen on a library,
opens records in the editor, saves changes of others, and prints JSON: times in milliseconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from evidence_library.model.ids import RecordId
from evidence_library.services import editing, find
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.services.read import read_record
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.start import open_window

#: So many records are opened and saved.
_RECORDS = 30


def main(folder: Path) -> int:
    """Measure, and print what was measured."""
    app = QApplication([])
    window = open_window(app, folder)
    _wait(app, lambda: window.finder.answer is not None)
    library = window.session.library
    answer = window.finder.answer
    if library is None or answer is None:
        return 1
    hits = find.hits(library, answer.found, 0, _RECORDS, every_excerpt=False)
    keys = [hit.id for hit in hits]
    _wait(app, lambda: window.tasks.idle)
    opened = [_open(app, window, key) for key in keys]
    saved = [_save(library, key, f"zzsaved{at}") for at, key in enumerate(keys)]
    window.close()
    print(json.dumps({"opened": opened, "saved": saved}))
    return 0


def _open(app: QApplication, window: MainWindow, key: RecordId) -> float:
    """Take the time until the form is there, painted, with the cursor in its first field."""
    started = time.perf_counter()
    editor = window.editing.edit(key)
    if editor is None:
        raise RuntimeError("the library cannot be edited")
    _wait(app, lambda: editor.presenter.ready)
    editor.grab()
    spent = (time.perf_counter() - started) * 1000
    editor.close()
    _wait(app, lambda: window.tasks.idle)
    return spent


def _save(library: Library, key: RecordId, word: str) -> float:
    """Take the time from saving to the moment a search finds what was saved."""
    held = read_record(library, key).record
    new = replace(held, title=f"{held.title} {word}")
    started = time.perf_counter()
    editing.save(library, new, held)
    found = find.search(library, Request(text=word))
    spent = (time.perf_counter() - started) * 1000
    if len(found.numbers) != 1:
        raise RuntimeError("what was saved is not found")
    return spent


def _wait(app: QApplication, until: Callable[[], bool]) -> None:
    while not until():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
