"""Track: who was to do what by when, and what was reported."""

from __future__ import annotations

from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.vocabulary import Status
from evidence_library.query.parsing import parse
from evidence_library.services.opened import Library
from evidence_library.store import recommendation_sets, starter

Listed = tuple[RecommendationSet, Recommendation]


def recommendations(
    library: Library, lead: str = "", status: Status | None = None
) -> tuple[Listed, ...]:
    """List recommendations with their sets.

    `lead` is the name of one lead body in any case; `status` is compared with the status of the
    whole, which is "mixed" where its parts differ.
    """
    with library.connections.reading() as connection:
        sets = recommendation_sets.load(connection)
        hidden = set(starter.hidden_sets(connection).values())
    return tuple(
        (item, recommendation)
        for item in sets
        if item.id not in hidden
        for recommendation in item.recommendations
        if _led_by(recommendation, lead) and status in (None, recommendation.status)
    )


def matching(library: Library, text: str) -> tuple[Listed, ...]:
    """List the recommendations whose words match a search."""
    numbers = set(library.search.recommendations(parse(text).query))
    with library.connections.reading() as connection:
        numbered = recommendation_sets.numbered(connection)
    return tuple(listed for number, listed in numbered.items() if number in numbers)


def _led_by(recommendation: Recommendation, lead: str) -> bool:
    return not lead or lead.casefold() in (name.casefold() for name in recommendation.leads)
