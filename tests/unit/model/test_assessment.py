"""Where an assessment stands: in words, with differences shown and nothing added up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence_library.model.assessment import (
    Agreed,
    Assessment,
    Judgement,
    Move,
    Scope,
    Standing,
    Verdict,
    disagreements,
    moved,
    standing,
)
from evidence_library.model.ids import AssessmentId, InstrumentId

ANN = Judgement(theme="t", assessor="Ann", verdict=Verdict.STAGE, stage="lit")
BEN = Judgement(theme="t", assessor="Ben", verdict=Verdict.STAGE, stage="dark")
BOTH = Assessment(
    id=AssessmentId("1"),
    instrument=InstrumentId("1"),
    version=1,
    assessors=("Ann", "Ben"),
    judgements=(ANN, BEN),
)
ORDER = {"dark": 0, "dim": 1, "lit": 2}


def at(stage: str) -> Standing:
    return standing(replace(BOTH, judgements=(replace(ANN, stage=stage),)), "t")


def test_assessors_who_differ_have_no_judgement_between_them() -> None:
    found = standing(BOTH, "t")
    assert (found.verdict, found.stage, found.differ) == (None, "", True)
    assert found.judgements == (ANN, BEN)
    assert [one.theme for one in disagreements(BOTH, ["t", "other"])] == ["t"]


def test_what_was_agreed_counts_and_the_difference_stays_in_sight() -> None:
    agreed = Agreed(theme="t", verdict=Verdict.STAGE, stage="dim", why="Half are lit", by=("Ann",))
    found = standing(replace(BOTH, agreed=(agreed,)), "t")
    assert (found.verdict, found.stage, found.differ) == (Verdict.STAGE, "dim", True)
    assert disagreements(replace(BOTH, agreed=(agreed,)), ["t"]) == ()


def test_one_who_did_not_assess_does_not_differ_from_one_who_did() -> None:
    not_yet = Judgement(theme="t", assessor="Ben")
    found = standing(replace(BOTH, judgements=(ANN, not_yet)), "t")
    assert (found.verdict, found.stage, found.differ) == (Verdict.STAGE, "lit", False)


def test_not_assessed_and_not_applicable_are_different() -> None:
    aside = Judgement(theme="t", assessor="Ann", verdict=Verdict.NOT_APPLICABLE)
    assert standing(replace(BOTH, judgements=(aside,)), "t").verdict is Verdict.NOT_APPLICABLE
    assert standing(replace(BOTH, judgements=()), "t").verdict is Verdict.NOT_ASSESSED
    assert standing(replace(BOTH, judgements=(aside, BEN)), "t").differ


@pytest.mark.parametrize(
    ("ready", "viewer", "seen"),
    [
        ((), "Ann", [ANN]),
        (("Ann",), "Ann", [ANN]),
        (("Ann",), "Ben", [BEN]),
        (("Ben",), "", []),
        (("Ann", "Ben"), "Ann", [ANN, BEN]),
        (("Ann", "Ben"), "", [ANN, BEN]),
    ],
)
def test_a_blind_assessment_shows_nothing_of_the_other_before_both_are_ready(
    ready: tuple[str, ...], viewer: str, seen: list[Judgement]
) -> None:
    blind = replace(BOTH, blind=True, ready=ready)
    found = standing(blind, "t", viewer)
    assert list(found.judgements) == seen
    assert found.differ == (len(seen) > 1)


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        ("dark", "dim", Move.ON),
        ("dark", "lit", Move.ON),
        ("lit", "dark", Move.BACK),
        ("dim", "dim", Move.SAME),
        ("gone", "lit", Move.NOT_COMPARABLE),
    ],
)
def test_a_move_has_a_direction_and_no_size(before: str, after: str, move: Move) -> None:
    assert moved(at(before), at(after), ORDER) is move


def test_what_is_no_stage_cannot_be_compared() -> None:
    assert moved(standing(BOTH, "t"), at("lit"), ORDER) is Move.NOT_COMPARABLE
    assert moved(at("lit"), standing(BOTH, "other"), ORDER) is Move.NOT_COMPARABLE


def test_a_department_is_told_with_its_organisation() -> None:
    assert Scope(name="Housing", organisation="Example Council").label == "Housing, Example Council"
    assert Scope(name="Example Council").label == "Example Council"
