"""Count recommendations as at a day: by lead, theme, set or quarter, and by status or schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from evidence_library.model.clock_looks import LOOKS, Dial, shown
from evidence_library.model.clocks import Schedule
from evidence_library.model.counting import recommendations_and_parts
from evidence_library.model.ids import RecommendationId, SetId
from evidence_library.model.listing import Listing
from evidence_library.model.quarters import days_of, quarter_at, quarter_of
from evidence_library.model.recommendation import RecommendationSet
from evidence_library.model.tracked import Line, states_on
from evidence_library.model.tracked_counts import CountRow, Counts, Segment, Side, table
from evidence_library.model.tracked_timeline import quarter_label
from evidence_library.model.vocabulary import QuarterConvention

_NONE = {
    Side.LEAD: "No lead named",
    Side.THEME: "No theme",
    Side.SET: "No set",
    Side.QUARTER: "No deadline",
}


class _Key(NamedTuple):
    """A row: what it is sorted by if that is not its size, what identifies it, its words."""

    order: int
    key: str
    label: str


def count(
    lines: Sequence[Line], day: date, by: tuple[Side, Dial], sets: Mapping[SetId, RecommendationSet]
) -> Counts:
    """Count lines by a side and by what a clock shows at a day.

    A recommendation with two leads counts once for each; in the totals it counts once.
    """
    side, dial = by
    keys_of = _KEYS[side]
    values = [look.value for look in LOOKS[dial]]
    held: dict[_Key, dict[str, list[RecommendationId]]] = {}
    once: dict[str, int] = dict.fromkeys(values, 0)
    for line, state in zip(lines, states_on(lines, day), strict=True):
        value = shown(state, dial)
        once[value] += 1
        for key in keys_of(line, sets):
            held.setdefault(key, {}).setdefault(value, []).append(line.id)
    columns = tuple(look for look in LOOKS[dial] if once[look.value])
    rows = [
        CountRow(key.key, key.label, tuple(tuple(found.get(c.value, ())) for c in columns))
        for key, found in sorted(held.items(), key=_in_order)
    ]
    parts = sum(line.parts for line in lines)
    return Counts(
        side=side,
        dial=dial,
        day=day,
        columns=columns,
        rows=tuple(rows),
        totals=tuple(once[look.value] for look in columns),
        recommendations=len(lines),
        parts=parts,
        sentence=_rule(side, len(lines), parts, sum(one.total for one in rows)),
    )


def listing(counts: Counts, facts: Sequence[tuple[str, str]]) -> Listing:
    """Give the table to write into a file, with what it is of and the counting rule on top."""
    head, rows = table(counts)
    about = (*facts, ("Counting rule", counts.sentence))
    return Listing(counts.title, about, head, rows, ("Counts", "About"))


def query_of(found: Segment) -> str:
    """Give the search that finds what stands behind a number: `lead:"DWP" is:"overdue"`."""
    return f"{_FIELDS[found.side]}:{_typed(found)} {asking(found.dial, found.value)}".strip()


def asking(dial: Dial, value: str) -> str:
    """Give the search for what a clock shows: `status:"not met"`, `is:"overdue"`."""
    if not value:
        return ""
    if dial is Dial.STATUS:
        return f'status:"{value.replace("_", " ")}"'
    return f'is:"{_IS.get(value, value)}"'


def due_in(position: int) -> str:
    """Give the search for what was due in a quarter: `deadline:2005-Q3`."""
    quarter = quarter_at(position)
    return f"deadline:{quarter.year:04d}-Q{quarter.number}"


def _typed(found: Segment) -> str:
    """Give the value of a row as it is typed."""
    if not found.key:
        return "none"
    if found.side is Side.QUARTER:
        number, year = found.label.split()[:2]
        return f"{year}-{number}"
    words = found.label if found.side is Side.SET else found.key
    return f'"{" ".join(words.replace(chr(34), " ").split())}"'


#: The fields of the query language, and what it calls some words of the schedule.
_FIELDS = {Side.LEAD: "lead", Side.THEME: "theme", Side.SET: "set", Side.QUARTER: "deadline"}
_IS = {
    Schedule.NO_REPORT.value: "unreported",
    Schedule.ADDRESSED_ELSEWHERE.value: "addressed elsewhere",
}


def _in_order(item: tuple[_Key, Mapping[str, Sequence[object]]]) -> tuple[bool, int, int, str]:
    key, found = item
    return not key.key, key.order, -sum(map(len, found.values())), key.label.casefold()


def _rule(side: Side, recommendations: int, parts: int, shown_in_rows: int) -> str:
    total = f"{recommendations_and_parts(recommendations, parts)}."
    if side is Side.LEAD:
        each = " A recommendation with several leads counts once for each of them"
        more = (
            f", so the rows add up to {shown_in_rows:,}" if shown_in_rows > recommendations else ""
        )
        return f"{total}{each}{more}."
    if side is Side.QUARTER:
        each = " A recommendation with several deadlines counts once in each of their quarters"
        more = (
            f", so the rows add up to {shown_in_rows:,}" if shown_in_rows > recommendations else ""
        )
        return f"{total}{each}{more}."
    return f"{total} Each recommendation counts once."


Sets = Mapping[SetId, RecommendationSet]


def _leads(line: Line, _sets: Sets) -> list[_Key]:
    names = dict.fromkeys(line.leads) or {"": None}
    return [_Key(0, name, name or _NONE[Side.LEAD]) for name in names]


def _theme(line: Line, _sets: Sets) -> list[_Key]:
    return [_Key(0, line.theme, line.theme or _NONE[Side.THEME])]


def _set(line: Line, sets: Sets) -> list[_Key]:
    owner = sets.get(line.set_id)
    return [_Key(0, line.set_id, owner.title if owner else _NONE[Side.SET])]


def _quarter(line: Line, _sets: Sets) -> list[_Key]:
    if not line.spans:
        return [_Key(0, "", _NONE[Side.QUARTER])]
    return list(dict.fromkeys(_quarter_key(last, line.convention) for _, last in line.spans))


@lru_cache(maxsize=4096)
def _quarter_key(day: int, convention: QuarterConvention) -> _Key:
    quarter = quarter_of(date.fromordinal(day), convention)
    ends = days_of(quarter, convention).last.toordinal()
    label = quarter_label(quarter.position, convention)
    return _Key(ends, label, label)


_KEYS: Mapping[Side, Callable[[Line, Sets], list[_Key]]] = {
    Side.LEAD: _leads,
    Side.THEME: _theme,
    Side.SET: _set,
    Side.QUARTER: _quarter,
}
