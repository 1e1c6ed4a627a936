"""A curator at a terminal: a table becomes a set, and a later one adds progress to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command_line import Script
from tests.helpers.libraries import empty_library

SAMPLE = Path(__file__).parents[1] / "samples" / "recommendations.txt"


@pytest.fixture
def curator(tmp_path: Path) -> Script:
    """Somebody with an empty library."""
    empty_library(tmp_path / "library").close()
    return Script(tmp_path / "library", {"EVIDENCE_LIBRARY_PERSON": "AB"})


def test_a_table_is_looked_at_imported_and_given_later_progress(
    curator: Script, tmp_path: Path
) -> None:
    command = ("recommendations", "import", SAMPLE, "--title", "Harbour", "--as-at", "May 2009")
    seen = curator.reads(*command, "--dry-run")
    assert (seen["counts"]["recommendations"], seen["set"]) == (11, None)
    assert "note: Number" not in curator.does(*command, "--quarters", "financial")
    assert "Imported" not in curator.fails(*command)
    later = tmp_path / "later.csv"
    later.write_text("Nr;Was;Stand\n1;Harbour Council should light the quay.;Met\n9;?;Met\n")
    into = ("recommendations", "import", later, "--into", "harbour", "--source", "Second report")
    hand = (*into, "--columns", "number=1,recommendation=2,progress=3,lead=0")
    told = curator.does(*hand, "--reported", "June 2010", "--dry-run", "--confirm", "9")
    assert told.endswith("Would add 2 reports to “Harbour”.\n")
    answer = curator.reads(*hand, "--reported", "June 2010")
    assert answer["operation"] == "Add progress to “Harbour”"
    assert [(one["found"], one["confirmed"]) for one in answer["matches"]] == [
        ("matched", True),
        ("doubtful", False),
    ]
    log = curator.reads("recommendations", "show", "harbour/1", "--as-at", "2010-07-01")
    assert [one["source"] for one in log["progress"]] == ["", "Second report"]
    told = curator.does(*into, "--dry-run", "--columns", hand[-1], "--reported", "June 2010")
    assert "add the date if you know it" not in told
    assert "All that matches is in the log already" in curator.fails(
        *hand, "--reported", "June 2010"
    )
    assert "No row 8 matches" in curator.fails(*hand, "--confirm", "8")


def test_a_table_is_pointed_to_where_it_is_read(curator: Script, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("a,b\n1,2\n")
    assert "recommendations import" in curator.fails("import", table)
    assert "lead=2" in curator.fails(
        "recommendations", "import", table, "--columns", "wer=2", status=2
    )
