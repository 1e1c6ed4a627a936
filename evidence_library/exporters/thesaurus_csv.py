"""A table of words that mean the same as CSV, in the form of the shipped one.

Written for spreadsheets: UTF-8 with its mark, and no cell that a spreadsheet would run.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from evidence_library.model.thesaurus import SWITCHED_OFF, TABLE_COLUMNS, Term
from evidence_library.text.spreadsheet_cells import guarded, printable

#: A group, and a term of it or the text of one that is switched off; empty for the whole group.
Row = tuple[str, Term | str]


def write(rows: Iterable[Row], file: BinaryIO) -> None:
    """Write the rows into a file that is open for bytes."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    table = csv.writer(text)
    table.writerow(TABLE_COLUMNS)
    for group, entry in rows:
        table.writerow([guarded(printable(cell)) for cell in _cells(group, entry)])
    text.detach()  # flushes, and leaves the file open to its owner


def _cells(group: str, entry: Term | str) -> tuple[str, ...]:
    if isinstance(entry, str):
        return (group, entry, SWITCHED_OFF, "", "", "")
    first, last = entry.first_year or "", entry.last_year or ""
    return (group, entry.text, entry.kind.value, str(first), str(last), entry.note)
