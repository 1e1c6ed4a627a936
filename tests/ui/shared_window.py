"""One window for all tests of a module: each gets a library of its own in it.

Making a window takes longer than most of what these tests do. A test that closes the window, or
needs threads, makes its own one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence_library.settings import Settings
from evidence_library.ui.main_window import MainWindow, Surroundings
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.tasks import Tasks
from evidence_library.ui.theme import Theme
from tests.ui.answers import Answers
from tests.ui.trainer import Trainer


@pytest.fixture(scope="module")
def shared_window(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """A window without a library, for all tests of a module."""
    folder = tmp_path_factory.mktemp("window")
    settings = Settings(folder / "settings.toml")
    settings.set("theme", "light")
    remembered = Remembered(folder / "window.ini")
    surroundings = Surroundings(settings, remembered, Tasks(immediate=True), Answers(), pause=0)
    with theme.dressing_last():
        window = MainWindow(theme, surroundings)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    theme.choose("light", 100)


@pytest.fixture
def trainer(shared_window: MainWindow, small_library: Path, qtbot: QtBot) -> Iterator[Trainer]:
    """Somebody who has no pack yet, at the window of the module."""
    window = shared_window
    answers = window.dialogs
    assert isinstance(answers, Answers)
    answers.__init__()  # type: ignore[misc]  # whatever was answered before
    window.resize(1280, 800)
    window.go("find")
    person = Trainer(window, qtbot)
    person.opens(small_library)
    person.screen.side.setCurrentIndex(0)
    yield person
    person.screen.builder.close()
