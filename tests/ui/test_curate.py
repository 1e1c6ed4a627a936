"""The workspace Curate: its pages, their counts, its keys, and how it takes to little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from evidence_library.ui.screens.curate import LIBRARY, TO_DO, CuratePage, CurateScreen
from evidence_library.ui.theme import Theme
from tests.ui.person import Person


def page(key: str, group: str, shown: list[str]) -> CuratePage:
    widget = QWidget()
    field = QLineEdit()
    QVBoxLayout(widget).addWidget(field)
    return CuratePage(key, group, key.title(), widget, f"On {key}.", lambda: shown.append(key))


@pytest.fixture
def shown() -> list[str]:
    return []


@pytest.fixture
def screen(theme: Theme, qtbot: QtBot, shown: list[str]) -> CurateScreen:
    made = CurateScreen(theme)
    qtbot.addWidget(made)
    made.add(page("drafts", TO_DO, shown), page("headings", LIBRARY, shown))
    made.add(page("mine", TO_DO, shown))
    made.resize(1100, 700)
    made.show()
    return made


def lines(screen: CurateScreen) -> list[str]:
    return [line.spoken for line in screen.places.lines]


def test_pages_stand_in_their_groups_with_their_counts(screen: CurateScreen) -> None:
    screen.set_count("mine", 1234)
    screen.set_count("unknown", 3)
    assert lines(screen) == ["To do", "Drafts", "Mine, 1,234", "Library", "Headings"]
    screen.set_count("mine", None)
    assert lines(screen)[2] == "Mine"


def test_a_page_is_told_that_it_is_shown_only_when_it_is(
    screen: CurateScreen, shown: list[str]
) -> None:
    assert shown == ["drafts"]
    screen.open_page("headings")
    screen.hide()
    screen.open_page("mine")
    assert shown == ["drafts", "headings"]
    screen.show()
    assert shown == ["drafts", "headings", "mine"]
    assert (screen.title.text(), screen.hint.text()) == ("Mine", "On mine.")


def test_the_arrows_go_from_page_to_page_and_over_headings(
    screen: CurateScreen, qtbot: QtBot
) -> None:
    screen.setFocus()
    for _ in range(2):
        qtbot.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.page == "headings"
    qtbot.keyClick(screen.list, Qt.Key.Key_Up)
    assert screen.page == "mine"


def test_a_menu_stands_in_the_place_of_the_list_where_it_is_narrow(
    screen: CurateScreen, qtbot: QtBot
) -> None:
    screen.resize(600, 700)
    qtbot.waitUntil(screen.chooser.isVisible)
    assert not screen.list.isVisible()
    assert screen.contents is screen.chooser
    screen.set_count("mine", 7)
    row = screen.chooser.findText("Mine (7)")
    screen.chooser.activated.emit(row)
    assert screen.page == "mine"
    screen.resize(1100, 700)
    qtbot.waitUntil(screen.list.isVisible)
    assert screen.places.line(screen.list.currentIndex().row()) == screen.places.lines[2]


def test_without_pages_it_says_so(theme: Theme, qtbot: QtBot) -> None:
    bare = CurateScreen(theme)
    qtbot.addWidget(bare)
    assert bare.stack.currentWidget() is bare.empty
    assert bare.empty.sentence


def test_the_page_is_remembered(screen: CurateScreen) -> None:
    screen.open_page("headings")
    state = screen.state()
    screen.open_page("drafts")
    screen.restore(state)
    assert screen.page == "headings"
    screen.restore(QByteArray(b"gone"))
    assert screen.page == "headings"


def test_curate_is_a_place_of_the_window(reader: Person) -> None:
    window = reader.window
    reader.takes("go-curate")
    assert window.frame.place == "curate"
    assert window.frame.rail.chosen_place == "curate"
    reader.takes("go-find")
    assert window.frame.place == "find"
