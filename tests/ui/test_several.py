"""Choosing several results, by keyboard and mouse, and doing something with all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evidence_library.model.vocabulary import Workflow
from evidence_library.services import find, read
from evidence_library.ui.itemmodels.hit_table import Line
from evidence_library.ui.itemmodels.hits import PAGE, Row
from evidence_library.ui.presenters.hit_table import TABLE_COLUMNS
from evidence_library.ui.screens.results_pane import HitsView
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets import several_rows
from evidence_library.ui.widgets.hits_table import HitsTable
from tests.ui.conftest import Spoken
from tests.ui.person import Person
from tests.ui.test_item_models import Source

_MANY = 10_000
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
VIEWS = ("list", "table")


def rows_of(person: Person) -> HitsView | HitsTable:
    rows = person.window.find_screen.views.focus()
    assert isinstance(rows, HitsView | HitsTable)
    return rows


def press(person: Person, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(rows_of(person), key, modifiers)
    person.waits()


def click(person: Person, row: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    rows = rows_of(person)
    place = rows.visualRect(rows.model().index(row, 0)).center()
    place = QPoint(max(place.x(), 20), place.y())
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, modifiers, place)
    person.waits()


def chosen(person: Person) -> list[int]:
    spans = several_rows.spans_of(rows_of(person))
    return sorted(row for first, last in spans for row in range(first, last + 1))


@pytest.fixture(params=VIEWS)
def curator(reader: Person, request: pytest.FixtureRequest) -> Person:
    """Somebody at the first of four results, in the list or the table."""
    reader.takes(f"view-{request.param}")
    reader.window.find_screen.enter_results()
    rows_of(reader).choose_first()
    reader.waits()
    assert chosen(reader) == [0]
    return reader


def test_shift_and_an_arrow_choose_more_and_the_reader_stays(curator: Person) -> None:
    read: list[str] = []
    curator.window.reader.shown.connect(lambda page: read.append(page.title))
    before = curator.reads_title()
    press(curator, Qt.Key.Key_Down, SHIFT)
    press(curator, Qt.Key.Key_Down, SHIFT)
    assert chosen(curator) == [0, 1, 2]
    assert curator.sees_count() == "✓ 3 chosen"
    assert (curator.reads_title(), read) == (before, [])
    press(curator, Qt.Key.Key_Up, SHIFT)
    assert chosen(curator) == [0, 1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Down])
def test_esc_or_an_arrow_goes_back_to_one_which_is_read(curator: Person, key: Qt.Key) -> None:
    press(curator, Qt.Key.Key_Down, SHIFT)
    press(curator, key)
    at = rows_of(curator).currentIndex().row()
    assert chosen(curator) == [at]
    assert at == (1 if key == Qt.Key.Key_Escape else 2)
    assert curator.sees_count() == "4 records"
    page = curator.window.reader.page
    assert page is not None
    assert page.title == curator.sees_titles()[at]


def test_ctrl_goes_on_without_choosing_and_ctrl_space_chooses_and_drops(curator: Person) -> None:
    press(curator, Qt.Key.Key_Down, CTRL)
    press(curator, Qt.Key.Key_Down, CTRL)
    assert chosen(curator) == [0]
    press(curator, Qt.Key.Key_Space, CTRL)
    assert chosen(curator) == [0, 2]
    press(curator, Qt.Key.Key_Space, CTRL)
    assert chosen(curator) == [0]


def test_clicks_with_ctrl_and_shift_choose(curator: Person) -> None:
    click(curator, 3, CTRL)
    assert chosen(curator) == [0, 3]
    click(curator, 1, CTRL)
    click(curator, 3, CTRL)
    assert chosen(curator) == [0, 1]
    click(curator, 0)
    click(curator, 2, SHIFT)
    assert chosen(curator) == [0, 1, 2]
    click(curator, 3)
    assert chosen(curator) == [3]
    page = curator.window.reader.page
    assert page is not None
    assert page.title == curator.sees_titles()[3]


def test_a_click_beside_the_rows_leaves_them_chosen(curator: Person) -> None:
    press(curator, Qt.Key.Key_A, CTRL)
    view = rows_of(curator).viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, QPoint(5, view.height() - 3))
    assert chosen(curator) == [0, 1, 2, 3]


def test_how_many_are_chosen_is_announced(curator: Person, spoken: Spoken) -> None:
    press(curator, Qt.Key.Key_A, CTRL)
    assert spoken.words == ["4 chosen"]
    press(curator, Qt.Key.Key_Escape)
    assert spoken.words[1] == "1 chosen"


def test_a_screen_reader_hears_which_rows_are_chosen(curator: Person) -> None:
    press(curator, Qt.Key.Key_Down, SHIFT)
    rows = rows_of(curator)
    heard = QAccessible.queryAccessibleInterface(rows)
    across = len(TABLE_COLUMNS) + 1  # a header stands above the rows, and one before each
    wide = isinstance(rows, HitsTable)
    places = [(row + 1) * across + 1 if wide else row for row in range(4)]
    cells = [heard.child(place) for place in places]
    assert all(cell.state().extSelectable for cell in cells)
    assert [bool(cell.state().selected) for cell in cells] == [True, True, False, False]
    assert curator.sees_titles()[1] in cells[1].text(QAccessible.Text.Name)


def test_what_is_chosen_stays_chosen_in_another_order(curator: Person) -> None:
    titles = curator.sees_titles()
    click(curator, 1, CTRL)
    kept = {titles[0], titles[1]}
    curator.window.finder.sort("title")
    curator.waits()
    now = curator.sees_titles()
    assert now == sorted(titles)
    assert {now[row] for row in chosen(curator)} == kept
    assert curator.sees_count() == "✓ 2 chosen"


@pytest.mark.own_window
def test_another_question_begins_with_nothing_chosen(curator: Person) -> None:
    press(curator, Qt.Key.Key_A, CTRL)
    curator.searches("stop")
    assert not curator.window.find_screen.views.choice.several
    assert "chosen" not in curator.sees_count()


@pytest.mark.own_window
def test_the_choice_goes_along_from_view_to_view_and_not_into_the_map(reader: Person) -> None:
    reader.window.find_screen.enter_results()
    press(reader, Qt.Key.Key_Down, SHIFT)
    reader.takes("view-table")
    assert chosen(reader) == [0, 1]
    reader.takes("view-map")
    assert not reader.window.find_screen.views.choice.several
    assert reader.window.actions_made["delete"].text() == "&Delete record"
    reader.takes("view-list")
    assert chosen(reader) == [0, 1]
    press(reader, Qt.Key.Key_Escape)
    reader.takes("view-table")
    assert len(chosen(reader)) == 1


def test_the_program_goes_to_one_row_whatever_keys_are_held(
    curator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_of(curator)
    command = rows.selectionCommand(rows.model().index(1, 0), None)
    assert command & QItemSelectionModel.SelectionFlag.ClearAndSelect
    rows.setCurrentIndex(rows.model().index(2, 0))
    assert chosen(curator) == [2]


# What one does with them


def test_the_key_deletes_all_of_them_in_one_step(curator: Person) -> None:
    titles = curator.sees_titles()
    click(curator, 1)
    click(curator, 2, CTRL)
    delete = curator.window.actions_made["delete"]
    assert delete.text() == "&Delete 2 records"
    assert delete in rows_of(curator).actions()
    press(curator, Qt.Key.Key_Delete)
    assert curator.sees_message() == "2 records are in the trash."
    assert curator.sees_titles() == [titles[0], titles[3]]
    assert rows_of(curator).currentIndex().row() == 1
    page = curator.window.reader.page
    assert page is not None
    assert page.title == titles[3]
    assert curator.window.actions_made["undo"].text() == "&Undo “Delete 2 records”"
    assert delete.text() == "&Delete record"
    curator.takes("undo")
    assert curator.sees_titles() == titles


def test_after_all_are_deleted_nothing_is_shown(curator: Person) -> None:
    press(curator, Qt.Key.Key_A, CTRL)
    press(curator, Qt.Key.Key_Delete)
    assert curator.sees_message() == "4 records are in the trash."
    assert curator.window.reader.page is None
    curator.takes("undo")
    assert curator.sees_count() == "4 records"


def test_they_are_tagged_in_one_step(curator: Person) -> None:
    press(curator, Qt.Key.Key_Down, SHIFT)
    assert curator.window.actions_made["tag"].text() == "Mar&k 2 records with tags…"
    curator.takes("tag")
    dialog = curator.window.tagging.dialog
    assert dialog is not None
    assert dialog.scope.currentText() == "The 2 chosen records"
    dialog.line.setText("to read")
    dialog.accept()
    curator.waits()
    assert curator.window.actions_made["undo"].text() == "&Undo “Change the tags of 2 records”"
    assert chosen(curator) == [0, 1]
    curator.searches('tag:"to read"')
    assert curator.sees_count() == "2 records"


def test_they_are_what_an_edit_in_bulk_is_for(curator: Person) -> None:
    press(curator, Qt.Key.Key_Down, SHIFT)
    curator.takes("edit-many")
    dialog = curator.window.bulk_editing.dialog
    assert dialog is not None
    assert dialog.scope.currentText() == "The 2 chosen records"
    assert [dialog.scope.itemText(at) for at in range(dialog.scope.count())][1:] == ["All results"]
    dialog.reject()


def test_they_are_moved_on_in_one_step(curator: Person) -> None:
    held = curator.window.session.library
    assert held is not None
    with held.change("Publish all") as change:
        for hit in find.hits(held, find.search(held, find.Request())):
            record = read.read_record(held, hit.id).record
            change.put_record(replace(record, workflow=Workflow.PUBLISHED))
    press(curator, Qt.Key.Key_Down, SHIFT)
    curator.answers.note = "The source was taken back."
    curator.takes("move-withdraw")
    assert curator.window.actions_made["undo"].text() == "&Undo “Withdraw 2 records”"
    assert curator.sees_count() == "2 records"
    curator.takes("undo")
    assert curator.sees_count() == "4 records"


def test_one_record_is_moved_on_from_the_menu(curator: Person) -> None:
    click(curator, 1)
    title = curator.sees_titles()[1]
    curator.takes("move-submit")
    assert title in curator.window.actions_made["undo"].text()
    curator.answers.note = None
    before = curator.window.actions_made["undo"].text()
    curator.takes("move-withdraw")
    assert curator.window.actions_made["undo"].text() == before


def test_the_menu_of_the_results_says_for_how_many_it_is(curator: Person) -> None:
    def texts() -> list[str]:
        return [one.text() for one in rows_of(curator).actions() if not one.isSeparator()]

    assert "Work&flow" in texts()
    press(curator, Qt.Key.Key_A, CTRL)
    assert "Work&flow of 4 records" in texts()
    assert "Co&py 4 citations" in texts()
    letters = [one.partition("&")[2][:1].lower() for one in texts()]
    assert len(letters) == len(set(letters))


def test_their_citations_are_copied(curator: Person) -> None:
    press(curator, Qt.Key.Key_Down, SHIFT)
    curator.takes("copy-citation")
    copied = curator.has_on_the_clipboard().split("\n\n")
    assert len(copied) == 2
    assert all(any(title in one for one in copied) for title in curator.sees_titles()[:2])


@pytest.mark.parametrize(("which", "records"), [(0, 2), (1, 4)])
def test_they_or_all_results_are_exported(
    curator: Person, tmp_path: Path, which: int, records: int
) -> None:
    curator.answers.which, curator.answers.list_file = which, tmp_path / "list.csv"
    curator.takes("export")
    assert curator.answers.asked_which == []  # one record is chosen: all results are meant
    press(curator, Qt.Key.Key_Down, SHIFT)
    curator.takes("export")
    assert curator.answers.asked_which == [("The 2 chosen records", "All 4 results")]
    assert curator.sees_message().startswith(f"{records} records were written")
    written = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    titles = [title for title in curator.sees_titles() if title in written]
    assert len(titles) == records


def test_who_stops_at_the_question_exports_nothing(curator: Person) -> None:
    curator.answers.which = None
    press(curator, Qt.Key.Key_Down, SHIFT)
    curator.takes("export")
    assert curator.answers.list_files_asked == []


def test_two_to_four_chosen_are_compared(curator: Person) -> None:
    press(curator, Qt.Key.Key_Down, SHIFT)
    curator.takes("compare")
    screen = curator.window.find_screen
    assert screen.comparing
    assert [one.title for one in screen.views.chosen_to_compare] == curator.sees_titles()[:2]


# Many


@pytest.fixture(params=VIEWS)
def long_view(
    theme: Theme, qtbot: QtBot, request: pytest.FixtureRequest
) -> tuple[HitsView | HitsTable, list[int]]:
    """A list or table of many rows, and the numbers of the pages that were fetched."""
    fetched: list[int] = []
    if request.param == "list":
        source, first = Source(_MANY), list[tuple[Row, ...]]()
        source(0, PAGE, lambda _offset, rows: first.append(rows))
        view: HitsView | HitsTable = HitsView(theme)

        def fetch(offset: int, limit: int, deliver: Callable[..., None]) -> None:
            fetched.append(offset)
            source(offset, limit, deliver)

        view.hits.show(_MANY, first[0], fetch)  # type: ignore[arg-type]
    else:
        view = HitsTable(theme, TABLE_COLUMNS)
        cells = tuple("x" for _ in TABLE_COLUMNS)

        def lines(offset: int, limit: int, deliver: Callable[..., None]) -> None:
            fetched.append(offset)
            deliver(offset, tuple(Line(f"{offset + at}", cells) for at in range(limit)))

        view.hits.show(_MANY, (), lines)
    qtbot.addWidget(view)
    view.resize(402, 657)
    view.show()
    view.choose_first()
    qtbot.waitUntil(lambda: view.visualRect(view.model().index(_MANY - 1, 0)).isValid())
    return view, fetched


def test_ten_thousand_are_chosen_without_fetching_any(
    long_view: tuple[HitsView | HitsTable, list[int]], qtbot: QtBot
) -> None:
    view, fetched = long_view
    before = list(fetched)
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    assert several_rows.spans_of(view) == ((0, _MANY - 1),)
    assert fetched == before
    qtbot.keyClick(view, Qt.Key.Key_Space, CTRL)
    assert sum(last - first + 1 for first, last in several_rows.spans_of(view)) == _MANY - 1
    assert fetched == before
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert several_rows.spans_of(view) == ((0, 0),)
    assert fetched == before


def test_shift_and_end_choose_to_the_end(
    long_view: tuple[HitsView | HitsTable, list[int]], qtbot: QtBot
) -> None:
    view, fetched = long_view
    if isinstance(view, HitsTable):
        view.setCurrentIndex(view.hits.index(3, 0))
        qtbot.keyClick(view, Qt.Key.Key_PageDown, SHIFT)
        assert several_rows.spans_of(view)[0][0] == 3
        return
    view.setCurrentIndex(view.hits.index(3))
    qtbot.keyClick(view, Qt.Key.Key_End, SHIFT)
    assert several_rows.spans_of(view) == ((3, _MANY - 1),)
    assert len(fetched) <= 4  # what is in sight
