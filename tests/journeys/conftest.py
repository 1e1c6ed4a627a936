"""Journeys use the window as it is: real threads, real services, a library in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import (
    MakeWindow,
    make_window,
    small_library,
    small_library_made,
    starter_library,
    starter_library_made,
    theme,
)
from tests.ui.person import Person

__all__ = [
    "make_window",
    "small_library",
    "small_library_made",
    "starter_library",
    "starter_library_made",
    "theme",
]


@pytest.fixture
def newcomer(make_window: MakeWindow, qtbot: QtBot) -> Person:
    """Somebody who has just started the program for the first time."""
    return Person(make_window(immediate=False), qtbot)


@pytest.fixture
def reader(newcomer: Person, starter_library: Path) -> Person:
    """Somebody at a window on the starter library."""
    newcomer.opens(starter_library)
    return newcomer
