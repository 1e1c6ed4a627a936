"""Every change is one operation that can be taken back, and taken back again."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Relation
from evidence_library.model.vocabulary import RelationType
from evidence_library.services import curate, find, read, trash
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store import operations
from tests.helpers.libraries import add, empty_library, identity, note


def state(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """Give everything people can see, and what it is found by."""
    tables = (
        "concepts",
        "records",
        "recommendation_sets",
        "trash",
        "record_facets",
        "exact_terms",
        "stem_terms",
    )
    with library.connections.reading() as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in (*tables, "short_terms", "record_relations")
        }


def test_undo_and_redo_of_an_addition(library: Library) -> None:
    before = state(library)
    add(library, note("one", "trust"), note("two", "trust"), name="Add two")
    after = state(library)
    assert curate.undo_name(library) == "Add two"
    changes = curate.undo(library)
    assert changes.records == {identity("one"), identity("two")}
    assert state(library) == before
    assert find.search(library, Request("trust")).total == 0
    assert curate.redo_name(library) == "Add two"
    curate.redo(library)
    assert state(library) == after
    assert find.search(library, Request("trust")).total == 2


def test_an_operation_is_not_undone_from_below_a_newer_one(library: Library) -> None:
    add(library, note("one", "trust"), name="First")
    found = operations.undoable(library.connections)
    assert found
    add(library, note("one", "police"), name="Second")
    with pytest.raises(UserCanFix, match="Something else was changed meanwhile"):
        _revert(library, found[0])
    assert find.search(library, Request("police")).total == 1


def _revert(library: Library, target: int) -> None:
    with library.change("Undo", operations.UNDO) as change:
        operations.revert(change.operation, target)


def test_a_row_written_twice_in_one_change_goes_back_to_its_first_state(library: Library) -> None:
    add(library, note("one", "trust"))
    with library.change("Twice") as change:
        change.put_record(note("one", "police"))
        change.put_record(note("one", "search"))
    curate.undo(library)
    assert find.search(library, Request("trust")).total == 1


def test_relations_follow_the_record_they_stand_on(library: Library) -> None:
    to_two = Relation(type=RelationType.IS_ABOUT, to=identity("two"))
    add(library, note("one", relations=(to_two,)), note("two"))
    add(library, note("one"))
    assert read.read_record(library, identity("two")).related == ()


def test_a_new_change_ends_what_can_be_made_again(library: Library) -> None:
    add(library, note("one"), name="First")
    curate.undo(library)
    add(library, note("two"), name="Second")
    assert curate.redo_name(library) == ""
    with pytest.raises(UserCanFix, match="nothing to redo"):
        curate.redo(library)


def test_setting_a_library_up_is_no_step_to_undo(library: Library) -> None:
    assert curate.undo_name(library) == ""
    with pytest.raises(UserCanFix, match="nothing to undo"):
        curate.undo(library)


def test_the_history_holds_every_row_before_and_after(library: Library) -> None:
    add(library, note("one"))
    add(library, note("one", kind="review"), name="Change the kind")
    with library.connections.reading() as connection:
        [(before, after)] = connection.execute(
            "SELECT before, after FROM operation_rows JOIN operations "
            "ON operations.id = operation WHERE name = 'Change the kind'"
        ).fetchall()
    assert json.loads(before)["kind"] == "evaluation"
    assert json.loads(after)["kind"] == "review"


def test_a_change_that_fails_halfway_changes_nothing(library: Library) -> None:
    before = state(library)
    with pytest.raises(ZeroDivisionError):
        _break_off(library)
    assert state(library) == before
    assert curate.undo_name(library) == ""


def _break_off(library: Library) -> None:
    with library.change("Break") as change:
        change.put_record(note("one"))
        raise ZeroDivisionError


def test_a_record_removed_and_written_again_in_one_change_is_found_once(library: Library) -> None:
    add(library, note("one", "trust"), note("two", "trust"))
    with library.change("Swap") as change:
        change.operation.remove("records", identity("one"))
        change.put_record(note("one", "police"))
    assert find.search(library, Request("trust")).total == 1
    assert find.search(library, Request("police")).total == 1


def test_a_change_of_nothing_leaves_no_trace(library: Library) -> None:
    with library.change("Nothing"):
        pass
    assert curate.undo_name(library) == ""


steps = st.lists(
    st.one_of(
        st.just("undo"),
        st.just("redo"),
        st.tuples(st.sampled_from("abc"), st.sampled_from(["trust", "police", "search"])),
        st.sampled_from("abc"),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(steps)
def test_any_walk_through_the_history_shows_the_states_that_were(
    walk: list[str | tuple[str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        past, future = [state(library)], []
        for step in walk:
            if step == "undo":
                if len(past) > 1:
                    curate.undo(library)
                    future.append(past.pop())
            elif step == "redo":
                if future:
                    curate.redo(library)
                    past.append(future.pop())
            else:
                _change(library, step)
                if state(library) != past[-1]:
                    past.append(state(library))
                    future = []
            assert state(library) == past[-1]
        library.close()


def _change(library: Library, step: str | tuple[str, str]) -> None:
    if isinstance(step, tuple):
        name, word = step
        if find.search(library, Request(f"title:{name} {word}")).total == 0:
            add(library, note(name, word))
        return
    key = identity(step)
    here = find.search(library, Request(f"title:{step}")).total == 1
    in_trash = any(one.id == key for one in trash.listed(library))
    if in_trash and not here:
        trash.restore(library, [key])
    elif here and not in_trash:
        trash.delete(library, [key])
    else:
        with library.change(f"Remove {step}") as change:
            change.operation.remove("records", key)
