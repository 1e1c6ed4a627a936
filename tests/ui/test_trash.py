"""The dialog of the trash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_library.model.ids import RecordId
from evidence_library.services import packs, trash
from evidence_library.services.library import open_library
from evidence_library.ui.screens.trash import TrashDialog
from tests.helpers.libraries import identity
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls

STOPS, VISITS = "Explaining stops to people who are stopped", "Visits to burgled homes"
DRIVERS = "A warning scheme for young drivers"


class Curator:
    """Somebody at the dialog."""

    def __init__(self, person: Person, qtbot: QtBot) -> None:
        self.person, self._qtbot = person, qtbot
        person.takes("trash")
        self.dialog = person.window.findChildren(TrashDialog)[-1]

    def sees(self) -> list[str]:
        lines = self.dialog.table.lines
        return [lines.index(row, 0).data() for row in range(lines.rowCount())]

    def sees_message(self) -> str:
        messages = self.dialog.messages
        return "" if messages.isHidden() else messages.text

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        self._qtbot.keyClick(self.dialog.table, key, modifier)
        self.person.waits()

    def chooses_all(self) -> None:
        self.presses(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    def undoes(self) -> None:
        QApplication.processEvents()
        self.person.clicks(self.dialog.messages.buttons["Undo"])


def delete(folder: Path, *titles: str) -> None:
    """Delete records as another program does, one after the other."""
    library = open_library(folder)
    library.person = "KL"
    for title in titles:
        trash.delete(library, [RecordId(identity(title))])
    library.close()


@pytest.fixture
def curator(reader: Person, small_library: Path, qtbot: QtBot) -> Iterator[Curator]:
    delete(small_library, STOPS, VISITS, DRIVERS)
    reader.window.finder.search()
    made = Curator(reader, qtbot)
    yield made
    made.dialog.reject()


def test_the_trash_tells_what_was_deleted_when_and_by_whom(curator: Curator) -> None:
    assert curator.sees() == [DRIVERS, VISITS, STOPS]
    lines = curator.dialog.table.lines
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [lines.index(0, column).data(role) for column in range(4)]
    assert spoken[0] == f"Title: {DRIVERS}"
    assert spoken[1] == "Kind: Evaluation"
    assert spoken[2].startswith("Deleted: 20")
    assert spoken[3] == "By: KL"
    assert curator.dialog.count.text() == "3 records"
    assert curator.dialog.table.hasFocus()


def test_enter_restores_and_undo_takes_it_back(curator: Curator) -> None:
    curator.dialog.table.go_to(1)
    curator.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert curator.sees_message() == f"“{VISITS}” is in the library again."
    assert curator.sees() == [DRIVERS, STOPS]
    assert curator.dialog.table.currentIndex().row() == 1
    assert VISITS in curator.person.sees_titles()
    curator.undoes()
    assert curator.sees() == [DRIVERS, VISITS, STOPS]
    assert VISITS not in curator.person.sees_titles()


def test_several_are_restored_in_one_step(curator: Curator) -> None:
    curator.chooses_all()
    assert curator.dialog.count.text() == "3 records, 3 chosen"
    curator.person.clicks(curator.dialog.restore)
    assert curator.sees_message() == "3 records are in the library again."
    assert curator.person.sees_count() == "4 records"
    assert curator.dialog.empty.isVisible()
    assert not curator.dialog.restore.isEnabled()
    assert not curator.dialog.remove_all.isEnabled()
    assert curator.dialog.focusWidget() is not None
    curator.undoes()
    assert curator.person.sees_count() == "1 record"


def test_the_keys_of_undo_and_redo_work_as_in_the_window(curator: Curator) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    curator.presses(Qt.Key.Key_Z, control)
    assert curator.sees_message() == f"Undone: Delete “{DRIVERS}”."
    assert curator.sees() == [VISITS, STOPS]
    curator.presses(Qt.Key.Key_Z, control | shift)
    assert curator.sees_message() == f"Done again: Delete “{DRIVERS}”."
    assert curator.sees() == [DRIVERS, VISITS, STOPS]
    curator.presses(Qt.Key.Key_Z, control | shift)
    assert curator.sees_message() == "There is nothing to redo."


def test_removing_for_good_asks_first(curator: Curator) -> None:
    answers = curator.person.answers
    answers.agrees = False
    curator.presses(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert answers.confirmed == [f"Remove “{DRIVERS}” for good? This cannot be undone."]
    assert len(curator.sees()) == 3
    answers.agrees = True
    curator.presses(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert curator.sees_message() == f"“{DRIVERS}” was removed for good."
    assert "Undo" not in curator.dialog.messages.buttons
    assert curator.sees() == [VISITS, STOPS]
    curator.person.clicks(curator.dialog.remove_all)
    assert answers.confirmed[-1] == (
        "Empty the trash? 2 records would be removed for good. This cannot be undone."
    )
    assert curator.sees_message() == "2 records were removed for good."
    assert curator.dialog.empty.sentence.startswith("The trash is empty.")


def test_what_somebody_else_restored_meanwhile_is_said_and_shown(
    curator: Curator, small_library: Path
) -> None:
    elsewhere = open_library(small_library)
    trash.restore(elsewhere, [identity(DRIVERS)])
    elsewhere.close()
    curator.person.clicks(curator.dialog.restore)
    assert curator.sees_message() == f"“{DRIVERS}” is in the library already."
    curator.person.window.session.look_up_standing()
    curator.person.waits()
    assert curator.sees() == [VISITS, STOPS]


def test_packs_are_called_packs_and_what_is_both_items(
    reader: Person, small_library: Path, qtbot: QtBot
) -> None:
    library = open_library(small_library)
    for title in ("Morning", "Evening"):
        pack, _changes = packs.new(library, title)
        packs.delete(library, pack.id)
    library.close()
    reader.window.finder.search()
    curator = Curator(reader, qtbot)
    assert curator.dialog.count.text() == "2 packs"
    curator.chooses_all()
    curator.person.clicks(curator.dialog.restore)
    assert curator.sees_message() == "2 packs are in the library again."
    curator.undoes()
    curator.dialog.reject()
    delete(small_library, STOPS)
    curator = Curator(reader, qtbot)
    assert curator.dialog.count.text() == "3 items"
    curator.dialog.reject()


def test_an_empty_trash_says_so(reader: Person, qtbot: QtBot) -> None:
    curator = Curator(reader, qtbot)
    assert curator.dialog.empty.isVisible()
    assert curator.dialog.empty.sentence.startswith("The trash is empty.")
    assert curator.dialog.count.isHidden()
    curator.dialog.reject()


def test_every_control_has_a_name_and_tab_goes_through_all(curator: Curator, qtbot: QtBot) -> None:
    dialog = curator.dialog
    assert [one for one in _controls(dialog) if not one.accessibleName()] == []
    seen = []
    for _ in range(5):
        focus = dialog.focusWidget()
        assert focus is not None
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == [
        dialog.table, dialog.restore, dialog.remove, dialog.remove_all, dialog.close_button
    ]  # fmt: skip
