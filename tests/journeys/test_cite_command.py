"""`cite` on the command line: styles, formats and what cannot go together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence_library.services.library import open_library
from tests.helpers.command_line import Script
from tests.helpers.libraries import add, identity
from tests.unit.services.test_citations import ARTICLE, REPORT

IDS = (REPORT.id, ARTICLE.id)


@pytest.fixture
def script(tmp_path: Path) -> Script:
    made = Script(tmp_path / "library", {"EVIDENCE_LIBRARY_CONFIG": str(tmp_path)})
    made.does("init", "--empty")
    library = open_library(made.folder)
    add(library, REPORT, ARTICLE)
    library.close()
    return made


def test_sources_are_cited_in_the_order_of_the_style(script: Script, tmp_path: Path) -> None:
    told = script.does("cite", *IDS)
    assert [one[:8] for one in told.split("\n\n")] == ["Home Off", "van der "]
    assert script.does("cite", ARTICLE.id[:8], "--style", "oscola").startswith("van der Berg AB")
    (tmp_path / "settings.toml").write_text('citation_style = "apa"\n', encoding="utf-8")
    assert "& Moss, C. (2004). Lamps" in script.does("cite", ARTICLE.id)


def test_json_names_the_style_and_each_record(script: Script) -> None:
    told = script.reads("cite", *IDS, "--style", "vancouver")
    assert told["style"] == "vancouver"
    assert [one["id"] for one in told["citations"]] == list(IDS)
    assert told["citations"][0]["citation"].startswith("Home Office. Wardens at night [Internet].")


def test_reference_managers_get_their_formats(script: Script) -> None:
    assert script.does("cite", *IDS, "--format", "ris").count("TY  - ") == 2
    items = json.loads(script.does("cite", *IDS, "--format", "csl-json"))
    assert [one["title"] for one in items] == [REPORT.title, ARTICLE.title]


def test_what_cannot_go_together_is_told(script: Script) -> None:
    told = script.fails("cite", ARTICLE.id, "--format", "ris", "--style", "apa", status=2)
    assert "--style and --json go with the format text only." in told
    assert "There is no record" in script.fails("cite", identity("nowhere"))
