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


@dataclass(frozen=True, slots=True)
class Window:
    """Seconds to the first results, longest stall in milliseconds, peak memory in MB."""

    start: float
    stall: float
    memory: float


def measure(folder: Path) -> Window:
    """Open the window offscreen on a library and let somebody type in it."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
        }
        done = subprocess.run(
            [
                *(sys.executable, "-m", "tests.benchmarks.window_process"),
                *(str(folder), str(time.time())),
            ],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    return Window(**json.loads(done.stdout.splitlines()[-1]))
