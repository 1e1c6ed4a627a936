"""Recommendations as a table shows them: every group adds up, and the counting rule is stated."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.model.dates import PartialDate
from evidence_library.model.ids import SetId
from evidence_library.model.recommendation import (
    Deadline,
    Part,
    ProgressEntry,
    Recommendation,
    RecommendationSet,
    with_identities,
)
from evidence_library.model.track_choices import Grouping, Order, Quick
from evidence_library.model.tracked import line_of
from evidence_library.model.vocabulary import QuarterConvention, Status
from evidence_library.services.track import Board
from evidence_library.services.track_listing import Wanted, in_words_counted, listing

_DEADLINES = st.none() | st.builds(
    Deadline, year=st.integers(2003, 2006), quarter=st.integers(1, 4)
)
_REPORTS = st.builds(
    ProgressEntry,
    raw=st.just("said"),
    status=st.sampled_from([one for one in Status if one is not Status.MIXED]),
    date=st.none() | st.builds(PartialDate, year=st.integers(2003, 2006)),
)
_ITEMS = st.builds(
    Recommendation,
    number=st.integers(1, 40).map(str),
    text=st.just("Do it."),
    theme=st.sampled_from(["", "schools", "work"]),
    leads=st.lists(st.sampled_from(["DTI", "DWP", "CRE"]), max_size=3).map(tuple),
    parts=st.sampled_from([(), (Part(marker="i", text="One."), Part(marker="ii", text="Two."))]),
    deadline=_DEADLINES,
    progress=st.lists(_REPORTS, max_size=2).map(tuple),
)


def _board(*groups: list[Recommendation]) -> Board:
    conventions = (QuarterConvention.CALENDAR, QuarterConvention.FINANCIAL)
    sets = [
        with_identities(
            RecommendationSet(
                id=SetId(f"set-{at}"),
                title="The same title",
                quarters=conventions[at % 2],
                recommendations=tuple(items),
            )
        )
        for at, items in enumerate(groups)
    ]
    lines = tuple(line_of(one, owner) for owner in sets for one in owner.recommendations)
    return Board(lines, MappingProxyType({owner.id: owner for owner in sets}))


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.lists(_ITEMS, max_size=8), st.lists(_ITEMS, max_size=4)),
    st.sampled_from(Grouping),
    st.sampled_from(Order),
    st.sets(st.sampled_from(Quick), max_size=2).map(frozenset),
    st.dates(date(2003, 1, 1), date(2007, 1, 1)),
)
def test_each_recommendation_that_passes_stands_in_a_group_and_counts_once(
    sets: tuple[list[Recommendation], list[Recommendation]],
    by: Grouping,
    order: Order,
    quick: frozenset[Quick],
    day: date,
) -> None:
    board = _board(*sets)
    found = listing(board, Wanted(day=day, by=by, order=order, quick=quick))
    listed = [line.id for group in found.groups for line in group.lines]
    assert set(listed) == {line.id for line in found.lines}
    assert found.shown.recommendations == len(found.lines) == len(set(listed))
    assert found.of.recommendations == len(board.lines)
    assert len({group.key for group in found.groups}) == len(found.groups)
    if by is not Grouping.LEAD:
        assert len(listed) == len(set(listed))
    assert found.several == (len(listed) > len(set(listed)))
    for one in quick:
        alone = listing(board, Wanted(day=day, quick=frozenset({one})))
        assert alone.shown.recommendations == alone.quick[one] == found.quick[one]
    words = in_words_counted(found)
    assert "recommendation" in words
    assert "explicit part" in words
    assert (" of " in words) == found.filtered


def test_schedules_are_any_of_those_wanted_and_all_else_must_hold_besides() -> None:
    late = Recommendation(number="1", text="a", deadline=Deadline(year=2004, quarter=1))
    reported = ProgressEntry(raw="not met", status=Status.NOT_MET)
    overdue = Recommendation(
        number="2", text="b", deadline=Deadline(year=2004, quarter=1), progress=(reported,)
    )
    board = _board([late, overdue])

    def numbers(*quick: Quick) -> list[str]:
        wanted = Wanted(day=date(2005, 1, 1), quick=frozenset(quick))
        return [line.number for line in listing(board, wanted).lines]

    assert numbers(Quick.OVERDUE) == ["2"]
    assert numbers(Quick.OVERDUE, Quick.NO_REPORT) == ["1", "2"]
    assert numbers(Quick.NO_REPORT, Quick.NOT_MET) == []


def test_numbers_sort_as_people_count() -> None:
    board = _board([Recommendation(number=one, text=one) for one in ("10", "2", "10a", "1")])
    found = listing(board, Wanted(day=date(2005, 1, 1), order=Order.NUMBER))
    assert [line.number for line in found.groups[0].lines] == ["1", "2", "10", "10a"]
