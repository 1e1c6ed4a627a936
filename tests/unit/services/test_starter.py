"""What came with the program is brought up to date, hidden and removed, and edits are kept."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.model.three_way import Fate
from evidence_library.services import (
    curate,
    editing,
    find,
    read,
    starter,
    topics,
    track,
    trash,
)
from evidence_library.services.editing import FieldEdits
from evidence_library.services.find import Request
from evidence_library.services.library import create_library, open_library
from evidence_library.services.opened import Library
from evidence_library.services.starter import Act
from tests.helpers.libraries import STARTER_RECORDS, add, note
from tests.helpers.older import forget_starter

LAMPS = RecordId("6f1c1f5e-3c1b-4c1e-9d53-0a4a3c0e8f11")
PATHS = RecordId("6f1c1f5e-3c1b-4c1e-9d53-0a4a3c0e8f12")


def _text(key: str, title: str, finding: str = "It was seen.", aim: str = "To see.") -> str:
    return (
        f"---\nid: {key}\ntitle: {title}\nkind: evaluation\ntopics:\n- Road Safety\n"
        f"finding: {finding}\n---\n\n## Aim {{aim}}\n\n{aim}\n"
    )


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the content of the program: two records, and no readme."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "README.md").write_text("Not a record.", encoding="utf-8")
    (folder / "lamps.md").write_text(_text(LAMPS, "Lamps"), encoding="utf-8")
    (folder / "paths.md").write_text(_text(PATHS, "Paths"), encoding="utf-8")
    monkeypatch.setattr("evidence_library.assets.casestudies", lambda: folder)
    return folder


@pytest.fixture
def filled(library: Library, shipped: Path) -> Library:
    """A library with both of them."""
    assert shipped.is_dir()
    starter.add_to_new(library)
    return library


def _record(library: Library, key: RecordId = LAMPS) -> Record:
    return read.read_record(library, key).record


def _edit(library: Library, field: str, text: str) -> None:
    editing.edit_many(library, [LAMPS], FieldEdits(set={field: text}))


def _acts(library: Library, *, again: bool = False) -> dict[str, Act]:
    return {one.title: one.act for one in starter.plan(library, again=again)}


def _newer(shipped: Path, **parts: str) -> None:
    (shipped / "lamps.md").write_text(_text(LAMPS, "Lamps", **parts), encoding="utf-8")


def test_the_shipped_content_is_no_step_to_undo(library: Library) -> None:
    starter.add_to_new(library)
    assert library.count() == STARTER_RECORDS
    assert curate.undo_name(library) == ""
    assert starter.standing(library) == starter.Standing(STARTER_RECORDS, 0, 0, 0)
    assert not starter.is_newer(library)
    assert {one.act for one in starter.plan(library)} == {Act.SAME}
    assert not starter.update(library).any


def test_a_shipped_file_that_cannot_be_read_is_named(library: Library, shipped: Path) -> None:
    (shipped / "lamps.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with pytest.raises(
        LibraryError, match=r"ships with the program is damaged. “lamps\.md” cannot"
    ):
        starter.add_to_new(library)
    assert library.count() == 0


def test_a_newer_text_is_taken_over_where_nobody_changed_it(filled: Library, shipped: Path) -> None:
    _edit(filled, "rights_holder", "Somebody")
    _newer(shipped, finding="It was seen well.")
    assert starter.is_newer(filled)
    lamps, paths = starter.plan(filled)
    assert (paths.act, lamps.act) == (Act.SAME, Act.CHANGED)
    assert [(one.label, one.fate) for one in lamps.fields] == [("One-line finding", Fate.TAKEN)]
    changes = starter.update(filled)
    assert changes.name == "Bring the starter content up to date"
    assert (_record(filled).finding, _record(filled).rights_holder) == (
        "It was seen well.",
        "Somebody",
    )
    assert not starter.is_newer(filled)
    assert find.search(filled, Request('"seen well"')).total == 1


def test_what_somebody_changed_stays_and_the_difference_is_shown(
    filled: Library, shipped: Path
) -> None:
    _edit(filled, "finding", "We saw nothing.")
    _newer(shipped, finding="It was seen well.")
    (lamps, _) = starter.plan(filled)
    (field,) = lamps.fields
    assert field.fate is Fate.KEPT
    assert "".join(one.text for one in field.stretches if one.fate != "added") == "We saw nothing."
    starter.update(filled)
    assert _record(filled).finding == "We saw nothing."
    assert not starter.is_newer(filled)  # it was decided and is not asked again


def test_the_shipped_text_of_a_changed_field_can_be_chosen(filled: Library, shipped: Path) -> None:
    _edit(filled, "finding", "We saw nothing.")
    _newer(shipped, finding="It was seen well.")
    starter.update(filled, {(LAMPS, "finding")})
    assert _record(filled).finding == "It was seen well."


def test_after_an_update_the_new_text_is_what_the_next_is_compared_with(
    filled: Library, shipped: Path
) -> None:
    _newer(shipped, finding="It was seen well.")
    starter.update(filled)
    _newer(shipped, finding="It was seen best.")
    starter.update(filled)
    assert _record(filled).finding == "It was seen best."
    assert _record(filled).source_text == _text(LAMPS, "Lamps", "It was seen best.")


def test_undo_of_an_update_takes_back_what_is_remembered_of_it(
    filled: Library, shipped: Path
) -> None:
    _newer(shipped, finding="It was seen well.")
    starter.update(filled)
    curate.undo(filled)
    assert _record(filled).finding == "It was seen."
    assert starter.is_newer(filled)
    starter.update(filled)
    assert _record(filled).finding == "It was seen well."


def test_a_new_record_is_added_and_a_deleted_one_is_not_brought_back(
    filled: Library, shipped: Path
) -> None:
    trash.delete(filled, [PATHS])
    key = LAMPS.replace("8f11", "8f13")
    (shipped / "walls.md").write_text(_text(key, "Walls"), encoding="utf-8")
    assert starter.is_newer(filled)
    assert _acts(filled) == {"Lamps": Act.SAME, "Paths": Act.GONE, "Walls": Act.NEW}
    starter.update(filled)
    assert {hit.plain_title for hit in find.hits(filled, find.search(filled, Request()))} == {
        "Lamps",
        "Walls",
    }
    assert starter.standing(filled).gone == 1


def test_what_was_deleted_comes_back_as_it_was_left_if_one_asks(filled: Library) -> None:
    editing.edit_many(filled, [PATHS], FieldEdits(set={"rights_holder": "Somebody"}))
    trash.delete(filled, [PATHS])
    assert _acts(filled, again=True)["Paths"] is Act.NEW
    starter.update(filled, again=True)
    assert _record(filled, PATHS).rights_holder == "Somebody"
    assert trash.listed(filled) == ()


def test_a_record_that_is_no_longer_shipped_stays(filled: Library, shipped: Path) -> None:
    (shipped / "paths.md").unlink()
    assert _acts(filled)["Paths"] is Act.DROPPED
    starter.update(filled)
    assert filled.count() == 2


def test_the_content_can_be_added_to_a_library_that_was_made_without(
    library: Library, shipped: Path
) -> None:
    assert shipped.is_dir()
    assert not starter.is_newer(library)
    starter.update(library)
    assert starter.standing(library).records == 2
    curate.undo(library)
    assert library.count() == 0


def test_removing_is_one_step_and_leaves_what_somebody_changed(filled: Library) -> None:
    _edit(filled, "finding", "We saw nothing.")
    assert starter.standing(filled).changed == 1
    starter.remove(filled)
    assert [one.title for one in trash.listed(filled)] == ["Paths"]
    starter.remove(filled, changed_too=True)
    assert filled.count() == 0
    with pytest.raises(UserCanFix, match="no starter content"):
        starter.remove(filled)
    curate.undo(filled)
    curate.undo(filled)
    assert filled.count() == 2


def test_a_library_of_an_older_version_knows_what_it_was_made_with(
    tmp_path: Path, shipped: Path
) -> None:
    library = create_library(tmp_path / "old", starter=True)
    trash.delete(library, [PATHS])
    library.close()
    forget_starter(tmp_path / "old")
    _newer(shipped, finding="It was seen well.")
    with contextlib.closing(open_library(tmp_path / "old")) as opened:
        assert _acts(opened) == {"Lamps": Act.CHANGED, "Paths": Act.GONE}


def test_what_is_hidden_keeps_its_mark_through_an_update(filled: Library, shipped: Path) -> None:
    starter.hide(filled)
    assert starter.standing(filled).hidden == 2
    _newer(shipped, finding="It was seen well.")
    starter.update(filled)
    assert starter.standing(filled).hidden == 2
    assert starter.hide(filled, hidden=False).name == "Show the starter content"
    assert starter.standing(filled).hidden == 0
    curate.undo(filled)
    assert starter.standing(filled).hidden == 2


def test_a_record_that_was_changed_by_reading_another_text_keeps_its_source(
    filled: Library, shipped: Path
) -> None:
    before = _record(filled)
    own = replace(before, source_text="my own text", finding="We saw nothing.")
    editing.save(filled, own, before)
    _newer(shipped, aim="To look.")
    starter.update(filled)
    joined = _record(filled)
    assert (joined.source_text, joined.finding) == ("my own text", "We saw nothing.")
    assert [one.body for one in joined.sections] == ["To look."]


def _counts(library: Library, words: str = "") -> tuple[int, dict[str, int]]:
    found = find.search(library, Request(words))
    return found.total, {one.value: one.count for one in found.facets["kind"]}


def test_what_is_hidden_is_neither_found_nor_counted(filled: Library) -> None:
    add(filled, note("Own lamps", "seen", kind="toolkit"))
    assert _counts(filled) == (3, {"evaluation": 2, "toolkit": 1})
    starter.hide(filled)
    for words in ("", "seen", "-nothing", "lamps OR paths", "kind:evaluation OR seen", "title:*s"):
        assert _counts(filled, words)[0] <= 1, words
    assert _counts(filled) == _counts(filled, "lamps") == (1, {"toolkit": 1})
    assert _counts(filled, "kind:evaluation") == (0, {})
    assert [one.count for one in topics.headings(filled) if one.count] == []
    assert _record(filled).title == "Lamps"  # who has its address still reads it
    _edit(filled, "finding", "We saw nothing.")
    assert _counts(filled, "nothing")[0] == 0
    curate.undo(filled)
    curate.undo(filled)
    assert _counts(filled) == (3, {"evaluation": 2, "toolkit": 1})


def test_recommendations_of_what_is_hidden_are_not_listed(library: Library) -> None:
    starter.add_to_new(library)
    number = len(track.recommendations(library))
    matching = len(track.matching(library, "grant"))
    starter.hide(library)
    assert (track.recommendations(library), track.matching(library, "grant")) == ((), ())
    assert find.search(library, Request("grant")).recommendations == 0
    curate.undo(library)
    assert len(track.recommendations(library)) == number > 0
    assert len(track.matching(library, "grant")) == matching > 0


def test_what_came_with_the_program_is_marked(filled: Library) -> None:
    add(filled, note("Own lamps"))
    hits = find.hits(filled, find.search(filled, Request()))
    assert {hit.plain_title: hit.starter for hit in hits} == {
        "Lamps": True,
        "Paths": True,
        "Own lamps": False,
    }
    assert read.read_record(filled, LAMPS).starter


def test_what_comes_back_is_brought_up_to_date_too(filled: Library, shipped: Path) -> None:
    trash.delete(filled, [LAMPS])
    _newer(shipped, finding="It was seen well.")
    assert not starter.is_newer(filled)  # of what was deleted nobody wants to hear
    starter.update(filled, again=True)
    assert _record(filled).finding == "It was seen well."
    assert starter.standing(filled).changed == 0


def test_the_shipped_text_can_still_be_taken_after_an_update(
    filled: Library, shipped: Path
) -> None:
    _edit(filled, "finding", "We saw nothing.")
    _newer(shipped, finding="It was seen well.")
    starter.update(filled)
    starter.update(filled, {(LAMPS, "finding")})
    assert _record(filled).finding == "It was seen well."
    for path in ("finding", "nosuch"):
        with pytest.raises(UserCanFix, match="no field that differs"):
            starter.update(filled, {(LAMPS, path)})


def test_it_is_said_where_nothing_is_found_because_it_is_hidden(filled: Library) -> None:
    starter.hide(filled)
    assert find.search(filled, Request("lamps")).hidden_told.startswith("The starter content is")
    add(filled, note("Own lamps"))
    assert find.search(filled, Request("lamps")).hidden_told == ""
