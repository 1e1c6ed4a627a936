"""What scripts are given when recommendations are changed. A contract: add, never rename."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence_library.exporters import record_data
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.services import track, track_keeping
from evidence_library.services.opened import Library
from evidence_library.services.track import Held
from evidence_library.services.track_links import Linked, Serves, linked
from evidence_library.services.track_overlaps import Overlap
from evidence_library.services.track_practice import Suggestion

Data = dict[str, Any]


def done(library: Library, operation: str, keys: Sequence[RecommendationId]) -> Data:
    """Give what was done, and the recommendations as they are now.

    `operation` is null if nothing was changed.
    """
    held = (track.held(library, key) for key in keys)
    return {
        "operation": operation or None,
        "recommendations": [_recommendation(library, one) for one in held],
    }


def set_done(library: Library, operation: str, key: SetId) -> Data:
    """Give what was done to a set, and the set as it is now, without its recommendations."""
    with library.connections.reading() as connection:
        owner = track_keeping.read_set(connection, key)
    return {"operation": operation or None, **_set(owner)}


def link(one: Linked) -> Data:
    """Give a link: the record it means by now, its title, and where that is."""
    return {
        "record": one.record,
        "title": one.title,
        "where": one.where.value,
        "role": one.link.role.value,
        "part": one.link.part,
        "note": one.link.note,
        "added": one.link.added,
        "by": one.link.by,
    }


def _recommendation(library: Library, held: Held) -> Data:
    item = held.item
    return {
        "id": item.id,
        "number": record_data.number(item.number),
        "set": held.owner.title,
        "leads": list(item.leads),
        "theme": item.theme,
        "deadline": record_data.deadline(item.deadline),
        "parts": [one.marker for one in item.parts],
        "progress": [
            {
                "status": entry.status.value,
                "raw": entry.raw,
                "part": entry.part,
                "date": record_data.date(entry.date)["value"],
                "note": entry.note,
                "revised": record_data.deadline(entry.revised),
                "source": entry.source,
                "by": entry.by,
            }
            for entry in item.progress
        ],
        "responses": [
            {
                "kind": one.kind.value,
                "date": record_data.date(one.date)["value"],
                "raw": one.raw,
                "source": one.source,
                "by": one.by,
            }
            for one in item.responses
        ],
        "links": [link(one) for one in linked(library, item)],
        "overlaps": list(item.overlaps),
        "notes": item.notes,
    }


def _set(owner: RecommendationSet) -> Data:
    return {
        "id": owner.id,
        "title": owner.title,
        "quarters": owner.quarters.value,
        "as_at": record_data.date(owner.as_at),
        "source_record": owner.source_record,
        "recommendations": len(owner.recommendations),
        "bodies": [
            {
                "name": one.name,
                "full_name": one.full_name,
                "successors": list(one.successors),
            }
            for one in owner.bodies
        ],
    }


def serves(one: Serves) -> Data:
    """Give a recommendation that a record serves, and as what."""
    return {
        "id": one.held.item.id,
        "number": record_data.number(one.held.item.number),
        "set": one.held.owner.title,
        "role": one.link.role.value,
        "part": one.link.part,
        "note": one.link.note,
    }


def suggestion(one: Suggestion) -> Data:
    """Give a record that might be practice for a recommendation, and why."""
    return {
        "record": one.id,
        "title": one.title,
        "kind": one.kind,
        "effect": one.effect,
        "confidence": one.confidence,
        "reason": one.reason,
        "score": round(one.score, 3),
    }


def overlap(one: Overlap) -> Data:
    """Give a recommendation of another set that may ask for the same, and why."""
    return {
        "id": one.other.item.id,
        "number": record_data.number(one.other.item.number),
        "set": one.other.owner.title,
        "text": one.other.item.text,
        "reason": one.reason,
        "score": round(one.score, 3),
    }
