"""Two to four records side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from evidence_library.services.library import open_library
from tests.helpers.libraries import add, note
from tests.ui.person import Person


def chooses(reader: Person, *rows: int) -> None:
    hits = reader.window.find_screen.results.list
    for row in rows:
        hits.setCurrentIndex(hits.hits.index(row))
        reader.waits()
        reader.takes("compare-mark")


def page_text(reader: Person) -> str:
    """What stands on the page: titles, then every field with its cells."""
    shown = reader.window.find_screen.views.page.table.comparison
    rows, columns = range(shown.rowCount()), range(shown.columnCount())
    told = [shown.headerData(at, Qt.Orientation.Horizontal) for at in columns]
    for row in rows:
        told.append(shown.headerData(row, Qt.Orientation.Vertical))
        told += [shown.index(row, column).data() for column in columns]
    return "\n".join(told)


@pytest.mark.own_window
def test_chosen_records_stand_side_by_side_with_their_differences_marked(reader: Person) -> None:
    screen = reader.window.find_screen
    titles = reader.sees_titles()
    chooses(reader, 0, 1)
    reader.clicks(screen.views.tray.compare_button)
    assert screen.comparing
    told = page_text(reader)
    assert all(title in told for title in titles[:2])
    assert "≠ differs" in told
    assert "= the same" in told
    assert screen.views.page.sentence.startswith("2 records side by side; they differ in ")
    assert reader.window.focusWidget() is screen.views.page.table


def test_the_tray_says_what_is_chosen_and_lets_it_go(reader: Person) -> None:
    tray = reader.window.find_screen.views.tray
    assert tray.isHidden()
    chooses(reader, 0)
    assert (tray.isHidden(), tray.compare_button.isEnabled()) == (False, False)
    assert tray.note == "1 record chosen; choose one more to compare."
    chooses(reader, 1)
    assert (len(tray.titles), tray.compare_button.isEnabled()) == (2, True)
    chooses(reader, 1)
    assert len(tray.titles) == 1
    reader.window.views.compare.clear()
    assert tray.isHidden()


def test_a_fifth_record_is_refused_in_words(reader: Person, small_library: Path) -> None:
    library = open_library(small_library)
    add(library, note("one more"))
    library.close()
    reader.window.finder.search()
    reader.waits()
    chooses(reader, 0, 1, 2, 3, 4)
    tray = reader.window.find_screen.views.tray
    assert len(tray.titles) == 4
    assert tray.note == "4 records are chosen already; drop one to choose another."


def test_records_are_chosen_in_the_table_too(reader: Person) -> None:
    reader.takes("view-table")
    table = reader.window.find_screen.views.table.table
    for row in (0, 2):
        table.setCurrentIndex(table.hits.index(row, 3))
        reader.takes("compare-mark")
    reader.takes("compare")
    assert table.hits.index(2, 0).data() in page_text(reader)


def test_esc_leads_back_to_the_results_and_the_choice_stays(reader: Person) -> None:
    screen = reader.window.find_screen
    chooses(reader, 0, 1)
    reader.takes("compare")
    reader.presses(Qt.Key.Key_Escape, on=screen.views.page.table)
    assert not screen.comparing
    assert reader.window.focusWidget() is screen.results.list
    assert len(screen.views.tray.titles) == 2


@pytest.mark.own_window
def test_without_a_choice_the_page_says_how_to_choose(reader: Person) -> None:
    reader.takes("compare")
    page = reader.window.find_screen.views.page
    assert page.empty.isVisible()
    assert "Ctrl+B" in page.empty.sentence
    reader.clicks(page.way_back)
    assert not reader.window.find_screen.comparing


def test_enter_and_a_click_on_a_title_lead_to_the_record(reader: Person, qtbot: QtBot) -> None:
    chooses(reader, 0, 1)
    screen, chosen = reader.window.find_screen, reader.window.views.compare.chosen
    reader.takes("compare")
    table = screen.views.page.table
    reader.presses(Qt.Key.Key_Right, on=table)
    reader.presses(Qt.Key.Key_Return, on=table)
    assert not screen.comparing
    assert reader.reads_title() == chosen[1].title
    reader.takes("compare")
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    reader.waits()
    assert reader.reads_title() == chosen[0].title


def test_a_comparison_is_a_table_to_a_screen_reader(reader: Person) -> None:
    chooses(reader, 0, 1)
    reader.takes("compare")
    table = reader.window.find_screen.views.page.table
    told = QAccessible.queryAccessibleInterface(table)
    assert told is not None
    assert told.role() is QAccessible.Role.Table
    names = [told.child(at).text(QAccessible.Text.Name) for at in range(told.childCount())]
    titles = [one.title for one in reader.window.views.compare.chosen]
    assert names[1:3] == titles
    assert "Year, differs" in names
    assert "Year, differs: 2014" in names


def test_a_cell_is_copied_and_every_text_has_its_room(reader: Person, qtbot: QtBot) -> None:
    chooses(reader, 0, 1, 2, 3)
    reader.takes("compare")
    table = reader.window.find_screen.views.page.table
    qtbot.waitUntil(lambda: table.rowHeight(3) >= table.sizeHintForRow(3))
    assert table.horizontalScrollBar().maximum() == 0
    table.setCurrentIndex(table.comparison.index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert reader.has_on_the_clipboard() == table.currentIndex().data()


def test_records_that_are_the_same_are_told_so(reader: Person, small_library: Path) -> None:
    library = open_library(small_library)
    add(library, *(note(f"A twin {at}", year=2001, finding="Same.") for at in (1, 2)))
    library.close()
    reader.searches("twin")
    chooses(reader, 0, 1)
    reader.takes("compare")
    page = reader.window.find_screen.views.page
    assert page.sentence == "2 records side by side; they are the same in every field."


def test_the_comparison_is_printed(reader: Person) -> None:
    chooses(reader, 0, 1)
    reader.takes("compare")
    reader.takes("print")
    [(title, text)] = reader.answers.printed
    assert title == "Comparison"
    assert "2 records side by side" in text


def test_fields_that_are_the_same_can_be_left_out(reader: Person) -> None:
    chooses(reader, 0, 1)
    reader.takes("compare")
    assert "= the same" in page_text(reader)
    reader.window.find_screen.views.page.only.setChecked(True)
    reader.waits()
    assert "= the same" not in page_text(reader)
    assert "differs" in page_text(reader)


def test_a_new_search_leaves_the_comparison(reader: Person) -> None:
    chooses(reader, 0, 1)
    reader.takes("compare")
    reader.searches("burgled")
    assert not reader.window.find_screen.comparing
    assert reader.sees_count() == "1 record"


@pytest.mark.own_window
def test_words_of_a_record_are_never_taken_for_markup(reader: Person, small_library: Path) -> None:
    library = open_library(small_library)
    harm = "<script>alert(1)</script> <b>bold</b>"
    add(library, *(note(f"{harm} {at}", finding=harm, setting=(harm,)) for at in range(2)))
    library.close()
    reader.searches("script")
    chooses(reader, 0, 1)
    reader.takes("compare")
    assert page_text(reader).count(harm) == 6


def test_what_is_chosen_is_marked_in_the_list_and_in_the_table(reader: Person) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    screen = reader.window.find_screen
    hits, table = screen.results.list.hits, screen.views.table.table.hits
    reader.opens_first_result()
    plain = hits.index(0).data(spoken)
    before = screen.results.list.grab().toImage()
    reader.takes("compare-mark")
    assert hits.index(0).data(spoken) == f"Chosen to compare. {plain}"
    assert "Chosen" not in hits.index(1).data(spoken)
    assert screen.results.list.grab().toImage() != before
    reader.takes("view-table")
    marked = [table.index(row, 0).data(spoken) for row in range(table.rowCount())]
    assert [words.endswith(". Chosen to compare") for words in marked] == [
        True,
        False,
        False,
        False,
    ]
    assert "Chosen" not in table.index(0, 1).data(spoken)
    reader.takes("compare-mark")
    assert "Chosen" not in table.index(0, 0).data(spoken)
    assert hits.index(0).data(spoken) == plain
