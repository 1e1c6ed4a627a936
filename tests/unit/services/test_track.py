"""Recommendations by lead, by status and by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.model.vocabulary import Status
from evidence_library.services import find, ingest, track
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from tests.helpers import papers


@pytest.fixture
def tracked(library: Library, tmp_path: Path) -> Library:
    ingest.commit(library, ingest.preview(library, papers.write(tmp_path, t_txt=papers.TABLE)))
    return library


@pytest.mark.parametrize(
    ("lead", "status", "numbers"),
    [
        ("", None, ["1", "2", "3"]),
        ("wardens", None, ["2", "3"]),
        ("Warden", None, []),
        ("", Status.NOT_MET, ["2"]),
        ("Wardens", Status.NOT_DUE, ["3"]),
    ],
)
def test_recommendations_are_chosen_by_lead_and_status(
    tracked: Library, lead: str, status: Status | None, numbers: list[str]
) -> None:
    listed = track.recommendations(tracked, lead, status)
    assert [item.number for _, item in listed] == numbers


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("walkers", ["2"]),
        ("lamp*", ["1"]),
        ('"after dark"', ["3"]),
        ("council -lamps", ["2"]),
        ("kind:review", []),
        ("title:council", []),
    ],
)
def test_recommendations_are_found_by_their_words(
    tracked: Library, query: str, numbers: list[str]
) -> None:
    assert [item.number for _, item in track.matching(tracked, query)] == numbers
    assert find.search(tracked, Request(query)).recommendations == len(numbers)


def test_an_empty_search_announces_no_recommendations(tracked: Library) -> None:
    assert find.search(tracked, Request()).recommendations == 0
