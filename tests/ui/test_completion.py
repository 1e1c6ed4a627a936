"""Completions below the search field: by keyboard and mouse, and never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.ui.widgets.search_field import SearchField
from tests.ui.person import Person


def _field(reader: Person) -> SearchField:
    return reader.window.frame.search


def _offered(reader: Person) -> list[str]:
    return [choice.words for choice in _field(reader).completions.choices]


@pytest.fixture
def typist(reader: Person, qtbot: QtBot) -> Person:
    """Somebody whose cursor stands in the search field."""
    reader.window.activateWindow()
    line = _field(reader).line
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    return reader


def _presses(reader: Person, key: Qt.Key) -> None:
    reader.presses(key, on=_field(reader).line)


def test_a_completion_is_taken_by_keyboard_and_searched(typist: Person) -> None:
    typist.searches("burgl")
    assert "burgled" in _offered(typist)
    said: list[str] = []
    _field(typist).said.connect(said.append)
    while typist.window.frame.search.completions.chosen is None or (
        typist.window.frame.search.completions.chosen.words != "burgled"
    ):
        _presses(typist, Qt.Key.Key_Down)
    count = len(_offered(typist))
    assert said[-1].startswith("burgled, word, 1 record, ")
    assert said[-1].endswith(f" of {count}")
    _presses(typist, Qt.Key.Key_Return)
    assert _field(typist).text == "burgled "
    assert typist.sees_titles() == ["Visits to burgled homes"]
    assert _offered(typist) == []
    assert _field(typist).line.hasFocus()


def test_enter_searches_what_was_typed_as_long_as_nothing_is_chosen(typist: Person) -> None:
    typist.searches("burgl")
    assert _offered(typist)
    _presses(typist, Qt.Key.Key_Return)
    assert _field(typist).text == "burgl"
    assert _offered(typist) == []


def test_up_from_the_first_goes_back_to_what_was_typed(typist: Person) -> None:
    typist.searches("burgl")
    completions = _field(typist).completions
    _presses(typist, Qt.Key.Key_Down)
    assert completions.chosen is not None
    _presses(typist, Qt.Key.Key_Up)
    assert completions.chosen is None
    _presses(typist, Qt.Key.Key_Up)
    assert completions.chosen == completions.choices[-1]


def test_escape_closes_the_list_first_and_down_goes_to_the_results(typist: Person) -> None:
    typist.searches("burgl")
    _presses(typist, Qt.Key.Key_Escape)
    assert _offered(typist) == []
    assert _field(typist).text == "burgl"
    _presses(typist, Qt.Key.Key_Down)
    assert typist.window.find_screen.results.list.hasFocus()


def test_a_field_leads_on_to_its_values(typist: Person, qtbot: QtBot) -> None:
    typist.searches("effe")
    completions = _field(typist).completions
    place = completions.visualRect(completions.model().index(0, 0)).center()
    qtbot.mouseClick(completions.viewport(), Qt.MouseButton.LeftButton, pos=place)
    typist.waits()
    assert _field(typist).text == "effect:"
    assert "Worse" in _offered(typist)
    while completions.chosen is None or completions.chosen.words != "Worse":
        _presses(typist, Qt.Key.Key_Down)
    _presses(typist, Qt.Key.Key_Tab)
    assert _field(typist).text == "effect:worse "
    assert typist.sees_titles() == ["A warning scheme for young drivers"]


def test_earlier_searches_are_offered_and_searched_whole(typist: Person) -> None:
    typist.searches("visits burgled")
    _presses(typist, Qt.Key.Key_Return)
    _field(typist).line.setFocus()
    typist.searches("vis")
    assert _offered(typist)[0] == "visits burgled"
    _presses(typist, Qt.Key.Key_Down)
    _presses(typist, Qt.Key.Key_Return)
    assert typist.window.finder.request.text == "visits burgled"
    assert not typist.window.finder.request.typing


def test_completions_can_be_switched_off_and_leave_with_the_focus(typist: Person) -> None:
    typist.searches("burgl")
    typist.window.find_screen.filters.setFocus()
    assert _offered(typist) == []
    typist.window.settings_screen.control("completion").click()
    _field(typist).line.setFocus()
    typist.searches("burgl")
    assert _offered(typist) == []
