"""Saved and earlier searches in the window, and lists of what was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from evidence_library.services import saved_searches
from evidence_library.services.find import Request
from evidence_library.ui.screens import searches
from evidence_library.ui.widgets.saved_list import SavedList
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

FIVE = ["What did not work", "Scotland", "Over ten years old", "Randomised trials", "Not rated"]


def saved_list(reader: Person) -> SavedList:
    return reader.window.find_screen.saved.list


def sees_saved(reader: Person) -> dict[str, int | None]:
    return {line.name: line.count for line in saved_list(reader).saved.lines}


def goes_to(reader: Person, name: str) -> None:
    reader.takes("go-saved")
    row = list(sees_saved(reader)).index(name)
    saved_list(reader).setCurrentIndex(saved_list(reader).saved.index(row))


def menu_item(reader: Person, name: str, words: str) -> QAction:
    menu = saved_list(reader).menu_for(list(sees_saved(reader)).index(name))
    return next(one for one in menu.actions() if words in one.text().replace("&", ""))


def earlier(reader: Person) -> list[str]:
    reader.takes("earlier")
    shown = [one.text() for one in reader.window.searches.menu.actions() if one.text()]
    reader.window.searches.menu.close()
    return shown


def test_a_new_library_shows_five_searches_with_their_counts(reader: Person) -> None:
    assert sees_saved(reader) == dict(zip(FIVE, [2, 0, 2, 0, 3], strict=True))


def test_enter_asks_again(reader: Person) -> None:
    goes_to(reader, "What did not work")
    reader.presses(Qt.Key.Key_Return, on=saved_list(reader))
    assert reader.sees_count() == "2 records"
    assert reader.window.frame.search.text == 'effect:worse OR effect:"no difference"'


def test_a_click_asks_again(reader: Person, qtbot: QtBot) -> None:
    found = saved_list(reader)
    place = found.visualRect(found.saved.index(4)).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    reader.waits()
    assert reader.sees_count() == "3 records"


def test_a_search_is_saved_with_its_filters_and_found_again(reader: Person) -> None:
    reader.searches("police")
    reader.filters_by("Improved")
    reader.answers.name = "Good police"
    reader.takes("save-search")
    assert reader.answers.names_asked == [("Save this search", "police")]
    assert reader.sees_message() == "Saved as “Good police”."
    assert sees_saved(reader)["Good police"] == 1
    reader.takes("clear")
    goes_to(reader, "Good police")
    reader.presses(Qt.Key.Key_Return, on=saved_list(reader))
    assert reader.sees_count() == "1 record"
    reader.takes("undo")
    assert "Good police" not in sees_saved(reader)
    reader.takes("redo")
    assert "Good police" in sees_saved(reader)


def test_saving_leaves_the_results_where_they_are(reader: Person) -> None:
    reader.searches("police")
    answer = reader.window.finder.answer
    reader.answers.name = "Police"
    reader.takes("save-search")
    assert reader.window.finder.answer is answer


def test_nothing_is_not_saved(reader: Person) -> None:
    reader.takes("save-search")
    assert reader.answers.names_asked == []
    assert reader.sees_message().startswith("There is nothing to save")


@pytest.mark.parametrize(("agrees", "count"), [(True, 1), (False, 0)])
def test_a_name_that_is_taken_is_asked_about(reader: Person, agrees: bool, count: int) -> None:
    reader.searches("burgled")
    reader.answers.name, reader.answers.agrees = "SCOTLAND", agrees
    reader.takes("save-search")
    assert reader.answers.confirmed == [
        "There is a saved search “Scotland” already. Put this search in its place?"
    ]
    name = "SCOTLAND" if agrees else "Scotland"
    assert sees_saved(reader)[name] == count


def test_f2_renames_and_delete_deletes_what_undo_brings_back(reader: Person) -> None:
    goes_to(reader, "Scotland")
    reader.answers.name = "North of the border"
    reader.presses(Qt.Key.Key_F2, on=saved_list(reader))
    assert list(sees_saved(reader))[1] == "North of the border"
    reader.presses(Qt.Key.Key_Delete, on=saved_list(reader))
    assert "North of the border" not in sees_saved(reader)
    assert reader.sees_message() == "“North of the border” was deleted."
    reader.clicks(reader.window.frame.messages.buttons["Undo"])
    assert list(sees_saved(reader))[1] == "North of the border"


def test_the_present_search_takes_the_place_of_a_saved_one(reader: Person) -> None:
    reader.searches("burgled")
    menu_item(reader, "Scotland", "Save the present search here").trigger()
    reader.waits()
    assert sees_saved(reader)["Scotland"] == 1


def test_without_any_the_five_are_offered(reader: Person) -> None:
    for name in FIVE:
        goes_to(reader, name)
        reader.presses(Qt.Key.Key_Delete, on=saved_list(reader))
    pane = reader.window.find_screen.saved
    assert saved_list(reader).isHidden()
    reader.takes("go-saved")
    assert reader.window.focusWidget() is pane.starters
    reader.clicks(pane.starters)
    assert list(sees_saved(reader)) == FIVE


def test_counts_follow_what_is_added(reader: Person, tmp_path: Path) -> None:
    path = tmp_path / "new.md"
    path.write_text("---\ntitle: Lamps\n---\n\n## Aim\n\nLight.\n", encoding="utf-8")
    dialog = reader.drops(path)
    reader.clicks(dialog.go_on)
    assert sees_saved(reader)["Not rated"] == 4
    dialog.close()


def test_what_no_longer_holds_is_said(reader: Person) -> None:
    library = reader.window.session.library
    assert library is not None
    with library.change("Another version") as change:
        for name, document in (
            ("Newer", {"format": 9}),
            (
                "Gone",
                {
                    "format": 1,
                    "filters": {"topic": ["gone"]},
                    "labels": {"topic": {"gone": "Wardens"}},
                },
            ),
        ):
            row = {"id": name, "name": name, "document": json.dumps(document)}
            change.operation.write("saved_searches", row)
    reader.window.session.look_up_standing()
    reader.waits()
    lines = {line.name: line for line in saved_list(reader).saved.lines}
    assert lines["Newer"].remark == "Not understood"
    assert lines["Newer"].spoken == f"Newer. {saved_searches.NOT_UNDERSTOOD}"
    assert lines["Gone"].remark == "Heading deleted"
    assert not menu_item(reader, "Newer", "Open").isEnabled()
    for name, said in (("Newer", "newer version"), ("Gone", "heading “Wardens” was deleted")):
        goes_to(reader, name)
        reader.presses(Qt.Key.Key_Return, on=saved_list(reader))
        assert said in reader.sees_message()
    assert reader.sees_count() == "0 records"
    assert [chip.text for chip in reader.window.finder.chips] == [
        "Topic: Wardens (heading deleted)"
    ]


def test_earlier_searches_are_listed_asked_again_and_forgotten(reader: Person) -> None:
    assert earlier(reader) == ["None yet"]
    reader.searches("burgled")
    reader.presses(Qt.Key.Key_Return, on=reader.window.frame.search.line)
    reader.searches("trust")
    assert earlier(reader)[0] == "burgled"  # typing alone is no search to be kept
    reader.opens_first_result()
    assert earlier(reader)[:2] == ["trust", "burgled"]
    reader.takes("earlier")
    reader.window.searches.menu.actions()[1].trigger()
    reader.window.searches.menu.close()
    reader.waits()
    assert reader.window.frame.search.text == "burgled"
    reader.window.searches.menu.actions()[-1].trigger()
    assert earlier(reader) == ["None yet"]


def test_earlier_searches_outlive_the_window_until_they_are_switched_off(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    first = Person(make_window(), qtbot)
    first.opens(small_library)
    for number in range(55):
        first.window.finder.ask_for(f"word{number}")
        first.window.searches.earlier.note()
    first.window.close()
    second = Person(make_window(), qtbot)
    second.opens(small_library)
    assert earlier(second)[:2] == ["word54", "word53"]
    assert len(second.window.searches.earlier.of_this_library) == 50
    second.window.settings_screen.control("remember_searches").click()
    assert earlier(second) == ["None: switched off in the settings"]
    second.window.finder.ask_for("trust")
    second.window.searches.earlier.note()
    assert second.window.searches.earlier.of_this_library == ()
    assert second.window.completion._remembered.searches == ()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".md"])
def test_results_are_exported(reader: Person, tmp_path: Path, suffix: str) -> None:
    reader.answers.list_file = tmp_path / f"list{suffix}"
    reader.searches("burgled")
    reader.takes("export")
    assert reader.answers.list_files_asked[-1].name == "search results.xlsx"
    assert reader.sees_message() == f"1 record was written into “list{suffix}”."
    assert reader.answers.list_file.stat().st_size > 200


def test_a_list_holds_what_is_shown_while_one_types(reader: Person, tmp_path: Path) -> None:
    reader.searches("visi")
    assert reader.sees_count() == "1 record"
    reader.answers.list_file = tmp_path / "list.md"
    reader.takes("search-record")
    assert reader.answers.list_files_asked[-1].name == "search report.md"
    written = reader.answers.list_file.read_text("utf-8")
    assert "- **Records found:** 1\n" in written
    assert "visi\\*" in written
    assert reader.sees_count() == "1 record"
    assert reader.window.frame.search.text == "visi"
    reader.answers.print_file = tmp_path / "list.pdf"
    reader.takes("print-results")
    assert reader.sees_message() == "1 record was printed on 1 page."
    assert reader.sees_count() == "1 record"


@pytest.mark.parametrize("immediate", [True, False], ids=["at once", "in threads"])
def test_what_is_saved_while_one_types_finds_what_was_shown(
    immediate: bool, make_window: MakeWindow, starter_library: Path, qtbot: QtBot
) -> None:
    reader = Person(make_window(immediate=immediate), qtbot)
    reader.opens(starter_library)
    reader.searches("poli")
    shown = reader.sees_count()
    assert shown != "0 records"
    reader.answers.name = "Poli"
    reader.takes("save-search")
    assert f"{sees_saved(reader)['Poli']} records" == shown
    assert reader.sees_count() == shown
    reader.opens_first_result()
    reader.takes("clear")
    goes_to(reader, "Poli")
    reader.presses(Qt.Key.Key_Return, on=saved_list(reader))
    assert reader.sees_count() == shown
    reader.takes("clear")
    assert earlier(reader)[0] == "poli*"
    reader.window.searches.menu.actions()[0].trigger()
    reader.waits()
    assert reader.sees_count() == shown


def test_what_cannot_be_written_out_is_kept_as_it_was_typed(
    reader: Person, starter_library: Path
) -> None:
    reader.opens(starter_library)
    reader.searches("trust burglary po")
    shown = reader.sees_count()
    reader.answers.name = "Unfinished"
    reader.takes("save-search")
    assert f"{sees_saved(reader)['Unfinished']} records" == shown
    reader.takes("clear")
    goes_to(reader, "Unfinished")
    reader.presses(Qt.Key.Key_Return, on=saved_list(reader))
    assert reader.sees_count() == shown


def test_a_saved_search_is_exported_without_asking_for_it(reader: Person, tmp_path: Path) -> None:
    reader.answers.list_file = tmp_path / "list.csv"
    menu_item(reader, "Not rated", "Export its results").trigger()
    reader.waits()
    text = reader.answers.list_file.read_text("utf-8-sig")
    assert "Saved search,Not rated" in text
    assert reader.sees_count() == "4 records"


def test_a_place_where_nothing_can_be_written_is_told(reader: Person, tmp_path: Path) -> None:
    reader.answers.list_file = tmp_path / "none" / "list.csv"
    reader.takes("export")
    assert reader.sees_message().startswith("There is no folder")


def test_the_list_is_printed(reader: Person, tmp_path: Path) -> None:
    reader.answers.print_file = tmp_path / "list.pdf"
    reader.searches("police")
    reader.takes("print-results")
    assert reader.sees_message().startswith("3 records were printed on 1 page.")
    assert reader.answers.print_file.read_bytes().startswith(b"%PDF")
    assert not reader.answers.confirmed


def test_nothing_is_printed_without_a_printer(reader: Person) -> None:
    reader.takes("print-results")
    assert "printed" not in reader.sees_message()


def test_how_long_a_list_will_be_is_said_before_it_is_printed(
    reader: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(searches, "_MANY_TO_PRINT", 4)
    reader.answers.print_file = tmp_path / "list.pdf"
    reader.answers.agrees = False
    reader.takes("print-results")
    assert reader.answers.confirmed == ["4 records fill about 1 page."]
    assert not reader.answers.print_file.exists()


def test_a_count_is_what_enter_finds(reader: Person) -> None:
    library = reader.window.session.library
    assert library is not None
    saved_searches.save(library, "Stopped", Request("stop* -burgled"))
    reader.window.session.look_up_standing()
    reader.waits()
    for name, count in sees_saved(reader).items():
        goes_to(reader, name)
        reader.presses(Qt.Key.Key_Return, on=saved_list(reader))
        assert reader.window.finder.answer is not None
        assert reader.window.finder.answer.total == count


def test_in_a_narrow_window_one_goes_from_the_filters_to_the_saved_searches(
    reader: Person, qtbot: QtBot
) -> None:
    reader.window.resize(900, 700)
    reader.takes("filters")
    assert reader.window.find_screen.filters_shown
    saved_list(reader).setFocus()
    assert reader.window.find_screen.filters_shown
    reader.presses(Qt.Key.Key_Escape, on=saved_list(reader))
    assert not reader.window.find_screen.filters_shown


def _heading_lost(reader: Person) -> None:
    """Let the library hold a search whose heading is there no more."""
    library = reader.window.session.library
    assert library is not None
    asked = {"format": 1, "filters": {"topic": ["gone"]}, "labels": {"topic": {"gone": "Wardens"}}}
    with library.change("Another program") as change:
        row = {"id": "Gone", "name": "Gone", "document": json.dumps(asked)}
        change.operation.write("saved_searches", row)
    reader.window.session.look_up_standing()
    reader.waits()


@pytest.mark.parametrize("immediate", [True, False], ids=["at once", "in threads"])
def test_what_was_lost_is_said_until_the_next_thing_one_does(
    immediate: bool, make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    reader = Person(make_window(immediate=immediate), qtbot)
    reader.opens(small_library)
    _heading_lost(reader)
    reader.searches("trust")
    reader.opens_first_result()
    goes_to(reader, "Gone")
    reader.presses(Qt.Key.Key_Return, on=saved_list(reader))
    assert reader.sees_count() == "0 records"
    assert "heading “Wardens” was deleted" in reader.sees_message()
    assert [chip.text for chip in reader.window.finder.chips] == [
        "Topic: Wardens (heading deleted)"
    ]
    reader.takes("clear")
    assert reader.sees_message() == ""


def test_a_saved_search_closes_the_drawer_it_was_chosen_in(reader: Person) -> None:
    reader.window.resize(1024, 700)
    screen = reader.window.find_screen
    assert screen.is_narrow
    goes_to(reader, "Not rated")
    assert saved_list(reader).isVisible()
    reader.presses(Qt.Key.Key_Return, on=saved_list(reader))
    assert reader.sees_count() == "3 records"
    assert not saved_list(reader).isVisible()
    assert reader.window.focusWidget() is screen.results.list


@pytest.mark.own_window
def test_the_saved_searches_fold_and_it_is_remembered(
    reader: Person, make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    pane = reader.window.find_screen.saved
    heading = pane.findChild(QToolButton)
    assert heading is not None
    assert pane.list.isVisible()
    reader.presses(Qt.Key.Key_Space, on=heading)
    assert not pane.unfolded
    assert heading.accessibleName() == "Saved searches, folded"
    assert not pane.list.isVisible()
    assert not pane.starters.isVisible()
    assert pane.focusProxy() is heading
    reader.window.close()
    again = Person(make_window(), qtbot)
    again.opens(small_library)
    assert not again.window.find_screen.saved.unfolded
    again.takes("go-saved")
    assert again.window.find_screen.saved.unfolded
    assert saved_list(again).isVisible()
    assert again.window.focusWidget() is saved_list(again)


def test_f6_stops_at_the_saved_searches_and_at_the_filters(reader: Person) -> None:
    screen = reader.window.find_screen
    reader.takes("find")
    reader.takes("next-pane")
    assert saved_list(reader).hasFocus()
    reader.takes("next-pane")
    assert screen.filters.hasFocus()
    reader.takes("previous-pane")
    assert saved_list(reader).hasFocus()
    heading = screen.saved.heading
    heading.setFocus()
    reader.takes("next-pane")
    assert screen.filters.hasFocus()


def test_whoever_folds_the_list_one_is_in_stays_at_its_heading(reader: Person) -> None:
    saved = reader.window.find_screen.saved
    reader.takes("go-saved")
    assert saved_list(reader).hasFocus()
    saved.heading.click()
    assert saved.heading.hasFocus()
    saved.heading.click()
    assert saved.unfolded
    assert saved_list(reader).isVisible()


def test_esc_on_the_folded_heading_closes_the_drawer(reader: Person) -> None:
    reader.window.resize(1024, 700)
    screen = reader.window.find_screen
    reader.takes("go-saved")
    screen.saved.heading.click()
    reader.presses(Qt.Key.Key_Escape, on=screen.saved.heading)
    assert not screen.filters_shown
