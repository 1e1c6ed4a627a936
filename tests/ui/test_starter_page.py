"""The page of the starter content in Curate."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.model.ids import RecordId
from evidence_library.services import editing, starter
from evidence_library.services.editing import FieldEdits
from evidence_library.services.library import create_library, open_library
from evidence_library.services.read import read_record
from evidence_library.ui.screens.starter_page import KEY, StarterScreen
from tests.ui.person import Person

LAMPS = RecordId("6f1c1f5e-3c1b-4c1e-9d53-0a4a3c0e8f11")
PATHS = RecordId("6f1c1f5e-3c1b-4c1e-9d53-0a4a3c0e8f12")


def _text(key: str, title: str, finding: str, holder: str) -> str:
    return (
        f"---\nid: {key}\ntitle: {title}\nkind: evaluation\ntopics:\n- Road Safety\n"
        f"finding: {finding}\nrights_holder: {holder}\n---\n\n## Aim {{aim}}\n\nTo see.\n"
    )


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the content of the program: two records."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "lamps.md").write_text(_text(LAMPS, "Lamps", "It was seen.", "HTC"), "utf-8")
    (folder / "paths.md").write_text(_text(PATHS, "Paths", "It was walked.", "HTC"), "utf-8")
    monkeypatch.setattr("evidence_library.assets.casestudies", lambda: folder)
    return folder


@pytest.fixture
def page(reader: Person, shipped: Path, tmp_path: Path) -> StarterScreen:
    """The page, after the program brought a newer text of a record that was changed here."""
    library = create_library(tmp_path / "library", starter=True)
    editing.edit_many(library, [LAMPS], FieldEdits(set={"finding": "We saw nothing."}))
    library.close()
    newer = _text(LAMPS, "Lamps", "It was seen well.", "The town")
    (shipped / "lamps.md").write_text(newer, "utf-8")
    reader.opens(tmp_path / "library")
    reader.window.go("curate")
    reader.window.curate_screen.open_page(KEY)
    reader.waits()
    found = reader.window.findChild(StarterScreen)
    assert isinstance(found, StarterScreen)
    return found


def _lines(page: StarterScreen) -> list[tuple[str, ...]]:
    lines = page.table.lines
    return [
        tuple(lines.index(row, column).data() for column in range(3))
        for row in range(lines.rowCount())
    ]


@pytest.mark.own_window
def test_it_says_what_a_newer_version_brings_and_does_it(
    reader: Person, page: StarterScreen, tmp_path: Path
) -> None:
    assert page.sentence.text() == (
        "2 records of this library came with the program; 1 of them you changed."
    )
    assert _lines(page) == [
        ("Lamps", "One-line finding", "● your text stays"),
        ("Lamps", "Holder of the rights", "▲ brought up to date"),
    ]
    assert "Your text stays unless you choose" in page.browser.toPlainText()
    reader.clicks(page.update_all)
    assert reader.sees_message() == "The starter content is up to date."
    assert page.empty.isVisible()
    library = open_library(tmp_path / "library")
    held = read_record(library, LAMPS).record
    library.close()
    assert (held.finding, held.rights_holder) == ("We saw nothing.", "The town")


def test_the_shipped_text_is_chosen_by_key_and_left_again(
    reader: Person, page: StarterScreen, qtbot: QtBot
) -> None:
    page.table.go_to(0)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    reader.waits()
    assert _lines(page)[0][2] == "▲ the shipped text, as you chose"
    assert page.choose.text() == "Keep your text"
    reader.clicks(page.choose)
    assert _lines(page)[0][2] == "● your text stays"
    page.table.go_to(1)
    assert not page.choose.isEnabled()


def test_hiding_and_showing(reader: Person, page: StarterScreen) -> None:
    reader.clicks(page.hide_all)
    assert page.sentence.text().endswith("They are hidden from searches.")
    assert page.hide_all.accessibleName() == "Show in searches"
    assert reader.sees_count() == "0 records"
    reader.clicks(page.hide_all)
    assert reader.sees_count() == "2 records"


def test_removing_leaves_what_was_changed_unless_asked(reader: Person, page: StarterScreen) -> None:
    reader.clicks(page.remove)
    assert reader.sees_message() == "1 record is in the trash. 1 that you changed or tagged stays."
    assert page.sentence.text().startswith("1 record of this library came with the program;")
    reader.clicks(page.remove_all)
    assert (
        page.sentence.text()
        == "0 records of this library came with the program; 2 more you deleted."
    )
    assert _lines(page)[0][2] == "stays deleted"
    assert not page.hide_all.isEnabled()
    reader.clicks(page.again)
    assert reader.sees_count() == "2 records"
    assert starter.Act.GONE not in {line[2] for line in _lines(page)}


def test_a_newer_text_is_told_when_the_library_is_opened(
    reader: Person, page: StarterScreen, tmp_path: Path
) -> None:
    reader.window.go("find")
    reader.opens(tmp_path / "library")
    assert reader.sees_message() == "This version of the program brings newer starter content."
    reader.clicks(reader.window.frame.messages.buttons["Look at it"])
    assert page.isVisible()
    reader.clicks(page.update_all)
    reader.opens(tmp_path / "library")
    assert reader.sees_message() == ""


def test_packs_that_are_lacking_are_offered_and_added(
    reader: Person, page: StarterScreen, shipped: Path
) -> None:
    assert page.add_packs.isHidden()
    (shipped / "packs").mkdir()
    (shipped / "packs" / "one.yaml").write_text(
        f"id: 6d0c3a52-7b7e-5b0e-9a55-0f5f2a1f7a09\ntitle: Lit paths\nitems:\n- record: {PATHS}\n",
        "utf-8",
    )
    page.presenter.refresh()
    reader.waits()
    reader.clicks(page.add_packs)
    assert reader.sees_message() == "The starter packs are in the library."
    assert page.add_packs.isHidden()
