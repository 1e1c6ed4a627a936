"""Drafts are kept beside the library: nothing of them is found, undone or lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence_library.model.ids import RecordId
from evidence_library.services import curate, drafts, editing, history, trash
from evidence_library.services.drafts import DraftTaken, Since
from evidence_library.services.editing import Conflict
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from tests.helpers.libraries import add, empty_library, identity, note
from tests.helpers.log_guard import ExpectLog

HERE, THERE = "window one", "window two"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = empty_library(tmp_path / "library")
    add(made, note("Wardens", "They walked.", source_text="Title: Wardens"))
    yield made
    made.close()


def test_what_is_written_comes_back_whole_after_the_program_ended(
    library: Library, tmp_path: Path
) -> None:
    held = drafts.begin(library, identity("Wardens")).held
    assert held is not None
    written = replace(held, title="Wardens at night", source_text="Another source")
    drafts.keep(library, written, held, HERE)
    library.close()
    again = open_library(tmp_path / "library")
    begun = drafts.begin(again, held.id)
    again.close()
    assert begun.held == held
    assert begun.draft is not None
    assert (begun.draft.record, begun.draft.base) == (written, held)
    assert begun.since is Since.NOTHING


def test_a_draft_is_no_operation(library: Library) -> None:
    before = history.count(library), curate.undo_name(library)
    drafts.keep(library, note("Wardens", "No longer."), None, HERE)
    assert (history.count(library), curate.undo_name(library)) == before


def test_saving_ends_the_draft_and_a_conflict_keeps_it(library: Library) -> None:
    held = drafts.begin(library, identity("Wardens")).held
    assert held is not None
    mine = replace(held, notes="mine")
    drafts.keep(library, mine, held, HERE)
    editing.save(library, replace(held, notes="theirs"), held)
    with pytest.raises(Conflict):
        editing.save(library, mine, held)
    begun = drafts.begin(library, held.id)
    assert begun.draft is not None
    assert begun.since is Since.CHANGED
    editing.save(library, mine, begun.held)
    drafts.end(library, held.id, mine, mine, HERE)
    assert drafts.begin(library, held.id).draft is None


def test_saving_elsewhere_leaves_the_draft_alone(library: Library) -> None:
    held = drafts.begin(library, identity("Wardens")).held
    assert held is not None
    drafts.keep(library, replace(held, notes="mine"), held, HERE)
    editing.save(library, replace(held, notes="theirs"), held)
    assert drafts.begin(library, held.id).draft is not None


def test_a_draft_outlives_its_record_until_the_trash_is_emptied(library: Library) -> None:
    held = drafts.begin(library, identity("Wardens")).held
    assert held is not None
    drafts.keep(library, replace(held, notes="mine"), held, HERE)
    trash.delete(library, [held.id])
    begun = drafts.begin(library, held.id)
    assert begun.since is Since.DELETED
    assert begun.draft is not None
    assert begun.draft.record.notes == "mine"
    trash.empty(library)
    assert drafts.begin(library, held.id).draft is None


def test_emptying_the_trash_keeps_the_sources_other_drafts_were_read_from(
    library: Library,
) -> None:
    new = note("Pasted", source_text="A pasted text")
    drafts.keep(library, new, None, HERE)
    trash.delete(library, [identity("Wardens")])
    trash.empty(library)
    begun = drafts.begin(library, new.id)
    assert begun.draft is not None
    assert begun.draft.record == new
    assert begun.since is Since.NEW


def test_two_windows_do_not_write_over_each_other(library: Library) -> None:
    drafts.keep(library, note("Night", "one"), None, HERE)
    with pytest.raises(DraftTaken, match="another window"):
        drafts.keep(library, note("Night", "other"), None, THERE)
    drafts.take_over(library, identity("Night"), THERE)
    drafts.keep(library, note("Night", "other"), None, THERE)
    draft = drafts.begin(library, identity("Night")).draft
    assert draft is not None
    assert draft.record == note("Night", "other")


def test_a_draft_that_was_left_may_be_gone_on_with_by_anybody(library: Library) -> None:
    drafts.keep(library, note("Night", "one"), None, HERE, leaves=True)
    drafts.keep(library, note("Night", "other"), None, THERE)
    with pytest.raises(DraftTaken):
        drafts.keep(library, note("Night", "one again"), None, HERE)


def test_what_was_typed_after_saving_stays_a_draft_of_what_was_saved(library: Library) -> None:
    held = drafts.begin(library, identity("Wardens")).held
    assert held is not None
    first = replace(held, notes="first")
    drafts.keep(library, replace(first, title="Wardens, again"), held, HERE, leaves=True)
    editing.save(library, first, held)
    published = replace(first, workflow_reason="published")
    drafts.end(library, held.id, first, published, HERE)
    draft = drafts.begin(library, held.id).draft
    assert draft is not None
    assert draft.base == published
    assert draft.record == replace(published, title="Wardens, again")


def test_saving_leaves_the_draft_of_another_sitting_alone(library: Library) -> None:
    held = drafts.begin(library, identity("Wardens")).held
    assert held is not None
    drafts.keep(library, replace(held, notes="theirs"), held, THERE)
    mine = replace(held, notes="mine")
    editing.save(library, mine, held)
    drafts.end(library, held.id, mine, mine, HERE)
    draft = drafts.begin(library, held.id).draft
    assert draft is not None
    assert (draft.record.notes, draft.base) == ("theirs", held)


def test_drafts_are_listed_and_discarded(library: Library) -> None:
    library.person = "KL"
    for name in ("One", "Two"):
        drafts.keep(library, note(name), None, HERE)
    assert {(one.title, one.by) for one in drafts.unsaved(library)} == {
        ("One", "KL"),
        ("Two", "KL"),
    }
    drafts.discard(library, identity("One"))
    assert [one.title for one in drafts.unsaved(library)] == ["Two"]


def test_a_moment_of_today_is_told_by_its_time() -> None:
    now = datetime(2030, 5, 4, 18, 0, tzinfo=UTC)
    assert drafts.local_time("2030-05-04T14:02:31+00:00", now) == "14:02"
    assert drafts.local_time("2030-05-03T14:02:31+00:00", now) == "2030-05-03 14:02"


def test_a_draft_that_was_saved_as_the_program_ended_is_none(library: Library) -> None:
    held = drafts.begin(library, identity("Wardens")).held
    assert held is not None
    mine = replace(held, notes="mine")
    editing.save(library, mine, held)
    drafts.keep(library, mine, held, HERE)
    assert drafts.begin(library, held.id).draft is None


def test_a_long_change_does_not_keep_a_draft_waiting(library: Library) -> None:
    written = note("Wardens", "They walk.")
    with library.change("Something long"):
        drafts.keep(library, written, None, HERE)
        begun = drafts.begin(library, written.id)
    assert begun.draft is not None
    assert begun.draft.record == written


def test_a_draft_that_cannot_be_read_is_put_aside(
    library: Library, expected_log: ExpectLog
) -> None:
    written = note("Wardens", "They walk.")
    drafts.keep(library, written, None, HERE)
    (path,) = (library.folder / "drafts").iterdir()
    path.write_text('{"record": 1}', encoding="utf-8")
    expected_log("A draft cannot be read")
    assert drafts.begin(library, written.id).draft is None
    assert [one.suffix for one in (library.folder / "drafts").iterdir()] == [".damaged"]
    assert drafts.unsaved(library) == ()
    drafts.keep(library, written, None, THERE)
    assert [one.record for one in drafts.unsaved(library)] == [written.id]


@pytest.mark.parametrize("key", ["../../elsewhere", "a/b", "con", "ü" * 300])
def test_whatever_an_id_holds_its_draft_lies_in_the_folder(library: Library, key: str) -> None:
    written = replace(note("Wardens"), id=RecordId(key))
    drafts.keep(library, written, None, HERE)
    (path,) = (library.folder / "drafts").iterdir()
    assert path.suffix == ".json"
    found = drafts.begin(library, written.id).draft
    assert found is not None
    assert found.record.title == "Wardens"
    drafts.discard(library, written.id)
    assert list((library.folder / "drafts").iterdir()) == []


def test_a_draft_that_was_saved_as_it_is_says_nothing_new(library: Library) -> None:
    written = note("Wardens", "They walk.")
    add(library, written)
    drafts.keep(library, written, None, HERE)
    assert drafts.unsaved(library) == ()
    assert drafts.begin(library, written.id).draft is None
