"""Reports on assessments as scripts get them."""

from __future__ import annotations

from typing import Any

from evidence_library.services import assess_report, assess_shapes
from evidence_library.services.assess_report import Kind, Report

#: An object of JSON.
Data = dict[str, Any]


def report(told: Report) -> Data:
    """Give what a report says. What it does not speak of is null; nothing is a number of points."""
    asked, opened = told.asked, told.opened
    with_actions = asked.kind in {Kind.ACTIONS, Kind.BOARD}
    found = told.both.found if told.both is not None and told.both.revealed else None
    return {
        "kind": asked.kind.value,
        "title": assess_report.title_of(told),
        "as_at": asked.as_at.isoformat(),
        "example": told.example,
        "instrument": told.instrument.title if told.instrument else None,
        "assessment": assess_shapes.whole(opened) if opened else None,
        "comparison": assess_shapes.comparison(found) if found else None,
        "actions": [assess_shapes.action(one) for one in told.plan.actions]
        if with_actions
        else None,
    }
