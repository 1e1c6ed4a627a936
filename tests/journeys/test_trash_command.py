"""Deleting, restoring and looking back on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command_line import Script


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library, {"EVIDENCE_LIBRARY_PERSON": "KL"})


@pytest.fixture
def hit(script: Script) -> str:
    """A record of the starter library."""
    return str(script.reads("search", "boot camps")["hits"][0]["id"])


def test_a_record_goes_to_the_trash_and_comes_back(script: Script, hit: str) -> None:
    total = script.reads("search", "")["total"]
    assert script.does("trash").strip() == "The trash is empty."
    assert script.reads("trash", hit[:8])["records"] == [hit]
    assert script.reads("search", "")["total"] == total - 1
    (lying,) = script.reads("trash")
    assert (lying["id"], lying["by"]) == (hit, "KL")
    assert lying["title"] in script.does("trash")
    assert script.reads("restore", hit.upper())["records"] == [hit]
    assert script.reads("search", "")["total"] == total


def test_emptying_asks_first(script: Script, hit: str) -> None:
    script.does("trash", hit)
    said = script.fails("trash", "--empty")
    assert "removes 1 record for good and cannot be undone: add --yes" in said
    assert len(script.reads("trash")) == 1
    assert script.does("trash", "--empty", "--yes").strip() == "Removed 1 record for good."
    assert "nothing to undo" in script.fails("undo")
    assert "in the trash" in script.fails("restore", hit)


def test_history_tells_the_changes_of_the_library_and_of_a_record(
    script: Script, hit: str, tmp_path: Path
) -> None:
    script.does("trash", hit)
    newest, *_others = script.reads("history", "--record", hit)
    assert newest["name"].startswith("Delete “")
    assert (newest["by"], newest["records"], newest["undone"]) == ("KL", [hit], False)
    (thing,) = script.reads("history", newest["number"])
    assert (thing["id"], thing["act"]) == (hit, "removed")
    script.does("undo")
    assert "(KL, undone)" in script.does("history", "--limit", "2")
    assert "ask for more" in script.does("history", "--limit", "1")
    told = script.reads("history", "--export", tmp_path / "history.csv")
    assert told["operations"] == len(script.reads("history", "--limit", "100"))
    assert (tmp_path / "history.csv").stat().st_size > 100


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("trash", "none-such-id"), "There is no record “none-such-id” in this library."),
        (("restore", "none-such-id"), "There is no record “none-such-id” in the trash."),
        (("history", "999"), "There is no change number 999 in the history."),
        (("history", "--record", "none-such"), "in the history of this library."),
        (("trash", "--empty", "--yes"), "The trash is empty."),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(
    script: Script, arguments: tuple[str, ...], said: str
) -> None:
    assert said in script.fails(*arguments)


def test_a_number_goes_alone(script: Script) -> None:
    assert "takes no --record" in script.fails("history", "1", "--record", "abc", status=2)
