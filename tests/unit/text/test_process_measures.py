"""Measures that only count what is done are questioned; outcomes are not."""

from __future__ import annotations

import pytest

from evidence_library.text.process_measures import NO_MEASURE, PROCESS_ONLY, question_about


@pytest.mark.parametrize(
    "measure",
    [
        "Policy written",
        "policy written and signed off",
        "A race equality scheme is published",
        "Training delivered to all staff",
        "Number of meetings",
        "Working group set up",
        "Staff trained",
        "Strategy",
        "20 workshops held by March",
    ],
)
def test_what_is_only_done_is_questioned(measure: str) -> None:
    assert question_about(measure) == PROCESS_ONLY


@pytest.mark.parametrize(
    "measure",
    [
        "Fewer repeat victims",
        "More tenants say they feel safe at home",
        "The gap in attainment falls by a fifth",
        "Training delivered, and fewer complaints about how people are treated",
        "Waiting times for repairs are the same for all groups",
        "Policy written and 10% more jobs found for young people",
    ],
)
def test_what_changes_for_people_is_not(measure: str) -> None:
    assert question_about(measure) == ""


def test_an_action_without_a_measure_is_asked_for_one() -> None:
    assert question_about("  ") == NO_MEASURE
