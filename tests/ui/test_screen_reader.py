"""What a screen reader is told: what happens, what things are, and in which order they stand."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Spoken
from tests.ui.person import Person

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def told_of(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def everything(start: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield start
    for number in range(start.childCount()):
        child = start.child(number)
        if child is not None:
            yield from everything(child)


def mark(reader: Person, *rows: int) -> None:
    hits = reader.window.find_screen.results.list
    for row in rows:
        hits.setCurrentIndex(hits.hits.index(row))
        reader.waits()
        reader.takes("compare-mark")


def test_the_match_one_steps_to_is_announced(reader: Person, spoken: Spoken) -> None:
    reader.searches("stop trust")
    reader.opens_first_result()
    reader.takes("next-match")
    assert spoken.words[-1].startswith("Match 1 of ")
    reader.takes("previous-match")
    assert spoken.words[-1] == "Match 4 of 4"


def test_another_order_of_the_table_is_announced_once(
    reader: Person, spoken: Spoken, qtbot: QtBot
) -> None:
    reader.takes("view-table")
    table = reader.window.find_screen.views.table.table
    table.setCurrentIndex(table.hits.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    reader.waits()
    assert "Sorted by year" in spoken.words
    heads = [table.hits.headerData(at, Qt.Orientation.Horizontal, _SPOKEN) for at in (0, 1)]
    assert heads == ["Title", "Year, sorted upwards"]
    reader.window.finder.search()
    reader.waits()
    assert spoken.words.count("Sorted by year") == 1
    reader.takes("sort-title")
    assert "Sorted by title" in spoken.words


_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def test_an_opened_comparison_is_announced(reader: Person, spoken: Spoken) -> None:
    reader.takes("compare")
    assert spoken.words[-1].startswith("Compare. Choose two to four records")
    reader.window.find_screen.show_results()
    mark(reader, 0, 1)
    reader.takes("compare")
    assert spoken.words[-1].startswith("Compare. 2 records side by side")


def test_nothing_is_described_in_html(reader: Person) -> None:
    reader.searches('trust -zebra year:2003..2022 "stop and search"')
    reader.opens_first_result()
    described = {
        one.text(DESCRIPTION) for one in everything(told_of(reader.window)) if one.isValid()
    }
    assert not [words for words in described if "<" in words]
    assert "trust: take this out of the search" in described


def test_views_and_places_are_told_as_one_of_several(reader: Person) -> None:
    window = reader.window
    for group in (window.find_screen.results.switch, window.frame.rail):
        told = told_of(group)
        roles = {told.child(at).role() for at in range(told.childCount())}
        assert roles == {QAccessible.Role.RadioButton}


def test_signs_are_seen_and_not_read_out(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    facts = reader.window.find_screen.reader.facts
    names = [one.text(NAME) for one in everything(told_of(facts))]
    assert "What “Effect: No difference” means" in names
    assert "No difference" in names
    assert "Effect: No difference. repeat burglary" in names


def test_panes_are_read_from_left_to_right(reader: Person, qtbot: QtBot) -> None:
    screen = reader.window.find_screen
    panes = [screen.side, screen.results, screen.right]
    told = told_of(screen.splitter)
    assert [told.child(at).object() for at in range(3)] == panes
    reader.window.resize(1000, 700)
    qtbot.waitUntil(lambda: screen.is_narrow)
    reader.window.resize(1280, 800)
    qtbot.waitUntil(lambda: not screen.is_narrow)
    assert [told.child(at).object() for at in range(3)] == panes


def test_a_query_that_may_have_been_meant_is_spoken_as_a_question(reader: Person) -> None:
    reader.searches("polise")
    answer = reader.window.finder.answer
    assert answer is not None
    assert f"Did you mean “{answer.found.did_you_mean}”?" in answer.spoken
    assert "?." not in answer.spoken
