"""Files in the editor: dropped on its window or chosen there, also before the record is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from evidence_library.services import editing, read
from evidence_library.ui.screens.attach_dialog import AttachDialog
from evidence_library.ui.screens.check_dialog import CheckDialog
from evidence_library.ui.screens.editor import EditorWindow
from evidence_library.ui.widgets.fields.shown import ShownField
from tests.helpers.attached import paper, written
from tests.ui.curator import VISITS, Curator
from tests.ui.person import Person


@pytest.fixture
def curator(reader: Person, qtbot: QtBot) -> Curator:
    return Curator(reader, qtbot)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return written(tmp_path, "report.pdf", paper("The wardens walked"))


def drops(curator: Curator, editor: EditorWindow, data: QMimeData, at: QPoint) -> bool:
    """Drag something over the window on the screen and drop it there; tell if it was taken."""
    buttons, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy, handle = Qt.DropAction.CopyAction, editor.windowHandle()
    enters = QDragEnterEvent(at, copy, data, buttons, no_keys)
    QCoreApplication.sendEvent(handle, enters)
    dropped = QDropEvent(QPointF(at), copy, data, buttons, no_keys)
    QCoreApplication.sendEvent(handle, dropped)
    for _ in range(2):  # what was dropped is taken, then what that brought is shown
        QCoreApplication.processEvents()
        curator.person.waits()
    return enters.isAccepted() and dropped.isAccepted()


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def accepts(curator: Curator, editor: EditorWindow) -> None:
    (dialog,) = (one for one in editor.findChildren(AttachDialog) if one.isVisible())
    curator.clicks(dialog.accept_button)


def line_of(editor: EditorWindow, path: str) -> QLineEdit:
    line = editor.field(path).focusProxy()
    assert isinstance(line, QLineEdit)
    return line


def names(curator: Curator, record: str = VISITS) -> list[str]:
    return [one.name for one in curator.held(record).attachments]


def test_a_file_dropped_on_a_field_is_attached_and_what_is_written_stays(
    curator: Curator, report: Path
) -> None:
    editor = curator.opens()
    line = line_of(editor, "title")
    curator.types("title", "Half a title")
    over_the_line = line.mapTo(editor, line.rect().center())
    assert drops(curator, editor, files(report), over_the_line)
    accepts(curator, editor)
    assert names(curator) == ["report.pdf"]
    assert line.text() == "Half a title"
    assert editor.messages.text == "“report.pdf” is attached."
    assert editor.presenter.dirty
    assert "report.pdf" in editor.presenter.as_text(editor.presenter.record.attachments)
    curator.clicks(editor.save)  # meets no clash with the file
    assert (curator.held().title, names(curator)) == ("Half a title", ["report.pdf"])


def test_text_dropped_on_a_field_stays_text(curator: Curator) -> None:
    editor = curator.opens()
    line = line_of(editor, "title")
    words = QMimeData()
    words.setText("wardens ")
    drops(curator, editor, words, line.mapTo(editor, QPoint(2, line.height() // 2)))
    assert "wardens" in line.text()
    assert not names(curator)


def test_files_for_a_record_that_is_not_saved_wait_for_the_saving(
    curator: Curator, report: Path, tmp_path: Path
) -> None:
    curator.person.takes("new-record")
    editor = curator.sits_down()
    other = written(tmp_path, "second.pdf", paper("More"))
    curator.types("title", "Brand new")
    drops(curator, editor, files(report), QPoint(40, 40))
    assert "save it first" in editor.messages.text
    drops(curator, editor, files(other), QPoint(40, 40))
    curator.clicks(editor.messages.buttons["Save and attach"])
    accepts(curator, editor)
    record = editor.presenter.key
    assert curator.held(record).title == "Brand new"
    assert names(curator, record) == ["report.pdf", "second.pdf"]
    assert not editor.presenter.dirty


def test_files_are_attached_by_keyboard_and_from_the_form(curator: Curator, report: Path) -> None:
    editor = curator.opens()
    curator.person.answers.files = [report]
    control = Qt.KeyboardModifier.ControlModifier
    curator.presses(Qt.Key.Key_I, control, Qt.KeyboardModifier.ShiftModifier)
    accepts(curator, editor)
    field = editor.field("attachments")
    assert isinstance(field, ShownField)
    assert [one.name for one in field.value()] == ["report.pdf"]
    curator.clicks(field.buttons[0])  # the same file once more: said, not attached twice
    accepts(curator, editor)
    assert names(curator) == ["report.pdf"]


def test_undo_takes_the_file_out_of_the_form_again(curator: Curator, report: Path) -> None:
    editor = curator.opens()
    drops(curator, editor, files(report), QPoint(40, 40))
    accepts(curator, editor)
    curator.types("finding", "Something new")
    curator.person.takes("undo")
    assert editor.presenter.record.attachments == ()
    assert editor.presenter.record.finding == "Something new"


def test_a_file_that_cannot_be_read_is_told_in_the_editor(curator: Curator, tmp_path: Path) -> None:
    editor = curator.opens()
    drops(curator, editor, files(tmp_path / "nowhere.pdf"), QPoint(40, 40))
    accepts(curator, editor)
    assert "nowhere.pdf" in editor.messages.text
    assert not names(curator)


def test_how_far_a_record_is_is_changed_by_steps_and_not_by_typing(curator: Curator) -> None:
    editor = curator.opens()
    for path in ("workflow", "workflow_reason", "checked", "review_due"):
        assert isinstance(editor.field(path), ShownField)
    field = editor.field("workflow")
    assert isinstance(field, ShownField)
    check, _move_on = field.buttons
    curator.clicks(check)
    (dialog,) = editor.findChildren(CheckDialog)
    dialog.reject()
    curator.person.answers.note = "Its author took it back."
    withdraw = next(one for one in editor.steps.menu().actions() if "ithdraw" in one.text())
    withdraw.trigger()
    curator.person.waits()
    assert curator.held().workflow_reason == "Its author took it back."
    assert editor.presenter.record.workflow_reason == "Its author took it back."


def test_a_step_waits_until_what_is_written_is_saved(curator: Curator) -> None:
    editor = curator.opens()
    curator.types("title", "Better")
    field = editor.field("workflow")
    assert isinstance(field, ShownField)
    curator.clicks(field.buttons[0])
    assert not editor.findChildren(CheckDialog)
    curator.clicks(editor.messages.buttons["Save and check"])
    assert read.read_record(curator.library, curator.held().id).record.title == "Better"
    assert editor.findChildren(CheckDialog)


def test_a_step_that_is_refused_is_told(curator: Curator) -> None:
    window = curator.person.window
    window.reader.read(VISITS)
    curator.person.waits()
    record = curator.held()
    editing.save(curator.library, record, record)
    curator.person.takes("move-include")
    assert "only what is not published yet is screened" in curator.person.sees_message()
