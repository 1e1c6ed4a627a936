"""A list of records as a page to be printed: what was asked, then the records, numbered."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from evidence_library.model.listing import Cell, Listing
from evidence_library.text.spreadsheet_cells import printable


def write(listing: Listing) -> str:
    """Write the list as HTML without style of its own; every text in it is escaped."""
    return "\n".join(_lines(listing)) + "\n"


def _lines(listing: Listing) -> Iterator[str]:
    yield f"<h1>{_text(listing.title)}</h1>"
    for name, value in listing.facts:
        yield f"<p><b>{_text(name)}:</b> {_text(value)}</p>"
    for number, row in enumerate(listing.rows, start=1):
        yield f"<h3>{number}. {_text(row[0]) or 'Untitled'}</h3>"
        for name, cell in zip(listing.columns[1:], row[1:], strict=True):
            if cell not in {None, ""}:
                yield f"<p>{_text(name)}: {_text(cell)}</p>"


def _text(value: Cell) -> str:
    return escape(printable(str(value)), quote=False) if value is not None else ""
