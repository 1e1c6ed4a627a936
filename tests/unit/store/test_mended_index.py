"""After any change the index is what it would be if it were made from scratch."""

from __future__ import annotations

import tempfile
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.model.record import Record
from evidence_library.services import curate, trash
from evidence_library.services.opened import Library
from evidence_library.store import concepts, indexing, mending, records
from evidence_library.store import trash as trash_store
from tests.helpers.indexes import agrees
from tests.helpers.libraries import add, empty_library, note
from tests.unit.exporters.any_record import any_record


@settings(max_examples=8, deadline=None)
@given(any_record(), any_record(), st.lists(st.sampled_from([one.name for one in fields(Record)])))
def test_whatever_changes_in_a_record(old: Record, new: Record, taken: list[str]) -> None:
    names = [name for name in taken if name != "id"]
    changed = replace(old, **{name: getattr(new, name) for name in names})
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        add(library, old, note("other"))
        add(library, changed)
        agrees(library)
        curate.undo(library)
        agrees(library)
        trash.delete(library, [old.id])
        agrees(library)
        curate.undo(library)
        agrees(library)
        library.close()


@settings(max_examples=20, deadline=None)
@given(any_record(), any_record())
def test_no_field_an_index_is_made_of_is_forgotten(
    shared: Library, old: Record, new: Record
) -> None:
    with shared.connections.reading() as connection:
        scheme = concepts.load(connection)
    for one in fields(Record):
        changed = replace(old, **{one.name: getattr(new, one.name)})
        if one.name not in indexing.IN_WORDS:
            assert indexing.texts(changed, scheme) == indexing.texts(old, scheme)
        if one.name not in indexing.IN_FACETS:
            was, now = (set(indexing.facet_values(item, scheme)) for item in (old, changed))
            assert now == was


def test_words_of_most_records_at_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "_FEW", 5)
    made = [note(f"record {number}", "trust", tags=("night",)) for number in range(12)]
    add(library, *made)
    add(library, *(replace(one, tags=("day",)) for one in made[:9]), name="Many")
    agrees(library)
    curate.undo(library)
    agrees(library)
    with library.connections.reading() as connection:
        assert records.count(connection) == 12


def test_what_is_written_and_removed_in_one_operation(library: Library) -> None:
    one, new = note("one", "alpha words"), note("new", "delta")
    add(library, one)
    for record in (replace(one, finding="gamma"), new):
        with library.change("Write and delete") as change:
            change.put_record(record)
            trash_store.put(change.operation, record.id)
        agrees(library)
        for act in (curate.undo, curate.redo, curate.undo):
            act(library)
            agrees(library)


def test_what_is_removed_and_comes_back_in_one_operation(library: Library) -> None:
    one = note("one", "alpha words")
    add(library, one)
    with library.change("Delete and restore") as change:
        trash_store.put(change.operation, one.id)
        trash_store.restore(change.operation, one.id)
        change.put_record(replace(one, finding="gamma"))
    agrees(library)
    for act in (curate.undo, curate.redo, curate.undo):
        act(library)
        agrees(library)
