"""Assessments and actions that match a search are offered beside the records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evidence_library.model.action import Action
from evidence_library.model.assessment import Assessment, Judgement, Scope, Verdict
from evidence_library.model.ids import ActionId, AssessmentId
from evidence_library.services import actions, assess
from evidence_library.services.library import open_library
from tests.helpers.assessing import LAMPS, with_lamps
from tests.ui.person import Person

BEGUN = Assessment(
    id=AssessmentId(""),
    instrument=LAMPS.id,
    version=1,
    date="2026-01-01",
    scope=Scope(name="Parks team"),
)


def test_what_matches_in_assess_is_offered_beside_the_records_and_opened_there(
    reader: Person, small_library: Path
) -> None:
    elsewhere = open_library(small_library)
    made, _ = assess.new(elsewhere, BEGUN, with_lamps(elsewhere))
    said = Judgement(theme="streets", assessor="Ann", verdict=Verdict.STAGE, stage="lit")
    assess.judge(elsewhere, made.id, replace(said, rationale="Bandstand lanterns burn"))
    actions.add(elsewhere, Action(id=ActionId(""), what="Mend the bandstand fence"))
    elsewhere.close()
    link = reader.window.find_screen.results.assessed
    reader.searches("wardens")
    assert not link.isVisible()
    reader.searches("bandstand")
    assert link.text() == "1 assessment and 1 action also match"
    reader.clicks(link)
    screen = reader.window.assessing.screen
    assert (reader.window.frame.place, screen.presenter.text) == ("assess", "bandstand")
    assert [one.title for one in screen.presenter.assessments] == ["Parks team"]
    reader.window.go("find")
    reader.searches("fence")
    assert link.text() == "1 action also matches"
    reader.clicks(link)
    assert screen.plan.filter.text() == "fence"
