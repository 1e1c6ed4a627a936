"""Keeps a page quick to lay out: of a long table only the first rows are shown at first."""

from __future__ import annotations

import re
from itertools import count

from evidence_library.ui.presenters.page_parts import fold, paragraph
from evidence_library.ui.presenters.wording import counted

#: Cells of a table shown at first, and when one asks for all; a cell takes about 0.06 ms.
AT_FIRST, AT_MOST = 400, 5_000

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b")
_FEWEST = 5  # rows
_SOURCE = "The rest is in the source text: More, Show source text as read."


def shorten(html: str, opened: frozenset[str]) -> str:
    """Cut long tables, each with a line that shows more of it if its name is among `opened`."""
    numbers = count(1)
    return _TABLE.sub(lambda found: _cut(found[0], f"table-{next(numbers)}", opened), html)


def _cut(table: str, name: str, opened: frozenset[str]) -> str:
    *rows, tail = table.split("</tr>")
    cells = len(_CELL.findall(table))
    if cells <= AT_FIRST or table.count("<table") > 1:
        return table
    wanted = AT_MOST if name in opened else AT_FIRST
    shown = max(_FEWEST, wanted * len(rows) // cells)
    if shown >= len(rows):
        return table
    short = "".join(f"{row}</tr>" for row in rows[:shown]) + tail
    if name in opened:
        left_out = counted(len(rows) - shown, "more row")
        return short + paragraph(f"{left_out}. {_SOURCE}", "small")
    matches = sum(row.count("<mark>") for row in rows[shown:])
    also = f", with {counted(matches, 'match', 'matches')}" if matches else ""
    words = f"Show {counted(len(rows) - shown, 'more row')}{also}"
    return short + fold(name, words, "", opened=False)
