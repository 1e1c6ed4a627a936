"""Measures the window from outside: each figure comes from a fresh process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Window:
    """What was measured of a window: seconds to its first results, peak memory in MB.

    `waits` are the longest times, in milliseconds, for which the main thread was busy; `painted`
    are those from a key to the list painted with what was found for it. Of the keys `pressed` the
    others were overtaken by the next one.
    """

    start: float
    waits: tuple[float, ...]
    memory: float
    painted: tuple[float, ...]
    pressed: int


@dataclass(frozen=True, slots=True)
class Editor:
    """Milliseconds until records were `opened` in the editor and what was `saved` is found."""

    opened: tuple[float, ...]
    saved: tuple[float, ...]


def measure(folder: Path) -> Window:
    """Open the window offscreen on a library and let somebody type in it."""
    return Window(**_asked("tests.benchmarks.window_process", folder, str(time.time())))


def measure_editor(folder: Path) -> Editor:
    """Open records of a library in the editor, and save changes of them."""
    return Editor(**_asked("tests.benchmarks.editor_process", folder))


def _asked(module: str, folder: Path, *arguments: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
        }
        done = subprocess.run(
            [sys.executable, "-m", module, str(folder), *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured
