"""The small cells of a recommendation table: lead bodies, timetable, progress."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from evidence_library.model.recommendation import Deadline
from evidence_library.model.vocabulary import QuarterConvention, Status
from evidence_library.text.partial_dates import latest_of_two, parse_partial_date
from evidence_library.text.recommendations.part_markers import NUMERALS, Marker, mentioned
from evidence_library.text.recommendations.time_spans import read_span, span_inside


class Timetable(NamedTuple):
    """The deadline of the whole, or one for each part by its marker."""

    whole: Deadline | None
    parts: dict[str, Deadline]


class Report(NamedTuple):
    """What was reported: a status, what else was said, a new date; whether it was understood."""

    raw: str
    status: Status
    note: str = ""
    revised: Deadline | None = None
    understood: bool = True


class Progress(NamedTuple):
    """What was reported for the whole (None: nothing) and for single parts by their marker."""

    whole: Report | None
    parts: dict[str, Report]


_YEAR = r"(?:19|20)[0-9]{2}"
_QUARTER = re.compile(
    rf"\b(?:Q|Quarter )\s?([1-4])\s?[/,-]?\s?(?:of )?({_YEAR})(?![0-9])", re.IGNORECASE
)
#: "Q1 04": a year of this century.
_SHORT_YEAR = re.compile(r"(?:Q|Quarter )\s?([1-4])\s?[/,-]?\s?[’']?([0-4][0-9])", re.IGNORECASE)
_WORDED = re.compile(
    rf"(?:the )?(first|1st|second|2nd|third|3rd|fourth|4th|last) quarter (?:of )?({_YEAR})",
    re.IGNORECASE,
)
_ORDINALS = {
    **dict.fromkeys(("first", "1st"), 1),
    **dict.fromkeys(("second", "2nd"), 2),
    **dict.fromkeys(("third", "3rd"), 3),
    **dict.fromkeys(("fourth", "4th", "last"), 4),
}
_YEAR_FIRST = re.compile(rf"\b({_YEAR})\s?[/-]?\s?Q\s?([1-4])(?![0-9])", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DATE = re.compile(
    rf"[0-9]{{1,2}}[/.][0-9]{{1,2}}[/.]{_YEAR}|{_YEAR}-[0-9]{{2}}(?:-[0-9]{{2}})?"
    rf"|(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?{_MONTH} )?{_YEAR}"
)
_BY = re.compile(r"by (?:the )?(?:end (?:of )?)?", re.IGNORECASE)
_ENDINGS = " ,;."
_NOTE_BEGINS = re.compile(r"\s*[,.;:(–—]|\s+-")
_WHEN = re.compile(r"(?:in|by|on|since|from|as of)\s+", re.IGNORECASE)
#: What makes "Met" doubtful wherever it follows: a limit, something still to come, a single part.
_CONTRADICTS = re.compile(
    r"\?|n[’']t\b|(?<!\w)\(?(?:[ivx]{1,5}|[a-h]|[0-9]{1,2})\)"
    r"|\b(?:not|never|nor|no longer|except\w*|exclud\w+|apart from|other than|unless|until|without"
    r"|part|parts|partly|partial\w*|unmet|outstanding|pending|await\w*|remain\w*|incomplete"
    r"|unfinished|delay\w*|slipp\w+|yet|only|however|although|though|subject to|under ?way"
    r"|on-?going|in progress|on track|will|would|should|to be|to follow|due|some|most|mostly"
    r"|largely|nearly|almost|still|continu\w+|withdrawn|abandon\w+|fail\w*|reject\w*)\b",
    re.IGNORECASE,
)
#: Words between two markers that what follows is said of: "i) and ii) Q3 / 2004".
_SHARED = {"", "and", "&"}
_RANGE = {"-", "–", "—", "to"}

#: How a report begins and the status that is. The first that fits decides.
_STATUS_WORDS: tuple[tuple[re.Pattern[str], Status], ...] = tuple(
    (re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE), status)
    for words, status in (
        (r"(?:partly|partially|part)[ -](?:met|achieved|implemented|completed)", Status.PARTLY_MET),
        (
            r"(?:met|achieved|implemented|completed?) (?:in part|partly|partially)",
            Status.PARTLY_MET,
        ),
        (
            r"not (?:yet )?(?:been )?"
            r"(?:met|achieved|implemented|completed?|done|started|begun|delivered|fulfilled)|unmet",
            Status.NOT_MET,
        ),
        (r"not (?:yet )?due(?: yet)?", Status.NOT_DUE),
        (
            r"(?:(?:fully |wholly )?(?:met|achieved|implemented|completed?)|done)(?: in full)?",
            Status.MET,
        ),
        (
            r"(?:work )?(?:is )?(?:in progress|on-?going|under ?way|on track)",
            Status.IN_PROGRESS,
        ),
        (
            r"(?:(?:the |this )?recommendation )?(?:is |are )?(?:being )?"
            r"(?:addressed|taken forward|dealt with)"
            r"(?= (?:elsewhere|through|via|by|under|as part of)\b)",
            Status.ADDRESSED_ELSEWHERE,
        ),
    )
)


def read_deadline(words: str, quarters: QuarterConvention = QuarterConvention.UNSTATED) -> Deadline:
    """Read "Q3 / 2005", "by March 2006", a date or "Spring 2004"; else the wording has no value.

    `quarters` tells which months "Q1-Q2 2004" means.
    """
    raw = words.strip(_ENDINGS)
    said = _BY.sub("", raw, count=1) if _BY.match(raw) else raw
    quarter = _quarter(said)
    if quarter is not None:
        return Deadline(year=quarter[0], quarter=quarter[1], raw=raw)
    span = read_span(raw, quarters)
    if span is not None:
        return span
    date = latest_of_two(said) or parse_partial_date(said)
    if date.year is not None and _DATE.fullmatch(said):
        return Deadline(date=date, raw=raw)
    return Deadline(raw=raw)


def _quarter(said: str) -> tuple[int, int] | None:
    """Read a year and the number of a quarter; None if that is not what is said."""
    if match := _QUARTER.fullmatch(said):
        return int(match[2]), int(match[1])
    if match := _YEAR_FIRST.fullmatch(said):
        return int(match[1]), int(match[2])
    if match := _SHORT_YEAR.fullmatch(said):
        return 2000 + int(match[2]), int(match[1])
    if match := _WORDED.fullmatch(said):
        return int(match[2]), _ORDINALS[match[1].lower()]
    return None


def read_timetable(
    cell: str, quarters: QuarterConvention = QuarterConvention.UNSTATED
) -> Timetable:
    """Read a timetable cell: one deadline for the whole, or one for each part that is named."""
    if not cell:
        return Timetable(None, {})
    markers = mentioned(cell, NUMERALS)
    if not markers:
        return Timetable(read_deadline(cell, quarters), {})
    before = cell[: markers[0].start].strip(_ENDINGS)
    parts = {numeral: read_deadline(words, quarters) for numeral, words in _each(cell, markers)}
    return Timetable(read_deadline(before, quarters) if before else None, parts)


def is_timetable(cell: str) -> bool:
    """Tell whether a cell holds deadlines and nothing else, wherever it stands."""
    whole, parts = read_timetable(cell)
    deadlines = [*parts.values(), *([whole] if whole else [])]
    return bool(deadlines) and all(deadline.value for deadline in deadlines)


def read_progress(cell: str, numerals: Sequence[str]) -> Progress:
    """Read a progress cell; `numerals` are the parts it may speak of."""
    markers = mentioned(cell, numerals)
    if not markers:
        return Progress(read_report(cell) if cell else None, {})
    before = cell[: markers[0].start].strip(_ENDINGS + "–—-:")
    parts = {numeral: read_report(words) for numeral, words in _each(cell, markers)}
    return Progress(read_report(before) if before else None, parts)


def read_report(words: str) -> Report:
    """Read what is reported: "Not met, service will be rolled out March 2006"."""
    raw = words.strip()
    for pattern, status in _STATUS_WORDS:
        if match := pattern.match(raw):
            if status is Status.MET and not _stays_met(raw[match.end() :]):
                break
            note = raw[match.end() :].strip(_ENDINGS + "–—-:")
            open_still = status not in {Status.MET, Status.ADDRESSED_ELSEWHERE}
            return Report(raw, status, note, _new_date(note) if open_still else None)
    return Report(raw, Status.UNKNOWN, understood=False)


def _stays_met(rest: str) -> bool:
    """Tell whether what stands behind "Met" leaves it met: nothing, a date, or a harmless note."""
    if not rest.strip(_ENDINGS + "–—-:"):
        return True
    if _NOTE_BEGINS.match(rest):
        return not _CONTRADICTS.search(rest)
    when = _WHEN.sub("", rest.strip(_ENDINGS), count=1)
    return bool(read_deadline(when).value)


def _new_date(note: str) -> Deadline | None:
    span = span_inside(note)
    if span and not _QUARTER.search(note):
        return read_deadline(span)
    for pattern in (_QUARTER, _YEAR_FIRST, _DATE):
        if match := pattern.search(note):
            return read_deadline(match[0])
    return None


def _each(cell: str, markers: Sequence[Marker]) -> list[tuple[str, str]]:
    """Give what is said of each part; what follows "i) and ii)" or "i) - iii)" is said of all."""
    said: list[tuple[str, str]] = []
    end, below = len(cell), ""
    for marker in reversed(markers):
        words = cell[marker.end : end].strip(_ENDINGS)
        if said and words in _SHARED | _RANGE:
            if words in _RANGE:
                first, last = NUMERALS.index(marker.numeral), NUMERALS.index(said[-1][0])
                said.extend((NUMERALS[at], below) for at in range(last - 1, first, -1))
            words = below
        said.append((marker.numeral, words))
        end, below = marker.start, words
    return said[::-1]


def spelled_without_slash(deadline: Deadline) -> bool:
    """Tell whether a quarter is written without the slash the table uses elsewhere."""
    return deadline.quarter is not None and "/" not in deadline.raw
