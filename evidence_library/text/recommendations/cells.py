"""The small cells of a recommendation table: lead bodies, timetable, progress."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from evidence_library.model.recommendation import Deadline
from evidence_library.model.vocabulary import Status
from evidence_library.text.partial_dates import parse_partial_date
from evidence_library.text.recommendations.part_markers import NUMERALS, Marker, mentioned


class Leads(NamedTuple):
    """Bodies in order, how many elements were empty, and the names that may be two."""

    names: tuple[str, ...]
    empty: int = 0
    unsure: tuple[str, ...] = ()


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


_SEPARATOR = re.compile(r"\s*(?:[/&;]|,(?:\s*and\b)?|\band\b)\s*")
#: "Department of Trade and Industry" is one body: its name goes on behind "and".
_NAME_WITH_AND = re.compile(r"\b(?:Department|Ministry|Office|Commission|Minister)\s(?:for|of)\b")

_QUARTER = re.compile(r"Q\s?([1-4])\s?/?\s?((?:19|20)[0-9]{2})", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"((?:19|20)[0-9]{2})\s?/?\s?Q\s?([1-4])", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DATE = re.compile(rf"(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?{_MONTH} )?(?:19|20)[0-9]{{2}}")
_ENDINGS = " ,;."

#: How a report begins and the status that is. The first that fits decides.
_STATUS_WORDS: tuple[tuple[re.Pattern[str], Status], ...] = tuple(
    (re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE), status)
    for words, status in (
        (r"(?:partly|partially|part)[ -](?:met|achieved|implemented|completed)", Status.PARTLY_MET),
        (
            r"(?:met|achieved|implemented|completed?) (?:in part|partly|partially)",
            Status.PARTLY_MET,
        ),
        (r"not (?:yet )?(?:met|achieved|implemented)|unmet", Status.NOT_MET),
        (r"not (?:yet )?due(?: yet)?", Status.NOT_DUE),
        (r"(?:fully )?(?:met|achieved|implemented|completed?)|done", Status.MET),
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


def read_leads(cell: str) -> Leads:
    """Read the bodies of a lead cell, in order. Where there is a semicolon, only it separates."""
    if ";" in cell:
        names = [" ".join(piece.split()) for piece in cell.removesuffix(";").split(";")]
        return Leads(tuple(filter(None, names)), empty=names.count(""))
    if _NAME_WITH_AND.search(cell) and re.search(r"\band\b|&", cell):
        names = [" ".join(piece.split()) for piece in re.split(r"[/,]", cell)]
        unsure = tuple(name for name in names if _NAME_WITH_AND.search(name) and " and " in name)
        return Leads(tuple(filter(None, names)), empty=names.count(""), unsure=unsure)
    names = [" ".join(piece.split()) for piece in _SEPARATOR.split(cell)]
    empty = names.count("") if any(names) else 0
    return Leads(tuple(filter(None, names)), empty)


def write_leads(names: Sequence[str]) -> str:
    """Write a lead cell that reads as these bodies."""
    plain = ", ".join(names)
    if read_leads(plain) == Leads(tuple(names)):
        return plain
    return "; ".join(names) + (";" if len(names) == 1 else "")


def read_deadline(words: str) -> Deadline:
    """Read "Q3 / 2005" or a date; a wording that is neither is kept with no value."""
    raw = words.strip(_ENDINGS)
    if match := _QUARTER.fullmatch(raw):
        return Deadline(year=int(match[2]), quarter=int(match[1]), raw=raw)
    if match := _YEAR_FIRST.fullmatch(raw):
        return Deadline(year=int(match[1]), quarter=int(match[2]), raw=raw)
    date = parse_partial_date(raw)
    if date.year is not None and _DATE.fullmatch(raw):
        return Deadline(date=date, raw=raw)
    return Deadline(raw=raw)


def read_timetable(cell: str) -> Timetable:
    """Read a timetable cell: one deadline for the whole, or one for each part that is named."""
    if not cell:
        return Timetable(None, {})
    markers = mentioned(cell, NUMERALS)
    if not markers:
        return Timetable(read_deadline(cell), {})
    before = cell[: markers[0].start].strip(_ENDINGS)
    parts = {numeral: read_deadline(words) for numeral, words in _each(cell, markers)}
    return Timetable(read_deadline(before) if before else None, parts)


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
            note = raw[match.end() :].strip(_ENDINGS + "–—-:")
            open_still = status not in {Status.MET, Status.ADDRESSED_ELSEWHERE}
            return Report(raw, status, note, _new_date(note) if open_still else None)
    return Report(raw, Status.UNKNOWN, understood=False)


def _new_date(note: str) -> Deadline | None:
    for pattern in (_QUARTER, _YEAR_FIRST, _DATE):
        if match := pattern.search(note):
            return read_deadline(match[0])
    return None


def _each(cell: str, markers: Sequence[Marker]) -> list[tuple[str, str]]:
    ends = [*(marker.start for marker in markers[1:]), len(cell)]
    return [
        (marker.numeral, cell[marker.end : end].strip(_ENDINGS))
        for marker, end in zip(markers, ends, strict=True)
    ]


def spelled_without_slash(deadline: Deadline) -> bool:
    """Tell whether a quarter is written without the slash the table uses elsewhere."""
    return deadline.quarter is not None and "/" not in deadline.raw
