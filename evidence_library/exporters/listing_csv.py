"""A list of records as CSV: what was asked first, then an empty line, then the table.

Written for spreadsheets: UTF-8 with its mark, lines ended as RFC 4180 says, and no cell that a
spreadsheet would run.
"""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from evidence_library.model.listing import Cell, Listing
from evidence_library.text.spreadsheet_cells import harmless, is_plain, printable


def write(listing: Listing, file: BinaryIO) -> None:
    """Write the list into a file that is open for bytes."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    rows = csv.writer(text)
    rows.writerow([_cell(listing.title)])
    rows.writerows([_cell(name), _cell(value)] for name, value in listing.facts)
    rows.writerow([])
    rows.writerow(map(_cell, listing.columns))
    rows.writerows(list(map(_cell, row)) for row in listing.rows)
    text.detach()  # flushes, and leaves the file open to its owner


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    text = str(value)
    return text if is_plain(text) else harmless(printable(text))
