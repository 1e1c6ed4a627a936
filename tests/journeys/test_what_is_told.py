"""What the command line says where something is missing: plainly, and no more than is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.attached import written
from tests.helpers.command_line import Script


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library, {"EVIDENCE_LIBRARY_PERSON": "KL"})


def test_a_record_without_a_title_is_untitled(script: Script) -> None:
    key = script.reads("add", "Zebra crossings", "--set", "finding=Zebras crossed.")["id"]
    script.does("edit", key, "--set", "title=")
    assert "\nUntitled\n" in script.does("search", "zebras")
    assert script.does("show", key).startswith("Untitled\n")


def test_sections_that_say_nothing_are_left_out(script: Script, tmp_path: Path) -> None:
    key = script.reads("add", "Zebra crossings", "--kind", "toolkit")["id"]
    assert "What it is for" not in script.does("show", key)
    told = "[{heading: Above}, {heading: Below, level: 2, body: Some.}, {heading: Last}]"
    script.does("edit", key, "--set", f"sections={told}")
    shown = script.does("show", key)
    assert "Above\n\nBelow\nSome." in shown
    assert "Last" not in shown
    assert "\n\n\n" not in shown


def test_only_the_files_attached_are_told_of(script: Script, tmp_path: Path) -> None:
    key = script.reads("add", "Zebra crossings")["id"]
    first = script.does("attach", key, written(tmp_path, "one.bin", b"\x00\x01"))
    assert first.count("one.bin") == 2
    second = script.does("attach", key, written(tmp_path, "two.bin", b"\x00\x02"))
    assert "one.bin" not in second


def test_an_unknown_field_is_answered_with_the_names_there_are(script: Script) -> None:
    key = script.reads("add", "Zebra crossings")["id"]
    refused = script.run("review", key, "--comment", "nosuch=What")
    said = " ".join(refused.stderr.split())
    assert "kind_sentence" in said
    assert "“record” means the whole" in said


def test_a_file_that_cannot_be_read_is_named(script: Script, tmp_path: Path) -> None:
    key = script.reads("add", "Zebra crossings")["id"]
    path = written(tmp_path, "bad.md", b"no front matter")
    refused = script.run("edit", key, "--file", path)
    assert "bad.md" in refused.stderr
    path = written(tmp_path, "bad.md", b"---\ntitle: Zebra\nlicence: free\n---\n")
    refused = script.run("edit", key, "--file", path)
    assert "Line 3" in refused.stderr
    assert "the record" not in refused.stderr


def test_a_step_that_nobody_is_at_is_no_mistake(script: Script) -> None:
    query = "workflow:suggested OR workflow:screening"
    assert "Note" not in script.does("search", query)
    key = script.reads("add", "Zebra crossings")["id"]
    script.does("publish", key, "--screen", "suggest")
    assert "Note" not in script.does("search", query)
