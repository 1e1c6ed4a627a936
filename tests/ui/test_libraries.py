"""Opening, making and failing to open libraries."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence_library.ui.dialogs import NewLibrary
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.presenters.remembered import Remembered
from tests.helpers.libraries import STARTER_RECORDS
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person


def test_the_first_start_makes_the_starter_library(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    person = Person(window, qtbot)
    person.opens(tmp_path / "new")
    assert person.sees_count() == f"{STARTER_RECORDS} records"
    assert window.windowTitle() == "new – Evidence Library"
    assert window.find_screen.right.currentWidget() is window.find_screen.welcome


def test_an_empty_library_offers_to_add_files(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    person = Person(window, qtbot)
    person.answers.new = NewLibrary(tmp_path / "empty", starter=False)
    person.takes("new")
    assert window.find_screen.results.empty.sentence == "This library has no records yet."


def test_a_folder_that_is_no_library_is_said_with_choices(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("Dear all")
    person = Person(window, qtbot)
    person.opens(tmp_path / "letters")
    assert "letters" in person.sees_message()
    assert list(window.frame.messages.buttons) == [
        "Try again",
        "Open another library…",
        "New library…",
    ]


def test_a_failure_to_open_leaves_the_present_library_open(reader: Person, tmp_path: Path) -> None:
    reader.answers.folder = tmp_path / "nowhere"
    reader.takes("open")
    assert reader.sees_message()
    assert reader.sees_count() == "4 records"


def test_another_library_replaces_the_present_one(reader: Person, starter_library: Path) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    reader.answers.folder = starter_library
    reader.takes("open")
    assert reader.sees_count() == f"{STARTER_RECORDS} records"
    assert reader.reads_title() == ""
    assert reader.window.frame.search.text == ""


def test_recent_libraries_are_offered_latest_first(
    reader: Person, starter_library: Path, small_library: Path
) -> None:
    reader.answers.folder = starter_library
    reader.takes("open")
    reader.window.libraries.recent_menu.aboutToShow.emit()
    listed = [action.text() for action in reader.window.libraries.recent_menu.actions()]
    assert listed == [str(starter_library), str(small_library)]


def test_the_window_comes_back_as_it_was(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    first = make_window()
    first.resize(1111, 700)
    first.find_screen.splitter.setSizes([200, 500, 300])
    sizes = first.find_screen.splitter.sizes()
    first.close()
    second = make_window()
    second.resize(1111, 700)
    qtbot.waitUntil(lambda: second.find_screen.splitter.sizes() == sizes)


def test_a_remembered_library_that_is_gone_is_missed_and_not_replaced(
    make_window: MakeWindow, small_library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    first = make_window()
    Person(first, qtbot).opens(small_library)
    first.close()
    unplugged = small_library.rename(tmp_path / "unplugged")
    window = make_window()
    window.libraries.open_first(None)
    person = Person(window, qtbot)
    person.waits()
    assert person.sees_message() == "“small” is not where it was."
    assert window.frame.waiting.sentence == "“small” is not where it was."
    assert list(window.frame.messages.buttons) == [
        "Try again",
        "Open another library…",
        "New library…",
    ]
    assert not small_library.exists()
    person.clicks(window.frame.messages.buttons["Try again"])
    assert not small_library.exists()
    unplugged.rename(small_library)
    person.clicks(window.frame.messages.buttons["Try again"])
    assert person.sees_count() == "4 records"


def test_without_a_remembered_library_the_first_one_is_the_starter_library(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    person = Person(window, qtbot)
    window.libraries.open_first(tmp_path / "first")
    person.waits()
    assert person.sees_count() == f"{STARTER_RECORDS} records"


def test_trying_again_makes_the_library_that_was_asked_for(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    person = Person(window, qtbot)
    (tmp_path / "wanted").write_text("a file in the way")
    person.answers.new = NewLibrary(tmp_path / "wanted", starter=False)
    person.takes("new")
    assert "wanted" in person.sees_message()
    (tmp_path / "wanted").unlink()
    person.clicks(window.frame.messages.buttons["Try again"])
    assert window.find_screen.results.empty.sentence == "This library has no records yet."


def test_a_recent_library_that_cannot_be_opened_stays_in_the_list(
    reader: Person, starter_library: Path, small_library: Path, tmp_path: Path
) -> None:
    reader.answers.folder = starter_library
    reader.takes("open")
    away = small_library.rename(tmp_path / "away")
    menu = reader.window.libraries.recent_menu
    menu.aboutToShow.emit()
    menu.actions()[1].trigger()
    assert reader.sees_message() == "“small” is not where it was."
    away.rename(small_library)
    menu.aboutToShow.emit()
    menu.actions()[1].trigger()
    assert reader.sees_count() == "4 records"


def test_libraries_are_remembered_by_their_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    remembered = Remembered(tmp_path / "window.ini")
    remembered.opened(Path("here"))
    assert remembered.recent == (tmp_path / "here",)
