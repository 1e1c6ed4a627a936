"""What a person or a script does on the command line.

The program's own `main` runs in this process; a few journeys start the real program each time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import papers
from tests.helpers.command_line import Script

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


SOURCED = """---
title: Lamps
links:
  - role: source
    url: http://www.example.org/lamps
    label: The lamp report
    accessed: May 2012
    note: Read in a copy
    supports:
      - Nine studies
      - A statement of so many words that it needs a second line when it is told in a terminal
---
"""
SOURCE_TOLD = """
Source: http://www.example.org/lamps (accessed 2012-05)
  The lamp report
  Read in a copy
  Supports:
    - Nine studies
    - A statement of so many words that it needs a second line when it is told in a
      terminal
"""


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Somebody with an empty library, who calls the program's `main`."""
    script = Script(tmp_path / "library")
    script.does("init", "--empty")
    return script


@pytest.fixture
def real_script(tmp_path: Path) -> Script:
    """Somebody with an empty library, who starts the real program for every verb."""
    Script(tmp_path / "library").does("init", "--empty")
    return Script(tmp_path / "library", real=True)


def test_a_sheet_is_imported_found_shown_and_written_again(
    real_script: Script, tmp_path: Path
) -> None:
    [sheet] = papers.write(tmp_path, sheet_txt=papers.SHEET)
    report = real_script.reads("import", sheet)
    assert (report["imported"], report["failed"]) == (1, 0)
    found = real_script.reads("search", "trust wardens")
    assert set(found) >= {"query", "total", "hits", "facets", "elsewhere", "problems"}
    assert found["total"] == 1
    assert found["facets"]["topic"] == {"Community Engagement": 1, "Tidy Gardens": 1}
    assert found["facets"]["kind"] == {"evaluation": 1}
    [hit] = found["hits"]
    assert (hit["kind"], hit["year"]) == ("evaluation", 2006)
    assert "**Trust** in the **wardens** rose" in hit["excerpt"]
    shown = real_script.reads("show", hit["id"])
    assert shown["published"] == {"value": "2006-03", "raw": "March 2006"}
    assert shown["added"] == {"value": "2011-05", "raw": "2011 (May AB)", "by": "AB"}
    assert shown["pointers"][0]["numbers"] == [4]
    assert shown["source_text"] == papers.SHEET
    assert any(problem["code"] == "unknown-heading" for problem in shown["problems"])
    written = real_script.does("show", hit["id"], "--sheet")
    assert written.split() == papers.SHEET.split()


def test_other_words_are_searched_and_told_unless_they_are_switched_off(
    script: Script, tmp_path: Path
) -> None:
    [sheet] = papers.write(
        tmp_path, sheet_txt=papers.SHEET.replace("wardens", "surveillance cameras")
    )
    script.does("import", sheet)
    told = "Also searched: closed-circuit television, surveillance camera\n1 record\n"
    assert script.does("search", "CCTV").startswith(told)
    found = script.reads("search", "CCTV")
    assert found["also_searched"] == ["closed-circuit television", "surveillance camera"]
    assert script.does("search", "CCTV", "--no-synonyms") == "0 records\n"


def test_a_record_travels_as_markdown_and_gives_the_same_sheet_elsewhere(
    script: Script, tmp_path: Path
) -> None:
    [sheet] = papers.write(tmp_path, sheet_txt=papers.SHEET)
    record_id = script.reads("import", sheet)["files"][0]["records"][0]["id"]
    [travelling] = papers.write(tmp_path, travel_md=script.does("show", record_id, "--markdown"))
    elsewhere = Script(tmp_path / "elsewhere")
    elsewhere.does("init", "--empty")
    elsewhere.does("import", travelling)
    assert elsewhere.does("show", record_id, "--sheet") == script.does("show", record_id, "--sheet")


def test_each_source_is_told_with_what_it_supports(script: Script, tmp_path: Path) -> None:
    [path] = papers.write(tmp_path, lamps_md=SOURCED)
    record_id = script.reads("import", path)["files"][0]["records"][0]["id"]
    [link] = script.reads("show", record_id)["links"]
    assert (link["note"], link["supports"][0]) == ("Read in a copy", "Nine studies")
    assert SOURCE_TOLD in script.does("show", record_id)
    assert "  supports:\n  - Nine studies\n" in script.does("show", record_id, "--markdown")


def test_recommendations_are_listed_by_lead_and_status(script: Script, tmp_path: Path) -> None:
    [table] = papers.write(tmp_path, table_txt=papers.TABLE)
    script.does("import", table)
    listed = script.reads("recommendations", "--status", "not met")
    assert listed == script.reads("recommendations", "--status", "not_met")
    [second] = listed
    assert second["number"] == 2
    assert second["leads"] == ["HTC", "Wardens"]
    assert second["deadline"] is None
    assert [(part["marker"], part["deadline"], part["status"]) for part in second["parts"]] == [
        ("i", "2007-Q3", "not_met"),
        ("ii", "2008-Q1", "not_met"),
    ]
    assert second["parts"][0]["inherited"] == ["status"]
    assert [row["number"] for row in script.reads("recommendations", "--lead", "WARDENS")] == [2, 3]
    elsewhere = {"recommendations": 1, "assessments": 0, "actions": 0}
    assert script.reads("search", "walkers")["elsewhere"] == elsewhere


def test_topics_have_notation_status_and_count(script: Script) -> None:
    topics = {row["notation"]: row for row in script.reads("topics")}
    assert len(topics) == 99
    assert topics["VUL.1"] == {
        "notation": "VUL.1",
        "label": "Black and Minority Ethnic Communities",
        "broader": "VUL",
        "status": "proposed",
        "alternative_labels": ["BME", "BAME", "ethnic minorities", "black and minority ethnic"],
        "count": 0,
    }
    assert topics["VUL"]["broader"] is None
    assert topics["VUL"]["status"] == "verified"


def test_only_headings_with_records_can_be_listed(script: Script, tmp_path: Path) -> None:
    assert script.does("topics", "--used") == ""
    script.does("import", *papers.write(tmp_path, sheet_txt=papers.SHEET))
    assert [row["label"] for row in script.reads("topics", "--used")] == ["Community Engagement"]


def test_bad_files_get_one_line_each_and_change_nothing(script: Script, tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "large.txt": b"Title: x\n" + b"lorem ipsum " * 4_500_000,
        "unknown.txt": b"hello there\n",
        "untitled.txt": papers.SHEET.partition("\n")[2].encode(),
        "headless.tsv": papers.TABLE.partition("Progress\n")[2].encode(),
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    told = script.fails("import", *(tmp_path / name for name in bad)).splitlines()
    assert [line.partition(": ")[0] for line in told] == [str(tmp_path / name) for name in bad]
    assert script.reads("search", "")["total"] == 0


@pytest.mark.parametrize(("query", "total"), [("-wardens", 0), ("-housing", 1), ("-h", 1)])
def test_a_search_may_begin_with_an_excluded_word(
    script: Script, tmp_path: Path, query: str, total: int
) -> None:
    script.does("import", *papers.write(tmp_path, sheet_txt=papers.SHEET))
    assert script.reads("search", query)["total"] == total


def test_a_file_name_with_a_line_break_still_gets_one_line(script: Script, tmp_path: Path) -> None:
    odd = tmp_path / "two\nlines.txt"
    odd.write_bytes(b"")
    assert script.fails("import", odd).count("\n") == 1


def test_a_file_named_as_the_library_is_no_library(tmp_path: Path) -> None:
    [file] = papers.write(tmp_path, plain_txt="hello")
    told = Script(tmp_path).fails("--library", file, "search", "x")
    assert told.startswith("There is no library in")
    assert told.count("\n") == 1


def test_text_that_is_not_utf_8_is_read_and_the_assumption_is_said(
    script: Script, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.txt"
    path.write_bytes(papers.SHEET.replace("safer", "safér").encode("cp1252"))
    [file] = script.reads("import", path)["files"]
    assert (file["encoding_assumed"], file["encoding"]) == (True, "windows-1252")
    assert "Windows-1252" in file["problems"][0]["message"]
    assert script.reads("search", "safer")["total"] == 1


def test_a_dry_run_shows_and_changes_nothing(script: Script, tmp_path: Path) -> None:
    [sheet] = papers.write(tmp_path, sheet_txt=papers.SHEET)
    report = script.reads("import", sheet, "--dry-run")
    assert (report["dry_run"], report["imported"]) == (True, 1)
    assert script.reads("search", "")["total"] == 0


def test_a_bad_file_among_good_ones_ends_with_status_1(script: Script, tmp_path: Path) -> None:
    sheet, empty = papers.write(tmp_path, sheet_txt=papers.SHEET, empty_txt="")
    done = script.run("import", sheet, empty, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["imported"] == 1
    assert done.stderr.count("\n") == 1
    assert str(empty) in done.stderr


def test_undo_and_redo_from_the_command_line(script: Script, tmp_path: Path) -> None:
    script.does("import", *papers.write(tmp_path, sheet_txt=papers.SHEET))
    assert "Lamps and Lanes" in script.does("undo")
    assert script.reads("search", "")["total"] == 0
    script.does("redo")
    assert script.reads("search", "")["total"] == 1
    script.does("undo")
    assert script.fails("undo") == "There is nothing to undo.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("search", "x"), "There is no library in"),
        (("import", "x.txt"), "There is no library in"),
        (("recommendations",), "There is no library in"),
    ],
)
def test_without_a_library_every_verb_says_so_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    told = Script(tmp_path / "nothing").fails(*arguments)
    assert sentence in told
    assert told.count("\n") == 1
    assert not (tmp_path / "nothing").exists()


def test_wrong_usage_ends_with_status_2(script: Script) -> None:
    script.fails("search", status=2)
    script.fails("recommendations", "--status", "done", status=2)
    Script(script.folder, real=True).fails("dance", status=2)


def test_a_library_can_be_named_in_front_of_the_verb(tmp_path: Path) -> None:
    script = Script(tmp_path / "unused")
    script.does("--library", tmp_path / "named", "init", "--empty")
    assert (tmp_path / "named" / "library.db").is_file()
    assert not (tmp_path / "unused").exists()


def test_the_version_is_told() -> None:
    assert "0.1.0" in Script(Path(), real=True).does("--version")


def test_without_a_display_the_starter_library_is_made_and_shown(tmp_path: Path) -> None:
    blind = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    script = Script(tmp_path / "library", blind, real=True)
    told = script.does()
    assert "Made the starter library" in told
    assert "records" in told
    assert "The window needs a display" in told
    again = script.does()
    assert "Made the starter library" not in again


@pytest.mark.parametrize("platform", ["", "offscreen"])
def test_a_start_that_nobody_could_see_ends_by_itself(tmp_path: Path, platform: str) -> None:
    blind = {"DISPLAY": ":981", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": platform}
    assert "The window needs a display" in Script(tmp_path / "library", blind).does()


VERBS_WITHOUT_QT = """
import sys
from evidence_library.app import main
try:
    main(["--library", sys.argv[1], "search", "trust"])
except SystemExit as end:
    assert not end.code, end.code
print([name for name in sys.modules if name.startswith("PySide6")])
"""


def test_a_verb_never_imports_qt(script: Script) -> None:
    done = subprocess.run(
        [sys.executable, "-c", VERBS_WITHOUT_QT, str(script.folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the two source documents are not here")


@needs_seeds
def test_both_source_documents_make_the_whole_journey(script: Script) -> None:
    report = script.reads("import", *sorted(SEEDS.glob("*.txt")))
    assert (report["imported"], report["failed"]) == (2, 0)
    assert script.reads("search", '"stop and search" OR "stopped and searched"')["total"] == 1
    assert script.reads("search", "BME")["total"] == 1
    listed = script.reads("recommendations")
    assert [row["number"] for row in listed] == list(range(1, 29))
    assert [row["number"] for row in script.reads("recommendations", "--status", "not_met")] == [
        13,
        16,
        22,
        23,
    ]


@needs_seeds
def test_the_source_sheet_is_written_again_word_for_word(script: Script) -> None:
    sheet = SEEDS / "scs-summary-journey-to-race-equality.txt"
    record_id = script.reads("import", sheet)["files"][0]["records"][0]["id"]
    written = script.does("show", record_id, "--sheet")
    assert written.split() == sheet.read_text(encoding="utf-8").split()


def test_filters_and_exclusions_narrow_a_search(tmp_path: Path) -> None:
    script = Script(tmp_path / "library")
    script.does("init", "--starter")
    failed = ("--filter", "effect=worse", "--filter", "effect=no difference")
    everything = script.reads("search", *failed)
    assert everything["total"] == everything["facets"]["effect"]["worse"] + 6
    reviews = script.reads("search", *failed, "--filter", "type=systematic review")
    others = script.reads("search", *failed, "--exclude", "kind=systematic review")
    assert reviews["total"] + others["total"] == everything["total"]
    under = script.reads("search", "--filter", "topic=ACQ.1", "--exclude", "licence=none")
    assert [hit["title"] for hit in under["hits"]] == [
        "The Effectiveness of Neighborhood Watch",
        "The Kirkholt Burglary Prevention Project, Rochdale",
    ]
    second = script.reads("search", *failed, "--offset", "1", "--limit", "1")
    assert second["hits"] == everything["hits"][1:2]
    assert "and 6 more" in script.does("search", *failed, "--offset", "1", "--limit", "1")


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("effect", "“effect” is not of the form facet=value, such as effect=worse."),
        ("colour=red", "There is no facet “colour”; there are topic, kind, "),
        ("effect=purple", "No record has the effect “purple”."),
        ("topic=Gardening", "No record has the topic “Gardening”."),
    ],
)
def test_a_filter_that_cannot_be_is_said_in_a_sentence(
    script: Script, option: str, sentence: str
) -> None:
    assert sentence in script.fails("search", "--filter", option)


def test_a_search_is_saved_run_renamed_deleted_and_brought_back(script: Script) -> None:
    script.does("import", papers_file(script.folder.parent))
    told = script.does("saved", "save", "My lamps", "lamps", "--no-synonyms")
    assert told == "Saved “My lamps”: 1 record.\n"
    assert "My lamps  1\n" in script.does("saved")
    assert script.reads("saved", "run", "my lamps")["total"] == 1
    assert "already" in script.fails("saved", "save", "MY LAMPS", "wardens")
    script.does("saved", "rename", "My lamps", "Light")
    assert script.does("saved", "delete", "light").startswith("Deleted “Light”")
    assert "no saved search" in script.fails("saved", "run", "Light")
    script.does("undo")
    names = [one["name"] for one in script.reads("saved")]
    assert names[0] == "What did not work"
    assert names[-1] == "Light"


def test_what_is_found_is_written_into_files(script: Script, tmp_path: Path) -> None:
    script.does("import", papers_file(script.folder.parent))
    table, report = tmp_path / "lamps.csv", tmp_path / "lamps.md"
    told = script.does("search", "lamps", "--export", table, "--search-record", report)
    assert told == f"Wrote 1 record into “{table}”.\nWrote 1 record into “{report}”.\n"
    assert "Search,lamps" in table.read_text("utf-8-sig")
    assert "# Search record" in report.read_text("utf-8")
    answer = script.reads("search", "lamps", "--export", tmp_path / "lamps.xlsx", "--limit", 0)
    assert answer["exported"] == [str(tmp_path / "lamps.xlsx")]
    assert "end it with one of" in script.fails("search", "x", "--export", "x.pdf", status=2)
    assert "There is no folder" in script.fails("search", "x", "--export", tmp_path / "no/x.csv")


def test_words_of_ones_own_are_searched_changed_and_taken_back(
    script: Script, tmp_path: Path
) -> None:
    script.does("import", papers_file(tmp_path))
    assert script.reads("search", "brollies")["total"] == 0
    told = script.does("thesaurus", "add", "lamps", "brollies", "BRL")
    assert told == (
        "“lamps” is our own now: lamps, brollies, BRL.\n"
        "Note: “BRL”: For a short form choose the kind “abbreviation”.\n"
    )
    found = script.reads("search", "brollies")
    assert (found["total"], found["also_searched"]) == (1, ["lamps", "BRL"])
    assert script.does("undo") == "Undone: Add words for “lamps”\n"
    assert script.reads("search", "brollies")["total"] == 0
    script.does("redo")
    options = ("--kind", "historical name", "--last-year", "1989", "--note", "slang")
    script.does("thesaurus", "add", "housebreaking", "screwing", *options)
    script.does("thesaurus", "remove", "burglary", "housebreaking")
    assert script.does("thesaurus", "list", "--own").startswith("burglary (changed): burglary, ")
    shown = script.does("thesaurus", "show", "screwing")
    assert "burglary: changed\n" in shown
    assert "  screwing (historical name, to 1989, our own): slang\n" in shown
    assert "  housebreaking (synonym, switched off)" in shown
    table = tmp_path / "words.csv"
    assert script.does("thesaurus", "export", table) == f"Wrote 2 groups into “{table}”.\n"
    assert "is switched off now" in script.does("thesaurus", "remove", "stop and search")
    assert "Removed “lamps”" in script.does("thesaurus", "remove", "lamps")
    script.does("thesaurus", "restore", "burglary")
    [left] = script.reads("thesaurus", "list", "--own")
    assert (left["group"], left["state"]) == ("stop and search", "switched off")
    would = script.does("thesaurus", "import", table, "--dry-run")
    assert would.endswith("Would change 2 groups.\n")
    assert [one["group"] for one in script.reads("thesaurus", "import", table)["groups"]] == [
        "burglary",
        "lamps",
    ]
    assert script.does("thesaurus", "import", table).startswith("All of it is there already")


def test_words_that_are_wrong_are_told_in_one_line_each(script: Script, tmp_path: Path) -> None:
    said = "“housebreaking”: It stands in the group “burglary” already; take it out there first.\n"
    assert script.fails("thesaurus", "add", "tasking", "housebreaking") == said
    assert "no group of words" in script.fails("thesaurus", "show", "zebra")
    assert "“burglary” is as shipped" in script.fails("thesaurus", "restore", "burglary")
    script.fails("thesaurus", "add", "tasking", status=2)
    script.fails("thesaurus", "add", "tasking", "huddle", "--kind", "pun", status=2)
    table = tmp_path / "words.csv"
    rows = ["group,term,kind,first_year,last_year,note", "x,y,pun,,,", ",z,synonym,,,"]
    table.write_text("\n".join(rows), encoding="utf-8")
    assert len(script.fails("thesaurus", "import", table).splitlines()) == 2
    answer = script.run("thesaurus", "import", table, "--json")
    assert answer.returncode == 1
    assert len(json.loads(answer.stdout)["problems"]) == 2
    assert script.reads("thesaurus", "list", "--own") == []
    assert "There is no file" in script.fails("thesaurus", "import", tmp_path / "none.csv")
    assert "There is no folder" in script.fails("thesaurus", "export", tmp_path / "no/x.csv")


def papers_file(folder: Path) -> Path:
    path = folder / "lamps.md"
    path.write_text(SOURCED, encoding="utf-8")
    return path
