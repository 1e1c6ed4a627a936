"""Asking why a record is among the results."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.person import Person


def test_why_is_told_by_key_and_menu_and_closed_with_escape(reader: Person, qtbot: QtBot) -> None:
    reader.searches("police trust")
    reader.window.find_screen.enter_results()
    reader.takes("why")
    why = reader.window.find_screen.why
    assert why.isVisible()
    assert why.accessibleName().startswith("Why this record? “police”: in ")
    assert "“trust”: in the finding" in why.text
    qtbot.keyClick(why, Qt.Key.Key_Escape)
    assert not why.isVisible()
    results = reader.window.find_screen.results.list
    assert reader.window.actions_made["why"] in results.actions()
    assert results.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu


def test_records_with_most_of_the_words_are_said_to_be_so(reader: Person) -> None:
    reader.searches("who is stopped by police zebras")
    assert "all of the words" in reader.window.find_screen.results.leniency
    reader.searches("police")
    assert reader.window.find_screen.results.leniency == ""
