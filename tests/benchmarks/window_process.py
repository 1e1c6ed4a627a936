"""The window in a process of its own: how soon it is usable, how quick its answers are to see,
how long it ever stalls, its memory.

`python -m tests.benchmarks.window_process FOLDER STARTED` opens the real window offscreen on a
library, waits for its first results, then types queries as a person would and prints JSON. STARTED
is the time, in seconds since the epoch, at which the process was asked for.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from itertools import chain
from pathlib import Path

import evidence_library.app
import evidence_library.ui  # noqa: F401 - a start loads the program first, and Qt through it

# isort: split
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.presenters.find import Answer
from evidence_library.ui.start import open_window
from tests.benchmarks.memory import peak_memory
from tests.benchmarks.queries import QUERIES

#: Milliseconds between two keys of somebody who types quickly.
KEY_PAUSE = 90

#: Milliseconds left to read the results of a finished query.
READING = 400


class Watch(QObject):
    """Ticks as often as the main thread lets it and remembers every wait."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.waits.append((now - self._last) * 1000 - self._timer.interval())
        self._last = now


class Stopwatch(QObject):
    """Takes the time from a key to the list painted with what was found for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.taken: list[float] = []
        self.pressed = 0
        self._window = window
        self._key = 0.0
        self._answered = False
        window.frame.search.line.textChanged.connect(self._on_key)
        window.find_screen.answered.connect(self._on_answered)
        results = window.find_screen.results
        for view in (results.list.viewport(), results.empty):
            view.installEventFilter(self)

    def press(self, key: str) -> None:
        """Press a key in the search field."""
        self.pressed += 1
        self._key = time.perf_counter()
        QTest.keyClicks(self._window.frame.search.line, key)

    def rest(self) -> None:
        """Take no time until the next key."""
        self._key = 0.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See the list being painted; it is done when the main thread is free again."""
        if event.type() == QEvent.Type.Paint and self._answered and self._key:
            QTimer.singleShot(0, partial(self._stop, self._key))
            self.rest()
        return False

    def _stop(self, pressed: float) -> None:
        self.taken.append((time.perf_counter() - pressed) * 1000)

    def _on_key(self) -> None:
        self._answered = False

    def _on_answered(self, answer: Answer) -> None:
        self._answered = answer.found.request.text == self._window.frame.search.line.text()


class Typist(QObject):
    """Types queries into the search field of a window, letter by letter."""

    def __init__(self, window: MainWindow, started: float) -> None:
        super().__init__()
        self._window, self._started = window, started
        self._usable = 0.0
        self._watch, self._stopwatch = Watch(), Stopwatch(window)
        self._texts = [text for text in chain.from_iterable(QUERIES.values()) if text][::3]
        self._left = ""
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._type)
        window.finder.answered.connect(self._on_answered)

    def _on_answered(self) -> None:
        if not self._usable:
            self._usable = time.time() - self._started
            # What follows the first results (first drawing, selection) belongs to the start.
            QTimer.singleShot(500, self._begin)

    def _begin(self) -> None:
        self._window.frame.search.line.setFocus()
        self._watch.start()
        self._type()

    def _type(self) -> None:
        if not self._left:
            if not self._texts:
                self._finish()
                return
            self._left = self._texts.pop(0)
            self._stopwatch.rest()
            self._window.frame.search.line.clear()
        self._stopwatch.press(self._left[0])
        self._left = self._left[1:]
        self._next.start(KEY_PAUSE if self._left else READING)

    def _finish(self) -> None:
        figures = {
            "start": self._usable,
            "waits": sorted(self._watch.waits)[-1000:],
            "memory": peak_memory(),
            "painted": self._stopwatch.taken,
            "pressed": self._stopwatch.pressed,
        }
        print(json.dumps(figures))
        self._window.close()
        QApplication.quit()


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
