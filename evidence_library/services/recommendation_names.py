"""Which recommendation is meant by what somebody typed: its id, its number, or set and number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evidence_library.errors import UserCanFix
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.tracked import Line
from evidence_library.services.identities import SHORTEST

#: Recommendations that are named where several may be meant.
_NAMED = 4


def meant_among(
    lines: Sequence[Line], sets: Mapping[SetId, RecommendationSet], typed: str
) -> RecommendationId:
    """Give the one of some recommendations that is meant.

    What is typed is an id, a number that only one set has, a set (its title, its id, or the
    beginning of either) with a number behind a slash, or the beginning of an id. Raises
    `UserCanFix` if none is meant, or several.
    """
    wanted = _plain(typed)
    for found in _ways(lines, sets, wanted):
        if len(found) > 1:
            raise UserCanFix(f"“{typed}” may mean {_choices(found, sets)}; name one of these.")
        if found:
            return found[0].id
    raise UserCanFix(f"There is no recommendation “{typed}” in this library.")


def _ways(
    lines: Sequence[Line], sets: Mapping[SetId, RecommendationSet], wanted: str
) -> Iterator[list[Line]]:
    """Give what each way to name one finds, the surest way first."""
    yield [one for one in lines if one.id == wanted]
    yield [one for one in lines if _plain(one.number) == wanted]
    for at in (place for place, sign in enumerate(wanted) if sign == "/"):
        owner, number = wanted[:at].strip(), wanted[at + 1 :].strip()
        yield _of_sets(lines, {key for key, one in sets.items() if owner in _names(one)}, number)
        begun = {
            key
            for key, one in sets.items()
            if owner and any(name.startswith(owner) for name in _names(one))
        }
        yield _of_sets(lines, begun, number)
    if len(wanted) >= SHORTEST:
        yield [one for one in lines if one.id.startswith(wanted)]


def _of_sets(lines: Sequence[Line], owners: set[SetId], number: str) -> list[Line]:
    return [one for one in lines if one.set_id in owners and _plain(one.number) == number]


def _names(one: RecommendationSet) -> tuple[str, str]:
    return _plain(one.title), one.id


def _choices(found: Sequence[Line], sets: Mapping[SetId, RecommendationSet]) -> str:
    """Name recommendations, each in a way that means it and no other."""
    told = [f"“{sets[one.set_id].title}/{one.number}” ({one.id})" for one in found[:_NAMED]]
    more = len(found) - _NAMED
    if more > 0:
        return f"{', '.join(told)} or {more} more"
    return f"{', '.join(told[:-1])} or {told[-1]}"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
