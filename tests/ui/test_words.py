"""The dialog of words that mean the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from evidence_library.services import word_groups
from evidence_library.services.library import open_library
from evidence_library.services.word_checks import Draft
from evidence_library.store import places
from evidence_library.ui.itemmodels.words import COLUMNS, REMARK
from evidence_library.ui.screens.words import TableDialog, WordsDialog
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls


class Curator:
    """Somebody at the dialog, with the keyboard."""

    def __init__(self, person: Person, dialog: WordsDialog, qtbot: QtBot) -> None:
        self.person, self.dialog, self._qtbot = person, dialog, qtbot

    def finds(self, text: str) -> None:
        self.dialog.search.clear()
        self._qtbot.keyClicks(self.dialog.search, text)
        self._qtbot.keyClick(self.dialog.search, Qt.Key.Key_Return)
        self.person.waits()

    def types(self, row: int, column: int, text: str) -> None:
        """Go to a field, press Enter, type, press Enter."""
        table = self.dialog.table
        table.setFocus()
        table.setCurrentIndex(table.terms.index(row, column))
        self._qtbot.keyClick(table, Qt.Key.Key_Return)
        editor = self.edits()
        assert editor.accessibleName()
        editor.selectAll()
        self.ends_with(editor, text)

    def adds(self, *words: str) -> None:
        for word in words:
            self._qtbot.keyClick(self.dialog.table, Qt.Key.Key_Insert)
            self.ends_with(self.edits(), word)

    def edits(self) -> QLineEdit:
        """The field that is open."""
        fields = self.dialog.table.findChildren(QLineEdit)
        [shown] = [one for one in fields if one.isVisible()]
        return shown

    def ends_with(self, editor: QLineEdit, text: str) -> None:
        closed = self.dialog.table.itemDelegate().closeEditor
        with self._qtbot.waitSignal(closed):
            self._qtbot.keyClicks(editor, text)
            self._qtbot.keyClick(editor, Qt.Key.Key_Return)

    def takes_out(self, word: str) -> None:
        self.goes_to(word)
        self._qtbot.keyClick(self.dialog.table, Qt.Key.Key_Delete)

    def goes_to(self, word: str) -> None:
        table = self.dialog.table
        row = [one.text for one in table.terms.rows].index(word)
        table.setCurrentIndex(table.terms.index(row, 0))

    def clicks(self, button: QPushButton) -> None:
        self.person.clicks(button)

    def sees_words(self) -> list[str]:
        return [row.text for row in self.dialog.table.terms.rows]

    def sees_remarks(self) -> list[str]:
        terms = self.dialog.table.terms
        return [terms.index(row, REMARK).data() for row in range(terms.rowCount())]

    def sees_groups(self) -> list[str]:
        groups = self.dialog.groups
        return [groups.index(row).data() for row in range(groups.rowCount())]

    def sees_message(self) -> str:
        messages = self.dialog.messages
        return "" if messages.isHidden() else messages.text

    def undoes(self) -> None:
        QApplication.processEvents()  # a new button of a bar that is shown comes a moment later
        self.clicks(self.dialog.messages.buttons["Undo"])


@pytest.fixture
def curator(reader: Person, qtbot: QtBot) -> Iterator[Curator]:
    reader.takes("words")
    dialog = reader.window.findChildren(WordsDialog)[-1]
    yield Curator(reader, dialog, qtbot)
    reader.answers.agrees = True
    dialog.reject()


def test_groups_are_found_by_any_word_and_said_in_words(curator: Curator) -> None:
    assert len(curator.sees_groups()) > 250
    curator.finds("housebr")
    assert curator.sees_groups() == ["burglary\n3 words, as shipped"]
    assert curator.sees_words() == ["burglary", "break-in", "housebreaking"]
    assert curator.dialog.state.text() == "As it ships with the program"
    assert curator.dialog.name.isReadOnly()
    assert not curator.dialog.save.isEnabled()


def test_words_added_to_a_group_are_searched_and_taken_back(curator: Curator) -> None:
    window = curator.person.window
    curator.person.searches("screwed ")
    assert curator.person.sees_count() == "0 records"
    curator.finds("housebreaking")
    curator.adds("screwed")
    curator.clicks(curator.dialog.save)
    assert curator.sees_message() == "Saved the words of “burglary”."
    assert curator.dialog.state.text() == "Shipped with the program, changed in this library"
    assert curator.sees_remarks() == ["", "", "", "our own"]
    assert window.actions_made["undo"].text() == "&Undo “Add words for ‘burglary’”"
    assert curator.person.sees_count() == "2 records"
    curator.undoes()
    assert curator.person.sees_count() == "0 records"
    assert curator.sees_words() == ["burglary", "break-in", "housebreaking"]


def test_a_group_is_made_by_keyboard_alone(curator: Curator, qtbot: QtBot) -> None:
    dialog = curator.dialog
    curator.clicks(dialog.add_group)
    editor = curator.edits()
    qtbot.keyClicks(editor, "tasking meeting")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    box = dialog.table.findChild(QComboBox)
    assert box is not None
    assert box.currentText() == "preferred"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    curator.types(1, 0, "huddle")
    curator.types(1, 2, "1999")
    curator.types(1, 4, "our word")
    dialog.save.setFocus()
    qtbot.keyClick(dialog.save, Qt.Key.Key_Return)
    curator.person.waits()
    assert curator.sees_message() == "Saved the words of “tasking meeting”."
    assert dialog.name.text() == "tasking meeting"
    assert dialog.list.currentIndex().data() == "tasking meeting\n2 words, our own"
    row = dialog.table.terms.rows[1]
    assert (row.text, row.first_year, row.note) == ("huddle", "1999", "our word")
    dialog.name.setFocus()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Meetings")
    curator.clicks(dialog.save)
    assert dialog.list.currentIndex().data() == "Meetings\n2 words, our own"
    curator.clicks(dialog.delete)
    assert curator.sees_message() == "“Meetings” was deleted."
    curator.undoes()
    curator.finds("huddle")
    assert curator.sees_groups() == ["Meetings\n2 words, our own"]


def test_the_kind_is_chosen_from_a_list(curator: Curator, qtbot: QtBot) -> None:
    curator.finds("housebreaking")
    table = curator.dialog.table
    table.setFocus()
    table.setCurrentIndex(table.terms.index(1, 1))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    box = table.findChild(QComboBox)
    assert box is not None
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert table.terms.rows[1].kind == "spelling variant"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert table.terms.rows[1].kind == "synonym"


@pytest.mark.parametrize(
    ("word", "remark"),
    [
        ("--", "It holds no word that can be searched."),
        ("burglaries", "It is found with “burglary” already."),
        (
            "stop and search",
            "It stands in the group “stop and search” already; take it out there first.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_word_and_cannot_be_saved(
    curator: Curator, word: str, remark: str
) -> None:
    curator.finds("housebreaking")
    curator.adds(word)
    curator.goes_to(word)
    assert curator.sees_remarks()[-1] == remark
    assert remark in curator.dialog.remarks.text()
    assert "One thing is to be put right" in curator.dialog.remarks.text()
    assert not curator.dialog.save.isEnabled()
    cell = curator.dialog.table.terms.index(3, 0)
    assert cell.data(Qt.ItemDataRole.AccessibleDescriptionRole) == remark
    curator.takes_out(word)
    assert not curator.dialog.is_changed


def test_what_is_odd_is_said_and_can_be_saved(curator: Curator) -> None:
    curator.finds("housebreaking")
    curator.adds("BGL")
    assert curator.sees_remarks()[-1] == "For a short form choose the kind “abbreviation”."
    assert curator.dialog.save.isEnabled()


def test_a_group_left_with_one_word_or_named_as_another_is_refused(
    curator: Curator, qtbot: QtBot
) -> None:
    curator.finds("housebreaking")
    curator.takes_out("break-in")
    curator.takes_out("housebreaking")
    assert "A group takes at least two terms." in curator.dialog.remarks.text()
    curator.clicks(curator.dialog.drop)
    curator.clicks(curator.dialog.add_group)
    QApplication.processEvents()
    curator.dialog.name.clear()
    qtbot.keyClicks(curator.dialog.name, "Burglary")
    assert "There is a group “burglary” already." in curator.dialog.remarks.text()
    assert not curator.dialog.save.isEnabled()


def test_a_wrong_shipped_word_is_switched_off_and_used_again(curator: Curator) -> None:
    curator.finds("housebreaking")
    curator.takes_out("break-in")
    assert curator.sees_remarks() == ["", "switched off", ""]
    assert curator.dialog.take_out.text() == "Use the word again"
    field = curator.dialog.table.terms.index(1, 0)
    assert not field.flags() & Qt.ItemFlag.ItemIsEditable
    curator.clicks(curator.dialog.save)
    assert curator.sees_groups() == ["burglary\n2 words, changed"]
    curator.takes_out("break-in")
    curator.clicks(curator.dialog.save)
    assert curator.sees_groups() == ["burglary\n3 words, as shipped"]


def test_a_group_is_switched_off_on_and_back_as_shipped(curator: Curator) -> None:
    dialog = curator.dialog
    curator.finds("housebreaking")
    curator.clicks(dialog.switch)
    assert curator.sees_message() == "“burglary” is not searched any more."
    assert curator.sees_groups() == ["burglary\n3 words, switched off"]
    assert dialog.switch.text() == "Switch on"
    dialog.search.clear()
    dialog.only_own.click()
    assert curator.sees_groups() == ["burglary\n3 words, switched off"]
    curator.clicks(dialog.switch)
    assert curator.sees_groups() == []
    dialog.only_own.click()
    curator.finds("housebreaking")
    curator.adds("screwing")
    curator.clicks(dialog.save)
    curator.clicks(dialog.restore)
    assert curator.sees_message() == "“burglary” is as shipped again."
    assert not dialog.restore.isEnabled()


def test_nobody_loses_what_they_typed_by_going_elsewhere(curator: Curator) -> None:
    dialog, answers = curator.dialog, curator.person.answers
    curator.finds("b")
    curator.finds("burgl")
    curator.dialog.list.setCurrentIndex(dialog.groups.index(1))
    curator.adds("screwing")
    answers.agrees = False
    dialog.list.setCurrentIndex(dialog.groups.index(0))
    assert answers.confirmed == ["The words of “burglary” are not saved."]
    assert "screwing" in curator.sees_words()
    assert dialog.list.currentIndex().data().startswith("burglary")
    dialog.reject()
    assert dialog.isVisible()
    answers.agrees = True
    dialog.list.setCurrentIndex(dialog.groups.index(0))
    assert "screwing" not in curator.sees_words()


def test_what_another_program_changed_is_shown_and_typed_words_stay(
    curator: Curator, small_library: Path
) -> None:
    curator.finds("housebreaking")
    elsewhere = open_library(small_library)
    word_groups.add(elsewhere, "burglary", [Draft("screwing")])
    curator.person.window.session.look_up_standing()
    curator.person.waits()
    assert "screwing" in curator.sees_words()
    curator.adds("huddle")
    word_groups.add(elsewhere, "tasking", [Draft("muster")])
    word_groups.add(elsewhere, "meeting", [Draft("huddle")])
    elsewhere.close()
    curator.person.window.session.look_up_standing()
    curator.person.waits()
    assert "huddle" in curator.sees_words()
    assert curator.sees_remarks()[-1].startswith("It stands in the group “meeting” already")


def test_a_table_is_shown_before_it_is_imported(
    curator: Curator, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "words.csv"
    lines = ["group,term,kind,first_year,last_year,note", "tasking,tasking,preferred,,,"]
    path.write_text("\n".join([*lines, "tasking,TCG,abbreviation,,,"]), encoding="utf-8")
    curator.person.answers.words_file = path
    curator.clicks(curator.dialog.bring)
    shown = curator.dialog.findChildren(TableDialog)[-1]
    assert shown.title.text() == "1 group would change"
    assert shown.text.toPlainText().startswith("New group “tasking”: adds tasking, TCG.")
    assert "Worth knowing:" in shown.text.toPlainText()
    curator.clicks(shown.go_on)
    assert curator.sees_message() == "Imported 1 group from “words.csv”."
    curator.finds("TCG")
    assert curator.sees_groups() == ["tasking\n2 words, our own"]
    curator.undoes()
    assert curator.sees_groups() == []


def test_a_bad_table_is_told_row_by_row_and_cannot_be_taken(
    curator: Curator, tmp_path: Path
) -> None:
    path = tmp_path / "words.csv"
    path.write_text("group,term,kind,first_year,last_year,note\na,b,pun,,,\n,c,synonym,,,\n")
    curator.person.answers.words_file = path
    curator.clicks(curator.dialog.bring)
    shown = curator.dialog.findChildren(TableDialog)[-1]
    assert shown.title.text() == "2 problems in the table"
    assert "Line 2 has the kind “pun”" in shown.text.toPlainText()
    assert "Line 3 names no group for “c”." in shown.text.toPlainText()
    assert shown.go_on.isHidden()
    shown.reject()
    path.write_text("")
    curator.clicks(curator.dialog.bring)
    assert "is empty" in curator.sees_message()


def test_words_are_exported(curator: Curator, tmp_path: Path) -> None:
    curator.finds("housebreaking")
    curator.clicks(curator.dialog.switch)
    answers = curator.person.answers
    answers.list_file = tmp_path / "own words.csv"
    curator.clicks(curator.dialog.export)
    assert curator.sees_message() == "Wrote 1 group into “own words.csv”."
    assert "burglary,,switched off" in answers.list_file.read_text("utf-8-sig")
    answers.list_file = tmp_path / "no" / "words.csv"
    curator.clicks(curator.dialog.export_all)
    assert "There is no folder" in curator.sees_message()


def test_every_control_has_a_name_and_tab_goes_through_all(curator: Curator, qtbot: QtBot) -> None:
    dialog = curator.dialog
    nameless = [type(one).__name__ for one in _controls(dialog) if not one.accessibleName()]
    assert nameless == []
    curator.finds("housebreaking")
    dialog.search.setFocus()
    seen = []
    for _ in range(20):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())
        if dialog.focusWidget() is dialog.search:
            break
    assert seen[:5] == [dialog.only_own, dialog.list, dialog.add_group, dialog.name, dialog.table]
    assert dialog.close_button in seen


def test_the_table_says_what_stands_in_a_field(curator: Curator) -> None:
    curator.finds("housebreaking")
    terms = curator.dialog.table.terms
    role = Qt.ItemDataRole.AccessibleTextRole
    assert terms.index(0, 0).data(role) == "Word: burglary"
    assert terms.index(0, 2).data(role) == "From: empty"
    assert [terms.headerData(at, Qt.Orientation.Horizontal) for at in range(len(COLUMNS))] == [
        *("Word", "Kind", "From", "To", "Note", "Remark")
    ]
    curator.adds("<b>x")
    assert terms.index(3, 0).data(Qt.ItemDataRole.ToolTipRole) == "<p>&lt;b&gt;x</p>"


def test_large_text_fits_the_window(reader: Person) -> None:
    reader.window.appearance.set("text_size", 200)
    reader.takes("words")
    dialog = reader.window.findChildren(WordsDialog)[-1]
    dialog._on_failed("The library is locked by another program. Close it there, then try again.")
    assert dialog.minimumSizeHint().width() <= 1216
    assert dialog.minimumSizeHint().height() <= 760
    assert dialog.table.columnWidth(REMARK) >= 380
    table = dialog.table
    table.edit_word(table.terms.add_row())
    QApplication.processEvents()
    field = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(field)
    dialog.drop.click()
    reader.window.appearance.set("text_size", 100)
    assert table.columnWidth(2) < 80
    dialog.reject()


def test_a_read_only_library_is_shown_and_not_changed(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "may_write", lambda _folder: False)
    person = Person(make_window(), qtbot)
    person.opens(small_library)
    person.takes("words")
    dialog = person.window.findChildren(WordsDialog)[-1]
    buttons = (dialog.add_group, dialog.add_word, dialog.switch, dialog.delete, dialog.bring)
    assert not any(one.isEnabled() for one in buttons)
    assert dialog.export_all.isEnabled()
    assert not dialog.table.terms.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    dialog.reject()


def test_with_real_threads_the_dialog_answers_too(
    make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> None:
    person = Person(make_window(immediate=False), qtbot)
    person.opens(small_library)
    person.takes("words")
    dialog = person.window.findChildren(WordsDialog)[-1]
    one = Curator(person, dialog, qtbot)
    qtbot.waitUntil(lambda: len(one.sees_groups()) > 250)
    one.finds("housebreaking")
    one.adds("screwing")
    one.clicks(dialog.save)
    qtbot.waitUntil(lambda: "changed" in one.sees_groups()[0])
    dialog.reject()
