"""Options of the command line: what is mistyped or cannot go together is told, and not searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import papers
from tests.helpers.command_line import Script


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Somebody with a library of one record on wardens."""
    script = Script(tmp_path / "library")
    script.does("init", "--empty")
    script.does("import", *papers.write(tmp_path, sheet_txt=papers.SHEET))
    return script


@pytest.mark.parametrize(
    ("verb", "meant"),
    [
        (("search", "--jsonn"), "--json"),
        (("search", "wardens", "--no-synonym"), "--no-synonyms"),
        (("search", "--ofset", "2", "wardens"), "--offset"),
        (("map", "--colums", "effect"), "--columns"),
        (("saved", "save", "oops", "--filtr"), "--filter"),
        (("saved", "save", "oops", "wardens", "--filtr=kind=review"), "--filter"),
        (("saved", "run", "Scotland", "--jsno"), "--json"),
    ],
)
def test_a_mistyped_option_is_told_and_not_searched(
    script: Script, verb: tuple[str, ...], meant: str
) -> None:
    done = script.run(*verb)
    assert (done.returncode, done.stdout) == (2, "")
    assert "No such option" in done.stderr
    assert meant in done.stderr.partition("Did you mean")[2]
    assert "oops" not in script.does("saved")


@pytest.mark.parametrize("verb", [("search",), ("map",), ("saved", "save", "Some")])
def test_one_dash_excludes_and_behind_two_alone_everything_is_searched(
    script: Script, verb: tuple[str, ...]
) -> None:
    assert script.reads(*verb, "-wardens").get("total", 0) == 0
    script.does(*verb[:2], *(("More",) if verb[2:] else ()), "--filter", "kind=evaluation", "-h")
    option_as_words = script.run(*verb[:2], *(("Other",) if verb[2:] else ()), "--", "--json")
    assert option_as_words.returncode == 0
    assert "Did you mean" not in option_as_words.stdout


def test_an_option_typed_as_words_is_searched_as_typed(script: Script) -> None:
    assert script.does("search", "--", "--jsonn") == "0 records\n"
    assert script.does("search", "--all-words", "wardens --jsonn") == "0 records\n"
    assert "1 record" in script.does("search", "--", "wardens")


def test_one_form_at_a_time(script: Script) -> None:
    for verb in (("show", "x"), ("map",)):
        forms = {"show": ("--json", "--markdown"), "map": ("--csv", "--json")}[verb[0]]
        said = script.fails(*verb, *forms, status=2)
        assert "cannot go together; choose one" in said
    said = script.fails("show", "x", "--sheet", "--markdown", status=2)
    assert "--markdown and --sheet cannot go together" in said


@pytest.mark.parametrize("other", ["list.csv", "./list.csv", "link.csv"])
def test_two_files_of_one_name_are_refused_before_either_is_written(
    script: Script, tmp_path: Path, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text("older", "utf-8")
    (tmp_path / "link.csv").symlink_to("list.csv")
    lists = ("--export", "list.csv", "--search-record", other)
    said = script.fails("search", "wardens", *lists, status=2)
    assert "--export and --search-record name the same file" in said
    assert "same file" in script.fails("saved", "run", "Scotland", *lists, status=2)
    assert (tmp_path / "list.csv").read_text("utf-8") == "older"


def test_a_file_that_is_not_there_yet_is_not_written_twice(script: Script, tmp_path: Path) -> None:
    lists = ("--export", tmp_path / "new.md", "--search-record", tmp_path / "." / "new.md")
    assert "same file" in script.fails("search", "wardens", *lists, status=2)
    assert not (tmp_path / "new.md").exists()


def test_a_file_name_the_computer_cannot_hold_is_told_in_a_sentence(
    script: Script, tmp_path: Path
) -> None:
    for name in ("x" * 256 + ".csv", "é" * 126 + "..csv", "x" * 300 + "/list.csv"):
        said = script.fails("search", "wardens", "--export", tmp_path / name)
        assert said.count("\n") == 1
        assert "cannot be the name of a file" in said
    longest = tmp_path / ("é" * 125 + "x.csv")
    assert "Wrote 1 record" in script.does("search", "wardens", "--export", longest)
    assert longest.is_file()
    assert "cannot be the name of a file" in script.fails("thesaurus", "export", "x" * 300)
    nowhere = Script(tmp_path / ("x" * 300))
    assert nowhere.fails("search", "wardens").startswith("There is no library")
    assert "too long for this computer" in nowhere.fails("init")


def test_half_a_character_in_an_argument_is_no_defect_of_ours(script: Script) -> None:
    half = "\udcff"
    for form in ((), ("--json",), ("--markdown",), ("--sheet",)):
        assert script.fails("show", half, *form).startswith("There is no record")
    assert script.fails("compare", half, half * 7).startswith("There is no record")
    assert script.reads("search", f"wardens{half}")["problems"] == []
    assert "No record has" in script.fails("search", "--filter", f"topic={half}")
    assert "There is no saved search" in script.fails("saved", "run", half)
    assert "no such group" in script.does("thesaurus", "list", half)
    assert "There is no file" in script.fails("import", half)


def test_a_record_is_named_by_the_beginning_of_its_id(script: Script) -> None:
    [hit] = script.reads("search", "wardens")["hits"]
    whole: str = hit["id"]
    for typed in (whole, whole.upper(), whole[:6], whole[:8].upper(), f" {whole} "):
        assert script.reads("show", typed)["id"] == whole
    for typed in (whole[:5], whole + "x", "%", "______", "", whole[:5] + "_"):
        assert script.fails("show", typed).startswith("There is no record")


LAMPS = """---
id: {key}
title: Lamps
kind: evaluation
---
"""


ONE = "abcdef01-0000-4000-8000-000000000001"
TWO = "abcdef01-0000-4000-8000-000000000002"


def add_lamps(script: Script, folder: Path) -> None:
    """Import two records whose ids begin alike."""
    files = [folder / "one.md", folder / "two.md"]
    for file, key in zip(files, (ONE, TWO), strict=True):
        file.write_text(LAMPS.format(key=key), "utf-8")
    script.does("import", *files)


def test_a_beginning_that_fits_several_ids_names_them(script: Script, tmp_path: Path) -> None:
    add_lamps(script, tmp_path)
    said = script.fails("show", "ABCDEF01")
    assert said == (f"“ABCDEF01” is the beginning of several ids: {ONE}, {TWO}. Type more of it.\n")
    assert script.reads("show", TWO.upper())["id"] == TWO


def test_records_are_compared_and_those_that_are_gone_are_named(
    script: Script, tmp_path: Path
) -> None:
    add_lamps(script, tmp_path)
    [hit] = script.reads("search", "wardens")["hits"]
    both = script.reads("compare", hit["id"][:8], ONE)
    assert [one["id"] for one in both["records"]] == [hit["id"], ONE]
    assert both["gone"] == []
    kinds = next(row for row in both["rows"] if row["name"] == "Kind")
    assert kinds["verdict"] == "the same"
    told = script.run("compare", hit["id"], ONE, "nowhere-at-all")
    assert (told.returncode, told.stderr) == (
        1,
        "There is no record “nowhere-at-all” in this library.\n",
    )
    assert told.stdout.startswith(
        f"1  {hit['title']}\n   Draft\n   {hit['id']}\n2  Lamps\n   Draft\n   {ONE}\n"
    )
    assert "\nKind: the same\n" in told.stdout
    some = script.does("compare", hit["id"], ONE, "--differences")
    assert "Kind: the same" not in some
    assert "\nYear: not stated by all\n" in some
    lonely = script.fails("compare", ONE, "nowhere-at-all").splitlines()
    assert lonely[0].startswith("There is no record “nowhere-at-all”")
    assert lonely[1].startswith("Choose two to four records")
    script.fails("compare", status=2)
