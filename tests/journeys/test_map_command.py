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
