"""Actions: what is to be done, by whom and by when, and how one will know that it worked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from evidence_library.errors import UserCanFix
from evidence_library.model.action import Action
from evidence_library.model.changes import Changes
from evidence_library.model.clocks import Clock
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import ActionId, RecordId, new_action_id
from evidence_library.model.quarters import span_of
from evidence_library.model.recommendation import Deadline, ProgressEntry
from evidence_library.services.identities import SHORTEST
from evidence_library.services.opened import Library
from evidence_library.store import trash
from evidence_library.store.assessing import ACTIONS
from evidence_library.store.connections import Connection
from evidence_library.store.documents import Kept
from evidence_library.text.process_measures import question_about
from evidence_library.text.recommendations.cells import read_deadline

#: What is said of one that a newer version of this program wrote, or that is damaged.
NOT_UNDERSTOOD = "was saved by a newer version of this program, or is damaged; it is kept as it is"


class ActionChanged(UserCanFix):
    """An action was changed elsewhere since it was opened."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An action as at a day. `question` asks about its measure of success, empty if none is due."""

    action: Action
    clock: Clock
    question: str


def deadline_from(typed: str) -> Deadline | None:
    """Read a deadline as people type it, "Q3 2027" or a date. Raises `UserCanFix` if it is none."""
    if not typed.strip():
        return None
    found = read_deadline(typed)
    if not found.value:
        raise UserCanFix(
            f"“{typed.strip()}” is no deadline; write a quarter as “Q3 2027” or a date."
        )
    return found


def add(library: Library, wanted: Action) -> tuple[Action, Changes]:
    """Add an action and give it; its id is new. Raises `UserCanFix` if it does not say what."""
    made = tidied(
        replace(wanted, id=new_action_id(), made=date.today().isoformat(), by=library.person)
    )
    with library.change(f"Add the action “{made.what}”") as change:
        ACTIONS.put(change.operation, made)
    return made, change.operation.changes()


def edit(library: Library, wanted: Action, expected: Action | None = None) -> Changes:
    """Change an action. Its progress is not changed by this, and its first deadline stays: another
    one is a revision.

    Raises `UserCanFix` if it is gone or says nothing, `ActionChanged` if it is another one by now.
    """

    def edited(now: Action) -> Action:
        if expected is not None and replace(now, progress=()) != replace(expected, progress=()):
            raise ActionChanged(
                f"“{now.what}” was changed elsewhere since you opened it; open it again to see it "
                "as it is now."
            )
        kept = replace(wanted, progress=now.progress, made=now.made, by=now.by)
        if now.deadline is not None and wanted.deadline != now.deadline:
            revised = (wanted.deadline,) if wanted.deadline is not None else ()
            kept = replace(kept, deadline=now.deadline, revisions=(*now.revisions, *revised))
        return tidied(kept)

    return _changed(library, [wanted.id], "Edit", edited)


def report(library: Library, keys: Sequence[ActionId], entry: ProgressEntry) -> Changes:
    """Add an entry to the progress of one or several actions, in one operation.

    Raises `UserCanFix` if one is gone, or the entry says nothing.
    """
    if not entry.raw.strip() and not entry.note.strip():
        raise UserCanFix("Say how it stands: choose a status or write a sentence.")
    by = entry.by or library.person
    told = replace(entry, by=by)
    return _changed(
        library,
        keys,
        "Report progress on",
        lambda now: replace(now, progress=(*now.progress, told)),
    )


def link(library: Library, key: ActionId, records: Iterable[RecordId]) -> Changes:
    """Link records to an action, each once."""
    wanted = tuple(records)
    return _changed(
        library,
        [key],
        "Link records to",
        lambda now: replace(now, records=tuple(dict.fromkeys((*now.records, *wanted)))),
    )


def unlink(library: Library, key: ActionId, record: RecordId) -> Changes:
    """Take a link to a record away."""
    return _changed(
        library,
        [key],
        "Unlink a record from",
        lambda now: replace(now, records=tuple(one for one in now.records if one != record)),
    )


def delete(library: Library, keys: Sequence[ActionId]) -> Changes:
    """Move actions into the trash, in one operation. Raises `UserCanFix` if one is gone."""
    with library.connections.reading() as connection:
        titles = [_held(connection, key).what for key in keys]
    name = f"“{titles[0]}”" if len(titles) == 1 else f"{len(titles)} actions"
    with library.change(
        f"Delete the action {name}" if len(titles) == 1 else f"Delete {name}"
    ) as ch:
        for key in keys:
            trash.put_thing(ch.operation, ACTIONS.table, key, "action")
    return ch.operation.changes()


def listed(library: Library, day: date | None = None) -> tuple[Listed, ...]:
    """List the actions as at a day: overdue ones first, then by deadline."""
    at = day or date.today()
    with library.connections.reading() as connection:
        held = [kept.thing for kept in ACTIONS.load(connection)]
    told = [told_at(one, at) for one in held if one is not None]
    return tuple(sorted(told, key=_urgency))


def told_at(action: Action, day: date) -> Listed:
    """Give an action as at a day, with the question its measure of success deserves."""
    return Listed(action, action.clock(day), question_about(action.measure))


def damaged(library: Library) -> tuple[Kept[Action], ...]:
    """List the actions that this program cannot read."""
    with library.connections.reading() as connection:
        return tuple(kept for kept in ACTIONS.load(connection) if kept.thing is None)


def find(library: Library, key: ActionId) -> Action:
    """Give the action with an id. Raises `UserCanFix` if it is gone or cannot be read."""
    with library.connections.reading() as connection:
        return _held(connection, key)


def meant(library: Library, typed: str) -> Action:
    """Give the action that is meant by its id, the beginning of it, or its words.

    Raises `UserCanFix` if there is none, or if several are meant.
    """
    wanted = " ".join(typed.split()).casefold()
    every = [one.action for one in listed(library)]
    for same in (
        [one for one in every if wanted in {one.id, one.what.casefold()}],
        [one for one in every if len(wanted) >= SHORTEST and one.id.startswith(wanted)],
    ):
        if len(same) == 1:
            return same[0]
        if same:
            ids = ", ".join(one.id for one in same)
            raise UserCanFix(f"Several actions are meant by “{typed}”; name one by its id: {ids}.")
    raise UserCanFix(f"There is no action “{typed}” in this library.")


def tidied(action: Action) -> Action:
    """Put the words of an action in order. Raises `UserCanFix` if it does not say what is done."""
    what = " ".join(action.what.split())
    if not what:
        raise UserCanFix("Say what is to be done.")
    return replace(
        action,
        what=what,
        owner=" ".join(action.owner.split()),
        measure=action.measure.strip(),
        records=tuple(dict.fromkeys(action.records)),
    )


def today_as_written() -> PartialDate:
    """Give today as the date of an entry."""
    now = datetime.now(UTC).astimezone().date()
    return PartialDate(now.year, now.month, now.day, now.isoformat())


def _changed(
    library: Library, keys: Sequence[ActionId], act: str, how: Callable[[Action], Action]
) -> Changes:
    """Change actions as they are now, in one operation; what changes nothing has no name."""
    wanted = tuple(dict.fromkeys(keys))
    with library.connections.reading() as connection:
        titles = [_held(connection, key).what for key in wanted]
    name = f"“{titles[0]}”" if len(titles) == 1 else f"{len(titles)} actions"
    with library.change(f"{act} {name}") as change:
        for key in wanted:
            now = _held(change.operation.connection, key)
            after = how(now)
            if after != now:
                ACTIONS.put(change.operation, after)
    done = change.operation.changes()
    return done if done.actions else Changes(name="")


def _held(connection: Connection, key: ActionId) -> Action:
    kept = ACTIONS.get(connection, key)
    if kept is None:
        raise UserCanFix("This action is no longer in the library; it may be in the trash.")
    if kept.thing is None:
        raise UserCanFix(f"The action “{kept.title}” {NOT_UNDERSTOOD}.")
    return kept.thing


def _urgency(one: Listed) -> tuple[bool, int, str]:
    span = span_of(one.action.deadline, one.action.quarters) if one.action.deadline else None
    due = span.last.toordinal() if span else date.max.toordinal()
    return (not one.clock.overdue, due, one.action.what.casefold())
