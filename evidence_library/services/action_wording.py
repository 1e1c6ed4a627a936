"""Sentences on actions: when they are due, how they stand, since when they are overdue."""

from __future__ import annotations

from datetime import date

from evidence_library.model.clocks import reported_on, schedule_in_words
from evidence_library.model.dates import day_in_words
from evidence_library.model.quarters import quarters_in_words, span_of
from evidence_library.model.vocabulary import QuarterConvention, Status
from evidence_library.services.actions import Listed
from evidence_library.services.pack_wording import one_line
from evidence_library.services.track_wording import due_in_words, status_in_words, status_label

NO_DEADLINE = "No deadline"
_NOTHING = "Nothing reported yet"


def owner_of(one: Listed) -> str:
    """Name who does it."""
    return one_line(one.action.owner) or "nobody named"


def due(one: Listed) -> str:
    """Say the first deadline, which stays whatever is named later."""
    item = one.action
    return due_in_words(item.deadline, item.quarters) if item.deadline else NO_DEADLINE


def revised(one: Listed) -> str:
    """Say the deadline that was named last; empty if none was."""
    later = one.clock.units[0].revised
    return due_in_words(later, one.action.quarters) if later else ""


def quarter(one: Listed) -> tuple[date, str]:
    """Give the last day of the deadline and the quarter it lies in, for lists by quarter."""
    item = one.action
    span = span_of(item.deadline, item.quarters) if item.deadline else None
    if span is None:
        return date.max, NO_DEADLINE
    kind = ", financial year" if item.quarters is QuarterConvention.FINANCIAL else ""
    return span.last, f"Due {quarters_in_words(span, item.quarters)}{kind}"


def spoken(one: Listed) -> bool:
    """Tell whether somebody had reported a status by the day."""
    return any(
        reported_on(entry.date) <= one.clock.day and entry.status is not Status.UNKNOWN
        for entry in one.action.progress
    )


def reported(one: Listed) -> str:
    """Say how it was reported; an action of one's own that nobody reported on says just that."""
    return status_label(one.clock.status) if spoken(one) else _NOTHING


def schedule(one: Listed) -> str:
    """Say what the schedule says."""
    return schedule_in_words(one.clock.schedule, one.clock.quarters_over)


def delay(one: Listed) -> str:
    """Say of an overdue action what was due when, for how long, and what was reported."""
    unit = one.clock.units[0]
    ended = f", which ended on {day_in_words(unit.since)}" if unit.since else ""
    word = reported(one)
    told = word if word == _NOTHING else f"Reported: {status_in_words(one.clock.status)}"
    later = revised(one)
    beside = f" A revised date was named: {later}; the first one still counts." if later else ""
    against = f" {one.clock.contradiction}" if one.clock.contradiction else ""
    return f"Due {due(one)}{ended}. {schedule(one)}. {told}.{beside}{against}"


def in_short(one: Listed) -> str:
    """Say who does it by when and how it stands, in one line."""
    return f"{owner_of(one)}; due {due(one)}; {reported(one).lower()}; {schedule(one).lower()}"
