"""How figures are printed: side by side with what was aimed for, and their ratio."""

from __future__ import annotations

import platform
import sqlite3
import statistics
import sys
from collections.abc import Sequence


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def machine() -> None:
    """Say on what the figures were measured."""
    python = platform.python_version()
    print(f"Python {python}, SQLite {sqlite3.sqlite_version}, {platform.machine()}, {sys.platform}")


def figure(
    name: str, value: float, unit: str, aim: float | None = None, *, more: bool = False
) -> None:
    """Print one figure; with an aim, how it compares (`more`: more is better)."""
    line = f"{name:<44}{value:>10.1f} {unit:<10}"
    if aim is not None:
        ratio = value / aim if more else aim / value
        line += f"aim {aim:>8.1f}   {ratio:>6.2f} x of the aim {'met' if ratio >= 1 else 'MISSED'}"
    print(line, flush=True)


def spread(name: str, milliseconds: Sequence[float], aim: float | None = None) -> None:
    """Print the median and the 95th percentile of times; the aim is for the latter."""
    ordered = sorted(milliseconds)
    high = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    line = f"{name:<30}p50 {statistics.median(ordered):>8.1f} ms   p95 {high:>8.1f} ms"
    if aim is not None:
        verdict = "met" if high <= aim else "MISSED"
        line += f"   aim {aim:>6.1f}   {aim / high:>6.2f} x of the aim {verdict}"
    print(line, flush=True)
