"""Assessments: judged in words, blind while they should be, finished once and for all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.assessment import (
    OVERALL,
    Agreed,
    Assessment,
    Judgement,
    Move,
    Scope,
    ScopeKind,
    Verdict,
    standing,
)
from evidence_library.model.ids import AssessmentId
from evidence_library.services import (
    assess,
    assess_grid,
    comparing_assessments,
    curate,
    instruments,
    trash,
)
from evidence_library.services.assess import AssessmentChanged
from evidence_library.services.opened import Library
from tests.helpers.assessing import LAMPS, with_lamps

BEGUN = Assessment(
    id=AssessmentId(""),
    instrument=LAMPS.id,
    version=1,
    scope=Scope(kind=ScopeKind.DEPARTMENT, name=" Lighting ", organisation="Example Council"),
    date="2026-11-01",
    assessors=("Ann", "Ben"),
)
LIT = Judgement(theme="streets", assessor="Ann", verdict=Verdict.STAGE, stage="lit")
DARK = Judgement(theme="streets", assessor="Ben", verdict=Verdict.STAGE, stage="dark")


@pytest.fixture
def begun(library: Library) -> Assessment:
    return assess.new(library, BEGUN, with_lamps(library))[0]


def test_an_assessment_begins_with_scope_date_and_its_version(
    library: Library, begun: Assessment
) -> None:
    assert begun.scope.label == "Lighting, Example Council"
    [told] = assess.listed(library)
    assert (told.instrument, told.themes, told.judged, told.open) == ("Lamps", 2, 0, 0)
    assert assess.meant(library, "lighting, example council 2026-11-01") == begun


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (replace(BEGUN, scope=Scope()), "Say what is assessed"),
        (replace(BEGUN, date="1 November"), "is not a date"),
    ],
)
def test_an_assessment_of_nobody_or_of_no_day_is_refused(
    library: Library, broken: Assessment, said: str
) -> None:
    with pytest.raises(UserCanFix, match=said):
        assess.new(library, broken, with_lamps(library))
    assert assess.listed(library) == ()


def test_judgements_are_kept_by_assessor_and_undone_one_by_one(
    library: Library, begun: Assessment
) -> None:
    assess.judge(library, begun.id, LIT)
    done = assess.judge(library, begun.id, replace(LIT, stage="dim", rationale=" Half. "))
    assert done.name == "Judge “Streets” of “Lighting, Example Council”"
    said = assess.find(library, begun.id).judgement("streets", "Ann")
    assert said is not None
    assert (said.stage, said.rationale) == ("dim", "Half.")
    curate.undo(library)
    said = assess.find(library, begun.id).judgement("streets", "Ann")
    assert said is not None
    assert said.stage == "lit"


@pytest.mark.parametrize(
    ("judgement", "said"),
    [
        (replace(LIT, assessor=" "), "Say who judges"),
        (replace(LIT, stage="bright"), "choose among: Dark, Dim, Lit"),
        (replace(LIT, theme="roofs"), "no theme of “Lamps”"),
    ],
)
def test_a_judgement_that_means_nothing_is_refused(
    library: Library, begun: Assessment, judgement: Judgement, said: str
) -> None:
    with pytest.raises(UserCanFix, match=said):
        assess.judge(library, begun.id, judgement)
    assert assess.find(library, begun.id) == begun


def test_two_people_do_not_overwrite_each_other(library: Library, begun: Assessment) -> None:
    assess.judge(library, begun.id, LIT)
    seen = assess.find(library, begun.id).judgement("streets", "Ann")
    assess.judge(library, begun.id, replace(LIT, stage="dim"))
    with pytest.raises(AssessmentChanged):
        assess.judge(library, begun.id, replace(LIT, stage="dark"), expected=seen)
    # Another theme, another assessor, another field: those do not clash.
    assess.judge(library, begun.id, DARK)
    assess.edit(library, begun.id, replace(begun, notes="Cold day."), expected=begun)
    after = assess.find(library, begun.id)
    assert (after.notes, len(after.judgements)) == ("Cold day.", 2)
    with pytest.raises(AssessmentChanged):
        assess.edit(library, begun.id, replace(begun, notes="Warm day."), expected=begun)


def test_what_assessors_have_seen_of_each_other_is_never_hidden_again(library: Library) -> None:
    made, _ = assess.new(library, replace(BEGUN, blind=True), with_lamps(library))
    for one in (LIT, DARK):
        assess.judge(library, made.id, one)
        assess.ready(library, made.id, one.assessor)
    seen = assess.find(library, made.id)
    assert seen.revealed
    with pytest.raises(UserCanFix, match="seen each other"):
        assess.judge(library, made.id, replace(LIT, assessor="Kim"))
    with pytest.raises(UserCanFix, match="seen each other"):
        assess.edit(library, made.id, replace(seen, assessors=(*seen.assessors, "Kim")))
    assess.edit(library, made.id, replace(seen, blind=False))
    assess.judge(library, made.id, replace(LIT, assessor="Kim"))
    with pytest.raises(UserCanFix, match="seen each other"):
        assess.edit(library, made.id, replace(assess.find(library, made.id), blind=True))


def test_a_blind_assessment_is_revealed_when_all_are_ready_and_not_hidden_again(
    library: Library,
) -> None:
    made, _ = assess.new(library, replace(BEGUN, blind=True), with_lamps(library))
    assess.judge(library, made.id, LIT)
    assess.judge(library, made.id, DARK)
    assess.ready(library, made.id, "Ann")
    [told] = assess.listed(library)
    assert told.open == 0  # that they differ would tell what the other one said
    assert standing(assess.find(library, made.id), "streets", "Ben").judgements[0].stage == "dark"
    agreed = Agreed(theme="streets", verdict=Verdict.STAGE, stage="dim", why="x", by=("Ann",))
    with pytest.raises(UserCanFix, match="before all assessors are ready"):
        assess.agree(library, made.id, agreed)
    assess.ready(library, made.id, "Ann", on=False)
    assess.ready(library, made.id, "Ann")
    assess.ready(library, made.id, "Ben")
    assert standing(assess.find(library, made.id), "streets").differ
    with pytest.raises(UserCanFix, match="have seen"):
        assess.ready(library, made.id, "Ben", on=False)


def test_it_is_finished_when_differences_are_agreed_on_and_changes_no_more(
    library: Library, begun: Assessment
) -> None:
    assess.judge(library, begun.id, LIT)
    assess.judge(library, begun.id, DARK)
    with pytest.raises(UserCanFix, match="Agree first where the assessors differ: Streets"):
        assess.finish(library, begun.id)
    agreed = Agreed(theme="streets", verdict=Verdict.STAGE, stage="dim", by=("Ann", "Ben"))
    with pytest.raises(UserCanFix, match="Say why"):
        assess.agree(library, begun.id, agreed)
    assess.agree(library, begun.id, replace(agreed, why="Half of them burn."))
    assess.finish(library, begun.id)
    with pytest.raises(UserCanFix, match="is finished"):
        assess.judge(library, begun.id, LIT)
    assess.reopen(library, begun.id)
    assess.judge(library, begun.id, replace(LIT, theme=OVERALL))


def test_a_new_version_of_the_instrument_does_not_change_what_was_judged(
    library: Library, begun: Assessment
) -> None:
    assess.judge(library, begun.id, LIT)
    kept = instruments.find(library, begun.instrument)
    instruments.save(library, replace(kept, stages=kept.stages[:2], cells=()))
    opened = assess.opened(library, begun.id)
    assert opened.instrument == kept
    following, _ = assess.next_round(library, begun.id, "2027-11-01")
    assert (following.version, following.judgements) == (2, ())


def test_what_was_judged_with_an_instrument_that_is_gone_can_still_be_read(
    library: Library, begun: Assessment
) -> None:
    assess.judge(library, begun.id, LIT)
    with library.change("Lose it") as change:
        change.operation.remove("instruments", f"{LAMPS.id}/1")
    opened = assess.opened(library, begun.id)
    assert opened.instrument is None
    assert assess.theme_name(opened.instrument, "streets") == "streets"
    with pytest.raises(UserCanFix, match="no longer here"):
        assess.judge(library, begun.id, DARK)
    found = comparing_assessments.compare(library, begun.id, begun.id)
    assert [row.name for row in found.rows] == ["Overall", "streets"]
    assert "is gone" in found.note


def test_an_assessment_goes_to_the_trash_and_comes_back(
    library: Library, begun: Assessment
) -> None:
    assess.delete(library, begun.id)
    assert assess.listed(library) == ()
    [held] = trash.listed(library)
    assert (held.title, held.kind) == ("Lighting, Example Council", "assessment")
    trash.restore(library, [held.id])
    assert assess.find(library, begun.id) == begun


def test_a_comparison_tells_directions_and_what_cannot_be_compared(
    library: Library, begun: Assessment
) -> None:
    later, _ = assess.next_round(library, begun.id, "2027-11-01")
    assess.judge(library, begun.id, DARK)
    assess.judge(library, later.id, LIT)
    found = comparing_assessments.compare(library, begun.id, later.id)
    [streets] = found.moved(Move.ON)
    assert (streets.name, streets.before_words, streets.after_words) == ("Streets", "Dark", "Lit")
    assert [one.name for one in found.moved(Move.NOT_COMPARABLE)] == ["Overall", "Yards and closes"]
    assert found.note == ""


def test_the_grid_shows_who_sees_which_stage_and_adds_nothing_up(
    library: Library, begun: Assessment
) -> None:
    assess.judge(library, begun.id, LIT)
    assess.judge(library, begun.id, DARK)
    aside = replace(LIT, theme="yards", verdict=Verdict.NOT_APPLICABLE)
    assess.judge(library, begun.id, aside)
    found = assess_grid.grid(assess.opened(library, begun.id))
    overall, streets, yards = found.rows
    assert found.stages == ("Dark", "Dim", "Lit")
    assert [place.names for place in streets.places] == [("Ben",), (), ("Ann",)]
    assert (streets.words, streets.differ) == ("Assessors differ", True)
    assert (overall.aside, yards.aside) == ("Not assessed", "Ann: not applicable")
    agreed = Agreed(theme="streets", verdict=Verdict.STAGE, stage="dim", why="x", by=("Ann",))
    assess.agree(library, begun.id, agreed)
    streets = assess_grid.grid(assess.opened(library, begun.id)).rows[1]
    assert [place.names for place in streets.places] == [("Ben",), ("Agreed",), ("Ann",)]
    assert [place.judgement for place in streets.places] == [False, True, False]


def test_departments_stand_beside_their_organisation_each_with_its_latest_judgement(
    library: Library, begun: Assessment
) -> None:
    whole = replace(BEGUN, scope=Scope(name="Example Council"))
    council, _ = assess.new(library, whole, with_lamps(library))
    later, _ = assess.next_round(library, begun.id, "2027-01-01")
    assess.judge(library, council.id, DARK)
    assess.judge(library, later.id, LIT)
    assert assess_grid.organisations(library) == ("Example Council",)
    found = assess_grid.overview(library, "Example Council")
    assert [side.label for side in found.sides] == ["Example Council", "Lighting"]
    assert dict(found.rows)["Streets"] == ("Dark", "Lit")
    before = assess_grid.overview(library, "Example Council", "2026-12-31")
    assert dict(before.rows)["Streets"] == ("Dark", "Not assessed")


def test_the_grid_says_of_what_is_hidden_that_it_is_not_that_nobody_judged(
    library: Library,
) -> None:
    made, _ = assess.new(library, replace(BEGUN, blind=True), with_lamps(library))
    assess.judge(library, made.id, LIT)
    streets = assess_grid.grid(assess.opened(library, made.id)).rows[1]
    assert (streets.words, streets.aside) == (assess.NOT_SHOWN, assess.NOT_SHOWN)
    seen = assess_grid.overview(library, "Example Council")
    assert dict(seen.rows)["Streets"] == (assess.NOT_SHOWN,)
