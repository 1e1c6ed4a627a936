"""Which records bear on recommendations, in which roles, and from which day on each counts.

Records that lie in the trash or are gone bear on none; one that was merged is the one it became.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence_library.model.clocks import reported_on
from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import RecommendationId, RecordId
from evidence_library.model.tracked import Bearings
from evidence_library.model.vocabulary import EvidenceRole
from evidence_library.store import redirects
from evidence_library.text.plain_data import from_json


@dataclass(frozen=True, slots=True)
class _Link:
    """What is read of a link."""

    record: RecordId
    role: EvidenceRole


def bearings(connection: sqlite3.Connection) -> Mapping[RecommendationId, Bearings]:
    """Give for each recommendation with linked records their roles and days, as ordinals."""
    rows = connection.execute(
        "SELECT id, json_extract(document, '$.links') FROM recommendations "
        "WHERE number IN (SELECT recommendation FROM recommendation_links)"
    ).fetchall()
    links = {RecommendationId(key): from_json(found, tuple[_Link, ...]) for key, found in rows}
    records = {one.record for found in links.values() for one in found}
    meant = {key: redirects.target(connection, key) for key in records}
    days = _published(connection, meant.values())
    return {
        key: tuple(
            (one.role, days[meant[one.record]]) for one in found if meant[one.record] in days
        )
        for key, found in links.items()
    }


def _published(
    connection: sqlite3.Connection, records: Iterable[RecordId]
) -> Mapping[RecordId, int]:
    """Give the days, as ordinals, from which records count that are in the library."""
    rows = connection.execute(
        "SELECT id, json_extract(document, '$.published') FROM records "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(records))),),
    ).fetchall()
    return {
        RecordId(key): reported_on(from_json(day, PartialDate) if day else None).toordinal()
        for key, day in rows
    }
