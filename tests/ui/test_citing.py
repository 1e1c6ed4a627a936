"""The reader cites in the style one takes, remembers it, and copies for reference managers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QAction

from evidence_library.settings import Settings
from evidence_library.ui.screens.cite_menu import CiteMenu
from tests.ui.person import Person


@pytest.fixture
def shown(reader: Person) -> Person:
    reader.searches("trust")
    reader.opens_first_result()
    return reader


def _menu(person: Person) -> CiteMenu:
    menu = person.window.find_screen.reader.cite_menu
    menu.aboutToShow.emit()
    return menu


def _takes(person: Person, words: str) -> None:
    _action(person, words).trigger()
    person.waits()


def _action(person: Person, words: str) -> QAction:
    return next(one for one in _menu(person).actions() if one.text().startswith(words))


def _ticked(person: Person) -> list[str]:
    return [one.text() for one in _menu(person).actions() if one.isChecked()]


@pytest.mark.own_window
def test_the_style_that_is_taken_is_remembered(shown: Person, tmp_path: Path) -> None:
    assert _ticked(shown) == ["Harvard (Cite Them Right)"]
    _takes(shown, "APA")
    assert shown.has_on_the_clipboard().startswith("Police Service. (2014).")
    assert shown.window.find_screen.reader.note == "Citation copied"
    assert _ticked(shown) == ["APA (7th edition)"]
    assert Settings(tmp_path / "settings.toml").text("citation_style") == "apa"
    control = shown.window.settings_screen.control("citation_style")
    assert control.currentData() == "apa"  # type: ignore[union-attr]
    _takes(shown, "OSCOLA")
    shown.takes("copy-citation")
    assert shown.has_on_the_clipboard().startswith("Police Service, ‘")


def test_reference_managers_are_served(shown: Person) -> None:
    _takes(shown, "RIS")
    assert shown.has_on_the_clipboard().startswith("TY  - RPRT")
    assert shown.window.find_screen.reader.note == "Citation copied as RIS"
    _takes(shown, "CSL-JSON")
    [item] = json.loads(shown.has_on_the_clipboard())
    assert item["author"] == [{"literal": "Police Service"}]
    assert _ticked(shown) == ["Harvard (Cite Them Right)"]


@pytest.mark.own_window
def test_a_style_that_cannot_be_kept_is_told_and_used(shown: Person, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").unlink(missing_ok=True)
    (tmp_path / "settings.toml").mkdir()
    _takes(shown, "APA")
    assert shown.sees_message().startswith("The settings could not be saved")
    assert shown.has_on_the_clipboard().startswith("Police Service. (2014).")
