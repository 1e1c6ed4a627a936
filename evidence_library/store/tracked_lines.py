"""The lines of all recommendations in memory, kept in step with the database.

The library's newest operation tells whether they are current; what changed since is read again.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.tracked import Bearings, Line
from evidence_library.store import operations, recommendation_sets, starter, tracked_evidence
from evidence_library.text.plain_data import many_from_json


@dataclass(frozen=True, slots=True)
class Tracked:
    """What is shown of recommendations at one moment (`operation`), by the numbers of their rows.

    `lines` stand in the order of the sets and of their tables; `sets` come without what they hold.
    What is hidden with the starter content is in neither. `bearings` are there for those to which
    records are linked.
    """

    operation: int
    lines: Mapping[int, Line]
    sets: Mapping[SetId, RecommendationSet]
    bearings: Mapping[RecommendationId, Bearings] = field(default_factory=dict)


class TrackedLines:
    """Holds the current `Tracked` of one library for all threads."""

    def __init__(self) -> None:
        self._known: dict[int, Line] = {}
        self._tracked: Tracked | None = None
        self._lock = threading.Lock()

    def current(self, connection: sqlite3.Connection) -> Tracked:
        """Give the lines as of the transaction that `connection` is in."""
        operation = operations.latest(connection)
        with self._lock:
            if self._tracked is None or self._tracked.operation != operation:
                since = self._tracked.operation if self._tracked else -1
                if operation < since:  # a reader of an earlier moment, or a library put back
                    since, self._known = -1, {}
                self._known.update(_lines_since(connection, since))
                self._tracked = _tracked(connection, operation, self._known)
            return self._tracked


def _lines_since(connection: sqlite3.Connection, operation: int) -> dict[int, Line]:
    # One value instead of rows, as bytes, and read at once: each takes a fraction of the time.
    numbers, lines = connection.execute(
        "SELECT group_concat(number), CAST('[' || group_concat(line) || ']' AS BLOB) FROM "
        "(SELECT number, line FROM recommendation_lines WHERE changed > ?)",
        (operation,),
    ).fetchone()
    if numbers is None:
        return {}
    read = many_from_json(lines, Line)
    return dict(zip(map(int, numbers.split(",")), read, strict=True))


def _tracked(connection: sqlite3.Connection, operation: int, known: dict[int, Line]) -> Tracked:
    row = connection.execute(
        "SELECT group_concat(number) FROM (SELECT held.number FROM recommendations AS held "
        'JOIN recommendation_sets AS owner ON owner.id = held."set" '
        "ORDER BY owner.number, position)"
    ).fetchone()
    hidden = set(starter.hidden_sets(connection).values())
    sets = {one.id: one for one in recommendation_sets.heads(connection) if one.id not in hidden}
    ordered = map(int, row[0].split(",")) if row[0] else ()
    lines = {number: known[number] for number in ordered if known[number].set_id in sets}
    return Tracked(operation, lines, sets, tracked_evidence.bearings(connection))
