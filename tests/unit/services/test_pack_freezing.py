"""What was handed out stays as it was; what changed since is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence_library.model.ids import PackId, RecordId
from evidence_library.model.pack import Edition
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import (
    curate,
    editing,
    merging,
    pack_contents,
    pack_freezing,
    pack_sources,
    packs,
    publishing,
    screening,
    trash,
)
from evidence_library.services.field_edits import FieldEdits
from evidence_library.services.opened import Library
from evidence_library.store import packs as store
from tests.helpers.libraries import add, empty_library, heading, identity, note
from tests.helpers.packs import texts_of

TODAY = date(2026, 11, 22)
ONE, TWO = identity("one"), identity("two")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = empty_library(tmp_path / "library")
    topics = (heading(made, "Road Safety"),)
    values = {"finding": "Fewer falls.", "topics": topics, "workflow": Workflow.PUBLISHED}
    add(made, *(note(name, "Lamps.", **values) for name in ("one", "two")))
    yield made
    made.close()


@pytest.fixture
def pack(library: Library) -> PackId:
    made, _ = packs.new(library, "Session")
    packs.add(library, made.id, [ONE, TWO])
    freeze(library, made.id)
    return made.id


def freeze(library: Library, key: PackId) -> str:
    ready = pack_freezing.prepared(library, packs.find(library, key), TODAY)
    return pack_freezing.freeze(library, ready).name


def told(library: Library, key: PackId) -> list[str]:
    return [one.sentence for one in pack_freezing.since(library, packs.find(library, key))]


def findings(library: Library, key: PackId) -> list[str]:
    made = pack_contents.contents(library, packs.find(library, key), Edition.PARTICIPANT)
    return [one.finding for one in made.records.values()]


def kept(library: Library) -> int:
    with library.connections.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM frozen_records").fetchone()[0])


def edit(library: Library, record: RecordId = ONE) -> None:
    editing.edit_many(library, [record], FieldEdits(set={"finding": "No fewer."}))


def test_a_frozen_pack_says_what_it_said_then(library: Library, pack: PackId) -> None:
    assert told(library, pack) == ["“one” is unchanged.", "“two” is unchanged."]
    edit(library)
    assert findings(library, pack) == ["Fewer falls.", "Fewer falls."]
    assert told(library, pack)[0] == "“one” was changed: One-line finding."


def test_a_refreshed_pack_says_what_its_records_say_now(library: Library, pack: PackId) -> None:
    edit(library)
    assert pack_freezing.refresh(library, pack).name == "Refresh the pack “Session”"
    assert findings(library, pack) == ["No fewer.", "Fewer falls."]
    assert told(library, pack) == []


def test_what_became_of_the_records_is_told(library: Library, pack: PackId) -> None:
    edit(library)
    publishing.publish(library, [ONE], today=TODAY, note="other figures")
    publishing.withdraw(library, [TWO], "the figures are wrong")
    assert told(library, pack) == [
        "“one” was published as version 1.",
        "“two” was withdrawn: the figures are wrong.",
    ]
    trash.delete(library, [TWO])
    screening.supersede(library, [ONE], _third(library))
    assert told(library, pack) == ["“one” was superseded by “three”.", "“two” is in the trash."]
    assert findings(library, pack) == ["Fewer falls.", "Fewer falls."]
    trash.empty(library)
    assert told(library, pack)[1] == "“two” is no longer in the library."
    assert findings(library, pack) == ["Fewer falls.", "Fewer falls."]


def _third(library: Library) -> RecordId:
    add(library, note("three", "More.", workflow=Workflow.PUBLISHED))
    return identity("three")


def test_tags_and_notes_are_no_change(library: Library, pack: PackId) -> None:
    editing.edit_many(library, [ONE], FieldEdits(set={}, add=(("tags", "night"),)))
    assert told(library, pack)[0] == "“one” is unchanged."


def test_freezing_again_changes_nothing_and_what_is_new_is_added(
    library: Library, pack: PackId
) -> None:
    assert freeze(library, pack) == ""
    edit(library)
    packs.add(library, pack, [_third(library)])
    assert freeze(library, pack) == "Freeze the pack “Session”"
    frozen = packs.find(library, pack).frozen
    assert frozen
    assert [one.record for one in frozen.records] == [ONE, TWO, identity("three")]
    assert findings(library, pack) == ["Fewer falls.", "Fewer falls.", ""]


def test_each_record_is_told_as_of_the_day_it_was_frozen(library: Library, pack: PackId) -> None:
    packs.add(library, pack, [_third(library)])
    later = date(2027, 1, 5)
    pack_freezing.freeze(library, pack_freezing.prepared(library, packs.find(library, pack), later))
    contents = pack_contents.contents(library, packs.find(library, pack), Edition.PARTICIPANT)
    assert [contents.day_of(key) for key in contents.records] == [TODAY, TODAY, later]
    said = list(texts_of(pack_sources.sources(contents)))
    assert len([one for one in said if one.endswith("Told as it was on 22 November 2026.")]) == 2
    assert pack_sources.as_they_were(contents) == (
        "Records as they were between 22 November 2026 and 5 January 2027; each source names its "
        "day."
    )


def test_freezing_is_undone_and_redone(library: Library, pack: PackId) -> None:
    before = packs.find(library, pack)
    edit(library)
    curate.undo(library)
    curate.undo(library)
    assert packs.find(library, pack).frozen is None
    curate.redo(library)
    assert packs.find(library, pack) == before


def test_saving_a_pack_leaves_it_frozen(library: Library, pack: PackId) -> None:
    now = packs.find(library, pack)
    packs.save(library, replace(now, audience="Officers", frozen=None), expected=now)
    assert packs.find(library, pack).frozen == now.frozen


def test_frozen_records_go_when_nothing_names_them(library: Library, pack: PackId) -> None:
    assert kept(library) == 2
    copied, _ = packs.duplicate(library, pack)
    freeze(library, copied.id)
    assert kept(library) == 2  # what is the same is kept once
    packs.delete(library, pack)
    trash.empty(library)
    assert kept(library) == 2
    packs.delete(library, copied.id)
    assert kept(library) == 2
    trash.empty(library)
    assert kept(library) == 0


def test_a_merged_record_leads_on_and_a_deleted_one_is_told(library: Library) -> None:
    made, _ = packs.new(library, "Session")
    packs.add(library, made.id, [ONE, TWO])
    merging.merge(library, merging.read(library, [ONE, TWO]))
    held, missing = pack_contents.held_records(library, packs.find(library, made.id))
    assert ({key: one.id for key, one in held.items()}, missing) == ({ONE: ONE, TWO: ONE}, {})
    trash.delete(library, [ONE])
    held, missing = pack_contents.held_records(library, packs.find(library, made.id))
    assert held == {}
    assert missing[ONE] == "“one” is in the trash; its text is left out."


def test_a_library_without_packs_has_none(library: Library) -> None:
    with library.connections.writing() as database:
        database.conn.execute("DROP TABLE packs")
        database.conn.execute("DROP TABLE frozen_records")
    assert packs.listed(library) == ()
    with library.connections.reading() as connection:
        assert store.frozen(connection, ["x"]) == {}
        assert store.holding(connection, ONE) == []
