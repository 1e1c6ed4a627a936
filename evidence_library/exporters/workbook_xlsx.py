"""Sheets of a workbook, whatever they list.

Every text is written as text, never as a formula or a link, and marked so that it stays text when
somebody edits its cell.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence_library.errors import UserCanFix
from evidence_library.model.listing import Cell, Sheet
from evidence_library.text.spreadsheet_cells import is_plain, may_be_formula, printable

#: What the format allows.
_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767

_CUT = " […]"

#: The moment a workbook says it was made; a fixed one, so that the same sheets are the same file.
_MADE = datetime(2000, 1, 1)  # the format knows no time zones


def write(title: str, sheets: Sequence[Sheet], file: BinaryIO) -> None:
    """Write sheets into a file that is open for bytes.

    Rows go to disk as they come, so a long list needs no memory of its length. Raises `UserCanFix`
    if there are more rows than a sheet can hold.
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
        book.set_properties({"title": printable(title), "created": _MADE})
        filled = _Sheets(book, sheets)
        try:
            filled.fill()
            book.close()
        except FileCreateError as error:  # what the computer said stands in it
            raise OSError(*getattr(error.args[0], "args", error.args)) from error
        finally:
            filled.let_go()


class _Sheets:
    """The sheets of a workbook, each written from its first row to its last."""

    def __init__(self, book: Workbook, sheets: Sequence[Sheet]) -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        self._plain: Format = book.add_format(wrapped)
        self._quoted: Format = book.add_format(wrapped)
        self._quoted.set_quote_prefix()
        self._bold: Format = book.add_format({**wrapped, "bold": True})
        self._all = [(one, book.add_worksheet(one.name)) for one in sheets]
        self._above: list[Format] = []
        if any(one.above for one in sheets):
            # Not wrapped: a line runs on over the empty cells beside it.
            self._above = [book.add_format({"bold": True}), book.add_format()]
            for one in self._above:
                one.set_quote_prefix()

    def fill(self) -> None:
        """Write them."""
        for sheet, worksheet in self._all:
            self._fill(sheet, worksheet)

    def let_go(self) -> None:
        """Close the files that rows were collected in, also where the writing was given up."""
        for _, worksheet in self._all:
            if worksheet.row_data_fh is not None and not worksheet.row_data_fh.closed:
                worksheet.row_data_fh.close()

    def _fill(self, sheet: Sheet, worksheet: Worksheet) -> None:
        for at, width in enumerate(sheet.widths):
            worksheet.set_column(at, at, width)
        for at, line in enumerate(sheet.above):
            worksheet.write_string(at, 0, _text(line)[0], self._above[min(at, 1)])
        first = len(sheet.above) + 1 if sheet.above else 0
        if sheet.filters and not sheet.above:
            worksheet.freeze_panes(1, 1)
        self._put(worksheet, first, sheet.columns, heading=True)
        row = first
        for row, cells in enumerate(sheet.rows, start=first + 1):
            if row >= _MOST_ROWS:
                raise UserCanFix("A workbook cannot hold so many rows; choose CSV instead.")
            self._put(worksheet, row, cells)
        if sheet.filters:
            worksheet.autofilter(first, 0, row, len(sheet.columns) - 1)

    def _put(
        self, sheet: Worksheet, row: int, cells: Sequence[Cell], *, heading: bool = False
    ) -> None:
        for column, value in enumerate(cells):
            if isinstance(value, int):
                sheet.write_number(row, column, value, self._plain)
            elif value:
                text, stays = _text(value)
                style = self._plain if stays else self._quoted
                sheet.write_string(row, column, text, self._bold if heading else style)


def _text(value: str) -> tuple[str, bool]:
    """Give what a cell can hold of a text, and whether it stays text without a mark."""
    plain = is_plain(value)
    text = _fitting(value if plain else printable(value))
    return text, plain or not may_be_formula(text)


def _fitting(text: str) -> str:
    """Shorten what a cell cannot hold, and let it say so; its line ends are line feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # or XlsxWriter takes it for markup of its own, and writes it as it stands
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - len(_CUT)] + _CUT
