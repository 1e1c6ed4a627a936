"""The real dialogs, looked at without waiting for an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from evidence_library.ui import dialogs
from evidence_library.ui.dialogs import Dialogs, LinkAnswer, NewLibrary
from evidence_library.ui.theme import Theme


@pytest.fixture
def parent(qtbot: QtBot, theme: Theme) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def _press(dialog: QDialog, words: str, qtbot: QtBot) -> None:
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _answered(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, words: str) -> list[QDialog]:
    """Let the next dialog be answered by a button, as a person would."""
    seen: list[QDialog] = []

    def at_once(dialog: QDialog) -> int:
        seen.append(dialog)
        _press(dialog, words, qtbot)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", at_once)
    return seen


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Open in browser", LinkAnswer.OPEN),
        ("Copy address", LinkAnswer.COPY),
        ("Close", LinkAnswer.NOTHING),
    ],
)
def test_a_web_address_can_be_opened_copied_or_left(
    parent: QWidget,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    answer: LinkAnswer,
) -> None:
    seen = _answered(monkeypatch, qtbot, words)
    assert Dialogs().ask_link(parent, "http://example.org/a", may_open=True) is answer
    assert [field.text() for field in seen[0].findChildren(QLineEdit)] == ["http://example.org/a"]


def test_a_web_address_that_may_not_be_opened_offers_no_browser(
    parent: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = _answered(monkeypatch, qtbot, "Close")
    Dialogs().ask_link(parent, "ftp://example.org", may_open=False)
    assert sorted(one.text() for one in seen[0].findChildren(QPushButton)) == [
        "Close",
        "Copy address",
    ]


def test_a_new_library_has_a_folder_and_perhaps_the_starter_content(
    parent: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answered(monkeypatch, qtbot, "Make library")
    answer = Dialogs().new_library(parent, tmp_path / "new")
    assert answer == NewLibrary(tmp_path / "new", starter=True)
    _answered(monkeypatch, qtbot, "Cancel")
    assert Dialogs().new_library(parent, tmp_path / "new") is None


def test_a_text_is_shown_as_it_is(
    parent: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = _answered(monkeypatch, qtbot, "Close")
    Dialogs().show_text(parent, "Source text as read", "<b>as it is</b>")
    [field] = seen[0].findChildren(QPlainTextEdit)
    assert (field.toPlainText(), field.isReadOnly()) == ("<b>as it is</b>", True)


@pytest.mark.parametrize(("words", "answer"), [("Publish", "New figures"), ("Cancel", None)])
def test_a_note_can_be_written_with_what_is_done(
    parent: QWidget,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    answer: str | None,
) -> None:
    def fill_in(dialog: QDialog) -> int:
        [line] = dialog.findChildren(QLineEdit)
        line.setText("New figures")
        _press(dialog, words, qtbot)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", fill_in)
    assert Dialogs().ask_note(parent, "Publish", "What is new?") == answer


@pytest.mark.parametrize(("words", "answer"), [("Go on", 1), ("Cancel", None)])
def test_one_of_a_few_things_can_be_chosen(
    parent: QWidget,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    answer: int | None,
) -> None:
    def choose(dialog: QDialog) -> int:
        first, second = dialog.findChildren(QRadioButton)
        assert first.isChecked()
        second.click()
        _press(dialog, words, qtbot)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", choose)
    choices = ("The 37 chosen records", "All 420 results")
    assert Dialogs().ask_which(parent, "Export results", "Which records?", choices) == answer


def test_only_this_module_knows_dialogs_that_wait() -> None:
    assert {name for name in dir(Dialogs) if not name.startswith("_")} == {
        "about",
        "choose_attachments",
        "choose_copy",
        "ask_link",
        "ask_name",
        "ask_note",
        "ask_which",
        "choose_files",
        "choose_folder",
        "choose_instrument_file",
        "choose_library",
        "choose_list_file",
        "choose_map_file",
        "choose_picture",
        "choose_printer",
        "choose_table",
        "choose_template",
        "choose_topics_file",
        "choose_words_file",
        "confirm",
        "new_library",
        "open_local",
        "print_document",
        "show_text",
    }
    assert dialogs.FILES.startswith("Records and recommendations (")


def test_a_new_library_needs_a_folder_and_gets_a_whole_path(
    parent: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def fill_in(dialog: QDialog) -> int:
        [folder] = dialog.findChildren(QLineEdit)
        [make] = [one for one in dialog.findChildren(QPushButton) if one.text() == "Make library"]
        folder.setText(" ")
        assert not make.isEnabled()
        folder.setText("here")
        qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", fill_in)
    made = Dialogs().new_library(parent, tmp_path)
    assert made == NewLibrary(tmp_path / "here", starter=True)


def test_a_name_is_filled_in_or_not_given(
    parent: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = _answered(monkeypatch, qtbot, "Save")
    assert Dialogs().ask_name(parent, "Save this search", " trust ") == "trust"
    assert seen[0].windowTitle() == "Save this search"
    assert Dialogs().ask_name(parent, "Save this search", "  ") == ""
    _answered(monkeypatch, qtbot, "Cancel")
    assert Dialogs().ask_name(parent, "Save this search", "trust") == ""


@pytest.mark.parametrize(("words", "agreed"), [("Replace it", True), ("Cancel", False)])
def test_what_would_be_lost_is_asked_about(
    parent: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, words: str, agreed: bool
) -> None:
    _answered(monkeypatch, qtbot, words)
    assert Dialogs().confirm(parent, "It is there already.", "Replace it") is agreed


@pytest.mark.parametrize(
    ("typed", "kind", "path"),
    [
        ("list", "CSV table (*.csv)", "list.csv"),
        ("list.md", "CSV table (*.csv)", "list.md"),
        ("of 2.5.2026", "Workbook (*.xlsx)", "of 2.5.2026.xlsx"),
    ],
)
def test_a_list_gets_the_ending_of_its_format(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, typed: str, kind: str, path: str
) -> None:
    monkeypatch.setattr(dialogs.QFileDialog, "getSaveFileName", lambda *_: (f"/a/{typed}", kind))
    formats = {".xlsx": "Workbook", ".csv": "CSV table", ".md": "Markdown"}
    found = Dialogs().choose_list_file(parent, "Export", Path("/a/list.xlsx"), formats)
    assert found == Path("/a") / path
    monkeypatch.setattr(dialogs.QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert Dialogs().choose_list_file(parent, "Export", Path("/a/list.xlsx"), formats) is None
