"""Tables of recommendations in any format: what is read as which cell, and what is refused."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from html import escape

import pytest
import xlsxwriter
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_library.errors import LibraryError
from evidence_library.importers.table_sources import (
    likeliest,
    read_table,
    tables_of,
    tables_pasted,
)
from evidence_library.importers.xlsx_tables import grids_of_workbook
from evidence_library.model.table_reading import Column, TableReading, TableSource
from tests.unit.importers.refusals import refusal

HEADER = ("Ref", "Recommendation", "Lead department", "Deadline", "Progress")
ROWS = (
    ("1", "Light the quay.", "HC", "Q3 / 2008", "Met"),
    ("2", "Count the boats.", "Ports", "Spring 2009", "Not met"),
)
CELLS = [row[1:] for row in ROWS]


def read(source: TableSource) -> TableReading:
    return read_table(source, source.grids[likeliest(source)])


def cells(source: TableSource) -> list[tuple[str, ...]]:
    return [row.cells for row in read(source).rows]


def numbers(source: TableSource) -> list[str]:
    return [row.number for row in read(source).rows]


def workbook(*rows: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.add_worksheet("Notes").write(0, 0, "Not this one")
        sheet = book.add_worksheet("Review")
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                sheet.write_string(at, column, words)
    return out.getvalue()


def as_html(*rows: tuple[str, ...]) -> str:
    inner = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in inner) + "</table>"


def document(*rows: tuple[str, ...]) -> bytes:
    made = Document()
    made.add_paragraph("Before the table")
    table = made.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def as_csv(rows: list[tuple[str, ...]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", as_csv([HEADER, *ROWS], ",").encode()),
        ("a.csv", b"\xef\xbb\xbf" + as_csv([HEADER, *ROWS], ";").encode()),
        ("a.txt", as_csv([HEADER, *ROWS], "\t").encode()),
        ("a.md", ("\n".join("| " + " | ".join(r) + " |" for r in (HEADER, *ROWS))).encode()),
        ("a.xlsx", workbook(HEADER, *ROWS)),
        ("a.html", as_html(HEADER, *ROWS).encode()),
        ("a.docx", document(HEADER, *ROWS)),
    ],
)
def test_every_format_gives_the_same_rows(name: str, data: bytes) -> None:
    source = tables_of(data, name)
    assert (numbers(source), cells(source)) == (["1", "2"], CELLS)


def test_what_is_pasted_is_html_or_text() -> None:
    html = tables_pasted(as_html(HEADER, *ROWS), "not this")
    text = tables_pasted("<b>no table</b>", as_csv([HEADER, *ROWS], "\t"))
    assert cells(html) == cells(text) == CELLS
    assert refusal(lambda: tables_pasted("", " ")).startswith("Nothing that was pasted is a table")


def test_columns_stand_in_any_order_under_other_names() -> None:
    rows = [("Status", "Due date", "Owner", "Action", "No."), ("Met", "2009", "HC", "Do it.", "7")]
    source = tables_of(as_csv(rows, ";").encode("cp1252"), "a.csv")
    assert (numbers(source), cells(source)) == (["7"], [("Do it.", "HC", "2009", "Met")])


def test_a_header_in_another_language_is_told_and_the_columns_are_guessed() -> None:
    rows = [
        ("Empfehlung", "Zuständig", "Termin", "Stand"),
        ("Die Stadt soll Laternen aufstellen.", "Stadt", "Q3 2005", "begonnen"),
        ("Die Häfen sollen alle Boote zählen.", "Hafen", "Q4 2005", "fertig"),
    ]
    source = tables_of(as_csv(rows, ";").encode("cp1252"), "a.csv")
    reading = read(source)
    assert reading.columns.guessed
    assert reading.problems[0].startswith("The header was not understood")
    assert source.remarks[0].startswith("“a.csv” does not say how its letters are written")
    assert [row.cells for row in reading.rows] == [tuple(row) for row in rows[1:]]
    assert {flag.code for row in reading.rows for flag in row.flags} == {"row-numbered"}


def test_a_workbook_shows_dates_merged_cells_and_hidden_sheets() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Old").hide()
        book.worksheets()[0].write(0, 0, "x")
        sheet = book.add_worksheet("New")
        sheet.activate()
        sheet.set_first_sheet()
        sheet.write_row(1, 1, HEADER)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        month = book.add_format({"num_format": "mmm-yy"})
        sheet.write_row(2, 1, (1, "Light the quay."))
        sheet.write_row(3, 1, (2, "Light the path."))
        sheet.merge_range(2, 3, 3, 3, "HC")
        sheet.write_datetime(2, 4, datetime(2008, 9, 30), day)
        sheet.write_datetime(3, 4, datetime(2003, 4, 1), month)
        sheet.write_row(2, 5, ("Met",))
        sheet.write_boolean(3, 5, True)
    source = tables_of(out.getvalue(), "a.xlsx")
    assert [grid.name for grid in source.grids] == ["New", "Old (hidden)"]
    reading = read(source)
    assert [row.cells for row in reading.rows] == [
        ("Light the quay.", "HC", "2008-09-30", "Met"),
        ("Light the path.", "HC", "April 2003", "Yes"),
    ]
    assert [[flag.code for flag in row.flags] for row in reading.rows] == [[], ["merged-cell"]]


def test_columns_chosen_by_hand_count() -> None:
    source = tables_of(as_csv([("a", "b", "c"), ("x", "Q1 2004", "y")], ",").encode(), "a.csv")
    grid = source.grids[0]
    columns = type(read(source).columns)({Column.RECOMMENDATION: 2, Column.LEAD: 0}, 0)
    (row,) = read_table(source, grid, columns).rows
    assert row.cells == ("y", "x", "", "")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b" ", "is empty"),
        ("a.xlsx", workbook()[:-40], "damaged"),
        ("a.html", b"<html><p>No table</p></html>", "holds no table"),
        ("a.csv", b'a,b\n"' + b"x" * 1_000_100, "a cell that never ends"),
    ],
)
def test_what_holds_no_table_is_refused_with_a_sentence(name: str, data: bytes, said: str) -> None:
    assert said in refusal(lambda: tables_of(data, name))


def test_a_workbook_that_would_fill_the_memory_is_left_packed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", " " * 45 * 1024**2)
    assert "left packed" in refusal(lambda: grids_of_workbook(out.getvalue(), "a.xlsx"))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
TABLE = st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=4)


@settings(max_examples=25)
@given(TABLE)
def test_any_cells_survive(rows: list[list[str]]) -> None:
    wanted = [tuple(row) for row in rows]
    for data, name in (
        (workbook(*wanted), "a.xlsx"),
        (as_html(*wanted).encode(), "a.html"),
    ):
        source = tables_of(data, name)
        assert list(source.grids[-1].rows) == wanted


@settings(max_examples=60)
@given(
    st.binary(max_size=200),
    st.sampled_from(["a.csv", "a.html", "a.xlsx"]),
    st.sampled_from(
        [b"", b"<table><tr><td rowspan=9 colspan='3'>", b"Ref\tRecommendation\tLead\n"]
    ),
)
def test_whatever_the_bytes_are_it_is_a_table_or_a_sentence(
    data: bytes, name: str, beginning: bytes
) -> None:
    try:
        read(tables_of(beginning + data, name))
    except LibraryError as error:
        said = str(error)
    else:
        return
    assert said.endswith(".")


def test_a_header_may_have_two_rows() -> None:
    text = "No,Recommendation,Responsibility,,Progress\n,,Lead,Deadline,\n1,Do.,DWP,Q1 2004,Met\n"
    source = tables_of(text.encode(), "a.csv")
    read = read_table(source, source.grids[0])
    assert [row.cells for row in read.rows] == [("Do.", "DWP", "Q1 2004", "Met")]
    assert read.problems == ()


def test_items_of_a_numbered_list_are_parts() -> None:
    """The numbers that a page only shows are written; a body, or a lone item, needs none."""
    cells = "<td>1</td><td>Do: <ol type=a><li>this<ul><li>so</ul><li><b>that</b></ol></td>"
    rest = "<td><ol><li>DWP</li><li>HO</li></ol></td><td><ol><li>Q2 2004<li>Q3 2004</ol></td>"
    html = f"<table><tr>{HEADINGS}</tr><tr>{cells}{rest}<td><ol><li>Met</ol></td></tr></table>"
    source = tables_of(html.encode(), "a.html")
    (row,) = read_table(source, source.grids[0]).rows
    assert row.cells == ("Do: i) this so ii) that", "DWP, HO", "i) Q2 2004 ii) Q3 2004", "Met")


HEADINGS = "".join(f"<th>{one}" for one in ("No", "Recommendation", "Lead", "Deadline", "Progress"))
