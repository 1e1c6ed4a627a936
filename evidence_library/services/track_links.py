"""Records that bear on recommendations, and recommendations of other sets that ask for the same.

A link holds the id it was made with. Where that record was merged, the link means the one it leads
to; where it lies in the trash, the link waits for it there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecommendationId, RecordId
from evidence_library.model.recommendation import Recommendation, RecordLink
from evidence_library.model.vocabulary import ROLE_WORDS, EvidenceRole
from evidence_library.services import track, track_keeping, track_rules
from evidence_library.services.identities import record_meant
from evidence_library.services.opened import Library
from evidence_library.services.operation_names import records_named
from evidence_library.services.track import Held
from evidence_library.store import records, redirects, trash
from evidence_library.store.connections import Connection


class Whereabouts(StrEnum):
    """Where a linked record is."""

    HERE = "here"
    IN_TRASH = "in the trash"
    GONE = "no longer in the library"


@dataclass(frozen=True, slots=True)
class Linked:
    """A link with the record it means by now, its title, and where that is."""

    link: RecordLink
    record: RecordId
    title: str
    where: Whereabouts = Whereabouts.HERE


#: How a sentence ends that says what a record is to a recommendation.
AS_WHAT = {
    EvidenceRole.PROBLEM: "as evidence of the problem",
    EvidenceRole.PROGRESS: "as evidence of progress",
    EvidenceRole.PRACTICE: "as practice that would satisfy it",
}


@dataclass(frozen=True, slots=True)
class Serves:
    """A recommendation that a record serves, and the link that says as what."""

    held: Held
    link: RecordLink

    @property
    def name(self) -> str:
        """Name the recommendation, with the part if it is one."""
        part = f", part {self.link.part}," if self.link.part else ""
        return f"recommendation {self.held.item.number}{part} of “{self.held.owner.title}”"

    @property
    def as_what(self) -> str:
        """Say as what the record serves it."""
        return AS_WHAT[self.link.role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """How a record bears on a recommendation: as what, on which part (none: the whole), a note."""

    role: EvidenceRole
    part: str = ""
    note: str = ""


def link(
    library: Library, keys: Sequence[RecommendationId], record: str, bearing: Bearing
) -> Changes:
    """Link a record, by its id or the beginning of it, to one recommendation or to several.

    Of several, those it is linked to in this role already stay as they are. Raises `RecordGone` if
    there is no such record, `UserCanFix` if a recommendation is gone or has no such part, or if the
    record is linked to all of them so already.
    """
    meant = record_meant(library, record)
    items = track_keeping.seen(library, keys)
    title = records_named(library, [meant])
    made = RecordLink(
        record=meant,
        role=bearing.role,
        part=track_rules.marker_of(bearing.part),
        note=track_rules.in_one_line(bearing.note),
        added=date.today().isoformat(),
        by=library.person,
    )
    with library.connections.reading() as connection:
        same = {meant, *redirects.leading_to(connection, [meant])}

    def with_link(now: Held) -> Recommendation:
        track_rules.check_part(now.item, made.part)
        if _is_linked(now.item, made, same):
            return now.item
        return replace(now.item, links=(*now.item.links, made))

    named = track_keeping.named(items)
    name = f"Link {title} to {named}"
    done = track_keeping.changed_all(library, keys, name, with_link)
    if not done.name:
        as_what = ROLE_WORDS[made.role]
        as_what = as_what[:1].lower() + as_what[1:]
        message = f"{title} is already linked to {named} as {as_what}."
        raise track_rules.FieldProblem("record", message)
    return done


def unlink(
    library: Library, key: RecommendationId, record: RecordId, bearing: Bearing | None = None
) -> Changes:
    """Take the links to a record away: all of them, or the one of a role and part.

    `record` may be in the trash or gone. Raises `UserCanFix` if there is no such link.
    """
    (item,) = track_keeping.seen(library, [key])
    with library.connections.reading() as connection:
        meant = redirects.target(connection, record)
        same = {record, meant, *redirects.leading_to(connection, [meant])}
        title = _title(connection, meant)[0]
    part = track_rules.marker_of(bearing.part) if bearing else ""

    def without(now: Held) -> Recommendation:
        kept = tuple(
            one
            for one in now.item.links
            if one.record not in same
            or (bearing is not None and (one.role, one.part) != (bearing.role, part))
        )
        if kept == now.item.links:
            raise UserCanFix(
                f"“{title}” is not linked to recommendation {now.item.number} in that way."
            )
        return replace(now.item, links=kept)

    name = f"Unlink “{title}” from recommendation {item.number}"
    return track_keeping.changed(library, key, name, without)


def linked(library: Library, item: Recommendation) -> tuple[Linked, ...]:
    """Tell what the links of a recommendation mean by now, in the order they were made."""
    with library.connections.reading() as connection:
        return tuple(_told(connection, one) for one in item.links)


def served(library: Library, record: RecordId) -> tuple[Serves, ...]:
    """List what a record serves, each link by itself, in the order of the sets.

    A record into which another one was merged has the links of that one, too.
    """
    with library.connections.reading() as connection:
        same = {record, *redirects.leading_to(connection, [record])}
    return tuple(
        Serves(held, one)
        for held in track.serving(library, record)
        for one in held.item.links
        if one.record in same
    )


def record_linked(library: Library, item: Recommendation, typed: str) -> RecordId:
    """Give the linked record that is meant by an id or its beginning, wherever it is by now.

    Raises `UserCanFix` if none is meant, or several.
    """
    wanted = typed.strip().casefold()
    found = {
        one.record
        for one in linked(library, item)
        if wanted
        and any(key.casefold().startswith(wanted) for key in (one.record, one.link.record))
    }
    if len(found) == 1:
        return found.pop()
    if found:
        raise UserCanFix(f"“{typed}” is the beginning of several ids; type more of it.")
    raise UserCanFix(f"No record “{typed}” is linked to recommendation {item.number}.")


def overlap(library: Library, one: RecommendationId, other: RecommendationId) -> Changes:
    """Say that two recommendations of different sets ask for the same; both name each other then.

    Raises `UserCanFix` if they are of one set, say so already, or one is gone.
    """
    first, second = _pair(library, one, other)
    name = f"{_both(first, second)} ask for the same"
    with library.change(name) as change:
        held = track_keeping.read(change.operation.connection, [one, other])
        if all(_beside(now, held).id in now.item.overlaps for now in held):
            raise UserCanFix(f"{name} already.")
        track_keeping.write(change, [_overlapping(now, _beside(now, held).id) for now in held])
        redirects.join_again(change.operation, RecordId(one), RecordId(other))
    return change.operation.changes()


def keep_apart(library: Library, one: RecommendationId, other: RecommendationId) -> Changes:
    """Say that two recommendations do not ask for the same; they are not suggested again.

    Raises `UserCanFix` if they are of one set, or one is gone.
    """
    first, second = _pair(library, one, other)
    name = f"{_both(first, second)} do not ask for the same"
    with library.change(name) as change:
        held = track_keeping.read(change.operation.connection, [one, other])
        apart = [_apart(now, _beside(now, held).id) for now in held]
        pairs = zip(held, apart, strict=True)
        track_keeping.write(change, [now for had, now in pairs if had != now])
        redirects.set_apart(change.operation, RecordId(one), RecordId(other), name)
    return change.operation.changes()


def _is_linked(item: Recommendation, made: RecordLink, same: Collection[RecordId]) -> bool:
    return any(
        (one.role, one.part) == (made.role, made.part) and one.record in same for one in item.links
    )


def _pair(library: Library, one: RecommendationId, other: RecommendationId) -> tuple[Held, Held]:
    with library.connections.reading() as connection:
        first, *rest = track_keeping.read(connection, [one, other])
    if not rest or first.owner.id == rest[0].owner.id:
        raise UserCanFix("Recommendations of different sets can ask for the same; choose another.")
    return first, rest[0]


def _both(first: Held, second: Held) -> str:
    return f"Recommendation {_of_set(first)} and {_of_set(second)}"


def _of_set(held: Held) -> str:
    return f"{held.item.number} of “{held.owner.title}”"


def _beside(one: Held, pair: Iterable[Held]) -> Recommendation:
    return next(other.item for other in pair if other.item.id != one.item.id)


def _overlapping(now: Held, other: RecommendationId) -> Held:
    known = tuple(dict.fromkeys((*now.item.overlaps, other)))
    return Held(now.owner, replace(now.item, overlaps=known))


def _apart(now: Held, other: RecommendationId) -> Held:
    left = tuple(one for one in now.item.overlaps if one != other)
    return Held(now.owner, replace(now.item, overlaps=left))


def _told(connection: Connection, one: RecordLink) -> Linked:
    record = redirects.target(connection, one.record)
    return Linked(one, record, *_title(connection, record))


def _title(connection: Connection, record: RecordId) -> tuple[str, Whereabouts]:
    title = records.titles(connection, [record]).get(record)
    if title is not None:
        return title or "Untitled", Whereabouts.HERE
    deleted = trash.title_of(connection, record)
    if deleted is not None:
        return deleted or "Untitled", Whereabouts.IN_TRASH
    return "A record that is gone", Whereabouts.GONE
