"""Sets of recommendations: make, name and change them, and the bodies that lead in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecordId, SetId, new_set_id
from evidence_library.model.recommendation import Body, RecommendationSet
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.services import track_keeping, track_rules
from evidence_library.services.identities import SHORTEST, record_meant
from evidence_library.services.opened import Library
from evidence_library.store import recommendation_sets, trash
from evidence_library.store.connections import Connection

#: Letters of an id that stand beside a title where sets are named.
_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFields:
    """What is typed of a set; None leaves a field as it is.

    `as_at` is the date its table speaks of; `source_record` the id of the record of its document,
    or the beginning of it; an empty text takes either away. `bodies` are added to those of the set,
    and replace those of the same name.
    """

    title: str | None = None
    quarters: QuarterConvention | None = None
    as_at: str | None = None
    source_record: str | None = None
    bodies: tuple[Body, ...] = ()


def meant(library: Library, typed: str) -> SetId:
    """Give the set that is meant by its id, its title, or the beginning of either.

    Raises `UserCanFix` if none is meant, or several.
    """
    wanted = track_rules.in_one_line(typed).casefold()
    with library.connections.reading() as connection:
        titles = {one.id: one.title for one in recommendation_sets.heads(connection)}
    plain = {key: track_rules.in_one_line(title).casefold() for key, title in titles.items()}
    ways = (
        [key for key in titles if wanted in (key, plain[key])],
        [key for key in titles if wanted and plain[key].startswith(wanted)],
        [key for key in titles if len(wanted) >= SHORTEST and key.startswith(wanted)],
    )
    for found in ways:
        if len(found) > 1:
            named = ", ".join(f"“{titles[key]}” ({key})" for key in found)
            raise UserCanFix(f"“{typed}” may mean {named}; name one by its id.")
        if found:
            return found[0]
    known = "; ".join(f"{title} ({key[:_SHOWN]})" for key, title in titles.items())
    raise UserCanFix(f"There is no set “{typed}”. There are: {known or 'none yet'}.")


def new(library: Library, fields: SetFields) -> tuple[SetId, Changes]:
    """Make a set without recommendations, and give its id.

    Raises `UserCanFix` if it has no title or another set has it, or a field cannot be kept.
    """
    key = new_set_id()
    wanted = _changed(library, RecommendationSet(id=key, title=""), fields)
    with library.change(f"New set of recommendations “{wanted.title}”") as change:
        _check_title(change.operation.connection, wanted)
        track_keeping.write_set(change, wanted)
    return key, change.operation.changes()


def edit(
    library: Library,
    key: SetId,
    fields: SetFields,
    expected: RecommendationSet | None = None,
) -> Changes:
    """Change what a set says of itself; its recommendations stay as they are.

    Raises `RecommendationChanged` if it says something else than `expected` by now, `UserCanFix` if
    it is gone or a field cannot be kept.
    """
    with library.connections.reading() as connection:
        title = track_keeping.read_set(connection, key).title
    with library.change(f"Edit the set “{title}”") as change:
        now = track_keeping.read_set(change.operation.connection, key)
        if expected is not None and _itself(now) != _itself(expected):
            raise track_keeping.RecommendationChanged(
                f"“{now.title}” was changed elsewhere since you opened it; open it again."
            )
        wanted = _changed(library, now, fields)
        _check_title(change.operation.connection, wanted)
        if wanted != now:
            track_keeping.write_set(change, wanted)
    return track_keeping.told(change)


def delete(library: Library, key: SetId) -> Changes:
    """Move a set with its recommendations into the trash. Raises `UserCanFix` if it is gone."""
    with library.connections.reading() as connection:
        title = track_keeping.read_set(connection, key).title
    with library.change(f"Delete the set “{title}”") as change:
        trash.put_set(change.operation, key)
    return change.operation.changes()


def described(owner: RecommendationSet, lead: str) -> str:
    """Say what a lead body is: "DfES (Department for Education and Skills; later DCSF, DfE)".

    Only what the set says of it is told; without that, it is its name alone.
    """
    plain = lead.casefold()
    known = next((one for one in owner.bodies if one.name.casefold() == plain), None)
    if known is None:
        return lead
    later = f"later {', '.join(known.successors)}" if known.successors else ""
    told = "; ".join(part for part in (known.full_name, later) if part)
    return f"{lead} ({told})" if told else lead


def _changed(library: Library, now: RecommendationSet, fields: SetFields) -> RecommendationSet:
    return replace(
        now,
        title=now.title if fields.title is None else track_rules.in_one_line(fields.title),
        quarters=fields.quarters or now.quarters,
        as_at=now.as_at if fields.as_at is None else _as_at(fields.as_at),
        source_record=now.source_record
        if fields.source_record is None
        else _source(library, fields.source_record),
        bodies=_bodies(now.bodies, fields.bodies),
    )


def _bodies(known: Iterable[Body], wanted: Iterable[Body]) -> tuple[Body, ...]:
    found = {one.name.casefold(): one for one in known}
    for one in wanted:
        name = track_rules.in_one_line(one.name)
        if not name:
            raise UserCanFix("A body needs its name as the recommendations give it.")
        found[name.casefold()] = Body(
            name=name,
            full_name=track_rules.in_one_line(one.full_name),
            successors=track_rules.leads_of(one.successors),
        )
    return tuple(found.values())


def _as_at(typed: str) -> PartialDate | None:
    return track_rules.past_date(typed, "as_at") if typed.strip() else None


def _source(library: Library, typed: str) -> RecordId | None:
    return record_meant(library, typed) if typed.strip() else None


def _check_title(connection: Connection, wanted: RecommendationSet) -> None:
    if not wanted.title:
        raise track_rules.FieldProblem("title", "A set of recommendations needs a title.")
    for one in recommendation_sets.heads(connection):
        if one.id != wanted.id and one.title.casefold() == wanted.title.casefold():
            message = f"There is a set “{one.title}” already; choose another title."
            raise track_rules.FieldProblem("title", message)


def _itself(one: RecommendationSet) -> RecommendationSet:
    """Leave out what is not said of the set itself."""
    return replace(one, recommendations=(), source_text="")
