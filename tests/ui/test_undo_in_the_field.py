"""Ctrl+Z in the search field: it takes back what was done last, in the field or in the library."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.person import Person

CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def typist(reader: Person, qtbot: QtBot) -> Person:
    """Somebody who has saved a search, with the cursor still in the search field."""
    reader.window.activateWindow()
    line = reader.window.frame.search.line
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    reader.searches("trust")
    reader.answers.name = "Trust"
    reader.takes("save-search")
    assert "Trust" in _saved(reader)
    return reader


def _saved(person: Person) -> list[str]:
    return [line.name for line in person.window.find_screen.saved.list.saved.lines]


def _undoes(person: Person, qtbot: QtBot, *, again: bool = False) -> None:
    qtbot.keyClick(person.window.frame.search.line, Qt.Key.Key_Z, BOTH if again else CTRL)
    person.waits()


def test_right_after_saving_the_saved_search_is_taken_back(typist: Person, qtbot: QtBot) -> None:
    _undoes(typist, qtbot)
    assert "Trust" not in _saved(typist)
    assert typist.window.frame.search.text == "trust"
    _undoes(typist, qtbot, again=True)
    assert "Trust" in _saved(typist)
    assert typist.window.frame.search.text == "trust"


def test_what_was_typed_since_is_taken_back_first_and_nothing_else(
    typist: Person, qtbot: QtBot
) -> None:
    line = typist.window.frame.search.line
    qtbot.keyClicks(line, " police")
    typist.waits()
    _undoes(typist, qtbot)
    assert typist.window.frame.search.text == "trust"
    _undoes(typist, qtbot)  # once too often takes nothing from the library
    assert "Trust" in _saved(typist)
    assert typist.window.frame.search.text == "trust"
    _undoes(typist, qtbot, again=True)
    assert typist.window.frame.search.text == "trust police"


def test_the_cursor_and_what_is_selected_stay_where_they_are(typist: Person) -> None:
    line = typist.window.frame.search.line
    line.setSelection(1, 2)
    typist.answers.name = "Again"
    typist.takes("save-search")
    assert line.selectedText() == "ru"
