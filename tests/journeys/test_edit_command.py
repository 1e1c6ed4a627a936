"""Writing, tagging and checking records on the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.command_line import Script
from tests.helpers.pdf_writer import pdf


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library, {"EVIDENCE_LIBRARY_PERSON": "KL"})


@pytest.fixture
def hits(script: Script) -> list[str]:
    """Two records of the starter library."""
    return [str(hit["id"]) for hit in script.reads("search", "police", "--limit", "2")["hits"]]


def test_fields_are_changed_in_one_step_after_a_look(script: Script, hits: list[str]) -> None:
    wanted = ("edit", *hits, "--set", "licence=CC BY", "--add", "tags=to read")
    shown = script.reads(*wanted, "--dry-run")
    assert shown["operation"] is None
    assert {field["field"] for field in shown["records"][0]["fields"]} >= {"tags"}
    assert script.reads("search", 'tag:"to read"')["total"] == 0
    assert script.reads(*wanted)["operation"] == "Change Licence and Tags of 2 records"
    assert script.reads("search", 'tag:"to read" licence:"CC BY"')["total"] == 2
    assert "Nothing changes." in script.does(*wanted)
    assert "Undone: Change Licence and Tags of 2 records" in script.does("undo")
    assert script.reads("history", "--limit", "1")[0]["by"] == "KL"


@pytest.mark.parametrize("query", ['topic:"Night life"', 'police -topic:"Night life"'])
def test_a_query_with_a_deleted_heading_changes_nothing(script: Script, query: str) -> None:
    script.does("topic", "add", "Night life", "--below", "Community Engagement")
    asked = ("edit", "--query", query, "--set", "licence=OGL")
    assert script.run(*asked, "--dry-run").returncode == 0
    script.does("undo")
    refused = script.run(*asked, "--json")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        "There is no topic heading “Night life”. It may have been deleted or renamed; no record "
        "was changed.\n"
    )


def test_what_is_not_understood_is_said_or_refused(script: Script, hits: list[str]) -> None:
    for wanted in ("--set", "--add"):
        said = script.fails("edit", hits[0], wanted, "topics=Communty")
        assert "There is no topic heading “Communty”. Did you mean “Community" in said
    for typed, message in (("sometime", "is not understood"), ("32 Foo 2010", "Only 2010 was")):
        done = script.run("edit", hits[0], "--set", f"published={typed}")
        assert (done.returncode, message in done.stderr) == (0, True)
        assert message in script.does("check", hits[0]).replace("\n    ", " ")
    said = script.does("add", "Lamps")
    assert "  in the way of publishing: The record has no topic heading.\n" in said


def test_all_that_answer_a_query_are_changed(script: Script) -> None:
    words = ("edit", "--query", "police", "--replace", "sections=police=>constabulary")
    asked = script.reads(*words, "--dry-run")
    assert 0 < len(asked["records"]) <= script.reads("search", "police")["total"]
    assert {field["field"] for one in asked["records"] for field in one["fields"]} == {
        "sections",
        "workflow",
    }
    done = script.reads("edit", "--query", "police", "--set", "topics=", "--add", "tags=x")
    assert {one["reason"].partition(":")[0] for one in done["refused"]} <= {
        "It is published and would be wrong"
    }
    assert script.run("edit", "--set", "licence=OGL").returncode == 2
    assert "FIELD=OLD=>NEW" in script.run("edit", "x", "--replace", "title=a").stderr


def test_a_record_is_written_out_changed_and_read_back(
    script: Script, hits: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "record.md"
    text = script.does("show", hits[0], "--markdown")
    text, lines = re.subn(r"^title: .*$", "title: Changed", text, flags=re.MULTILINE)
    assert lines == 1
    path.write_text(text, encoding="utf-8")
    (record,) = script.reads("edit", hits[0], "--file", path)["records"]
    assert [field["field"] for field in record["fields"]] == ["title", "workflow"]
    assert script.does("show", hits[0]).startswith("Changed")
    refused = script.fails("edit", hits[1], "--file", path)
    assert f"“record.md” tells of another record, “Changed” ({hits[0]})" in refused
    assert "--as-this" in refused
    script.does("edit", hits[1], "--file", path, "--as-this")
    assert script.does("show", hits[1]).startswith("Changed")
    path.write_text("no front matter", encoding="utf-8")
    assert script.fails("edit", hits[0], "--file", path).startswith("“record.md” has no front")


def test_a_draft_is_begun_and_checked(script: Script) -> None:
    made = script.reads("add", "Wardens at night", "--set", "kind=case study")
    (checked,) = script.reads("check", made["id"])
    assert {"no-heading", "licence-unknown"} <= {one["code"] for one in checked["problems"]}
    (blocked,) = script.reads("check", "--errors")
    assert (blocked["id"], [one["code"] for one in blocked["problems"]]) == (
        made["id"],
        ["no-heading"],
    )
    script.does("edit", made["id"], "--set", "topics=Fear of Crime")
    assert script.does("check", "--errors").strip() == "Nothing is wrong."


def test_a_second_appraiser_is_set_field_by_field(script: Script, hits: list[str]) -> None:
    key = hits[0]
    script.does("edit", key, "--set", "appraisal.confidence=moderate")
    script.does("edit", key, "--set", "second_appraisal.confidence=low")
    script.does("edit", key, "--set", "second_appraisal.emmie.effect=fewer")
    shown = script.reads("show", key)
    assert shown["second_appraisal"]["confidence"] == "low"
    assert shown["second_appraisal"]["emmie"]["effect"] == "fewer"
    assert shown["badge"].endswith("probably right (a second appraiser says low)")
    assert {"part": "confidence", "label": "Confidence", "first": "moderate", "second": "low"} in (
        shown["disagreements"]
    )
    script.does("edit", key, "--set", "second_appraisal=")
    assert script.reads("show", key)["second_appraisal"] is None


def test_a_draft_begins_with_a_kind_a_file_or_another_record(
    script: Script, tmp_path: Path
) -> None:
    by_kind = script.reads("add", "Wardens at night", "--kind", "toolkit")
    assert "What it is for" in script.does("show", by_kind["id"], "--markdown")
    path = tmp_path / "wardens.pdf"
    path.write_bytes(pdf([[("Wardens by day", 24), ("They walked.", 11)]]))
    by_file = script.reads("add", "--from", path)
    assert by_file["title"] == "Wardens by day"
    assert "The title was taken from the first heading; check it." in by_file["flags"]
    assert "They walked." in script.does("show", by_file["id"])
    of_kind = script.reads("add", "--from", path, "--kind", "toolkit")
    assert script.reads("show", of_kind["id"])["kind"] == "toolkit"
    [told] = [one for one in of_kind["flags"] if "toolkit" in one]
    assert told == "It was read without a kind; the kind “toolkit” was given when it was added."
    like = script.reads("add", "Wardens at dawn", "--like", by_file["id"])
    assert (like["title"], like["flags"]) == ("Wardens at dawn", [])
    script.fails("add", status=2)
    script.fails("add", "x", "--like", like["id"], "--kind", "toolkit", status=2)


def test_tags_are_put_on_merged_and_listed(script: Script, hits: list[str]) -> None:
    assert script.does("tag").strip() == "No record carries a tag."
    script.does("tag", "add", "night", *hits)
    script.does("tag", "add", "night time", hits[0])
    script.does("tag", "rename", "night time", "late")
    listed = [(one["tag"], one["count"], one["colour"]) for one in script.reads("tag")]
    assert listed == [("late", 1, None), ("night", 2, None)]
    script.does("tag", "merge", "late", "--into", "night")
    script.does("tag", "remove", "night", hits[1])
    assert script.reads("tag") == [{"tag": "night", "count": 1, "colour": None}]
    assert script.reads("tag", "delete", "night")["records"] == [hits[0]]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("edit", "no-such-id", "--set", "title=x"), 1, "There is no record “no-such-id”"),
        (("edit", "HIT"), 2, "Say what to change"),
        (("edit", "HIT", "--set", "title"), 2, "not of the form FIELD=TEXT"),
        (("edit", "HIT", "--set", "colour=red"), 1, "not a field that can be set"),
        (("tag", "delete", "none"), 1, "No record carries the tag “none”"),
        (("check", "no-such-id"), 1, "There is no record “no-such-id”"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    script: Script, hits: list[str], arguments: tuple[str, ...], status: int, said: str
) -> None:
    wanted = [hits[0] if one == "HIT" else one for one in arguments]
    assert said in script.fails(*wanted, status=status)


def test_how_far_a_record_is_is_no_matter_of_editing(script: Script, hits: list[str]) -> None:
    refused = script.run("edit", hits[0], "--set", "workflow=published")
    assert refused.returncode == 1
    assert "“publish” and “review”" in refused.stderr
    told = script.does("edit", hits[0], "--set", "finding=Otherwise.")
    assert "1 published record to be published again as a new version." in told
    assert script.reads("show", hits[0])["workflow"] == "draft"


def test_a_new_draft_says_what_is_wrong_with_it(script: Script) -> None:
    assert "“nonsense” is not a known kind." in script.run("add", "x", "--kind", "nonsense").stderr
    problems = script.reads("add", "  ")["problems"]
    assert [one["code"] for one in problems] == ["no-title", "no-heading"]
    assert script.reads("add", "New\nline")["title"] == "New line"


def test_a_near_duplicate_is_told_when_it_is_added_and_checked(
    script: Script, hits: list[str]
) -> None:
    title = script.reads("show", hits[0])["title"]
    made = script.reads("add", title)
    assert made["near_duplicates"][0]["id"] == hits[0]
    told = f"It may be a duplicate of “{title}” ({hits[0]})"
    assert told in " ".join(script.does("check", made["id"]).split())
    assert told in " ".join(script.does("check").split())
    done = script.run("add", title)
    assert "Note: near-duplicate of “" in done.stderr
