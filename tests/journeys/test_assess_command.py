"""A policy officer at a terminal: assess, compare, plan, and see what it rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.command_line import Script
from tests.helpers.libraries import add, empty_library, heading, identity, note

ONE = identity("one")
COUNCIL = "Example Council"
NOT_SHOWN = "Not shown before all assessors are ready"


@pytest.fixture
def officer(tmp_path: Path) -> Script:
    """Somebody with a library of one record and an assessment that is begun."""
    made = empty_library(tmp_path / "library")
    add(made, note("one", "Lamps.", topics=(heading(made, "Community Engagement"),)))
    made.close()
    script = Script(tmp_path / "library")
    script.does(
        *("assess", "new", COUNCIL, "--instrument", "Journey", "--date", "2026-01-01"),
        *("--by", "Ann", "--by", "Ben", "--blind", "--participant", "Cat"),
    )
    return script


def judge(officer: Script, theme: str, stage: str, by: str, *more: str) -> None:
    officer.does(
        *("assess", "judge", COUNCIL, "--theme", theme, "--stage", stage, "--by", by, *more)
    )


def test_a_blind_assessment_shows_what_each_may_see_until_all_are_ready(officer: Script) -> None:
    judge(officer, "lead", "starting", "Ann", "--why", "They come to meetings.", "--record", ONE)
    judge(officer, "lead", "intending", "Ben")
    told = officer.reads("assess", "show", COUNCIL, "--as", "Ann")
    [theme] = [one for one in told["judgements"] if one["assessors"]]
    assert [one["assessor"] for one in theme["assessors"]] == ["Ann"]
    assert (theme["judgement"], theme["differ"]) == ("Starting", False)
    hidden = officer.reads("assess", "show", COUNCIL)["judgements"]
    assert {(one["judgement"], one["verdict"]) for one in hidden} == {(NOT_SHOWN, None)}
    assert [one["judged"] for one in officer.reads("assess", "list")] == [0]
    assert "Say who is ready" in officer.fails("assess", "judge", COUNCIL, "--ready")
    officer.does("assess", "judge", COUNCIL, "--ready", "--by", "Ann")
    officer.does("assess", "judge", COUNCIL, "--ready", "--by", "Ben")
    said = officer.does("assess", "show", COUNCIL)
    assert "Assessors differ" in said
    assert re.search(rf"rests on \w.+ \({ONE}\)", " ".join(said.split()))
    assert officer.reads("assess", "list", "is:differ") != []
    assert "Agree first where the assessors differ" in officer.fails(
        "assess", "judge", COUNCIL, "--finish"
    )
    judge(officer, "lead", "starting", "Ann, Ben", "--agreed", "--why", "We saw them there.")
    assert officer.reads("assess", "list", "is:differ") == []
    officer.does("assess", "judge", COUNCIL, "--finish")
    assert "is finished" in officer.fails(
        "assess", "judge", COUNCIL, "--theme", "lead", "--stage", "starting", "--by", "Ann"
    )


def test_a_judgement_needs_a_theme_and_a_stage_that_there_are(officer: Script) -> None:
    assert "no theme “weather”" in officer.fails(
        "assess", "judge", COUNCIL, "--theme", "weather", "--stage", "starting", "--by", "Ann"
    )
    assert "choose among: Resisting, Intending" in officer.fails(
        "assess", "judge", COUNCIL, "--stage", "splendid", "--by", "Ann"
    )
    assert "--instrument" in officer.fails("assess", "new", "Other")


def test_two_assessments_are_compared_in_words(officer: Script) -> None:
    judge(officer, "lead", "intending", "Ann")
    for name in ("Ann", "Ben"):
        officer.does("assess", "judge", COUNCIL, "--ready", "--by", name)
    officer.does("assess", "new", COUNCIL, "--instrument", "Journey", "--date", "2027-01-01")
    later = f"{COUNCIL} 2027-01-01"
    officer.does("assess", "judge", later, "--theme", "lead", "--stage", "achieving", "--by", "Di")
    told = officer.reads("assess", "compare", f"{COUNCIL} 2026-01-01", later)
    moves = {one["move"] for one in told["themes"]}
    assert moves == {"further on", "cannot be compared"}
    assert officer.reads("assess", "compare", later, f"{COUNCIL} 2026-01-01") == told
    assert "Several assessments are meant" in officer.fails("assess", "show", "Exam")
    assert "needs a folder" in officer.fails("assess", "report", later, "--format", "docx")
    assert "doc" in officer.fails("assess", "report", later, "--format", "dox")


def test_an_action_is_planned_questioned_and_overdue_as_at_a_day(officer: Script) -> None:
    told = officer.reads(
        *("action", "add", "Ask the tenants", "--owner", "Ann", "--deadline", "Q3 2024"),
        *("--measure", "Policy written", "--assessment", COUNCIL, "--theme", "hearing"),
    )
    assert told["deadline"] == "2024-Q3"
    assert "not what changes" in told["question"]
    assert [one["id"] for one in told["matching"]] == [ONE]
    [before] = officer.reads("action", "list", "--as-at", "2024-09-30")
    [after] = officer.reads("action", "list", "is:overdue", "--as-at", "2024-10-01")
    assert (before["overdue"], after["overdue"]) == (False, True)
    assert (before["status"], before["reported"], before["quarters"]) == (
        *("not_met", False, "calendar"),
    )
    assert "Nothing reported yet" in officer.does("action", "list")
    report = ("action", "progress", told["id"])
    assert "lies in the future" in officer.fails(*report, "--status", "met", "--date", "9000-01-01")
    assert "is no deadline" in officer.fails(*report, "--revised", "some day")
    officer.does(*report, "--revised", "Q1 2025", "--date", "2024-11-01")
    assert "Q3 2024, revised to Q1 2025" in officer.does("action", "list")
    officer.does(*report, "--status", "met", "--date", "2024-10-02")
    assert officer.reads("action", "list", "is:overdue", "--as-at", "2024-10-03") == []
    assert "--assessment" in officer.fails("action", "add", "x", "--theme", "Nope")
    officer.does("action", "add", "Later", "--deadline", "Q1 2024", "--financial")
    assert "Q1 2024, financial year" in officer.does("action", "list", "Later")
    assert "is no deadline" in officer.fails("action", "add", "x", "--deadline", "one day")


def test_a_chain_leads_from_a_record_to_the_action_and_back(officer: Script) -> None:
    judge(officer, "hearing", "starting", "Ann", "--record", ONE)
    for name in ("Ann", "Ben"):
        officer.does("assess", "judge", COUNCIL, "--ready", "--by", name)
    officer.does(
        *("action", "add", "Ask the tenants", "--assessment", COUNCIL, "--theme", "hearing"),
        *("--record", ONE),
    )
    assert "is an assessment" in officer.fails("chain", COUNCIL)
    assert "Say which pack" in officer.fails("chain", "pack:")
    told = officer.reads("chain", ONE)
    assert {one["kind"] for one in told["supports"]} == {"judgement", "action"}
    [judgement] = [one for one in told["supports"] if one["kind"] == "judgement"]
    assert [one["title"] for one in judgement["branches"]] == ["Ask the tenants"]
    back = officer.reads("chain", "Ask the tenants")
    assert {one["kind"] for one in back["rests_on"]} == {"judgement", "record"}
