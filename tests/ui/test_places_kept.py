"""Nobody loses the place: in the filters, in a narrow window, in a record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from evidence_library.ui.itemmodels.facets import Group, Value
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.filters_list import FiltersList
from tests.ui.person import Person


def _groups(*values: str) -> tuple[Group, ...]:
    return (Group("kind", "Kind", tuple(Value(one, one, 1) for one in values), limit=99),)


def _at(filters: FiltersList) -> str:
    line = filters.lines.line(filters.currentIndex().row())
    return line.value if line is not None else ""


def test_the_cursor_stays_on_its_filter_when_others_come_and_go(theme: Theme, qtbot: QtBot) -> None:
    filters = FiltersList(theme)
    qtbot.addWidget(filters)
    filters.show_groups(_groups("a", "b", "c", "d"))
    filters.setCurrentIndex(filters.lines.index(3))
    filters.show_groups(_groups("c", "d"))
    assert _at(filters) == "c"
    filters.show_groups(_groups("d", "c"))  # as many lines in another order
    assert _at(filters) == "c"
    filters.show_groups(_groups("a", "b"))
    assert _at(filters) == "b"


def test_the_filters_stay_where_they_are_scrolled_to(theme: Theme, qtbot: QtBot) -> None:
    filters = FiltersList(theme)
    qtbot.addWidget(filters)
    filters.resize(240, 300)
    filters.show()
    many = [f"value {at}" for at in range(60)]
    filters.show_groups(_groups(*many))
    filters.verticalScrollBar().setValue(400)
    filters.show_groups(_groups(*many[:50]))
    assert filters.verticalScrollBar().value() == 400


def _reads_in_a_narrow_window(reader: Person, qtbot: QtBot) -> None:
    screen = reader.window.find_screen
    reader.window.resize(700, 700)
    qtbot.waitUntil(lambda: not screen.results.isVisible())  # the start page has the room
    reader.opens_first_result()
    assert screen.results.isVisible()
    reader.presses(Qt.Key.Key_Return, on=screen.results.list)
    assert screen.right.isVisible()
    assert not screen.results.isVisible()


def test_a_new_search_shows_its_results_where_the_record_hides_them(
    reader: Person, qtbot: QtBot
) -> None:
    _reads_in_a_narrow_window(reader, qtbot)
    reader.searches("burgled")
    assert reader.window.find_screen.results.isVisible()


def test_another_order_shows_the_results_where_the_record_hides_them(
    reader: Person, qtbot: QtBot
) -> None:
    _reads_in_a_narrow_window(reader, qtbot)
    reader.takes("sort-oldest")
    assert reader.window.find_screen.results.isVisible()


def test_escape_in_the_record_goes_back_to_its_row(reader: Person, qtbot: QtBot) -> None:
    _reads_in_a_narrow_window(reader, qtbot)
    screen = reader.window.find_screen
    reader.presses(Qt.Key.Key_Escape, on=screen.reader.browser)
    assert screen.results.list.isVisible()
    assert screen.focusWidget() is screen.results.list


def test_the_way_back_to_the_results_never_scrolls_away(reader: Person, qtbot: QtBot) -> None:
    _reads_in_a_narrow_window(reader, qtbot)
    screen = reader.window.find_screen
    back = screen.reader.way_back
    assert back.isVisible()
    assert not any(one.isAncestorOf(back) for one in screen.reader.findChildren(QScrollArea))
    reader.clicks(back)
    assert screen.focusWidget() is screen.results.list
