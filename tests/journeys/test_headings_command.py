"""Headings and tags on the command line, under whichever name one knows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command_line import Script


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library, {"EVIDENCE_LIBRARY_PERSON": "KL"})


@pytest.fixture
def key(script: Script) -> str:
    """A draft under one heading, which is named by its notation and called otherwise since."""
    made = script.reads("add", "Wardens", "--set", "topics=VIO.1", "--set", "tags=CCTV")
    script.does("topic", "rename", "VIO.1", "Weapon crime")
    return str(made["id"])


def test_a_renamed_heading_is_told_alike_wherever_a_record_is_shown(
    script: Script, key: str
) -> None:
    shown = script.reads("show", key, "--json")
    assert shown["topics"] == ["Weapon crime"]
    assert shown["topics_as_read"] != ["VIO.1"]  # the label it had when it was given
    assert script.reads("search", "Wardens")["hits"][0]["topics"] == ["Weapon crime"]
    for form in ("--markdown", "--sheet"):
        assert "Weapon crime" in script.does("show", key, form)


def test_what_is_written_out_and_read_again_changes_no_heading(
    script: Script, key: str, tmp_path: Path
) -> None:
    path = tmp_path / "record.md"
    path.write_text(script.does("show", key, "--markdown"), encoding="utf-8")
    assert script.reads("edit", key, "--file", path)["records"] == []


def test_a_heading_is_taken_off_by_any_of_its_names(script: Script, key: str) -> None:
    old = script.reads("show", key, "--json")["topics_as_read"][0]
    for name in ("Weapon crime", "vio.1", old):
        script.does("edit", key, "--remove", f"topics={name}")
        assert script.reads("show", key, "--json")["topics"] == []
        script.does("undo")


def test_a_retired_heading_is_refused_flagged_and_listed(script: Script, key: str) -> None:
    script.does("topic", "retire", "VIO.1")
    (checked,) = script.reads("check", key)
    assert "retired-heading" in {one["code"] for one in checked["problems"]}
    listed = script.reads("worklist", "retired-headings")
    assert key in {one["id"] for one in listed["rows"]}
    other = str(script.reads("add", "Other")["id"])
    refused = script.run("edit", other, "--add", "topics=VIO.1")
    assert (refused.returncode, "was retired; choose another" in refused.stderr) == (1, True)
    script.does("edit", key, "--remove", "topics=Weapon crime")
    assert script.reads("show", key, "--json")["flags"] == []


def test_an_edit_of_what_answers_a_query_is_careful(script: Script, key: str) -> None:
    refused = script.run("edit", "--query", "  ", "--add", "tags=x")
    assert (refused.returncode, "--all" in refused.stderr) == (1, True)
    assert script.reads("edit", "--query", "", "--all", "--add", "tags=x", "--dry-run")["records"]
    few = script.reads("edit", "--query", "wardens zebra", "--add", "tags=x", "--dry-run")
    assert few["records"] == []
    odd = script.run("edit", "--query", 'year:soon "open', "--add", "tags=x", "--dry-run")
    assert "Note: " in odd.stderr


def test_a_heading_is_told_in_history_by_its_label_alone(script: Script, key: str) -> None:
    done = script.does("edit", key, "--add", "topics=CCTV", "--set", "notes=Seen.")
    (line,) = (line for line in done.splitlines() if line.startswith("  Topic headings"))
    assert "CCTV" in line
    assert ";" not in line


def test_tags_obey_the_same_rules_however_they_are_put_on(
    script: Script, key: str, tmp_path: Path
) -> None:
    script.does("edit", key, "--add", "tags= cctv ")
    other = str(script.reads("add", "Other", "--set", "tags=cctv; to  read")["id"])
    assert script.reads("show", other, "--json")["tags"] == ["CCTV", "to read"]
    refused = script.run("edit", other, "--add", f"tags={'long' * 20}")
    assert (refused.returncode, "at most 40" in refused.stderr) == (1, True)
    path = tmp_path / "file.md"
    text = script.does("show", other, "--markdown").replace(other, "")
    lines = [line for line in text.splitlines() if not line.startswith("id:")]
    text = "\n".join(lines).replace("  - CCTV", f"  - cctv\n  - {'x' * 60}")
    path.write_text(text.replace("- CCTV", "- cctv"), encoding="utf-8")
    script.does("import", path)
    found = script.reads("search", "tag:CCTV")
    assert found["total"] == 3


def test_what_was_merged_and_deleted_is_restored_by_its_old_id(script: Script, key: str) -> None:
    other = str(script.reads("add", "Wardens again")["id"])
    script.does("merge", key, other)
    script.does("trash", key)
    assert script.reads("restore", other)["records"] == [key]
    told = script.run("restore", other)
    assert (told.returncode, "was merged into" in told.stderr) == (1, True)


def test_saved_searches_follow_a_tag_and_say_when_it_is_gone(script: Script, key: str) -> None:
    script.does("saved", "save", "Mine", "tag:cctv wardens")
    script.does("saved", "save", "Filter", "wardens", "--filter", "tag=CCTV")
    script.does("starter", "hide")
    script.does("tag", "rename", "CCTV", "cameras in use")
    counts = {one["name"]: one["count"] for one in script.reads("saved")}
    assert (counts["Mine"], counts["Filter"]) == (1, 1)
    script.does("tag", "delete", "cameras in use")
    (notes,) = (one["notes"] for one in script.reads("saved") if one["name"] == "Filter")
    assert notes == ["No record carries the tag “cameras in use” any more."]


def test_a_merge_says_what_is_not_published_by_it(script: Script, key: str) -> None:
    (hit,) = script.reads("search", "police", "--limit", "1")["hits"]
    told = script.run("merge", key, hit["id"], "--json")
    assert "is published; the merged record will not be (draft)." in told.stderr
    own = [(one["record"], one["number"]) for one in script.reads("versions", hit["id"])]
    assert (own, script.reads("versions", key)) == ([(hit["id"], 0)], [])
    (update,) = (
        one
        for one in script.reads("starter", "update", "--again", "--dry-run")["updates"]
        if one["id"] == hit["id"]
    )
    assert update["act"] == "merged"


def test_renamed_headings_are_no_change_of_starter_records(script: Script) -> None:
    script.does("topic", "merge", "VIO.1", "--into", "VIO")
    assert script.reads("starter")["changed"] == 0


def test_replaced_headings_are_listed_and_found_by_their_names(script: Script) -> None:
    old = script.reads("topic", "show", "VIO.1")["label"]
    script.does("topic", "merge", "VIO.1", "--into", "VIO")
    (gone,) = script.reads("topic", "list", "--retired")
    assert (gone["label"], gone["replaced_by"]["notation"]) == (old, "VIO")
    script.does("topic", "rename", "VIO", "Harm")
    assert "Harm" in script.does("topic", "list", old)
