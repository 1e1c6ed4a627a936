"""Packs: make, find, change and delete them. Each change is one operation that Undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import (
    PackId,
    PackItemId,
    RecordId,
    new_pack_id,
    new_pack_item_id,
)
from evidence_library.model.pack import Item, Pack, RecordItem
from evidence_library.services import pack_rules, starter_packs
from evidence_library.services.identities import SHORTEST, record_meant
from evidence_library.services.opened import Change, Library
from evidence_library.store import packs as store
from evidence_library.store import records, trash
from evidence_library.store.connections import Connection

#: What is said of a pack that a newer version of this program wrote, or that is damaged.
NOT_UNDERSTOOD = "was saved by a newer version of this program, or is damaged; it is kept as it is"


class PackChanged(UserCanFix):
    """A pack was changed elsewhere since it was opened."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A pack as lists show it. `frozen_on` is when it was handed out last, an ISO date or nothing.

    One that this program cannot read is not `understood`; the rest is empty then. `starter` packs
    came with the program.
    """

    id: PackId
    title: str
    audience: str = ""
    records: int = 0
    items: int = 0
    planned_minutes: int = 0
    frozen_on: str = ""
    understood: bool = True
    starter: bool = False


@dataclass(frozen=True, slots=True)
class Adding:
    """What records are added with, and before which item, counted from 0; None is the end."""

    trainer_note: str = ""
    minutes: int | None = None
    at: int | None = None


def listed(library: Library) -> tuple[Listed, ...]:
    """List the packs of the library in the order they were made."""
    with library.connections.reading() as connection:
        return tuple(map(_told, store.load(connection)))


def find(library: Library, key: PackId) -> Pack:
    """Give the pack with an id. Raises `UserCanFix` if it is gone or cannot be read."""
    with library.connections.reading() as connection:
        return _held(connection, key)


def meant(library: Library, typed: str) -> Pack:
    """Give the pack that is meant by its id, the beginning of it, or its title in any capitals.

    Raises `UserCanFix` if there is none, if several are meant, or if it cannot be read.
    """
    wanted = _in_one_line(typed)
    with library.connections.reading() as connection:
        held = store.load(connection)
        ways: tuple[Callable[[store.Held], bool], ...] = (
            lambda one: one.id == wanted,
            lambda one: _in_one_line(one.title) == wanted,
            lambda one: len(wanted) >= SHORTEST and one.id.startswith(wanted),
        )
        for way in ways:
            found = [one for one in held if way(one)]
            if len(found) > 1:
                ids = ", ".join(one.id for one in found)
                raise UserCanFix(
                    f"Several packs are meant by “{typed}”; name one by its id: {ids}."
                )
            if found:
                return _understood(found[0])
        for one in trash.load(connection):
            if one.kind == trash.PACK_KIND and wanted in {
                one.id,
                " ".join(one.title.split()).casefold(),
            }:
                raise UserCanFix(f"“{one.title}” is in the trash; restore it first.")
    raise UserCanFix(f"There is no pack “{typed}” in this library.")


def with_record(library: Library, record: RecordId) -> tuple[Listed, ...]:
    """List the packs that a record is in, by title."""
    with library.connections.reading() as connection:
        keys = [key for key, _ in store.holding(connection, record)]
        held = (store.get(connection, key) for key in keys)
        return tuple(_told(one) for one in held if one is not None)


def new(library: Library, title: str, pack: Pack | None = None) -> tuple[Pack, Changes]:
    """Make a pack and give it. `pack` is what to begin with, such as what a template gives.

    Raises `UserCanFix` if it has no title.
    """
    made = replace(pack or Pack(id=new_pack_id(), title=title), id=new_pack_id(), title=title)
    made = _with_ids_of_its_own(pack_rules.tidied(made))
    with library.change(f"New pack “{made.title}”") as change:
        store.put(change.operation, made)
    return made, change.operation.changes()


def save(library: Library, pack: Pack, *, expected: Pack | None = None, name: str = "") -> Changes:
    """Save a pack in the place of the one with its id; `name` is that of the operation.

    `expected` is the pack as it was when it was opened: `PackChanged` is raised if it is another
    one by now. Whether the pack is frozen is not changed by this. Raises `UserCanFix` if it is
    gone, or if something in it cannot be kept.
    """
    wanted = pack_rules.tidied(pack)
    with library.change(name or f"Change the pack “{wanted.title}”") as change:
        now = _held(change.operation.connection, pack.id)
        if expected is not None and replace(now, frozen=None) != replace(expected, frozen=None):
            raise PackChanged(
                f"“{now.title}” was changed elsewhere since you opened it; open it again to see it "
                "as it is now."
            )
        _put(change, now, replace(wanted, frozen=now.frozen))
    return change.operation.changes()


def changed(library: Library, key: PackId, name: str, how: Callable[[Pack], Pack]) -> Changes:
    """Change a pack as it is now, in one operation; one that changes nothing has no name.

    Raises as `save` does, and as `how` does.
    """
    with library.change(name) as change:
        now = _held(change.operation.connection, key)
        _put(change, now, pack_rules.tidied(how(now)))
    done = change.operation.changes()
    return done if done.packs else Changes(name="")


def rename(library: Library, key: PackId, title: str) -> Changes:
    """Give a pack another title. Raises `UserCanFix` if it is gone, or the title is empty."""
    old = find(library, key).title
    name = f"Rename the pack “{old}” to “{pack_rules.tidied_title(title)}”"
    return changed(library, key, name, lambda pack: replace(pack, title=title))


def duplicate(library: Library, key: PackId, title: str = "") -> tuple[Pack, Changes]:
    """Make a copy of a pack, which was handed out to nobody yet, and give it."""
    pack = find(library, key)
    copied = _with_ids_of_its_own(
        pack_rules.tidied(
            replace(pack, id=new_pack_id(), title=title or f"{pack.title} (copy)", frozen=None)
        )
    )
    with library.change(f"Duplicate the pack “{pack.title}”") as change:
        store.put(change.operation, copied)
    return copied, change.operation.changes()


def delete(library: Library, key: PackId) -> Changes:
    """Move a pack into the trash. Raises `UserCanFix` if it is gone."""
    with library.connections.reading() as connection:
        held = store.get(connection, key)
    if held is None:
        raise _gone()
    with library.change(f"Delete the pack “{held.title}”") as change:
        trash.put_pack(change.operation, key)
    return change.operation.changes()


def add(library: Library, key: PackId, ids: Sequence[str], adding: Adding = Adding()) -> Changes:
    """Put records at the end of a pack, or where `adding` says, each once, in the order given.

    Ids may be typed in part; those of merged records lead on. Records that the pack holds already
    come once more. Raises `RecordGone` if one is not in the library; nothing is added then.
    """
    wanted = tuple(dict.fromkeys(record_meant(library, one) for one in ids))
    made = tuple(
        RecordItem(
            id=new_pack_item_id(),
            record=one,
            trainer_note=adding.trainer_note,
            minutes=adding.minutes,
        )
        for one in wanted
    )
    return insert(library, key, made, f"Add {_named(library, wanted)}", at=adding.at)


def insert(
    library: Library, key: PackId, items: Sequence[Item], act: str, *, at: int | None = None
) -> Changes:
    """Put items at the end of a pack, or before its item `at`; `act` says what is done."""
    title = find(library, key).title

    def inserted(pack: Pack) -> Pack:
        place = len(pack.items) if at is None else max(0, at)
        return replace(pack, items=(*pack.items[:place], *items, *pack.items[place:]))

    return changed(library, key, f"{act} to the pack “{title}”", inserted)


def remove(library: Library, key: PackId, items: Iterable[PackItemId]) -> Changes:
    """Take items out of a pack. Raises `UserCanFix` if one of them is not in it."""
    pack, wanted = find(library, key), frozenset(items)
    out = tuple(one for one in pack.items if one.id in wanted)
    records_out = tuple(one.record for one in out if isinstance(one, RecordItem))
    what = _named(library, records_out) if len(records_out) == len(out) else _counted(len(out))

    def removed(now: Pack) -> Pack:
        if not wanted <= {one.id for one in now.items}:
            raise UserCanFix("An item that was to be removed is no longer in the pack.")
        return replace(now, items=tuple(one for one in now.items if one.id not in wanted))

    return changed(library, key, f"Remove {what} from the pack “{pack.title}”", removed)


def order(library: Library, key: PackId, items: Sequence[PackItemId]) -> Changes:
    """Put items of a pack in the order given; those that are not named follow as they stood.

    Raises `UserCanFix` if one is not in the pack.
    """
    title, first = find(library, key).title, tuple(dict.fromkeys(items))

    def ordered(pack: Pack) -> Pack:
        held = {one.id: one for one in pack.items}
        if not held.keys() >= set(first):
            raise UserCanFix("An item that was to be moved is no longer in the pack.")
        rest = (one for one in pack.items if one.id not in set(first))
        return replace(pack, items=(*(held[one] for one in first), *rest))

    return changed(library, key, f"Order the pack “{title}”", ordered)


def items_meant(pack: Pack, typed: Sequence[str]) -> tuple[PackItemId, ...]:
    """Give the items that are meant by their positions from 1, or by ids of items or records.

    The beginning of an id will do. A record that is in the pack several times means all of these.
    Raises `UserCanFix` if one means nothing, or several records.
    """
    found: list[PackItemId] = []
    for one in typed:
        found.extend(_item_meant(pack, one.strip().casefold(), one))
    return tuple(dict.fromkeys(found))


def _item_meant(pack: Pack, wanted: str, typed: str) -> list[PackItemId]:
    if wanted.isdecimal() and len(wanted) < SHORTEST:
        position = int(wanted)
        if not 1 <= position <= len(pack.items):
            raise UserCanFix(f"The pack has no item {typed}; it has {_counted(len(pack.items))}.")
        return [pack.items[position - 1].id]
    known = {
        name: name for item in pack.items for name in (item.id, getattr(item, "record", item.id))
    }
    names = [one for one in known if wanted and one.casefold().startswith(wanted)]
    if not names or len(wanted) < SHORTEST:
        raise UserCanFix(f"Nothing in the pack is called “{typed}”; name a position or an id.")
    if len(names) > 1:
        raise UserCanFix(f"“{typed}” is the beginning of several ids; type more of it.")
    return [one.id for one in pack.items if names[0] in (one.id, getattr(one, "record", ""))]


def title_of_item(item: Item, titles: dict[RecordId, str]) -> str:
    """Say what an item is called; `titles` are those of the records."""
    if isinstance(item, RecordItem):
        return titles.get(item.record, "") or "Untitled"
    return item.title or "Untitled"


def _put(change: Change, now: Pack, wanted: Pack) -> None:
    if wanted != now:
        store.put(change.operation, wanted)


def _in_one_line(text: str) -> str:
    return " ".join(text.split()).casefold()


def _held(connection: Connection, key: PackId) -> Pack:
    held = store.get(connection, key)
    if held is None:
        raise _gone()
    return _understood(held)


def _understood(held: store.Held) -> Pack:
    if held.pack is None:
        raise UserCanFix(f"The pack “{held.title}” {NOT_UNDERSTOOD}.")
    return held.pack


def _gone() -> UserCanFix:
    return UserCanFix("This pack is no longer in the library; it may be in the trash.")


def _told(held: store.Held) -> Listed:
    pack = held.pack
    if pack is None:
        return Listed(held.id, held.title, understood=False)
    return Listed(
        held.id,
        held.title,
        pack.audience,
        sum(isinstance(one, RecordItem) for one in pack.items),
        len(pack.items),
        pack.planned_minutes,
        pack.frozen.on if pack.frozen else "",
        starter=starter_packs.is_starter(held.id),
    )


def _with_ids_of_its_own(pack: Pack) -> Pack:
    return replace(pack, items=tuple(replace(one, id=new_pack_item_id()) for one in pack.items))


def _named(library: Library, ids: Sequence[RecordId]) -> str:
    if len(ids) != 1:
        return f"{len(ids):,} records"
    with library.connections.reading() as connection:
        title = records.titles(connection, ids).get(ids[0])
        if title is None:
            title = trash.title_of(connection, ids[0])
    return f"“{title or 'Untitled'}”"


def _counted(number: int) -> str:
    return "1 item" if number == 1 else f"{number:,} items"
