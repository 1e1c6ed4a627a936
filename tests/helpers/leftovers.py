"""Finds what a test left running: threads, timers, windows."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Leftovers:
    """What was there before the test, to be compared with what is there after it.

    What Python holds before is frozen until `found`: the collector, of which we ask for timers,
    then knows only what the test made. So it is quick, however much the tests before it keep.
    """

    def __init__(self, *, with_window: bool, grace_seconds: float = 2.0) -> None:
        self._with_window = with_window
        self._grace_seconds = grace_seconds
        self._threads = set(threading.enumerate())
        self._windows = set(map(id, _open_windows())) if with_window else set()
        gc.freeze()

    def found(self) -> list[str]:
        """A line for each thing left; threads that are just ending are given a moment."""
        left = [f"thread {thread.name}" for thread in self._running_threads()]
        if self._with_window:
            _deliver_deletions()
            left += [
                f"window {window.objectName() or type(window).__name__} “{window.windowTitle()}”"
                for window in _open_windows()
                if id(window) not in self._windows
            ]
            left += [f"timer of {_owner(timer)}" for timer in _running_timers()]
        gc.unfreeze()
        return left

    def _running_threads(self) -> list[threading.Thread]:
        new = [thread for thread in threading.enumerate() if thread not in self._threads]
        for thread in new:
            thread.join(self._grace_seconds)
        return [thread for thread in new if thread.is_alive()]


def _open_windows() -> list[QWidget]:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return []
    return [window for window in application.topLevelWidgets() if window.isVisible()]


def _deliver_deletions() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _running_timers() -> list[QTimer]:
    """Give the running timers that the collector knows: those made since it was frozen."""
    timers = [thing for thing in gc.get_objects() if issubclass(type(thing), QTimer)]
    return [timer for timer in timers if isValid(timer) and timer.isActive()]


def _owner(timer: QTimer) -> str:
    owner = timer.parent()
    return type(owner).__name__ if owner is not None else "nobody"
