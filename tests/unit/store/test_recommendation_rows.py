"""Each recommendation is a row: written when it changes, undone by itself, derived again."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecommendationId, SetId, new_set_id
from evidence_library.model.recommendation import (
    Deadline,
    ProgressEntry,
    Recommendation,
    RecommendationSet,
    RecordLink,
)
from evidence_library.model.vocabulary import EvidenceRole, QuarterConvention, Status
from evidence_library.services import curate, track, trash
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from evidence_library.store import places, recommendation_sets
from tests.helpers import older
from tests.helpers.indexes import agrees
from tests.helpers.libraries import add, empty_library, identity, note

QUARTERS = QuarterConvention.FINANCIAL


def _set(*items: Recommendation, **fields: object) -> RecommendationSet:
    return RecommendationSet(
        id=SetId("5e7aaaaa-0000-4000-8000-000000000001"),
        title="Paths",
        source_record=identity("holder"),
        recommendations=items,
        **fields,  # type: ignore[arg-type]
    )


def _item(number: int, text: str = "", **fields: object) -> Recommendation:
    return Recommendation(number=str(number), text=text or f"Mend lamp {number}", **fields)  # type: ignore[arg-type]


def _put(library: Library, item: RecommendationSet, name: str = "Put") -> None:
    with library.change(name) as change:
        recommendation_sets.put(change.operation, item)


def _seen(library: Library) -> object:
    """Everything that is kept and shown of recommendations."""
    with library.connections.reading() as connection:
        return recommendation_sets.load(connection), track.board(library)


def _rows_written(library: Library) -> list[tuple[str, str]]:
    with library.connections.reading() as connection:
        return connection.execute(
            "SELECT \"table\", json_extract(coalesce(after, before), '$.position') "
            "FROM operation_rows WHERE operation = (SELECT max(id) FROM operations)"
        ).fetchall()


@pytest.fixture
def held(library: Library) -> RecommendationSet:
    _put(library, _set(*map(_item, range(1, 6))))
    with library.connections.reading() as connection:
        return recommendation_sets.load(connection)[0]


def test_only_what_changed_is_written(library: Library, held: RecommendationSet) -> None:
    one, two, three, four, five = held.recommendations
    _put(library, replace(held, recommendations=(one, replace(two, notes="x"), three, four, five)))
    assert _rows_written(library) == [("recommendations", 1)]
    _put(library, replace(held, recommendations=(one, three, four, five)))
    assert _rows_written(library) == [("recommendations", 1)]
    new = _item(9)
    _put(library, replace(held, recommendations=(one, new, three, four, five), title="Ways"))
    assert _rows_written(library) == [("recommendation_sets", None), ("recommendations", 1)]
    _put(library, replace(held, recommendations=(three, one), title="Ways"))
    assert [line.number for line in track.board(library).lines] == ["3", "1"]
    agrees(library)


def test_one_is_written_alone_and_names_its_set(library: Library, held: RecommendationSet) -> None:
    link = RecordLink(record=identity("holder"), role=EvidenceRole.PROGRESS)
    changed = replace(held.recommendations[2], links=(link,), notes="lanterns")
    with library.change("Link") as change:
        recommendation_sets.put_one(change.operation, held.id, changed)
    changes = change.operation.changes()
    assert (changes.sets, changes.recommendations) == ({held.id}, {changed.id})
    assert [one.item for one in track.serving(library, link.record)] == [changed]
    assert track.search(library, "lanterns").ids == (changed.id,)
    agrees(library)
    curate.undo(library)
    assert track.serving(library, link.record) == ()
    agrees(library)


def test_a_copy_of_a_set_does_not_take_the_recommendations_over(
    library: Library, held: RecommendationSet
) -> None:
    first = held.recommendations[0]
    copy = replace(held, id=new_set_id(), recommendations=(first, first))
    _put(library, copy)
    ids = [line.id for line in track.board(library).lines]
    assert len(ids) == len(set(ids)) == 7
    assert track.held(library, first.id).owner.id == held.id


def test_other_quarters_give_other_lines(library: Library) -> None:
    due = _item(1, deadline=Deadline(year=2005, quarter=1), reported=Status.NOT_MET)
    _put(library, _set(due))
    day = track.board(library).lines[0].last_due
    _put(library, _set(due, quarters=QUARTERS))
    assert track.board(library).lines[0].last_due > day
    agrees(library)
    curate.undo(library)
    assert track.board(library).lines[0].last_due == day


_TEXTS = st.sampled_from(["lamp", "path", "warden walk"])
_ITEMS = st.builds(
    lambda number, text, notes, linked, reported: _item(
        number,
        text,
        id=RecommendationId(f"id-{number}"),
        notes=notes,
        links=(RecordLink(record=identity("x"), role=EvidenceRole.PROBLEM),) if linked else (),
        progress=(ProgressEntry(raw=text, status=reported, date=PartialDate(2005, 3)),),
    ),
    st.integers(1, 6),
    _TEXTS,
    _TEXTS,
    st.booleans(),
    st.sampled_from(Status),
)
_SETS = st.builds(
    lambda items, quarters: _set(*items, quarters=quarters),
    st.lists(_ITEMS, max_size=6, unique_by=lambda one: one.number),
    st.sampled_from(QuarterConvention),
)


@settings(max_examples=5, deadline=None)
@given(st.lists(_SETS, min_size=1, max_size=4))
def test_whatever_is_put_is_kept_undone_and_derived(states: list[RecommendationSet]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = empty_library(Path(folder) / "library")
        seen = [_seen(library)]
        for state in states:
            _put(library, state)
            if _seen(library) != seen[-1]:
                seen.append(_seen(library))
        assert _seen(library)[0] == [states[-1]]  # type: ignore[index]
        agrees(library)
        for before in reversed(seen[:-1]):
            curate.undo(library)
            assert _seen(library) == before
        for after in seen[1:]:
            curate.redo(library)
            assert _seen(library) == after
        agrees(library)
        library.close()


@pytest.fixture
def older_library(library: Library) -> Path:
    """A library from before: a set that was added, changed, and deleted with its record."""
    add(library, note("holder"))
    one, two, three = map(_item, range(1, 4))
    with library.change("Add a set") as change:
        older.put_as_before(change.operation, _set(one, two, three))
    with library.change("Change the set") as change:
        changed = _set(one, replace(two, notes="seen"), quarters=QUARTERS)
        older.put_as_before(change.operation, changed)
    with library.change("Delete") as change:
        older.trash_as_before(change.operation, identity("holder"))
    library.close()
    older.forget_rows_of_recommendations(library.folder)
    return library.folder


def test_what_was_done_before_is_undone_and_done_again(older_library: Path) -> None:
    library = open_library(older_library)
    states = [_seen(library)]
    for _ in range(3):
        curate.undo(library)
        states.append(_seen(library))
        agrees(library)
    numbers = [[line.number for line in board.lines] for _, board in states]  # type: ignore[attr-defined]
    assert numbers == [[], ["1", "2"], ["1", "2", "3"], []]
    assert [line.convention for line in states[1][1].lines] == [QUARTERS] * 2  # type: ignore[index]
    for state in (*states[2:0:-1], states[0]):
        curate.redo(library)
        assert _seen(library) == state
    agrees(library)
    library.close()


def test_what_was_in_the_trash_before_comes_out_whole(older_library: Path) -> None:
    library = open_library(older_library)
    trash.restore(library, [identity("holder")])
    assert [line.number for line in track.board(library).lines] == ["1", "2"]
    assert len(track.search(library, "seen").ids) == 1
    agrees(library)
    curate.undo(library)
    trash.empty(library)
    with library.connections.reading() as connection:
        rows = connection.execute("SELECT * FROM operation_rows").fetchall()
    assert "Mend lamp" not in repr(rows)
    library.close()


def test_an_older_library_that_cannot_be_written_is_read_all_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library.change("Add a set") as change:
        older.put_as_before(change.operation, _set(_item(1), _item(2, notes="seen")))
    library.close()
    older.forget_rows_of_recommendations(library.folder)
    before = older.contents(library.folder)
    monkeypatch.setattr(places, "may_write", lambda _folder: False)
    opened = open_library(library.folder)
    assert [line.number for line in track.board(opened).lines] == ["1", "2"]
    (key,) = track.search(opened, "seen number:2").ids
    assert track.held(opened, key).owner.title == "Paths"
    opened.close()
    assert older.contents(library.folder) == before
