"""Everything has a name and can be reached and used by keyboard, however narrow the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Spoken
from tests.ui.person import Person

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextBrowser,
)


def _controls(window: QWidget) -> list[QWidget]:
    inner = ("qt_", "Scroll", "QTabBar")
    found = [widget for kind in CONTROLS for widget in window.findChildren(kind)]
    return [
        widget
        for widget in found
        if not widget.isHidden() and not widget.objectName().startswith(inner)
    ]


def test_every_control_has_a_name(reader: Person) -> None:
    reader.searches("trust")
    reader.opens_first_result()
    reader.filters_by("Improved")
    reader.window.go("help")
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in _controls(reader.window)
        if not widget.accessibleName()
    ]
    assert nameless == []


def test_every_icon_button_has_a_tooltip(reader: Person) -> None:
    bare = [
        widget.accessibleName()
        for widget in _controls(reader.window)
        if isinstance(widget, QAbstractButton) and not widget.text() and not widget.toolTip()
    ]
    assert bare == []


def test_the_search_field_is_reached_from_anywhere(reader: Person) -> None:
    reader.window.go("settings")
    reader.takes("find")
    assert reader.window.focusWidget() is reader.window.frame.search.line
    reader.searches("burgled")
    assert reader.window.frame.place == "find"


def test_f6_goes_round_the_panes_and_back(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    window = reader.window
    reader.takes("find")
    panes = [
        window.find_screen.saved.list,
        window.find_screen.filters,
        window.find_screen.results.list,
        window.find_screen.reader.browser,
        window.frame.search.line,
    ]
    seen = []
    for _ in panes:
        reader.takes("next-pane")
        seen.append(window.focusWidget())
    assert seen == panes
    reader.takes("previous-pane")
    assert window.focusWidget() is panes[-2]


def test_a_record_is_found_and_entered_without_a_mouse(reader: Person) -> None:
    window = reader.window
    reader.searches("burgled")
    reader.presses(Qt.Key.Key_Return, on=window.frame.search.line)
    assert window.focusWidget() is window.find_screen.results.list
    assert reader.reads_title() == "Visits to burgled homes"
    reader.presses(Qt.Key.Key_Return, on=window.find_screen.results.list)
    assert window.focusWidget() is window.find_screen.reader.browser


def test_down_in_the_search_field_goes_to_the_results(reader: Person) -> None:
    reader.presses(Qt.Key.Key_Down, on=reader.window.frame.search.line)
    results = reader.window.find_screen.results.list
    assert reader.window.focusWidget() is results
    assert results.currentIndex().row() == 0
    reader.presses(Qt.Key.Key_Down, on=results)
    assert results.currentIndex().row() == 1


def test_escape_clears_the_search(reader: Person) -> None:
    reader.searches("burgled")
    reader.presses(Qt.Key.Key_Escape, on=reader.window.frame.search.line)
    assert reader.sees_count() == "4 records"


def test_a_narrow_window_folds_the_filters_into_a_drawer(reader: Person, qtbot: QtBot) -> None:
    window, screen = reader.window, reader.window.find_screen
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: screen.is_narrow)
    assert not screen.filters_shown
    reader.takes("filters")
    assert screen.filters_shown
    assert window.focusWidget() is screen.filters
    reader.filters_by("Worse")
    assert reader.sees_count() == "1 record"
    reader.presses(Qt.Key.Key_Escape, on=screen.filters)
    assert not screen.filters_shown


def test_a_very_narrow_window_shows_list_or_reader(reader: Person, qtbot: QtBot) -> None:
    window, screen = reader.window, reader.window.find_screen
    window.resize(700, 700)
    qtbot.waitUntil(lambda: not screen.results.isVisible())  # the start page has the room
    reader.searches("burgled")
    reader.presses(Qt.Key.Key_Return, on=window.frame.search.line)
    assert screen.results.isVisible()
    reader.presses(Qt.Key.Key_Return, on=screen.results.list)
    assert (screen.results.isVisible(), screen.right.isVisible()) == (False, True)
    screen.reader.close_asked.emit()
    assert (screen.results.isVisible(), screen.right.isVisible()) == (True, False)


def test_panes_have_their_widths_again_after_a_very_narrow_window(
    reader: Person, qtbot: QtBot
) -> None:
    panes = reader.window.find_screen.splitter
    reader.window.resize(1280, 800)
    qtbot.waitUntil(lambda: len(panes.sizes()) == 3)
    before = panes.sizes()
    reader.window.resize(700, 800)
    qtbot.waitUntil(lambda: len(panes.sizes()) == 2)
    reader.window.resize(1280, 800)
    qtbot.waitUntil(lambda: len(panes.sizes()) == 3)
    assert all(abs(now - was) < 4 for now, was in zip(panes.sizes(), before, strict=True))


def test_a_window_that_grows_shows_everything_again(reader: Person, qtbot: QtBot) -> None:
    screen = reader.window.find_screen
    reader.window.resize(700, 700)
    qtbot.waitUntil(lambda: screen.is_narrow)
    reader.window.resize(1280, 800)
    qtbot.waitUntil(lambda: not screen.is_narrow)
    shown = (screen.filters, screen.results, screen.right)
    assert [pane.isVisible() for pane in shown] == [True, True, True]


@pytest.mark.parametrize("size", [100, 150, 200])
def test_nothing_needs_sideways_scrolling_at_any_text_size(
    reader: Person, qtbot: QtBot, size: int
) -> None:
    reader.window.appearance.set("text_size", size)
    reader.searches("trust")
    reader.opens_first_result()
    reader.window.find_screen.enter_reader()
    areas = reader.window.find_screen.findChildren(QScrollArea)
    shown = [area for area in areas if area.isVisible()]
    qtbot.waitUntil(lambda: not any(area.horizontalScrollBar().maximum() for area in shown))
    assert reader.window.minimumSizeHint().width() <= 1280


def test_the_number_of_results_is_announced(reader: Person, spoken: Spoken) -> None:
    reader.searches("burgled")
    assert spoken.words[-1] == "1 record"
    reader.filters_by("No difference")
    reader.searches("zebra")
    assert spoken.words[-1] == "0 records"


def test_what_was_copied_is_announced(reader: Person, spoken: Spoken) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    reader.takes("copy-citation")
    assert spoken.words[-1] == "Citation copied"
