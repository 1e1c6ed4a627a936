"""Track: who was to do what by when, and what was reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecommendationId, RecordId, SetId
from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.model.tracked import Bearings, Line, bearing_by
from evidence_library.model.vocabulary import EvidenceRole, Status
from evidence_library.query import tracked
from evidence_library.query.describing import Told
from evidence_library.query.parsing import QueryProblem
from evidence_library.query.tree import Tracked, all_of, asks_of_records
from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.meaning import other_words
from evidence_library.services.opened import Library
from evidence_library.services.recommendation_names import meant_among
from evidence_library.services.thesaurus import synonyms_of
from evidence_library.store import recommendation_sets, redirects, starter
from evidence_library.store.connections import Connection

Listed = tuple[RecommendationSet, Recommendation]

_ABOUT_RECORDS = "Part of this search is about records only; no recommendation has it."


@dataclass(frozen=True, slots=True)
class Board:
    """All recommendations of a library as lists show them, and their sets without them.

    `bearings` tell which records are linked, and from which day on each counts.
    """

    lines: tuple[Line, ...]
    sets: Mapping[SetId, RecommendationSet]
    bearings: Mapping[RecommendationId, Bearings] = field(default_factory=dict)

    def bearing(self, key: RecommendationId, day: date) -> Counter[EvidenceRole]:
        """Count by role the linked records of a recommendation that existed at a day."""
        return bearing_by(self.bearings.get(key, ()), day)


@dataclass(frozen=True, slots=True)
class Held:
    """A recommendation with its set.

    The set comes without its recommendations: to write one, write it alone
    (`recommendation_sets.put_one`), never this set as if it were whole.
    """

    owner: RecommendationSet
    item: Recommendation


@dataclass(frozen=True, slots=True)
class Matches:
    """What a search finds among recommendations, in the order of sets and their tables.

    `problems` say what was not understood and where; `understood` what each part was taken for.
    """

    ids: tuple[RecommendationId, ...]
    problems: tuple[QueryProblem, ...] = ()
    understood: tuple[Told, ...] = ()


def board(library: Library) -> Board:
    """Read what lists of recommendations show, in the order of the sets and of their tables."""
    with library.connections.reading() as connection:
        shown = library.search.tracked(connection)
    return Board(tuple(shown.lines.values()), shown.sets, shown.bearings)


def search(
    library: Library,
    text: str,
    day: date | None = None,
    *,
    fields: Mapping[str, str] | None = None,
    synonyms: bool = True,
) -> Matches:
    """Find recommendations by a query of the language of Find, as at a day, else as at today.

    Words are searched in the wording, in what was reported and answered, and in notes. What stands
    in `fields`, such as "lead", must hold besides. An empty text finds all. Raises `UserCanFix` if
    a value of `fields` can be none.
    """
    day = day or datetime.now(tz=UTC).date()
    asked = find.asked(library, Request(text, synonyms=synonyms), today=day)
    besides = (_field(library, name, value, day) for name, value in (fields or {}).items())
    wanted = all_of((asked.query, *besides))
    found, unknown = library.search.recommendations(wanted, day)
    problems = [*asked.problems, *(_not_there(one) for one in unknown)]
    of_records = asks_of_records(asked.query)
    if of_records:
        problems.append(QueryProblem(_ABOUT_RECORDS, 0, len(text)))
    problems.sort(key=lambda one: one.start)
    return Matches(found, tuple(problems), asked.parts)


def some(library: Library, ids: Sequence[RecommendationId]) -> tuple[Held, ...]:
    """Read some recommendations in this order; those that are gone are left out."""
    with library.connections.reading() as connection:
        return tuple(Held(*one) for one in recommendation_sets.some(connection, ids))


def held(library: Library, key: RecommendationId) -> Held:
    """Give a recommendation with its set. Raises `UserCanFix` if it is gone."""
    with library.connections.reading() as connection:
        found = recommendation_sets.one(connection, key)
    if found is None:
        raise UserCanFix("This recommendation is no longer in the library; it may be in the trash.")
    return Held(*found)


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
        ids = (record, *redirects.leading_to(connection, [record]))
        keys = recommendation_sets.linked_to(connection, ids)
        hidden = set(starter.hidden_sets(connection).values())
        found = recommendation_sets.some(connection, keys) if keys else []
    return tuple(Held(owner, item) for owner, item in found if owner.id not in hidden)


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
    """List the recommendations that a search finds as at today; none if it asks for nothing."""
    if not text.strip():
        return ()
    return tuple((one.owner, one.item) for one in some(library, search(library, text).ids))


def _field(library: Library, name: str, value: str, day: date) -> Tracked:
    found = tracked.read(name, value, day)
    if found is None:
        raise UserCanFix(tracked.not_read(name, value))
    others = other_words(value, synonyms_of(library)) if name == "lead" else ()
    return replace(found, others=others)


def _not_there(asked: Tracked) -> QueryProblem:
    told = {
        "lead": f"No recommendation is led by “{asked.value}”.",
        "theme": f"No recommendation has a theme “{asked.value}”.",
        "set": f"No set of recommendations is called “{asked.value}”.",
        "number": f"No recommendation has the number {asked.value}.",
    }
    message = told.get(asked.field, f"No recommendation has “{asked.field}:{asked.value}”.")
    return QueryProblem(message, asked.start, asked.end)


def _shown(connection: Connection) -> list[RecommendationSet]:
    """Give the sets that are not hidden with the starter content."""
    hidden = set(starter.hidden_sets(connection).values())
    return [one for one in recommendation_sets.load(connection) if one.id not in hidden]


def _led_by(recommendation: Recommendation, lead: str) -> bool:
    return not lead or lead.casefold() in (name.casefold() for name in recommendation.leads)
