"""Recommendations by lead, by status and by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import new_set_id
from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.vocabulary import Status
from evidence_library.services import find, ingest, track
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store import recommendation_sets
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


def _with_another_set(library: Library) -> RecommendationSet:
    made = RecommendationSet(
        id=new_set_id(),
        title="Night/day",
        recommendations=(
            Recommendation(number="2", text="Sweep"),
            Recommendation(number="3/4a", text="Dig"),
        ),
    )
    with library.change("Another set") as change:
        recommendation_sets.put(change.operation, made)
    return made


def test_a_recommendation_is_named_by_its_id_its_number_or_its_set(tracked: Library) -> None:
    made = _with_another_set(tracked)
    lines = track.board(tracked).lines
    first, second, other, odd = lines[0].id, lines[1].id, lines[3].id, lines[4].id
    title = track.board(tracked).sets[lines[0].set_id].title
    for typed, key in {
        first: first,
        first[:8].upper(): first,
        " 1 ": first,
        f"{title}/2": second,
        f"{title[:4].upper()}/ 2": second,
        "night/DAY/2": other,
        f"{made.id[:6]}/2": other,
        "3/4A": odd,
    }.items():
        assert track.meant(tracked, typed) == key
    with pytest.raises(UserCanFix, match=f"may mean .*{second}.* or “Night/day/2” .{other}"):
        track.meant(tracked, "2")
    for typed in ("", "/", "99", f"{title}/9", first[:3]):
        with pytest.raises(UserCanFix, match="There is no recommendation"):
            track.meant(tracked, typed)
