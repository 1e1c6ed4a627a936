"""What scripts are given about instruments, assessments and actions: the shapes behind `--json`.

They are a contract: add, never rename. Nothing in them is a number of points.
"""

from __future__ import annotations

from typing import Any

from evidence_library.exporters.record_data import date as date_data
from evidence_library.exporters.record_data import deadline
from evidence_library.model.assessment import OVERALL, Assessment, Judgement, Standing, standing
from evidence_library.model.instrument import Instrument
from evidence_library.services import assess
from evidence_library.services.action_wording import spoken
from evidence_library.services.actions import Listed as ListedAction
from evidence_library.services.assess import Opened, standing_in_words, theme_name, verdict_in_words
from evidence_library.services.comparing_assessments import Comparison, Row
from evidence_library.services.matching_practice import Match
from evidence_library.text.plain_data import to_data

Data = dict[str, Any]


def instrument(item: Instrument) -> Data:
    """Give an instrument as lists show it."""
    return {
        "id": item.id,
        "title": item.title,
        "version": item.version,
        "ships": item.ships,
        "stages": [
            {"key": one.key, "name": one.name, "doubt": one.doubt or None} for one in item.stages
        ],
        "themes": [
            {"key": one.key, "name": one.name, "group": one.group, "topics": list(one.topics)}
            for one in item.themes
        ],
    }


def listed(one: assess.Listed) -> Data:
    """Give an assessment as lists show it."""
    if one.assessment is None:
        return {"id": one.id, "title": one.title, "understood": False}
    return {
        "understood": True,
        **_about(one.assessment),
        "instrument": one.instrument or None,
        "themes": one.themes,
        "judged": one.judged,
        "differ": one.open,
    }


def whole(opened: Opened, viewer: str = "") -> Data:
    """Give an assessment with all its judgements, as `viewer` may see them."""
    item, known = opened.assessment, opened.instrument
    keys = [OVERALL, *(one.key for one in known.themes)] if known else _judged(item)
    return {
        **_about(item),
        "instrument": known and known.title,
        "version": item.version,
        "participants": list(item.participants),
        "revealed": item.revealed,
        "ready": list(item.ready),
        "notes": item.notes,
        "judgements": [_standing(known, standing(item, key, viewer)) for key in keys],
    }


def comparison(found: Comparison) -> Data:
    """Give two assessments side by side."""
    return {
        "before": _about(found.before),
        "after": _about(found.after),
        "note": found.note or None,
        "themes": [_row(one) for one in found.rows],
    }


def action(one: ListedAction) -> Data:
    """Give an action as at a day."""
    item, now = one.action, one.clock
    return {
        "id": item.id,
        "what": item.what,
        "owner": item.owner,
        "deadline": deadline(item.deadline),
        "revised": deadline(now.units[0].revised),
        "measure": item.measure,
        "question": one.question or None,
        "assessment": item.assessment,
        "theme": item.theme or None,
        "breakthrough": item.breakthrough,
        "recommendation": item.recommendation,
        "records": list(item.records),
        "quarters": item.quarters.value,
        "status": now.status.value,
        "reported": spoken(one),
        "schedule": now.schedule.value,
        "overdue": now.overdue,
        "quarters_overdue": now.quarters_over,
        "contradiction": now.contradiction or None,
        "as_at": now.day.isoformat(),
        "progress": [
            {
                "date": date_data(entry.date),
                "status": entry.status.value,
                "raw": entry.raw,
                "note": entry.note,
                "by": entry.by,
            }
            for entry in item.progress
        ],
        "notes": item.notes,
        "example": item.example,
    }


def match(one: Match) -> Data:
    """Give a record that may help, with the reason."""
    return {**to_data(one), "reason": one.reason}


def _about(item: Assessment) -> Data:
    return {
        "id": item.id,
        "title": item.scope.label,
        "scope": item.scope.kind.value,
        "organisation": item.scope.organisation,
        "date": item.date,
        "assessors": list(item.assessors),
        "blind": item.blind,
        "finished": item.finished or None,
        "example": item.example,
    }


def _standing(known: Instrument | None, found: Standing) -> Data:
    return {
        "theme": found.theme,
        "name": theme_name(known, found.theme),
        "judgement": standing_in_words(known, found),
        "verdict": found.verdict.value if found.verdict and not found.hidden else None,
        "stage": found.stage or None,
        "differ": found.differ,
        "agreed": found.agreed
        and {
            "why": found.agreed.why,
            "by": list(found.agreed.by),
            "at": found.agreed.at,
        },
        "assessors": [_judgement(known, one) for one in found.judgements],
    }


def _judgement(known: Instrument | None, one: Judgement) -> Data:
    return {
        "assessor": one.assessor,
        "judgement": verdict_in_words(known, one.verdict, one.stage),
        "verdict": one.verdict.value,
        "stage": one.stage or None,
        "rationale": one.rationale,
        "confidence": one.confidence and one.confidence.value,
        "supports": to_data(one.supports),
        "at": one.at,
    }


def _row(one: Row) -> Data:
    return {
        "theme": one.theme,
        "name": one.name,
        "before": one.before_words,
        "after": one.after_words,
        "move": one.move.value,
    }


def _judged(item: Assessment) -> list[str]:
    return list(dict.fromkeys([OVERALL, *(one.theme for one in item.judgements)]))
