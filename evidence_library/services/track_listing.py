"""The recommendations of a board as a table shows them: chosen, grouped, sorted, counted.

Nothing here reads the library: a board is read once (`services.track.board`), and any day, group
or order is looked up in its lines. Counting rule: each recommendation counts once, and its
explicit parts are counted beside it, never instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress
from typing import NamedTuple

from evidence_library.model.clocks import Schedule, State
from evidence_library.model.counting import counted, recommendations_and_parts
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.quarters import quarter_of
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.track_choices import Grouping, Order, Quick
from evidence_library.model.tracked import Line, states_on
from evidence_library.model.vocabulary import EvidenceRole, QuarterConvention, Status, in_words
from evidence_library.services.track import Board


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a table shall show as at a day. `matching`: what a search found, None without one."""

    day: date
    set_id: SetId | None = None
    matching: frozenset[RecommendationId] | None = None
    quick: frozenset[Quick] = frozenset()
    by: Grouping = Grouping.NONE
    order: Order = Order.TABLE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading; `key` stays the same from day to day."""

    key: str
    words: str
    lines: tuple[Line, ...]


class Count(NamedTuple):
    """How many recommendations, and explicit parts of them."""

    recommendations: int
    parts: int


_NOTHING = Count(0, 0)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: its groups, and what it counts.

    `lines` holds each recommendation once, in the order of the board; `of` counts those the
    filters chose from. `quick` counts what each of the quick filters would find of what was
    searched, as at the day. `several` says that some stand under more than one heading.
    """

    wanted: Wanted
    groups: tuple[Group, ...] = ()
    lines: tuple[Line, ...] = ()
    shown: Count = _NOTHING
    of: Count = _NOTHING
    quick: Mapping[Quick, int] = field(default_factory=dict)
    several: bool = False

    @property
    def filtered(self) -> bool:
        """Whether something was left out."""
        return bool(self.wanted.quick) or self.wanted.matching is not None


def listing(board: Board, wanted: Wanted) -> Listing:
    """Choose, group and sort the lines of a board."""
    ours = [one for one in board.lines if wanted.set_id in (None, one.set_id)]
    found = ours
    if wanted.matching is not None:
        found = [one for one in ours if one.id in wanted.matching]
    states = states_on(found, wanted.day)
    proven = _proven(board, wanted.day)
    quick = _quick_counts(found, states, proven)
    if wanted.quick:
        pairs = zip(found, states, strict=True)
        kept = [_passes(pair, wanted.quick, proven) for pair in pairs]
        found, states = list(compress(found, kept)), list(compress(states, kept))
    groups = _grouped(found, states, board, wanted)
    return Listing(
        wanted=wanted,
        groups=groups,
        lines=tuple(found),
        shown=_count(found),
        of=_count(ours),
        quick=quick,
        several=sum(len(group.lines) for group in groups) > len(found),
    )


def in_words_counted(found: Listing) -> str:
    """State the counting rule: "28 recommendations, 30 explicit parts", or "7 of 28 ..."."""
    if not found.filtered:
        return recommendations_and_parts(*found.of)
    shown, of = found.shown, found.of
    return (
        f"{shown.recommendations:,} of {counted(of.recommendations, 'recommendation')}, "
        f"{shown.parts:,} of {counted(of.parts, 'explicit part')}"
    )


Pair = tuple[Line, State]


def _count(lines: Iterable[Line]) -> Count:
    parts = [one.parts for one in lines]
    return Count(len(parts), sum(parts))


#: All but what asks for linked records, which no line holds.
_TESTS: Mapping[Quick, Callable[[Line, State], bool]] = {
    Quick.OVERDUE: lambda _line, state: state.schedule is Schedule.OVERDUE,
    Quick.DUE_SOON: lambda _line, state: state.schedule is Schedule.DUE_SOON,
    Quick.NO_REPORT: lambda _line, state: state.schedule is Schedule.NO_REPORT,
    Quick.CONTRADICTION: lambda _line, state: bool(state.contradiction),
    Quick.NOT_MET: lambda _line, state: state.status is Status.NOT_MET,
}

_SCHEDULED = frozenset({Quick.OVERDUE, Quick.DUE_SOON, Quick.NO_REPORT})


def _proven(board: Board, day: date) -> frozenset[RecommendationId]:
    """Give those with evidence of progress that existed at a day."""
    return frozenset(
        key for key in board.bearings if board.bearing(key, day)[EvidenceRole.PROGRESS]
    )


def _passes(pair: Pair, quick: frozenset[Quick], proven: frozenset[RecommendationId]) -> bool:
    scheduled = quick & _SCHEDULED
    if Quick.NO_EVIDENCE in quick and pair[0].id in proven:
        return False
    if scheduled and not any(_TESTS[one](*pair) for one in scheduled):
        return False
    return all(_TESTS[one](*pair) for one in quick & _TESTS.keys() - _SCHEDULED)


def _quick_counts(
    lines: Sequence[Line], states: Sequence[State], proven: frozenset[RecommendationId]
) -> Mapping[Quick, int]:
    # With ten thousand of them, calls of `_TESTS` would take most of the time to another day.
    schedules = [one.schedule for one in states]
    return {
        Quick.OVERDUE: sum([one is Schedule.OVERDUE for one in schedules]),
        Quick.DUE_SOON: sum([one is Schedule.DUE_SOON for one in schedules]),
        Quick.NO_REPORT: sum([one is Schedule.NO_REPORT for one in schedules]),
        Quick.CONTRADICTION: sum([one.contradiction != "" for one in states]),
        Quick.NOT_MET: sum([one.status is Status.NOT_MET for one in states]),
        Quick.NO_EVIDENCE: sum([one.id not in proven for one in lines]),
    }


# Groups

#: Where a group stands, and its words.
_Place = tuple[tuple[object, ...], str]


def _grouped(
    lines: Sequence[Line], states: Sequence[State], board: Board, wanted: Wanted
) -> tuple[Group, ...]:
    if wanted.order is not Order.TABLE or wanted.descending:
        ordered = _sorted(list(zip(lines, states, strict=True)), board, wanted)
        lines, states = [line for line, _ in ordered], [state for _, state in ordered]
    if wanted.by is Grouping.NONE:
        return (Group("", "", tuple(lines)),) if lines else ()
    places = _places_by(board.sets)[wanted.by]
    members: dict[_Place, list[Line]] = {}
    known: dict[object, list[list[Line]]] = {}
    for line, state, key in zip(lines, states, _ALIKE[wanted.by](lines, states), strict=True):
        groups = known.get(key)
        if groups is None:  # what is alike stands in the same groups
            groups = known[key] = [members.setdefault(one, []) for one in places(line, state)]
        for group in groups:
            group.append(line)
    return tuple(
        Group(f"{wanted.by}:{place[0]}", place[1], tuple(members[place]))
        for place in sorted(members, key=_where)
    )


def _where(place: _Place) -> tuple[object, ...]:
    return place[0]


#: For each grouping, of what the groups of each line depend.
_ALIKE: Mapping[Grouping, Callable[[Sequence[Line], Sequence[State]], Sequence[object]]] = {
    Grouping.LEAD: lambda lines, _states: [one.leads for one in lines],
    Grouping.STATUS: lambda _lines, states: [one.status for one in states],
    Grouping.SCHEDULE: lambda _lines, states: [one.schedule for one in states],
    Grouping.THEME: lambda lines, _states: [one.theme for one in lines],
    Grouping.QUARTER: lambda lines, _states: [(one.first_due, one.convention) for one in lines],
    Grouping.SET: lambda lines, _states: [one.set_id for one in lines],
}


def _places_by(
    sets: Mapping[SetId, RecommendationSet],
) -> Mapping[Grouping, Callable[[Line, State], list[_Place]]]:
    """Give, for each grouping, the groups a line belongs to."""
    at = {key: place for place, key in enumerate(sets)}
    statuses = {one: place for place, one in enumerate(Status)}
    schedules = {one: place for place, one in enumerate(Schedule)}
    return {
        Grouping.LEAD: lambda line, _state: (
            [((0, name.casefold(), name), name) for name in dict.fromkeys(line.leads)]
            or [((1,), "Lead not stated")]
        ),
        Grouping.STATUS: lambda _line, state: [((statuses[state.status],), in_words(state.status))],
        Grouping.SCHEDULE: lambda _line, state: [
            ((schedules[state.schedule],), in_words(state.schedule))
        ],
        Grouping.THEME: lambda line, _state: [
            ((0, line.theme.casefold(), line.theme), line.theme)
            if line.theme
            else ((1,), "No theme yet")
        ],
        Grouping.QUARTER: lambda line, _state: [_quarter(line)],
        Grouping.SET: lambda line, _state: [
            ((at[line.set_id],), sets[line.set_id].title or "Untitled set")
        ],
    }


def _quarter(line: Line) -> _Place:
    """Give the quarter of the earliest deadline; financial quarters say so."""
    if not line.first_due:
        return (1,), "No deadline"
    quarter = quarter_of(date.fromordinal(line.first_due), line.convention)
    financial = line.convention is QuarterConvention.FINANCIAL
    words = f"{quarter.label} (financial year)" if financial else quarter.label
    return (0, quarter.position + (0.25 if financial else 0)), words


# Order


def _sorted(pairs: Sequence[Pair], board: Board, wanted: Wanted) -> Sequence[Pair]:
    if wanted.order is Order.TABLE:
        return pairs[::-1] if wanted.descending else pairs
    key = _keys(board, wanted.day)[wanted.order]
    return sorted(pairs, key=key, reverse=wanted.descending)


def _keys(board: Board, day: date) -> Mapping[Order, Callable[[Pair], tuple[object, ...]]]:
    statuses = {one: place for place, one in enumerate(Status)}
    schedules = {one: place for place, one in enumerate(Schedule)}
    return {
        Order.NUMBER: lambda pair: _natural(pair[0].number),
        Order.TEXT: lambda pair: (pair[0].excerpt.casefold(),),
        Order.LEAD: lambda pair: (not pair[0].leads, ", ".join(pair[0].leads).casefold()),
        Order.DEADLINE: lambda pair: (not pair[0].first_due, pair[0].first_due, pair[0].last_due),
        Order.REPORTED: lambda pair: (statuses[pair[1].status],),
        Order.SCHEDULE: lambda pair: (schedules[pair[1].schedule], -pair[0].quarters_over(day)),
        Order.EVIDENCE: lambda pair: (-board.bearing(pair[0].id, day).total(),),
        Order.THEME: lambda pair: (not pair[0].theme, pair[0].theme.casefold()),
        Order.SET: lambda pair: (board.sets[pair[0].set_id].title.casefold(),),
    }


_DIGITS = re.compile(r"(\d{1,18})")


def _natural(number: str) -> tuple[object, ...]:
    """Sort "2" before "10" and "10a" after it."""
    parts = _DIGITS.split(number.casefold())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part)
