"""Duplicates on the command line: listed, told apart, merged, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command_line import Script


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library, {})


@pytest.fixture
def two(script: Script) -> list[str]:
    """Two records on one report, the second with a tag."""
    title = "Street wardens in three northern towns"
    first = script.reads("add", title, "--set", "finding=Fear fell.")["id"]
    other = script.reads(
        "add", f"The {title}", "--set", "tags=night", "--set", "finding=Less fear."
    )
    return [first, other["id"]]


def test_two_records_are_told_apart_or_made_one(script: Script, two: list[str]) -> None:
    [pair] = script.reads("duplicates")
    assert sorted(one["id"] for one in pair["records"]) == sorted(two)
    assert pair["reasons"][0] == "the same title"
    assert "1 pair to look at." in script.does("duplicates")
    script.does("duplicates", "--apart", *two)
    assert "No two records seem to be one." in script.does("duplicates")
    script.does("undo")
    asked = ("merge", *two, "--take", f"finding={two[1][:8]}")
    assert script.reads(*asked, "--dry-run")["operation"] is None
    done = script.reads(*asked)
    assert (done["kept"], done["merged"]) == (two[0], [two[1]])
    assert {field["field"]: field["after"] for field in done["fields"]}["finding"] == "Less fear."
    assert script.reads("show", two[1])["id"] == two[0]
    assert script.reads("edit", two[1], "--set", "licence=OGL")["records"][0]["id"] == two[0]
    script.does("undo")
    script.does("undo")
    assert script.reads("show", two[1])["id"] == two[1]


def test_what_cannot_be_merged_is_said(script: Script, two: list[str]) -> None:
    assert "two different" in script.run("merge", two[0], two[0]).stderr
    assert "FIELD=OTHER" in script.run("merge", *two, "--take", "title").stderr
    assert "among those to merge" in script.run("merge", *two, "--take", "title=abcdef").stderr


def test_a_merged_record_tells_its_own_versions_and_history(script: Script, two: list[str]) -> None:
    kept, old = two
    script.does("edit", *two, "--set", "topics=Fear of Crime")
    script.does("publish", old, "--note", "as it was read")
    script.does("publish", kept, "--note", "kept")
    script.run("merge", kept, old)  # notes that the one kept is a draft again
    told = script.does("versions", old[:8])
    assert "was merged into “Street wardens in three northern towns”" in told
    own, _, of_kept = told.partition("Versions of “Street wardens in three northern towns”")
    assert "as it was read" in own
    assert "Publish “The Street wardens in three northern towns”" in own
    assert "as it was read" not in of_kept
    assert "kept" in of_kept
    assert [(one["record"], one["note"]) for one in script.reads("versions", old)] == [
        (kept, "kept"),
        (old, "as it was read"),
    ]
    assert "merged into" not in script.does("versions", kept)
