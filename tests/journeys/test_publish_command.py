"""Publishing, reviewing and going back to what was published, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command_line import Script


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library, {"EVIDENCE_LIBRARY_PERSON": "KL"})


def test_a_draft_is_published_edited_and_restored(script: Script) -> None:
    key = script.reads("add", "Wardens at night")["id"]
    assert "The record has no topic heading." in script.fails("publish", key)
    script.does("edit", key, "--set", "topics=Fear of Crime", "--set", "finding=Fear fell.")
    assert script.does("versions", key).strip() == "It was never published."
    assert script.reads("publish", key, "--note", "first", "--years", "1")["records"] == [key]
    script.does("publish", key, "--back", "a figure is missing")
    script.does("edit", key, "--set", "finding=Fear fell by a fifth.")
    script.does("publish", key, "--submit")
    script.does("publish", key)
    second, first = script.reads("versions", key)
    assert (first["number"], first["by"], first["note"]) == (1, "KL", "first")
    assert (second["number"], second["known"]) == (2, True)
    assert "One-line finding: Fear fell{+ by a fifth+}." in script.does(
        "versions", key, "--compare", "1", "2"
    )
    assert [one["field"] for one in script.reads("versions", key, "--compare", "1", "2")] == [
        "finding"
    ]
    script.does("review", key)
    assert script.reads("versions", key, "--restore", "1")["records"] == [key]
    assert script.reads("search", 'workflow:draft "Fear fell"')["total"] == 1
    assert "Done: Withdraw “Wardens at night”" in script.does("publish", key, "--withdraw", "old")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("publish", "no-such-id"), 1, "There is no record “no-such-id”"),
        (("publish", "x", "--submit", "--back", "y"), 2, "cannot go together"),
        (("versions", "x", "--compare", "1", "2", "--restore", "1"), 2, "cannot go together"),
        (("review", "no-such-id"), 1, "There is no record “no-such-id”"),
    ],
)
def test_what_cannot_be_done_is_said(
    script: Script, arguments: tuple[str, ...], status: int, said: str
) -> None:
    assert said in script.fails(*arguments, status=status)
