"""A recommendation with what belongs to it, as it is read: its set, its records, its like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence_library.model.ids import RecommendationId
from evidence_library.services import track, track_evidence, track_links
from evidence_library.services.opened import Library
from evidence_library.services.track import Held
from evidence_library.services.track_evidence import Evidence
from evidence_library.services.track_links import Linked
from evidence_library.services.track_overlaps import cluster_of
from evidence_library.services.track_practice import Suggestion, for_recommendation


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """What is read of a recommendation.

    `evidence` is what the linked records show that existed at the day. `overlaps` are the
    recommendations of other sets that ask for the same, also through others. `practice` is
    suggested where it was asked for, else None.
    """

    held: Held
    links: tuple[Linked, ...]
    overlaps: tuple[Held, ...]
    evidence: tuple[Evidence, ...] = ()
    practice: tuple[Suggestion, ...] | None = None


def read_recommendation(
    library: Library, key: RecommendationId, day: date, *, suggest: bool = False
) -> RecommendationView:
    """Read a recommendation as at a day. Raises `UserCanFix` if it is gone."""
    held = track.held(library, key)
    return RecommendationView(
        held=held,
        links=track_links.linked(library, held.item),
        overlaps=cluster_of(library, key) if held.item.overlaps else (),
        evidence=track_evidence.evidence(library, [held.item], day).get(key, ()),
        practice=for_recommendation(library, key) if suggest else None,
    )
