"""Files, and what is pasted, as tables of cells; and the rows of recommendations in them.

Read are text parted by tabs, commas, semicolons or strokes, Excel workbooks, web pages and Word
documents.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from html import unescape

from evidence_library.errors import UserCanFix
from evidence_library.importers import recommendation_table
from evidence_library.importers.docx_text import html_of as html_of_document
from evidence_library.importers.docx_text import is_docx
from evidence_library.importers.html_tables import grids_of_html
from evidence_library.importers.html_text import html_of, is_page
from evidence_library.importers.table_rows import columns_of, read_grid
from evidence_library.importers.text_tables import as_tabbed, grid_of_text, how_parted
from evidence_library.importers.xlsx_tables import grids_of_workbook, is_xlsx
from evidence_library.model.table_reading import Columns, Grid, TableReading, TableSource
from evidence_library.text import packed_xml
from evidence_library.text.encodings import decode, storable
from evidence_library.text.html_pieces import Progress, nobody_asks
from evidence_library.text.untrusted import untrusted

#: What a pasted table is called.
PASTED = "Pasted table"

#: Endings of files that tables are read from.
ENDINGS = (".tsv", ".txt", ".csv", ".xlsx", ".xlsm", ".html", ".htm", ".docx", ".md")

_BEGINNING = 20_000
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,1000})<", re.IGNORECASE)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)


def tables_of(data: bytes, name: str, progress: Progress = nobody_asks) -> TableSource:
    """Read the tables of the file called `name`. Raises UserCanFix, and what `progress` raises."""
    name = storable(name)
    with untrusted(UserCanFix(f"“{name}” is damaged and cannot be read; save it again.")):
        source = _tables_of(data, name, progress)
    return _with_rows(source)


def tables_pasted(html: str, text: str, progress: Progress = nobody_asks) -> TableSource:
    """Read tables that were pasted: their HTML if there is a table in it, else their text."""
    html, text = storable(html), storable(text)
    if _TABLE.search(html):
        grids, nested = grids_of_html(html, progress)
        if any(grid.rows for grid in grids):
            return _with_rows(_of_html(PASTED, "pasted table", html, (grids, nested)))
    if not text.strip():
        raise _no_table()
    source = _with_rows(_of_text(text, PASTED))
    if all(len(grid.rows) == 1 and not grid.tabbed for grid in source.grids):  # a sentence
        raise _no_table()
    return source


def read_table(source: TableSource, grid: Grid, columns: Columns | None = None) -> TableReading:
    """Read the rows of one of the tables; `columns` are those chosen by hand.

    Text parted by tabs with the headings of our own form is read as `recommendation_table` does.
    """
    if columns is None:
        columns = columns_of(grid)
        if grid.tabbed and source.text and recommendation_table.has_header(source.text):
            with suppress(UserCanFix):  # a header without rows is a table without rows
                read = recommendation_table.read_rows(source.text, source.name)
                return replace(read, columns=columns)
    return read_grid(grid, columns)


def likeliest(source: TableSource) -> int:
    """Give the number of the table that looks most like one of recommendations."""

    def rate(number: int) -> tuple[int, int]:
        found = columns_of(source.grids[number])
        return (0 if found.guessed else len(found.at), len(source.grids[number].rows))

    return max(range(len(source.grids)), key=rate)


def text_kept(source: TableSource, grid: Grid) -> str:
    """Give what is kept of the source: its text, or the cells of the table as text."""
    return source.text or as_tabbed(grid.rows)


def _tables_of(data: bytes, name: str, progress: Progress) -> TableSource:
    if is_xlsx(data):
        return TableSource(
            name=name, format="Excel workbook", grids=grids_of_workbook(data, name, progress)
        )
    if is_docx(data):
        html, title = html_of_document(data, name, progress)
        source = _of_html(name, "Word document", html, grids_of_html(html, progress))
        return replace(source, title=title or source.title)
    if is_page(data, name):
        html = html_of(data, name)
        return _of_html(name, "web page", html, grids_of_html(html, progress))
    if data.startswith((b"PK", packed_xml.OLD)):
        raise UserCanFix(
            f"“{name}” is damaged, locked, or neither an XLSX workbook nor a Word document; save "
            "the table as an XLSX or CSV file."
        )
    decoded = decode(data, name)
    source = _of_text(decoded.text, name)
    if not decoded.assumed:
        return source
    remark = (
        f"“{name}” does not say how its letters are written; it was read as "
        f"{decoded.encoding.title()}. Check quotation marks and accented letters."
    )
    return replace(source, encoding=decoded.encoding, assumed=True, remarks=(remark,))


def _of_text(text: str, name: str) -> TableSource:
    parted = how_parted(text)
    return TableSource(
        name=name,
        format=f"table parted by {parted}",
        grids=(grid_of_text(text, name),),
        text=text,
    )


def _of_html(name: str, form: str, html: str, found: tuple[tuple[Grid, ...], int]) -> TableSource:
    grids, nested = found
    remark = "A table inside a cell was left out." if nested else ""
    title = _TITLE.search(html[:_BEGINNING])
    return TableSource(
        name=name,
        format=form,
        grids=grids,
        title=" ".join(unescape(title[1]).split()) if title else "",
        remarks=(remark,) if remark else (),
    )


def _no_table() -> UserCanFix:
    return UserCanFix("Nothing that was pasted is a table; copy the rows with their header.")


def _with_rows(source: TableSource) -> TableSource:
    """Refuse what holds no table at all."""
    if not any(len(grid.rows) for grid in source.grids):
        raise UserCanFix(
            f"“{source.name}” holds no table; choose a file with a table of recommendations."
        )
    return source
