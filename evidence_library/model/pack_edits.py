"""What one does to the items of a pack while building it. Each gives another pack."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from evidence_library.model.ids import PackItemId
from evidence_library.model.pack import Item, Pack


def place_of(pack: Pack, item: PackItemId) -> int:
    """Give the place of an item, counted from 0; -1 if the pack does not hold it."""
    return next((at for at, one in enumerate(pack.items) if one.id == item), -1)


def item_of(pack: Pack, item: PackItemId) -> Item | None:
    """Give an item by its id; None if the pack does not hold it."""
    return next((one for one in pack.items if one.id == item), None)


def inserted(pack: Pack, items: Sequence[Item], at: int | None = None) -> Pack:
    """Put items before the one at a place counted from 0; None is the end."""
    place = len(pack.items) if at is None else max(0, at)
    return replace(pack, items=(*pack.items[:place], *items, *pack.items[place:]))


def removed(pack: Pack, items: Collection[PackItemId]) -> Pack:
    """Take items out."""
    return replace(pack, items=tuple(one for one in pack.items if one.id not in items))


def put(pack: Pack, item: Item) -> Pack:
    """Put an item in the place of the one with its id; without such a one nothing changes."""
    return replace(pack, items=tuple(item if one.id == item.id else one for one in pack.items))


def moved(pack: Pack, items: Collection[PackItemId], before: int) -> Pack:
    """Move items together, in their order, before the one that stood at a place, from 0."""
    going = tuple(one for one in pack.items if one.id in items)
    above = tuple(one for one in pack.items[: max(0, before)] if one.id not in items)
    below = tuple(one for one in pack.items[max(0, before) :] if one.id not in items)
    return replace(pack, items=(*above, *going, *below))


def stepped(pack: Pack, items: Collection[PackItemId], by: int) -> Pack:
    """Move items one place up (-1) or down (1), together; at the end they stay."""
    places = [at for at, one in enumerate(pack.items) if one.id in items]
    if not places:
        return pack
    before = places[0] - 1 if by < 0 else places[-1] + 2
    if before < 0 or before > len(pack.items):
        return pack
    return moved(pack, items, before)
