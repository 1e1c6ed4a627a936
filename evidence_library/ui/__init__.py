"""The window: Qt, and only here."""

from __future__ import annotations

import builtins
from importlib import import_module


def _load_qt() -> None:
    """Load Qt, and leave Python's way to import as it was.

    PySide6 puts its own in that place: it reads the source of every module that is imported from
    then on, to see whether it uses PySide6, and all of it stays in memory. That is for
    `from __feature__ import`, which this program does not use, and was a fourth of its start.
    """
    ours = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = ours


_load_qt()
