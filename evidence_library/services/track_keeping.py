"""How changes of recommendations are kept: read as they are now, changed, written in one operation.

Whoever changes one names it as it was seen, if that matters; what somebody else changed meanwhile
is never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.recommendation import Recommendation, RecommendationSet
from evidence_library.services.opened import Change, Library
from evidence_library.services.progress import Progress, quiet
from evidence_library.services.track import Held
from evidence_library.store import recommendation_sets
from evidence_library.store.connections import Connection
from evidence_library.text.plain_data import storable_thing

#: Gives a recommendation as it shall be, of what it is and of its set.
How = Callable[[Held], Recommendation]

#: Recommendations changed between two reports of progress.
_STEP = 50


class RecommendationChanged(UserCanFix):
    """A recommendation was changed elsewhere since it was seen."""


def read(
    connection: Connection, keys: Iterable[RecommendationId], *, whole: bool = False
) -> list[Held]:
    """Read recommendations in the order given, each with its set without the others.

    With `whole`, each set comes with the numbers of all it holds (`read_numbers`). Raises
    `UserCanFix` if one is gone.
    """
    wanted = tuple(dict.fromkeys(keys))
    found = [Held(*one) for one in recommendation_sets.some(connection, wanted)]
    if len(found) < len(wanted):
        raise gone()
    if not whole:
        return found
    owners = {key: read_numbers(connection, key) for key in {one.owner.id for one in found}}
    return [replace(one, owner=owners[one.owner.id]) for one in found]


def read_set(connection: Connection, key: SetId) -> RecommendationSet:
    """Read a set with its source text. Raises `UserCanFix` if it is gone."""
    found = recommendation_sets.get(connection, key)
    if found is None:
        raise _set_gone()
    return found


def read_numbers(connection: Connection, key: SetId) -> RecommendationSet:
    """Read a set and which numbers are taken in it. Raises `UserCanFix` if it is gone."""
    found = recommendation_sets.numbered(connection, key)
    if found is None:
        raise _set_gone()
    return found


def write(change: Change, held: Iterable[Held]) -> None:
    """Write recommendations in the places they have in their sets."""
    items = [(one.owner.id, storable_thing(one.item)) for one in held]
    recommendation_sets.put_some(change.operation, items)


def write_set(
    change: Change, owner: RecommendationSet, items: Sequence[Recommendation] | None = None
) -> None:
    """Write a set with its recommendations, or with others."""
    whole = owner if items is None else replace(owner, recommendations=tuple(items))
    recommendation_sets.put(change.operation, storable_thing(whole))


def changed(
    library: Library,
    key: RecommendationId,
    name: str,
    how: How,
    expected: Recommendation | None = None,
) -> Changes:
    """Change a recommendation as it is now; what changes nothing is no operation and has no name.

    Raises `RecommendationChanged` if it is not as `expected`, `UserCanFix` if it is gone, and what
    `how` raises; then nothing is changed.
    """
    return _changed(library, name, lambda connection: read(connection, [key]), how, expected)


def changed_in_whole(
    library: Library,
    key: RecommendationId,
    name: str,
    how: How,
    expected: Recommendation | None = None,
) -> Changes:
    """Change a recommendation likewise; `how` gets its set with the numbers of all it holds."""

    def found(connection: Connection) -> list[Held]:
        return read(connection, [key], whole=True)

    return _changed(library, name, found, how, expected)


def changed_all(
    library: Library,
    keys: Sequence[RecommendationId],
    name: str,
    how: How,
    progress: Progress = quiet,
) -> Changes:
    """Change recommendations in one operation. Raises as `changed` does, and what `progress` does.

    What changes nothing is no operation and has no name.
    """
    with library.change(name, progress=progress) as change:
        held = read(change.operation.connection, keys)
        wanted = []
        for done, one in enumerate(held):
            if done % _STEP == 0:
                progress(done, len(held), name)
            wanted.append(how(one))
        _write_differing(change, held, wanted)
    return told(change)


def told(change: Change) -> Changes:
    """Say what was changed; without a name if nothing was."""
    done = change.operation.changes()
    return done if done.any else Changes(name="")


def check_expected(now: Recommendation, expected: Recommendation | None) -> None:
    """Raise `RecommendationChanged` if a recommendation is not as somebody saw it."""
    if expected is not None and now != expected:
        raise RecommendationChanged(
            f"Recommendation {now.number} was changed elsewhere since you opened it; "
            "look at it again as it is now."
        )


def named(items: Sequence[Recommendation]) -> str:
    """Name recommendations in an operation: the one by its number, several by how many."""
    if len(items) == 1:
        return f"recommendation {items[0].number}"
    return f"{len(items):,} recommendations"


def seen(library: Library, keys: Iterable[RecommendationId]) -> list[Recommendation]:
    """Give recommendations as they are now, for the name of an operation.

    Raises `UserCanFix` if one is gone.
    """
    with library.connections.reading() as connection:
        return [one.item for one in read(connection, keys)]


def _set_gone() -> UserCanFix:
    return UserCanFix("This set is no longer in the library; it may be in the trash.")


def gone() -> UserCanFix:
    """Say that a recommendation is not there."""
    return UserCanFix("This recommendation is no longer in the library; it may be in the trash.")


def _write_differing(
    change: Change, held: Sequence[Held], wanted: Sequence[Recommendation]
) -> None:
    pairs = zip(held, wanted, strict=True)
    write(change, [Held(one.owner, item) for one, item in pairs if item != one.item])


def _changed(
    library: Library,
    name: str,
    found: Callable[[Connection], list[Held]],
    how: How,
    expected: Recommendation | None,
) -> Changes:
    with library.change(name) as change:
        (now,) = found(change.operation.connection)
        check_expected(now.item, expected)
        _write_differing(change, [now], [how(now)])
    return told(change)
