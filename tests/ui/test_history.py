"""The dialog of the history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.services import history, trash
from evidence_library.services.editing import FieldEdits, edit_many
from evidence_library.services.history import FieldChange, ThingChange
from evidence_library.services.library import open_library
from evidence_library.text.differences import Fate, Stretch, changes
from evidence_library.ui.presenters.change_page import page
from evidence_library.ui.screens.history import HistoryDialog
from tests.helpers.libraries import add, identity, note
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls

STOPS, VISITS = "Explaining stops to people who are stopped", "Visits to burgled homes"


class Curator:
    """Somebody at the dialog."""

    def __init__(self, person: Person, qtbot: QtBot) -> None:
        self.person, self._qtbot = person, qtbot
        person.takes("history")
        self.dialog = person.window.findChildren(HistoryDialog)[-1]

    def sees(self, column: int = 0) -> list[str]:
        lines = self.dialog.table.lines
        return [lines.index(row, column).data() for row in range(lines.rowCount())]

    def reads(self) -> str:
        return self.dialog.browser.toPlainText()

    def sees_message(self) -> str:
        messages = self.dialog.messages
        return "" if messages.isHidden() else messages.text

    def goes_to(self, row: int) -> None:
        self.dialog.table.go_to(row)
        self.person.waits()


@pytest.fixture
def edited(small_library: Path) -> Path:
    """A library in which somebody edited a record and deleted another one."""
    library = open_library(small_library)
    library.person = "KL"
    edits = FieldEdits(set={"finding": "Repeat burglaries fell."}, add=(("tags", "night"),))
    edit_many(library, [identity(VISITS)], edits, name="Edit a record")
    trash.delete(library, [identity(STOPS)])
    library.close()
    return small_library


@pytest.fixture
def curator(reader: Person, edited: Path, qtbot: QtBot) -> Iterator[Curator]:
    reader.searches("burgled")
    reader.opens_first_result()
    made = Curator(reader, qtbot)
    yield made
    made.dialog.reject()


def test_changes_are_listed_with_who_made_them_the_newest_first(curator: Curator) -> None:
    assert curator.sees()[:2] == [f"Delete “{STOPS}”", "Edit a record"]
    assert curator.sees(2)[:2] == ["KL", "KL"]
    assert (curator.sees()[-1], curator.sees(3)[-1]) == ("Set up the library", "for good")
    lines = curator.dialog.table.lines
    assert lines.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "By: KL"
    assert curator.dialog.count.text() == f"{lines.rowCount()} changes"
    assert curator.dialog.table.hasFocus()


def test_what_a_change_did_is_told_word_by_word(curator: Curator) -> None:
    assert curator.reads() == f"Record “{STOPS}”: − taken out"
    curator.goes_to(1)
    assert curator.dialog.what.text() == "Edit a record"
    assert curator.reads().split("\n") == [
        f"Record “{VISITS}”: changed",
        "Tags",
        "+night",
        "One-line finding",
        "Repeat burglaries −did not change+fell.",
        "Workflow",
        "−Published+Draft",
    ]
    text = curator.dialog.browser.document()
    removed, added = text.find("did not change"), text.find("fell")
    assert removed.charFormat().fontStrikeOut()
    assert added.charFormat().fontUnderline()
    assert not added.charFormat().fontStrikeOut()


def test_only_the_change_that_undo_takes_back_can_be_taken_back(curator: Curator) -> None:
    dialog = curator.dialog
    curator.goes_to(1)
    assert not dialog.undo.isEnabled()
    curator.goes_to(0)
    assert dialog.undo.isEnabled()
    curator.person.clicks(dialog.undo)
    assert curator.sees_message() == f"Undone: Delete “{STOPS}”."
    assert curator.sees()[:2] == [f"Undo: Delete “{STOPS}”", f"Delete “{STOPS}”"]
    assert curator.sees(3)[:2] == ["", "undone"]
    assert dialog.table.currentIndex().row() == 1
    assert not dialog.undo.isEnabled()
    curator.goes_to(2)
    assert dialog.undo.isEnabled()


def test_the_keys_of_undo_and_redo_work_as_in_the_window(curator: Curator, qtbot: QtBot) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(curator.dialog.table, Qt.Key.Key_Z, control)
    qtbot.keyClick(curator.dialog.browser, Qt.Key.Key_Z, control | shift)
    assert curator.sees()[:2] == [f"Redo: Delete “{STOPS}”", f"Undo: Delete “{STOPS}”"]


def test_only_the_changes_of_the_record_shown_are_listed_and_written(
    curator: Curator, tmp_path: Path
) -> None:
    dialog, answers = curator.dialog, curator.person.answers
    everything = len(curator.sees())
    dialog.only_shown.click()
    assert curator.sees() == ["Edit a record", "Add records"]
    answers.list_file = tmp_path / "history.csv"
    curator.person.clicks(dialog.export)
    assert curator.sees_message() == "Wrote 2 changes into “history.csv”."
    assert "Edit a record" in answers.list_file.read_text("utf-8-sig")
    answers.list_file = tmp_path / "no" / "history.csv"
    curator.person.clicks(dialog.export)
    assert "There is no folder" in curator.sees_message()
    dialog.only_shown.click()
    assert len(curator.sees()) == everything


def test_without_a_record_there_is_nothing_to_narrow_it_to(
    reader: Person, edited: Path, qtbot: QtBot
) -> None:
    curator = Curator(reader, qtbot)
    assert not curator.dialog.only_shown.isEnabled()
    curator.dialog.reject()


def test_a_change_of_another_program_appears_and_one_stays_where_one_is(
    curator: Curator, edited: Path
) -> None:
    curator.goes_to(1)
    elsewhere = open_library(edited)
    add(elsewhere, note("new"), name="Add a note")
    elsewhere.close()
    curator.person.window.session.look_up_standing()
    curator.person.waits()
    assert curator.sees()[:3] == ["Add a note", f"Delete “{STOPS}”", "Edit a record"]
    assert curator.dialog.table.currentIndex().row() == 2


def test_of_what_was_removed_for_good_nothing_is_told(curator: Curator, edited: Path) -> None:
    elsewhere = open_library(edited)
    trash.empty(elsewhere)
    elsewhere.close()
    curator.person.window.session.look_up_standing()
    curator.person.takes("history")
    again = curator.person.window.findChildren(HistoryDialog)[-1]
    assert again.what.text() == "Empty the trash (1 record)"
    assert "nothing of it is left" in again.browser.toPlainText()
    assert not again.undo.isEnabled()
    again.reject()


def test_a_long_history_comes_in_pages(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    library = open_library(small_library)
    for number in range(250):
        add(library, note("one", f"night {number}"), name=f"Change {number}")
    before = history.count(library)
    library.close()
    window = make_window(immediate=False)
    person = Person(window, qtbot)
    person.opens(small_library)
    curator = Curator(person, qtbot)
    lines = curator.dialog.table.lines
    qtbot.waitUntil(lambda: lines.rowCount() == before)
    curator.goes_to(240)
    qtbot.waitUntil(lambda: curator.dialog.what.text() == "Change 9")
    qtbot.waitUntil(lambda: "+9" in curator.reads())
    library = open_library(small_library)
    add(library, note("one"), name="Another")
    library.close()
    window.session.look_up_standing()
    qtbot.waitUntil(lambda: lines.rowCount() == before + 1)
    qtbot.waitUntil(lambda: curator.dialog.what.text() == "Change 9")
    person.waits()
    curator.dialog.reject()


def test_every_control_has_a_name_and_tab_goes_through_all(curator: Curator, qtbot: QtBot) -> None:
    dialog = curator.dialog
    assert [one for one in _controls(dialog) if not one.accessibleName()] == []
    seen = []
    for _ in range(6):
        focus = dialog.focusWidget()
        assert focus is not None
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == [
        *(dialog.table, dialog.browser, dialog.undo, dialog.export),
        *(dialog.close_button, dialog.only_shown),
    ]


def test_enter_goes_to_what_the_change_did(curator: Curator, qtbot: QtBot) -> None:
    qtbot.keyClick(curator.dialog.table, Qt.Key.Key_Return)
    assert curator.dialog.browser.hasFocus()


def told(*stretches: Stretch) -> str:
    field = FieldChange("text", "Text", stretches)
    return page([ThingChange("Record", "1", "<one>", "changed", (field,))], 1)


def test_text_is_never_taken_for_html_and_each_line_has_its_sign() -> None:
    html = told(*changes("<b>a</b>", "x\n\n<i>y</i>"), Stretch("\n", Fate.REMOVED))
    assert "<one>" not in html
    assert "<i>" not in html
    assert html.count('<ins class="added">') >= 2
    assert "(line break)" in html


def test_long_texts_are_cut_around_what_changed() -> None:
    kept = Stretch("k" * 5_000, Fate.KEPT)
    html = told(kept, Stretch("a" * 9_000, Fate.ADDED), kept)
    assert html.count("k") < 300
    assert "6,000 more letters" in html
    many = tuple(
        ThingChange("Record", str(at), "n", "changed", (FieldChange("text", "T", (kept,)),))
        for at in range(2_000)
    )
    assert len(page(many, 3_000)) < 200_000
    assert "more things changed." in page(many, 3_000)


def test_many_things_that_were_added_are_one_list() -> None:
    things = [ThingChange("Record", str(at), f"r{at}", "added") for at in range(3)]
    html = page(things, 5)
    assert html.count("<ul>") == 1
    assert html.count("<li>") == 3
    assert "2 more things changed." in html
