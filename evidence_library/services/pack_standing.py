"""How far the records of a pack are, told to whoever makes the pack and to whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping

from evidence_library.model.headline import standing_told
from evidence_library.model.holdings import ON_THE_WAY
from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.model.standing import STOOD_BY
from evidence_library.model.vocabulary import Workflow

_NOT_FINAL = "It is not published and may still change."


def warnings(records: Mapping[RecordId, Record]) -> tuple[str, ...]:
    """Name the records that are not published, each with how far it is and why."""
    return tuple(
        f"“{record.title or 'Untitled'}”: {caution(record) or f'{standing_told(record)}.'}"
        for record in records.values()
        if record.workflow is not Workflow.PUBLISHED
    )


def caution(record: Record) -> str:
    """Say of a record that nobody stands by how far it is; nothing of others."""
    if record.workflow in STOOD_BY:
        return ""
    said = f"{standing_told(record)}."
    return f"{said} {_NOT_FINAL}" if record.workflow in ON_THE_WAY else said
