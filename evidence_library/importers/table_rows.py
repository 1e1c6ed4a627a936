"""The rows of any grid of cells as rows of recommendations: header, columns, rows that go on.

Columns may stand in any order, and the header may be repeated, also with its columns in another
order. What is not understood is guessed from the cells and told, or given by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence_library.importers.table_settings import SETTING_LINE
from evidence_library.model.problem import Flag
from evidence_library.model.table_reading import (
    KEPT,
    Column,
    Columns,
    Grid,
    TableReading,
    TableRow,
)
from evidence_library.text.recommendations.columns import (
    are_reports,
    column_named,
    columns_named,
    guess_columns,
    is_header,
    number_in,
)
from evidence_library.text.recommendations.row import CONTINUATION

#: How a piece of a recommendation begins that goes on from the row above.
_GOES_ON = re.compile(r"\W{0,3}(?:<\w{1,10}>\s*)*(?:\(?[ivx]{1,5}\)|[a-z])")
#: The number that an item of a list got; bodies have none.
_ITEM = re.compile(r"^[ivx]{1,5}\) ")
_UNFINISHED = re.compile(r"(?:[,;/&-]|\b(?:for|of|and|the|to|in|on|with))$", re.IGNORECASE)
#: Headings are no longer than this; a text that begins "12. " brings its number itself.
_HEADING = 60
_NUMBER_IN_TEXT = re.compile(r"\(?(\d{1,4}[a-z]?)[.)]\s+(?=\S)")
_PRINTED = {
    Column.RECOMMENDATION: "the recommendation",
    Column.LEAD: "who leads",
    Column.TIMETABLE: "the deadline",
    Column.PROGRESS: "the progress",
}


#: What is taken of a row.
_TAKEN = (*KEPT, Column.THEME, Column.RESPONSE)


@dataclass(slots=True)
class _Begun:
    """A row that may go on further down."""

    number: str
    place: int
    cells: dict[Column, list[str]]
    flags: list[Flag] = field(default_factory=list)


def columns_of(grid: Grid) -> Columns:
    """Tell which column is what: by the first header, or by the cells where there is none."""
    for row, cells in enumerate(grid.rows):
        named = columns_named(cells)
        if is_header(named):
            below = columns_named(grid.rows[row + 1]) if _has_more_headings(grid, row + 1) else {}
            return Columns(_mended(grid, row, {**below, **named}), row)
    rows = [cells for row, cells in enumerate(grid.rows) if row not in grid.wide]
    found = guess_columns(rows)
    return Columns(found, _unread_header(grid, found), guessed=True)


def read_grid(grid: Grid, columns: Columns) -> TableReading:
    """Read the rows of a grid with the columns that were found or chosen."""
    reader = _Reader(grid, columns)
    for row in range(len(grid.rows)):
        reader.take(row)
    return TableReading(
        columns=columns,
        rows=tuple(_finished(one) for one in reader.rows),
        settings=tuple(reader.settings),
        above=tuple(reader.above),
        stray=tuple(reader.stray),
        problems=tuple(_problems(columns, reader)),
    )


class _Reader:
    """Takes the rows of a grid, one after the other."""

    def __init__(self, grid: Grid, columns: Columns) -> None:
        self.rows: list[_Begun] = []
        self.settings: list[tuple[int, str]] = []
        self.above: list[str] = []
        self.stray: list[str] = []
        self.moved = False
        self._theme = ""
        self._grid, self._columns = grid, columns
        self._at = columns.at
        self._begins = -1 if columns.header is None else columns.header

    def take(self, row: int) -> None:
        """Take a row: a header, a line above or between the rows, a row or more of one."""
        cells = self._grid.rows[row]
        if not any(map(str.strip, cells)):
            return
        if row < self._begins:
            self._take_above(row, cells)
        elif row == self._begins or self._is_header_again(row, cells):
            return
        elif row in self._grid.wide:
            self._theme = " ".join(" ".join(cells).split())
            if Column.THEME in self._at:
                self.stray.append(self._theme)
        else:
            self._take_row(row, cells)

    def _take_above(self, row: int, cells: Sequence[str]) -> None:
        line = " ".join(" ".join(cells).split())
        if SETTING_LINE.match(line):
            self.settings.append((self._grid.place(row), line))
        else:
            self.above.append(line)

    def _is_header_again(self, row: int, cells: Sequence[str]) -> bool:
        """Tell whether a header is repeated, and take over the order of its columns."""
        named = columns_named(cells)
        if row == self._begins + 1 and _has_more_headings(self._grid, row):
            return True
        if self._columns.header is not None and cells == self._grid.rows[self._columns.header]:
            return True
        if self._columns.guessed or not is_header(named):
            return False
        found = _mended(self._grid, row, named)
        if set(found) >= set(self._columns.at):
            self.moved = self.moved or found != self._at
            self._at = found
        return True

    def _take_row(self, row: int, cells: Sequence[str]) -> None:
        said = {
            column: cells[at]
            for column, at in self._at.items()
            if at < len(cells) and cells[at].strip()
        }
        repeated = {
            column for column, at in self._at.items() if (row, at) in self._grid.filled
        } & set(said)
        if self.rows and (Column.NUMBER in repeated or _goes_on(said, self._at)):
            self._continue(self.rows[-1], said, repeated)
        elif said:
            self._begin(row, cells, said, repeated)

    def _begin(
        self,
        row: int,
        cells: Sequence[str],
        said: Mapping[Column, str],
        repeated: set[Column],
    ) -> None:
        number, flags, said = _numbered(said, len(self.rows) + 1, self._at)
        for column in KEPT:
            if column in repeated:
                message = f"The {column} cell is merged with the one above; its words stand here."
                flags.append(Flag("merged-cell", message, number, said.get(column, "")))
        flags.extend(self._unused(number, cells))
        if self._theme and Column.THEME not in self._at:
            message = "The theme is the heading that stands above the row."
            flags.append(Flag("theme-from-heading", message, number, self._theme))
            said = {**said, Column.THEME: self._theme}
        begun = {column: [said.get(column, "")] for column in _TAKEN}
        self.rows.append(_Begun(number, self._grid.place(row), begun, flags))

    def _unused(self, number: str, cells: Sequence[str]) -> list[Flag]:
        """Flag what stands in columns that have no place in a recommendation."""
        header = () if self._columns.header is None else self._grid.rows[self._columns.header]
        flags = []
        for at, cell in enumerate(cells):
            if not cell.strip() or at in self._at.values():
                continue
            named = header[at].strip() if at < len(header) else ""
            named = " ".join(named.split()) or f"column {at + 1}"
            message = f"The column “{named}” has no place in a recommendation; kept here."
            flags.append(Flag("unused-column", message, number, f"{named}: {cell}"))
        return flags

    def _continue(self, begun: _Begun, said: Mapping[Column, str], repeated: set[Column]) -> None:
        """Add what a row says to the row it goes on from; pieces of a row stay side by side."""
        pieces = len(begun.cells[Column.RECOMMENDATION])
        for column in KEPT:
            words = "" if column in repeated else said.get(column, "")
            cells = begun.cells[column]
            if not words and column is not Column.RECOMMENDATION:
                continue
            cells.extend([""] * (pieces - len(cells)))
            cells.append(words)


def _finished(begun: _Begun) -> TableRow:
    begun.cells[Column.LEAD] = list(map(_one_body_a_line, begun.cells[Column.LEAD]))
    recommendation, lead, timetable, progress = (
        CONTINUATION.join(" ".join(piece.split()) for piece in _trimmed(begun.cells[column]))
        for column in KEPT
    )
    return TableRow(
        number=begun.number,
        cells=(recommendation, lead, timetable, progress),
        theme=" ".join("".join(begun.cells[Column.THEME]).split()),
        response=" ".join("".join(begun.cells[Column.RESPONSE]).split()),
        flags=tuple(begun.flags),
        place=begun.place,
    )


def _one_body_a_line(cell: str) -> str:
    """Part the lines of a lead cell by commas, unless a line is plainly not at its end."""
    lines = [_ITEM.sub("", line.strip()) for line in cell.splitlines() if line.strip()]
    if any(_UNFINISHED.search(line) for line in lines[:-1]):
        return cell
    return ", ".join(lines)


def _trimmed(pieces: Sequence[str]) -> Sequence[str]:
    """Leave out empty pieces at the end; one piece always stays."""
    last = max((at for at, piece in enumerate(pieces) if piece.strip()), default=0)
    return pieces[: last + 1]


def _goes_on(said: Mapping[Column, str], columns: Mapping[Column, int]) -> bool:
    """Tell whether a row goes on from the one above: it has no number and no lead of its own."""
    if set(said) == {Column.RECOMMENDATION} and Column.NUMBER in columns:
        return True
    allowed = {Column.RECOMMENDATION, Column.TIMETABLE, Column.PROGRESS}
    if not said or not set(said) <= allowed:
        return False
    text = said.get(Column.RECOMMENDATION, "")
    return not text or bool(_GOES_ON.match(text.strip()))


def _numbered(
    said: Mapping[Column, str], place: int, columns: Mapping[Column, int]
) -> tuple[str, list[Flag], dict[Column, str]]:
    """Give a row its number: its own, the one its text begins with, or its place."""
    cells = dict(said)
    printed = " ".join(cells.get(Column.NUMBER, "").split())
    if number := number_in(printed):
        return number, [], cells
    text = cells.get(Column.RECOMMENDATION, "")
    match = _NUMBER_IN_TEXT.match(text.strip())
    if match and not printed:
        cells[Column.RECOMMENDATION] = text.strip()[match.end() :]
        message = "The number was taken from the beginning of the text."
        return match[1], [Flag("number-from-text", message, match[1], text)], cells
    if Column.NUMBER not in columns:
        message = "The table does not number its rows; the row was given its place as number."
        return str(place), [Flag("row-numbered", message, str(place), text)], cells
    message = "The row has no number." if not printed else "The number was not understood."
    return printed, [Flag("row-number", message, printed, text)], cells


def _has_more_headings(grid: Grid, row: int) -> bool:
    """Tell whether a row below a header holds nothing but headings: some headers have two rows."""
    if not 0 < row < len(grid.rows):
        return False
    filled = [cell for cell in grid.rows[row] if cell.strip()]
    return bool(filled) and all(column_named(cell) is not None for cell in filled)


def _mended(grid: Grid, header: int, named: Mapping[Column, int]) -> dict[Column, int]:
    """Put right a header that names the column of the numbers “Recommendation”.

    Some tables print one heading above the numbers and the texts. Others report progress under
    “Response”.
    """
    found = dict(named)
    answers = found.get(Column.RESPONSE)
    if answers is not None and Column.PROGRESS not in found:
        rows = grid.rows[header + 1 :]
        if are_reports([row[answers] for row in rows if answers < len(row)]):
            found[Column.PROGRESS] = found.pop(Column.RESPONSE)
    at = found.get(Column.RECOMMENDATION)
    if at is None or Column.NUMBER in found:
        return found
    below = [row for row in grid.rows[header + 1 : header + 40] if any(map(str.strip, row))]
    cells = [row[at] for row in below if at < len(row) and row[at].strip()]
    headings = grid.rows[header]
    nameless = at + 1 < len(headings) and not headings[at + 1].strip()
    if nameless and cells and sum(map(bool, map(number_in, cells))) * 2 > len(cells):
        found[Column.NUMBER], found[Column.RECOMMENDATION] = at, at + 1
        return found
    before = [row[at - 1] for row in below if at and at - 1 < len(row) and row[at - 1].strip()]
    unnamed = at > 0 and not headings[at - 1].strip()
    if unnamed and before and sum(map(bool, map(number_in, before))) * 2 > len(before):
        found[Column.NUMBER] = at - 1
    return found


def _unread_header(grid: Grid, found: Mapping[Column, int]) -> int | None:
    """Find the row that may be a header in words that are not understood here.

    It is the first with words in at least three columns, all short, and none that looks like a
    number where the rows below have numbers.
    """
    for row, cells in enumerate(grid.rows[:20]):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if len(filled) < min(3, grid.width):
            continue
        at = found.get(Column.NUMBER)
        has_number = at is not None and at < len(cells) and bool(number_in(cells[at]))
        short = all(len(cell) <= _HEADING for cell in filled)
        return row if short and not has_number and len(grid.rows) > row + 1 else None
    return None


def _problems(columns: Columns, reader: _Reader) -> list[str]:
    """Say in sentences what was not understood of the columns."""
    problems = []
    if columns.guessed and columns.at:
        problems.append(
            "The header was not understood, so the columns were told by what stands in them; "
            "check them, or choose them by hand."
        )
    missing = [_PRINTED[column] for column in KEPT if column not in columns.at]
    if missing:
        is_no, was = ("is no column", "it was")
        if len(missing) > 1:
            is_no, was = ("are no columns", "they were")
        problems.append(f"There {is_no} for {_listed(missing)}; {was} left empty.")
    if reader.moved:
        problems.append("A header further down has its columns in another order; it was followed.")
    return problems


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
