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
