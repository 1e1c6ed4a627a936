"""Tags: put them on records, take them off, rename and merge them, all as operations to undo.

Tags are compared without regard to capitals; the spelling that is there first is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services import editing
from evidence_library.services.opened import Library
from evidence_library.store import records
from evidence_library.store.indexing import NONE

#: Letters of a tag: it stands on a chip.
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and how many records carry it."""

    name: str
    count: int


def listed(library: Library) -> tuple[Tag, ...]:
    """List the tags in use, in the order of the alphabet."""
    found = library.search.facets_now().values.get("tag", {})
    tags = [Tag(name, bits.bit_count()) for name, bits in found.items() if name != NONE and bits]
    return tuple(sorted(tags, key=lambda tag: (tag.name.casefold(), tag.name)))


def put(library: Library, tag: str, ids: Sequence[RecordId]) -> Changes:
    """Put a tag on records. Raises `UserCanFix` for an empty or endless tag, or `RecordGone`."""
    name = _known_as(library, _checked(tag))
    title = f"Tag {_counted(len(ids))} “{name}”"
    return editing.change_many(
        library, ids, lambda record, _headings: _with(record, name), name=title
    )


def take(library: Library, tag: str, ids: Sequence[RecordId]) -> Changes:
    """Take a tag off records. Raises `RecordGone` if a record is not there."""
    name = _known_as(library, tag)
    title = f"Take the tag “{name}” off {_counted(len(ids))}"
    return editing.change_many(
        library, ids, lambda record, _headings: _without(record, (name,)), name=title
    )


def rename(library: Library, old: str, new: str) -> Changes:
    """Give a tag another name on all records.

    Raises `UserCanFix` if there is no such tag, or if the new name belongs to another one: two tags
    are made one by `merge`.
    """
    known = _existing(library, old)
    wanted = _checked(new)
    other = _known_as(library, wanted)
    taken = {tag.name for tag in listed(library)}
    if other in taken and other != known:
        raise UserCanFix(f"There is a tag “{other}” already; merge the two instead.")
    return _put_in_place(library, (known,), wanted, f"Rename the tag “{known}” to “{wanted}”")


def merge(library: Library, tags: Sequence[str], into: str) -> Changes:
    """Make several tags one on all records. Raises `UserCanFix` if one of them is not in use."""
    wanted = _known_as(library, _checked(into))
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

    return editing.change_many(library, _carriers(library, tags), changed, name=title)


def _carriers(library: Library, tags: Sequence[str]) -> list[RecordId]:
    sets = library.search.facets_now()
    bits = 0
    for tag in tags:
        bits |= sets.of("tag", tag)
    with library.connections.reading() as connection:
        return records.ids_of(connection, bits)


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
    if known not in {one.name for one in listed(library)}:
        raise UserCanFix(f"No record carries the tag “{tag}”.")
    return known


def _known_as(library: Library, tag: str) -> str:
    """Give a tag in the spelling in which it is in use; as it is if it is not."""
    clean = " ".join(tag.split())
    found = [one.name for one in listed(library) if one.name.casefold() == clean.casefold()]
    return clean if clean in found or not found else found[0]


def _checked(tag: str) -> str:
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in tag).split())
    if not clean:
        raise UserCanFix("A tag needs a name.")
    if len(clean) > LONGEST:
        raise UserCanFix(f"A tag has at most {LONGEST} letters.")
    return clean


def _counted(number: int) -> str:
    return "1 record" if number == 1 else f"{number:,} records"
