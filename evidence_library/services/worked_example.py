"""The worked example: assessments of an invented organisation that ship with the program.

It is added on request only: the list of assessments of a library is that of real ones. Every part
of it is marked as an example.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from evidence_library import assets
from evidence_library.errors import LibraryError, UserCanFix
from evidence_library.importers import assessment_yaml
from evidence_library.model.action import Action
from evidence_library.model.assessment import Assessment, Support
from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecordId
from evidence_library.services import instruments
from evidence_library.services.opened import Library
from evidence_library.store import records, redirects, trash
from evidence_library.store.assessing import ACTIONS, ASSESSMENTS
from evidence_library.store.connections import Connection


def shipped() -> tuple[tuple[Assessment, ...], tuple[Action, ...]]:
    """Read the assessments of the example, the earliest first, and their actions.

    Raises `LibraryError` if they cannot be read.
    """
    return _in(assets.resource("instruments", "examples"))


def is_here(library: Library) -> bool:
    """Tell whether all of the example is in the library."""
    with library.connections.reading() as connection:
        return not any(_lacking(connection))


def add(library: Library) -> Changes:
    """Add what is lacking of the example, in one operation; what is in the trash comes back.

    A link to a record that the library does not have is left out; its note stays. Raises
    `UserCanFix` if all of it is here.
    """
    with library.change("Add the worked example of self-assessment") as change:
        operation = change.operation
        assessments, actions = _lacking(operation.connection)
        if not assessments and not actions:
            raise UserCanFix("The worked example is in this library already.")
        for one in assessments:
            known = instruments.find(library, one.instrument, one.version)
            instruments.keep(library, operation, known)
            if not trash.restore(operation, RecordId(one.id)):
                ASSESSMENTS.put(operation, _linked(operation.connection, one))
        for action in actions:
            if not trash.restore(operation, RecordId(action.id)):
                there = _there(operation.connection, action.records)
                ACTIONS.put(operation, replace(action, records=tuple(there.values())))
    return change.operation.changes()


def _lacking(connection: Connection) -> tuple[list[Assessment], list[Action]]:
    assessments, actions = shipped()
    return (
        [one for one in assessments if ASSESSMENTS.get(connection, one.id) is None],
        [one for one in actions if ACTIONS.get(connection, one.id) is None],
    )


def _linked(connection: Connection, item: Assessment) -> Assessment:
    """Let links lead to records of the library: to those others were merged into, to none else."""
    wanted = [it.record for one in item.judgements for it in one.supports if it.record]
    there = _there(connection, wanted)

    def led(one: Support) -> Support:
        return replace(one, record=there.get(one.record) if one.record else None)

    return replace(
        item,
        judgements=tuple(
            replace(one, supports=tuple(led(it) for it in one.supports)) for one in item.judgements
        ),
    )


def _there(connection: Connection, wanted: Sequence[RecordId]) -> dict[RecordId, RecordId]:
    led = {key: redirects.target(connection, key) for key in wanted}
    known = records.titles(connection, sorted(set(led.values())))
    return {key: target for key, target in led.items() if target in known}


@cache
def _in(folder: Path) -> tuple[tuple[Assessment, ...], tuple[Action, ...]]:
    assessments: list[Assessment] = []
    actions: list[Action] = []
    for path in sorted(folder.glob("*.yaml")):
        found = assessment_yaml.read(path.read_text(encoding="utf-8"), path.name)
        if found.assessment is None:
            told = found.problems[0].message
            raise LibraryError(f"“{path.name}” that ships with the program is damaged. {told}")
        assessments.append(found.assessment)
        actions.extend(found.actions)
    return tuple(sorted(assessments, key=lambda one: one.date)), tuple(actions)
