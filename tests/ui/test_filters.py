"""Filters: choose, leave out, take off, fold; by mouse, keyboard and menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.widgets.filters_list import FiltersList
from tests.ui.person import Person

STOPS = "Explaining stops to people who are stopped"
VISITS = "Visits to burgled homes"
DRIVERS = "A warning scheme for young drivers"
COUNTS = "Who is stopped"


def _filters(reader: Person) -> FiltersList:
    return reader.window.find_screen.filters


def _at(reader: Person, facet: str, value: str) -> FiltersList:
    """Put the cursor on a value."""
    filters = _filters(reader)
    filters.setFocus()
    filters.setCurrentIndex(filters.lines.index(filters.lines.place(facet, value)))
    return filters


def _chips(reader: Person) -> list[str]:
    return [chip.text for chip in reader.window.finder.chips]


def _spoken(reader: Person) -> list[str]:
    lines = _filters(reader).lines
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(lines.index(row).data(role)) for row in range(lines.rowCount())]


@pytest.mark.parametrize("way", ["click", "enter", "delete"])
def test_a_value_is_left_out_by_mouse_and_keyboard(reader: Person, qtbot: QtBot, way: str) -> None:
    filters = _at(reader, "effect", "worse")
    alt = Qt.KeyboardModifier.AltModifier
    if way == "click":
        place = filters.visualRect(filters.currentIndex()).center()
        qtbot.mouseClick(filters.viewport(), Qt.MouseButton.LeftButton, alt, place)
    elif way == "enter":
        qtbot.keyClick(filters, Qt.Key.Key_Return, alt)
    else:
        qtbot.keyClick(filters, Qt.Key.Key_Delete)
    reader.waits()
    assert sorted(reader.sees_titles()) == sorted([STOPS, VISITS, COUNTS])
    assert _chips(reader) == ["Not: Effect: Worse"]
    assert "Worse, 1 record, left out" in _spoken(reader)
    assert "Worse – left out 1" in reader.sees_filters()


def test_what_is_left_out_is_chosen_by_a_click_and_dropped_by_its_chip(reader: Person) -> None:
    filters = _at(reader, "effect", "worse")
    reader.presses(Qt.Key.Key_Delete, on=filters)
    reader.presses(Qt.Key.Key_Space, on=_at(reader, "effect", "worse"))
    assert _chips(reader) == ["Effect: Worse"]
    assert reader.sees_titles() == [DRIVERS]
    reader.presses(Qt.Key.Key_Delete, on=_at(reader, "effect", "worse"))
    assert _chips(reader) == ["Not: Effect: Worse"]
    reader.clicks(reader.window.find_screen.results.chip("Not: Effect: Worse"))
    assert reader.sees_count() == "4 records"
    reader.presses(Qt.Key.Key_Delete, on=_at(reader, "effect", "worse"))
    reader.presses(Qt.Key.Key_Delete, on=_at(reader, "effect", "worse"))
    assert _chips(reader) == []


def test_all_filters_go_at_once_and_a_way_out_is_offered(reader: Person) -> None:
    reader.filters_by("Worse")
    for value in ("published", "draft"):
        reader.window.finder.filter("out", "workflow", value)
    reader.waits()
    assert reader.sees_count() == "0 records"
    empty = reader.window.find_screen.results.empty
    assert empty.sentence == "No record matches these filters."
    reader.clicks(reader.window.find_screen.results.chip("Clear all"))
    assert reader.sees_count() == "4 records"


def _menu(reader: Person, *, by_key: bool) -> dict[str, bool]:
    filters = _filters(reader)
    place = filters.visualRect(filters.currentIndex()).center()
    reasons = QContextMenuEvent.Reason
    reason = reasons.Keyboard if by_key else reasons.Mouse
    event = QContextMenuEvent(reason, QPoint() if by_key else place, filters.mapToGlobal(place))
    QApplication.sendEvent(filters.viewport(), event)
    offered = {one.text().replace("&", ""): one.isEnabled() for one in filters.menu.actions()}
    filters.menu.hide()
    return offered


@pytest.mark.parametrize("by_key", [True, False])
def test_the_menu_offers_what_can_be_done(reader: Person, *, by_key: bool) -> None:
    filters = _at(reader, "effect", "worse")
    assert _menu(reader, by_key=by_key) == {
        "Only this": True,
        "Also this": True,
        "Leave this out": True,
        "Take the filter off": False,
    }
    filters.menu.actions()[0].trigger()
    reader.waits()
    assert _chips(reader) == ["Effect: Worse"]
    _at(reader, "effect", "improved")
    _menu(reader, by_key=by_key)
    filters.menu.actions()[1].trigger()
    assert _chips(reader) == ["Effect: Improved", "Effect: Worse"]
    _menu(reader, by_key=by_key)
    filters.menu.actions()[2].trigger()
    assert _chips(reader) == ["Effect: Worse", "Not: Effect: Improved"]
    _at(reader, "effect", "improved")
    _menu(reader, by_key=by_key)
    filters.menu.actions()[3].trigger()
    assert _chips(reader) == ["Effect: Worse"]


@pytest.mark.own_window
def test_later_groups_are_folded_until_their_heading_is_taken(reader: Person) -> None:
    filters = _filters(reader)
    titles = "Place Setting Population Approach Year Licence Tags Workflow".split()
    folded = [text for text in _spoken(reader) if text.endswith(", collapsed")]
    assert [f"{title}, collapsed" for title in titles] == folded[-len(titles) :]
    assert filters.lines.place("workflow", "draft") == -1
    reader.filters_by("Workflow")
    assert filters.lines.place("workflow", "draft") > 0
    row = _spoken(reader).index("Workflow, expanded")
    filters.setCurrentIndex(filters.lines.index(row))
    reader.presses(Qt.Key.Key_Left, on=filters)
    assert filters.lines.place("workflow", "draft") == -1
    reader.presses(Qt.Key.Key_Return, on=filters)
    assert filters.lines.place("workflow", "draft") > 0


def test_a_click_at_the_end_of_the_list_takes_the_line_it_falls_on(reader: Person) -> None:
    reader.filters_by("Tags")  # the list gets the focus by this very click
    assert "Tags, expanded" in _spoken(reader)
    assert "Approach, collapsed" in _spoken(reader)


@pytest.mark.own_window
def test_what_is_not_stated_stands_last_and_can_be_chosen(reader: Person) -> None:
    reader.filters_by("Year")
    filters = _filters(reader)
    assert filters.lines.place("year", "") > filters.lines.place("year", "2003")
    reader.presses(Qt.Key.Key_Space, on=_at(reader, "year", ""))
    assert reader.sees_titles() == [COUNTS]
    assert _chips(reader) == ["Year: Not stated"]
    reader.filters_by("Tags")
    assert "No tag, 1 record" in _spoken(reader)


@pytest.mark.own_window
def test_opened_groups_are_open_at_the_next_start(
    make_window: object, window: MainWindow, reader: Person, qtbot: QtBot
) -> None:
    reader.filters_by("Workflow")
    folder = window.session.standing.folder
    window.close()
    assert callable(make_window)
    again = make_window()
    person = Person(again, qtbot)
    person.opens(folder)
    assert "Workflow, expanded" in _spoken(person)
    assert "Licence, collapsed" in _spoken(person)
