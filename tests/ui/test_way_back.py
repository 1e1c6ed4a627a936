"""From a cell of the evidence map and back: search, map, cell, record, and all the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

RACE, ALL = "Race Equality", "All"
PLACE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture(params=[True, False], ids=["at once", "in threads"])
def anyone(
    request: pytest.FixtureRequest, make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> Person:
    """Somebody at a window that works at once, or in the background."""
    person = Person(make_window(immediate=request.param), qtbot)
    person.opens(small_library)
    person.window.activateWindow()
    return person


def goes_to_cell(person: Person, row: str, column: str) -> str:
    """Go to a cell of the map and give what a screen reader says of it."""
    table = person.window.find_screen.views.map.table
    cells = table.cells
    for at in range(cells.rowCount()):
        for across in range(cells.columnCount()):
            said = str(cells.index(at, across).data(PLACE))
            if said.startswith(row) and column.lower() in said.partition(":")[0].lower():
                table.setFocus()
                table.setCurrentIndex(cells.index(at, across))
                return said
    raise AssertionError(f"no cell {row}, {column}")


def opens_cell(person: Person, row: str = RACE, column: str = "all columns") -> str:
    """Open a cell with Enter and give what it was."""
    said = goes_to_cell(person, row, column)
    person.presses(Qt.Key.Key_Return, on=person.window.find_screen.views.map.table)
    return said


def sees_cell(person: Person) -> str:
    """Say which cell the cursor is on, or that the map is not in sight."""
    table = person.window.find_screen.views.map.table
    return str(table.currentIndex().data(PLACE)) if table.isVisible() else "no map"


def to_map(person: Person) -> QPushButton:
    return person.window.find_screen.results.to_map


def test_search_map_cell_record_back_back(anyone: Person) -> None:
    anyone.searches("stops OR young ")
    anyone.takes("view-map")
    cell = opens_cell(anyone)
    screen = anyone.window.find_screen
    assert screen.results.list.isVisible()
    first = anyone.reads_title()
    assert first == anyone.sees_titles()[0]
    anyone.presses(Qt.Key.Key_Down, on=screen.results.list)
    assert anyone.reads_title() == anyone.sees_titles()[1]
    anyone.takes("back")
    assert anyone.reads_title() == first
    anyone.takes("back")
    assert sees_cell(anyone) == cell
    assert anyone.window.focusWidget() is screen.views.map.table
    assert anyone.window.finder.request.text == "stops OR young "
    assert anyone.window.frame.search.text == "stops OR young "
    assert anyone.window.finder.chips == ()
    assert not anyone.window.actions_made["back"].isEnabled()


def test_from_inside_a_record_back_leads_to_its_results_first(anyone: Person) -> None:
    anyone.takes("view-map")
    cell = opens_cell(anyone)
    screen = anyone.window.find_screen
    anyone.presses(Qt.Key.Key_Return, on=screen.results.list)
    assert anyone.window.focusWidget() is screen.reader.browser
    anyone.takes("back")
    assert anyone.window.focusWidget() is screen.results.list
    anyone.takes("back")
    assert sees_cell(anyone) == cell


def test_in_a_small_window_too(anyone: Person) -> None:
    anyone.window.resize(700, 700)
    anyone.takes("view-map")
    cell = opens_cell(anyone)
    screen = anyone.window.find_screen
    anyone.presses(Qt.Key.Key_Return, on=screen.results.list)
    assert screen.reader.isVisible()
    anyone.takes("back")
    assert screen.results.list.isVisible()
    anyone.takes("back")
    assert sees_cell(anyone) == cell


def test_the_map_has_the_sides_it_had(anyone: Person) -> None:
    anyone.takes("view-map")
    maps = anyone.window.views.map
    maps.choose("topic", "effect")
    anyone.waits()
    goes_to_cell(anyone, "Acquisitive", "no difference")
    anyone.presses(Qt.Key.Key_Space, on=anyone.window.find_screen.views.map.table)
    plan = maps.plan
    cell = opens_cell(anyone, "Housebreaking", "no difference")
    assert anyone.sees_titles() == ["Visits to burgled homes"]
    anyone.takes("view-map")  # of the cell: fewer rows
    maps.choose("evidence", "year")
    anyone.waits()
    anyone.clicks(to_map(anyone))
    assert maps.plan == plan
    assert sees_cell(anyone) == cell


def test_the_way_back_is_seen_and_reached_by_keyboard(anyone: Person) -> None:
    assert not to_map(anyone).isVisible()
    anyone.takes("view-map")
    cell = opens_cell(anyone)
    button = to_map(anyone)
    assert button.isVisible()
    assert button.accessibleName() == "‹ Back to the map"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    anyone.presses(Qt.Key.Key_Space, on=button)
    assert sees_cell(anyone) == cell
    assert not button.isVisible()


def test_the_record_beside_the_map_is_there_again(anyone: Person) -> None:
    anyone.searches("burgled")
    anyone.opens_first_result()
    before = anyone.reads_title()
    anyone.takes("clear")
    anyone.takes("view-map")
    cell = opens_cell(anyone)
    assert anyone.reads_title() != before
    anyone.takes("back")
    assert sees_cell(anyone) == cell
    anyone.takes("view-list")
    assert anyone.reads_title() == before


def test_a_cell_in_a_cell_leads_back_step_by_step(anyone: Person) -> None:
    anyone.takes("view-map")
    outer = opens_cell(anyone)
    anyone.takes("view-map")
    inner = opens_cell(anyone, RACE, "comparison-group")
    assert anyone.sees_count() == "1 record"
    anyone.takes("back")
    assert sees_cell(anyone) == inner
    assert anyone.sees_count() == "3 records"
    anyone.takes("back")
    assert sees_cell(anyone) == outer
    assert anyone.sees_count() == "4 records"


def test_another_search_is_no_way_back_to_the_map(anyone: Person) -> None:
    anyone.takes("view-map")
    opens_cell(anyone)
    anyone.window.finder.sort("title")
    anyone.waits()
    assert to_map(anyone).isVisible()
    anyone.searches("burgled")
    assert not to_map(anyone).isVisible()
    anyone.takes("back")
    assert anyone.window.find_screen.views.view == "list"


def test_another_library_has_no_way_back(anyone: Person, starter_library: Path) -> None:
    anyone.takes("view-map")
    opens_cell(anyone)
    anyone.opens(starter_library)
    assert not to_map(anyone).isVisible()
    assert not anyone.window.actions_made["back"].isEnabled()
