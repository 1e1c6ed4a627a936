"""A library of an older version: the window says why it takes long, how far it is, and can stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence_library.services.library import INDEXING_ANEW, OLDER_VERSION
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.tasks import Job
from tests.helpers.libraries import STARTER_RECORDS
from tests.helpers.older import contents, make_older
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

STOPPED = "Stopped: the library was left as it was and was not opened."


def _cancel(window: MainWindow) -> QPushButton:
    buttons = window.frame.status.findChildren(QPushButton)
    return next(one for one in buttons if one.text() == "Cancel")


def test_it_is_said_why_and_how_far(
    window: MainWindow, starter_library: Path, qtbot: QtBot
) -> None:
    make_older(starter_library)
    seen: list[tuple[str, tuple[int, int, str]]] = []

    def look(job: Job[object]) -> None:
        seen.append((window.frame.waiting.sentence, job.position))

    window.tasks.progressed.connect(look)
    person = Person(window, qtbot)
    person.opens(starter_library)
    assert person.sees_count() == f"{STARTER_RECORDS} records"
    renewing = [one for one in seen if one[1][2] == INDEXING_ANEW]
    assert renewing[0][1][1] == STARTER_RECORDS
    assert renewing[0][0] == OLDER_VERSION
    assert person.sees_message() == ""


def test_cancel_leaves_it_as_it_was_and_unopened(
    window: MainWindow, starter_library: Path, qtbot: QtBot
) -> None:
    make_older(starter_library)
    before = contents(starter_library)
    shown: list[bool] = []

    def cancel(job: Job[object]) -> None:
        if job.position[2] == INDEXING_ANEW:
            shown.append(not _cancel(window).isHidden())
            _cancel(window).click()

    window.tasks.progressed.connect(cancel)
    person = Person(window, qtbot)
    person.opens(starter_library)
    assert shown == [True]
    assert window.session.library is None
    assert person.sees_message() == STOPPED
    assert window.frame.waiting.sentence == STOPPED
    assert contents(starter_library) == before
    window.tasks.progressed.disconnect(cancel)
    person.clicks(window.frame.messages.buttons["Try again"])
    assert person.sees_count() == f"{STARTER_RECORDS} records"


def test_cancelled_beside_an_open_library_that_one_stays(
    reader: Person, starter_library: Path
) -> None:
    make_older(starter_library)
    window = reader.window
    said: list[str] = []

    def cancel(job: Job[object]) -> None:
        if job.position[2] == INDEXING_ANEW:
            said.append(reader.sees_message())
            _cancel(window).click()

    window.tasks.progressed.connect(cancel)
    reader.answers.folder = starter_library
    reader.takes("open")
    assert said == [OLDER_VERSION]
    assert reader.sees_message() == STOPPED
    assert reader.sees_count() == "4 records"


def test_with_real_threads_it_opens_too(
    make_window: MakeWindow, starter_library: Path, qtbot: QtBot
) -> None:
    make_older(starter_library)
    window = make_window(immediate=False)
    said: list[str] = []
    window.session.renewing.connect(said.append)
    person = Person(window, qtbot)
    person.opens(starter_library)
    qtbot.waitUntil(lambda: window.finder.answer is not None, timeout=20_000)
    person.waits()
    assert said == [OLDER_VERSION]
    assert person.sees_count() == f"{STARTER_RECORDS} records"
