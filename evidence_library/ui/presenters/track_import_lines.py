"""Rows of a table that is imported, in the words that are shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_library.model.table_reading import Column
from evidence_library.model.vocabulary import in_words
from evidence_library.services import track_corrections
from evidence_library.services.track_merge import Match
from evidence_library.services.track_preview import PreviewRow
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.itemmodels.track_matches import MatchLine
from evidence_library.ui.presenters.wording import counted

#: The columns of the rows as read, and of the rows that were matched.
ROW_COLUMNS = ("Recommendation", "Lead", "Deadline", "Status", "To check")
MATCH_COLUMNS = ("Row of the table", "Matches", "How", "Adds")

#: What can be written into cells by hand, besides the wording.
CELLS = (Column.NUMBER, Column.LEAD, Column.TIMETABLE, Column.PROGRESS, Column.THEME)


@dataclass(frozen=True, slots=True)
class RowShown:
    """The row one is at: its cells as they stood and as they are, its wording in pieces.

    `boundaries` are the characters where the pieces behind the first begin.
    """

    key: int
    heading: str
    stood: str
    cells: Mapping[Column, str]
    text: str
    pieces: tuple[str, ...]
    boundaries: tuple[int, ...]
    flags: tuple[str, ...]
    left_out: bool


def line_of(row: PreviewRow) -> Line:
    """Give the line of a row in the list of rows as read."""
    item = row.item
    words = " ".join(item.text.split())
    due = item.deadline.raw if item.deadline else ""
    due = due or "; ".join(
        f"{part.marker}) {part.deadline.raw}" for part in item.parts if part.deadline
    )
    count = len(row.flags)
    told = "Left out" if row.left_out else counted(count, "note") if count else ""
    number = f"{item.number}  " if item.number else ""
    cells = (f"{number}{words}", ", ".join(item.leads), due, in_words(item.status), told)
    return Line(str(row.key), cells)


def shown_of(row: PreviewRow) -> RowShown:
    """Give what is shown of the row one is at."""
    item = row.item
    pieces = [f"Before the parts: {item.stem or 'nothing'}"] if item.parts else ["No parts"]
    pieces += [f"{part.marker}) {part.text or 'no words'}" for part in item.parts]
    pieces += [f"Closing text: {item.closing}"] if item.closing else []
    names = ("Recommendation", "Lead", "Timetable", "Progress")
    stood = "\n".join(
        f"{name}: {cell}" for name, cell in zip(names, row.stood, strict=True) if cell.strip()
    )
    return RowShown(
        key=row.key,
        heading=f"Recommendation {item.number}" if item.number else "Without number",
        stood=stood,
        cells={column: track_corrections.cell_of(row, column) for column in CELLS},
        text=item.text,
        pieces=tuple(pieces),
        boundaries=track_corrections.division_of(row).boundaries,
        flags=tuple(dict.fromkeys(flag.message for flag in row.flags)),
        left_out=row.left_out,
    )


def match_line(one: Match) -> MatchLine:
    """Give the line of a row in the list of rows as matched."""
    number = f"{one.number}  " if one.number else ""
    to = f"{one.target_number}  {one.target_excerpt}" if one.target else "Nothing"
    how = f"{in_words(one.found)}. {one.why}"
    cells = (f"{number}{one.excerpt}", to, how, one.told)
    return MatchLine(one.key, cells, bool(one.target and one.entries))
