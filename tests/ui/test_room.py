"""What is drawn has its room, at every size of text: nothing is cut, faint or out of line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_library.ui.presenters.reader import _beginning
from evidence_library.ui.theme import contrast
from tests.ui.person import Person

SIZES = [100, 150, 200]


def in_size(reader: Person, size: int) -> None:
    reader.window.appearance.set("text_size", size)
    reader.waits()


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_the_box_of_a_gap_stands_out_from_its_ground(reader: Person, theme_name: str) -> None:
    window = reader.window
    window.appearance.set("theme", theme_name)
    reader.takes("view-map")
    table = window.find_screen.views.map.table
    gap = next(
        index
        for column in range(table.cells.columnCount())
        if not table.cells.index(0, column).data(Qt.ItemDataRole.UserRole + 1)
        for index in [table.cells.index(0, column)]
    )
    table.clearFocus()
    image = table.viewport().grab(table.visualRect(gap).adjusted(8, 4, -8, -4)).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    ground = window.find_screen._theme.tokens.panel
    window.appearance.set("theme", "light")
    assert max(contrast(colour, ground) for colour in colours) >= 3


@pytest.mark.parametrize("size", SIZES)
def test_why_this_record_is_shown_whole(reader: Person, size: int) -> None:
    in_size(reader, size)
    reader.searches("stop and search trust police")
    reader.opens_first_result()
    reader.takes("why")
    why = reader.window.find_screen.why
    for line in why._lines:
        assert line.height() >= line.heightForWidth(line.width())
    why.hide()


def test_the_way_back_keeps_its_last_letter_with_the_focus(reader: Person) -> None:
    reader.takes("compare")
    link = reader.window.find_screen.views.page.way_back
    link.setFocus()
    QApplication.processEvents()
    room = link.sizeHint().width()
    link.clearFocus()
    assert link.sizeHint().width() == room
    assert room >= QFontMetrics(link.font()).horizontalAdvance(link.text()) + 4


def test_four_hits_are_in_sight(reader: Person) -> None:
    hits = reader.window.find_screen.results.list
    reader.opens_first_result()
    last = hits.visualRect(hits.hits.index(3))
    assert hits.viewport().rect().contains(last)


def test_titles_and_facts_are_read_whole_in_the_record(reader: Person) -> None:
    assert _beginning("Mentors' knowledge and attitudes; " * 3) == (
        "Mentors' knowledge and attitudes; " * 3
    )
    assert _beginning("knowledge " * 20).endswith("knowledge…")
    title = "Impact on students' knowledge and attitudes related to violence " * 3
    pane = reader.window.find_screen.reader
    pane.title.resize(470, 200)
    pane.title.show_text(title.strip())
    assert pane.title.text() == title.strip()


def test_counts_of_saved_searches_and_filters_end_at_one_edge(reader: Person) -> None:
    side = reader.window.find_screen
    side.saved.starters.click()
    reader.waits()
    ends = {
        one.itemDelegate()._count_place(one.visualRect(one.model().index(1, 0))).right()
        for one in (side.saved.list, side.filters)
    }
    assert len(ends) == 1


def test_the_order_is_offered_where_there_is_one(reader: Person) -> None:
    order = reader.window.find_screen.results._order
    reader.takes("view-map")
    assert not order.isEnabled()
    assert "no order" in order.accessibleDescription()
    reader.takes("view-table")
    assert order.isEnabled()


@pytest.mark.own_window
def test_several_rows_of_the_map_are_in_sight_at_large_text(reader: Person, qtbot: QtBot) -> None:
    window = reader.window
    window.resize(1024, 700)
    in_size(reader, 200)
    reader.takes("view-map")
    table = window.find_screen.views.map.table

    def in_sight() -> bool:
        last = table.visualRect(table.cells.index(3, 0))
        return table.viewport().visibleRegion().boundingRect().contains(last.bottomLeft())

    qtbot.waitUntil(in_sight)


@pytest.mark.own_window
def test_the_manual_is_readable_at_large_text(reader: Person, qtbot: QtBot) -> None:
    window, manual = reader.window, reader.window.help_screen
    window.resize(1024, 700)
    in_size(reader, 200)
    reader.takes("manual")
    qtbot.waitUntil(lambda: manual.browser.width() > 700)
    assert (manual.list.isVisible(), manual.chooser.isVisible()) == (False, True)
    manual.chooser.setCurrentIndex(1)
    manual.chooser.activated.emit(1)
    assert manual.pages[1].title in manual.browser.toPlainText()
    reader.takes("find")
    reader.takes("next-pane")
    assert window.focusWidget() is manual.chooser
    hint = QFontMetrics(manual.search.font()).horizontalAdvance(manual.search.placeholderText())
    assert manual.search.width() > hint
    in_size(reader, 100)
    qtbot.waitUntil(manual.list.isVisible)
