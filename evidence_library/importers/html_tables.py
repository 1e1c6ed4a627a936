"""The tables of a web page, or of HTML that was pasted. Nothing is loaded and nothing is run.

A table inside a cell is left out. A cell that reaches over several rows stands in each of them; one
that reaches over several columns stands in the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence_library.errors import UserCanFix
from evidence_library.model.table_reading import Grid
from evidence_library.text.html_pieces import Piece, Progress, nobody_asks, pieces
from evidence_library.text.recommendations.part_markers import NUMERALS

#: More cells than any table of recommendations has, and what a cell may say that it reaches over.
MOST_CELLS = 1_000_000
_MOST_COLUMNS, _MOST_ROWS = 200, 5_000
_WIDEST = 1_000

_CELLS = frozenset({"td", "th"})
_LISTS = frozenset({"ol", "ul"})
#: An item that brings its own number, "a) light the quay".
_OWN_MARKER = re.compile(r"\s*\(?(?:[ivx]{1,5}|[a-h]|[0-9]{1,2})[).]\s")
_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4"})


@dataclass(slots=True)
class _Cell:
    across: int
    down: int
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        lines = "".join(self.words).split("\n")
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


@dataclass(slots=True)
class _Table:
    name: str = ""
    rows: list[list[_Cell]] = field(default_factory=list)


class _Items:
    """Numbers the items of the lists in a cell as parts, "i) ", wherever the page only shows it.

    Items of bulleted lists, and of lists inside others, have no numbers of their own.
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self._number = 0
        self._marker = ""
        self._first: tuple[list[str], int] | None = None

    def take(self, piece: Piece, words: list[str]) -> None:
        """Take a piece that stands in a cell with some words."""
        if piece.tag in _LISTS:
            self._take_list(piece)
        elif piece.tag == "li" and piece.begins and self._open == ["ol"]:
            self._marker = NUMERALS[self._number] if self._number < len(NUMERALS) else ""
            self._number += 1
        elif self._marker and piece.text.strip():
            if not _OWN_MARKER.match(piece.text):
                words.append(f"{self._marker}) ")
                if self._number == 1:
                    self._first = words, len(words) - 1
            self._marker = ""

    def _take_list(self, piece: Piece) -> None:
        if piece.begins:
            if not self._open:
                self._number, self._first = 0, None
            self._open.append(piece.tag)
        elif piece.ends and self._open:
            self._open.pop()
            if not self._open and self._number == 1 and self._first:  # one item is no part
                words, at = self._first
                words[at] = ""


class _Reader:
    """Takes pieces of HTML and builds the tables that stand in no other."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.nested = 0
        self.cells = 0
        self._depth = 0
        self._cell: _Cell | None = None
        self._items = _Items()
        self._in_caption = False

    def take(self, piece: Piece) -> None:
        """Take the next piece."""
        if piece.tag == "table":
            self._take_table(piece)
        elif self._depth == 1:
            self._take_inside(piece)

    def _take_table(self, piece: Piece) -> None:
        if piece.begins:
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
                self._cell = None
            else:
                self.nested += 1
        elif piece.ends and self._depth:
            self._depth -= 1

    def _take_inside(self, piece: Piece) -> None:
        table = self.tables[-1]
        if piece.tag == "caption":
            self._in_caption = piece.begins
        elif piece.tag == "tr":
            self._cell = None
            if piece.begins:
                table.rows.append([])
        elif piece.tag in _CELLS:
            self._cell, self._items = self._begun(piece, table) if piece.begins else None, _Items()
        elif self._in_caption:
            table.name = f"{table.name}{piece.text}"[:200]
        elif self._cell is not None:
            self._items.take(piece, self._cell.words)
            self._cell.words.append(piece.text or ("\n" if piece.tag in _BREAKS else ""))

    def _begun(self, piece: Piece, table: _Table) -> _Cell:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise UserCanFix(f"The page has more than {MOST_CELLS:,} cells; save a part of it.")
        if not table.rows:
            table.rows.append([])
        stated = dict(piece.attributes)
        cell = _Cell(
            _reach(stated.get("colspan", ""), _MOST_COLUMNS),
            _reach(stated.get("rowspan", ""), _MOST_ROWS),
        )
        table.rows[-1].append(cell)
        return cell


def grids_of_html(html: str, progress: Progress = nobody_asks) -> tuple[tuple[Grid, ...], int]:
    """Give the tables of a page that have two columns or more, and how many stood in others.

    Raises UserCanFix for more cells than can be, and what `progress` raises.
    """
    reader = _Reader()
    for piece in pieces(html, progress):
        reader.take(piece)
    grids = (_grid(table, at) for at, table in enumerate(reader.tables, start=1))
    return tuple(grid for grid in grids if grid.width > 1), reader.nested


def _reach(stated: str, most: int) -> int:
    digits = stated.strip()
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
    return max(1, min(number, most))


class _Layout:
    """Lays rows out: each behind and between the cells that reach into it from above."""

    def __init__(self) -> None:
        self.filled: set[tuple[int, int]] = set()
        self._reaching: dict[int, tuple[int, str]] = {}  # of a column: rows to go, and the words

    def row(self, at: int, cells: Sequence[_Cell]) -> tuple[str, ...]:
        """Give the cells of a row, the last ones empty where nothing stands."""
        reaching, self._reaching = self._reaching, {}
        waiting = list(cells)
        row: list[str] = []
        while (waiting or reaching) and len(row) < _WIDEST:
            column = len(row)
            if column in reaching:
                left, words = reaching.pop(column)
                self._reach(column, left, words)
                self.filled.add((at, column))
                row.append(words)
            elif waiting:
                cell = waiting.pop(0)
                for across in range(cell.across):
                    words = "" if across else cell.text
                    self._reach(column + across, cell.down, words)
                    reaching.pop(column + across, None)
                    row.append(words)
            else:
                row.append("")
        return tuple(row)

    def _reach(self, column: int, rows: int, words: str) -> None:
        if rows > 1:
            self._reaching[column] = (rows - 1, words)


def _grid(table: _Table, number: int) -> Grid:
    layout = _Layout()
    rows = tuple(layout.row(at, cells) for at, cells in enumerate(table.rows))
    wide = (at for at, cells in enumerate(table.rows) if len(cells) == 1 and cells[0].across > 1)
    name = " ".join(table.name.split()) or f"Table {number}"
    return Grid(name, rows, filled=frozenset(layout.filled), wide=frozenset(wide))
