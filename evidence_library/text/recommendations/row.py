"""One row of a recommendation table: from its cells to a recommendation, and back."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from evidence_library.model.dates import PartialDate
from evidence_library.model.problem import Flag
from evidence_library.model.quarters import quarters_in_words, span_of
from evidence_library.model.recommendation import (
    Deadline,
    Part,
    ProgressEntry,
    Recommendation,
    Response,
)
from evidence_library.model.vocabulary import QuarterConvention, Status
from evidence_library.text.partial_dates import in_words, latest_of_two, says_more
from evidence_library.text.recommendations import cells as cell_forms
from evidence_library.text.recommendations.division import Division
from evidence_library.text.recommendations.leads import read_leads, write_leads
from evidence_library.text.recommendations.responses import read_response
from evidence_library.text.recommendations.time_spans import may_be_month
from evidence_library.text.recommendations.wording import Wording, read_wording

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_STRAY_STYLE = re.compile(r"(?:style=\")?list-style-type:[^<>\"]{0,40}\"?>?")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_WORD = re.compile(r"\w[\w&-]*")
_CELL_NAMES = ("recommendation", "lead", "timetable", "progress")

#: What stands between the pieces of a cell that goes on in another row.
CONTINUATION = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it stands: the four cells in order, and what the form can hold beside them.

    `division` is how somebody divided the text, None where its markers shall; `exchange` whether
    somebody said that lead and timetable stand in each other's place, None where they tell
    themselves; `quarters` is what the quarters of the timetable mean.
    """

    number: str
    cells: tuple[str, str, str, str]
    theme: str = ""
    response: str = ""
    division: Division | None = None
    exchange: bool | None = None
    quarters: QuarterConvention = QuarterConvention.UNSTATED


class _Read(NamedTuple):
    """The four cells as plain text, in their right places."""

    text: str
    lead: str
    timetable: str
    progress: str


def read_row(row: Row, bodies: Collection[str] = ()) -> Recommendation:
    """Read a row. Every repair and every oddity becomes a flag with the row's number as `where`.

    `bodies` are lead bodies that the table names elsewhere.
    """
    flags = _Flags(row.number)
    read = _in_place(_plain_cells(row.cells, flags), row, flags)
    wording = read_wording(read.text, row.division)
    for oddity in wording.oddities:
        flags.add(oddity.code, oddity.message, oddity.raw)
    numerals = [numeral for numeral, _ in wording.parts]
    timetable = _timetable(read.timetable, numerals, row.quarters, flags)
    reported = cell_forms.read_progress(read.progress, numerals)
    progress = _for_all_parts(reported, read.progress, numerals, flags)
    leads = _leads(read.lead, bodies, flags)
    _check_spelling(read.text, leads, flags)
    responses = _responses(row.response, flags)
    return Recommendation(
        number=row.number,
        text=read.text,
        theme=row.theme,
        stem=wording.stem,
        parts=_parts(wording, timetable, progress),
        closing=wording.closing,
        leads=leads,
        deadline=timetable.whole,
        revisions=_revisions(progress.whole),
        reported=progress.whole.status if progress.whole else Status.UNKNOWN,
        status_raw=row.cells[3].strip(),
        progress=tuple(_entries(read.progress, reported)),
        cells=row.cells,
        responses=responses,
        flags=tuple(flags.all),
    )


def write_row(recommendation: Recommendation) -> Row:
    """Give the row of a recommendation: as it was found if that still says the same, else anew."""
    cells = recommendation.cells
    if len(cells) == 4:
        found = Row(
            number=recommendation.number,
            cells=(cells[0], cells[1], cells[2], cells[3]),
            theme=recommendation.theme,
        )
        read = read_row(found, recommendation.leads)
        reported = recommendation.progress[0].date if recommendation.progress else None
        if any(_same(one, recommendation) for one in (read, dated_by(read, reported))):
            return found
    return Row(
        number=recommendation.number,
        cells=(
            recommendation.text,
            write_leads(recommendation.leads),
            _written_timetable(recommendation),
            recommendation.status_raw or _written_status(recommendation),
        ),
        theme=recommendation.theme,
    )


def dated_by(item: Recommendation, reported: PartialDate | None) -> Recommendation:
    """Date what a table reports of a recommendation, if the table says when that was.

    Before that day nothing is known of it, so that only the log tells its status.
    """
    if reported is None or not item.progress:
        return item
    return replace(
        item,
        reported=Status.UNKNOWN,
        parts=tuple(replace(part, status=None) for part in item.parts),
        progress=tuple(replace(entry, date=reported) for entry in item.progress),
    )


def plain_cell(cell: str) -> tuple[str, tuple[str, ...]]:
    """Take markup out of a cell: the plain text, its spaces evened out, and what was taken out."""
    if "<" not in cell and "&" not in cell and "list-style" not in cell:
        return " ".join(cell.split()), ()
    removed = [*_TAG.findall(cell), *_STRAY_STYLE.findall(_TAG.sub(" ", cell))]
    text = _STRAY_STYLE.sub(" ", _TAG.sub(" ", cell))
    removed.extend(_ENTITY.findall(text))
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return " ".join(text.split()), tuple(removed)


class _Flags:
    def __init__(self, number: str) -> None:
        self._number = number
        self.all: list[Flag] = []

    def add(self, code: str, message: str, raw: str) -> None:
        self.all.append(Flag(code, message, self._number, raw))


def _plain_cells(cells: Sequence[str], flags: _Flags) -> list[str]:
    plain = []
    for name, cell in zip(_CELL_NAMES, cells, strict=True):
        # Bodies of different rows are several bodies; a text that goes on is one text.
        text, removed = plain_cell(cell.replace(CONTINUATION, ", ") if name == "lead" else cell)
        plain.append(text)
        if removed:
            _flag_markup(name, removed, flags)
    continued = [cell for cell in cells if CONTINUATION in cell]
    if continued:
        message = "The row goes on further down in the table; its pieces were put together."
        flags.add("continued-row", message, " | ".join(continued))
    return plain


def _flag_markup(name: str, removed: Sequence[str], flags: _Flags) -> None:
    message = f"Markup was taken out of the {name} cell."
    flags.add("markup-removed", message, " ".join(removed))
    opened = sum(tag.startswith("<ul") for tag in removed)
    if opened != removed.count("</ul>"):
        message = f"A list is opened in the {name} cell but never closed, or the other way round."
        flags.add("list-not-closed", message, " ".join(removed))


def _in_place(plain: Sequence[str], row: Row, flags: _Flags) -> _Read:
    text, lead, timetable, progress = plain
    apparent = cell_forms.is_timetable(lead) and not cell_forms.is_timetable(timetable)
    if apparent if row.exchange is None else row.exchange:
        message = "Lead department and timetable were exchanged by hand."
        if apparent:
            message = (
                "Lead department and timetable stood in each other's place; they were exchanged."
            )
        flags.add("cells-exchanged", message, f"{row.cells[1]} | {row.cells[2]}")
        lead, timetable = timetable, lead
    return _Read(text, lead, timetable, progress)


def _leads(cell: str, bodies: Collection[str], flags: _Flags) -> tuple[str, ...]:
    leads = read_leads(cell, bodies)
    if leads.empty:
        message = "An element of the list of leads is empty; a body may be missing."
        flags.add("empty-lead", message, cell)
    for name in leads.unsure:
        message = f"“{name}” was read as one body; it may be two."
        flags.add("lead-unsure", message, cell)
    for words in leads.parted:
        message = f"“{words}” was read as two bodies; it may be one, or say more."
        flags.add("lead-unsure", message, cell)
    if not leads.names:
        flags.add("no-lead", "No lead body is given.", cell)
    return leads.names


def _timetable(
    cell: str, numerals: Sequence[str], quarters: QuarterConvention, flags: _Flags
) -> cell_forms.Timetable:
    timetable = cell_forms.read_timetable(cell, quarters)
    if not cell:
        flags.add("no-deadline", "No deadline is given.", cell)
    for deadline in (*timetable.parts.values(), *([timetable.whole] if timetable.whole else [])):
        if not deadline.value:
            message = f"“{deadline.raw}” was not understood as a deadline; kept as read."
            flags.add("deadline-not-understood", message, cell)
        elif deadline.until:
            flags.add("deadline-is-a-span", _span_told(deadline, quarters), cell)
        elif latest_of_two(deadline.raw):
            message = (
                f"“{deadline.raw}” may be two days; the later one, {deadline.value}, was read."
            )
            flags.add("date-ambiguous", message, cell)
        elif deadline.date and says_more(deadline.date):
            message = f"Only {deadline.value} was understood of “{deadline.raw}”; kept as read."
            flags.add("date-partly-understood", message, cell)
        elif cell_forms.spelled_without_slash(deadline):
            message = f"“{deadline.raw}” is written without a slash; read as {deadline.value}."
            flags.add("deadline-spelling", message, cell)
    strange = [numeral for numeral in timetable.parts if numeral not in numerals]
    if strange:
        message = f"The timetable names part {', '.join(strange)}, which the text does not have."
        flags.add("deadline-without-part", message, cell)
    return timetable


def _span_told(deadline: Deadline, quarters: QuarterConvention) -> str:
    """Say which quarters a season, or the like, was read as."""
    span = span_of(deadline, quarters)
    meant = quarters_in_words(span, quarters) if span else deadline.value
    month = f" It may mean {in_words(deadline.date)}." if deadline.date else ""
    more = month if may_be_month(deadline) else ""
    return f"“{deadline.raw}” is no single quarter; it was read as {meant}.{more}"


def _for_all_parts(
    reported: cell_forms.Progress, cell: str, numerals: Sequence[str], flags: _Flags
) -> cell_forms.Progress:
    """Where a report names single parts, what it says of the whole holds for the others."""
    if not cell:
        flags.add("no-progress", "No progress is reported.", cell)
    for report in (*([reported.whole] if reported.whole else []), *reported.parts.values()):
        _flag_report(report, flags)
    if reported.whole is None or not reported.parts:
        return reported
    message = f"The progress names single parts; “{reported.whole.raw}” was read for the others."
    flags.add("status-per-part", message, cell)
    of_others = reported.whole._replace(note="", revised=None)
    parts = {numeral: reported.parts.get(numeral, of_others) for numeral in numerals}
    return reported._replace(parts=parts)


def _flag_report(report: cell_forms.Report, flags: _Flags) -> None:
    if not report.understood:
        message = "The progress states no status that is known; it was left unknown."
        flags.add("status-not-stated", message, report.raw)
    elif report.revised:
        message = (
            f"The progress names a new date, {report.revised.value}, kept beside the deadline."
        )
        flags.add("revised-deadline", message, report.raw)
    elif report.note and report.status is not Status.ADDRESSED_ELSEWHERE:
        message = "The progress says more than a status; the rest was kept as a note."
        flags.add("status-note", message, report.raw)


def _check_spelling(text: str, leads: Sequence[str], flags: _Flags) -> None:
    """Flag where the text spells an acronym otherwise than the lead cell does."""
    known = set(leads)
    spellings: dict[str, str] = {}
    for word in _WORD.findall(text):
        if word[0].isupper() and word not in known:
            spellings.setdefault(word.casefold(), word)
    for lead in leads:
        other = spellings.get(lead.casefold())
        if other:
            message = f"“{other}” is spelled “{lead}” in the lead cell; both kept as read."
            flags.add("spelling-differs", message, other)


def _responses(cell: str, flags: _Flags) -> tuple[Response, ...]:
    words, _removed = plain_cell(cell)
    response = read_response(words)
    if words and response is None:
        message = "The response is none that is known; it was kept here."
        flags.add("response-not-understood", message, words)
    return (response,) if response else ()


def _parts(
    wording: Wording, timetable: cell_forms.Timetable, progress: cell_forms.Progress
) -> tuple[Part, ...]:
    return tuple(
        Part(
            marker=numeral,
            text=text,
            deadline=timetable.parts.get(numeral),
            revisions=_revisions(progress.parts.get(numeral)),
            status=progress.parts[numeral].status if numeral in progress.parts else None,
        )
        for numeral, text in wording.parts
    )


def _revisions(report: cell_forms.Report | None) -> tuple[Deadline, ...]:
    return (report.revised,) if report and report.revised else ()


def reports_in(cell: str, numerals: Sequence[str]) -> tuple[ProgressEntry, ...]:
    """Read a progress cell on its own: what it reports of the whole and of the given parts."""
    words, _removed = plain_cell(cell)
    read = cell_forms.read_progress(words, numerals)
    entries = tuple(_entries(words, read))
    return entries[1:] if read.whole is None and read.parts else entries


def _entries(cell: str, reported: cell_forms.Progress) -> Iterator[ProgressEntry]:
    if not cell:
        return
    whole = reported.whole or cell_forms.Report(cell, Status.UNKNOWN)
    yield ProgressEntry(raw=cell, status=whole.status, note=whole.note, revised=whole.revised)
    for numeral, report in reported.parts.items():
        yield ProgressEntry(
            raw=report.raw,
            status=report.status,
            part=numeral,
            note=report.note,
            revised=report.revised,
        )


def _same(one: Recommendation, other: Recommendation) -> bool:
    """Tell whether a row says what the recommendation says; links to records are no part of it."""
    compared = ("text", "stem", "parts", "closing", "leads", "deadline", "reported", "status_raw")
    return all(getattr(one, name) == getattr(other, name) for name in compared)


def _written_timetable(recommendation: Recommendation) -> str:
    parts = [
        f"{part.marker}) {part.deadline.raw or part.deadline.value}"
        for part in recommendation.parts
        if part.deadline
    ]
    whole = recommendation.deadline
    return " ".join(([whole.raw or whole.value] if whole else []) + parts)


def _written_status(recommendation: Recommendation) -> str:
    statuses = [
        f"{part.marker}) {part.status.replace('_', ' ')}"
        for part in recommendation.parts
        if part.status
    ]
    whole = recommendation.reported.replace("_", " ")
    return "; ".join(
        [*([whole] if recommendation.reported is not Status.UNKNOWN else []), *statuses]
    )
