"""Reports on recommendations, as scripts get them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from evidence_library.model.clocks import Schedule, UnitClock
from evidence_library.model.recommendation import Deadline
from evidence_library.model.tracked_changes import sentences
from evidence_library.model.vocabulary import Status
from evidence_library.services import track_report, track_report_changes
from evidence_library.services.track_report import Report
from evidence_library.services.track_report_counts import by_lead
from evidence_library.services.track_scope import Tracked
from evidence_library.services.track_wording import delays, told_units

#: An object of JSON.
Data = dict[str, Any]


def report(told: Report) -> Data:
    """Give what a report says: the counts by each clock, what is overdue, what changed."""
    chosen, since = told.chosen, told.asked.since
    return {
        "title": track_report.title_of(told),
        "as_at": chosen.scope.as_at.isoformat(),
        "since": since.isoformat() if since else None,
        "sets": [
            {
                "id": one.id,
                "title": one.title,
                "source_record": one.source_record,
                "as_at": one.as_at.value if one.as_at else None,
                "quarters": one.quarters.value,
            }
            for one in chosen.owners
        ],
        "counts": {
            **_counts(chosen.tracked),
            "explicit_parts": sum(len(item.parts) for item in chosen.items),
        },
        "leads": [{"lead": name, **_counts(led)} for name, led in by_lead(chosen.tracked)],
        "overdue": [_overdue(one) for one in chosen.overdue()],
        "changes": _changes(told),
    }


def _counts(tracked: Sequence[Tracked]) -> Data:
    reported = Counter(one.clock.status for one in tracked)
    schedule = Counter(one.clock.schedule for one in tracked)
    return {
        "recommendations": len(tracked),
        "status": {one.value: reported[one] for one in Status},
        "schedule": {one.value: schedule[one] for one in Schedule},
        "with_evidence": sum(bool(one.item.links) for one in tracked),
    }


def _overdue(one: Tracked) -> Data:
    return {
        "id": one.item.id,
        "set": one.owner.title,
        "number": one.item.number,
        "leads": list(one.item.leads),
        "parts": [_unit(unit) for unit in told_units(one, Schedule.OVERDUE)],
        "contradiction": one.clock.contradiction or None,
        "sentences": list(delays(one)),
    }


def _unit(unit: UnitClock) -> Data:
    return {
        "part": unit.marker or None,
        "deadline": _value(unit.deadline),
        "since": unit.since.isoformat() if unit.since else None,
        "quarters": unit.quarters_over,
        "status": unit.status.value,
        "revised": _value(unit.revised),
    }


def _value(deadline: Deadline | None) -> str | None:
    return (deadline.value or deadline.raw) if deadline else None


def _changes(told: Report) -> list[Data] | None:
    since = told.asked.since
    if since is None:
        return None
    found = track_report_changes.compared(told.chosen, since)
    return [
        {
            "id": one.line.id,
            "number": one.line.number,
            "kind": turn.value,
            "sentences": list(sentences(one, found.first, found.second)),
        }
        for turn, changes in found.groups
        for one in changes
    ]
