"""What one does to the items of a pack: nothing is lost, and what moves stays in its order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence_library.model import pack_edits
from evidence_library.model.ids import PackId, PackItemId
from evidence_library.model.pack import Pack, TextItem

NAMES = "abcdefgh"


def pack_of(names: str) -> Pack:
    items = tuple(TextItem(id=PackItemId(one)) for one in names)
    return Pack(id=PackId("p"), title="Trust", items=items)


def names(pack: Pack) -> str:
    return "".join(one.id for one in pack.items)


@given(st.sets(st.sampled_from(NAMES)), st.integers(-1, 9))
def test_what_is_moved_comes_together_before_a_place(chosen: set[str], before: int) -> None:
    moved = names(pack_edits.moved(pack_of(NAMES), set(map(PackItemId, chosen)), before))
    rest = [one for one in NAMES if one not in chosen]
    going = "".join(one for one in NAMES if one in chosen)
    assert sorted(moved) == sorted(NAMES)
    assert going in moved
    assert [one for one in moved if one not in chosen] == rest


def test_a_step_takes_what_is_chosen_past_one_other() -> None:
    pack = pack_of("abcd")
    chosen = {PackItemId("b"), PackItemId("c")}
    assert names(pack_edits.stepped(pack, chosen, -1)) == "bcad"
    assert names(pack_edits.stepped(pack, chosen, 1)) == "adbc"
    assert pack_edits.stepped(pack, {PackItemId("a")}, -1) == pack
    assert pack_edits.stepped(pack, {PackItemId("d")}, 1) == pack
    assert pack_edits.stepped(pack, set(), 1) == pack


def test_items_are_put_in_and_taken_out() -> None:
    pack = pack_of("ab")
    new = TextItem(id=PackItemId("n"), title="New")
    assert names(pack_edits.inserted(pack, (new,), 1)) == "anb"
    assert names(pack_edits.inserted(pack, (new,))) == "abn"
    assert names(pack_edits.removed(pack, {PackItemId("a")})) == "b"
    assert pack_edits.place_of(pack, PackItemId("b")) == 1
    assert pack_edits.place_of(pack, PackItemId("x")) == -1
    assert pack_edits.item_of(pack, PackItemId("x")) is None
    assert pack_edits.put(pack, TextItem(id=PackItemId("x"))) == pack
