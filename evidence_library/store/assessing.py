"""Instruments in their versions, assessments and actions in the database."""

from __future__ import annotations

import sqlite3

from evidence_library.model.action import Action
from evidence_library.model.assessment import Assessment
from evidence_library.model.ids import InstrumentId
from evidence_library.model.instrument import Instrument
from evidence_library.store.documents import Documents


def version_key(instrument: InstrumentId, version: int) -> str:
    """Give the id of the row that holds a version of an instrument."""
    return f"{instrument}/{version}"


def any_assessed(connection: sqlite3.Connection) -> bool:
    """Tell whether a library has any assessment or action."""
    return ASSESSMENTS.any(connection) or ACTIONS.any(connection)


INSTRUMENTS = Documents(
    "instruments", Instrument, lambda one: version_key(one.id, one.version), lambda one: one.title
)
ASSESSMENTS = Documents("assessments", Assessment, lambda one: one.id, lambda one: one.scope.label)
ACTIONS = Documents("actions", Action, lambda one: one.id, lambda one: one.what)
