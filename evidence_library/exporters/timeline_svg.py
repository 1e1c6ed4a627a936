"""A timeline of recommendations as a drawing: quarters side by side, and in each what was due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence_library.exporters.clock_svg import (
    EDGE,
    box,
    cut,
    escaped,
    legend,
    page,
    rule,
    sign,
    text,
)
from evidence_library.model.clock_looks import LOOKS, Look
from evidence_library.model.dates import day_in_words
from evidence_library.model.quarters import days_of, quarter_at
from evidence_library.model.tracked_timeline import (
    FINANCIAL,
    Mark,
    Strip,
    Timeline,
    look,
    mark_in_words,
)
from evidence_library.model.vocabulary import QuarterConvention

_COLUMN, _GAP, _HEAD, _ROW = 84, 64, 70, 30

#: A quarter with more marks than this is drawn as numbers of those that look the same.
_MANY = 60


def svg(drawn: Timeline, facts: Sequence[tuple[str, str]]) -> str:
    """Draw all strips, with what they are of and the counting rule on top."""
    about = [*(f"{name}: {words}" for name, words in facts), drawn.sentence]
    width = max(640, *(_width(strip) for strip in drawn.strips), 0) if drawn.strips else 640
    used = {look(mark, drawn.dial).value for mark in drawn.marks}
    parts, y = legend([one for one in LOOKS[drawn.dial] if one.value in used], 0, width)
    for strip in drawn.strips:
        if len(drawn.strips) > 1:
            financial = strip.convention is QuarterConvention.FINANCIAL
            words = f"Quarters of the {FINANCIAL}" if financial else "Quarters of the calendar"
            parts.append(text(EDGE, y + 22, words, "bold"))
            y += 30
        parts.extend(_strip(drawn, strip, y))
        y += _height(drawn, strip)
    return page(drawn.title, about, width, (parts, y))


def _width(strip: Strip) -> int:
    return 2 * EDGE + sum(_COLUMN if one.quarters == 1 else _GAP for one in strip.columns)


def _height(drawn: Timeline, strip: Strip) -> float:
    most = max((len(_cells(drawn, one.marks)) for one in strip.columns), default=0)
    return _HEAD + max(1, most) * _ROW + 20


def _cells(drawn: Timeline, marks: Sequence[Mark]) -> list[tuple[Look, str, str, bool]]:
    """Give look, words, what they mean, and whether it is a revised deadline, for each mark."""
    if len(marks) <= _MANY:
        return [
            (
                look(mark, drawn.dial),
                f"{'→ ' if mark.later else ''}{mark.name}",
                mark_in_words(mark, drawn.day),
                mark.later,
            )
            for mark in marks
        ]
    numbers: dict[Look, int] = {}
    for mark in marks:
        if not mark.later:
            one = look(mark, drawn.dial)
            numbers[one] = numbers.get(one, 0) + 1
    return [(one, f"{n:,}", f"{one.label}: {n:,}", False) for one, n in numbers.items()]


def _strip(drawn: Timeline, strip: Strip, top: float) -> Iterator[str]:
    x = float(EDGE)
    bottom = top + _height(drawn, strip) - 10
    for at, column in enumerate(strip.columns):
        width = _COLUMN if column.quarters == 1 else _GAP
        quarter = quarter_at(column.position)
        upper = f"Q{quarter.number}" if column.quarters == 1 else "…"
        lower = str(quarter.year) if column.quarters == 1 else f"{column.quarters} empty"
        yield text(x + width / 2, top + 40, upper, "bold", middle=True)
        yield text(x + width / 2, top + 57, lower, "quiet", middle=True)
        if quarter.number == 1 or at == 0:
            yield rule(x, top + 26, x, bottom)
        for place, cell in enumerate(_cells(drawn, column.marks)):
            yield from _mark(cell, x + 4, top + _HEAD + place * _ROW, width - 8)
        if at == strip.at:
            yield from _day(drawn, strip, (x, top, bottom))
        x += width
    yield rule(EDGE, top + 63, x, top + 63)


def _mark(cell: tuple[Look, str, str, bool], x: float, y: float, width: float) -> Iterator[str]:
    one, words, meant, later = cell
    yield f"<g><title>{escaped(meant)}</title>"
    yield box(one, (x, y, width, _ROW - 6), dashed=later)
    yield sign(one, x + 13, y + 17)
    yield text(x + 25, y + 17, cut(words, width - 26), "bold")
    yield "</g>"


def _day(drawn: Timeline, strip: Strip, place: tuple[float, float, float]) -> Iterator[str]:
    left, top, bottom = place
    span = days_of(quarter_at(strip.columns[strip.at].position), strip.convention)
    share = (drawn.day - span.first).days / max(1, (span.last - span.first).days)
    x = left + share * _COLUMN
    yield rule(x, top + 18, x, bottom, "day")
    middle = max(EDGE + 75.0, min(x, _width(strip) - EDGE - 75.0))
    yield text(middle, top + 13, f"As at {day_in_words(drawn.day)}", "flag", middle=True)
