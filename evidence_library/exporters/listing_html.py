"""A list of records to be printed, piece by piece: what was asked, then the records, numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from evidence_library.model.listing import Cell, Listing
from evidence_library.text.spreadsheet_cells import printable


def pieces(listing: Listing) -> Iterator[str]:
    """Give what was asked, then each record, as HTML without style; every text in it is escaped.

    Rows are read one by one, so that a list of any length needs no memory of its length.
    """
    yield "".join(f"{line}\n" for line in _head(listing))
    for number, row in enumerate(listing.rows, start=1):
        yield "".join(f"{line}\n" for line in _record(number, row, listing.columns))


def _head(listing: Listing) -> Iterator[str]:
    yield f"<h1>{_text(listing.title)}</h1>"
    for name, value in listing.facts:
        yield f"<p><b>{_text(name)}:</b> {_text(value)}</p>"


def _record(number: int, row: Sequence[Cell], columns: Sequence[str]) -> Iterator[str]:
    yield f"<h3>{number:,}. {_text(row[0]) or 'Untitled'}</h3>"
    for name, cell in zip(columns[1:], row[1:], strict=True):
        if cell not in {None, ""}:
            yield f"<p>{_text(name)}: {_text(cell)}</p>"


def _text(value: Cell) -> str:
    return escape(printable(str(value)), quote=False) if value is not None else ""
