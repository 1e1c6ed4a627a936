"""Deleting a record from wherever one is at it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_library.services import trash
from evidence_library.services.library import open_library
from evidence_library.store import places
from evidence_library.ui.main_window import MainWindow
from tests.helpers.libraries import add, identity, note
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person
from tests.ui.test_views import column

STOPS, VISITS = "Explaining stops to people who are stopped", "Visits to burgled homes"


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries opened from now on lie where nothing can be written."""
    monkeypatch.setattr(places, "may_write", lambda _folder: False)


def at(person: Person, row: int) -> str:
    """Go to a row of the list and give its title."""
    hits = person.window.find_screen.results.list
    hits.setFocus()
    hits.setCurrentIndex(hits.hits.index(row))
    person.waits()
    return person.sees_titles()[row]


def takes_back(person: Person) -> None:
    QApplication.processEvents()
    person.clicks(person.window.frame.messages.buttons["Undo"])


def test_the_key_deletes_and_the_next_record_is_shown(reader: Person) -> None:
    hits = reader.window.find_screen.results.list
    reader.window.find_screen.enter_results()
    title, following = at(reader, 1), reader.sees_titles()[2]
    reader.presses(Qt.Key.Key_Delete, on=hits)
    assert reader.sees_message() == f"“{title}” is in the trash."
    assert reader.sees_count() == "3 records"
    assert title not in reader.sees_titles()
    assert hits.currentIndex().row() == 1
    assert reader.reads_title() == following == reader.sees_titles()[1]
    assert not reader.window.reader.can_go_back or reader.window.reader.page is not None
    takes_back(reader)
    assert title in reader.sees_titles()
    assert reader.sees_message().startswith("Undone: Delete “")


def test_after_the_last_one_comes_the_one_before_and_then_none(reader: Person) -> None:
    hits = reader.window.find_screen.results.list
    reader.window.find_screen.enter_results()
    at(reader, 3)
    for left in (3, 2, 1):
        reader.presses(Qt.Key.Key_Delete, on=hits)
        assert hits.currentIndex().row() == left - 1
        assert reader.reads_title() == reader.sees_titles()[-1]
    reader.presses(Qt.Key.Key_Delete, on=hits)
    assert reader.window.find_screen.results.empty.sentence == "This library has no records yet."
    assert reader.reads_title() == ""
    assert not reader.window.actions_made["delete"].isEnabled()
    takes_back(reader)
    assert reader.sees_count() == "1 record"


def test_what_is_read_is_deleted_from_the_menu_of_the_reader(reader: Person) -> None:
    screen = reader.window.find_screen
    reader.searches("burgled")
    reader.opens_first_result()
    screen.enter_reader()
    [delete] = [one for one in screen.reader.more_menu.actions() if one.text() == "Delete record"]
    delete.trigger()
    reader.waits()
    assert reader.sees_message() == f"“{VISITS}” is in the trash."
    assert reader.reads_title() == ""
    assert not delete.isEnabled()


def test_the_record_that_is_read_goes_not_the_one_in_the_list(reader: Person) -> None:
    screen = reader.window.find_screen
    screen.enter_results()
    listed = at(reader, 0)
    other = reader.sees_titles()[2]
    reader.window.reader.read(screen.results.list.hits.id_at(screen.results.list.hits.index(2)))
    reader.waits()
    screen.enter_reader()
    reader.takes("delete")
    assert reader.sees_message() == f"“{other}” is in the trash."
    assert reader.reads_title() == listed
    assert reader.window.focusWidget() is screen.results.list
    assert not reader.window.actions_made["back"].isEnabled()


def test_a_line_of_the_table_is_deleted(reader: Person) -> None:
    reader.takes("view-table")
    table = reader.window.find_screen.views.table.table
    table.setFocus()
    table.setCurrentIndex(table.hits.index(1, 1))
    reader.waits()
    titles = column(reader, 0)
    reader.presses(Qt.Key.Key_Delete, on=table)
    assert reader.sees_message() == f"“{titles[1]}” is in the trash."
    assert column(reader, 0) == [titles[0], *titles[2:]]
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)
    assert table.hasFocus()


def test_on_a_map_or_beside_each_other_one_is_told_to_go_to_a_record(reader: Person) -> None:
    reader.window.find_screen.enter_results()
    for row in (0, 1):
        at(reader, row)
        reader.takes("compare-mark")
    reader.takes("compare")
    reader.takes("delete")
    assert reader.sees_message().startswith("Go to a record first")
    reader.takes("view-map")
    reader.takes("delete")
    assert reader.sees_message().startswith("Go to a record first")
    assert reader.sees_count() == "4 records"


def test_a_record_without_a_title_and_one_with_quotation_marks(
    reader: Person, small_library: Path
) -> None:
    elsewhere = open_library(small_library)
    add(elsewhere, note("x", "zebra", title=""), note("y", "zebra", title="The “zebra” trial"))
    elsewhere.close()
    said = set()
    reader.searches("zebra")
    for _ in range(2):
        reader.window.find_screen.enter_results()
        at(reader, 0)
        reader.takes("delete")
        said.add(reader.sees_message())
    assert said == {"“Untitled” is in the trash.", "“The ‘zebra’ trial” is in the trash."}


def test_what_somebody_else_deleted_meanwhile_is_said(reader: Person, small_library: Path) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    elsewhere = open_library(small_library)
    trash.delete(elsewhere, [identity(VISITS)])
    elsewhere.close()
    reader.takes("delete")
    assert reader.sees_message() == "A record that was to be deleted is no longer in the library."
    reader.takes("delete")
    assert "no longer in the library" in reader.sees_message()


@pytest.mark.usefixtures("frozen")
def test_nothing_is_deleted_in_a_read_only_library(reader: Person) -> None:
    reader.window.find_screen.enter_results()
    at(reader, 0)
    assert not reader.window.actions_made["delete"].isEnabled()
    reader.presses(Qt.Key.Key_Delete, on=reader.window.find_screen.results.list)
    assert reader.sees_count() == "4 records"


def test_with_threads_a_key_that_repeats_deletes_one_after_the_other(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    window: MainWindow = make_window(immediate=False)
    person = Person(window, qtbot)
    person.opens(small_library)
    qtbot.waitUntil(lambda: window.finder.answer is not None and window.tasks.idle)
    window.find_screen.enter_results()
    person.waits()
    hits, titles = window.find_screen.results.list, person.sees_titles()
    for _ in range(3):
        qtbot.keyClick(hits, Qt.Key.Key_Delete)
    person.waits()
    assert person.sees_titles() == titles[1:]
    assert person.sees_message() == f"“{titles[0]}” is in the trash."
    assert person.reads_title() == titles[1]


def test_undo_takes_back_only_what_the_menu_names(reader: Person, small_library: Path) -> None:
    reader.window.find_screen.enter_results()
    reader.takes("delete")
    named = reader.window.actions_made["undo"].text()
    assert named.startswith("&Undo “Delete ‘")
    other = open_library(small_library)
    add(other, note("Somebody else's"))
    other.close()
    reader.takes("undo")
    assert reader.sees_message().startswith("Something else was changed since")
    assert reader.window.actions_made["undo"].text() == "&Undo “Add records”"
    reader.takes("undo")
    assert reader.sees_message() == "Undone: Add records."
