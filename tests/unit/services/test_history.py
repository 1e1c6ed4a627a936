"""History tells who did what when, and what each change was, word by word."""

from __future__ import annotations

import csv
from dataclasses import fields
from pathlib import Path

import pytest

from evidence_library.errors import UserCanFix
from evidence_library.model.record import Record
from evidence_library.services import curate, history, record_fields, trash
from evidence_library.services.opened import Library
from evidence_library.text.differences import Fate
from tests.helpers.libraries import add, identity, note


def test_every_change_is_told_with_who_made_it_the_newest_first(library: Library) -> None:
    library.person = "KL"
    add(library, note("one"), name="Add one")
    library.person = ""
    add(library, note("two"), name="Add two")
    curate.undo(library)
    undo, second, first, set_up = history.entries(library)
    assert (first.name, first.by, first.records) == ("Add one", "KL", (identity("one"),))
    assert (second.name, second.by, second.undone) == ("Add two", "", True)
    assert [history.state(one) for one in (undo, second, first, set_up)] == [
        "undo",
        "undone",
        "",
        "set up",
    ]
    assert history.count(library) == 4


def test_the_history_of_one_record_goes_on_in_the_trash(library: Library) -> None:
    add(library, note("one"), name="Add one")
    add(library, note("two"), name="Add two")
    trash.delete(library, [identity("one")])
    told = [one.name for one in history.entries(library, record=identity("one"))]
    assert told == ["Delete “one”", "Add one"]
    assert history.count(library, record=identity("one")) == 2
    assert [one.name for one in history.entries(library, limit=1, offset=1)] == ["Add two"]


def test_a_change_is_told_field_by_field(library: Library) -> None:
    add(library, note("one", "Wardens walked the streets.", finding="Fear fell."))
    add(library, note("one", "Wardens walked all streets.", finding="Fear fell.", tags=("night",)))
    newest = history.entries(library)[0]
    (thing,) = history.changed(library, newest.number)
    assert (thing.thing, thing.act, thing.name) == ("Record", "changed", "one")
    assert [one.label for one in thing.fields] == ["Tags", "Text"]
    tags, text = thing.fields
    assert [(part.text, part.fate) for part in tags.stretches] == [("night", Fate.ADDED)]
    assert [part.text for part in text.stretches if part.fate is Fate.REMOVED] == ["the"]
    assert [part.text for part in text.stretches if part.fate is Fate.ADDED] == ["all"]


def test_what_was_added_and_removed_is_named(library: Library) -> None:
    add(library, note("one"))
    (added,) = history.changed(library, history.entries(library)[0].number)
    assert (added.act, added.name, added.fields) == ("added", "one", ())
    trash.delete(library, [identity("one")])
    (removed,) = history.changed(library, history.entries(library)[0].number)
    assert (removed.act, removed.name) == ("removed", "one")
    with pytest.raises(UserCanFix, match="no change number 99"):
        history.changed(library, 99)


def test_every_field_of_a_record_has_a_name_for_people() -> None:
    assert set(record_fields.LABELS) == {field.name for field in fields(Record)} - {"id"}


def test_the_history_is_written_as_a_table_no_spreadsheet_runs(
    library: Library, tmp_path: Path
) -> None:
    library.person = "=1+1"
    add(library, note("one"), name="Add one")
    path = tmp_path / "history.csv"
    assert history.write(library, path) == 2
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    heading = rows.index(["What", "When", "By", "State", "Records", "Number"])
    assert rows[heading + 1][0] == "Add one"
    assert rows[heading + 1][2] == "'=1+1"
    with pytest.raises(UserCanFix, match=r"end it with “\.csv”"):
        history.write(library, tmp_path / "history.txt")
