"""Recommendation tables: tab-separated, in page blocks with a repeated header.

A data row has a number and then the columns the header names. A row without a number whose other
cells are empty goes on from the row above it. Lines "# name: value" above the first header say what
the table itself does not: title, id, source-record, as-at, quarters, body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence_library.errors import UserCanFix
from evidence_library.importers.table_sets import reading_of
from evidence_library.importers.table_settings import SETTING_LINE
from evidence_library.model.ids import ConceptId
from evidence_library.model.problem import Flag
from evidence_library.model.reading import Reading
from evidence_library.model.table_reading import Columns, TableReading, TableRow
from evidence_library.text.recommendations.row import CONTINUATION

FORMAT = "recommendation table"
SUFFIX = ".recommendations.tsv"

#: Column names as tables print them, and what they hold.
_COLUMNS = {
    "number": "number",
    "no": "number",
    "ref": "number",
    "reference": "number",
    "recommendation": "recommendation",
    "recommendations": "recommendation",
    "lead": "lead",
    "leads": "lead",
    "lead body": "lead",
    "lead bodies": "lead",
    "lead department": "lead",
    "lead departments": "lead",
    "responsible body": "lead",
    "responsible bodies": "lead",
    "timetable": "timetable",
    "target date": "timetable",
    "deadline": "timetable",
    "timescale": "timetable",
    "progress": "progress",
    "status": "progress",
    "theme": "theme",
    "response": "response",
    "government response": "response",
}
_NEEDED = ("recommendation", "lead", "timetable", "progress")
#: How far down a header is looked for when a file is only being recognised, in characters.
_LOOK = 200_000
#: Lines with as many tabs as a table of ours look like one even without a header.
_TABS = 3
_NUMBER = re.compile(r"(\d{1,4}[a-z]?)[.)]?$")
#: How a piece of a recommendation begins that goes on from the row above.
_GOES_ON = re.compile(r"\W{0,3}(?:<\w{1,10}>\s*)*(?:\(?[ivx]{1,5}\)|[a-z])")
#: Marks a column that nothing here has a place for; its printed name follows.
_UNUSED = "unused:"
#: Longer lines are no headers.
_HEADER_LENGTH = 400


def recognises(text: str, name: str) -> bool:
    """Tell whether a text is such a table: by its name, its header or the look of its rows."""
    if name.casefold().endswith(SUFFIX):
        return True
    rows = 0
    for line in text[:_LOOK].splitlines():
        if _header(line):
            return True
        rows += line.count("\t") >= _TABS
    return rows > 1


def read(text: str, name: str, headings: Mapping[str, ConceptId]) -> Reading:
    """Read a table into a set and, where no record is named for it, a record that holds the set."""
    return reading_of(read_rows(text, name), name, FORMAT, text)


def read_rows(text: str, name: str) -> TableReading:
    """Read the rows of a table, and what stands above and between them. Raises UserCanFix."""
    table = _read_lines(text, name)
    return TableReading(
        columns=Columns(),
        rows=tuple(map(_row, table.rows)),
        settings=tuple(table.settings),
        above=tuple(table.above),
        stray=tuple(table.stray),
    )


def has_header(text: str) -> bool:
    """Tell whether a text has a header that is understood here."""
    return any(_header(line) for line in text[:_LOOK].splitlines())


@dataclass(slots=True)
class _TableRow:
    number: str
    values: dict[str, list[str]]
    place: int = 0
    flags: list[Flag] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    settings: list[tuple[int, str]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    rows: list[_TableRow] = field(default_factory=list)


def _read_lines(text: str, name: str) -> _Table:
    table = _Table()
    columns: tuple[str, ...] = ()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line_number, line in enumerate(lines, start=1):
        header = _header(line)
        if header:
            columns = header
        elif columns and "\t" in line and line.strip():
            _add_row(table, columns, line, line_number)
        elif line.strip():
            _add_line(table, line_number, line, inside=bool(columns))
    if not columns:
        raise UserCanFix(f"“{name}” {_no_header(lines)}")
    if not table.rows:
        raise UserCanFix(f"“{name}” has a header but no rows; add the recommendations below it.")
    return table


def _header(line: str) -> tuple[str, ...]:
    """Give the columns of a header line; empty if the line is no header.

    An empty heading is that of the numbers, which may stand anywhere; columns without a place keep
    their printed name.
    """
    if "\t" not in line or len(line) > _HEADER_LENGTH:
        return ()
    columns = _columns(line)
    used = [column for column in columns if not column.startswith(_UNUSED)]
    if not set(_NEEDED) <= set(used) or len(set(used)) != len(used):
        return ()
    if "number" in columns or not any(not cell.strip() for cell in line.split("\t")):
        return columns
    return ("number", *columns)


def _columns(line: str) -> tuple[str, ...]:
    printed = [" ".join(cell.split()) for cell in line.split("\t")]
    names = [(cell, cell.casefold().rstrip(".")) for cell in printed if cell]
    return tuple(_COLUMNS.get(name, _UNUSED + cell) for cell, name in names)


def _no_header(lines: Sequence[str]) -> str:
    """Say what a table lacks: its header, or columns of what may be its header."""
    printed = dict(
        zip(_NEEDED, ("Recommendation", "Lead Department", "Timetable", "Progress"), strict=True)
    )
    for line in lines:
        found = set(_columns(line)) if "\t" in line and len(line) <= _HEADER_LENGTH else set()
        missing = [printed[column] for column in _NEEDED if column not in found]
        if "recommendation" in found and len(missing) < len(_NEEDED) - 1:
            which = f"column {missing[0]}" if len(missing) == 1 else "columns " + ", ".join(missing)
            if missing:
                return f"has a header without the {which}; add what is missing to it."
            return "has a header that names a column twice; give each column a name of its own."
    return (
        "has no header; put a line with the columns Recommendation, Lead Department, "
        "Timetable and Progress above the rows."
    )


def _add_line(table: _Table, line_number: int, line: str, *, inside: bool) -> None:
    if inside:
        table.stray.append(line)
    elif SETTING_LINE.match(line):
        table.settings.append((line_number, line))
    else:
        table.above.append(" ".join(line.split()))


def _add_row(table: _Table, columns: Sequence[str], line: str, place: int) -> None:
    cells = line.split("\t")
    numbered = "number" in columns or _has_number_more(cells, columns)
    if numbered and "number" not in columns:
        columns = ("number", *columns)
    named = {name: cell for name, cell in zip(columns, cells, strict=False) if cell.strip()}
    if table.rows and _goes_on(named):
        _continue(table.rows[-1], named)
        return
    row = _TableRow("", {name: [named.get(name, "")] for name in columns}, place)
    row.number = _number(row, named.get("number", "").strip(), line, len(table.rows) + 1, numbered)
    if any(map(str.strip, cells[len(columns) :])) or len(cells) < len(_NEEDED):
        message = f"The row has {len(cells)} cells where the header has {len(columns)}."
        row.flags.append(Flag("row-cells", message, row.number, line))
    for name in columns:
        if name.startswith(_UNUSED) and name in named:
            printed = name.removeprefix(_UNUSED)
            message = f"The column “{printed}” has no place in a recommendation; kept here."
            raw = f"{printed}: {named[name]}"
            row.flags.append(Flag("unused-column", message, row.number, raw))
    table.rows.append(row)


def _has_number_more(cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Tell whether a row has one cell more than the header: a number that no heading names."""
    filled = len("\t".join(cells).rstrip().split("\t"))
    first = cells[0].strip()
    return len(cells) == len(columns) + 1 and (
        bool(_NUMBER.match(first)) or (not first and filled <= len(columns) + 1)
    )


def _number(row: _TableRow, printed: str, line: str, place: int, numbered: bool) -> str:
    """Give a row its number; where the table has none, its place in the table."""
    if not numbered:
        message = "The table does not number its rows; the row was given its place as number."
        row.flags.append(Flag("row-numbered", message, str(place), line))
        return str(place)
    if match := _NUMBER.match(printed):
        return match[1]
    message = "The row has no number." if not printed else "The number was not understood."
    row.flags.append(Flag("row-number", message, printed, line))
    return printed


def _goes_on(named: Mapping[str, str]) -> bool:
    """Tell whether a row goes on from the one above: it has no number and no lead of its own."""
    text = named.get("recommendation", "")
    if set(named) == {"recommendation"}:
        return True
    if not named or not set(named) <= {"recommendation", "timetable", "progress"}:
        return False
    return not text or bool(_GOES_ON.match(text.strip()))


def _continue(row: _TableRow, named: Mapping[str, str]) -> None:
    """Add the cells of a row to the row above; pieces of the same row stay side by side."""
    pieces = len(row.values["recommendation"])
    for name in ("recommendation", "timetable", "progress"):
        if name == "recommendation" or name in named:
            cells = row.values[name]
            cells.extend([""] * (pieces - len(cells)))
            cells.append(named.get(name, ""))


def _row(row: _TableRow) -> TableRow:
    recommendation, lead, timetable, progress = (
        CONTINUATION.join(row.values.get(name, [""])) for name in _NEEDED
    )
    return TableRow(
        number=row.number,
        cells=(recommendation, lead, timetable, progress),
        theme="".join(row.values.get("theme", [])).strip(),
        response="".join(row.values.get("response", [])).strip(),
        flags=tuple(row.flags),
        place=row.place,
    )
