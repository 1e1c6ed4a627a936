"""Packs are kept, found, changed and deleted; each change is one step with a telling name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecordId, new_pack_item_id
from evidence_library.model.pack import Pack, RecordItem, TextItem
from evidence_library.services import curate, history, packs, trash
from evidence_library.services.opened import Library
from evidence_library.services.packs import Adding, PackChanged
from evidence_library.services.read import RecordGone
from evidence_library.text.pack_data import pack_from_json, pack_json
from tests.helpers.libraries import add, empty_library, identity, note
from tests.helpers.packs import packs as random_packs

ONE, TWO, THREE = (identity(name) for name in ("one", "two", "three"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = empty_library(tmp_path / "library")
    add(made, *(note(name, "Lamps.") for name in ("one", "two", "three")))
    yield made
    made.close()


@pytest.fixture
def pack(library: Library) -> Pack:
    made, _ = packs.new(library, "Evening  session")
    packs.add(library, made.id, [ONE, TWO, THREE])
    return packs.find(library, made.id)


def _records(pack: Pack) -> list[RecordId]:
    return [one.record for one in pack.items if isinstance(one, RecordItem)]


@settings(max_examples=30)
@given(pack=random_packs([ONE, TWO]))
def test_a_pack_is_read_as_it_was_written(pack: Pack) -> None:
    assert pack_from_json(pack_json(pack)) == pack


@given(data=st.text(max_size=40) | st.sampled_from(['{"format": 2}', '{"format": 1}', "[]", "{}"]))
def test_what_is_no_pack_is_told_in_a_sentence(data: str) -> None:
    with pytest.raises(UserCanFix):
        pack_from_json(data)


def test_a_new_pack_is_listed_and_found_by_id_beginning_and_title(
    library: Library, pack: Pack
) -> None:
    assert [(one.id, one.title, one.records) for one in packs.listed(library)] == [
        (pack.id, "Evening session", 3)
    ]
    for typed in (pack.id, pack.id.upper(), pack.id[:8], "evening session", " Evening  Session "):
        assert packs.meant(library, typed) == pack


def test_a_pack_that_is_not_there_or_not_clear_is_told(library: Library, pack: Pack) -> None:
    packs.duplicate(library, pack.id, "Evening session")
    with pytest.raises(UserCanFix, match="Several packs are meant by “evening session”"):
        packs.meant(library, "evening session")
    for typed in ("", "ev", pack.id[:3], "Morning"):
        with pytest.raises(UserCanFix, match="There is no pack"):
            packs.meant(library, typed)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [(" ", "A pack needs a title"), ("x" * 161, "at most 160 letters")],
)
def test_a_title_is_needed_and_not_too_long(library: Library, title: str, sentence: str) -> None:
    with pytest.raises(UserCanFix, match=sentence):
        packs.new(library, title)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"starts": "25:00"}, "“25:00” is no time of day"),
        ({"date": "31 February"}, "is no date"),
        ({"planned_minutes": -1}, "Minutes are a number"),
        ({"layout": "a9"}, "There is no layout “a9”"),
        ({"items": (TextItem(id=new_pack_item_id(), minutes=2000),)}, "Minutes are a number"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    library: Library, pack: Pack, values: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UserCanFix, match=sentence):
        packs.save(library, replace(pack, **values))  # type: ignore[arg-type]
    assert packs.find(library, pack.id) == pack


def test_saving_over_what_somebody_else_changed_is_refused(library: Library, pack: Pack) -> None:
    packs.save(library, replace(pack, audience="Officers"), expected=pack)
    with pytest.raises(PackChanged, match="was changed elsewhere since you opened it"):
        packs.save(library, replace(pack, audience="Wardens"), expected=pack)
    assert packs.find(library, pack.id).audience == "Officers"


def test_records_are_added_once_in_the_order_given(library: Library) -> None:
    made, _ = packs.new(library, "Session")
    done = packs.add(library, made.id, [THREE, ONE[:8], THREE], Adding("psst", 20))
    assert done.name == "Add 2 records to the pack “Session”"
    items = packs.find(library, made.id).items
    assert [(one.record, one.trainer_note, one.minutes) for one in items] == [  # type: ignore[union-attr]
        (THREE, "psst", 20),
        (ONE, "psst", 20),
    ]
    packs.add(library, made.id, [TWO], Adding(at=1))
    assert _records(packs.find(library, made.id)) == [THREE, TWO, ONE]


def test_a_record_that_is_not_there_is_not_added_and_neither_are_the_others(
    library: Library, pack: Pack
) -> None:
    with pytest.raises(RecordGone, match="There is no record “0000000000”"):
        packs.add(library, pack.id, [ONE, "0000000000"])
    assert packs.find(library, pack.id) == pack


def test_items_are_ordered_and_removed_by_position_or_record(library: Library, pack: Pack) -> None:
    packs.order(library, pack.id, packs.items_meant(pack, ["3", ONE[:8]]))
    ordered = packs.find(library, pack.id)
    assert _records(ordered) == [THREE, ONE, TWO]
    done = packs.remove(library, pack.id, packs.items_meant(ordered, ["2"]))
    assert done.name == "Remove “one” from the pack “Evening session”"
    assert _records(packs.find(library, pack.id)) == [THREE, TWO]
    for typed in ("0", "4", "lamps", "a"):
        with pytest.raises(UserCanFix):
            packs.items_meant(pack, [typed])


def test_an_order_that_changes_nothing_is_no_step(library: Library, pack: Pack) -> None:
    before = curate.undo_name(library)
    assert packs.order(library, pack.id, [pack.items[0].id]).name == ""
    assert curate.undo_name(library) == before


def test_a_copy_is_a_pack_of_its_own(library: Library, pack: Pack) -> None:
    made, done = packs.duplicate(library, pack.id)
    assert (made.title, done.name) == (
        "Evening session (copy)",
        "Duplicate the pack “Evening session”",
    )
    assert _records(made) == _records(pack)
    assert {one.id for one in made.items}.isdisjoint(one.id for one in pack.items)


def test_a_deleted_pack_lies_in_the_trash_and_comes_back(library: Library, pack: Pack) -> None:
    packs.delete(library, pack.id)
    assert packs.listed(library) == ()
    assert [(one.title, one.kind) for one in trash.listed(library)] == [("Evening session", "pack")]
    for named in (pack.id, "evening  SESSION"):
        with pytest.raises(UserCanFix, match="“Evening session” is in the trash"):
            packs.meant(library, named)
    assert history.entries(library)[0].records == ()
    trash.restore(library, [RecordId(pack.id)])
    assert packs.find(library, pack.id) == pack


def test_a_pack_is_gone_for_good_once_the_trash_is_emptied(library: Library, pack: Pack) -> None:
    packs.delete(library, pack.id)
    assert trash.empty(library) == 1
    assert history.entries(library)[0].name == "Empty the trash (1 pack)"
    assert curate.undo_name(library) == "Add records"


def test_packs_with_a_record_are_told(library: Library, pack: Pack) -> None:
    assert [one.title for one in packs.with_record(library, ONE)] == ["Evening session"]
    packs.remove(library, pack.id, packs.items_meant(pack, ["1"]))
    assert packs.with_record(library, ONE) == ()


def test_a_pack_of_a_newer_program_is_listed_and_not_written_over(
    library: Library, pack: Pack
) -> None:
    with library.change("As a newer program would") as change:
        row = {"id": pack.id, "title": pack.title, "document": '{"format": 2}'}
        change.operation.write("packs", row)
    assert [(one.title, one.understood) for one in packs.listed(library)] == [
        ("Evening session", False)
    ]
    with pytest.raises(UserCanFix, match="by a newer version of this program"):
        packs.rename(library, pack.id, "Morning")


def test_what_happened_to_a_pack_is_told_in_the_history(library: Library, pack: Pack) -> None:
    packs.rename(library, pack.id, "Morning")
    (latest, *_) = history.entries(library)
    assert latest.name == "Rename the pack “Evening session” to “Morning”"
    (told,) = history.changed(library, latest.number)
    assert (told.thing, told.name, told.act) == ("Pack", "Morning", "changed")
