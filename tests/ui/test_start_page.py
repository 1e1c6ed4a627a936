"""The page for the four jobs, and the searches it starts from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.library import open_library
from evidence_library.ui.dialogs import NewLibrary
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.screens.welcome import OFFERS, Example
from evidence_library.ui.theme import Theme
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

EXAMPLES = [example for offer in OFFERS for example in offer.examples]


def link(person: Person, words: str) -> QPushButton:
    buttons = person.window.find_screen.welcome.findChildren(QPushButton)
    return next(one for one in buttons if one.text() == words)


def test_a_search_of_the_start_page_shows_what_did_not_work(
    reader: Person, starter_library: Path
) -> None:
    reader.opens(starter_library)
    reader.clicks(link(reader, "What did not work"))
    assert reader.sees_count() == "8 records"
    assert reader.window.frame.search.text == 'effect:worse OR effect:"no difference"'


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.words)
def test_every_search_of_the_start_page_leads_into_the_starter_content(
    example: Example, starter_library: Path
) -> None:
    library = open_library(starter_library)
    found = find.search(library, Request(example.query))
    assert found.total >= 2
    assert found.problems == ()
    library.close()


def test_an_empty_library_offers_no_searches(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    person = Person(window, qtbot)
    person.answers.new = NewLibrary(tmp_path / "empty", starter=False)
    person.takes("new")
    assert not link(person, "What did not work").isVisible()
    assert link(person, "Add files…").isVisible()


def test_the_start_page_is_there_again_under_help(reader: Person) -> None:
    reader.searches("burgled")
    reader.opens_first_result()
    reader.takes("start-page")
    assert reader.window.find_screen.right.currentWidget() is reader.window.find_screen.welcome
    assert reader.window.frame.search.text == ""
    assert reader.sees_count() == "4 records"


def said(person: Person) -> str:
    labels = person.window.find_screen.welcome.findChildren(QLabel)
    return " ".join(one.text() for one in labels if one.isVisible())


@pytest.mark.parametrize(
    "size",
    [(1280, 800, 100), (1280, 800, 200), (1590, 900, 200), (1024, 700, 150), (640, 480, 100)],
)
def test_the_start_page_is_seen_at_first_in_every_size(
    size: tuple[int, int, int], make_window: MakeWindow, starter_library: Path, qtbot: QtBot
) -> None:
    width, height, percent = size
    person = Person(make_window(immediate=False), qtbot)
    person.window.appearance.set("text_size", percent)
    person.window.resize(width, height)
    person.opens(starter_library)
    welcome, results = person.window.find_screen.welcome, person.window.find_screen.results
    assert welcome.isVisible()
    person.takes("view-list")
    person.searches("burglary")
    person.opens_first_result()
    person.takes("start-page")
    assert welcome.isVisible()
    person.presses(Qt.Key.Key_Down, on=person.window.frame.search.line)
    assert results.isVisible()
    person.takes("view-table")
    person.takes("start-page")
    assert welcome.isVisible()
    assert not results.isVisible()
    person.clicks(link(person, "Show all records"))
    assert results.isVisible()
    assert not welcome.isVisible()


@pytest.mark.parametrize(
    ("width", "percent"), [(800, 100), (1280, 100), (640, 100), (1100, 125), (1280, 200)]
)
def test_the_start_page_fits_the_width_it_gets(
    width: int, percent: int, reader: Person, theme: Theme, qtbot: QtBot
) -> None:
    theme.choose("light", percent)
    reader.window.resize(width, 600)
    welcome = reader.window.find_screen.welcome
    qtbot.waitUntil(lambda: welcome.horizontalScrollBar().maximum() == 0)
    for one in welcome.findChildren(QPushButton):
        if one.isVisible():
            right = one.mapTo(welcome.viewport(), one.rect().bottomRight()).x()
            assert right <= welcome.viewport().width(), one.text()


def test_the_start_page_speaks_of_what_is_there(
    reader: Person, tmp_path: Path, theme: Theme
) -> None:
    assert "heading on the left" in said(reader)
    assert not link(reader, "Show all records").isVisible()
    reader.window.resize(1024, 700)
    assert "on the left to read it" in said(reader)
    assert "heading from the filters (F9)" in said(reader)
    reader.window.resize(700, 700)
    assert "on the left" not in said(reader)
    assert "look at all records" in said(reader)
    reader.answers.new = NewLibrary(tmp_path / "empty", starter=False)
    reader.takes("new")
    assert "This library has no records yet" in said(reader)
    reader.window.resize(1280, 800)
    assert "Choose a record on the left" not in said(reader)
