"""Before something is lost one is asked, and Enter loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evidence_library.services import ingest
from evidence_library.ui.dialogs import Dialogs
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person


@pytest.mark.parametrize(("careful", "agreed"), [(True, False), (False, True)])
def test_enter_means_no_where_something_would_be_lost(
    careful: bool, agreed: bool, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def presses_enter(dialog: QDialog) -> int:
        dialog.show()
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", presses_enter)
    assert Dialogs().confirm(parent, "Really?", "Replace it", careful=careful) is agreed


def test_the_choices_are_what_they_are_called(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[str] = []

    def looks(dialog: QDialog) -> int:
        seen.extend(one.text() for one in dialog.findChildren(QPushButton))
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", looks)
    Dialogs().confirm(parent, "Stop?", "Stop and close", "Keep working", careful=True)
    assert sorted(seen) == ["Keep working", "Stop and close"]


@pytest.fixture
def importing(
    make_window: MakeWindow,
    small_library: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[Person, threading.Event]:
    """Somebody whose import, in a thread of its own, waits for an event."""
    person = Person(make_window(immediate=False), qtbot)
    person.opens(small_library)
    path = tmp_path / "lamps.md"
    path.write_text("---\ntitle: Lamps\n---\n\n## Aim\n\nLight.\n", encoding="utf-8")
    dialog = person.drops(path)
    go_on, commit = threading.Event(), ingest.commit

    def waiting(library: Any, previews: Any, report: Callable[[int, int, str], None]) -> Any:
        while not go_on.wait(0.01):
            report(0, 1, "")
        return commit(library, previews, report)

    monkeypatch.setattr(ingest, "commit", waiting)
    dialog.go_on.click()
    return person, go_on


def test_closing_during_an_import_asks_and_goes_on_with_it(
    importing: tuple[Person, threading.Event],
) -> None:
    person, go_on = importing
    person.answers.agrees = False
    assert not person.window.close()
    assert person.window.isVisible()
    [asked] = person.answers.confirmed
    assert asked.startswith("Adding files is under way. Stop it and close?")
    go_on.set()
    person.waits()
    assert person.sees_count() == "5 records"
    assert person.window.close()
    assert len(person.answers.confirmed) == 1


def test_closing_during_an_import_can_stop_it(
    importing: tuple[Person, threading.Event], small_library: Path
) -> None:
    person, _ = importing
    assert person.window.close()
    assert len(person.answers.confirmed) == 1
