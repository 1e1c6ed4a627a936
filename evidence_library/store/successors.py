"""Which records took the place of which, as their relations say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from evidence_library.model.ids import RecordId
from evidence_library.model.vocabulary import RelationType, Workflow

_RELATIONS = "JOIN json_each(records.document, '$.relations') AS relation"
_TYPE = "json_extract(relation.value, '$.type')"
_TO = "json_extract(relation.value, '$.to')"
_WORKFLOW = "json_extract(records.document, '$.workflow')"

#: What took a place and was taken back itself leads nobody further.
_GONE = (Workflow.WITHDRAWN, Workflow.EXCLUDED)


def replaced_by(connection: sqlite3.Connection, ids: Collection[RecordId]) -> frozenset[RecordId]:
    """Give the superseded records that some others say they took the place of."""
    rows = connection.execute(
        f"SELECT DISTINCT {_TO} FROM records {_RELATIONS} "
        f"WHERE records.id IN (SELECT value FROM json_each(?)) AND {_TYPE} = ?",
        (json.dumps(list(ids)), RelationType.SUPERSEDES),
    )
    named = [key for (key,) in rows.fetchall()]
    superseded = connection.execute(
        f"SELECT id FROM records WHERE id IN (SELECT value FROM json_each(?)) AND {_WORKFLOW} = ?",
        (json.dumps(named), Workflow.SUPERSEDED),
    )
    return frozenset(RecordId(key) for (key,) in superseded.fetchall())


def leading_nowhere(
    connection: sqlite3.Connection,
    ids: Collection[RecordId],
    without: Sequence[RecordId] = (),
) -> frozenset[RecordId]:
    """Tell which of some superseded records nothing took the place of that is still there.

    What stands in `without` is left out, as if it were gone.
    """
    rows = connection.execute(
        'SELECT DISTINCT link."to", records.id FROM record_relations AS link '
        f"JOIN records ON records.number = link.record {_RELATIONS} "
        f'WHERE link."to" IN (SELECT value FROM json_each(?)) AND {_TO} = link."to" '
        f"AND {_TYPE} = ? AND {_WORKFLOW} NOT IN (?, ?)",
        (json.dumps(list(ids)), RelationType.SUPERSEDES, *_GONE),
    )
    leaving = frozenset(without)
    return frozenset(ids) - {key for key, by in rows.fetchall() if by not in leaving}
