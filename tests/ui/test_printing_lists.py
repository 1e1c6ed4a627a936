"""Printing results: all of them, as they are looked at, while the window goes on working."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence_library.ui.widgets.paper import Sheets
from evidence_library.ui.widgets.status_bar import StatusBar
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

Put = Callable[[Sheets, str], None]


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is put on paper, piece by piece."""
    seen: list[str] = []
    put: Put = Sheets.put

    def noting(sheets: Sheets, html: str) -> None:
        seen.append(html)
        put(sheets, html)

    monkeypatch.setattr(Sheets, "put", noting)
    return seen


def test_every_record_found_is_printed_under_what_was_asked(
    reader: Person, tmp_path: Path, pieces: list[str]
) -> None:
    reader.answers.print_file = tmp_path / "list.pdf"
    reader.searches("police OR burgled OR stops OR young ")
    reader.takes("print-results")
    head, *records = pieces
    assert "<b>Search:</b> police OR burgled OR stops OR young" in head
    assert len(records) == len(reader.sees_titles()) == 4
    titles = [re.findall(r"<h3>\d\. (.*)</h3>", record) for record in records]
    assert titles == [[one] for one in reader.sees_titles()]


def test_the_table_is_printed_with_its_columns(
    reader: Person, tmp_path: Path, pieces: list[str]
) -> None:
    reader.answers.print_file = tmp_path / "list.pdf"
    reader.takes("print-results")
    assert "<p>Citation:" in pieces[1]
    pieces.clear()
    reader.takes("view-table")
    reader.takes("print-results")
    assert len(pieces) == 5
    assert not any("<p>Citation:" in piece for piece in pieces)


def test_printing_can_be_stopped_while_the_window_works(
    make_window: MakeWindow,
    small_library: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = Person(make_window(immediate=False), qtbot)
    person.opens(small_library)
    person.answers.print_file = tmp_path / "list.pdf"
    begun, go_on = threading.Event(), threading.Event()
    put: Put = Sheets.put

    def waiting(sheets: Sheets, html: str) -> None:
        assert threading.current_thread() is not threading.main_thread()
        put(sheets, html)
        begun.set()
        go_on.wait(10)

    monkeypatch.setattr(Sheets, "put", waiting)
    person.window.actions_made["print-results"].trigger()
    qtbot.waitUntil(begun.is_set)
    bar = person.window.findChild(StatusBar)
    assert bar is not None
    stop = next(one for one in bar.findChildren(QPushButton) if one.text() == "Cancel")
    qtbot.waitUntil(stop.isVisible)
    stop.click()
    go_on.set()
    person.waits()
    assert person.sees_message() == "Stopped; the list was not printed."
