"""What holds for everybody who works with a library, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command_line import Script


@pytest.fixture
def script(tmp_path: Path) -> Script:
    script = Script(tmp_path / "library")
    script.does("init", "--empty")
    return script


def test_rules_are_shown_set_and_undone(script: Script) -> None:
    assert script.does("settings").splitlines() == [
        "second-person = no  (A second person must check)",
        "review-years = 3  (Years between reviews)",
    ]
    done = script.reads("settings", "--set", "second-person=yes", "--set", "review-years=2")
    assert done == {
        "operation": (
            "Set “A second person must check” to “yes” and “Years between reviews” to “2”"
        ),
        "settings": {"second-person": True, "review-years": "2"},
    }
    assert script.does("settings", "--set", "second-person=yes").startswith("Nothing changes.")
    assert "Undone: Set “A second" in script.does("undo")
    assert script.reads("settings")["settings"]["second-person"] is False


def test_rules_hold_for_publishing(script: Script) -> None:
    key = script.reads("add", "Wardens")["id"]
    script.does("settings", "--set", "second-person=yes")
    assert "second person" in script.fails("publish", key)


def test_wrong_settings_are_said_in_one_sentence(script: Script) -> None:
    assert script.fails("settings", "--set", "colour=red").count("\n") == 1
    assert script.fails("settings", "--set", "review-years=soon") != ""
    assert script.does("history").count("Set ") == 1  # “Set up the library” alone
