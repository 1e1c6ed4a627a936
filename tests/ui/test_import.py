"""Adding files: what was read is shown before anything is added."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.store import connections, places
from evidence_library.ui.main_window import MainWindow
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

RECORD = """---
kind: evaluation
title: Street lighting in two estates
authors:
  - Riverside Council
published: May 2010
topics:
  - Fear of Crime and Public Confidence
---

## What changed

Residents went out more after dark.
"""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "lighting.md"
    path.write_text(RECORD, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf-8")
    return path


def test_dropped_files_are_shown_before_they_are_added(reader: Person, good: Path) -> None:
    dialog = reader.drops(good)
    assert dialog.title.text() == "1 file to add"
    assert "Street lighting in two estates" in dialog.details.toPlainText()
    assert reader.sees_count() == "4 records"
    dialog.reject()


def test_what_was_shown_is_added_and_found(reader: Person, good: Path) -> None:
    dialog = reader.drops(good)
    reader.clicks(dialog.go_on)
    assert dialog.title.text() == "1 record added."
    reader.clicks(dialog.cancel)
    reader.searches("lighting")
    assert reader.sees_titles() == ["Street lighting in two estates"]


def test_an_import_is_taken_back_from_its_message(reader: Person, good: Path) -> None:
    dialog = reader.drops(good)
    reader.clicks(dialog.go_on)
    reader.clicks(dialog.cancel)
    assert reader.sees_message() == "1 record added."
    reader.clicks(reader.window.frame.messages.buttons["Undo"])
    assert reader.sees_count() == "4 records"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    reader: Person, good: Path, bad: Path
) -> None:
    dialog = reader.drops(bad, good)
    states = [dialog.files.item(at).text().partition("\n")[2] for at in range(2)]
    assert states[0] == "Cannot be read: it is empty"
    assert states[1].startswith("1 record")
    dialog.files.setCurrentRow(0)
    assert "empty" in dialog.details.toPlainText()
    reader.clicks(dialog.go_on)
    assert dialog.title.text() == "1 record added; 1 file could not be read."
    reader.clicks(dialog.cancel)


def test_a_file_read_before_is_not_added_twice(reader: Person, good: Path) -> None:
    reader.clicks(reader.drops(good).go_on)
    dialog = reader.drops(good)
    assert dialog.title.text() == "There is nothing to add"
    assert dialog.files.item(0).text() == "lighting.md\nAlready in the library"
    assert dialog.go_on.isHidden()
    dialog.reject()


def test_only_bad_files_leave_nothing_to_import(reader: Person, bad: Path) -> None:
    dialog = reader.drops(bad)
    assert dialog.title.text() == "There is nothing to add"
    dialog.reject()


def test_files_are_chosen_from_the_menu(reader: Person, good: Path) -> None:
    reader.answers.files = [good]
    reader.takes("import")
    assert reader.window.findChildren(type(reader.drops(good)))


def _files(folder: Path, number: int) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{at}.md" for at in range(number)]
    for at, path in enumerate(paths):
        text = RECORD.replace("Street lighting", f"Street lighting {at}")
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def in_real_time(make_window: MakeWindow, small_library: Path, qtbot: QtBot) -> Person:
    """Somebody at a window that works in the background."""
    person = Person(make_window(immediate=False), qtbot)
    person.opens(small_library)
    return person


def test_esc_stops_an_import_and_nothing_is_added(in_real_time: Person, tmp_path: Path) -> None:
    person = in_real_time
    dialog = person.drops(*_files(tmp_path / "many", 300))
    dialog.go_on.click()
    person.presses(Qt.Key.Key_Escape, on=dialog)
    assert person.sees_message() == "Stopped; nothing was added."
    assert person.sees_count() == "4 records"
    assert not person.window.actions_made["undo"].text().endswith("Add 300 records”")


def test_esc_while_files_are_read_stops_that(in_real_time: Person, tmp_path: Path) -> None:
    person = in_real_time
    dialog = person.window.import_files(_files(tmp_path / "many", 300))
    assert dialog is not None
    person.presses(Qt.Key.Key_Escape, on=dialog)
    assert person.sees_message() == "Stopped; nothing was added."


def test_an_undo_offered_for_one_import_takes_no_other_back(reader: Person, tmp_path: Path) -> None:
    first, second = _files(tmp_path / "two", 2)
    for path in (first, second):
        dialog = reader.drops(path)
        reader.clicks(dialog.go_on)
        reader.clicks(dialog.cancel)
    stale = reader.window.frame.messages.buttons["Undo"]
    reader.takes("undo")
    assert reader.sees_message().startswith("Undone: Add “")
    stale.click()
    assert reader.sees_count() == "5 records"
    assert reader.sees_message().startswith("Something else was changed since")


def test_the_undo_of_the_dialog_takes_its_import_back(reader: Person, good: Path) -> None:
    dialog = reader.drops(good)
    reader.clicks(dialog.go_on)
    reader.clicks(dialog.undo)
    assert reader.sees_count() == "4 records"
    assert reader.sees_message().startswith("Undone: Add “")


@pytest.fixture
def soon_tired(monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries opened from now on do not wait long for another program."""
    monkeypatch.setattr(connections, "BUSY_TIMEOUT", 50)


@pytest.mark.usefixtures("soon_tired")
def test_an_import_that_failed_can_be_tried_again(
    reader: Person, good: Path, small_library: Path
) -> None:
    dialog = reader.drops(good)
    database = small_library / "library.db"
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        reader.clicks(dialog.go_on)
    assert "in use by another program" in dialog.title.text()
    assert dialog.go_on.text() == "Try again"
    reader.clicks(dialog.go_on)
    assert dialog.title.text() == "1 record added."
    reader.clicks(dialog.cancel)


def test_a_file_dropped_twice_is_read_once_and_a_folder_not_at_all(
    reader: Person, good: Path, bad: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    dialog = reader.drops(good, bad, tmp_path / "folder", tmp_path / "folder" / ".." / good.name)
    states = [dialog.files.item(at).text() for at in range(dialog.files.count())]
    assert [state.partition("\n")[0] for state in states] == ["lighting.md", "empty.txt", "folder"]
    assert states[1:] == [
        "empty.txt\nCannot be read: it is empty",
        "folder\nCannot be read: it is a folder. Drop the files in it instead",
    ]
    dialog.reject()


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries opened from now on lie where nothing can be written."""
    monkeypatch.setattr(places, "may_write", lambda _folder: False)


@pytest.mark.usefixtures("frozen")
def test_a_read_only_library_refuses_files_before_reading_them(reader: Person, good: Path) -> None:
    assert reader.window.import_files([good]) is None
    assert reader.sees_message() == "This library is read-only: nothing can be added to it."


def test_files_are_refused_where_no_library_is_open(window: MainWindow, good: Path) -> None:
    assert window.import_files([good]) is None
    assert window.frame.messages.text.startswith("Open a library first")


def test_of_several_files_it_is_said_how_many_can_be_added(reader: Person, tmp_path: Path) -> None:
    good, bad = tmp_path / "lamps.md", tmp_path / "odd.txt"
    good.write_text(RECORD, encoding="utf-8")
    bad.write_text("", encoding="utf-8")
    dialog = reader.drops(good, bad)
    assert dialog.title.text() == "1 of 2 files to add"
    assert dialog.go_on.text() == "Add 1 file"
    assert "ncoding" not in dialog.details.toPlainText()
    assert "letters" not in dialog.details.toPlainText()


def test_letters_that_had_to_be_guessed_are_told_of(reader: Person, tmp_path: Path) -> None:
    path = tmp_path / "old.md"
    path.write_bytes(RECORD.replace("Residents", "R\xe9sidents").encode("windows-1252"))
    dialog = reader.drops(path)
    assert "does not say how its letters are written" in dialog.details.toPlainText()
