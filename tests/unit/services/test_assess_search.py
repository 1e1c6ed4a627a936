"""Actions and assessments are found by the language of Find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from evidence_library.model.action import Action
from evidence_library.model.assessment import Assessment, Judgement, Scope, Verdict
from evidence_library.model.ids import ActionId, AssessmentId
from evidence_library.services import actions, assess, assess_search
from evidence_library.services.opened import Library
from tests.helpers.assessing import LAMPS, with_lamps
from tests.helpers.libraries import empty_library

DAY = date(2026, 10, 1)
LIGHT = Action(
    id=ActionId(""),
    what="Light the closes",
    owner="Ann Other",
    deadline=actions.deadline_from("Q3 2026"),
    theme="streets",
)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = empty_library(tmp_path_factory.mktemp("assess") / "library")
    known = with_lamps(library)
    begun = Assessment(id=AssessmentId(""), instrument=LAMPS.id, version=1, date="2026-01-01")
    for name, stage in (("Parks", "dark"), ("Housing", "lit")):
        made, _ = assess.new(library, replace(begun, scope=Scope(name=name)), known)
        said = Judgement(
            theme="streets",
            assessor="Ann",
            verdict=Verdict.STAGE,
            stage=stage,
            rationale=f"Walked there at night in {name}",
        )
        assess.judge(library, made.id, said)
    assess.finish(library, made.id)
    actions.add(library, replace(LIGHT, assessment=made.id))
    later = replace(LIGHT, what="Ask the tenants", owner="", theme="")
    actions.add(library, replace(later, deadline=actions.deadline_from("Q3 2027")))
    yield library
    library.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Light the closes", "Ask the tenants"]),
        ("lighting", ["Light the closes"]),
        ("tenant*", ["Ask the tenants"]),
        ('"the closes"', ["Light the closes"]),
        ("theme:streets", ["Light the closes"]),
        ("owner:other", ["Light the closes"]),
        ("owner:none", ["Ask the tenants"]),
        ("is:overdue", ["Light the closes"]),
        ("-is:overdue", ["Ask the tenants"]),
        ("is:overdue OR tenants", ["Light the closes", "Ask the tenants"]),
        ("deadline:2027", ["Ask the tenants"]),
        ("deadline:2026-Q3", ["Light the closes"]),
        ('status:"not met" tenants', ["Ask the tenants"]),
        ("year:2004", []),
        ("theme:roofs", []),
    ],
)
def test_actions_are_found(judged: Library, query: str, found: list[str]) -> None:
    answer = assess_search.actions_matching(judged, query, actions.listed(judged, DAY))
    assert [one.action.what for one in answer.actions] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Parks", "Housing"]),
        ("stage:lit", ["Housing"]),
        ("theme:streets -stage:lit", ["Parks"]),
        ("is:finished", ["Housing"]),
        ("is:open", ["Parks"]),
        ("walking parks", ["Parks"]),
        ("owner:ann", ["Parks", "Housing"]),
    ],
)
def test_assessments_are_found(judged: Library, query: str, found: list[str]) -> None:
    answer = assess_search.assessments_matching(judged, query)
    assert sorted(one.title for one in answer.assessments) == sorted(found)


def test_what_only_records_have_is_told(judged: Library) -> None:
    [problem] = assess_search.actions_matching(judged, "year:2004").problems
    assert "about records only" in problem.message
