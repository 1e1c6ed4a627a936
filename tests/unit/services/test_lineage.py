"""A version is what stood when it was published; who wrote what is new may not publish it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Record, TopicHeading
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import (
    curate,
    merging,
    publishing,
    read,
    screening,
    tagging,
    trash,
    worklists,
)
from evidence_library.services.checking_rules import Rules
from evidence_library.services.editing import FieldEdits, edit_many
from evidence_library.services.opened import Library
from evidence_library.services.publishing import Manner
from tests.helpers.libraries import add, empty_library, identity, note

TODAY = date(2026, 11, 22)
ONE, TWO = identity("one"), identity("two")
SECOND = Manner(Rules(second_person=True))
TOPIC = (TopicHeading("Fear of Crime"),)


@pytest.fixture
def stocked(library: Library) -> Library:
    """A library with two drafts by AA."""
    library.person = "AA"
    add(library, note("one", topics=TOPIC), note("two", topics=TOPIC))
    return library


def record(library: Library) -> Record:
    return read.read_record(library, ONE).record


def edit(library: Library, text: str, by: str | None = None) -> None:
    if by is not None:
        library.person = by
    edit_many(library, [ONE], FieldEdits(set={"finding": text}))
    if record(library).workflow is Workflow.PUBLISHED:
        publishing.send_back(library, [ONE])


def publish(library: Library, by: str | None = None, manner: Manner | None = None) -> None:
    if by is not None:
        library.person = by
    publishing.publish(library, [ONE], today=TODAY, manner=manner)


def findings(library: Library) -> dict[int, str | None]:
    listed = publishing.versions(library, ONE)
    return {one.version.number: one.record.finding if one.record else None for one in listed}


def test_a_version_is_what_was_published_and_not_taken_back(stocked: Library) -> None:
    edit(stocked, "Wrong.")
    publish(stocked)
    curate.undo(stocked)
    edit(stocked, "Right.")
    publish(stocked)
    assert findings(stocked) == {1: "Right."}
    edit(stocked, "Wrong.")
    publishing.restore_version(stocked, ONE, 1)
    assert record(stocked).finding == "Right."


def test_what_is_new_is_told_against_the_last_version(stocked: Library) -> None:
    assert publishing.since_published(stocked, ONE) is None
    publish(stocked)
    assert publishing.since_published(stocked, ONE) == ()
    curate.undo(stocked)
    assert publishing.since_published(stocked, ONE) is None
    curate.redo(stocked)
    edit(stocked, "New.")
    told = publishing.since_published(stocked, ONE)
    assert told is not None
    assert [one.field for one in told] == ["finding"]
    edit(stocked, "")
    assert publishing.since_published(stocked, ONE) == ()


def test_what_says_nothing_new_is_no_new_version(stocked: Library) -> None:
    publish(stocked)
    for step in (lambda: None, lambda: screening.ask_for_review(stocked, [ONE])):
        step()
        with pytest.raises(UserCanFix, match="says nothing new"):
            publish(stocked)
    publishing.withdraw(stocked, [ONE], "doubts")
    publishing.publish(stocked, [ONE], today=TODAY, note="confirmed by the author")
    held = record(stocked)
    assert (held.workflow, len(held.versions)) == (Workflow.PUBLISHED, 1)
    assert held.workflow_reason == "confirmed by the author"


def test_what_came_as_published_is_a_version_that_comes_back(library: Library) -> None:
    came = note("one", topics=TOPIC, finding="As it came.", workflow=Workflow.PUBLISHED)
    with library.change("Fill the library") as change:
        change.put_record(came, keep_standing=True)
    with library.change("Bring it up to date") as change:
        change.put_record(replace(came, finding="As it came later."), keep_standing=True)
    assert findings(library) == {0: "As it came later."}
    edit(library, "CHANGED")
    assert [one.field for one in publishing.difference(library, ONE, 0, None)] == ["finding"]
    publish(library)
    assert findings(library) == {1: "CHANGED", 0: "As it came later."}
    (listed,) = publishing.versions(library, ONE)[1:]
    assert listed.version.note == "As it came into the library"
    publishing.restore_version(library, ONE, 0)
    assert (record(library).finding, record(library).workflow) == ("As it came later.", "draft")


def _refused(library: Library, by: str, act: Callable[..., object] = publishing.publish) -> str:
    library.person = by
    with pytest.raises(UserCanFix) as told:
        act(library, [ONE], today=TODAY, manner=SECOND)
    return str(told.value)


def test_who_wrote_is_not_who_touched_it_last(stocked: Library) -> None:
    stocked.person = "BB"
    publishing.send_back(stocked, [ONE], "more figures")
    tagging.put(stocked, "later", [ONE])
    curate.undo(stocked)
    curate.redo(stocked)
    assert "you wrote some of what is new" in _refused(stocked, " aa")
    assert "you wrote some of what is new" in _refused(stocked, "Anna A.")
    publish(stocked, "BB", SECOND)
    edit(stocked, "BB's words.", by="BB")
    stocked.person = "AA"
    curate.undo(stocked)
    curate.redo(stocked)
    assert "Somebody else must" in _refused(stocked, "BB")
    publish(stocked, "AA", SECOND)


def test_a_review_needs_a_second_person_where_something_is_new(stocked: Library) -> None:
    publish(stocked, "BB", SECOND)
    stocked.person = "AA"
    publishing.review(stocked, [ONE], today=TODAY, manner=SECOND)
    with stocked.change("As older programs edited") as change:
        change.put_record(replace(record(stocked), finding="Unchecked."))
    with pytest.raises(UserCanFix):
        publishing.review(stocked, [ONE], today=TODAY, manner=SECOND)


def test_what_is_merged_into_a_record_is_new_in_it(stocked: Library) -> None:
    publish(stocked, "BB", SECOND)
    stocked.person = "AA"
    edit_many(stocked, [TWO], FieldEdits(set={"finding": "AA's words."}))
    stocked.person = "CC"
    merging.merge(stocked, merging.read(stocked, [ONE, TWO]))
    for person in ("AA", "CC"):
        assert "Somebody else must" in _refused(stocked, person)
    publish(stocked, "BB", SECOND)


def test_what_was_written_without_a_name_may_be_ones_own(stocked: Library) -> None:
    edit(stocked, "Nobody's words.", by="")
    assert "say in Settings who you are" in _refused(stocked, "")
    assert "written without a name" in _refused(stocked, "BB")
    stocked.person = "CC"
    publishing.submit(stocked, [ONE])
    assert "Somebody else must" in _refused(stocked, "CC")
    publish(stocked, "BB", SECOND)


def test_mine_is_what_i_wrote_and_not_what_i_took_back(stocked: Library) -> None:
    stocked.person = "BB"
    curate.undo(stocked)
    curate.redo(stocked)
    assert worklists.count(stocked, "mine") == 0
    stocked.person = "AA"
    assert worklists.count(stocked, "mine") == 2
    curate.undo(stocked)
    assert worklists.count(stocked, "mine") == 0


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """One library for all the random examples."""
    return empty_library(tmp_path_factory.mktemp("lineage") / "library")


_STEPS = ("edit", "publish", "undo", "withdraw", "trash")


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(_STEPS), st.sampled_from("AB")), max_size=9))
def test_versions_say_what_was_seen_when_they_were_published(
    shared: Library, steps: list[tuple[str, str]]
) -> None:
    shared.person = "Z"
    with shared.change("Start anew") as change:
        change.put_record(note("one", topics=TOPIC))
    begun = curate.undo_number(shared)
    # The model: what was seen, with an undo stack of its own.
    texts: dict[int, str] = {}
    past: list[tuple[Record, dict[int, str]]] = []
    for step, letter in steps:
        before = (record(shared), dict(texts))
        with contextlib.suppress(UserCanFix):
            if step == "edit":
                edit_many(shared, [ONE], FieldEdits(set={"finding": letter}))
            elif step == "publish":
                publish(shared)
                texts[len(record(shared).versions)] = record(shared).finding
            elif step == "withdraw":
                publishing.withdraw(shared, [ONE], "why")
            elif step == "trash":
                trash.delete(shared, [ONE])
                trash.restore(shared, [ONE])
            elif step == "undo" and past and curate.undo_number(shared) != begun:
                curate.undo(shared)
                texts = past.pop()[1]
                if trash.listed(shared):  # what was restored is deleted again
                    curate.undo(shared)
                    past.pop()
                continue
        if record(shared) != before[0]:
            past.append(before)
        elif step == "trash":
            past.extend([before, before])
    assert findings(shared) == {one.number: texts[one.number] for one in record(shared).versions}
