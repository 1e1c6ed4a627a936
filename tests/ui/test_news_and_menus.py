"""Messages leave when they are past, and the menus offer what can be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.services.curate import undo
from evidence_library.services.library import open_library
from evidence_library.ui.actions import ACTIONS
from evidence_library.ui.main_window import MainWindow
from tests.helpers.libraries import add, identity, note
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

_NEEDS_A_LIBRARY = {"import", "undo", "redo", "clear", "filters"}


def _elsewhere_undone(folder: Path) -> None:
    """Take the only change back, as another program that has the library open."""
    other = open_library(folder)
    undo(other)
    other.close()


def test_a_record_another_program_took_away_is_said_to_be_gone(
    reader: Person, small_library: Path
) -> None:
    assert reader.sees_count() == "4 records"
    _elsewhere_undone(small_library)
    reader.opens_first_result()
    assert reader.sees_message() == "This record is no longer in the library."
    assert reader.sees_count() == "0 records"


@pytest.mark.own_window
def test_a_record_that_is_gone_is_not_copied(reader: Person, small_library: Path) -> None:
    reader.opens_first_result()
    _elsewhere_undone(small_library)
    reader.window.reader.copy_as("markdown")
    reader.waits()
    assert reader.sees_message() == "This record is no longer in the library."
    assert reader.reads_title() == ""


def test_undo_follows_what_another_program_does(reader: Person, small_library: Path) -> None:
    undo_action = reader.window.actions_made["undo"]
    assert undo_action.text() == "&Undo “Add records”"
    other = open_library(small_library)
    add(other, note("From elsewhere"), name="Change from elsewhere")
    other.close()
    reader.searches("elsewhere")
    assert undo_action.text() == "&Undo “Change from elsewhere”"


def _says(reader: Person, tone: str) -> None:
    reader.window.frame.messages.say("Something happened.", tone)


def test_good_news_leave_with_the_next_search(reader: Person) -> None:
    reader.searches("police")
    _says(reader, "good")
    reader.window.finder.search()
    assert reader.sees_message() == "Something happened."
    reader.searches("young")
    assert reader.sees_message() == ""


def test_good_news_leave_with_the_next_record(reader: Person) -> None:
    _says(reader, "good")
    reader.opens_first_result()
    assert reader.sees_message() == ""


@pytest.mark.parametrize("tone", ["bad", "warn"])
def test_bad_news_stay_until_they_are_closed(reader: Person, tone: str) -> None:
    _says(reader, tone)
    reader.searches("young")
    reader.opens_first_result()
    assert reader.sees_message() == "Something happened."


def test_a_failure_to_read_leaves_with_the_next_record(reader: Person) -> None:
    reader.window.reader.failed.emit("The record could not be read.")
    assert reader.sees_message() == "The record could not be read."
    reader.window.reader.read(identity("Who is stopped"))
    assert reader.reads_title() == "Who is stopped"
    assert reader.sees_message() == ""


def test_without_a_library_nothing_is_offered_that_needs_one(window: MainWindow) -> None:
    needed = _NEEDS_A_LIBRARY | {spec.id for spec in ACTIONS if spec.id.startswith("sort-")}
    assert {name for name in needed if window.actions_made[name].isEnabled()} == set()
    assert not window.frame.search.line.isEnabled()
    assert not window.frame.add.isEnabled()


def test_with_a_library_all_that_is_offered(reader: Person) -> None:
    actions = reader.window.actions_made
    assert {name for name in _NEEDS_A_LIBRARY if not actions[name].isEnabled()} == {"redo"}
    assert reader.window.frame.search.line.isEnabled()


def test_the_rail_marks_find_while_there_is_no_library(window: MainWindow) -> None:
    window.go("settings")
    window.go("find")
    assert window.frame.stack.currentWidget() is window.frame.waiting
    assert window.frame.rail.chosen_place == "find"


@pytest.mark.parametrize("place", ["settings", "help"])
@pytest.mark.parametrize("action", ["clear", "sort-title", "back", "next-match", "previous-match"])
def test_what_is_done_in_find_leads_there(reader: Person, place: str, action: str) -> None:
    reader.opens_first_result()
    reader.presses(Qt.Key.Key_Down)
    reader.window.go(place)
    reader.takes(action)
    assert reader.window.frame.place == "find"


def test_show_filters_is_ticked_while_they_are_in_sight(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    window = make_window()
    person = Person(window, qtbot)
    person.opens(small_library)
    ticked = window.actions_made["filters"].isChecked
    assert ticked()
    person.takes("filters")
    assert not ticked()
    person.takes("filters")
    assert ticked()
    window.resize(900, 800)
    assert not ticked()
    person.takes("filters")
    assert ticked()
    person.presses(Qt.Key.Key_Escape, on=window.find_screen.filters)
    assert not ticked()
    window.resize(1280, 800)
    assert ticked()
