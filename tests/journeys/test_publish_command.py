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


def test_a_suggestion_is_screened_commented_on_and_superseded(script: Script) -> None:
    key = script.reads("add", "Wardens by day")["id"]
    script.does("publish", key, "--screen", "suggest")
    before = {one["key"]: one["count"] for one in script.reads("worklist")}
    assert (before["screen"], before["comments"]) == (1, 0)
    assert "--reason goes with --screen." in script.fails("publish", key, "--reason", "x", status=2)
    assert "Say why" in script.fails("publish", key, "--screen", "exclude")
    script.does("publish", key, "--screen", "exclude", "--reason", "no method")
    assert script.reads("search", '"Wardens by day"')["set_aside"] == 1
    assert "1 withdrawn or excluded record is left out." in script.does(
        "search", '"Wardens by day"'
    )
    script.does("publish", key, "--screen", "include")
    script.does("review", key, "--comment", "Title=By day only?")
    [said] = script.reads("review", key, "--comments")
    assert (said["number"], said["field"], said["text"], said["resolved"]) == (
        *(1, "title", "By day only?"),
        None,
    )
    [row] = script.reads("worklist", "comments")["rows"]
    assert (row["id"], row["why"]) == (key, "1 open comment")
    assert "Wardens by day" in script.does("worklist", "comments")
    script.does("review", key, "--resolve", "1")
    assert "(resolved)" in script.does("review", key, "--comments")
    other = script.reads("add", "Wardens by day and night")["id"]
    script.does("publish", key, "--supersede-by", other)
    assert script.reads("search", "workflow:superseded")["total"] == 1
    script.does("undo")
    assert script.reads("search", "workflow:superseded")["total"] == 0
    assert "There is no worklist “x”" in script.fails("worklist", "x")
