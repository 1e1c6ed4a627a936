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
from typing import NamedTuple

from evidence_library.model.clocks import Schedule, State
from evidence_library.model.counting import counted, recommendations_and_parts
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.quarters import quarter_of
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.track_choices import Grouping, Order, Quick
from evidence_library.model.tracked import Line
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
    pairs = [(one, one.state(wanted.day)) for one in found]
    chosen = [pair for pair in pairs if _passes(pair, wanted.quick)] if wanted.quick else pairs
    groups = _grouped(chosen, board.sets, wanted)
    return Listing(
        wanted=wanted,
        groups=groups,
        lines=tuple(line for line, _ in chosen),
        shown=_count(line for line, _ in chosen),
        of=_count(ours),
        quick=_quick_counts(pairs),
        several=sum(len(group.lines) for group in groups) > len(chosen),
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


_TESTS: Mapping[Quick, Callable[[Line, State], bool]] = {
    Quick.OVERDUE: lambda _line, state: state.schedule is Schedule.OVERDUE,
    Quick.DUE_SOON: lambda _line, state: state.schedule is Schedule.DUE_SOON,
    Quick.NO_REPORT: lambda _line, state: state.schedule is Schedule.NO_REPORT,
    Quick.CONTRADICTION: lambda _line, state: bool(state.contradiction),
    Quick.NOT_MET: lambda _line, state: state.status is Status.NOT_MET,
    Quick.NO_EVIDENCE: lambda line, _state: not line.linked(EvidenceRole.PROGRESS),
}

_SCHEDULED = frozenset({Quick.OVERDUE, Quick.DUE_SOON, Quick.NO_REPORT})


def _passes(pair: Pair, quick: frozenset[Quick]) -> bool:
    scheduled = quick & _SCHEDULED
    if scheduled and not any(_TESTS[one](*pair) for one in scheduled):
        return False
    return all(_TESTS[one](*pair) for one in quick - _SCHEDULED)


def _quick_counts(pairs: Sequence[Pair]) -> Mapping[Quick, int]:
    # With ten thousand of them, calls of `_TESTS` would take most of the time to another day.
    schedules = [state.schedule for _, state in pairs]
    return {
        Quick.OVERDUE: sum([one is Schedule.OVERDUE for one in schedules]),
        Quick.DUE_SOON: sum([one is Schedule.DUE_SOON for one in schedules]),
        Quick.NO_REPORT: sum([one is Schedule.NO_REPORT for one in schedules]),
        Quick.CONTRADICTION: sum([state.contradiction != "" for _, state in pairs]),
        Quick.NOT_MET: sum([state.status is Status.NOT_MET for _, state in pairs]),
        Quick.NO_EVIDENCE: sum([not line.linked(EvidenceRole.PROGRESS) for line, _ in pairs]),
    }


# Groups

#: Where a group stands, and its words.
_Place = tuple[tuple[object, ...], str]


def _grouped(
    pairs: Sequence[Pair], sets: Mapping[SetId, RecommendationSet], wanted: Wanted
) -> tuple[Group, ...]:
    ordered = _sorted(pairs, sets, wanted)
    if wanted.by is Grouping.NONE:
        return (Group("", "", tuple(line for line, _ in ordered)),) if ordered else ()
    places = _places_by(sets)[wanted.by]
    members: dict[_Place, list[Line]] = {}
    alike = _ALIKE[wanted.by]
    known: dict[object, list[list[Line]]] = {}
    for line, state in ordered:
        key = alike(line, state)
        if key not in known:  # what is alike stands in the same groups
            known[key] = [members.setdefault(place, []) for place in places(line, state)]
        for group in known[key]:
            group.append(line)
    return tuple(
        Group(f"{wanted.by}:{place[0]}", place[1], tuple(members[place]))
        for place in sorted(members, key=_where)
    )


def _where(place: _Place) -> tuple[object, ...]:
    return place[0]


#: For each grouping, of what the groups of a line depend.
_ALIKE: Mapping[Grouping, Callable[[Line, State], object]] = {
    Grouping.LEAD: lambda line, _state: line.leads,
    Grouping.STATUS: lambda _line, state: state.status,
    Grouping.SCHEDULE: lambda _line, state: state.schedule,
    Grouping.THEME: lambda line, _state: line.theme,
    Grouping.QUARTER: lambda line, _state: (line.first_due, line.convention),
    Grouping.SET: lambda line, _state: line.set_id,
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


def _sorted(
    pairs: Sequence[Pair], sets: Mapping[SetId, RecommendationSet], wanted: Wanted
) -> Sequence[Pair]:
    if wanted.order is Order.TABLE:
        return pairs[::-1] if wanted.descending else pairs
    key = _keys(sets, wanted.day)[wanted.order]
    return sorted(pairs, key=key, reverse=wanted.descending)


def _keys(
    sets: Mapping[SetId, RecommendationSet], day: date
) -> Mapping[Order, Callable[[Pair], tuple[object, ...]]]:
    statuses = {one: place for place, one in enumerate(Status)}
    schedules = {one: place for place, one in enumerate(Schedule)}
    return {
        Order.NUMBER: lambda pair: _natural(pair[0].number),
        Order.TEXT: lambda pair: (pair[0].excerpt.casefold(),),
        Order.LEAD: lambda pair: (not pair[0].leads, ", ".join(pair[0].leads).casefold()),
        Order.DEADLINE: lambda pair: (not pair[0].first_due, pair[0].first_due, pair[0].last_due),
        Order.REPORTED: lambda pair: (statuses[pair[1].status],),
        Order.SCHEDULE: lambda pair: (schedules[pair[1].schedule], -pair[0].quarters_over(day)),
        Order.EVIDENCE: lambda pair: (-sum(pair[0].roles),),
        Order.THEME: lambda pair: (not pair[0].theme, pair[0].theme.casefold()),
        Order.SET: lambda pair: (sets[pair[0].set_id].title.casefold(),),
    }


_DIGITS = re.compile(r"(\d{1,18})")


def _natural(number: str) -> tuple[object, ...]:
    """Sort "2" before "10" and "10a" after it."""
    parts = _DIGITS.split(number.casefold())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part)
