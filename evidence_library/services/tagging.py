"""Tags: put them on records, take them off, rename, merge and colour them, all to be undone.

Tags are compared without regard to capitals; the spelling that is there first is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.model.tags import TAG_COLOURS, TagColour
from evidence_library.services import editing, tag_names, tag_searches
from evidence_library.services.opened import Change, Library
from evidence_library.services.operation_names import records_named
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.tag_names import LONGEST
from evidence_library.store import bitsets, records
from evidence_library.store import tags as store
from evidence_library.store.indexing import NONE

__all__ = ["LONGEST", "TAG_COLOURS", "Tag"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, how many records carry it, and its colour; "" if it has none."""

    name: str
    count: int
    colour: str = ""


def listed(library: Library) -> tuple[Tag, ...]:
    """List the tags in use, in the order of the alphabet."""
    found = library.search.facets_now().values.get("tag", {})
    kept = colours(library)
    tags = [
        Tag(name, bits.bit_count(), kept.get(store.key_of(name), ""))
        for name, bits in found.items()
        if name != NONE and bits
    ]
    return tuple(sorted(tags, key=lambda tag: (tag.name.casefold(), tag.name)))


def colours(library: Library) -> dict[str, str]:
    """Give the colours of tags by their names in lower case (`str.casefold`)."""
    with library.connections.reading() as connection:
        return {key: tag.colour for key, tag in store.load(connection).items()}


def paint(library: Library, tag: str, colour: str) -> Changes:
    """Give a tag a colour of `TAG_COLOURS`, or none.

    Raises `UserCanFix` if there is no such tag or colour.
    """
    known = _existing(library, tag)
    wanted = colour.strip().casefold()
    if wanted and wanted not in TAG_COLOURS:
        raise UserCanFix(f"There is no colour “{colour}”; there are {', '.join(TAG_COLOURS)}.")
    title = f"Colour the tag “{known}” {wanted}" if wanted else f"Take the colour off “{known}”"
    with library.change(title) as change:
        _paint(change, known, wanted)
    return change.operation.changes()


def retag(
    library: Library,
    ids: Sequence[RecordId],
    *,
    add: Sequence[str],
    remove: Sequence[str],
    progress: Progress = quiet,
) -> Changes:
    """Put tags on records and take others off, in one step.

    Raises `UserCanFix` for an empty or endless tag, or `RecordGone`, and what `progress` raises.
    """
    wanted = tuple(dict.fromkeys(_known_as(library, tag_names.checked(tag)) for tag in add))
    unwanted = tuple(dict.fromkeys(_known_as(library, tag) for tag in remove))

    def changed(record: Record, _headings: editing.Headings) -> Record:
        record = _without(record, unwanted)
        for tag in wanted:
            record = _with(record, tag)
        return record

    title = f"Change the tags of {records_named(library, ids)}"
    with library.change(title) as change:
        editing.change_each(change, ids, changed, progress)
    return change.operation.changes()


def records_of(library: Library, numbers: Sequence[int]) -> tuple[RecordId, ...]:
    """Give the ids of the records with these numbers."""
    with library.connections.reading() as connection:
        return tuple(records.ids_of(connection, bitsets.from_numbers(numbers)))


def carried(library: Library, ids: Sequence[RecordId]) -> tuple[tuple[str, int], ...]:
    """List the tags that any of these records carry, each with how many of them do."""
    with library.connections.reading() as connection:
        found = Counter(tag for one in records.by_ids(connection, ids) for tag in one.tags)
    return tuple(sorted(found.items(), key=lambda item: item[0].casefold()))


def put(library: Library, tag: str, ids: Sequence[RecordId]) -> Changes:
    """Put a tag on records. Raises `UserCanFix` for an empty or endless tag, or `RecordGone`."""
    name = _known_as(library, tag_names.checked(tag))
    title = f"Tag {records_named(library, ids)} as “{name}”"
    return editing.change_many(
        library, ids, lambda record, _headings: _with(record, name), name=title
    )


def take(library: Library, tag: str, ids: Sequence[RecordId]) -> Changes:
    """Take a tag off records. Raises `RecordGone` if a record is not there."""
    name = _known_as(library, tag)
    title = f"Take the tag “{name}” off {records_named(library, ids)}"
    return editing.change_many(
        library, ids, lambda record, _headings: _without(record, (name,)), name=title
    )


def rename(library: Library, old: str, new: str) -> Changes:
    """Give a tag another name on all records.

    Raises `UserCanFix` if there is no such tag, or if the new name belongs to another one: two tags
    are made one by `merge`.
    """
    known = _existing(library, old)
    wanted = tag_names.checked(new)
    other = _known_as(library, wanted)
    if other in _names(library) and other != known:
        raise UserCanFix(f"There is a tag “{other}” already; merge the two instead.")
    title = f"Rename the tag “{known}” to “{wanted}”"
    return _put_in_place(library, (known,), wanted, title)


def merge(library: Library, tags: Sequence[str], into: str) -> Changes:
    """Make several tags one on all records. Raises `UserCanFix` if one of them is not in use."""
    wanted = _known_as(library, tag_names.checked(into))
    known = tuple(dict.fromkeys(_existing(library, tag) for tag in tags))
    others = tuple(tag for tag in known if tag != wanted)
    if not others:
        raise UserCanFix("Name at least one other tag to merge.")
    told = ", ".join(f"“{tag}”" for tag in others)
    return _put_in_place(library, others, wanted, f"Merge the tags {told} into “{wanted}”")


def delete(library: Library, tag: str) -> Changes:
    """Take a tag off all records. Raises `UserCanFix` if there is no such tag."""
    known = _existing(library, tag)
    return _put_in_place(library, (known,), "", f"Delete the tag “{known}”")


def _put_in_place(library: Library, tags: tuple[str, ...], wanted: str, title: str) -> Changes:
    """Put one tag, or none, in the place of others on every record that carries any of them."""

    def changed(record: Record, _headings: editing.Headings) -> Record:
        if not _carries(record, tags):
            return record
        bare = _without(record, tags)
        return _with(bare, wanted) if wanted else bare

    def also(change: Change) -> None:
        """Let the tag in the place of others have its own colour, or else the first of theirs."""
        kept = store.load(change.operation.connection)
        found = [kept[key].colour for key in map(store.key_of, (wanted, *tags)) if key in kept]
        for tag in tags:
            _paint(change, tag, "")
        if wanted and found:
            _paint(change, wanted, found[0])
        if wanted:
            tag_searches.follow(change.operation, tags, wanted)

    return editing.change_many(library, _carriers(library, tags), changed, name=title, also=also)


def _paint(change: Change, tag: str, colour: str) -> None:
    if colour:
        store.put(change.operation, TagColour(tag, colour))
    else:
        store.remove(change.operation, tag)


def _carriers(library: Library, tags: Sequence[str]) -> list[RecordId]:
    with library.connections.reading() as connection:
        return store.carriers(connection, tags)


def _with(record: Record, tag: str) -> Record:
    if _carries(record, (tag,)):
        return record
    return replace(record, tags=(*record.tags, tag))


def _without(record: Record, tags: Sequence[str]) -> Record:
    folded = {tag.casefold() for tag in tags}
    kept = tuple(tag for tag in record.tags if tag.casefold() not in folded)
    return replace(record, tags=kept) if kept != record.tags else record


def _carries(record: Record, tags: Sequence[str]) -> bool:
    folded = {tag.casefold() for tag in tags}
    return any(tag.casefold() in folded for tag in record.tags)


def _existing(library: Library, tag: str) -> str:
    known = _known_as(library, tag)
    if known not in _names(library):
        raise UserCanFix(f"No record carries the tag “{tag}”.")
    return known


def _known_as(library: Library, tag: str) -> str:
    """Give a tag in the spelling in which it is in use; as it is if it is not."""
    names = _names(library)
    return tag_names.in_use(tag_names.spellings(names), names, tag)


def _names(library: Library) -> set[str]:
    """Give all tags, also of records that searches leave out: what is renamed is theirs, too."""
    with library.connections.reading() as connection:
        return store.in_use(connection)
