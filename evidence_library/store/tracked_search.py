"""Answers a query tree with recommendations: by their words, and by what held of them at a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, reduce

from evidence_library.model.clocks import Schedule
from evidence_library.model.quarters import Quarter, Span, days_of
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.tracked import Line, bearing_by
from evidence_library.model.vocabulary import QuarterConvention, Status
from evidence_library.query import spans, tracked
from evidence_library.query.tree import (
    Everything,
    Leaf,
    Near,
    Part,
    Phrase,
    Plain,
    Prefix,
    Query,
    asks_of_recommendations,
    sought,
)
from evidence_library.query.tree import Tracked as Asked
from evidence_library.store import bitsets, starter
from evidence_library.store.evaluation import Answers, evaluate
from evidence_library.store.matching import expression
from evidence_library.store.tracked_lines import Tracked
from evidence_library.text.analysis import exact_terms

_terms = lru_cache(maxsize=10_000)(exact_terms)
_Terms = tuple[str, ...]

#: Characters of the id of a set that may stand for the whole.
_SHORTEST = 6

#: Tells whether a line has what is asked.
Fits = Callable[[Line], bool]

#: Each word for what the schedule says, and what it means.
_SCHEDULES = {
    tracked.OVERDUE: Schedule.OVERDUE,
    tracked.DUE_SOON: Schedule.DUE_SOON,
    tracked.UNREPORTED: Schedule.NO_REPORT,
    tracked.NOT_YET_DUE: Schedule.NOT_YET_DUE,
    tracked.NO_DEADLINE: Schedule.NO_DEADLINE,
}


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Where a query about recommendations is answered: as at a `day`, from `lines` if need be.

    `unknown` takes what no recommendation has, such as a body that leads none.
    """

    connection: sqlite3.Connection
    day: date
    lines: Callable[[], Tracked]
    unknown: list[Asked] = field(default_factory=list)

    def answering(self, query: Query) -> int:
        """Give the set of the recommendations, by number. What only records have matches none."""
        every = self._every()
        if not every:
            return 0
        return evaluate(query, Answers(every, self._leaf, self._any_of)) & every

    def count(self, query: Query) -> int:
        """Count them. Without anything to go by, every one would match: then none does."""
        if not (sought(query) or asks_of_recommendations(query)):
            return 0
        return bitsets.count(self.answering(query))

    def _every(self) -> int:
        hidden = starter.hidden_sets(self.connection).values()
        row = self.connection.execute(
            "SELECT group_concat(number) FROM recommendations"
            + (f' WHERE "set" NOT IN ({", ".join("?" * len(hidden))})' if hidden else ""),
            tuple(hidden),
        ).fetchone()
        return bitsets.from_list(row[0])

    def _any_of(self, parts: tuple[Part, ...]) -> int:
        return reduce(int.__or__, map(self._text, parts))

    def _text(self, part: Part) -> int:
        first = sought(part)[0]
        if first.field:
            return 0
        named = self._numbered(first.word.exact) if isinstance(first, Plain) else 0
        column = "stems" if isinstance(first, Plain) else "exact"
        row = self.connection.execute(
            "SELECT group_concat(rowid) FROM recommendation_terms "
            "WHERE recommendation_terms MATCH ?",
            (f"{column} : {expression(part)}",),
        ).fetchone()
        return bitsets.from_list(row[0]) | named

    def _numbered(self, word: _Terms) -> int:
        """Give those whose number is a word: who types "28" may mean the text or the number."""
        if len(word) != 1 or not word[0][:1].isdigit():
            return 0
        wanted, lines = word[0].casefold(), self.lines().lines.items()
        return bitsets.from_numbers(
            [number for number, line in lines if line.number.casefold() == wanted]
        )

    def _leaf(self, node: Leaf) -> int:
        match node:
            case Plain() | Phrase() | Prefix() | Near():
                return self._text(node)
            case Asked():
                shown = self.lines()
                fits = fitting(node, shown, self.day)
                found = [number for number, line in shown.lines.items() if fits(line)]
                if not found and node not in self.unknown:
                    self.unknown.append(node)
                return bitsets.from_numbers(found)
            case Everything():
                return self._every()
            case _:
                return 0


def fitting(asked: Asked, shown: Tracked, day: date) -> Fits:
    """Give what tells whether a line has what is asked, as at a day."""
    return _FITTING[asked.field](asked, shown, day)


def _status(asked: Asked, _shown: Tracked, day: date) -> Fits:
    statuses = {tracked.STATUSES[word] for word in _words(asked)}
    return lambda line: line.state(day).status in statuses


def _has(asked: Asked, shown: Tracked, day: date) -> Fits:
    """Records that were published later, or lie in the trash, do not count."""
    roles = {tracked.ROLES[word] for word in _words(asked)}
    found = {
        key for key, linked in shown.bearings.items() if roles & bearing_by(linked, day).keys()
    }
    return lambda line: line.id in found


def _response(asked: Asked, _shown: Tracked, day: date) -> Fits:
    kinds = {tracked.RESPONSES.get(word) for word in _words(asked)}
    return lambda line: line.response(day) in kinds


def _theme(asked: Asked, _shown: Tracked, _day: date) -> Fits:
    return lambda line: tracked.named(asked.value, (line.theme,))


def _of_assessments_only(_asked: Asked, _shown: Tracked, _day: date) -> Fits:
    return lambda _line: False


def _set(asked: Asked, shown: Tracked, _day: date) -> Fits:
    owners = {
        key
        for key, one in shown.sets.items()
        if tracked.named(asked.value, (one.title,)) or _begins(key, asked.value)
    }
    return lambda line: line.set_id in owners


def _number(asked: Asked, _shown: Tracked, _day: date) -> Fits:
    wanted = " ".join(asked.value.split()).casefold()
    return lambda line: line.number.casefold() == wanted


def _words(asked: Asked) -> tuple[str, ...]:
    return tracked.meant(asked.field, asked.value)


def _is(asked: Asked, _shown: Tracked, day: date) -> Fits:
    words = _words(asked)
    schedules = {_SCHEDULES[word] for word in words if word in _SCHEDULES}
    statuses: set[Status] = {tracked.STATUSES[word] for word in words if word in tracked.STATUSES}
    contradicted = tracked.CONTRADICTED in words

    def fits(line: Line) -> bool:
        state = line.state(day)
        return (
            state.schedule in schedules
            or state.status in statuses
            or (contradicted and bool(state.contradiction))
        )

    return fits


def _due(asked: Asked, _shown: Tracked, _day: date) -> Fits:
    value = asked.value
    if value == tracked.NONE:
        return lambda line: not line.spans
    wanted = {one: _span(value, one) for one in QuarterConvention}

    def fits(line: Line) -> bool:
        first, last = wanted[line.convention]
        return any(begins <= last and ends >= first for begins, ends in line.spans)

    return fits


def _span(value: str, convention: QuarterConvention) -> tuple[int, int]:
    """Give the first and the last day that are asked for, as ordinals."""
    first, last = (_days(end, convention) for end in tracked.ends(value))
    begins = first.first if first else date.min
    ends = last.last if last else date.max
    return begins.toordinal(), ends.toordinal()


def _days(end: str, convention: QuarterConvention) -> Span | None:
    if not end:
        return None
    quarter = tracked.quarter(end)
    if quarter and 1 <= quarter[0] <= spans.LAST_YEAR:
        return days_of(Quarter(*quarter), convention)
    day = date.fromisoformat(end) if quarter is None else date.max
    return Span(day, day)


def _led(asked: Asked, shown: Tracked, _day: date) -> Fits:
    """A body is named by any name it had or has, or by some words of one if none is just that."""
    if asked.value == tracked.NONE:
        return lambda line: not line.leads
    names = {
        (key, lead): _names(lead, shown.sets[key])
        for key, lead in {
            (line.set_id, lead) for line in shown.lines.values() for lead in line.leads
        }
    }
    wanted = {_terms(asked.value), *map(_terms, asked.others)}
    found = {pair for pair, known in names.items() if wanted & known}
    if not any(_terms(asked.value) in known for known in names.values()):
        part = _terms(asked.value)
        found |= {
            pair for pair, known in names.items() if any(tracked.holds(it, part) for it in known)
        }
    return lambda line: any((line.set_id, lead) in found for lead in line.leads)


def _names(lead: str, owner: RecommendationSet) -> set[_Terms]:
    known = {_terms(lead)}
    for body in owner.bodies:
        if body.name.casefold() == lead.casefold():
            known |= {_terms(name) for name in (body.full_name, *body.successors) if name}
    return known


def _begins(key: str, typed: str) -> bool:
    return len(typed) >= _SHORTEST and key.startswith(typed.casefold())


#: How each field of recommendations is answered.
_FITTING: dict[str, Callable[[Asked, Tracked, date], Fits]] = {
    "lead": _led,
    "status": _status,
    "is": _is,
    "deadline": _due,
    "theme": _theme,
    "stage": _of_assessments_only,
    "response": _response,
    "set": _set,
    "number": _number,
    "has": _has,
}
