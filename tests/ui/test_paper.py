"""Lists on paper: pieces of text, one below the other."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from evidence_library.errors import EnvironmentFailed
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.paper import Sheets

_RECORD = "<h3>1. A title</h3>" + "<p>Finding: what was found, told in a line.</p>" * 12


@pytest.fixture
def printer(theme: Theme, tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setDocName("Search results")
    made.setOutputFileName(str(tmp_path / "list.pdf"))
    return made


def pages_in(path: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", Path(path).read_bytes()))


def printed(printer: QPrinter, *pieces: str) -> int:
    sheets = Sheets(printer)
    for piece in pieces:
        sheets.put(piece)
    sheets.finish()
    assert pages_in(printer.outputFileName()) == sheets.pages
    return sheets.pages


def test_short_pieces_share_a_page_and_many_fill_several(printer: QPrinter) -> None:
    assert printed(printer, "<h1>Search results</h1>", "<p>one</p>") == 1
    assert printed(printer, *[_RECORD] * 40) in range(8, 16)


def test_a_piece_longer_than_a_page_goes_on_overleaf(printer: QPrinter) -> None:
    assert printed(printer, "<p>a line of its own</p>" * 300) in range(4, 8)


def test_one_endless_line_ends(printer: QPrinter) -> None:
    assert printed(printer, f"<p>{'x' * 20_000}</p>", '<p style="font-size:900pt">X</p>') > 2


def test_only_the_pages_asked_for_are_printed(printer: QPrinter) -> None:
    printer.setFromTo(2, 3)
    assert printed(printer, *[_RECORD] * 40) == 2


def test_a_stopped_list_ends_its_file(printer: QPrinter) -> None:
    sheets = Sheets(printer)
    sheets.abandon()
    sheets.put("<p>one</p>")
    sheets.abandon()
    assert sheets.pages == 0


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_file_that_cannot_be_written_is_told(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "none" / "list.pdf"))
    with pytest.raises(EnvironmentFailed, match="could not be written"):
        Sheets(printer).put("<p>one</p>")


def test_another_thread_may_print(printer: QPrinter) -> None:
    seen: list[int] = []
    worker = threading.Thread(target=lambda: seen.append(printed(printer, *[_RECORD] * 10)))
    worker.start()
    worker.join()
    assert seen[0] > 1
