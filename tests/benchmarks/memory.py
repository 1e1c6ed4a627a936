"""The most memory a process has held."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

#: In what `getrusage` counts, in parts of a MB.
_UNIT = 1024**2 if sys.platform == "darwin" else 1024


def peak_memory() -> float:
    """Give the most memory this process has held, in MB.

    What `getrusage` tells on Linux begins with the memory of the program that started this one.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNIT


def peak_memory_of_children() -> float:
    """Give the most memory that one of the processes has held that this one started, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _UNIT
