"""Importing recommendations in the window: read, put right with undo, imported; then progress."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from evidence_library.model.table_reading import Column
from evidence_library.services import track
from evidence_library.ui.screens.track_import import TrackImportDialog
from tests.ui.conftest import Spoken
from tests.ui.person import Person

SAMPLE = Path(__file__).parents[1] / "samples" / "recommendations.html"


@pytest.fixture
def dialog(reader: Person) -> TrackImportDialog:
    """The dialog with the table of every trap, chosen from a file."""
    made = opened(reader)
    reader.answers.table = SAMPLE
    made.file.click()
    return made


def opened(reader: Person) -> TrackImportDialog:
    reader.window.go("track")
    reader.window.tracking.screen.do("import")
    return reader.window.findChildren(TrackImportDialog)[-1]


def kept(reader: Person) -> list[tuple[str, int, str]]:
    library = reader.window.session.library
    assert library is not None
    return [(one.number, one.parts, one.excerpt) for one in track.board(library).lines]


def told(dialog: TrackImportDialog) -> list[str]:
    return [dialog.problems.item(row).text() for row in range(dialog.problems.count())]


def test_a_table_is_read_put_right_and_imported(reader: Person, dialog: TrackImportDialog) -> None:
    assert (
        dialog.source.text()
        == "recommendations.html: web page. 5 recommendations, 4 explicit parts."
    )
    assert "Number 5 stands on several rows." in told(dialog)
    dialog.rows.go_to(1)
    row = dialog.row
    assert row.heading.text() == "Recommendation 2"
    assert [row.pieces.item(at).text()[:12] for at in range(4)] == [
        "Before the p",
        "i) count the",
        "ii) mend the",
        "Closing text",
    ]
    row.pieces.setCurrentRow(3)
    row.join_parts.click()
    assert row.pieces.count() == 3
    row.pieces.setCurrentRow(2)
    row.earlier.click()
    assert "no marker or sentence where this can begin earlier" in dialog.messages.text
    assert row.pieces.item(1).text() == "i) count the lamps;"
    dialog.rows.go_to(4)
    row.fields[Column.NUMBER].setText("6")
    row.fields[Column.NUMBER].editingFinished.emit()
    assert "Number 5 stands on several rows." not in told(dialog)
    dialog.rows.go_to(0)
    row.leave_out.click()
    assert (row.leave_out.text(), dialog.go_on.text()) == (
        "Take in again",
        "Import 4 recommendations",
    )
    dialog.fields.title.setText("Harbour")
    dialog.fields.title.editingFinished.emit()
    dialog.fields.as_at.setText("some day")
    dialog.fields.as_at.editingFinished.emit()
    assert "“some day” is no date" in dialog.messages.text
    assert not dialog.go_on.isEnabled()
    dialog.fields.title.setText("Harbour review")
    dialog.fields.title.editingFinished.emit()
    assert (dialog.fields.as_at.text(), dialog.messages.isVisible()) == ("some day", True)
    dialog.fields.as_at.setText("March 2011")
    dialog.fields.as_at.editingFinished.emit()
    assert not dialog.messages.isVisible()
    dialog.go_on.click()
    assert reader.sees_message().startswith("Imported 4 recommendations, 4 explicit parts")
    assert [(number, parts) for number, parts, _ in kept(reader)] == [
        ("2", 2),
        ("4", 0),
        ("5", 2),
        ("6", 0),
    ]
    reader.takes("undo")
    assert kept(reader) == []


def test_what_is_pasted_is_read_and_its_columns_are_chosen(reader: Person, qtbot: QtBot) -> None:
    dialog = opened(reader)
    assert not dialog.go_on.isEnabled()
    QGuiApplication.clipboard().setText("The council should, by May, mend every lamp.")
    dialog.paste.click()
    assert dialog.messages.text.startswith("Nothing that was pasted is a table")
    QGuiApplication.clipboard().setText(
        "was\twer\twann\nDie Stadt soll Laternen aufstellen\tStadt\tbald\n"
    )
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.paste, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.fields.columns[Column.RECOMMENDATION].isVisible()
    box = dialog.fields.columns[Column.TIMETABLE]
    assert [box.itemText(at) for at in range(box.count())][:2] == ["None", "Column 1: was"]
    box.setCurrentIndex(3)
    box.activated.emit(3)
    dialog.rows.go_to(0)
    assert dialog.row.fields[Column.TIMETABLE].text() == "bald"
    dialog.reject()
    assert kept(reader) == []


def test_what_was_put_right_is_not_thrown_away_without_a_question(
    reader: Person, dialog: TrackImportDialog, spoken: Spoken, qtbot: QtBot
) -> None:
    assert dialog.focusWidget() is dialog.rows
    dialog.fields.quarters.setFocus()
    dialog.fields.quarters.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.fields.quarters)
    dialog.rows.go_to(1)
    dialog.row.leave_out.click()
    assert spoken.words[-1] == "Recommendation 2: left out."
    reader.answers.agrees = False
    box = dialog.fields.columns[Column.THEME]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert box.currentText() == "None"
    dialog.paste.click()
    dialog.reject()
    assert [one.partition("?")[0] for one in reader.answers.confirmed[-3:]] == [
        "Read the table anew",
        "Read another table",
        "Close without importing",
    ]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.row.text.setFocus()
    qtbot.keyClick(dialog.row.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.row.leave_out.text() == "Leave out"
    qtbot.keyClick(dialog.row.text, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert dialog.row.leave_out.text() == "Take in again"
    reader.answers.agrees = True
    dialog.reject()
    assert kept(reader) == []


def test_progress_is_added_to_a_set_row_by_row(
    reader: Person, dialog: TrackImportDialog, qtbot: QtBot
) -> None:
    dialog.go_on.click()
    later = opened(reader)
    reader.answers.table = SAMPLE
    later.file.click()
    assert told(later)[0].startswith("This table is in the library already")
    assert not later.go_on.isEnabled()
    later.merge.reported.setText("March 2012")
    later.mode.setCurrentIndex(1)
    assert later.merge.told.text() == "5 matched."
    assert told(later) == [
        "A table inside a cell was left out.",
        "Number 5 stands on several rows.",
    ]
    later.which.click()
    assert later.fields.columns[Column.PROGRESS].isVisible() is later.which.isChecked()
    assert later.go_on.text() == "Add progress of 5 rows"
    table = later.merge.table
    table.setCurrentIndex(table.lines.index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert later.go_on.text() == "Add progress of 4 rows"
    later.merge.reported.setFocus()
    for typed in ("April 2012", "some day", "May 2012"):
        later.merge.reported.setText(typed)
        later.merge.reported.editingFinished.emit()
    assert later.focusWidget() is later.merge.reported
    assert not later.messages.isVisible()
    assert later.go_on.text() == "Add progress of 4 rows"
    later.merge.source.setText("Second report")
    later.go_on.click()
    assert reader.sees_message().startswith("Add progress to “Harbour Review & replies”")
    library = reader.window.session.library
    assert library is not None
    sources = {item.number: item.progress[-1].source for _, item in track.recommendations(library)}
    assert sources == {"R1": "", "2": "Second report", "4": "Second report", "5": "Second report"}
