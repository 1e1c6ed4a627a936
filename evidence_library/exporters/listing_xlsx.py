"""A list of records as a workbook: a sheet with the records and one with what was asked.

Every text is written as text, never as a formula or a link, and marked so that it stays text when
somebody edits its cell.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence_library.errors import UserCanFix
from evidence_library.model.listing import Cell, Listing
from evidence_library.text.spreadsheet_cells import is_plain, may_be_formula, printable

#: What the format allows.
_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767

_CUT = " […]"

#: Widths in characters: of a column by its name, of the others, and of the facts.
_WIDTHS = {"Title": 48, "Finding": 60, "Citation": 60, "Year": 7, "Record": 38}
_WIDTH, _FACT_NAME, _FACT = 22, 24, 90

#: The moment a workbook says it was made; a fixed one, so that the same list is the same file.
_MADE = datetime(2000, 1, 1)  # the format knows no time zones


def write(listing: Listing, file: BinaryIO) -> None:
    """Write the list into a file that is open for bytes.

    Rows go to disk as they come, so a long list needs no memory of its length. Raises `UserCanFix`
    if it has more rows than a sheet can hold.
    """
    with tempfile.TemporaryDirectory(prefix="evidence-library-") as scratch:
        book = Workbook(
            file,
            {
                "constant_memory": True,
                "tmpdir": scratch,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        book.set_properties({"title": printable(listing.title), "created": _MADE})
        sheets = _Sheets(book, listing)
        try:
            sheets.fill()
            book.close()
        except FileCreateError as error:  # what the computer said stands in it
            raise OSError(*getattr(error.args[0], "args", error.args)) from error
        finally:
            sheets.let_go()


class _Sheets:
    """The two sheets of a workbook."""

    def __init__(self, book: Workbook, listing: Listing) -> None:
        self._listing = listing
        wrapped = {"text_wrap": True, "valign": "top"}
        self._plain: Format = book.add_format(wrapped)
        self._quoted: Format = book.add_format(wrapped)
        self._quoted.set_quote_prefix()
        self._bold: Format = book.add_format({**wrapped, "bold": True})
        self._records: Worksheet = book.add_worksheet(listing.sheets[0])
        self._asked: Worksheet = book.add_worksheet(listing.sheets[1])

    def fill(self) -> None:
        """Write both sheets, each from its first row to its last."""
        columns = self._listing.columns
        for at, name in enumerate(columns):
            self._records.set_column(at, at, _WIDTHS.get(name, _WIDTH))
        self._records.freeze_panes(1, 1)
        self._put(self._records, 0, columns, heading=True)
        row = 0
        for row, cells in enumerate(self._listing.rows, start=1):
            if row >= _MOST_ROWS:
                raise UserCanFix("A workbook cannot hold so many records; choose CSV instead.")
            self._put(self._records, row, cells)
        self._records.autofilter(0, 0, row, len(columns) - 1)
        self._asked.set_column(0, 0, _FACT_NAME)
        self._asked.set_column(1, 1, _FACT)
        self._put(self._asked, 0, (self._listing.title,), heading=True)
        for at, (name, value) in enumerate(self._listing.facts, start=1):
            self._put(self._asked, at, (name, value))

    def let_go(self) -> None:
        """Close the files that rows were collected in, also where the writing was given up."""
        for sheet in (self._records, self._asked):
            if sheet.row_data_fh is not None and not sheet.row_data_fh.closed:
                sheet.row_data_fh.close()

    def _put(
        self, sheet: Worksheet, row: int, cells: tuple[Cell, ...], *, heading: bool = False
    ) -> None:
        for column, value in enumerate(cells):
            if isinstance(value, int):
                sheet.write_number(row, column, value, self._plain)
            elif value:
                plain = is_plain(value)
                text = _fitting(value if plain else printable(value))
                style = self._plain if plain or not may_be_formula(text) else self._quoted
                sheet.write_string(row, column, text, self._bold if heading else style)


def _fitting(text: str) -> str:
    """Shorten what a cell cannot hold, and let it say so; its line ends are line feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # or XlsxWriter takes it for markup of its own, and writes it as it stands
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - len(_CUT)] + _CUT
