"""Track: who was to do what by when, and what was reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecommendationId, RecordId, SetId
from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.tracked import Line, line_of, linked_records
from evidence_library.model.vocabulary import Status
from evidence_library.query.parsing import parse
from evidence_library.services.opened import Library
from evidence_library.services.recommendation_names import meant_among
from evidence_library.store import recommendation_sets, redirects, starter
from evidence_library.store.connections import Connection

Listed = tuple[RecommendationSet, Recommendation]


@dataclass(frozen=True, slots=True)
class Board:
    """All recommendations of a library as lists show them, and their sets without them."""

    lines: tuple[Line, ...]
    sets: Mapping[SetId, RecommendationSet]


@dataclass(frozen=True, slots=True)
class Held:
    """A recommendation with its set; the set comes with all its recommendations."""

    owner: RecommendationSet
    item: Recommendation


def board(library: Library) -> Board:
    """Read what lists of recommendations show, in the order of the sets and of their tables."""
    with library.connections.reading() as connection:
        held = _shown(connection)
    return Board(
        tuple(line_of(item, owner) for owner in held for item in owner.recommendations),
        {owner.id: owner for owner in held},
    )


def held(library: Library, key: RecommendationId) -> Held:
    """Give a recommendation with its set. Raises `UserCanFix` if it is gone."""
    with library.connections.reading() as connection:
        for owner in recommendation_sets.load(connection):
            for item in owner.recommendations:
                if item.id == key:
                    return Held(owner, item)
    raise UserCanFix("This recommendation is no longer in the library; it may be in the trash.")


def meant(library: Library, typed: str) -> RecommendationId:
    """Give the recommendation that is meant by what somebody typed; see `recommendation_names`.

    Raises `UserCanFix` if none is, or several, and then names them.
    """
    whole = board(library)
    return meant_among(whole.lines, whole.sets, typed)


def serving(library: Library, record: RecordId) -> tuple[Held, ...]:
    """List the recommendations that a record is linked to, whatever as.

    A record into which another one was merged has the links of that one, too.
    """
    with library.connections.reading() as connection:
        held = _shown(connection)
        ids = {record, *redirects.leading_to(connection, [record])}
    return tuple(
        Held(owner, item)
        for owner in held
        for item in owner.recommendations
        if ids & linked_records(item)
    )


def recommendations(
    library: Library, lead: str = "", status: Status | None = None
) -> tuple[Listed, ...]:
    """List recommendations with their sets.

    `lead` is the name of one lead body in any case; `status` is compared with the status of the
    whole, which is "mixed" where its parts differ.
    """
    with library.connections.reading() as connection:
        sets = _shown(connection)
    return tuple(
        (item, recommendation)
        for item in sets
        for recommendation in item.recommendations
        if _led_by(recommendation, lead) and status in (None, recommendation.status)
    )


def matching(library: Library, text: str) -> tuple[Listed, ...]:
    """List the recommendations whose words match a search."""
    numbers = set(library.search.recommendations(parse(text).query))
    with library.connections.reading() as connection:
        numbered = recommendation_sets.numbered(connection)
    return tuple(listed for number, listed in numbered.items() if number in numbers)


def _shown(connection: Connection) -> list[RecommendationSet]:
    """Give the sets that are not hidden with the starter content."""
    hidden = set(starter.hidden_sets(connection).values())
    return [one for one in recommendation_sets.load(connection) if one.id not in hidden]


def _led_by(recommendation: Recommendation, lead: str) -> bool:
    return not lead or lead.casefold() in (name.casefold() for name in recommendation.leads)
