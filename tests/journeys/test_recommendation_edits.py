"""A curator at a terminal: what is reported, answered and linked is kept, and found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command_line import Script
from tests.helpers.libraries import add, empty_library, identity, note

LAMPS, GRASS = identity("lamps in parks"), identity("mown grass")
TEXT = "The council should: i) mend the lamps; and ii) count who walks."


@pytest.fixture
def curator(tmp_path: Path) -> Script:
    """Somebody with two records and a set of one recommendation of two parts."""
    made = empty_library(tmp_path / "library")
    add(made, note("lamps in parks", "Street lighting was mended."), note("mown grass"))
    made.close()
    script = Script(tmp_path / "library", {"EVIDENCE_LIBRARY_PERSON": "AB"})
    script.does("recommendations", "set", "Our review", "--new", "--quarters", "financial")
    deadline = ("--deadline", "i) Q3 2027 ii) March 2028")
    script.does("recommendations", "add", "--set", "our", "--text", TEXT, *deadline)
    return script


def test_a_link_is_found_from_both_sides_and_undone(curator: Script) -> None:
    link = ("recommendations", "link", "our/1", LAMPS[:8])
    done = curator.does(*link, "--role", "progress", "--part", "ii", "--note", "Counts")
    assert done == "Link “lamps in parks” to recommendation 1. “undo” takes it back.\n"
    assert "is already linked to recommendation 1 as evidence of progress." in curator.fails(
        *link, "--role", "progress", "--part", "ii"
    )
    (serves,) = curator.reads("show", LAMPS)["recommendations"]
    assert {name: serves[name] for name in ("number", "set", "role", "part", "note")} == {
        "number": 1,
        "set": "Our review",
        "role": "progress",
        "part": "ii",
        "note": "Counts",
    }
    told = curator.does("show", LAMPS)
    assert "Serves recommendation 1, part ii, of “Our review” as evidence of progress." in told
    removed = curator.reads(*link, "--remove")
    assert removed["recommendations"][0]["links"] == []
    curator.does("undo")
    assert curator.reads("show", LAMPS)["recommendations"] == [serves]
    assert "There is no record" in curator.fails(
        "recommendations", "link", "1", "99999999", "--role", "practice"
    )


def test_reports_answers_and_themes_are_kept_for_several_at_once(curator: Script) -> None:
    curator.does("recommendations", "add", "--set", "Our review", "--text", "Mow the grass.")
    said = ("--status", "not met", "--date", "2026-10-01", "--revised", "Q1 2030")
    told = curator.reads("recommendations", "progress", "1", "2", *said, "--source", GRASS)
    assert told["operation"] == "Report on 2 recommendations"
    for one in told["recommendations"]:
        (entry,) = one["progress"]
        assert (entry["status"], entry["date"], entry["revised"], entry["by"]) == (
            *("not_met", "2026-10-01"),
            *("2030-Q1", "AB"),
        )
        assert entry["source"] == GRASS
    shown = curator.does("recommendations", "show", "2", "--as-at", "Q4 2026")
    assert "deadline none, revised to Q1 2030, financial year" in shown
    assert "with a revised date, Q1 2030" in shown
    assert "as at 31 December 2026" in shown
    (before,) = curator.reads("recommendations", "list", "number:2", "--as-at", "2026")
    assert (before["as_at"], before["quarters"]) == ("2026-12-31", "financial")
    answered = ("--response", "accepted in principle", "--date", "May 2026")
    told = curator.reads("recommendations", "respond", "1", *answered)
    assert told["recommendations"][0]["responses"][0]["kind"] == "accepted in principle"
    curator.does("recommendations", "theme", "Parks", "1", "2")
    assert (
        curator.reads("recommendations", "edit", "2", "--notes", "Ask.")["recommendations"][0][
            "theme"
        ]
        == "Parks"
    )
    body = ("--body", "HTC|Harbour Town Council|Coast Council; Bay Council")
    assert curator.reads("recommendations", "set", "Our review", *body)["bodies"] == [
        {
            "name": "HTC",
            "full_name": "Harbour Town Council",
            "successors": ["Coast Council", "Bay Council"],
        }
    ]


BAD: list[tuple[tuple[str, ...], int, str]] = [
    (("progress", "1", "--status", "done"), 2, "“done” is not a status"),
    (("progress", "1"), 1, "Say what is reported"),
    (("progress", "1", "--status", "met", "--part", "v"), 1, "has no part v"),
    (("add", "--set", "our", "--text", "Go.", "--number", "1"), 1, "recommendation 1 already"),
    (("add", "--set", "our", "--text", "Go.", "--deadline", "never"), 1, "“never” is no deadline"),
    (("list", "--as-at", "03/04/2004"), 2, "is not a day; write it as in 2005-10-01"),
    (("list", "--set", "nosuch"), 1, "There is no set"),
    (("import", "none.csv", "--into", "our", "--title", "x"), 2, "--title goes with a new set"),
    (("link", "1", LAMPS), 2, "Say with --role"),
    (("link", "1"), 2, "Name a record"),
    (("overlap", "1", "1"), 1, "of different sets"),
    (("respond", "1", "--response", "maybe"), 2, "“maybe” is not a response"),
    (("set", "nothing", "--title", "x"), 1, "There is no set"),
    (("set", "our"), 2, "Name what is to be changed"),
]


def test_what_cannot_be_done_is_told(curator: Script) -> None:
    for words, status, told in BAD:
        assert told in curator.fails("recommendations", *words, status=status)
