"""A list of records as Markdown: what was asked, then the records, numbered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from evidence_library.model.listing import Cell, Listing
from evidence_library.text.markdown_escape import escaped
from evidence_library.text.spreadsheet_cells import printable


def write(listing: Listing, file: BinaryIO) -> None:
    """Write the list into a file that is open for bytes."""
    for line in _lines(listing):
        file.write(f"{line}\n".encode())


def _lines(listing: Listing) -> Iterator[str]:
    yield f"# {_text(listing.title)}"
    yield ""
    for name, value in listing.facts:
        yield f"- **{_text(name)}:** {_text(value)}"
    for number, row in enumerate(listing.rows, start=1):
        yield ""
        yield f"{number}. **{_text(row[0]) or 'Untitled'}**"
        for name, cell in zip(listing.columns[1:], row[1:], strict=True):
            if cell not in {None, ""}:
                yield f"    - {_text(name)}: {_text(cell)}"


def _text(value: Cell) -> str:
    return escaped(printable(str(value))) if value is not None else ""
