"""Somebody at a terminal asks what a thing rests on, and what rests on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.services import packs
from tests.helpers.command_line import Script
from tests.helpers.libraries import add, empty_library, heading, identity, note

LAMPS = identity("Lamps in parks")


@pytest.fixture
def officer(tmp_path: Path) -> Script:
    """Somebody with a record, a pack with it, a recommendation and an action."""
    made = empty_library(tmp_path / "library")
    add(made, note("Lamps in parks", topics=(heading(made, "Housing"),)))
    packs.add(made, packs.new(made, "Night walk")[0].id, [LAMPS])
    made.close()
    script = Script(tmp_path / "library")
    script.does("recommendations", "set", "Our review", "--new")
    script.does("recommendations", "add", "--set", "our", "--text", "Mend the lamps.")
    script.does("recommendations", "link", "1", LAMPS, "--role", "practice")
    script.does("action", "add", "Buy ten lamps", "--recommendation", "1", "--owner", "Ann")
    return script


def test_a_chain_is_told_in_both_directions(officer: Script) -> None:
    assert officer.does("chain", "recommendation:1").splitlines() == [
        "Recommendation: 1  Mend the lamps.",
        "  Our review; reported: unknown; no deadline",
        "",
        "What it rests on:",
        "  Record: Lamps in parks",
        "    Practice that would satisfy it; Effect: not stated; how we know: not rated",
        "",
        "What rests on it:",
        "  Action: Buy ten lamps",
        "    Action on it; Ann; nothing reported yet; no deadline",
    ]
    alone = officer.does("chain", "Buy ten lamps", "--depth", "1")
    assert "more lies beyond" in " ".join(alone.split())
    assert "  Nothing rests on an action; it is where a chain ends.\n" in alone


def test_a_script_reads_the_whole_chain(officer: Script) -> None:
    told = officer.reads("chain", LAMPS[:8])
    assert list(told) == [
        *("kind", "id", "title", "detail", "example", "gone"),
        *("rests_on", "supports", "left_out"),
    ]
    [recommendation, pack] = told["supports"]
    assert list(pack) == [
        *("kind", "id", "title", "detail", "example", "gone"),
        *("role", "repeated", "cut", "branches", "left_out"),
    ]
    assert (recommendation["kind"], pack["title"]) == ("recommendation", "Night walk")
    assert [one["title"] for one in recommendation["branches"]] == ["Buy ten lamps"]
    assert told["left_out"] == {"rests_on": 0, "supports": 0}


def test_a_drawing_is_written_whole_or_not_at_all(officer: Script, tmp_path: Path) -> None:
    path = tmp_path / "chain.svg"
    assert f"Wrote the drawing into “{path}”." in officer.does("chain", LAMPS, "--svg", str(path))
    assert path.read_text("utf-8").startswith("<svg")
    told = officer.reads("chain", LAMPS, "--svg", str(path))
    assert told["exported"] == [str(path)]
    assert "There is no folder" in officer.fails("chain", LAMPS, "--svg", str(tmp_path / "a" / "b"))
    assert "say what it is, such as “pack:Moon”" in officer.fails("chain", "Moon")
