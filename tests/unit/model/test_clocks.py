"""What held of a recommendation at a day: reports, and what the schedule says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from evidence_library.model.clock_states import states, unit_states
from evidence_library.model.clocks import (
    Schedule,
    clock,
    quarters_over,
    schedule_in_words,
    state_at,
)
from evidence_library.model.dates import PartialDate
from evidence_library.model.recommendation import (
    Deadline,
    Part,
    ProgressEntry,
    Recommendation,
    Response,
)
from evidence_library.model.vocabulary import QuarterConvention, ResponseKind, Status

CALENDAR, FINANCIAL = QuarterConvention.CALENDAR, QuarterConvention.FINANCIAL
Q3_2005 = Deadline(year=2005, quarter=3, raw="Q3 / 2005")
END, DAY_AFTER = date(2005, 9, 30), date(2005, 10, 1)


NOT_MET = Recommendation(
    number="1", text="Lamps should be lit.", deadline=Q3_2005, reported=Status.NOT_MET
)


@pytest.mark.parametrize(
    ("status", "before", "after"),
    [
        (Status.MET, Schedule.MET, Schedule.MET),
        (Status.NOT_MET, Schedule.DUE_SOON, Schedule.OVERDUE),
        (Status.PARTLY_MET, Schedule.DUE_SOON, Schedule.OVERDUE),
        (Status.IN_PROGRESS, Schedule.DUE_SOON, Schedule.OVERDUE),
        (Status.NOT_DUE, Schedule.DUE_SOON, Schedule.OVERDUE),
        (Status.UNKNOWN, Schedule.DUE_SOON, Schedule.NO_REPORT),
        (Status.ADDRESSED_ELSEWHERE, Schedule.ADDRESSED_ELSEWHERE, Schedule.ADDRESSED_ELSEWHERE),
    ],
)
def test_overdue_begins_the_day_after_the_deadline_and_only_for_what_is_known_not_to_be_met(
    status: Status, before: Schedule, after: Schedule
) -> None:
    item = replace(NOT_MET, reported=status)
    assert clock(item, CALENDAR, END).schedule is before
    assert clock(item, CALENDAR, DAY_AFTER).schedule is after


def test_quarters_are_counted_and_the_convention_of_the_set_decides() -> None:
    item = NOT_MET
    assert clock(item, CALENDAR, DAY_AFTER).quarters_over == 1
    assert clock(item, CALENDAR, date(2006, 12, 31)).quarters_over == 5
    assert clock(item, FINANCIAL, DAY_AFTER).schedule is Schedule.DUE_SOON
    assert clock(item, FINANCIAL, date(2006, 1, 1)).quarters_over == 1
    assert clock(item, CALENDAR, date(2004, 1, 1)).schedule is Schedule.NOT_YET_DUE


def test_overdue_within_the_quarter_of_its_deadline_is_said_as_that() -> None:
    item = replace(NOT_MET, deadline=Deadline(date=PartialDate(2005, 7, 31)))
    now = clock(item, CALENDAR, date(2005, 8, 1))
    assert (now.schedule, now.quarters_over) == (Schedule.OVERDUE, 0)
    assert schedule_in_words(now.schedule, now.quarters_over) == "Overdue, since this quarter"


def test_not_due_after_the_deadline_is_a_contradiction_in_words() -> None:
    item = replace(NOT_MET, reported=Status.NOT_DUE)
    assert clock(item, CALENDAR, END).contradiction == ""
    assert clock(item, CALENDAR, DAY_AFTER).contradiction == (
        "It is reported as not due, but its deadline, Q3 2005, ended on 30 September 2005."
    )


def test_a_revised_deadline_stands_beside_the_original_and_changes_nothing() -> None:
    later = Deadline(date=PartialDate(2006, 3), raw="March 2006")
    item = replace(NOT_MET, revisions=(later,))
    now = clock(item, CALENDAR, DAY_AFTER)
    assert now.overdue
    assert now.units[0].revised == later
    assert now.units[0].deadline == Q3_2005


def test_an_entry_dated_later_does_not_exist_nor_does_the_deadline_it_names() -> None:
    later = Deadline(date=PartialDate(2007))
    entries = (
        ProgressEntry(raw="Not met", status=Status.NOT_MET),
        ProgressEntry(
            raw="Met", status=Status.MET, date=PartialDate(2005, 12, 5), revised=later, source="a"
        ),
    )
    item = replace(NOT_MET, progress=entries)
    before = clock(item, CALENDAR, date(2005, 12, 4))
    assert (before.status, before.undated, before.units[0].revised) == (Status.NOT_MET, True, None)
    after = clock(item, CALENDAR, date(2005, 12, 5))
    assert (after.status, after.undated, after.units[0].revised) == (Status.MET, False, later)


@pytest.mark.parametrize(
    ("when", "day", "there"),
    [
        (PartialDate(2005, 6), date(2005, 6, 29), False),
        (PartialDate(2005, 6), date(2005, 6, 30), True),
        (PartialDate(2004, 2), date(2004, 2, 29), True),
        (PartialDate(2005), date(2005, 12, 30), False),
        (PartialDate(2005), date(2005, 12, 31), True),
        (PartialDate(raw="in spring"), date(1990, 1, 1), True),
    ],
)
def test_an_entry_counts_from_the_last_day_its_date_may_mean(
    when: PartialDate, day: date, there: bool
) -> None:
    entry = ProgressEntry(raw="Met", status=Status.MET, date=when)
    item = replace(NOT_MET, progress=(entry,))
    assert (clock(item, CALENDAR, day).status is Status.MET) == there


def test_an_entry_that_states_no_status_leaves_what_was_reported() -> None:
    entry = ProgressEntry(raw="A meeting was held.", date=PartialDate(2005, 1, 1))
    item = replace(NOT_MET, progress=(ProgressEntry(raw="Not met", status=Status.NOT_MET), entry))
    assert clock(item, CALENDAR, DAY_AFTER).status is Status.NOT_MET


def test_parts_take_deadline_and_status_of_the_whole_unless_they_have_their_own() -> None:
    parts = (
        Part(marker="i", text="a", status=Status.MET),
        Part(marker="ii", text="b", deadline=Deadline(year=2006, quarter=4)),
    )
    now = clock(replace(NOT_MET, parts=parts), CALENDAR, DAY_AFTER)
    whole, first, second = now.units
    assert now.status is Status.MIXED
    assert (first.status, first.status_inherited, first.deadline_inherited) == (
        Status.MET,
        False,
        True,
    )
    assert (second.status, second.status_inherited, second.deadline_inherited) == (
        Status.NOT_MET,
        True,
        False,
    )
    assert (first.schedule, second.schedule) == (Schedule.MET, Schedule.NOT_YET_DUE)
    assert whole.schedule is Schedule.OVERDUE  # its own deadline passed, and not all of it is met


def test_a_later_report_on_the_whole_speaks_of_its_parts_too() -> None:
    parts = (Part(marker="i", text="a"), Part(marker="ii", text="b"))
    entries = (
        ProgressEntry(raw="Met in part", status=Status.PARTLY_MET),
        ProgressEntry(raw="not met", status=Status.NOT_MET, part="ii"),
        ProgressEntry(raw="Met", status=Status.MET, date=PartialDate(2006, 1, 1)),
    )
    item = replace(NOT_MET, reported=Status.PARTLY_MET, parts=parts, progress=entries)
    assert clock(item, CALENDAR, date(2005, 12, 31)).status is Status.MIXED
    assert clock(item, CALENDAR, date(2006, 1, 1)).status is Status.MET


def test_the_latest_response_by_the_day_is_told() -> None:
    accepted = Response(kind=ResponseKind.ACCEPTED, date=PartialDate(2004, 5, 1))
    rejected = Response(kind=ResponseKind.REJECTED, date=PartialDate(2005, 5, 1))
    item = replace(NOT_MET, responses=(rejected, accepted))
    assert clock(item, CALENDAR, date(2004, 4, 30)).response is None
    assert clock(item, CALENDAR, date(2005, 4, 30)).response == accepted
    assert clock(item, CALENDAR, date(2005, 5, 1)).response == rejected


DEADLINES = some.none() | some.builds(
    Deadline, year=some.integers(2003, 2006), quarter=some.integers(1, 4)
)
STATUSES = some.sampled_from([one for one in Status if one is not Status.MIXED])
WHEN = some.none() | some.builds(
    PartialDate, some.integers(2003, 2006), some.none() | some.integers(1, 12)
)
ENTRIES = some.lists(
    some.builds(
        ProgressEntry,
        raw=some.just("x"),
        status=STATUSES,
        part=some.sampled_from(["", "i", "ii"]),
        date=WHEN,
    ),
    max_size=4,
)
PARTS = some.lists(
    some.builds(
        Part,
        marker=some.sampled_from(["i", "ii", "iii"]),
        text=some.just("a"),
        deadline=DEADLINES,
        status=some.none() | STATUSES,
    ),
    max_size=3,
    unique_by=lambda part: part.marker,
)


@given(
    some.builds(
        Recommendation,
        number=some.just("1"),
        text=some.just("a"),
        parts=PARTS.map(tuple),
        deadline=DEADLINES,
        reported=STATUSES,
        progress=ENTRIES.map(tuple),
    ),
    some.dates(date(2002, 6, 1), date(2008, 6, 1)),
    some.sampled_from(QuarterConvention),
)
def test_the_states_over_time_are_what_the_clock_says_at_every_day(
    item: Recommendation, day: date, convention: QuarterConvention
) -> None:
    known = states(item, convention)
    units = unit_states(item, convention)
    for at in (day, day + timedelta(days=1)):
        now, state = clock(item, convention, at), state_at(known, at)
        assert (state.status, state.schedule, state.contradiction) == (
            now.status,
            now.schedule,
            now.contradiction,
        )
        assert quarters_over(state, at, convention) == now.quarters_over
        for unit, seen in zip(now.units, units, strict=True):
            of_unit = state_at(seen.states, at)
            assert (unit.marker, unit.deadline) == (seen.marker, seen.deadline)
            assert (unit.status, unit.schedule, unit.contradiction) == of_unit[1:3] + of_unit[4:]
            assert quarters_over(of_unit, at, convention) == unit.quarters_over
