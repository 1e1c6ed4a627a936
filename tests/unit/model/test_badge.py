"""The sentence on how we know says what is coded, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.model.badge import NOT_RATED, badge_sentence
from evidence_library.model.record import Appraisal, Outcome, Place, Record
from evidence_library.model.vocabulary import About, Confidence, Direction, EvidenceKind
from tests.helpers.libraries import identity
from tests.unit.exporters.any_record import any_record

EMPTY = Record(id=identity("a record"))
MEASURED = (Outcome(outcome="burglary", direction=Direction.IMPROVED),)
TWO = (Place("England", "Leicester"), Place("England", "Derby"))


def appraised(**fields: object) -> Record:
    return replace(EMPTY, appraisal=Appraisal(**fields), outcomes=MEASURED, place=TWO)  # type: ignore[arg-type]


def test_two_places_without_a_comparison_may_be_luck() -> None:
    record = appraised(maryland=1, confidence=Confidence.VERY_LOW)
    assert badge_sentence(record) == "Two places, no comparison group: may be luck"


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (EMPTY, "Not rated"),
        (appraised(), "Not rated: two places"),
        (
            appraised(evidence_kind=EvidenceKind.RANDOMISED_TRIAL, maryland=5),
            "Not rated: two places, a randomised trial",
        ),
        (
            appraised(evidence_kind=EvidenceKind.LOCAL_MONITORING, confidence=Confidence.LOW),
            "Two places, counted by those who ran it: may be right, may be luck",
        ),
        (
            replace(EMPTY, appraisal=Appraisal(confidence=Confidence.VERY_LOW)),
            "A first hint only",
        ),
        (
            replace(EMPTY, appraisal=Appraisal(maryland=1, confidence=Confidence.HIGH)),
            "No comparison group: coded High confidence",
        ),
        (
            appraised(maryland=2, confidence=Confidence.HIGH),
            "Two places, no like-for-like comparison: coded High confidence",
        ),
        (
            replace(EMPTY, place=(Place("Wales"),), population=("men", "women")),
            "Not rated: one country, two groups of people",
        ),
    ],
)
def test_it_is_composed_from_what_is_coded(record: Record, sentence: str) -> None:
    assert badge_sentence(record) == sentence


def test_a_second_appraiser_is_told_of() -> None:
    record = appraised(confidence=Confidence.MODERATE)
    other = replace(record, second_appraisal=Appraisal(confidence=Confidence.LOW))
    same = replace(record, second_appraisal=Appraisal(confidence=Confidence.MODERATE))
    assert badge_sentence(other) == "Two places: probably right (a second appraiser says low)"
    assert badge_sentence(same) == "Two places: probably right (two appraisers agree)"


COMPARES = {EvidenceKind.COMPARISON_GROUP}


@given(any_record())
def test_it_never_claims_more_than_is_coded(record: Record) -> None:
    sentence = badge_sentence(record)
    said, appraisal = sentence.casefold(), record.appraisal
    rated = appraisal.confidence is not Confidence.NOT_RATED
    assert sentence.startswith(NOT_RATED) is not rated
    level = appraisal.maryland if isinstance(appraisal.maryland, int) else 0
    if "compar" in said:
        assert appraisal.evidence_kind in COMPARES or level in {1, 2, 3, 4}
    if "with a comparison group" in said:
        assert appraisal.evidence_kind in COMPARES
    if "chance" in said:
        assert level == 5
    if "trial" in said:
        assert appraisal.evidence_kind is EvidenceKind.RANDOMISED_TRIAL
    if "place" in said.replace("several places", ""):
        assert any(one.area for one in record.place)
    if "luck" in said:
        assert any(one.about is About.INTERVENTION for one in record.outcomes)
        assert rated
    if "appraiser" in said:
        assert record.second_appraisal is not None


@given(any_record(), st.sampled_from(list(Confidence)))
def test_words_of_the_record_never_come_into_it(record: Record, confidence: Confidence) -> None:
    blank = replace(
        record,
        title="",
        sections=(),
        finding="",
        notes="",
        population=tuple(str(at) for at, _ in enumerate(record.population)),
        appraisal=replace(record.appraisal, confidence=confidence, reasons=""),
    )
    told = replace(blank, title="x", finding="y", appraisal=replace(blank.appraisal, reasons="z"))
    assert badge_sentence(told) == badge_sentence(blank)
