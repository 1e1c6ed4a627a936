"""What held of a recommendation at a day: what was reported by then, and what the schedule says.

The two are never mixed: "overdue" is said of a promise and its day, and changes no report. What
linked evidence shows is a third thing and told elsewhere (`services.track_evidence`).

The rules: an entry that is dated later than the day does not exist; one without a date counts at
every day. Overdue is what was promised for a time that lies wholly before the day and is not met;
partly met, in progress and "not due" are not met. What is addressed elsewhere is never overdue,
nor is what nobody reported on: of that, only the passing of the deadline is said. A revised
deadline stands beside the original and changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from evidence_library.model.dates import MONTHS, PartialDate
from evidence_library.model.quarters import (
    quarter_of,
    quarters_in_words,
    span_of,
)
from evidence_library.model.recommendation import (
    Deadline,
    Part,
    ProgressEntry,
    Recommendation,
    Response,
)
from evidence_library.model.vocabulary import QuarterConvention, Status


class Schedule(StrEnum):
    """What the schedule says. Due soon: the deadline ends in this quarter or in the next one."""

    OVERDUE = "overdue"
    NO_REPORT = "deadline passed, no report"
    DUE_SOON = "due soon"
    NOT_YET_DUE = "not yet due"
    NO_DEADLINE = "no deadline"
    ADDRESSED_ELSEWHERE = "addressed elsewhere"
    MET = "met"


#: What counts as not met, once the deadline has passed.
OPEN = frozenset({Status.PARTLY_MET, Status.NOT_MET, Status.NOT_DUE, Status.IN_PROGRESS})

#: How many quarters ahead a deadline is due soon.
SOON = 1

#: What is said of the whole if its parts differ: the first that any of them has.
_GRAVEST = tuple(Schedule)

#: Stands for the day of an entry without a date: it was there before any other.
ALWAYS = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClock:
    """A whole (marker empty) or a part of it, as at a day.

    `reported` is the entry the status rests on, None if it rests on what the table said; `since`
    is the last day of the deadline, None without one; `quarters_over` counts the quarters from the
    one it lies in to that of the day, 0 if that is the same one.
    """

    marker: str
    status: Status
    status_inherited: bool
    reported: ProgressEntry | None
    deadline: Deadline | None
    deadline_inherited: bool
    revised: Deadline | None
    schedule: Schedule
    since: date | None = None
    quarters_over: int = 0
    contradiction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A recommendation as at a day. `units` are its parts, and before them the whole where that
    has a deadline of its own or there are no parts.

    `undated` tells that a status rests on an entry without a date, which counts at every day.
    """

    day: date
    status: Status
    schedule: Schedule
    quarters_over: int
    contradiction: str
    undated: bool
    response: Response | None
    units: tuple[UnitClock, ...]

    @property
    def overdue(self) -> bool:
        """Whether the whole or a part of it is overdue."""
        return self.schedule is Schedule.OVERDUE


def clock(item: Recommendation, convention: QuarterConvention, day: date) -> Clock:
    """Say what held of a recommendation at a day."""
    at = _At(item, convention, day)
    parts = [_unit(at, part) for part in item.parts]
    status = computed([one.status for one in parts]) if parts else _reported(at, None)[0]
    units = tuple(parts)
    if not parts or item.deadline is not None:
        units = (_whole(at, status, parts), *parts)
    schedule = gravest([one.schedule for one in units])
    told = [one.contradiction for one in parts or units if one.contradiction]
    if not told:  # else the whole would only repeat what its parts say
        told = [one.contradiction for one in units if one.contradiction]
    return Clock(
        day=day,
        status=status,
        schedule=schedule,
        quarters_over=max((one.quarters_over for one in units), default=0),
        contradiction=" ".join(told),
        undated=any(rests_on_undated(one) for one in units),
        response=_latest_response(item.responses, day),
        units=units,
    )


class _At(NamedTuple):
    """A recommendation and a day."""

    item: Recommendation
    convention: QuarterConvention
    day: date


class State(NamedTuple):
    """What lists show of a recommendation from a day on, until the next state.

    `since` is the position of the quarter in which the earliest overdue deadline lies.
    """

    begins: int
    status: Status
    schedule: Schedule
    since: int
    contradiction: str


def state_at(known: Sequence[State], day: date) -> State:
    """Give the state of a day."""
    # A day alone sorts before every state that begins on it.
    return known[bisect_left(known, (day.toordinal() + 1,)) - 1]


def quarters_over(state: State, day: date, convention: QuarterConvention) -> int:
    """Count for how many quarters something has been overdue at a day; 0 if it is not."""
    if state.schedule is not Schedule.OVERDUE:
        return 0
    return quarter_of(day, convention).position - state.since


def overdue_in_words(quarters: int) -> str:
    """Say for how long something has been overdue."""
    if quarters == 0:
        return "Overdue, since this quarter"
    return f"Overdue by {quarters} quarter{'' if quarters == 1 else 's'}"


def schedule_in_words(schedule: Schedule, quarters: int) -> str:
    """Say what the schedule says."""
    if schedule is Schedule.OVERDUE:
        return overdue_in_words(quarters)
    return schedule.value[:1].upper() + schedule.value[1:]


@lru_cache(maxsize=4096)
def reported_on(when: PartialDate | None) -> date:
    """Give the day from which an entry counts: the last that its date may mean.

    "2005" may be as late as December. One without a date counts from the first of all days on.
    """
    if when is None or not when.year:
        return ALWAYS
    year, month, day = when.latest
    for last in range(day, 27, -1) if when.day is None else (day,):
        try:
            return date(year, month, last)
        except ValueError:  # not every month has so many days
            continue
    return ALWAYS


class Stated(NamedTuple):
    """An entry that states a status of a unit, in the order in which entries count."""

    when: date
    of_part: bool
    place: int


def stated(item: Recommendation, part: Part | None) -> list[Stated]:
    """List what states a status of a part, or of the whole, from what counts least on.

    The latest entry counts; of those of one day one of the part before one of the whole, and
    then the one that stands further down. An entry that states no status leaves what was before.
    """
    return sorted(
        Stated(reported_on(entry.date), entry.part != "", place)
        for place, entry in enumerate(item.progress)
        if (not entry.part or (part is not None and entry.part == part.marker))
        and entry.status is not Status.UNKNOWN
    )


def status_by(item: Recommendation, part: Part | None, last: Stated | None) -> tuple[Status, bool]:
    """Give a status by the last entry that states one, and whether a part takes it from the whole.

    Without an entry it is what the table says.
    """
    own = part.status if part else item.reported
    if last is None:
        return (own, False) if own is not None else (item.reported, True)
    status = item.progress[last.place].status
    if part is None or last.of_part:
        return status, False
    if last.when == ALWAYS and own is not None:  # what the table says of it beside the whole
        return own, False
    return status, True


def _reported(at: _At, part: Part | None) -> tuple[Status, ProgressEntry | None, bool]:
    """Give a status, the entry it rests on, and whether a part takes it from the whole."""
    there = [one for one in stated(at.item, part) if one.when <= at.day]
    last = there[-1] if there else None
    status, inherited = status_by(at.item, part, last)
    return status, at.item.progress[last.place] if last else None, inherited


def _unit(at: _At, part: Part) -> UnitClock:
    status, entry, status_inherited = _reported(at, part)
    deadline = at.item.deadline_of(part)
    unit = UnitClock(
        marker=part.marker,
        status=status,
        status_inherited=status_inherited,
        reported=entry,
        deadline=deadline,
        deadline_inherited=part.deadline is None and deadline is not None,
        revised=revised_by(at.item, part, at.day),
        schedule=Schedule.NO_DEADLINE,
    )
    return _timed(unit, status, at)


def _whole(at: _At, status: Status, parts: Sequence[UnitClock]) -> UnitClock:
    unit = UnitClock(
        marker="",
        status=status,
        status_inherited=False,
        reported=_reported(at, None)[1],
        deadline=at.item.deadline,
        deadline_inherited=False,
        revised=revised_by(at.item, None, at.day),
        schedule=Schedule.NO_DEADLINE,
    )
    return _timed(unit, counted_as(status, [one.status for one in parts]), at)


def counted_as(status: Status, parts: Sequence[Status]) -> Status:
    """Give what a mixed status counts as: not met, if any of the parts is not met."""
    if status is not Status.MIXED:
        return status
    statuses = set(parts)
    if statuses & OPEN:
        return Status.PARTLY_MET
    return Status.UNKNOWN if Status.UNKNOWN in statuses else Status.ADDRESSED_ELSEWHERE


def _timed(unit: UnitClock, counted: Status, at: _At) -> UnitClock:
    """Say of a unit what the schedule says, if its status counts as `counted`."""
    convention, day = at.convention, at.day
    span = span_of(unit.deadline, convention) if unit.deadline else None
    since = span.last if span else None
    ahead = _position(since, convention) - _position(day, convention) if since else 0
    passed = since < day if since else None
    schedule = schedule_by(counted, ahead, passed=passed)
    over, contradiction = 0, ""
    if schedule is Schedule.OVERDUE and since is not None:
        over = -ahead
        if unit.status is Status.NOT_DUE and unit.deadline is not None:
            contradiction = contradiction_of(unit.marker, unit.deadline, convention)
    return replace(
        unit, schedule=schedule, since=since, quarters_over=over, contradiction=contradiction
    )


def schedule_by(counted: Status, ahead: int, *, passed: bool | None) -> Schedule:
    """Say what the schedule says of what counts as a status.

    `passed` tells whether its deadline lies wholly before the day, None if there is none; `ahead`
    counts the quarters from that of the day to that of the deadline.
    """
    if counted is Status.MET:
        return Schedule.MET
    if counted is Status.ADDRESSED_ELSEWHERE:
        return Schedule.ADDRESSED_ELSEWHERE
    if passed is None:
        return Schedule.NO_DEADLINE
    if passed:
        return Schedule.NO_REPORT if counted is Status.UNKNOWN else Schedule.OVERDUE
    return Schedule.DUE_SOON if ahead <= SOON else Schedule.NOT_YET_DUE


def contradiction_of(marker: str, deadline: Deadline, convention: QuarterConvention) -> str:
    """Say of a unit that it is reported as not due, although its deadline has passed."""
    span = span_of(deadline, convention)
    if span is None:
        return ""
    who = f"Part {marker}" if marker else "It"
    when, last = quarters_in_words(span, convention), span.last
    ended = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    return f"{who} is reported as not due, but its deadline, {when}, ended on {ended}."


def revised_by(item: Recommendation, part: Part | None, day: date) -> Deadline | None:
    """Give the latest revised deadline that an entry names, else the one beside the original.

    An entry that does not exist at the day takes the deadline it names with it.
    """
    markers = {"", part.marker} if part else {""}
    named = [one for one in item.progress if one.part in markers and one.revised]
    if named:
        there = [one for one in named if _entered(one) <= day]
        return max(there, key=_entered).revised if there else None
    known = (part.revisions if part else ()) or item.revisions
    return known[-1] if known else None


def _entered(entry: ProgressEntry) -> date:
    return reported_on(entry.date)


def _latest_response(responses: Sequence[Response], day: date) -> Response | None:
    there = [
        (reported_on(one.date), at)
        for at, one in enumerate(responses)
        if reported_on(one.date) <= day
    ]
    return responses[max(there)[1]] if there else None


def gravest(schedules: Sequence[Schedule]) -> Schedule:
    """Give what is said of the whole if its units differ."""
    return next(one for one in _GRAVEST if one in schedules)


def computed(statuses: Sequence[Status]) -> Status:
    """Give the status of a whole by those of its parts."""
    return statuses[0] if len(set(statuses)) == 1 else Status.MIXED


def rests_on_undated(unit: UnitClock) -> bool:
    """Tell whether a status rests on what has no date, which counts at every day."""
    if unit.reported is None:
        return unit.status is not Status.UNKNOWN
    return reported_on(unit.reported.date) == ALWAYS


def _position(day: date, convention: QuarterConvention) -> int:
    return quarter_of(day, convention).position
