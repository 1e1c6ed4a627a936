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


def test_what_was_shipped_is_version_0(script: Script) -> None:
    key = script.reads("search", "workflow:published")["hits"][0]["id"]
    assert "As it came into the library" in script.does("versions", key)
    before = script.reads("show", key)["finding"]
    script.does("edit", key, "--set", "finding=CHANGED")
    assert "Draft, published as it came" in script.does("show", key)
    script.does("publish", key, "--note", "n1")
    told = [(one["number"], one["known"]) for one in script.reads("versions", key)]
    assert told == [(1, True), (0, True)]
    assert "CHANGED" in script.does("versions", key, "--compare", "0", "now")
    script.does("versions", key, "--restore", "0")
    assert script.reads("show", key)["finding"] == before
    assert "no number of a version" in script.fails("versions", key, "--compare", "0", "then")


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
    assert "--reason goes with --screen" in script.fails("publish", key, "--reason", "x", status=2)
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
    assert "is not published yet" in script.fails("publish", key, "--supersede-by", other)
    script.does("edit", other, "--set", "topics=Fear of Crime")
    script.does("publish", other)
    script.does("publish", key, "--supersede-by", other)
    assert "then leads nowhere" in script.run("trash", other).stderr
    assert [one["id"] for one in script.reads("worklist", "leading-nowhere")["rows"]] == [key]
    script.does("undo")
    assert script.reads("search", "workflow:superseded")["total"] == 1
    script.does("undo")
    assert script.reads("search", "workflow:superseded")["total"] == 0
    refused = script.fails("worklist", "x")
    assert refused.startswith("There is no worklist “x”; there are screen, ")
    assert "duplicates" in refused


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("publish", "{}", "--withdraw", ""), 1, "Say why"),
        (("publish", "{}", "--back", ""), 1, "Say why"),
        (("publish", "{}", "--supersede-by", ""), 1, "Say which record takes its place"),
        (("publish", "{}", "--submit", "--note", "new"), 2, "--note goes with none"),
        (("publish", "{}", "--back", "x", "--years", "2"), 2, "--years goes with none"),
        (("publish", "{}", "--screen", "start", "--reason", "x"), 2, "--reason goes with"),
        (("review", "{}", "--due", ""), 1, "Say why"),
        (("review", "{}", "--comment", ""), 1, "FIELD=TEXT"),
        (
            ("review", "{}", "--comment", "titel=?"),
            1,
            "no field “titel”. Fields are called “Title”",
        ),
        (("review", "{}", "--comments", "--years", "1"), 2, "--years goes with none"),
    ],
)
def test_what_is_empty_or_does_nothing_is_refused_and_changes_nothing(
    script: Script, arguments: tuple[str, ...], status: int, said: str
) -> None:
    key = script.reads("search", "workflow:published")["hits"][0]["id"]
    before = script.does("history", "--limit", "1")
    assert said in script.fails(*(one.format(key) for one in arguments), status=status)
    assert script.does("history", "--limit", "1") == before


def test_how_far_a_record_is_and_why_is_said_wherever_it_is_shown(script: Script) -> None:
    key, other = (one["id"] for one in script.reads("search", "workflow:published")["hits"][:2])
    script.does("publish", key, "--withdraw", "the figures are wrong")
    assert "\nWithdrawn: the figures are wrong\n" in script.does("show", key)
    assert script.reads("show", key)["standing"] == "Withdrawn: the figures are wrong"
    assert "  Withdrawn · " in script.does("search", "workflow:withdrawn")
    assert "   Withdrawn: the figures are wrong\n" in script.does("compare", key, other)


def test_a_record_in_the_trash_is_named_and_the_duplicates_are_a_list(script: Script) -> None:
    key = script.reads("search", "workflow:published")["hits"][0]["id"]
    script.does("add", "Wardens by night")
    assert "near-duplicate of" in script.run("add", "Wardens by night").stderr
    listed = script.reads("worklist", "duplicates")
    assert listed["count"] == len(listed["rows"]) > 0
    assert script.reads("worklist")[-1]["key"] == "duplicates"
    assert "Possible duplicates" in script.does("worklist")
    assert script.reads("worklist", "near-duplicates") == listed
    script.does("review", key, "--comment", "record=Is it still true?")
    script.does("publish", key, "--withdraw", "no")
    assert "1 withdrawn or excluded record is left out." in script.does("worklist", "comments")
