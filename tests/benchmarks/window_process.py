"""The window in a process of its own: how soon it is usable, how long it ever stalls, its memory.

`python -m tests.benchmarks.window_process FOLDER STARTED` opens the real window offscreen on a
library, waits for its first results, then types queries as a person would and prints JSON. STARTED
is the time, in seconds since the epoch, at which the process was asked for.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

import evidence_library.app  # noqa: F401 - part of every start of the program
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.start import open_window
from tests.benchmarks.searching import QUERIES

#: Milliseconds between two keys of somebody who types quickly.
KEY_PAUSE = 90

#: Milliseconds left to read the results of a finished query.
READING = 400


class Watch(QObject):
    """Ticks as often as the main thread lets it and remembers the longest wait."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - self._timer.interval())
        self._last = now


class Typist(QObject):
    """Types queries into the search field of a window, letter by letter."""

    def __init__(self, window: MainWindow, started: float) -> None:
        super().__init__()
        self._window, self._started = window, started
        self._usable = 0.0
        self._watch = Watch()
        texts = [text for text in chain.from_iterable(QUERIES.values()) if text]
        self._states = iter([text[:end] for text in texts[::3] for end in range(1, len(text) + 1)])
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._type)
        window.finder.answered.connect(self._on_answered)

    def _on_answered(self) -> None:
        if not self._usable:
            self._usable = time.time() - self._started
            # What follows the first results (first drawing, selection) belongs to the start.
            QTimer.singleShot(500, self._begin)

    def _begin(self) -> None:
        self._watch.start()
        self._type()

    def _type(self) -> None:
        text = next(self._states, None)
        if text is None:
            self._finish()
            return
        self._window.frame.search.line.setText(text)
        self._window.finder.type_text(text)
        self._next.start(READING if text.endswith('"') else KEY_PAUSE)

    def _finish(self) -> None:
        peak = _peak_memory()
        print(json.dumps({"start": self._usable, "stall": self._watch.longest, "memory": peak}))
        self._window.close()
        QApplication.quit()


def _peak_memory() -> float:
    """Give the most memory this process has held, in MB.

    What `getrusage` tells on Linux begins with the memory of the program that started this one.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(folder: str, started: str) -> None:
    """Open the window, type, and print what was measured."""
    app = QApplication(sys.argv[:1])
    window = open_window(app, Path(folder))
    window.resize(1280, 800)
    typist = Typist(window, float(started))
    app.exec()
    del typist


if __name__ == "__main__":
    main(*sys.argv[1:])
