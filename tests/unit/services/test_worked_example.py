"""The worked example comes on request, whole, marked as one, and goes like anything else."""

from __future__ import annotations

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.services import actions, assess, curate, worked_example
from evidence_library.services.opened import Library


def test_the_example_is_added_in_one_step_and_marked_everywhere(library: Library) -> None:
    assert not worked_example.is_here(library)
    done = worked_example.add(library)
    assessments, planned = worked_example.shipped()
    assert {one.id for one in assess.listed(library)} == {one.id for one in assessments}
    assert done.name == "Add the worked example of self-assessment"
    assert worked_example.is_here(library)
    held = [one.assessment for one in assess.listed(library) if one.assessment]
    assert [one.date for one in held] == ["2026-05-15", "2026-03-31", "2024-10-31"]
    assert all(one.example for one in held)
    assert all(actions.find(library, one.id).example for one in planned)
    assert all(assess.opened(library, one.id).instrument for one in held)
    with pytest.raises(UserCanFix, match=r"^The worked example is in this library already\.$"):
        worked_example.add(library)
    curate.undo(library)
    assert assess.listed(library) == ()


def test_links_to_records_that_are_not_here_are_left_out_and_their_notes_stay(
    library: Library,
) -> None:
    worked_example.add(library)
    [_, item, _] = (one.assessment for one in assess.listed(library))
    assert item is not None
    supports = [it for one in item.judgements for it in one.supports]
    assert supports
    assert all(it.note and it.record is None for it in supports)


def test_what_was_deleted_of_it_comes_back_as_it_was(library: Library) -> None:
    worked_example.add(library)
    key = assess.listed(library)[0].id
    before = assess.find(library, key)
    assess.delete(library, key)
    assert not worked_example.is_here(library)
    worked_example.add(library)
    assert assess.find(library, key) == before
