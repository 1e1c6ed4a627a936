"""Tables in text: parted by tabs, commas, semicolons or upright strokes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from evidence_library.errors import UserCanFix
from evidence_library.model.table_reading import Grid
from evidence_library.text.recommendations.columns import columns_named
from evidence_library.text.spreadsheet_cells import as_meant

#: Rows of a table that are looked at to see how its cells are parted.
_LOOKED_AT = 100
_DELIMITERS = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "strokes"}
_RULE = re.compile(r"\|?\s?:?-{2,}[-:|\s]*")
#: Longest cell that a table may have, in characters.
_LONGEST_CELL = 1_000_000


def grid_of_text(text: str, name: str) -> Grid:
    """Read a text as a table, parted by whatever parts it best. Raises UserCanFix."""
    delimiter = delimiter_of(text)
    rows = list(_stroked(text) if delimiter == "|" else _parted(text, delimiter, name))
    return Grid(
        name="",
        rows=tuple(cells for _place, cells in rows),
        places=tuple(place for place, _cells in rows),
        tabbed=delimiter == "\t",
    )


def how_parted(text: str) -> str:
    """Say in a word what parts the cells of a text."""
    return _DELIMITERS[delimiter_of(text)]


def delimiter_of(text: str) -> str:
    """Give the sign that parts the cells of a text: the one with most headings, or most columns."""
    beginning = text[: _LOOKED_AT * 2_000]
    return max(_DELIMITERS, key=lambda sign: _fit(beginning, sign))


def _fit(text: str, sign: str) -> tuple[int, int, int]:
    """Rate a sign: headings understood in one row, then how many rows have the usual width."""
    try:
        parted = _stroked(text) if sign == "|" else _parted(text, sign, "")
        rows = [cells for _place, cells in _first(parted)]
    except UserCanFix:
        return (0, 0, 0)
    widths = [len(cells) for cells in rows if len(cells) > 1]
    if not widths:
        return (0, 0, 0)
    usual = max(set(widths), key=widths.count)
    named = max(len(columns_named(cells)) for cells in rows)
    return (named if named > 1 else 0, widths.count(usual) * min(usual, 6), usual)


def _first(rows: Iterator[tuple[int, tuple[str, ...]]]) -> list[tuple[int, tuple[str, ...]]]:
    return [one for one, _ in zip(rows, range(_LOOKED_AT), strict=False)]


def _parted(text: str, delimiter: str, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Read rows with quotation marks around cells, as spreadsheets write them; blank ones go."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        place = 1
        for cells in reader:
            if any(map(str.strip, cells)):
                yield place, tuple(map(as_meant, cells))
            place = reader.line_num + 1
    except csv.Error:
        raise UserCanFix(
            f"“{name}” has a cell that never ends; look for a quotation mark that is not closed."
        ) from None
    finally:
        csv.field_size_limit(before)


def _stroked(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Read rows "| a | b |"; rules between them are left out."""
    for place, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if not words or _RULE.fullmatch(words):
            continue
        cells = words.removeprefix("|").removesuffix("|").split("|") if "|" in words else [words]
        yield place, tuple(cell.strip() for cell in cells)


def as_tabbed(rows: Sequence[Sequence[str]]) -> str:
    """Write rows as text parted by tabs: what is kept of a table that is no text."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
