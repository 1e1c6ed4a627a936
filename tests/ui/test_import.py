"""Adding files: what was read is shown before anything is added."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    assert dialog.title.text() == "1 file to import"
    assert "Street lighting in two estates" in dialog.details.toPlainText()
    assert reader.sees_count() == "4 records"
    dialog.reject()


def test_what_was_shown_is_added_and_found(reader: Person, good: Path) -> None:
    dialog = reader.drops(good)
    reader.clicks(dialog.go_on)
    assert dialog.title.text() == "1 record imported."
    reader.clicks(dialog.cancel)
    reader.searches("lighting")
    assert reader.sees_titles() == ["Street lighting in two estates"]


def test_an_import_is_taken_back_from_its_message(reader: Person, good: Path) -> None:
    dialog = reader.drops(good)
    reader.clicks(dialog.go_on)
    reader.clicks(dialog.cancel)
    assert reader.sees_message() == "1 record imported."
    reader.clicks(reader.window.frame.messages.buttons["Undo"])
    assert reader.sees_count() == "4 records"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    reader: Person, good: Path, bad: Path
) -> None:
    dialog = reader.drops(bad, good)
    states = [dialog.files.item(at).text().partition("\n")[2] for at in range(2)]
    assert states[0] == "Cannot be read"
    assert states[1].startswith("1 record")
    dialog.files.setCurrentRow(0)
    assert "empty" in dialog.details.toPlainText()
    reader.clicks(dialog.go_on)
    assert dialog.title.text() == "1 record imported; 1 file could not be read."
    reader.clicks(dialog.cancel)


def test_a_file_read_before_is_not_added_twice(reader: Person, good: Path) -> None:
    reader.clicks(reader.drops(good).go_on)
    dialog = reader.drops(good)
    assert dialog.title.text() == "There is nothing to import"
    assert dialog.files.item(0).text() == "lighting.md\nAlready in the library"
    assert dialog.go_on.isHidden()
    dialog.reject()


def test_only_bad_files_leave_nothing_to_import(reader: Person, bad: Path) -> None:
    dialog = reader.drops(bad)
    assert dialog.title.text() == "There is nothing to import"
    dialog.reject()


def test_files_are_chosen_from_the_menu(reader: Person, good: Path) -> None:
    reader.answers.files = [good]
    reader.takes("import")
    assert reader.window.findChildren(type(reader.drops(good)))
