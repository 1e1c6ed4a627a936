"""The record beside the results: what is shown is among them, or it is said that it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

VISITS = "Visits to burgled homes"
NOT_AMONG = "Not among these results"


@pytest.fixture(params=[True, False], ids=["at once", "in threads"])
def anyone(
    request: pytest.FixtureRequest, make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> Person:
    """Somebody at a window that works at once, or in the background."""
    person = Person(make_window(immediate=request.param), qtbot)
    person.opens(small_library)
    return person


def reads_visits(person: Person) -> None:
    person.searches("burgled")
    person.opens_first_result()
    assert person.reads_title() == VISITS


def test_a_record_another_search_does_not_find_is_put_away(anyone: Person) -> None:
    reads_visits(anyone)
    anyone.searches("trust")
    assert anyone.reads_title() == ""
    assert anyone.window.find_screen.nothing.sentence == "Choose a record to read it here."
    assert not anyone.window.actions_made["print"].isEnabled()
    anyone.opens_first_result()
    anyone.searches("zzzz")
    assert anyone.reads_title() == ""
    assert anyone.window.find_screen.nothing.sentence == ""


def test_a_record_another_search_finds_stays(anyone: Person) -> None:
    reads_visits(anyone)
    anyone.searches("constable")
    assert anyone.reads_title() == VISITS
    assert anyone.window.find_screen.reader.elsewhere == ""


def test_back_brings_a_record_that_was_put_away(anyone: Person) -> None:
    reads_visits(anyone)
    anyone.searches("trust")
    anyone.takes("back")
    assert anyone.reads_title() == VISITS
    reader = anyone.window.find_screen.reader
    assert reader.elsewhere == NOT_AMONG
    assert reader.browser.matches == 0  # nothing of “burgled”, which is no longer asked for


def test_a_record_somebody_reads_stays_and_is_said_to_be_elsewhere(
    anyone: Person, qtbot: QtBot
) -> None:
    reads_visits(anyone)
    said: list[str] = []
    screen = anyone.window.find_screen
    screen.reader.said.connect(said.append)
    assert screen.reader.browser.matches
    anyone.window.activateWindow()
    screen.enter_reader()
    qtbot.waitUntil(screen.reader.browser.hasFocus)
    anyone.window.finder.toggle("effect", "worse")
    anyone.waits()
    assert anyone.reads_title() == VISITS
    assert screen.reader.elsewhere == NOT_AMONG
    assert screen.reader.browser.matches == 0
    assert said == [f"{NOT_AMONG}: {VISITS}"]
    anyone.window.finder.clear_filters()
    anyone.waits()
    assert screen.reader.elsewhere == ""
    assert screen.reader.browser.matches


def test_a_cell_of_the_map_shows_none_but_its_records(anyone: Person) -> None:
    reads_visits(anyone)
    anyone.takes("clear")
    anyone.takes("view-map")
    anyone.window.find_screen.views.show("list")
    anyone.window.finder.narrow({"effect": frozenset({"improved"})})
    anyone.waits()
    assert anyone.sees_count() == "1 record"
    assert anyone.reads_title() == ""


def test_a_record_a_link_leads_to_is_said_to_be_elsewhere(anyone: Person) -> None:
    hits = anyone.window.find_screen.results.list.hits
    everything = {row.id for at in range(4) if (row := hits.row_at(at)) is not None}
    reads_visits(anyone)
    page = anyone.window.reader.page
    assert page is not None
    other = next(iter(everything - {page.id}))
    anyone.window.links.follow(f"record:{other}")
    anyone.waits()
    assert anyone.window.find_screen.reader.elsewhere == NOT_AMONG
    anyone.takes("back")
    assert anyone.window.find_screen.reader.elsewhere == ""


def test_back_shows_the_record_where_the_list_hides_it(anyone: Person) -> None:
    anyone.window.resize(700, 700)
    reads_visits(anyone)
    anyone.searches("trust")
    assert anyone.window.find_screen.results.isVisible()
    anyone.takes("back")
    assert anyone.window.find_screen.reader.isVisible()
    assert anyone.reads_title() == VISITS
    anyone.presses(Qt.Key.Key_Escape, on=anyone.window.find_screen.reader)
    assert anyone.window.find_screen.results.isVisible()


def test_in_a_narrow_reader_nothing_is_cut(reader: Person, qtbot: QtBot) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    screen = reader.window.find_screen
    screen.reader.crumb.setText("Practice example › A kind of record with a rather long name")
    reader.window.resize(1280, 800)
    screen.splitter.setSizes([240, 700, 260])
    labels = [one for one in screen.reader.facts.findChildren(QLabel) if one.isVisible()]
    assert labels
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in labels))
