"""Which records a change of headings concerns: those that are found otherwise than before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from evidence_library.model.ids import ConceptId
from evidence_library.store import concepts
from evidence_library.store.concepts import Scheme
from evidence_library.store.operations import Operation

#: Stands for a heading that is not in the scheme, in front of its label.
UNKNOWN_HEADING = "?"


def affected(operation: Operation, now: Scheme) -> list[int]:
    """Give the numbers of the records whose headings mean something else after an operation.

    They are read from the index, which still holds what was true before it.
    """
    if not operation.touched["concepts"]:
        return []
    before = concepts.before(operation, now)
    every = {*before.concepts, *before.replaced, *now.concepts, *now.replaced}
    changed = [key for key in every if _found_by(before, key) != _found_by(now, key)]
    known = (before.meant(key) for key in changed)
    values = {concept.id for concept in known if concept is not None}
    unknown = any(before.meant(key) is None for key in changed)
    return _numbers(operation.connection, values, unknown=unknown)


def _found_by(scheme: Scheme, key: ConceptId) -> tuple[object, ...]:
    """Give all that a record's index takes from a heading: it and those above, and their labels."""
    return tuple((concept.id, scheme.labels(concept)) for concept in scheme.upward(key))


def _numbers(
    connection: sqlite3.Connection, values: Iterable[ConceptId], *, unknown: bool
) -> list[int]:
    """List the records under headings; with `unknown`, also those whose heading was not known."""
    rows = connection.execute(
        "SELECT DISTINCT record FROM record_facets WHERE facet = 'topic' "
        "AND (value IN (SELECT value FROM json_each(?)) OR (? AND substr(value, 1, 1) = ?)) "
        "ORDER BY record",
        (json.dumps(sorted(values)), unknown, UNKNOWN_HEADING),
    )
    return [number for (number,) in rows.fetchall()]
