"""One edit on many records is the same edit on each, looked at before and undone in one step."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Name, Record
from evidence_library.model.vocabulary import Licence, Workflow
from evidence_library.services import bulk, curate, editing
from evidence_library.services.editing import FieldEdits, Replacement
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.store import records
from tests.helpers.libraries import add, empty_library, heading, identity, note
from tests.unit.exporters.any_record import any_record
from tests.unit.store.test_operations import state

EDITS = st.builds(
    FieldEdits,
    set=st.dictionaries(
        st.sampled_from(["finding", "title", "tags", "authors", "published", "kind"]),
        st.sampled_from(["", "2004", "Home Office; Ann Smith", "review"]),
        max_size=2,
    ),
    add=st.lists(
        st.tuples(st.sampled_from(["tags", "setting"]), st.sampled_from(["night", "Housing"]))
        | st.tuples(st.just("topics"), st.sampled_from(["Fire Safety", "Housing"])),
        max_size=2,
    ),
    remove=st.lists(st.just(("tags", "NIGHT")), max_size=1),
    replace=st.lists(
        st.builds(
            Replacement, st.sampled_from(["sections", "title", "tags"]), st.just("a"), st.just("o")
        ),
        max_size=1,
    ),
)


def held(library: Library) -> dict[RecordId, Record]:
    with library.connections.reading() as connection:
        return {one.id: one for one in records.by_ids(connection, records.all_ids(connection))}


@settings(max_examples=8, deadline=None)
@given(st.lists(any_record(), min_size=1, max_size=4, unique_by=lambda one: one.id), EDITS)
def test_many_at_once_are_the_same_as_one_by_one(made: list[Record], edits: FieldEdits) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        add(library, *(replace(one, workflow=Workflow.DRAFT) for one in made))
        before, index = held(library), state(library)
        wanted = {key: editing.edited(library, one, edits) for key, one in before.items()}
        shown = bulk.preview(library, list(before), edits)
        assert set(shown.changed) == {key for key in before if wanted[key] != before[key]}
        assert shown.unchanged + len(shown.changed) == len(before)
        bulk.apply(library, shown)
        assert held(library) == wanted
        if shown.changed:
            curate.undo(library)
        assert state(library) == index
        library.close()


def test_a_preview_tells_what_changes_what_does_not_and_what_cannot(library: Library) -> None:
    topics = (heading(library, "Housing"),)
    stands = {"topics": topics, "workflow": Workflow.PUBLISHED}
    add(library, note("one", **stands), note("two", **stands, licence=Licence.OGL), note("three"))
    keys = [identity(name) for name in ("one", "two", "three", "gone")]
    shown = bulk.preview(library, keys, FieldEdits(set={"licence": "OGL"}))
    assert (shown.changed, shown.unchanged) == ((keys[0], keys[2]), 1)
    assert [(one.id, one.why) for one in shown.refused] == [
        (keys[3], "It is no longer in the library.")
    ]
    [first, _] = bulk.changes(library, shown)
    assert [(one.label, [part.text for part in one.stretches][-1]) for one in first.fields] == [
        ("Licence", "OGL"),
        ("Workflow", "Draft"),
    ]
    assert shown.drafts_again == 1
    assert bulk.operation_name(shown) == "Change Licence of 2 records"
    shown = bulk.preview(library, keys[:3], FieldEdits(set={"title": ""}))
    assert shown.changed == (keys[2],)
    assert {one.why for one in shown.refused} == {
        "It is published and would be wrong: The record has no title."
    }


def test_words_are_replaced_in_texts_plainly(library: Library) -> None:
    record = note(
        "one", "Police and POLICE.", tags=("police", "night police"), authors=(Name("Police"),)
    )
    edits = [Replacement(name, "police", "warden") for name in ("sections", "tags", "authors")]
    new = editing.edited(library, record, FieldEdits(set={}, replace=edits))
    assert new.sections[0].body == "warden and warden."
    assert (new.tags, new.authors) == (("warden", "night warden"), (Name("warden"),))
    exact = Replacement("sections", "Police", r"\1 (.*)", match_case=True)
    new = editing.edited(library, record, FieldEdits(set={}, replace=[exact]))
    assert new.sections[0].body == r"\1 (.*) and POLICE."
    for field, said in (("published", "is no text"), ("colour", "not a field"), ("id", "not a")):
        with pytest.raises(UserCanFix, match=said):
            editing.edited(
                library, record, FieldEdits(set={}, replace=[Replacement(field, "a", "b")])
            )
    with pytest.raises(UserCanFix, match="which words"):
        editing.edited(library, record, FieldEdits(set={}, replace=[Replacement("title", "", "b")]))


def test_nothing_is_changed_if_a_record_was_meanwhile_or_somebody_stops(library: Library) -> None:
    add(library, *(note(f"record {number}") for number in range(3)))
    keys = bulk.found_by(library, Request("record"))
    assert len(keys) == 3
    shown = bulk.preview(library, keys, FieldEdits(set={"licence": "OGL"}))
    before = state(library)

    def stop(_done: int, _total: int, what: str) -> None:
        if what == "Indexing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bulk.apply(library, shown, stop)
    assert state(library) == before
    editing.edit_many(library, keys[:1], FieldEdits(set={"finding": "Less."}))
    with pytest.raises(UserCanFix, match="changed meanwhile"):
        bulk.apply(library, shown)
    assert curate.undo_name(library).startswith("Edit “")
