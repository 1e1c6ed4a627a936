"""The evidence map on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner, Result

from evidence_library.cli.program import program


def run(library: Path, *arguments: str) -> Result:
    command = ["--library", str(library), "map", *arguments]
    return CliRunner().invoke(program(lambda _folder: 0), command, catch_exceptions=False)


def test_the_map_is_told_with_its_gaps(starter_library: Path) -> None:
    told = run(starter_library, "police", "--columns", "confidence").stdout
    assert told.startswith("Topic heading by how sure\n")
    assert (
        "\nAntisocial Behaviour: 6\n  Not rated 6\n  Gaps: High, Moderate, Low, Very low\n" in told
    )
    assert "A record can stand in several cells" in told


def test_the_csv_is_the_table_alone(starter_library: Path) -> None:
    text = run(starter_library, "--rows", "effect", "--columns", "kind", "--csv").stdout
    head, *lines = csv.reader(io.StringIO(text))
    assert head[:2] == ["Effect / Kind of record", "Evaluation"]
    assert [line[0] for line in lines] == [
        *("Improved", "Mixed", "No difference", "Worse", "Unclear", "Not stated", "All"),
    ]
    assert sum(int(line[-1]) for line in lines[:-1]) == int(lines[-1][-1])


def test_filters_narrow_the_map(starter_library: Path) -> None:
    narrowed = ("--filter", "effect=improved", "--exclude", "kind=review", "--json")
    every = json.loads(run(starter_library, "--json").stdout)
    some = json.loads(run(starter_library, *narrowed).stdout)
    assert 0 < some["total"] < every["total"]
    assert some["asked"] == {
        "Search": "All records",
        "Only effect": "Improved",
        "Without kind of record": "Review",
    }


def test_the_same_on_both_sides_is_refused_in_a_sentence(starter_library: Path) -> None:
    done = run(starter_library, "--rows", "kind", "--columns", "kind")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Rows and columns of a map must differ")


def test_what_was_not_understood_does_not_stand_in_the_table(starter_library: Path) -> None:
    done = run(starter_library, "colour:red", "--csv")
    assert done.stderr.startswith("Note: “colour” is not a field")
    assert done.stdout.startswith("Topic heading / Kind of evidence,")
    assert "Note: “colour”" in run(starter_library, "colour:red").stdout


def test_words_are_taken_as_in_a_search(starter_library: Path) -> None:
    def total(*options: str) -> int:
        return int(json.loads(run(starter_library, *options, "--json").stdout)["total"])

    assert 0 < total("housebreaking", "--no-synonyms") < total("housebreaking")
    question = "does street lighting help against burglary in car parks"
    assert total(question, "--all-words") < total(question)


def test_the_map_is_written_into_files(starter_library: Path, tmp_path: Path) -> None:
    table, drawing = tmp_path / "map.csv", tmp_path / "map.svg"
    both = ("--csv", "--output", str(table), "--svg", str(drawing))
    done = run(starter_library, "police", *both)
    assert done.exit_code == 0
    assert f"into “{table}”." in done.stdout
    assert f"into “{drawing}”." in done.stdout
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert rows[:2] == [
        ["Evidence map", "Topic heading by kind of evidence"],
        ["Search", "police"],
    ]
    assert drawing.read_text("utf-8").startswith("<svg ")
    answer = json.loads(run(starter_library, "police", "--json", "--svg", str(drawing)).stdout)
    assert answer["exported"] == [str(drawing)]


def test_files_that_cannot_be_written_as_asked_are_refused(
    starter_library: Path, tmp_path: Path
) -> None:
    one = str(tmp_path / "map")
    for options, said in (
        (("--output", one), "--output writes the table of --csv"),
        (("--csv", "--output", one, "--svg", one), "name the same file"),
    ):
        done = run(starter_library, *options)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr
    assert not Path(one).exists()
    assert run(starter_library, "--svg", str(tmp_path / "no" / "map.svg")).exit_code == 1
