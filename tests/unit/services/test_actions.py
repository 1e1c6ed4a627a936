"""Actions: what is promised, how it stands as at a day, and what its measure says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.action import Action
from evidence_library.model.clocks import Schedule
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ActionId
from evidence_library.model.recommendation import ProgressEntry
from evidence_library.model.vocabulary import Status
from evidence_library.services import actions, curate, trash
from evidence_library.services.actions import ActionChanged
from evidence_library.services.opened import Library

LAMPS = Action(
    id=ActionId(""),
    what=" Light the  closes ",
    owner="Ann",
    deadline=actions.deadline_from("Q3 2026"),
    measure="More people say they feel safe",
)
MET = ProgressEntry(raw="Done", status=Status.MET, date=PartialDate(2026, 12, 1))


def test_an_action_nobody_reported_on_becomes_overdue_by_quarters(library: Library) -> None:
    made, done = actions.add(library, LAMPS)
    assert done.name == "Add the action “Light the closes”"
    [told] = actions.listed(library, date(2026, 9, 30))
    assert told.clock.schedule is Schedule.DUE_SOON
    [told] = actions.listed(library, date(2027, 1, 1))
    assert (told.clock.overdue, told.clock.quarters_over) == (True, 2)
    actions.report(library, [made.id], MET)
    [told] = actions.listed(library, date(2027, 1, 1))
    assert told.clock.schedule is Schedule.MET
    [told] = actions.listed(library, date(2026, 11, 30))
    assert told.clock.overdue  # what was reported later did not exist then


def test_the_first_deadline_stays_when_another_one_is_set(library: Library) -> None:
    made, _ = actions.add(library, LAMPS)
    later = actions.deadline_from("Q1 2027")
    actions.edit(library, replace(made, deadline=later), made)
    held = actions.find(library, made.id)
    assert (held.deadline, held.revisions) == (LAMPS.deadline, (later,))
    assert held.clock(date(2026, 12, 1)).overdue


def test_progress_is_reported_on_several_at_once_and_undone_at_once(library: Library) -> None:
    keys = [actions.add(library, replace(LAMPS, what=one))[0].id for one in ("One", "Two")]
    assert actions.report(library, keys, MET).name == "Report progress on 2 actions"
    curate.undo(library)
    assert [actions.find(library, key).progress for key in keys] == [(), ()]


def test_what_somebody_else_changed_is_not_overwritten(library: Library) -> None:
    made, _ = actions.add(library, LAMPS)
    actions.edit(library, replace(made, owner="Ben"), made)
    actions.report(library, [made.id], MET)  # reports only add
    with pytest.raises(ActionChanged):
        actions.edit(library, replace(made, owner="Cat"), made)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [(replace(LAMPS, what=" "), "Say what is to be done")],
)
def test_an_action_that_says_nothing_is_refused(
    library: Library, wanted: Action, said: str
) -> None:
    with pytest.raises(UserCanFix, match=said):
        actions.add(library, wanted)
    with pytest.raises(UserCanFix, match="is no deadline"):
        actions.deadline_from("one day")
    assert actions.listed(library) == ()


def test_an_action_goes_to_the_trash_and_comes_back(library: Library) -> None:
    made, _ = actions.add(library, LAMPS)
    actions.delete(library, [made.id])
    [held] = trash.listed(library)
    assert (held.title, held.kind) == ("Light the closes", "action")
    trash.restore(library, [held.id])
    assert actions.meant(library, "light the closes") == made
