"""Counts, timeline and changes of recommendations: that they add up, and what they say."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from evidence_library.exporters import listing_csv
from evidence_library.model.clock_looks import LOOKS, Dial, shown
from evidence_library.model.clocks import Schedule, clock
from evidence_library.model.quarters import quarter_of
from evidence_library.model.recommendation import Deadline, Recommendation
from evidence_library.model.tracked import Line
from evidence_library.model.tracked_changes import ChangesBetween, Turn, UnitChange, sentences
from evidence_library.model.tracked_counts import Side, segment, table
from evidence_library.model.tracked_timeline import mark_in_words
from evidence_library.model.vocabulary import QuarterConvention, Status
from evidence_library.services.track_changes import changes
from evidence_library.services.track_changes import listing as listed_changes
from evidence_library.services.track_counts import count
from evidence_library.services.track_histories import Histories
from evidence_library.services.track_timeline import timeline
from tests.helpers.any_board import BOARDS, harbour, histories_of, known, lines_of, sets_of

DAYS = some.dates(date(2002, 6, 1), date(2008, 6, 1))
Board = list[tuple[QuarterConvention, tuple[Recommendation, ...]]]


def test_every_status_and_every_word_of_the_schedule_looks_different() -> None:
    for dial, values in ((Dial.STATUS, Status), (Dial.SCHEDULE, Schedule)):
        assert sorted(look.value for look in LOOKS[dial]) == sorted(values)
        assert len({(look.sign, look.tone) for look in LOOKS[dial]}) == len(list(values))


@settings(max_examples=40)
@given(BOARDS, DAYS, some.sampled_from(Side), some.sampled_from(Dial))
def test_counts_add_up(board: Board, day: date, side: Side, dial: Dial) -> None:
    sets = sets_of(board)
    lines = lines_of(sets)
    counts = count(lines, day, (side, dial), {one.id: one for one in sets})
    assert sum(counts.totals) == counts.recommendations == len(lines)
    assert counts.parts == sum(line.parts for line in lines)
    times = [len(_rows_of(line, side)) for line in lines]
    assert sum(row.total for row in counts.rows) == sum(times)
    head, rows = table(counts)
    assert all(len(row) == len(head) for row in rows)
    held = Counter(one for row in counts.rows for cell in row.cells for one in cell)
    assert held == Counter({line.id: n for line, n in zip(lines, times, strict=True)})
    values = {line.id: shown(line.state(day), dial) for line in lines}
    for at in range(len(counts.rows)):
        for column, look in enumerate(counts.columns):
            assert all(values[one] == look.value for one in segment(counts, at, column).ids)


def _rows_of(line: Line, side: Side) -> set[object]:
    """Say in which rows a line stands."""
    if side is Side.LEAD:
        return set(line.leads) or {""}
    if side is Side.QUARTER:
        ends = (date.fromordinal(last) for _, last in line.spans)
        return {quarter_of(day, line.convention) for day in ends} or {""}
    return {""}


@settings(max_examples=40)
@given(BOARDS, DAYS, some.sampled_from(Dial))
def test_the_timeline_holds_each_unit_once_in_its_quarter(
    board: Board, day: date, dial: Dial
) -> None:
    sets = sets_of(board)
    drawn = timeline(lines_of(sets), histories_of(sets), day, dial)
    wanted = {
        (item.id, unit.marker): (unit.status, unit.schedule, unit.contradiction)
        for one in sets
        for item in one.recommendations
        for unit in clock(item, one.quarters, day).units
    }
    found = [((mark.line.id, mark.unit.marker), mark.state[1:3]) for mark in drawn.marks]
    assert len(found) == len(wanted)
    assert dict(found) == {key: state[:2] for key, state in wanted.items()}
    for strip in drawn.strips:
        assert strip.columns[strip.at].quarters == 1
        at = strip.columns[0].position
        for column in strip.columns:
            assert column.position == at
            at += column.quarters
            assert column.quarters == 1 or not column.marks
            for mark in column.marks:
                due = mark.revised if mark.later else mark.unit.due
                assert due is not None
                assert due.position == column.position


@settings(max_examples=40)
@given(BOARDS, DAYS, DAYS)
def test_changes_backwards_are_the_inverse_and_none_within_a_day(
    board: Board, first: date, second: date
) -> None:
    sets = sets_of(board)
    lines, histories = lines_of(sets), histories_of(sets)
    assert changes(lines, histories, first, first).groups == ()
    forth, back = (
        _by_line(changes(lines, histories, *days)) for days in ((first, second), (second, first))
    )
    assert forth.keys() == back.keys()
    for key, (before, after, units, events) in forth.items():
        turned = tuple(UnitChange(one.marker, one.after, one.before) for one in units)
        assert back[key] == (after, before, turned, events)


def _by_line(
    found: ChangesBetween,
) -> dict[str, tuple[object, object, tuple[UnitChange, ...], object]]:
    every = [one for _, held in found.groups for one in held]
    assert len({one.line.id for one in every}) == found.changed
    return {one.line.id: (one.before, one.after, one.units, one.events) for one in every}


def test_what_changed_is_told_in_groups_and_words() -> None:
    sets = (harbour(),)
    found = changes(lines_of(sets), histories_of(sets), date(2004, 6, 30), date(2005, 6, 30))
    assert [(turn, [one.line.number for one in held]) for turn, held in found.groups] == [
        (Turn.MET, ["1"]),
        (Turn.OVERDUE, ["2", "3"]),
        (Turn.CONTRADICTED, ["3"]),
        (Turn.NO_REPORT, ["4"]),
        (Turn.SLIPPED, ["2"]),
    ]
    told = {
        one.line.number: sentences(one, found.first, found.second)
        for _, held in found.groups
        for one in held
    }
    assert told == {
        "1": (
            "Reported status: not met → met.",
            "Schedule: due soon → met.",
            "Reported on 1 March 2005: met.",
        ),
        "2": (
            "Schedule of part ii: not yet due → overdue by 1 quarter.",
            "Reported in February 2005: not met, “Delayed until March 2006”. "
            "Revised deadline: March 2006.",
        ),
        "3": (
            "Schedule: not yet due → overdue by 2 quarters.",
            "It is reported as not due, but its deadline, Q4 2004, ended on 31 December 2004.",
            "Linked on 10 January 2005: “Walks after dark” (practice that would satisfy it).",
        ),
        "4": ("Schedule: due soon → deadline passed, no report.",),
    }
    assert found.sentence == (
        "4 of 4 recommendations changed. 1 was overdue on both days. A recommendation stands in "
        "each group that fits it. 1 recommendation has entries without a date; such an entry "
        "counts at every date. It is no change."
    )


def test_changes_are_written_with_their_days_on_top() -> None:
    sets = (harbour(),)
    found = changes(lines_of(sets), histories_of(sets), date(2004, 6, 30), date(2005, 6, 30))
    file = io.BytesIO()
    listing_csv.write(listed_changes(found, (("Filter", "lead:HTC"),)), file)
    lines = file.getvalue().decode("utf-8-sig").splitlines()
    assert lines[:4] == [
        "What changed from 30 June 2004 to 30 June 2005",
        "From,30 June 2004",
        "To,30 June 2005",
        "Filter,lead:HTC",
    ]
    assert lines[6:8] == [
        "Change,Recommendation,Lead,What changed,Wording",
        "Newly met,1,HTC,Reported status: not met → met. Schedule: due soon → met. "
        "Reported on 1 March 2005: met.,Lamps should be lit.",
    ]


def test_a_mark_says_what_it_shows_and_a_revised_date_stands_beside_the_original() -> None:
    sets = (harbour(),)
    day = date(2005, 10, 1)
    drawn = timeline(lines_of(sets), histories_of(sets), day, Dial.SCHEDULE)
    (strip,) = drawn.strips
    places = {one.label: [mark.name for mark in one.marks] for one in strip.columns if one.marks}
    assert places == {
        "Q1 2004": ["2 i"],
        "Q2 2004": ["4", "1"],
        "Q4 2004": ["3"],
        "Q1 2005": ["2 ii"],
        "Q1 2006": ["2 i", "2 ii"],
    }
    first = strip.columns[0].marks[0]
    assert mark_in_words(first, day) == (
        "Recommendation 2, part i, HTC and Wardens. Due Q1 2004. Overdue by 7 quarters. "
        "Reported as not met. Revised deadline: March 2006."
    )
    assert strip.columns[strip.at].label == "Q4 2005"
    earlier = timeline(lines_of(sets), histories_of(sets), date(2005, 1, 1), Dial.SCHEDULE)
    assert not any(mark.later for one in earlier.strips[0].columns for mark in one.marks)


def test_far_deadlines_leave_gaps_and_conventions_stay_apart() -> None:
    far = Recommendation(number="1", text="a", deadline=Deadline(year=1950, quarter=1))
    near = replace(far, deadline=Deadline(year=2005, quarter=1))
    sets = (
        known(QuarterConvention.CALENDAR, (far, near), "a"),
        known(QuarterConvention.FINANCIAL, (near,), "b"),
    )
    drawn = timeline(lines_of(sets), histories_of(sets), date(2005, 1, 1), Dial.STATUS)
    assert [one.label for one in drawn.strips[0].columns] == ["Q1 1950", "219 more", "Q1 2005"]
    assert [one.label for one in drawn.strips[1].columns] == ["Q4 2004", "Q1 2005"]
    assert drawn.sentence == (
        "3 recommendations, 0 explicit parts. Quarters of the calendar and of the financial year, "
        "from April, are drawn apart."
    )


@pytest.mark.parametrize(
    ("side", "labels", "rule"),
    [
        (
            Side.LEAD,
            ["HTC", "Wardens", "No lead named"],
            "4 recommendations, 2 explicit parts. A recommendation with several leads counts once "
            "for each of them, so the rows add up to 5.",
        ),
        (
            Side.QUARTER,
            ["Q1 2004", "Q2 2004", "Q4 2004", "Q1 2005"],
            "4 recommendations, 2 explicit parts. A recommendation with several deadlines counts "
            "once in each of their quarters, so the rows add up to 5.",
        ),
    ],
)
def test_the_counting_rule_is_stated(side: Side, labels: list[str], rule: str) -> None:
    counts = count(lines_of((harbour(),)), date(2005, 1, 1), (side, Dial.STATUS), {})
    assert [row.label for row in counts.rows] == labels
    assert counts.sentence == rule


def test_what_is_known_of_units_is_kept_while_the_recommendation_is_the_same() -> None:
    sets = (harbour(),)
    line = lines_of(sets)[1]
    older, same, changed = (
        histories_of(sets),
        histories_of(sets),
        histories_of((replace(sets[0], recommendations=()),)),
    )
    units = older.units(line)
    for newer in (same, changed):
        newer.take_over(older)
    assert same.units(line) is units
    assert changed.units(line) == ()
    assert isinstance(same, Histories)
