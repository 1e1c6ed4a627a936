"""A list of records as a workbook: a sheet with the records and one with what was asked."""

from __future__ import annotations

from typing import BinaryIO

from evidence_library.exporters import workbook_xlsx
from evidence_library.model.listing import Listing, Sheet

#: Widths in characters: of a column by its name, of the others, and of the facts.
_WIDTHS = {"Title": 48, "Finding": 60, "Citation": 60, "Year": 7, "Record": 38}
_WIDTH, _FACT_NAME, _FACT = 22, 24, 90


def write(listing: Listing, file: BinaryIO) -> None:
    """Write the list into a file that is open for bytes.

    Raises `UserCanFix` if it has more rows than a sheet can hold.
    """
    records = Sheet(
        name=listing.sheets[0],
        columns=listing.columns,
        rows=listing.rows,
        widths=tuple(_WIDTHS.get(name, _WIDTH) for name in listing.columns),
    )
    asked = Sheet(
        name=listing.sheets[1],
        columns=(listing.title,),
        rows=listing.facts,
        widths=(_FACT_NAME, _FACT),
        filters=False,
    )
    workbook_xlsx.write(listing.title, (records, asked), file)
