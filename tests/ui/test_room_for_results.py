"""Whatever is said and however long a name is, every part keeps its room."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from evidence_library.model.record import Name
from evidence_library.services.library import open_library
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import LINK_FRAME
from tests.helpers.libraries import add, note
from tests.ui.person import Person

LONG = (
    'police trust "stop and search" -crime year:2000.. topic:"Race Equality and Inclusion" '
    "polise~ colour:red ("
)


@pytest.mark.parametrize(
    ("size", "percent"),
    [((1280, 720), 150), ((1024, 700), 200), ((1024, 700), 100), ((640, 480), 100)],
)
def test_what_is_said_of_a_search_leaves_room_and_can_be_seen_whole(
    reader: Person, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    window, results = reader.window, reader.window.find_screen.results
    reader.takes("view-list")
    window.find_screen.enter_results()
    window.appearance.set("text_size", percent)
    window.resize(*size)
    reader.pastes(LONG)
    understood = results.understood
    qtbot.waitUntil(
        lambda: understood.height() >= understood.heightForWidth(understood.width()) > 0
    )
    assert (window.width(), window.height()) == size
    shown = results.list if results.list.isVisible() else results.empty
    assert shown.height() > results.height() * 0.3


def test_the_head_of_the_results_never_makes_the_window_larger(
    reader: Person, qtbot: QtBot
) -> None:
    window = reader.window
    window.appearance.set("text_size", 200)
    window.resize(1024, 700)
    window.find_screen.enter_results()
    reader.pastes(LONG)
    qtbot.waitUntil(lambda: window.minimumSizeHint().height() <= 600)
    window.appearance.set("text_size", 100)
    window.resize(790, 480)  # one pane at a time from here on
    qtbot.waitUntil(lambda: window.minimumSizeHint().width() <= 640)
    qtbot.waitUntil(lambda: window.minimumSize().height() <= 480)
    window.resize(640, 480)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (640, 480))


def test_what_does_not_fit_is_reached_by_keyboard(reader: Person, qtbot: QtBot) -> None:
    results = reader.window.find_screen.results
    reader.window.find_screen.enter_results()
    reader.window.appearance.set("text_size", 200)
    reader.window.resize(1024, 700)
    reader.pastes(LONG)
    last = results.understood.buttons[-1]
    area = next(one for one in results.findChildren(QScrollArea) if one.isAncestorOf(last))
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    reader.window.activateWindow()
    results.understood.buttons[-2].setFocus()
    qtbot.waitUntil(results.understood.buttons[-2].hasFocus)
    results.understood.buttons[-2].focusNextChild()
    assert last.hasFocus()
    place = last.mapTo(area.viewport(), last.rect().center()).y()
    assert 0 <= place <= area.viewport().height()


def test_names_without_a_space_do_not_widen_the_reader(
    reader: Person, small_library: Path, theme: Theme, qtbot: QtBot
) -> None:
    endless = "x" * 200
    library = open_library(small_library)
    add(
        library,
        note(
            f"Endless {endless}",
            f"The endless word is {endless}.",
            kind=endless,
            authors=(Name(endless), Name(f"B{endless}")),
        ),
    )
    library.close()
    reader.opens(small_library)
    reader.searches("endless")
    reader.opens_first_result()
    pane = reader.window.find_screen.reader
    for width in (1280, 900, 700):
        reader.window.resize(width, 700)
        reader.window.find_screen.show_reader()
        column = pane.browser.parentWidget()
        qtbot.waitUntil(lambda column=column: 0 < column.width() <= pane.width())
        for part in (pane.title, pane.crumb, pane.facts, pane.browser, pane.cite_button):
            right = part.mapTo(pane, part.rect().topRight()).x()
            assert right <= pane.width()


def test_links_and_words_above_the_results_begin_at_one_line(
    reader: Person, starter_library: Path, qtbot: QtBot
) -> None:
    reader.opens(starter_library)
    reader.searches("recidivism BAME ")
    pane = reader.window.find_screen.results

    def at(one: QWidget, inset: int) -> int:
        return one.mapTo(pane, QPoint(inset, 0)).x()

    words = next(one for one in pane.findChildren(QLabel) if one.text().startswith("None of"))
    also = next(one for one in pane.findChildren(QLabel) if "Also searched" in one.text())
    count = next(one for one in pane.findChildren(QLabel) if one.text().endswith("records"))
    qtbot.waitUntil(lambda: pane.all_also.isVisible() and at(pane.all_also, 0) > 0)
    begins = {at(one, LINK_FRAME) for one in (words, also, pane.all_also)}
    assert begins == {at(count, 0)}
