"""Duplicates in Curate: the pairs with their reasons, told apart or merged field by field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.model.record import Record
from evidence_library.services import duplicates
from evidence_library.services.read import read_record
from evidence_library.ui.screens.duplicates_page import KEY, DuplicatesScreen
from evidence_library.ui.screens.merge_dialog import MergeDialog
from tests.helpers.libraries import add, identity, note
from tests.ui.person import Person

TITLE = "Street wardens in three northern towns"


@pytest.fixture
def page(reader: Person) -> DuplicatesScreen:
    """The page, in a library with two records on one report."""
    library = reader.window.session.library
    assert library is not None
    first = note("one", "Wardens walked.", title=TITLE, finding="Fear fell.", tags=("night",))
    add(library, first, note("two", "They walked.", title=f"The {TITLE}", finding="Less fear."))
    reader.window.go("curate")
    reader.window.curate_screen.open_page(KEY)
    reader.waits()
    found = reader.window.findChild(DuplicatesScreen)
    assert isinstance(found, DuplicatesScreen)
    return found


def _dialog(reader: Person, page: DuplicatesScreen, qtbot: QtBot) -> MergeDialog:
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    reader.waits()
    assert page.dialog is not None
    return page.dialog


def _held(reader: Person, name: str) -> Record:
    library = reader.window.session.library
    assert library is not None
    return read_record(library, identity(name)).record


def test_a_pair_is_listed_with_its_reasons_and_its_differences(page: DuplicatesScreen) -> None:
    [line] = page.table.chosen
    assert set(line.cells[:2]) == {TITLE, f"The {TITLE}"}
    assert line.cells[2].startswith("The same title")
    assert "From one record to the other" in page.browser.toPlainText()


def test_two_are_merged_by_keyboard_and_the_old_id_leads_to_the_kept_one(
    reader: Person, page: DuplicatesScreen, qtbot: QtBot
) -> None:
    dialog = _dialog(reader, page, qtbot)
    kept = dialog._merging.made[0].id
    row = dialog.table.lines.row_of("finding")
    dialog.table.go_to(row)
    assert dialog.table.chosen[0].cells[1] == "● the first record"
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.table.chosen[0].cells[1] == "▲ the second record"
    wanted = dialog._merging.made[1].finding
    dialog.table.go_to(0)
    assert wanted.split()[0] in dialog.browser.toPlainText()
    dialog.go_on.click()
    reader.waits()
    assert _held(reader, "one").id == _held(reader, "two").id == kept
    assert _held(reader, "one").finding == wanted
    assert page.empty.isVisible()
    reader.takes("undo")
    reader.waits()
    assert (_held(reader, "one").finding, _held(reader, "two").finding) == (
        "Fear fell.",
        "Less fear.",
    )


def test_the_other_one_can_be_kept(reader: Person, page: DuplicatesScreen, qtbot: QtBot) -> None:
    dialog = _dialog(reader, page, qtbot)
    first, second = dialog._merging.made
    dialog.swap.click()
    assert second.title in dialog.first.text()
    assert dialog._merging.result.id == second.id
    assert dialog._merging.result.finding == first.finding
    dialog.cancel.click()


def test_two_that_are_none_are_not_listed_again(reader: Person, page: DuplicatesScreen) -> None:
    page.apart.click()
    reader.waits()
    assert page.empty.isVisible()
    library = reader.window.session.library
    assert library is not None
    assert duplicates.pairs(library) == ()
