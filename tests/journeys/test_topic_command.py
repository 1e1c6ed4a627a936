"""The topic scheme and the colours of tags on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command_line import Script


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library, {"EVIDENCE_LIBRARY_PERSON": "KL"})


def total(script: Script, query: str) -> int:
    return int(script.reads("search", query)["total"])


def test_a_heading_is_renamed_looked_at_and_taken_back(script: Script) -> None:
    before = total(script, "topic:RAC")
    looked = script.reads("topic", "rename", "RAC", "Race Equality", "--dry-run")
    assert (looked["dry_run"], len(looked["records"]), looked["rewritten"]) == (True, before, 0)
    assert "Would do: Rename the heading" in script.does(
        "topic", "rename", "RAC", "Race Equality", "--dry-run"
    )
    assert total(script, 'topic:"Race Equality"') == before  # the beginning of its label so far
    script.does("topic", "rename", "race equality and inclusion", "Fair Treatment")
    assert total(script, 'topic:"Fair Treatment"') == before
    assert total(script, 'topic:"Race Equality and Inclusion"') == before
    told = script.reads("topic", "show", "RAC")
    assert told["history"][-1]["note"] == "Renamed from “Race Equality and Inclusion” (KL)"
    script.does("undo")
    assert script.reads("topic", "show", "RAC")["label"] == "Race Equality and Inclusion"


def test_every_change_of_the_scheme_has_a_verb(script: Script, tmp_path: Path) -> None:
    hit = script.reads("add", "Drinking", "--set", "topics=ASB")["id"]
    other = script.reads("search", "journey housing topic:RAC.5")["hits"][0]["id"]
    script.does("topic", "add", "Street drinking", "--below", "ASB", "--also", "drunks")
    script.does("topic", "note", "drunks", "In public places.", "--notation", "ASB.99")
    script.does("topic", "label", "ASB.99", "--hide", "drinkin", "--related", "RAC")
    script.does("topic", "order", "ASB.99", 1)
    made = script.reads("topic", "show", "drinkin")
    assert (made["scope_note"], made["related"][0]["notation"]) == ("In public places.", "RAC")
    assert script.reads("topic", "show", "ASB")["narrower"][0]["notation"] == "ASB.99"
    script.does("topic", "label", "ASB.99", "--unrelated", "RAC", "--remove", "drinkin")
    script.does("topic", "move", "ASB.99", "--below", "RAC", "--place", 2)
    script.does("topic", "move", "ASB.99", "--top")
    script.does("topic", "merge", "ASB.99", "--into", "ASB")
    assert script.reads("topic", "show", "drunks")["notation"] == "ASB"
    parts = ("Disorder", "Nuisance", "--others", "Nuisance", "--put", f"{hit}=Disorder")
    script.does("topic", "split", "ASB", *parts)
    strange = script.fails("topic", "split", "RAC", "A", "B", "--put", f"{other}=A")
    assert "does not stand directly under" in strange
    assert hit in [one["id"] for one in script.reads("search", "topic:Disorder")["hits"]]
    script.does("topic", "retire", "Disorder")
    assert script.reads("topic", "list", "--retired")[0]["label"] == "Disorder"
    script.does("topic", "retire", "Disorder", "--back")
    path = tmp_path / "headings.ttl"
    number = script.reads("topic", "export", path)["headings"]
    assert number > 99
    assert script.does("topic", "import", path).strip() == "Nothing changes."
    assert script.reads("topic", "import", path, "--dry-run")["missing"] == []
    assert len(script.reads("history", "--limit", "100")) > 10


def test_what_cannot_be_done_is_said_in_one_line(script: Script, tmp_path: Path) -> None:
    assert script.fails("topic", "show", "Nowhere").strip() == (
        "There is no topic heading “Nowhere”."
    )
    assert "choose another place" in script.fails("topic", "move", "ASB", "--below", "ASB.1")
    assert "Say either" in script.fails("topic", "move", "ASB", status=2)
    assert "not of the form" in script.fails("topic", "split", "ASB", "A", "B", "--put", "x")
    bad = tmp_path / "bad.ttl"
    bad.write_text("no", encoding="utf-8")
    assert "is damaged" in script.fails("topic", "import", bad)


def test_a_tag_gets_a_colour(script: Script) -> None:
    hit = script.reads("search", "")["hits"][0]["id"]
    script.does("tag", "add", "to check", hit)
    assert script.reads("tag", "colour", "TO CHECK", "orange")["changed"] is True
    assert {"tag": "to check", "count": 1, "colour": "orange"} in script.reads("tag", "list")
    assert "to check  1  orange" in script.does("tag", "list")
    script.does("tag", "colour", "to check", "none")
    assert {"tag": "to check", "count": 1, "colour": None} in script.reads("tag")
    assert "No record carries" in script.fails("tag", "colour", "nothing", "red")
