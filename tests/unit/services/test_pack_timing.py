"""Times of a session: estimated from what is read and discussed, summed and set against a plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from evidence_library.model.ids import new_pack_id, new_pack_item_id
from evidence_library.model.pack import (
    BreakItem,
    ExerciseItem,
    Item,
    Pack,
    Question,
    RecordItem,
    TextItem,
)
from evidence_library.services import pack_parts
from evidence_library.services.pack_timing import spoken, timed
from tests.helpers.libraries import identity, note
from tests.helpers.packs import packs

ONE = identity("one")
RECORDS = {ONE: note("one", "word " * 397)}
ASKED = (Question("Why?"), Question("How?"))


def _minutes(item: Item) -> int:
    pack = Pack(id=new_pack_id(), title="Session", items=(item,))
    return timed(pack, RECORDS).total


@pytest.mark.parametrize(
    ("item", "minutes"),
    [
        (RecordItem(id=new_pack_item_id(), record=ONE), 2),
        (RecordItem(id=new_pack_item_id(), record=ONE, sections=()), 0),
        (RecordItem(id=new_pack_item_id(), record=ONE, questions=ASKED), 12),
        (RecordItem(id=new_pack_item_id(), record=ONE, task="Try it."), 13),
        (RecordItem(id=new_pack_item_id(), record=ONE, minutes=0), 0),
        (RecordItem(id=new_pack_item_id(), record=identity("gone")), 0),
        (TextItem(id=new_pack_item_id(), body="word " * 201), 2),
        (ExerciseItem(id=new_pack_item_id(), task="Try it."), 11),
        (BreakItem(id=new_pack_item_id()), 15),
    ],
)
def test_what_is_read_and_discussed_takes_its_time(item: Item, minutes: int) -> None:
    assert _minutes(item) == minutes


@settings(max_examples=40)
@given(pack=packs([ONE]))
def test_the_items_add_up_and_follow_each_other(pack: Pack) -> None:
    timing = timed(pack, RECORDS)
    assert timing.total == sum(one.minutes for one in timing.items)
    assert [one.id for one in timing.items] == [one.id for one in pack.items]
    assert timing.over == (timing.total - pack.planned_minutes if pack.planned_minutes else 0)
    if pack.starts and pack.items:
        ends = [*(one.starts for one in timing.items[1:]), timing.ends]
        for one, end in zip(timing.items, ends, strict=True):
            assert (_minute(end) - _minute(one.starts)) % (24 * 60) == one.minutes % (24 * 60)


def _minute(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


@pytest.mark.parametrize(
    ("planned", "sentence"),
    [
        (0, "15 minutes in all; no time is planned."),
        (15, "15 minutes in all, as planned."),
        (10, "15 minutes in all: 5 minutes more than the 10 minutes planned."),
        (76, "15 minutes in all: 1 hour 1 minute less than the 1 hour 16 minutes planned."),
    ],
)
def test_the_sum_is_told_in_words(planned: int, sentence: str) -> None:
    items = (BreakItem(id=new_pack_item_id()),)
    pack = Pack(id=new_pack_id(), title="Session", planned_minutes=planned, items=items)
    assert timed(pack, {}).sentence == sentence


def test_no_minutes_are_spoken() -> None:
    assert (spoken(0), spoken(60)) == ("0 minutes", "1 hour")


def test_the_parts_of_a_record_are_named_in_its_order() -> None:
    assert [one.key for one in pack_parts.parts(RECORDS[ONE])] == ["facts", "What happened"]
