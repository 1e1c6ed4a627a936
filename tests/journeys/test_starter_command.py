"""Bringing the starter content up to date, hiding and removing it on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence_library import assets
from tests.helpers.command_line import Script
from tests.helpers.libraries import STARTER_RECORDS


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library)


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A newer version of the program says something else in one record; give its id."""
    folder = tmp_path / "shipped"
    shutil.copytree(assets.casestudies(), folder)
    path = folder / "dare-gao-2003.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nkind: ", "\nrights_holder: Someone else\nkind: ", 1), "utf-8")
    monkeypatch.setattr("evidence_library.assets.casestudies", lambda: folder)
    return next(line[4:] for line in text.splitlines() if line.startswith("id: "))


def test_nothing_is_newer_than_what_was_just_taken_over(script: Script) -> None:
    assert script.reads("starter") == {
        "records": STARTER_RECORDS,
        "hidden": 0,
        "changed": 0,
        "deleted": 0,
        "newer": False,
    }
    assert script.does("starter", "update").strip() == "Nothing changes."


def test_an_update_is_told_before_it_is_made(script: Script, newer: str) -> None:
    script.does("edit", newer, "--set", "rights_holder=Ourselves")
    assert "brings other texts" in script.does("starter")
    said = script.does("starter", "update", "--dry-run")
    assert "Holder of the rights (yours is kept; rights_holder)" in said
    assert "1 record would be added or changed." in said
    updates = script.reads("starter", "update", "--take", newer[:8], "rights_holder")["updates"]
    (changed,) = (one for one in updates if one["act"] == "changed")
    (field,) = changed["fields"]
    assert (field["fate"], field["before"], field["after"]) == (
        "chosen",
        "Ourselves",
        "Someone else",
    )
    assert script.reads("show", newer)["rights_holder"] == "Someone else"
    assert "Bring the starter content up to date" in script.does("undo")


def test_it_is_hidden_and_shown_again(script: Script) -> None:
    assert script.does("starter", "hide").strip() == "Done: Hide the starter content."
    assert script.reads("search", "")["total"] == 0
    assert f"{STARTER_RECORDS}  hidden from searches" in script.does("starter")
    assert script.does("starter", "hide").strip() == "Nothing changes."
    script.does("starter", "show")
    assert script.reads("search", "")["total"] == STARTER_RECORDS


def test_nothing_new_is_no_step_and_leaves_redo(script: Script) -> None:
    script.does("topic", "merge", "Housing", "--into", "Fire Safety")
    key = script.reads("search", "workflow:published")["hits"][0]["id"]
    script.does("tag", "add", "q", key)
    assert script.reads("starter")["changed"] == 0
    script.does("undo")
    assert script.does("starter", "update").strip() == "Nothing changes."
    assert "q" in script.does("redo")
    said = script.does("starter", "remove")
    assert f"{STARTER_RECORDS - 1} records are in the trash. 1 that you changed or tagged" in said
    assert f"{STARTER_RECORDS} records came with the program; 1 of them" in script.does("starter")


def test_it_is_removed_but_for_what_was_changed(script: Script, newer: str) -> None:
    script.does("edit", newer, "--set", "rights_holder=Ourselves")
    assert script.reads("starter", "remove")["records"] == 1
    assert script.reads("starter", "remove", "--changed-too")["records"] == 0
    assert "no starter content to remove" in script.fails("starter", "remove")
    script.does("undo")
    script.does("undo")
    assert script.reads("starter")["records"] == STARTER_RECORDS
