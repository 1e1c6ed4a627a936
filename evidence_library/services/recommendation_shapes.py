"""Recommendations as at a day, as scripts get them. The shapes are a contract: only add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from evidence_library.exporters import record_data
from evidence_library.model.clocks import (
    Clock,
    Schedule,
    UnitClock,
    clock,
    reported_on,
    rests_on_undated,
)
from evidence_library.model.ids import RecommendationId
from evidence_library.model.recommendation import Part, Recommendation, Response
from evidence_library.model.undated import counts_undated
from evidence_library.services.track import Held
from evidence_library.services.track_evidence import Evidence

Data = dict[str, Any]
Shown = Mapping[RecommendationId, Sequence[Evidence]]


def listed(found: Iterable[Held], day: date, shown: Shown) -> list[Data]:
    """Give recommendations as at a day; `shown` is what the records linked to them show."""
    return [recommendation(one, day, shown.get(one.item.id, ())) for one in found]


def recommendation(one: Held, day: date, shown: Sequence[Evidence]) -> Data:
    """Give a recommendation as at a day: what was reported, linked and scheduled, each apart.

    What was reported later than the day is not there.
    """
    item, at = one.item, clock(one.item, one.owner.quarters, day)
    whole = at.units[0] if not item.parts or item.deadline else None
    units = at.units[len(at.units) - len(item.parts) :]
    return {
        **record_data.recommendation(item),
        "id": item.id,
        "set": one.owner.title,
        "quarters": one.owner.quarters.value,
        "as_at": day.isoformat(),
        "status": at.status.value,
        **_schedule(at),
        "undated": counts_undated(item, at),
        "revised": record_data.deadline(whole.revised) if whole else None,
        "parts": [_part(part, unit) for part, unit in zip(item.parts, units, strict=True)],
        "progress": [
            {
                "date": record_data.date(entry.date)["value"],
                "raw": entry.raw,
                "status": entry.status.value,
                "part": entry.part,
                "note": entry.note,
                "revised": record_data.deadline(entry.revised),
                "source": entry.source,
                "by": entry.by,
            }
            for entry in item.progress
            if reported_on(entry.date) <= day
        ],
        "response": at.response and _response(at.response),
        "links": [
            {
                "record": link.record,
                "title": link.title,
                "role": link.role.value,
                "part": link.part,
                "shows": link.shows,
                "note": link.note,
            }
            for link in shown
        ],
    }


def whole(one: Held, day: date, shown: Sequence[Evidence]) -> Data:
    """Give all of one recommendation: besides, its deadline as written, cells, notes and others."""
    item = one.item
    return {
        **recommendation(one, day, shown),
        "set_id": one.owner.id,
        "deadline_raw": item.deadline.raw if item.deadline else "",
        "responses": [_response(said) for said in _answered(item, day)],
        "overlaps": list(item.overlaps),
        "notes": item.notes,
        "cells": list(item.cells),
    }


def _answered(item: Recommendation, day: date) -> list[Response]:
    return [one for one in item.responses if reported_on(one.date) <= day]


def _schedule(at: Clock | UnitClock) -> Data:
    return {
        "schedule": at.schedule.value,
        "overdue": at.schedule is Schedule.OVERDUE,
        "quarters_overdue": at.quarters_over,
        "contradiction": at.contradiction or None,
    }


def _part(part: Part, unit: UnitClock) -> Data:
    inherited = {"deadline": unit.deadline_inherited, "status": unit.status_inherited}
    return {
        "marker": part.marker,
        "text": part.text,
        "deadline": record_data.deadline(unit.deadline),
        "revised": record_data.deadline(unit.revised),
        "status": unit.status.value,
        "inherited": [name for name, taken in inherited.items() if taken],
        **_schedule(unit),
        "undated": rests_on_undated(unit),
    }


def _response(said: Response) -> Data:
    return {
        "kind": said.kind.value,
        "date": record_data.date(said.date)["value"],
        "raw": said.raw,
        "source": said.source,
        "by": said.by,
    }
