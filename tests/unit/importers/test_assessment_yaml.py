"""An assessment as YAML: read whole or not at all, each fault in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from evidence_library.importers.assessment_yaml import read
from evidence_library.model.assessment import OVERALL, ScopeKind, Verdict
from evidence_library.model.vocabulary import Confidence, Status
from evidence_library.text import front_matter

KEY = "6d0c3a52-7b7e-5b0e-9a55-0f5f2a1f7a01"
OTHER = "37553720-8e52-5d97-9ee4-24cf46eb9144"

SOUND: dict[str, Any] = {
    "example": "yes",
    "assessment": {
        "id": KEY,
        "instrument": OTHER,
        "version": "2",
        "scope": {"kind": "department", "name": "Parks", "organisation": "Example Council"},
        "date": "2026-03-31",
        "assessors": ["A"],
        "judgements": [
            {
                "theme": "trust",
                "assessor": "A",
                "stage": "starting",
                "confidence": "low",
                "supports": [{"record": OTHER, "note": "bears on it"}],
            },
            {"theme": "", "assessor": "A", "verdict": "not applicable"},
        ],
        "agreed": [{"theme": "trust", "stage": "starting", "why": "seen", "by": ["A"]}],
    },
    "actions": [
        {
            "id": KEY,
            "what": "Ask",
            "deadline": "Q3 2026",
            "progress": [{"date": "2026-10-05", "status": "met", "revised": "Q1 2027"}],
        }
    ],
}


def test_an_assessment_is_read_with_its_actions() -> None:
    found = read(front_matter.write_whole(SOUND))
    item, [action] = found.assessment, found.actions
    assert found.problems == ()
    assert item is not None
    assert (item.version, item.scope.kind, item.example) == (2, ScopeKind.DEPARTMENT, True)
    assert item.scope.label == "Parks, Example Council"
    assert [(one.theme, one.verdict) for one in item.judgements] == [
        ("trust", Verdict.STAGE),
        (OVERALL, Verdict.NOT_APPLICABLE),
    ]
    assert item.judgements[0].confidence is Confidence.LOW
    assert item.judgements[0].supports[0].record == OTHER
    assert item.agreed[0].by == ("A",)
    assert (action.assessment, action.example) == (item.id, True)
    assert action.deadline is not None
    assert action.deadline.value == "2026-Q3"
    assert [one.status for one in action.progress] == [Status.MET]


BROKEN: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a name nobody knows": (
        lambda it: it["assessment"].update(score="3"),
        "“score” is not known in “assessment”.",
    ),
    "a stage that is not one": (
        lambda it: it["assessment"]["judgements"][1].update(stage="starting"),
        "A stage is named where the verdict is one.",
    ),
    "no day": (
        lambda it: it["assessment"].update(date="spring"),
        "“spring” is no day; write it as 2027-03-31.",
    ),
    "no deadline": (
        lambda it: it["actions"][0].update(deadline="soon"),
        "“soon” is no deadline; write it as Q3 2027.",
    ),
    "no id": (lambda it: it["actions"][0].update(id="one"), "“one” is no id."),
    "no yes": (lambda it: it.update(example="maybe"), "“example” must be yes or no."),
    "a status of parts": (
        lambda it: it["actions"][0]["progress"][0].update(status="mixed"),
        "“mixed” is no status; it is one of: addressed_elsewhere, in_progress, met, not_due, "
        "not_met, partly_met, unknown.",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_fault_is_one_sentence_and_nothing_is_read(case: str) -> None:
    change, says = BROKEN[case]
    values = deepcopy(SOUND)
    change(values)
    found = read(front_matter.write_whole(values))
    assert (found.assessment, found.actions) == (None, ())
    assert [one.message for one in found.problems] == [says]


def test_what_is_no_yaml_is_one_sentence() -> None:
    [problem] = read("a: [", "my.yaml").problems
    assert problem.message.startswith("Line 2 of “my.yaml” cannot be read")
    [problem] = read(" " * 2_000_001, "my.yaml").problems
    assert problem.message == "“my.yaml” is too large; 2,000,000 characters is the most."
