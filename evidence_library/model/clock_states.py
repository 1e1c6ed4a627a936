"""All states of a recommendation and of its parts, worked out in one walk through its days.

What held at one day is told by `model.clocks`, whose rules these are. A clock for each day would
say the same; for ten thousand recommendations that takes many times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from evidence_library.model.clocks import (
    SOON,
    Schedule,
    State,
    computed,
    contradiction_of,
    counted_as,
    gravest,
    reported_on,
    schedule_by,
    stated,
    status_by,
)
from evidence_library.model.quarters import days_of, quarter_at, quarter_of, span_of
from evidence_library.model.recommendation import Deadline, Part, Recommendation
from evidence_library.model.vocabulary import QuarterConvention, Status


class UnitStates(NamedTuple):
    """A whole (marker empty) or a part, its original deadline, and its states over time."""

    marker: str
    deadline: Deadline | None
    states: tuple[State, ...]


def states(item: Recommendation, convention: QuarterConvention) -> tuple[State, ...]:
    """Give all states of a recommendation in order; the first begins before any day there is.

    `begins` is the ordinal of a day (`date.toordinal`).
    """
    days = turning_points(item, convention)
    wholes, units = _walk(item, convention, days)
    if len(units) == 1:
        return _changing(days, units[0].at)
    whole = len(units) - len(item.parts)
    found = [
        _together(status, [unit.at[place] for unit in units], whole)
        for place, status in enumerate(wholes)
    ]
    return _changing(days, found)


#: What parts states told in short, and what parts the fields of each.
_BETWEEN, _WITHIN = "\x1e", "\x1f"


def told_in_short(known: Sequence[State]) -> str:
    """Write states as one text, which `states_told` reads."""
    return _BETWEEN.join(_WITHIN.join(map(_clean, one)) for one in known)


@lru_cache(maxsize=20_000)
def states_told(short: str) -> tuple[State, ...]:
    """Read the states that were told in short. What is the same is one object."""
    return tuple([_state_told(one) for one in short.split(_BETWEEN)])


@lru_cache(maxsize=20_000)
def _state_told(short: str) -> State:
    begins, status, schedule, since, contradiction = short.split(_WITHIN)
    return State(int(begins), Status(status), Schedule(schedule), int(since), contradiction)


def _clean(field: object) -> str:
    return str(field).replace(_BETWEEN, " ").replace(_WITHIN, " ")


def unit_states(item: Recommendation, convention: QuarterConvention) -> tuple[UnitStates, ...]:
    """Give the units of a recommendation as a clock counts them, each at all times."""
    days = turning_points(item, convention)
    _, units = _walk(item, convention, days)
    return tuple(UnitStates(one.marker, one.deadline, _changing(days, one.at)) for one in units)


def turning_points(item: Recommendation, convention: QuarterConvention) -> list[date]:
    """Give the days on which something may change, after a day before all of them."""
    days = {date.min, *(reported_on(entry.date) for entry in item.progress)}
    for deadline in (item.deadline, *(part.deadline for part in item.parts)):
        span = span_of(deadline, convention) if deadline else None
        if span is not None:
            days.add(date.fromordinal(span.last.toordinal() + 1))
            soon = quarter_at(quarter_of(span.last, convention).position - SOON)
            days.add(days_of(soon, convention).first)
    return sorted(days)


#: What holds of a unit, or of the whole, on one day: a state without the day on which it begins.
_Now = tuple[Status, Schedule, int, str]


class _Unit(NamedTuple):
    """A unit, and what holds of it on each of the days."""

    marker: str
    deadline: Deadline | None
    at: list[_Now]


class _Days(NamedTuple):
    """Days in order, and the positions of their quarters."""

    days: Sequence[date]
    positions: Sequence[int]
    convention: QuarterConvention


def _walk(
    item: Recommendation, convention: QuarterConvention, days: Sequence[date]
) -> tuple[Sequence[Status], list[_Unit]]:
    """Give the status of the whole on each of the days, and the units."""
    at = _Days(days, [quarter_of(day, convention).position for day in days], convention)
    of_parts = [_statuses(item, part, days) for part in item.parts]
    if not of_parts:
        wholes = _statuses(item, None, days)
        return wholes, [_unit(at, "", item.deadline, wholes, wholes)]
    together = list(zip(*of_parts, strict=True))
    wholes = [computed(now) for now in together]
    units = []
    if item.deadline is not None:
        counted = [counted_as(one, now) for one, now in zip(wholes, together, strict=True)]
        units.append(_unit(at, "", item.deadline, wholes, counted))
    for part, found in zip(item.parts, of_parts, strict=True):
        units.append(_unit(at, part.marker, item.deadline_of(part), found, found))
    return wholes, units


def _statuses(item: Recommendation, part: Part | None, days: Sequence[date]) -> list[Status]:
    waiting = stated(item, part)[::-1]
    status, _ = status_by(item, part, None)
    found = []
    for day in days:
        last = None
        while waiting and waiting[-1].when <= day:
            last = waiting.pop()
        if last is not None:
            status, _ = status_by(item, part, last)
        found.append(status)
    return found


def _unit(
    at: _Days,
    marker: str,
    deadline: Deadline | None,
    statuses: Sequence[Status],
    counted: Sequence[Status],
) -> _Unit:
    span = span_of(deadline, at.convention) if deadline else None
    if deadline is None or span is None:
        found = [
            (status, schedule_by(counts, 0, passed=None), 0, "")
            for status, counts in zip(statuses, counted, strict=True)
        ]
        return _Unit(marker, deadline, found)
    due = quarter_of(span.last, at.convention).position
    known: list[_Now] = []
    for day, now, status, counts in zip(at.days, at.positions, statuses, counted, strict=True):
        schedule = schedule_by(counts, due - now, passed=span.last < day)
        over = schedule is Schedule.OVERDUE
        told = ""
        if over and status is Status.NOT_DUE:
            told = contradiction_of(marker, deadline, at.convention)
        known.append((status, schedule, due if over else 0, told))
    return _Unit(marker, deadline, known)


def _together(status: Status, now: Sequence[_Now], whole: int) -> _Now:
    """Give what holds of a recommendation by its units; so many of them stand for the whole."""
    schedules = [one[1] for one in now]
    over = [one[2] for one in now if one[1] is Schedule.OVERDUE]
    told = [one[3] for one in now[whole:] if one[3]]
    if not told:  # else the whole would only repeat what its parts say
        told = [one[3] for one in now if one[3]]
    return status, gravest(schedules), min(over, default=0), " ".join(told)


def _changing(days: Sequence[date], found: Sequence[_Now]) -> tuple[State, ...]:
    """Leave out the days on which nothing changes; the first state begins before all days."""
    kept = [_state(0, *found[0])]
    for place in range(1, len(days)):
        if found[place] != found[place - 1]:
            kept.append(_state(days[place].toordinal(), *found[place]))
    return _shared(tuple(kept))


#: Many units have the same states: one object serves all of them.
_state = lru_cache(maxsize=20_000)(State)


@lru_cache(maxsize=20_000)
def _shared(known: tuple[State, ...]) -> tuple[State, ...]:
    return known
