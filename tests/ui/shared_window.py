"""One window for all tests of a module: each gets a library of its own in it.

Making a window takes longer than most of what these tests do. A test that closes the window, or
needs threads, or looks at how a window begins, makes its own one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_library.services.find import Request
from evidence_library.settings import Settings, defaults
from evidence_library.ui.main_window import MainWindow, Surroundings
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.tasks import Tasks
from evidence_library.ui.theme import Theme
from tests.ui.answers import Answers
from tests.ui.person import Person
from tests.ui.trainer import Trainer


@dataclass
class SharedWindow:
    """A window that is given back as it was when it was new."""

    window: MainWindow
    settings: Settings
    remembered: Path
    folds: dict[str, bool] = field(init=False)
    views: QByteArray = field(init=False)
    page: QByteArray = field(init=False)

    def __post_init__(self) -> None:
        """Keep how the window began."""
        self.folds = self.window.find_screen.folds
        self.views = self.window.find_screen.views.state()
        self.page = self.window.curate_screen.state()

    def begin_anew(self) -> MainWindow:
        """Give the window as it began, but for its library, which the next one replaces."""
        window = self.window
        answers = window.dialogs
        assert isinstance(answers, Answers)
        answers.__init__()  # type: ignore[misc]  # whatever was answered before
        QSettings(str(self.remembered), QSettings.Format.IniFormat).clear()
        for key, value in {**defaults(), "theme": "light"}.items():
            if self.settings[key] != value:
                self.settings.set(key, value)
        window.settings_screen.show_values()
        window.settings_screen.changed.emit("theme")
        window.resize(1280, 800)
        window.frame.messages.hide()
        window.reader.clear()
        window.finder.request = Request()
        find = window.find_screen
        for rows in (find.results.list, find.views.table.table):
            rows.selectionModel().clear()
        find.views.restore(self.views)
        find.restore_folds(self.folds)
        find.set_default_sizes()
        window.curate_screen.restore(self.page)
        if not find.filters_shown:
            find.toggle_filters()
        window.go("find")
        window.activateWindow()
        return window

    def leave(self) -> None:
        """Close what was opened beside the window, and drop what it was about to do."""
        for timer in self.window.findChildren(QTimer):
            timer.stop()
        for one in QApplication.topLevelWidgets():
            if one is not self.window and one.isVisible():
                one.close()
        self.window.show()  # a test may have closed it, and the next one may bring it back


@pytest.fixture(scope="module")
def sharing(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedWindow]:
    """A window without a library, for all tests of a module, and what it is made of."""
    folder = tmp_path_factory.mktemp("window")
    settings = Settings(folder / "settings.toml")
    settings.set("theme", "light")
    remembered = Remembered(folder / "window.ini")
    surroundings = Surroundings(settings, remembered, Tasks(immediate=True), Answers(), pause=0)
    with theme.dressing_last():
        window = MainWindow(theme, surroundings)
    window.resize(1280, 800)
    window.show()
    yield SharedWindow(window, settings, folder / "window.ini")
    window.close()
    window.deleteLater()
    theme.choose("light", 100)


@pytest.fixture
def shared_window(sharing: SharedWindow, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    """The window of the module, as it began; one of its own for a test marked `own_window`."""
    if request.node.get_closest_marker("own_window"):
        yield request.getfixturevalue("window")
        return
    yield sharing.begin_anew()
    sharing.leave()


@pytest.fixture
def reader(shared_window: MainWindow, small_library: Path, qtbot: QtBot) -> Person:
    """Somebody at a window on the small library."""
    person = Person(shared_window, qtbot)
    person.opens(small_library)
    return person


@pytest.fixture
def trainer(shared_window: MainWindow, small_library: Path, qtbot: QtBot) -> Iterator[Trainer]:
    """Somebody who has no pack yet, at the window of the module."""
    person = Trainer(shared_window, qtbot)
    person.opens(small_library)
    person.screen.side.setCurrentIndex(0)
    yield person
    person.screen.builder.close()
