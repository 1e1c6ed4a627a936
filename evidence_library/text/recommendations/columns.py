"""What the columns of a recommendation table are called, and what stands in them.

Columns are told by their headings; where no heading is understood, by what most of their cells look
like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import mean

from evidence_library.model.table_reading import Column
from evidence_library.text.recommendations.cells import is_timetable, read_report

_NAMES: Mapping[Column, tuple[str, ...]] = {
    Column.NUMBER: (
        *("number", "no", "nr", "num", "#", "ref", "reference", "ref no", "reference number", "id"),
        *(
            "rec",
            "rec no",
            "rec number",
            "recommendation number",
            "recommendation no",
            "rec ref",
            "item",
        ),
    ),
    Column.RECOMMENDATION: (
        *("recommendation", "recommendations", "the recommendation", "recommendation text", "text"),
        *("action", "actions", "action required", "proposal", "commitment", "recommended action"),
        *("wording", "what"),
    ),
    Column.LEAD: (
        *("lead", "leads", "lead body", "lead bodies", "lead department", "lead departments"),
        *("lead departments and agencies", "lead dept", "department", "departments", "owner"),
        *("responsible", "responsible body", "responsible bodies", "responsible department"),
        *("responsibility", "lead organisation", "lead agency", "lead officer", "organisation"),
        *("action owner", "owners", "who", "lead responsibility", "responsible organisation"),
    ),
    Column.TIMETABLE: (
        *("timetable", "timescale", "timescales", "target date", "deadline", "deadlines", "due"),
        *("due date", "date due", "target", "completion date", "target completion date", "by when"),
        *("when", "timing", "implementation date", "delivery date", "timeline", "date for action"),
    ),
    Column.PROGRESS: (
        *("progress", "status", "update", "progress update", "progress to date"),
        *("current status", "position", "current position", "implementation status", "state"),
        *("latest position", "progress report", "rag status", "outcome"),
    ),
    Column.THEME: ("theme", "themes", "topic", "area", "section", "category", "subject", "chapter"),
    Column.RESPONSE: (
        *("response", "responses", "government response", "official response", "decision"),
        *("response to recommendation", "accepted", "accepted or rejected", "government decision"),
    ),
}
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names}
_MARKS = re.compile(r"[^\w# ]+")
#: Longer cells are no headings; so many of them at most tell what a column holds.
_LONGEST, _LOOKED_AT = 60, 200

#: A number of a recommendation, as it is kept.
NUMBER = re.compile(r"(\d{1,4}[a-z]?)[.)]?")
#: Other ways to number: "R12", "1.2", "Recommendation 5", "Rec. 5a".
_REFERENCE = re.compile(r"[A-Z]{0,4}[ .-]?\d{1,4}(?:[./-]\d{1,4}){0,4}[a-z]?[.)]?")
_NAMED_NUMBER = re.compile(r"(?:recommendation|rec\.?|no\.?)\s?(\d{1,4}[a-z]?)[.)]?", re.IGNORECASE)


#: Tells of a cell whether it looks like those of a column.
_Test = Callable[[str], bool]


def column_named(heading: str) -> Column | None:
    """Tell what a heading says that its column holds; None if it is not understood."""
    if len(heading) > _LONGEST:
        return None
    words = " ".join(_MARKS.sub(" ", heading.casefold()).split())
    return _BY_NAME.get(words)


def columns_named(cells: Sequence[str]) -> dict[Column, int]:
    """Give the columns that the cells of a row name.

    Where two name the same, that with the usual name is taken, then the first.
    """
    found: dict[Column, int] = {}
    for at, cell in enumerate(cells):
        column = column_named(cell)
        if column is None:
            continue
        if column not in found or (
            _is_usual(cell, column) > _is_usual(cells[found[column]], column)
        ):
            found[column] = at
    return found


def _is_usual(heading: str, column: Column) -> bool:
    return column in heading.casefold().split()


def is_header(named: Mapping[Column, int]) -> bool:
    """Tell whether columns that a row names make it a header: the recommendation and another one,
    or three others.
    """
    return len(named) > 1 if Column.RECOMMENDATION in named else len(named) > 2


def are_reports(cells: Sequence[str]) -> bool:
    """Tell whether most cells report a status: then their column holds progress."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and _share(filled, _is_report) >= _MOST


def number_in(cell: str) -> str:
    """Give the number that a cell holds, as it is kept; empty if it is none."""
    words = " ".join(cell.split())
    if match := NUMBER.fullmatch(words) or _NAMED_NUMBER.fullmatch(words):
        return match[1]
    return words.rstrip(".)") if _REFERENCE.fullmatch(words) else ""


def guess_columns(rows: Sequence[Sequence[str]]) -> dict[Column, int]:
    """Tell columns by what most of their cells look like; what is not clear is left out.

    The recommendation is the one with the longest texts; of those left over behind it, the lead is
    the first and the progress the last.
    """
    width = max(map(len, rows), default=0)
    found: dict[Column, int] = {}
    filled = {
        at: [row[at] for row in rows[:_LOOKED_AT] if at < len(row) and row[at].strip()]
        for at in range(width)
    }
    lengths = {at: mean(map(len, cells)) for at, cells in filled.items() if cells}
    if not lengths:
        return found
    found[Column.RECOMMENDATION] = max(lengths, key=lambda at: lengths[at])
    for column, looks_right in _LOOKS:
        free = [at for at in lengths if at not in found.values()]
        best = max(free, key=lambda at: _share(filled[at], looks_right), default=None)
        if best is not None and _share(filled[best], looks_right) >= _MOST:
            found[column] = best
    after = found[Column.RECOMMENDATION]
    free = [at for at in sorted(lengths) if at not in found.values()]
    leads = [at for at in free if at > after] or free
    if leads:
        found[Column.LEAD] = leads[0]
    if len(leads) > 1 and Column.PROGRESS not in found:
        found[Column.PROGRESS] = leads[-1]
    return found


#: So many of the cells of a column must look alike, as a share.
_MOST = 0.5


def _share(cells: Sequence[str], looks_right: _Test) -> float:
    return mean(looks_right(cell) for cell in cells)


def _is_number(cell: str) -> bool:
    return bool(number_in(cell))


def _is_timetable(cell: str) -> bool:
    return len(cell) <= _LONGEST and is_timetable(" ".join(cell.split()))


def _is_report(cell: str) -> bool:
    return read_report(cell).understood


_LOOKS = (
    (Column.TIMETABLE, _is_timetable),
    (Column.NUMBER, _is_number),
    (Column.PROGRESS, _is_report),
)
