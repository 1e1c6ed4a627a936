"""What might serve a recommendation, and what asks for the same: suggested with a reason."""

from __future__ import annotations

import pytest

from evidence_library.model.ids import RecommendationId
from evidence_library.model.vocabulary import EvidenceRole
from evidence_library.services import (
    track,
    track_edits,
    track_links,
    track_overlaps,
    track_practice,
    track_sets,
)
from evidence_library.services.opened import Library
from evidence_library.services.track_edits import Fields
from evidence_library.services.track_links import Bearing
from evidence_library.services.track_sets import SetFields
from tests.helpers.libraries import add, heading, identity, note

LIT = "Councils should fit brighter street lighting where burglary and fear of crime are worst."
LIT_TOO = "Fit street lighting wherever burglary is worst and fear of crime is felt, and see to it."
TAUGHT = "Schools should teach pupils how bullying is stopped."

LAMPS, PARKS, REPORT = identity("lamps"), identity("parks"), identity("report")


@pytest.fixture
def asked(library: Library) -> dict[str, RecommendationId]:
    """Three sets that ask for lighting, one of which asks for teaching, too; and three records."""
    bright = "Street lighting was made brighter; street lighting cut burglary. Burglary fell."
    fear = heading(library, "Fear of Crime and Public Confidence")
    add(
        library,
        note("lamps", bright, topics=(fear,)),
        note("parks", "Grass was cut. Grass was cut again."),
        note("report", bright, kind="policy and recommendations"),
    )
    keys = {}
    for title, texts in (("One", (LIT, TAUGHT)), ("Two", (LIT_TOO,)), ("Three", (LIT,))):
        owner, _ = track_sets.new(library, SetFields(title=title))
        for text in texts:
            keys[f"{title}/{text[:4]}"] = track_edits.add(library, owner, Fields(text=text))[0]
    return keys


def test_practice_is_suggested_with_its_reason(
    library: Library, asked: dict[str, RecommendationId]
) -> None:
    key = asked["One/Coun"]
    (found,) = track_practice.for_recommendation(library, key)
    assert (found.id, found.effect, found.confidence) == (LAMPS, "Not stated", "Not rated")
    assert found.reason == "Both speak of crime, fear, burglary, lighting"
    track_links.link(library, [key], LAMPS, Bearing(role=EvidenceRole.PROGRESS))
    assert [one.id for one in track_practice.for_recommendation(library, key)] == [LAMPS]
    track_links.link(library, [key], LAMPS, Bearing(role=EvidenceRole.PRACTICE))
    assert track_practice.for_recommendation(library, key) == ()


def test_a_record_is_told_what_it_might_serve(
    library: Library, asked: dict[str, RecommendationId]
) -> None:
    track_links.link(library, [asked["Two/Fit "]], LAMPS, Bearing(role=EvidenceRole.PROBLEM))
    found = track_practice.for_record(library, LAMPS)
    assert {one.held.item.id for one in found} == {asked["One/Coun"], asked["Three/Coun"]}
    assert track_practice.for_record(library, PARKS) == ()
    assert track_practice.for_record(library, REPORT) == ()


def test_what_asks_for_the_same_is_suggested_until_somebody_has_said_so(
    library: Library, asked: dict[str, RecommendationId]
) -> None:
    one, two, three = asked["One/Coun"], asked["Two/Fit "], asked["Three/Coun"]
    pairs = track_overlaps.suggestions(library)
    assert (pairs[0].one.item.id, pairs[0].other.item.id) == (one, three)
    assert pairs[0].reason.startswith("Nearly the same words; both speak of ")
    assert {(pair.one.item.id, pair.other.item.id) for pair in pairs[1:]} == {
        (one, two),
        (two, three),
    }
    track_links.overlap(library, one, two)
    track_links.keep_apart(library, three, two)
    left = track_overlaps.suggestions_for(library, three)
    assert [pair.other.item.id for pair in left] == [one]
    track_links.overlap(library, three, one)
    (group,) = track_overlaps.clusters(library)
    assert [held.item.id for held in group] == [one, two, three]
    beside = track_overlaps.cluster_of(library, three)
    assert [held.owner.title for held in beside] == ["One", "Two"]
    assert track.held(library, asked["One/Scho"]).item.overlaps == ()
