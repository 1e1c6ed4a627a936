"""Several records become one, everything that pointed at them follows, and Undo brings all back."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.problem import Flag
from evidence_library.model.record import Identifiers, Name, Record, Relation
from evidence_library.model.vocabulary import Licence, RelationType
from evidence_library.services import curate, find, ingest, merging, read, trash
from evidence_library.services.find import Request
from evidence_library.services.identities import record_meant
from evidence_library.services.merging import BOTH
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone
from tests.helpers.libraries import add, empty_library, heading, identity, note
from tests.unit.exporters.any_record import any_record
from tests.unit.store.test_mended_index import agrees
from tests.unit.store.test_operations import state


def everything(library: Library) -> object:
    with library.connections.reading() as connection:
        rows = connection.execute("SELECT * FROM redirects ORDER BY id").fetchall()
    return state(library), rows


def merge(library: Library, *names: str, **taken: int) -> Record:
    made = merging.read(library, [identity(name) for name in names])
    merging.merge(library, made, taken)
    return read.read_record(library, identity(names[0])).record


def points_at(name: str) -> tuple[Relation, ...]:
    return (Relation(type=RelationType.EVALUATES, to=identity(name)),)


def test_the_flags_of_what_is_taken_are_taken_too(library: Library) -> None:
    whole, lost = Flag("no-form", "It follows no form."), Flag("odd-date", "Which?", "published")
    add(library, note("one", "Wardens."), note("two", "Others.", flags=(whole, lost)))
    assert merge(library, "one", "two", sections=1).flags == (whole,)


def test_what_one_lacks_comes_from_the_other_and_lists_are_joined(library: Library) -> None:
    housing = heading(library, "Housing")
    kept = note("one", "Wardens.", tags=("night",), topics=(housing,), notes="Ours.")
    other = note(
        "two",
        "Others.",
        tags=("day", "night"),
        topics=(replace(housing, label="Homes"),),
        finding="Fear fell.",
        licence=Licence.OGL,
        authors=(Name("Park, A."),),
        identifiers=Identifiers(doi="10.1000/1"),
        notes="Theirs.",
    )
    add(library, kept, other)
    shown = merging.choices((kept, other))
    assert [field.differs for field in shown] == sorted((f.differs for f in shown), reverse=True)
    new = merge(library, "one", "two")
    assert new == replace(
        kept,
        tags=("night", "day"),
        finding="Fear fell.",
        licence=Licence.OGL,
        authors=(Name("Park, A."),),
        identifiers=Identifiers(doi="10.1000/1"),
        notes="Ours.\n\nTheirs.",
    )
    assert find.search(library, Request("")).total == 1


def test_each_field_can_be_taken_from_either(library: Library) -> None:
    add(library, note("one", "Wardens.", tags=("night",)), note("two", "Others.", tags=("day",)))
    new = merge(library, "one", "two", title=1, sections=BOTH, tags=1)
    assert (new.id, new.title, new.tags) == (identity("one"), "two", ("day",))
    assert [section.body for section in new.sections] == ["Wardens.", "Others."]


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        ({"title": BOTH}, "only be taken from one"),
        ({"title": 2}, "not among those merged"),
        ({"versions": 1}, "no field that can be chosen"),
    ],
)
def test_a_choice_that_cannot_be_is_said(
    library: Library, taken: dict[str, int], said: str
) -> None:
    add(library, note("one"), note("two"))
    before = everything(library)
    with pytest.raises(UserCanFix, match=said):
        merge(library, "one", "two", **taken)
    assert everything(library) == before


def test_what_pointed_at_the_other_points_at_the_kept_one(library: Library) -> None:
    add(
        library,
        note("one", relations=points_at("two")),
        note("two", relations=points_at("three")),
        note("three", relations=(*points_at("one"), *points_at("two"))),
    )
    new = merge(library, "one", "two")
    assert new.relations == points_at("three")
    assert read.read_record(library, identity("three")).record.relations == points_at("one")
    agrees(library)


def test_every_old_id_ends_at_the_kept_record(library: Library) -> None:
    add(library, *(note(name) for name in ("one", "two", "three", "four")))
    merge(library, "two", "one")
    merge(library, "three", "two")
    add(library, note("four", relations=points_at("one")))
    for name in ("one", "two", "three"):
        assert read.read_record(library, identity(name)).record.id == identity("three")
        assert record_meant(library, identity(name)[:12].upper()) == identity("three")
    [related] = read.read_record(library, identity("four")).related
    assert (related.id, related.title) == (identity("three"), "three")
    merge(library, "four", "three")
    assert read.read_record(library, identity("one")).record.relations == ()


def test_a_file_that_was_read_into_a_merged_record_is_known(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "old.md"
    path.write_text(f"---\nid: {identity('two')}\ntitle: Two\n---\nText.\n", encoding="utf-8")
    ingest.commit(library, ingest.preview(library, [path]))
    add(library, note("one"))
    merge(library, "one", "two")
    [known] = ingest.preview(library, [path])
    assert known.already_here
    path.write_text(path.read_text("utf-8") + "More.\n", encoding="utf-8")
    [newer] = ingest.preview(library, [path])
    assert (newer.already_here, newer.replaces) == (False, "one")


def test_where_the_kept_record_is_deleted_that_is_said_until_it_is_restored(
    library: Library,
) -> None:
    add(library, note("one"), note("two", "zebra"))
    merge(library, "one", "two")
    trash.delete(library, [identity("one")])
    with pytest.raises(RecordGone, match="“two” was merged into a record that is no longer"):
        read.read_record(library, identity("two"))
    trash.restore(library, [identity("one")])
    assert read.read_record(library, identity("two")).record.title == "one"
    trash.delete(library, [identity("one")])
    trash.empty(library)
    with pytest.raises(RecordGone, match="There is no record"):
        read.read_record(library, identity("two"))
    with library.connections.reading() as connection:
        left = connection.execute(
            "SELECT * FROM operation_rows WHERE before || after LIKE '%zebra%'"
        )
        assert left.fetchall() == []


def test_nothing_is_merged_that_was_changed_meanwhile(library: Library) -> None:
    add(library, note("one"), note("two"))
    made = merging.read(library, [identity("one"), identity("two")])
    add(library, note("two", "More."))
    with pytest.raises(UserCanFix, match="changed meanwhile"):
        merging.merge(library, made)
    for ids in ([identity("one")], [identity("one"), identity("one")]):
        with pytest.raises(UserCanFix, match="two different records"):
            merging.read(library, ids)
    with pytest.raises(RecordGone):
        merging.read(library, [identity("one"), identity("gone")])


@settings(max_examples=8, deadline=None)
@given(
    st.lists(any_record(), min_size=2, max_size=3, unique_by=lambda one: one.id), st.integers(0, 9)
)
def test_undo_of_a_merge_leaves_the_library_as_it_was(made: list[Record], spin: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        pointing = Relation(type=RelationType.IS_ABOUT, to=made[1].id)
        add(library, *made, note("other", relations=(pointing,)))
        before = everything(library)
        held = merging.read(library, [one.id for one in made])
        taken = {
            field.name: (spin + at) % len(made) for at, field in enumerate(merging.choices(held))
        }
        merging.merge(library, held, taken)
        agrees(library)
        assert read.read_record(library, made[1].id).record == merging.merged(held, taken)
        after = everything(library)
        curate.undo(library)
        assert everything(library) == before
        curate.redo(library)
        assert everything(library) == after
        agrees(library)
        library.close()
