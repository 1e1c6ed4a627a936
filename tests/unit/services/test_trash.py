"""Deleted records lie in the trash, come back whole, and are gone once it is emptied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecordId
from evidence_library.services import curate, find, history, ingest, read, trash
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from evidence_library.services.read import RecordGone
from tests.helpers import papers
from tests.helpers.libraries import add, identity, note


@pytest.fixture
def tracked(library: Library, tmp_path: Path) -> Library:
    """A library with a table of recommendations and the record that holds it."""
    ingest.commit(library, ingest.preview(library, papers.write(tmp_path, t_txt=papers.TABLE)))
    return library


def found(library: Library, words: str) -> int:
    return find.search(library, Request(words)).total


def test_a_deleted_record_is_found_no_more_and_lies_in_the_trash(library: Library) -> None:
    library.person = "KL"
    add(library, note("Wardens", "trust"), note("Lights", "trust"))
    changes = trash.delete(library, [identity("Wardens")])
    assert changes.name == "Delete “Wardens”"
    assert found(library, "trust") == 1
    with pytest.raises(RecordGone):
        read.read_record(library, identity("Wardens"))
    (one,) = trash.listed(library)
    assert (one.id, one.title, one.kind, one.by) == (
        identity("Wardens"),
        "Wardens",
        "evaluation",
        "KL",
    )


def test_a_restored_record_is_what_it_was(library: Library) -> None:
    add(library, note("Wardens", "trust", tags=("night",), source_text="as it was printed"))
    before = read.read_record(library, identity("Wardens")).record
    trash.delete(library, [before.id])
    trash.restore(library, [before.id])
    assert read.read_record(library, before.id).record == before
    assert trash.listed(library) == ()
    assert found(library, "tag:night") == 1


def test_a_number_that_was_given_away_meanwhile_does_not_matter(library: Library) -> None:
    add(library, note("Wardens", "trust"))
    trash.delete(library, [identity("Wardens")])
    add(library, note("Lights", "trust"))
    trash.restore(library, [identity("Wardens")])
    assert found(library, "trust") == 2
    assert {title.plain_title for title in find.hits(library, find.search(library, Request()))} == {
        "Wardens",
        "Lights",
    }


def test_several_records_are_deleted_and_restored_in_one_step(library: Library) -> None:
    add(library, note("one"), note("two"), note("three"))
    keys = [identity("one"), identity("two")]
    assert trash.delete(library, keys).name == "Delete 2 records"
    curate.undo(library)
    assert (library.count(), trash.listed(library)) == (3, ())
    curate.redo(library)
    assert (library.count(), len(trash.listed(library))) == (1, 2)
    assert trash.restore(library, keys).name == "Restore 2 records"
    assert library.count() == 3


def test_sets_of_recommendations_go_with_their_record(tracked: Library) -> None:
    wanted = Request("wardens")
    before = find.search(tracked, wanted).recommendations
    (holder,) = (hit.id for hit in find.hits(tracked, find.search(tracked, Request())))
    trash.delete(tracked, [holder])
    assert (before > 0, find.search(tracked, wanted).recommendations) == (True, 0)
    trash.restore(tracked, [holder])
    assert find.search(tracked, wanted).recommendations == before


def test_nothing_is_moved_if_one_of_several_is_not_there(library: Library) -> None:
    add(library, note("one"))
    with pytest.raises(UserCanFix, match="no longer in the library"):
        trash.delete(library, [identity("one"), identity("two")])
    assert library.count() == 1
    trash.delete(library, [identity("one")])
    with pytest.raises(UserCanFix, match="no longer in the trash"):
        trash.restore(library, [identity("one"), identity("two")])
    assert library.count() == 0
    add(library, note("one"))
    with pytest.raises(UserCanFix, match="“one” is in the library already"):
        trash.restore(library, [identity("one")])


def everything_kept(library: Library) -> str:
    """Give all text of the database, wherever it stands."""
    with library.connections.reading() as connection:
        names = ("records", "sources", "trash", "operation_rows", "recommendation_sets")
        rows = [connection.execute(f"SELECT * FROM {name}").fetchall() for name in names]
    return json.dumps(rows, default=str)


def test_emptying_leaves_no_trace_of_the_text_and_cannot_be_undone(library: Library) -> None:
    add(library, note("Wardens", "confidential remark", source_text="confidential source"))
    add(library, note("Lights", "bright", source_text="public source"))
    trash.delete(library, [identity("Wardens")])
    assert trash.empty(library) == 1
    kept = everything_kept(library)
    assert "confidential" not in kept
    assert "public source" in kept
    assert (
        curate.undo_name(library) == "Add records"
    )  # the adding of Lights; that of Wardens is forgotten
    curate.undo(library)
    assert library.count() == 0
    with pytest.raises(UserCanFix, match="nothing to undo"):
        curate.undo(library)
    newest = history.entries(library)[1]
    assert (newest.name, newest.kind) == ("Empty the trash (1 record)", "empty the trash")


def test_part_of_the_trash_can_be_emptied(library: Library) -> None:
    add(library, note("one"), note("two"))
    trash.delete(library, [identity("one"), identity("two")])
    assert trash.empty(library, [identity("one")]) == 1
    assert [one.title for one in trash.listed(library)] == ["two"]
    curate.undo(library)
    assert library.count() == 1
    with pytest.raises(UserCanFix, match="The trash is empty"):
        trash.empty(library)


def test_undo_of_a_change_to_many_still_works_for_those_that_are_left(library: Library) -> None:
    add(library, note("one"), note("two"), name="Add two")
    trash.delete(library, [identity("one")])
    trash.empty(library)
    curate.undo(library)
    assert library.count() == 0
    curate.redo(library)
    assert library.count() == 1


def test_emptying_what_is_not_in_the_trash_changes_nothing(library: Library) -> None:
    add(library, note("one"))
    with pytest.raises(UserCanFix, match="Something else was changed meanwhile"):
        trash.empty(library, [RecordId("none such")])
    assert next(entry.name for entry in history.entries(library)) == "Add records"
