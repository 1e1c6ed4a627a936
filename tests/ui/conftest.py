"""A window for tests: real services on a library in a temporary folder, jobs run at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_library.model.problem import Flag
from evidence_library.model.record import Appraisal, Link, Name, Outcome, Record
from evidence_library.model.vocabulary import (
    About,
    Confidence,
    Direction,
    EvidenceKind,
    LinkRole,
    Workflow,
)
from evidence_library.services.library import create_library
from evidence_library.settings import Settings
from evidence_library.ui import main_window
from evidence_library.ui.main_window import MainWindow, Surroundings
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.tasks import Tasks
from evidence_library.ui.theme import Theme
from tests.helpers.libraries import add, empty_library, heading, note
from tests.ui.answers import Answers
from tests.ui.shared_window import (  # noqa: F401 - fixtures of many modules
    reader,
    shared_window,
    sharing,
    trainer,
)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, worn by the application."""
    made = Theme("light")
    made.dress(qapp)
    return made


@pytest.fixture(scope="session")
def small_library_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of four records, to be copied."""
    folder = tmp_path_factory.mktemp("small") / "library"
    library = empty_library(folder)
    burglary = heading(library, "Housebreaking")
    policing = heading(library, "Policing and Criminal Justice")
    add(library, *_records(burglary, policing))
    library.close()
    return folder


def _records(burglary: object, policing: object) -> Iterator[Record]:
    yield note(
        "Explaining stops to people who are stopped",
        "Officers gave the reason for every stop and search. Trust in the police rose a little.",
        year=2014,
        authors=(Name("Police Service", corporate=True),),
        topics=(policing,),
        finding="Officers who explained the reason for a stop raised trust by a small amount.",
        outcomes=(Outcome(outcome="trust", direction=Direction.IMPROVED, main=True),),
        appraisal=Appraisal(
            confidence=Confidence.MODERATE,
            evidence_kind=EvidenceKind.COMPARISON_GROUP,
            reasons="two areas compared",
        ),
        links=(Link(role=LinkRole.SOURCE, url="http://example.org/stops"),),
        workflow=Workflow.PUBLISHED,
        source_text="Title: Explaining stops",
        source_name="stops.txt",
    )
    yield note(
        "Visits to burgled homes",
        "A constable and a joiner visited burgled homes in two estates.",
        year=2003,
        topics=(burglary,),
        finding="Repeat burglaries did not change.",
        flags=(Flag("joined", "Two words were joined.", "sections", "burg led"),),
        outcomes=(Outcome(outcome="repeat burglary", direction=Direction.NO_DIFFERENCE),),
        workflow=Workflow.PUBLISHED,
    )
    yield note(
        "A warning scheme for young drivers",
        "Young people who took part did worse than those who did not.",
        year=2019,
        topics=(policing,),
        outcomes=(Outcome(outcome="offences", direction=Direction.WORSE, main=True),),
    )
    yield note(
        "Who is stopped",
        "Counts of stops by age.",
        kind="statistics",
        topics=(policing, burglary),
        outcomes=(Outcome(outcome="stops", direction=Direction.WORSE, about=About.PROBLEM),),
        workflow=Workflow.PUBLISHED,
    )


@pytest.fixture
def small_library(small_library_made: Path, tmp_path: Path) -> Path:
    """A library of four records."""
    return shutil.copytree(small_library_made, tmp_path / "small")


@pytest.fixture(scope="session")
def starter_library_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter library, to be copied."""
    folder = tmp_path_factory.mktemp("starter") / "library"
    create_library(folder, starter=True).close()
    return folder


@pytest.fixture
def starter_library(starter_library_made: Path, tmp_path: Path) -> Path:
    """The library a new person finds."""
    return shutil.copytree(starter_library_made, tmp_path / "starter")


MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MakeWindow]:
    """Make windows; `immediate=False` gives one with real threads and its pause while typing."""
    made: list[MainWindow] = []

    def make(*, immediate: bool = True, pause: int = 20) -> MainWindow:
        settings = Settings(tmp_path / "settings.toml")
        settings.set("theme", "light")
        surroundings = Surroundings(
            settings,
            Remembered(tmp_path / "window.ini"),
            Tasks(immediate=immediate),
            Answers(),
            pause=0 if immediate else pause,
        )
        with theme.dressing_last():
            window = MainWindow(theme, surroundings)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
    theme.choose("light", 100)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    """A window without a library."""
    return make_window()


class Spoken:
    """Stands in the place of Qt's accessibility and keeps what is announced."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def isActive(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802
        self.words.append(event.message())


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Spoken:
    """What a screen reader is asked to say."""
    heard = Spoken()
    monkeypatch.setattr(main_window, "QAccessible", heard)
    return heard
