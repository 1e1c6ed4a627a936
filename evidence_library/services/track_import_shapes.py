"""What `recommendations import` answers for scripts."""

from __future__ import annotations

from typing import Any

from evidence_library.model.changes import Changes
from evidence_library.model.problem import Flag
from evidence_library.model.recommendation import ProgressEntry
from evidence_library.services import track_preview
from evidence_library.services.track_import import Imported
from evidence_library.services.track_merge import Match, Matching
from evidence_library.services.track_preview import Preview, PreviewRow

Data = dict[str, Any]


def imported(preview: Preview, made: Imported | None) -> Data:
    """Give a preview, and what came of it; None: nothing was imported."""
    return {
        **_read(preview),
        "operation": made.changes.name if made else None,
        "set": made.set_id if made else None,
        "rows": [_row(row) for row in preview.rows],
    }


def merged(
    preview: Preview, matching: Matching, confirmed: frozenset[int], done: Changes | None
) -> Data:
    """Give how a later table matches a set, and what was added; None: nothing was."""
    return {
        **_read(preview),
        "operation": done.name if done and done.name else None,
        "set": matching.set_id,
        "reported": matching.reported.value if matching.reported else None,
        "warning": matching.warning or None,
        "matches": [_match(one, confirmed) for one in matching.matches],
    }


def _read(preview: Preview) -> Data:
    items = preview.items
    return {
        "file": preview.source.name,
        "format": preview.source.format,
        "table": preview.cells.name or None,
        "title": preview.title,
        "as_at": preview.as_at.value if preview.as_at else None,
        "quarters": preview.quarters,
        "columns": {column: place + 1 for column, place in preview.table.columns.at.items()},
        "counts": {
            "recommendations": len(items),
            "explicit_parts": sum(len(item.parts) for item in items),
        },
        "problems": list(track_preview.problems(preview)),
    }


def _row(row: PreviewRow) -> Data:
    item = row.item
    return {
        "row": row.place,
        "number": item.number,
        "theme": item.theme,
        "text": item.text,
        "leads": list(item.leads),
        "deadline": item.deadline.value if item.deadline else None,
        "status": item.status,
        "response": item.responses[0].kind if item.responses else None,
        "parts": [
            {
                "marker": part.marker,
                "text": part.text,
                "deadline": part.deadline.value if part.deadline else None,
                "status": part.status,
            }
            for part in item.parts
        ],
        "closing": item.closing,
        "cells": list(row.stood),
        "flags": [_flag(flag) for flag in row.flags],
    }


def _flag(flag: Flag) -> Data:
    return {"code": flag.code, "message": flag.message, "raw": flag.raw}


def _match(one: Match, confirmed: frozenset[int]) -> Data:
    return {
        "number": one.number,
        "found": one.found,
        "likeness": one.likeness,
        "why": one.why,
        "id": one.target,
        "matches_number": one.target_number or None,
        "confirmed": one.key in confirmed,
        "adds": [_entry(entry) for entry in one.entries],
    }


def _entry(entry: ProgressEntry) -> Data:
    return {
        "part": entry.part,
        "status": entry.status,
        "raw": entry.raw,
        "date": entry.date.value if entry.date else None,
        "revised": entry.revised.value if entry.revised else None,
    }
