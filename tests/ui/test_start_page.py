"""The page for the four jobs, and the searches it starts from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.library import open_library
from evidence_library.ui.dialogs import NewLibrary
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.screens.welcome import OFFERS, Example
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
