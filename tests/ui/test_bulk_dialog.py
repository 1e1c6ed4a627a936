"""Many records edited at once: a field, what to do with it, what would change, and Undo."""

from __future__ import annotations

import pytest

from evidence_library.ui.presenters.bulk import Act
from evidence_library.ui.screens.bulk_dialog import BulkDialog
from tests.ui.person import Person


@pytest.fixture
def dialog(reader: Person) -> BulkDialog:
    """The dialog, for all records about the police."""
    reader.searches("police")
    reader.takes("edit-many")
    reader.waits()
    made = reader.window.bulk_editing.dialog
    assert made is not None
    return made


def _chooses(dialog: BulkDialog, field: str, act: Act) -> None:
    dialog.field.setCurrentText(field)
    dialog.act.setCurrentText(str(act))


def _looks(reader: Person, dialog: BulkDialog) -> str:
    dialog._timer.stop()
    reader.waits()
    dialog._look()
    reader.waits()
    return dialog.count.text()


def test_a_tag_is_put_on_all_results_after_a_look_and_taken_off_again(
    reader: Person, dialog: BulkDialog
) -> None:
    found = reader.sees_count()
    _chooses(dialog, "Tags", Act.ADD)
    assert not dialog.go_on.isEnabled()
    dialog.value.setText("to read")
    said = _looks(reader, dialog)
    number = said.split()[0]
    assert number in found
    assert dialog.go_on.text() == f"Change {number} records"
    dialog.table.go_to(0)
    reader.waits()
    assert dialog.table.chosen[0].cells[1] == "Tags: +[to read]"
    dialog.go_on.click()
    reader.waits()
    assert reader.sees_message().startswith(f"Change Tags of {number} records")
    reader.searches('tag:"to read"')
    assert number in reader.sees_count()
    reader.takes("undo")
    reader.waits()
    assert number not in reader.sees_count()


def test_headings_are_chosen_and_never_made_up(reader: Person, dialog: BulkDialog) -> None:
    _chooses(dialog, "Topic headings", Act.ADD)
    reader.waits()
    dialog.choice.setEditText("A heading nobody has")
    assert "Choose a field" in _looks(reader, dialog)
    dialog.choice.setEditText("Housing")
    assert "will change" in _looks(reader, dialog)
    assert dialog.go_on.isEnabled()
    dialog.cancel.click()


def test_words_of_a_list_are_chosen_and_words_in_texts_replaced(
    reader: Person, dialog: BulkDialog
) -> None:
    _chooses(dialog, "Licence", Act.SET)
    reader.waits()
    assert dialog.choice.isVisible()
    assert not dialog.value.isVisible()
    dialog.choice.setCurrentText("OGL")
    assert "will change" in _looks(reader, dialog)
    _chooses(dialog, "Text", Act.REPLACE)
    reader.waits()
    dialog.old.setText("police")
    dialog.value.setText("constabulary")
    assert "will change" in _looks(reader, dialog)
    dialog.table.go_to(0)
    reader.waits()
    assert "+[constabulary]" in dialog.table.chosen[0].cells[1]
    dialog.cancel.click()


def test_it_can_be_for_the_chosen_records_only(reader: Person) -> None:
    reader.searches("police")
    reader.opens_first_result()
    reader.takes("compare-mark")
    reader.takes("edit-many")
    reader.waits()
    dialog = reader.window.bulk_editing.dialog
    assert dialog is not None
    assert dialog.scope.currentText() == "1 record chosen with Ctrl+B"
    _chooses(dialog, "Tags", Act.ADD)
    dialog.value.setText("to read")
    assert _looks(reader, dialog).startswith("1 record will change")
    dialog.cancel.click()
