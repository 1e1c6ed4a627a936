"""The three facts a record shows first."""

from __future__ import annotations

import pytest

from evidence_library.model import headline
from evidence_library.model.dates import PartialDate
from evidence_library.model.record import Appraisal, Outcome, Record
from evidence_library.model.vocabulary import About, Confidence, Direction, EvidenceKind
from tests.helpers.libraries import note


def record_with(*outcomes: Outcome) -> Record:
    return note("one", outcomes=outcomes)


def outcome(direction: Direction, **fields: object) -> Outcome:
    return Outcome(outcome=f"{direction} thing", direction=direction, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcomes", "value"),
    [
        ((), "not stated"),
        ((outcome(Direction.IMPROVED),), "improved"),
        ((outcome(Direction.IMPROVED), outcome(Direction.WORSE)), "mixed"),
        ((outcome(Direction.IMPROVED), outcome(Direction.UNCLEAR)), "improved"),
        ((outcome(Direction.UNCLEAR),), "unclear"),
        ((outcome(Direction.NOT_MEASURED),), "not stated"),
        ((outcome(Direction.IMPROVED), outcome(Direction.WORSE, main=True)), "worse"),
        ((outcome(Direction.WORSE, about=About.PROBLEM),), "not stated"),
    ],
)
def test_the_effect_is_what_the_main_outcomes_of_an_intervention_say(
    outcomes: tuple[Outcome, ...], value: str
) -> None:
    assert headline.effect_value(record_with(*outcomes)) == value


def test_a_measured_problem_is_no_failure_of_an_intervention() -> None:
    record = record_with(outcome(Direction.WORSE, about=About.PROBLEM))
    assert not headline.did_not_work(record)
    fact = headline.effect(record)
    assert (fact.label, fact.detail) == ("Not stated", "Measures a problem, not an intervention")


@pytest.mark.parametrize("direction", [Direction.WORSE, Direction.NO_DIFFERENCE])
def test_what_did_not_work_is_said_so(direction: Direction) -> None:
    assert headline.did_not_work(record_with(outcome(direction)))


def test_a_blank_appraisal_is_not_rated_and_never_low() -> None:
    fact = headline.how_we_know(note("one"))
    assert (fact.label, fact.detail) == ("Not rated", "Kind of evidence not stated")


def test_confidence_comes_with_kind_of_evidence_and_reasons() -> None:
    appraisal = Appraisal(
        evidence_kind=EvidenceKind.RANDOMISED_TRIAL,
        confidence=Confidence.MODERATE,
        reasons="one trial",
    )
    fact = headline.how_we_know(note("one", appraisal=appraisal))
    assert (fact.label, fact.detail) == ("Moderate", "Randomised trial. one trial")


@pytest.mark.parametrize(
    ("year", "label", "detail"),
    [
        (2004, "2004", "22 years old, review due May 2027"),
        (2025, "2025", "1 year old, review due May 2027"),
        (2026, "2026", "review due May 2027"),
        (None, "Year not stated", "review due May 2027"),
    ],
)
def test_how_current_tells_age_and_review(year: int | None, label: str, detail: str) -> None:
    record = note("one", year=year, review_due=PartialDate(2027, 5, raw="May 2027"))
    fact = headline.how_current(record, 2026)
    assert (fact.label, fact.detail) == (label, detail)
