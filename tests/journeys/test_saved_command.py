"""Saved searches on the command line: run with other options, and told when they lost something."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.services.library import open_library
from tests.helpers.command_line import Script
from tests.helpers.libraries import concept


@pytest.fixture
def script(starter_library: Path) -> Script:
    """Somebody with the starter library."""
    return Script(starter_library)


def test_a_saved_search_runs_with_the_options_of_a_search(script: Script) -> None:
    name = ("saved", "run", "What did not work")
    every = script.reads(*name)
    assert every["total"] > 3
    assert "why" not in every["hits"][0]
    assert script.reads(*name, "--offset", "2", "--limit", "1")["hits"] == every["hits"][2:3]
    years = [hit["year"] for hit in script.reads(*name, "--sort", "newest")["hits"]]
    assert years == sorted(years, reverse=True)
    assert script.reads(*name, "--explain", "--limit", "1")["hits"][0]["why"]["words"] == []
    assert f"and {every['total'] - 3} more" in script.does(*name, "--offset", "2", "--limit", "1")


def test_words_of_a_saved_search_can_be_taken_more_strictly(script: Script) -> None:
    script.does("saved", "save", "Homes", "housebreaking")
    strict = script.reads("saved", "run", "homes", "--no-synonyms")
    assert 0 < strict["total"] < script.reads("saved", "run", "homes")["total"]
    question = "does street lighting help against burglary in car parks"
    script.does("saved", "save", "Asked", question, "--sort", "oldest")
    some = script.reads("saved", "run", "asked", "--all-words")
    every = script.reads("saved", "run", "asked")
    assert some["total"] < every["total"]
    years = [hit["year"] for hit in every["hits"]]
    assert years == sorted(years)


def test_a_saved_search_with_a_deleted_heading_says_so_wherever_it_is_told(
    script: Script, tmp_path: Path
) -> None:
    script.does("saved", "save", "Homes", "", "--filter", "topic=Housebreaking")
    library = open_library(script.folder)
    gone = concept(library, "Housebreaking").id
    with library.change("Delete a heading") as change:
        change.operation.remove("concepts", gone)
    library.close()
    said = "The topic heading “Housebreaking” was deleted."
    assert f"Note: {said}\n" in script.does("saved", "run", "Homes")
    report, table = tmp_path / "report.md", tmp_path / "list.csv"
    answer = script.reads("saved", "run", "Homes", "--search-record", report, "--export", table)
    assert answer["notes"] == [said]
    assert answer["labels"] == {"topic": {gone: "Housebreaking"}}
    assert script.reads("saved")[-1]["labels"] == answer["labels"]
    for file in (report, table):
        text = file.read_text("utf-8-sig")
        assert "“Housebreaking” was deleted" in text
        assert gone not in text
