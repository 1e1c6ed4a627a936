"""A recommendation with what belongs to it, as it is read: its set, its records, its like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecommendationId, RecordId
from evidence_library.services import track
from evidence_library.services.opened import Library
from evidence_library.services.track import Held
from evidence_library.store import records


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """What is read of a recommendation.

    `titles` names the linked records that are in the library; one in the trash has no title here.
    `overlaps` are the recommendations of other sets that ask for the same.
    """

    held: Held
    titles: Mapping[RecordId, str]
    overlaps: tuple[Held, ...]


def read_recommendation(library: Library, key: RecommendationId) -> RecommendationView:
    """Read a recommendation. Raises `UserCanFix` if it is gone."""
    held = track.held(library, key)
    wanted = {one.record for one in held.item.links}
    if held.owner.source_record is not None:
        wanted.add(held.owner.source_record)
    with library.connections.reading() as connection:
        titles = records.titles(connection, wanted)
    return RecommendationView(held, titles, tuple(_overlaps(library, held)))


def _overlaps(library: Library, held: Held) -> list[Held]:
    found = []
    for key in held.item.overlaps:
        try:
            found.append(track.held(library, key))
        except UserCanFix:  # in the trash, or of a set that is hidden
            continue
    return found
