"""Which records a change of headings concerns: those that are found otherwise than before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from evidence_library.model.ids import ConceptId, RecordId
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
    return found_otherwise(operation.connection, concepts.before(operation, now), now)


def found_otherwise(connection: sqlite3.Connection, before: Scheme, now: Scheme) -> list[int]:
    """Give the numbers of the records that one scheme lets be found otherwise than another.

    `before` must be the scheme that the index was made with.
    """
    every = {*before.concepts, *before.replaced, *now.concepts, *now.replaced}
    changed = [key for key in every if _found_by(before, key) != _found_by(now, key)]
    known = (before.meant(key) for key in changed)
    values = {concept.id for concept in known if concept is not None}
    unknown = any(before.meant(key) is None for key in changed)
    rows = connection.execute(
        "SELECT DISTINCT record FROM record_facets WHERE facet = 'topic' "
        "AND (value IN (SELECT value FROM json_each(?)) OR (? AND substr(value, 1, 1) = ?)) "
        "ORDER BY record",
        (json.dumps(sorted(values)), unknown, UNKNOWN_HEADING),
    )
    return [number for (number,) in rows.fetchall()]


def under(connection: sqlite3.Connection, headings: Iterable[ConceptId]) -> list[int]:
    """Give the numbers of the records under headings in use, or under narrower ones."""
    rows = connection.execute(
        "SELECT DISTINCT record FROM record_facets WHERE facet = 'topic' "
        "AND value IN (SELECT value FROM json_each(?)) ORDER BY record",
        (json.dumps(sorted(headings)),),
    )
    return [number for (number,) in rows.fetchall()]


def titled(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[tuple[RecordId, str]]:
    """Give ids and titles of records, in the order of their titles."""
    rows = connection.execute(
        "SELECT id, title FROM records WHERE number IN (SELECT value FROM json_each(?)) "
        "ORDER BY title COLLATE NOCASE, number",
        (json.dumps(list(numbers)),),
    )
    return [(RecordId(key), title) for key, title in rows.fetchall()]


def _found_by(scheme: Scheme, key: ConceptId) -> tuple[object, ...]:
    """Give all that a record's index takes from a heading: it and those above, and their labels."""
    return tuple((concept.id, scheme.labels(concept)) for concept in scheme.upward(key))
