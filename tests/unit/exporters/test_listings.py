"""Lists of records in every format, held against files of the same list."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_library.errors import Cancelled
from evidence_library.exporters import listing_csv, listing_html, listing_markdown, listing_xlsx
from evidence_library.model.listing import Cell, Listing
from evidence_library.text.markdown_escape import escaped
from evidence_library.text.markdown_html import to_html
from evidence_library.text.spreadsheet_cells import harmless, is_plain, may_be_formula, printable
from tests.helpers.office_files import xml_of

GOLDEN = Path(__file__).parents[2] / "golden"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

COLUMNS = ("Title", "Year", "Finding", "Record")
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Trust & “stop and search”", 2014, "Trust rose a little.\nNothing else changed.", "a1"),
    ('=HYPERLINK("http://example.org","Click")', None, "+1 *star* _low_ <b>bold</b>", "b2"),
    ("1. A title like a list", 2003, "", "c3"),
    ("", 0, "-5 | @sum", "d4"),
)


def listing(rows: Iterator[tuple[Cell, ...]] | None = None) -> Listing:
    facts = (("Search", '-police "a phrase"'), ("Date", "2026-05-04"), ("Records found", "4"))
    return Listing("Search results", facts, COLUMNS, rows or iter(ROWS))


def test_csv_is_as_the_golden_file() -> None:
    file = io.BytesIO()
    listing_csv.write(listing(), file)
    assert file.getvalue() == (GOLDEN / "search-results.csv").read_bytes()


def test_markdown_is_as_the_golden_file() -> None:
    file = io.BytesIO()
    listing_markdown.write(listing(), file)
    assert file.getvalue() == (GOLDEN / "search-results.md").read_bytes()


def test_the_page_to_print_is_as_the_golden_file() -> None:
    whole = (GOLDEN / "search-results.html").read_text("utf-8")
    assert "".join(listing_html.pieces(listing())) == whole


def test_a_workbook_is_as_the_golden_files() -> None:
    """The parts that hold what was written; the rest of the package is the library's business."""
    file = io.BytesIO()
    listing_xlsx.write(listing(), file)
    parts = {"xl/worksheets/sheet1.xml": "records", "xl/worksheets/sheet2.xml": "search"}
    with zipfile.ZipFile(file) as package:
        for part, name in parts.items():
            expected = (GOLDEN / f"search-results.xlsx.{name}.xml").read_text("utf-8")
            assert package.read(part).decode().split("><") == expected.strip().split("><")


def read_sheet(data: bytes, sheet: int) -> list[list[tuple[str, str, str]]]:
    """Read the cells of a sheet as (type, style, text)."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = xml_of(package.read(f"xl/worksheets/sheet{sheet}.xml"))
        assert not [name for name in package.namelist() if "externalLink" in name]
    assert not list(root.iter(f"{_MAIN}f")), "a formula"
    assert not list(root.iter(f"{_MAIN}hyperlink")), "a link"
    return [
        [
            (
                cell.get("t", ""),
                cell.get("s", ""),
                "".join(part.text or "" for part in cell.iter() if part.text),
            )
            for cell in row.iter(f"{_MAIN}c")
        ]
        for row in root.iter(f"{_MAIN}row")
    ]


def test_a_workbook_holds_text_as_text_and_years_as_numbers() -> None:
    file = io.BytesIO()
    listing_xlsx.write(listing(), file)
    records = read_sheet(file.getvalue(), 1)
    assert [cell[2] for cell in records[0]] == list(COLUMNS)
    assert [cell[0] for cell in records[1]] == ["inlineStr", "", "inlineStr", "inlineStr"]
    assert records[2][0][2] == '=HYPERLINK("http://example.org","Click")'
    assert records[2][0][0] == "inlineStr"
    plain, quoted = records[1][0][1], records[2][0][1]
    assert plain != quoted  # marked so that it stays text when its cell is edited
    asked = [[cell[2] for cell in row] for row in read_sheet(file.getvalue(), 2)]
    assert asked[:2] == [["Search results"], ["Search", '-police "a phrase"']]


def test_a_cell_that_is_too_long_is_cut_and_says_so() -> None:
    file = io.BytesIO()
    listing_xlsx.write(listing(iter([("x" * 40_000, 1, "", "a")])), file)
    text = read_sheet(file.getvalue(), 1)[1][0][2]
    assert (len(text), text[-5:]) == (32_767, "x […]"[-5:])


def test_a_workbook_that_is_given_up_leaves_no_files_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def rows() -> Iterator[tuple[Cell, ...]]:
        yield ROWS[0]
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        listing_xlsx.write(listing(rows()), io.BytesIO())
    assert list(tmp_path.iterdir()) == []


_cells = st.text(st.characters(codec="utf-8"), max_size=30)


@given(_cells)
def test_no_cell_of_a_csv_can_be_run(text: str) -> None:
    file = io.BytesIO()
    listing_csv.write(Listing(text, ((text, text),), (text,), [(text,)]), file)
    rows = csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline=""))
    cells = [cell for row in rows for cell in row]
    assert len(cells) == 5
    for cell in cells:
        assert cell.lstrip(" \u00a0")[:1] not in tuple("=+-@\t\r\n＝＋－＠")
        assert cell.removeprefix("'") in {printable(text), printable(text).removeprefix("'")}


def test_text_that_looks_like_markup_of_a_workbook_stays_text() -> None:
    file = io.BytesIO()
    text = "<r><t>bold</t></x></r>"
    listing_xlsx.write(Listing("x", (), ("Title",), [(text,)]), file)
    (cell,) = read_sheet(file.getvalue(), 1)[1]
    assert cell[2].strip() == text


@given(_cells)
def test_what_is_plain_needs_no_care(text: str) -> None:
    for candidate in (text, f"a{text}"):
        assert not is_plain(candidate) or harmless(printable(candidate)) == candidate
    assert is_plain("a = b")


@given(_cells)
def test_a_workbook_gives_every_text_back(text: str) -> None:
    file = io.BytesIO()
    listing_xlsx.write(Listing("x", (), ("Title",), [(f"x{text}",)]), file)
    (cell,) = read_sheet(file.getvalue(), 1)[1]
    lines = printable(f"x{text}").replace("\r\n", "\n").replace("\r", "\n")
    assert cell[2].replace("_x005F_", "_") == lines


@given(_cells)
def test_markdown_shows_a_text_as_it_stands(text: str) -> None:
    words = printable(text).split()
    shown = to_html(escaped(" ".join(["A", *words])))
    assert re.findall("<(.*?)>", shown) == ["p", "/p"]
    assert unescape(re.sub("<.*?>", "", shown)).split() == ["A", *words]


@pytest.mark.parametrize("text", ["- a", "+ a", "1. a", "12) a", "# a", "> a", "* a", "~~~", "-"])
def test_markdown_makes_no_block_of_the_beginning_of_a_text(text: str) -> None:
    assert to_html(escaped(text)).strip() == f"<p>{escape(text)}</p>"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert may_be_formula(text)
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'=1", "1-1", "“+”"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
