"""The starter content is told in our own words. Names, titles and addresses are what they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.content.starter import (
    SHEET,
    TABLE,
    files,
    recommendation_sets,
    records,
    runs,
    source,
    words,
)

LONGEST_SHARED_RUN = 9

#: Names longer than a shared run may be.
_NAMES = (
    "The Journey to Race Equality: Delivering Improved Services to Local Communities",
    "Cabinet Committee on Economic Affairs, Productivity and Competitiveness",
    "Strategy Unit report",
)
_ADDRESS = re.compile(r"https?://\S+")


def _shared(text: str) -> list[str]:
    """The runs of ten words a text has in common with the sources, line by line."""
    length = LONGEST_SHARED_RUN + 1
    sources = {
        run
        for name in (SHEET, TABLE)
        for run in runs(source(name).read_text(encoding="utf-8"), length)
    }
    return [
        " ".join(run)
        for line in text.splitlines()
        for run in runs(_without_names(line), length)
        if run in sources
    ]


def _without_names(line: str) -> str:
    line = _ADDRESS.sub(" | ", line)
    for name in _NAMES:
        # A word no source uses, so that no run reaches across a name.
        line = line.replace(name, "nnnn")
    return line


@pytest.mark.parametrize(
    "path", [path for path in files() if path.suffix == ".md"], ids=lambda path: path.name
)
def test_a_record_shares_no_run_of_ten_words_with_a_source(path: Path) -> None:
    assert _shared(path.read_text(encoding="utf-8")) == []


def test_a_recommendation_shares_no_run_of_ten_words_with_a_source() -> None:
    (found,) = recommendation_sets()
    shared = {item.number: _shared(item.text) for item in found.recommendations}
    assert {number: run for number, run in shared.items() if run} == {}


def test_the_check_sees_a_copied_sentence() -> None:
    text = source(SHEET).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if "http" not in line)
    copied = next(line for line in lines if len(words(line)) > 20)
    assert _shared(copied) != []


def test_no_prose_is_empty() -> None:
    assert [name for name, record in records().items() if not record.sections] == []
