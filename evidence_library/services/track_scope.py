"""Which recommendations a report or a list is about, each with its clocks as at a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from evidence_library.errors import UserCanFix
from evidence_library.model.clocks import Clock, clock
from evidence_library.model.ids import RecommendationId, RecordId, SetId
from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.record import Record
from evidence_library.services import track
from evidence_library.services.live_records import live_records
from evidence_library.services.opened import Library
from evidence_library.services.track_evidence import published_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which recommendations are meant, and as at which day.

    Without `sets` those of all sets are; `only` leaves those in it and keeps their order.
    `filters` says in words how they were chosen, to be told above a list.
    """

    as_at: date
    sets: tuple[SetId, ...] = ()
    only: tuple[RecommendationId, ...] | None = None
    filters: str = ""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A recommendation of a set, and what held of it at the day."""

    owner: RecommendationSet
    item: Recommendation
    clock: Clock


@dataclass(frozen=True, slots=True)
class Chosen:
    """The recommendations of a scope, their sets, and the records they rest on or link to."""

    scope: Scope
    tracked: tuple[Tracked, ...]
    owners: tuple[RecommendationSet, ...]
    records: Mapping[RecordId, Record]

    @property
    def items(self) -> tuple[Recommendation, ...]:
        """The recommendations without what is told of them."""
        return tuple(one.item for one in self.tracked)

    def overdue(self) -> tuple[Tracked, ...]:
        """Give those that are overdue at the day."""
        return tuple(one for one in self.tracked if one.clock.overdue)


def chosen(library: Library, scope: Scope) -> Chosen:
    """Read the recommendations of a scope. Raises `UserCanFix` if there are none."""
    listed = [
        (owner, item)
        for owner, item in track.recommendations(library)
        if not scope.sets or owner.id in scope.sets
    ]
    if scope.only is not None:
        known = {item.id: (owner, item) for owner, item in listed}
        listed = [known[key] for key in scope.only if key in known]
    if not listed:
        raise UserCanFix("There are no recommendations to write about.")
    owners = {owner.id: owner for owner, _ in listed}
    wanted = {link.record for _, item in listed for link in item.links}
    wanted |= {one.source_record for one in owners.values() if one.source_record}
    with library.connections.reading() as connection:
        found = live_records(connection, wanted)
    tracked = tuple(
        Tracked(
            owner,
            _linked_by(item, found, scope.as_at),
            clock(item, owner.quarters, scope.as_at),
        )
        for owner, item in listed
    )
    return Chosen(scope, tracked, tuple(owners.values()), found)


def _linked_by(item: Recommendation, found: Mapping[RecordId, Record], day: date) -> Recommendation:
    """Leave out the links to records that were published after the day: they do not exist yet."""
    there = tuple(
        link
        for link in item.links
        if link.record not in found or published_by(found[link.record], day)
    )
    return replace(item, links=there) if there != item.links else item
