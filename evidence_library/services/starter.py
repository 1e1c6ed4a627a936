"""The starter content: what the program brings along, brought up to date, hidden and removed.

A newer version of the program may bring newer texts. What a person changed in a record stays as it
is; only fields that say what was shipped are replaced. Both are told before anything is done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.importers import formats
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId, SetId
from evidence_library.model.reading import Reading
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.record import Record
from evidence_library.model.standing import says_the_same
from evidence_library.model.three_way import Fate, Part, merged
from evidence_library.model.vocabulary import in_words
from evidence_library.services import ingest, record_fields, shipped, starter_packs
from evidence_library.services.opened import Change, Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.store import (
    concepts,
    operations,
    recommendation_sets,
    records,
    redirects,
    sources,
)
from evidence_library.store import starter as store
from evidence_library.store import trash as trash_store
from evidence_library.store.concepts import Scheme
from evidence_library.store.connections import Connection
from evidence_library.store.starter import Taken
from evidence_library.text.differences import Stretch, changes

Thing = TypeVar("Thing", Record, RecommendationSet)

#: Names of the fields of a set of recommendations; those of a record are known elsewhere.
_SET_LABELS = {"recommendations": "Recommendations", "as_at": "As at", "bodies": "Bodies"}


class Act(StrEnum):
    """What an update does with a thing of the starter content.

    GONE was deleted here and is not brought back; MERGED was merged into another record here and
    never comes back by an update; DROPPED is no longer shipped and stays.
    """

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    MERGED = "merged"
    DROPPED = "dropped"


#: What an update does anything for.
DOING = frozenset({Act.NEW, Act.CHANGED})


@dataclass(frozen=True, slots=True)
class FieldUpdate:
    """A field the newer version changed: how it differs from what the library says now."""

    path: str
    label: str
    fate: Fate
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """What an update does with one thing. `fields` only of those it changes."""

    id: str
    title: str
    act: Act
    fields: tuple[FieldUpdate, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How many records of the starter content there are, how many of them hidden or changed here.

    `hidden` counts records that searches leave out, `changed` those that somebody edited.
    """

    records: int
    hidden: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class _Shipped:
    """A thing that ships, beside what was taken over before and what the library holds now."""

    thing: Record | RecommendationSet
    taken: Taken | None
    mine: Record | RecommendationSet | None
    scheme: Scheme
    merged: bool = False


def add_to_new(library: Library, progress: Progress = quiet) -> Changes:
    """Fill a new library with the shipped content. That is no step to undo."""
    readings = _readings(library, progress)
    name = f"Add {sum(len(one.records) for one in readings)} records"
    with library.change(name, operations.SET_UP, progress) as change:
        ingest.put(change, readings, progress)
        for thing in _things(readings):
            store.put(change.operation, store.taken_from(thing))
        starter_packs.put_all(change.operation)
    return change.operation.changes()


def standing(library: Library) -> Standing:
    """Count the starter content in the library."""
    with library.connections.reading() as connection:
        taken = [one for one in store.load(connection).values() if one.of_record]
        here = {str(one.id): one for one in records.by_ids(connection, _record_ids(taken))}
        scheme = concepts.load(connection)
        merged_away = sum(_is_merged(connection, one.id) for one in taken if one.id not in here)
    held = [one for one in taken if one.id in here]
    return Standing(
        records=len(held),
        hidden=sum(one.hidden for one in held),
        changed=sum(not _says_as_taken(here[one.id], one, scheme) for one in held),
        gone=len(taken) - len(held) - merged_away,
    )


def is_newer(library: Library) -> bool:
    """Tell whether the program brings other texts than those the library took over.

    Digests are compared first, so this may be asked at each start.
    """
    if not shipped.differs(library):
        return False
    return any(one.act in DOING for one in plan(library))  # not what was deleted here


def plan(
    library: Library,
    take: Collection[tuple[str, str]] = (),
    *,
    again: bool = False,
    progress: Progress = quiet,
) -> tuple[Update, ...]:
    """Say what `update` would do, and do nothing.

    `take` names (id, field) of which the shipped text is wanted although somebody changed it here;
    `again` brings back what was deleted here.
    """
    readings = _readings(library, progress)
    with library.connections.reading() as connection:
        found = list(_compared(connection, readings))
        dropped = tuple(_dropped(connection, found))
    told = tuple(_update(one, take, again=again) for one in found)
    _refuse_unknown(take, told)
    return (*told, *dropped)


def update(
    library: Library,
    take: Collection[tuple[str, str]] = (),
    *,
    again: bool = False,
    progress: Progress = quiet,
) -> Changes:
    """Take the shipped content over where nobody changed it, in one operation.

    `take` and `again` as in `plan`.
    """
    readings = _readings(library, progress)
    plan(library, take, again=again)  # refuses what cannot be taken
    with library.change("Bring the starter content up to date", progress=progress) as change:
        connection = change.operation.connection
        hidden = any(one.hidden for one in store.load(connection).values())
        for one in _compared(connection, readings):
            _take_over(change, one, take, again=again, hidden=hidden)
    return change.operation.changes()


def hide(library: Library, *, hidden: bool = True) -> Changes:
    """Leave the starter content out of searches, or let it be found again."""
    name = "Hide the starter content" if hidden else "Show the starter content"
    with library.change(name) as change:
        for taken in store.load(change.operation.connection).values():
            if taken.hidden != hidden:
                store.put(change.operation, replace(taken, hidden=hidden))
    return change.operation.changes()


def remove(library: Library, *, changed_too: bool = False) -> Changes:
    """Move the starter content into the trash, in one operation.

    Records that somebody changed or marked with tags stay unless they go, too. Raises `UserCanFix`
    if none is left.
    """
    with library.change("Remove the starter content") as change:
        connection = change.operation.connection
        taken = [one for one in store.load(connection).values() if one.of_record]
        held = {str(one.id): one for one in records.by_ids(connection, _record_ids(taken))}
        scheme = concepts.load(connection)
        going = [
            one.id
            for one in taken
            if one.id in held and (changed_too or _is_as_taken(held[one.id], one, scheme))
        ]
        if not going:
            raise UserCanFix("There is no starter content to remove.")
        for key in going:
            trash_store.put(change.operation, RecordId(key))
    return change.operation.changes()


def _readings(library: Library, progress: Progress) -> list[Reading]:
    """Read what ships. Raises `LibraryError` if it cannot be read: then the program is damaged."""
    with library.connections.reading() as connection:
        headings = concepts.load(connection).by_label()
    paths, readings = shipped.paths(), []
    for done, path in enumerate(paths):
        progress(done, len(paths), f"Reading {path.name}")
        try:
            readings.append(formats.read_file(path, headings))
        except LibraryError as error:
            raise LibraryError(f"A file that ships with the program is damaged. {error}") from error
    return readings


def _things(readings: Sequence[Reading]) -> Iterator[Record | RecommendationSet]:
    for reading in readings:
        yield from reading.records
        yield from reading.sets


def _compared(connection: Connection, readings: Sequence[Reading]) -> Iterator[_Shipped]:
    """Compare one by one: a record that comes back may bring its recommendations along."""
    taken, scheme = store.load(connection), concepts.load(connection)
    for thing in _things(readings):
        mine = _held(connection, thing)
        merged_away = mine is None and _is_merged(connection, thing.id)
        yield _Shipped(thing, taken.get(thing.id), mine, scheme, merged_away)


def _held(
    connection: Connection, thing: Record | RecommendationSet
) -> Record | RecommendationSet | None:
    if isinstance(thing, Record):
        return records.get(connection, thing.id)
    return recommendation_sets.get(connection, SetId(thing.id))


def _update(one: _Shipped, take: Collection[tuple[str, str]], *, again: bool) -> Update:
    thing, mine = one.thing, one.mine
    if one.merged:
        return Update(thing.id, thing.title, Act.MERGED)
    if mine is None:
        act = Act.NEW if again or one.taken is None else Act.GONE
        return Update(thing.id, thing.title, act)
    if not _has_news(one, take):
        return Update(thing.id, mine.title, Act.SAME)
    _, parts = _joined(one, mine, take)
    told = tuple(_told(part) for part in parts)
    return Update(thing.id, mine.title, Act.CHANGED if told else Act.SAME, told)


def _has_news(one: _Shipped, take: Collection[tuple[str, str]]) -> bool:
    """Tell whether it ships with another text than was taken over, or the shipped one is wanted."""
    asked = any(key == one.thing.id for key, _ in take)
    newer = one.taken is None or one.taken.digest != sources.digest_of(one.thing.source_text)
    return newer or asked


def _refuse_unknown(take: Collection[tuple[str, str]], told: Sequence[Update]) -> None:
    """Raise `UserCanFix` if the shipped text is wanted of something that does not differ."""
    differing = {(one.id, field.path) for one in told for field in one.fields}
    for key, path in take:
        if (key, path) not in differing:
            raise UserCanFix(f"“{path}” of {key} is no field that differs from what ships.")


def _take_over(
    change: Change, one: _Shipped, take: Collection[tuple[str, str]], *, again: bool, hidden: bool
) -> None:
    taken = store.taken_from(one.thing, hidden=one.taken.hidden if one.taken else hidden)
    if one.merged:
        return
    if one.mine is None:
        if one.taken is not None and not again:
            return
        # What lies in the trash comes back as somebody left it, and is then brought up to date.
        if trash_store.restore(change.operation, RecordId(one.thing.id)):
            one = replace(one, mine=_held(change.operation.connection, one.thing))
        else:
            _put(change, one.thing, as_shipped=True)
    if one.mine is not None and _has_news(one, take):
        joined, _ = _joined(one, one.mine, take)
        if joined != _now(one.mine, one.scheme):
            _put(change, joined, as_shipped=_says_what_ships(joined, one.thing))
    # Headings that were merged or renamed here are no news: the texts are told by their digests.
    if one.taken is None or (one.taken.digest, one.taken.hidden) != (taken.digest, taken.hidden):
        store.put(change.operation, taken)


def _says_what_ships(
    joined: Record | RecommendationSet, shipped: Record | RecommendationSet
) -> bool:
    """Tell whether nothing in a record is somebody's own: then it stands as it was shipped."""
    if not isinstance(joined, Record) or not isinstance(shipped, Record):
        return False
    return says_the_same(joined, shipped)


def _put(change: Change, thing: Record | RecommendationSet, *, as_shipped: bool) -> None:
    if isinstance(thing, Record):
        change.put_record(thing, keep_standing=as_shipped)
    else:
        recommendation_sets.put(change.operation, thing)


def _joined(
    one: _Shipped, mine: Record | RecommendationSet, take: Collection[tuple[str, str]]
) -> tuple[Record | RecommendationSet, tuple[Part, ...]]:
    """Join what is here with what ships.

    What was never taken over is compared with an empty thing: all it says is somebody's own.
    """
    paths = {path for key, path in take if key == one.thing.id}
    if isinstance(mine, Record) and isinstance(one.thing, Record):
        base = one.taken.record if one.taken else _unknown(mine)
        sides = [one.scheme.headed(each) for each in (base, mine, one.thing)]
        return _three(sides[0], sides[1], sides[2], paths, one.taken)
    if isinstance(mine, RecommendationSet) and isinstance(one.thing, RecommendationSet):
        known = one.taken.set if one.taken else RecommendationSet(id=mine.id, title="")
        return _three(known, mine, one.thing, paths, one.taken)
    raise TypeError(one.thing)


def _unknown(mine: Record) -> Record:
    return Record(id=mine.id)


def _three(
    base: Thing, mine: Thing, theirs: Thing, paths: Collection[str], taken: Taken | None
) -> tuple[Thing, tuple[Part, ...]]:
    no_text = [replace(one, source_text="") for one in (base, mine, theirs)]
    joined, parts = merged(no_text[0], no_text[1], no_text[2], paths)
    # The source text is what was read. Somebody who read a text of their own keeps that.
    of_ours = taken is not None and taken.digest in sources.digests_of(mine.source_text)
    return replace(joined, source_text=(theirs if of_ours else mine).source_text), parts


def _told(part: Part) -> FieldUpdate:
    mine, theirs = record_fields.as_text(part.mine), record_fields.as_text(part.theirs)
    return FieldUpdate(part.path, _label(part.path), part.fate, changes(mine, theirs))


def _label(path: str) -> str:
    """Name a part as people do: "Appraisal: Confidence", "Text, section 2"."""
    top, *below = path.split(".")
    label = record_fields.LABELS.get(top) or _SET_LABELS.get(top) or in_words(top)
    if top == "sections" and below:
        return f"{label}, section {int(below[0]) + 1}"
    return ": ".join((label, *map(in_words, below)))


def _dropped(connection: Connection, found: Sequence[_Shipped]) -> Iterator[Update]:
    shipped = {one.thing.id for one in found}
    for taken in store.load(connection).values():
        if taken.id not in shipped and taken.of_record and _is_held(connection, taken):
            yield Update(taken.id, taken.title, Act.DROPPED)


def _is_held(connection: Connection, taken: Taken) -> bool:
    return records.number_of(connection, RecordId(taken.id)) is not None


def _record_ids(taken: Sequence[Taken]) -> list[RecordId]:
    return [RecordId(one.id) for one in taken]


def _now(thing: Record | RecommendationSet, scheme: Scheme) -> Record | RecommendationSet:
    """Give a record with its headings as they are called now; that they were renamed is no edit."""
    return scheme.headed(thing) if isinstance(thing, Record) else thing


def removal_told(removed: int, left: int) -> str:
    """Say how many records were removed, and how many stay because they are somebody's own."""
    is_one = f"{removed:,} records are" if removed != 1 else "1 record is"
    said = f"{is_one} in the trash."
    if not left:
        return said
    return f"{said} {left:,} that you changed or tagged {'stays' if left == 1 else 'stay'}."


def _is_as_taken(record: Record, taken: Taken, scheme: Scheme) -> bool:
    """Tell whether a record still says what was shipped, whatever became of its headings."""
    return scheme.headed(_text_of(record)) == scheme.headed(taken.record)


def _says_as_taken(record: Record, taken: Taken, scheme: Scheme) -> bool:
    """Tell the same but for tags, which are no change of what it says."""
    return _is_as_taken(replace(record, tags=taken.record.tags), taken, scheme)


def _is_merged(connection: Connection, key: str) -> bool:
    return redirects.target(connection, RecordId(key)) != key


def _text_of(record: Record) -> Record:
    return replace(record, source_text="")
