"""The same result as a list, as a table and as an evidence map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence_library.model.evidence_map import Side
from evidence_library.services.library import open_library
from tests.helpers.libraries import add, note
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

ALT = Qt.KeyboardModifier.AltModifier
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def views(reader: Person):  # type: ignore[no-untyped-def]
    return reader.window.find_screen.views


def column(reader: Person, number: int) -> list[str]:
    hits = views(reader).table.table.hits
    return [hits.index(row, number).data() for row in range(hits.rowCount())]


def cell(reader: Person, row: str, across: str) -> tuple[int, int]:
    """Where a cell of the map is, by the words of its row and column."""
    cells = views(reader).map.table.cells
    rows = [cells.headerData(at, Qt.Orientation.Vertical) for at in range(cells.rowCount())]
    columns = [cells.headerData(at, Qt.Orientation.Horizontal) for at in range(cells.columnCount())]
    return next(at for at, label in enumerate(rows) if row in label), columns.index(across)


def goes_to(reader: Person, row: str, across: str) -> QWidget:
    table = views(reader).map.table
    table.setCurrentIndex(table.cells.index(*cell(reader, row, across)))
    return table


def map_says(reader: Person, row: str, across: str) -> str:
    table = views(reader).map.table
    return str(table.cells.index(*cell(reader, row, across)).data(ACCESSIBLE))


# The table


def test_the_table_shows_the_same_records_with_their_facts(reader: Person) -> None:
    listed = reader.sees_titles()
    reader.takes("view-table")
    assert column(reader, 0) == listed
    at = listed.index("Explaining stops to people who are stopped")
    shown = [column(reader, number)[at] for number in range(1, 8)]
    assert shown == [
        *("2014", "Evaluation", "▲ Improved", "Moderate", "Comparison-group study"),
        *("Not stated", "Police Service"),
    ]
    assert not reader.window.find_screen.right.isVisible()


def test_a_column_is_sorted_by_a_click_twice_the_other_way_and_a_third_time_not(
    reader: Person, qtbot: QtBot
) -> None:
    reader.takes("view-table")
    table = views(reader).table.table
    unsorted = column(reader, 1)
    header = table.horizontalHeader()
    place = header.sectionViewportPosition(1) + 10
    seen = []
    for _ in range(3):
        middle = header.rect().center()
        middle.setX(place)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        reader.waits()
        seen.append((column(reader, 1), reader.window.find_screen.results.order_words))
    assert seen == [
        (["2003", "2014", "2019", "Not stated"], "Oldest first"),
        (["2019", "2014", "2003", "Not stated"], "Newest first"),
        (unsorted, "Relevance"),
    ]


def test_a_column_is_sorted_by_keyboard(reader: Person, qtbot: QtBot) -> None:
    reader.takes("view-table")
    table = views(reader).table.table
    table.setCurrentIndex(table.hits.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    reader.waits()
    assert column(reader, 1) == ["2003", "2014", "2019", "Not stated"]
    qtbot.keyClick(table, Qt.Key.Key_Down, ALT)
    reader.waits()
    assert column(reader, 1) == ["2019", "2014", "2003", "Not stated"]


def test_another_order_of_the_results_ends_the_sorting(reader: Person) -> None:
    reader.takes("view-table")
    reader.window.views.table.sort(1)
    reader.takes("sort-title")
    assert column(reader, 0) == sorted(column(reader, 0))
    assert reader.window.find_screen.results.order_words == "Title"


def test_enter_in_the_table_goes_into_the_record_and_esc_back(reader: Person) -> None:
    reader.takes("view-table")
    table = views(reader).table.table
    assert reader.window.focusWidget() is table
    table.setCurrentIndex(table.hits.index(1, 0))
    reader.presses(Qt.Key.Key_Return, on=table)
    assert reader.reads_title() == column(reader, 0)[1]
    assert not reader.window.find_screen.results.isVisible()
    reader.presses(Qt.Key.Key_Escape, on=reader.window.find_screen.reader)
    assert reader.window.focusWidget() is table


def test_columns_can_be_left_out_but_never_the_title(reader: Person) -> None:
    reader.takes("view-table")
    pane = views(reader).table
    pane.choose_columns(["year"])
    assert pane.columns == ("title", "year")
    assert [pane.table.isColumnHidden(at) for at in range(4)] == [False, False, True, True]


def test_a_table_of_many_records_is_read_page_by_page(
    window: object, reader: Person, small_library: Path
) -> None:
    library = open_library(small_library)
    add(library, *(note(f"record {at:03}", year=1990) for at in range(200)))
    library.close()
    reader.window.finder.search()
    reader.waits()
    reader.takes("view-table")
    table = views(reader).table.table
    assert table.hits.rowCount() == 204
    assert table.hits.index(203, 0).data() != ""
    reader.waits()
    assert len({table.hits.id_at(table.hits.index(at, 0)) for at in range(204)}) == 204


# The map


def test_the_map_counts_what_was_found_and_shows_the_gaps_in_words(reader: Person) -> None:
    reader.takes("view-map")
    policing = "Race Equality and Inclusion"
    assert map_says(reader, policing, "Comparison-group study") == (
        f"{policing}, comparison-group study: 1 record"
    )
    assert map_says(reader, policing, "Randomised trial") == f"{policing}, randomised trial: gap"
    assert map_says(reader, policing, "All") == f"{policing}, all columns: 3 records"
    assert views(reader).map.sentence.startswith("4 records. ")
    assert "A record can stand in several cells" in views(reader).map.sentence


def test_enter_opens_a_cell_as_a_search(reader: Person) -> None:
    reader.searches("police")
    reader.takes("view-map")
    table = goes_to(reader, "Race Equality", "Comparison-group study")
    reader.presses(Qt.Key.Key_Return, on=table)
    assert reader.sees_titles() == ["Explaining stops to people who are stopped"]
    assert reader.window.finder.request.text == "police"
    assert [chip.text for chip in reader.window.finder.chips] == [
        "Topic: Race Equality and Inclusion",
        "Evidence: Comparison-group study",
    ]
    assert reader.window.focusWidget() is reader.window.find_screen.results.list


def test_a_click_opens_a_cell_and_a_total_opens_its_row(reader: Person, qtbot: QtBot) -> None:
    reader.takes("view-map")
    table = views(reader).map.table
    index = table.cells.index(*cell(reader, "Race Equality", "All"))
    table.scrollTo(index)
    place = table.visualRect(index).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    reader.waits()
    assert reader.sees_count() == "3 records"


def test_arrow_keys_walk_the_map_and_space_opens_a_row(reader: Person) -> None:
    reader.takes("view-map")
    table = goes_to(reader, "Acquisitive", "Practice account")
    row = table.currentIndex().row()  # type: ignore[attr-defined]
    reader.presses(Qt.Key.Key_Space, on=table)
    reader.presses(Qt.Key.Key_Down, on=table)
    reader.presses(Qt.Key.Key_Right, on=table)
    at = table.currentIndex()  # type: ignore[attr-defined]
    assert (at.row(), at.column()) == (row + 1, 1)
    assert at.data(ACCESSIBLE).startswith("Housebreaking, ")
    reader.presses(Qt.Key.Key_Up, on=table)
    reader.presses(Qt.Key.Key_Space, on=table)
    with pytest.raises(StopIteration):
        cell(reader, "Housebreaking", "Practice account")


def test_the_map_follows_the_search_and_the_filters(reader: Person) -> None:
    reader.takes("view-map")
    reader.searches("burgled")
    assert map_says(reader, "Acquisitive", "All").endswith(": 1 record")
    assert map_says(reader, "Race Equality", "All").endswith(": gap")
    reader.searches("zebra")
    assert reader.window.find_screen.results.empty.isVisible()


def test_other_things_can_stand_on_the_sides(reader: Person) -> None:
    reader.takes("view-map")
    pane = views(reader).map
    pane.rows.setCurrentIndex(pane.rows.findData("effect"))
    pane.rows.activated.emit(pane.rows.currentIndex())
    reader.waits()
    assert map_says(reader, "Worse", "Not stated") == "Worse, not stated: 1 record"
    reader.clicks(pane.turn)
    assert map_says(reader, "Not stated", "Worse") == "Not stated, worse: 1 record"
    pane.columns.setCurrentIndex(pane.columns.findData("evidence"))
    pane.columns.activated.emit(pane.columns.currentIndex())
    reader.waits()
    assert (reader.window.views.map.plan.rows, reader.window.views.map.plan.columns) == (
        "effect",
        "evidence",
    )


@pytest.mark.parametrize("form", ["svg", "png", "csv"])
def test_the_map_is_saved(reader: Person, tmp_path: Path, form: str) -> None:
    reader.answers.saved = tmp_path
    reader.takes("view-map")
    views(reader).map.save_asked.emit(form)
    reader.waits()
    path = tmp_path / f"evidence-map.{form}"
    assert views(reader).map.note == f"Saved as {path.name}"
    if form == "png":
        assert QImage(str(path)).width() > 1000
    else:
        assert "Housing, Neighbourhoods" in path.read_text("utf-8-sig") or "All" in path.read_text()
    assert sorted(one.name for one in tmp_path.glob(".*.part")) == []


def test_a_map_that_cannot_be_saved_is_said_in_a_sentence(reader: Person, tmp_path: Path) -> None:
    reader.answers.saved = tmp_path / "not there"
    reader.takes("view-map")
    views(reader).map.save_asked.emit("csv")
    reader.waits()
    assert "There is no folder" in reader.sees_message()


def test_the_map_is_copied_as_a_table(reader: Person) -> None:
    reader.takes("view-map")
    reader.window.views.map.copy()
    assert reader.has_on_the_clipboard().startswith("Topic heading / Kind of evidence\t")
    assert "<table" in QGuiApplication.clipboard().mimeData().html()


# The switch


def test_the_view_is_chosen_by_button_and_remembered(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    first = Person(make_window(), qtbot)
    first.opens(small_library)
    first.clicks(first.window.find_screen.results.switch.button("map"))
    first.window.views.map.choose("effect", "kind")
    first.window.find_screen.views.table.choose_columns(["effect"])
    assert first.window.actions_made["view-map"].isChecked()
    first.window.close()
    second = Person(make_window(), qtbot)
    second.opens(small_library)
    assert views(second).map.table.isVisible()
    assert map_says(second, "Worse", "Evaluation") == "Worse, evaluation: 1 record"
    assert views(second).table.columns == ("title", "effect")


def test_the_panes_have_their_widths_again_after_a_wide_view(reader: Person) -> None:
    splitter = reader.window.find_screen.splitter
    before = splitter.sizes()
    reader.takes("view-map")
    assert splitter.sizes()[1] > before[1] + 200
    reader.takes("view-list")
    assert splitter.sizes() == before


@pytest.mark.parametrize("view", ["view-table", "view-map"])
@pytest.mark.parametrize("size", [100, 200])
def test_a_wide_view_fits_the_window_at_any_text_size(reader: Person, view: str, size: int) -> None:
    reader.window.appearance.set("text_size", size)
    reader.takes(view)
    assert reader.window.minimumSizeHint().width() <= 1280


def test_every_line_of_a_narrower_heading_stands_in(reader: Person) -> None:
    reader.takes("view-map")
    table = reader.window.find_screen.views.map.table
    long = "A narrower heading with a label of very many words"
    broad = Side("Broader", frozenset("a"), 1, opens=True, opened=True)
    narrow, column = Side(long, frozenset("b"), 1, depth=1), Side("One", frozenset("c"), 1)
    drawn_up = views(reader).map.table.cells.map
    assert drawn_up is not None
    counts = ((1,), (1,))
    table.show_map(replace(drawn_up, rows=(broad, narrow), columns=(column,), counts=counts))
    reader.waits()
    header = table.verticalHeader()
    drawn = header.viewport().grab().toImage()

    def first_ink(top: int, bottom: int) -> int:
        ground = drawn.pixelColor(1, top + 2)
        return next(
            x
            for x in range(1, drawn.width())
            if any(drawn.pixelColor(x, y) != ground for y in range(top, bottom))
        )

    top, height = header.sectionViewportPosition(1), header.sectionSize(1)
    middle = top + height // 2
    broader = first_ink(5, height - 5)
    assert first_ink(top + 5, middle - 1) > broader + 10
    assert abs(first_ink(middle + 1, top + height - 5) - first_ink(top + 5, middle - 1)) <= 4
