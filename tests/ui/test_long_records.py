"""Long records come at once: laid out once, of giant tables the first rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from evidence_library.services import read
from evidence_library.ui.presenters.long_tables import shorten
from evidence_library.ui.presenters.reader import Page
from tests.ui.person import Person


class _Resizes(QObject):
    """Counts how often something is resized."""

    number = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.number += event.type() == QEvent.Type.Resize
        return False


def _page(reader: Person, html: str) -> Page:
    reader.opens_first_result()
    page = reader.window.reader.page
    assert page is not None
    return replace(page, id="another", html=html)


def _table(rows: int, columns: int) -> str:
    row = "<tr>" + "<td>a</td>" * columns + "</tr>"
    return f"<table><tbody>{row * rows}</tbody></table>"


def test_a_long_record_is_laid_out_once(reader: Person, qtbot: QtBot) -> None:
    html = "".join(f"<h2>Section {at}</h2><p>Some text.</p>" for at in range(300))
    page = _page(reader, html)
    pane, counter = reader.window.find_screen.reader, _Resizes()
    pane.browser.installEventFilter(counter)
    pane.show_page(page, can_go_back=False)
    qtbot.waitUntil(lambda: pane.browser.height() >= pane.browser.document().size().height())
    assert 0 < counter.number < 8


def test_headings_and_marks_are_there_from_the_start(reader: Person) -> None:
    page = _page(reader, "<h2>One <mark>word</mark></h2><p>and a <mark>word</mark></p>")
    browser = reader.window.find_screen.reader.browser
    reader.window.find_screen.reader.show_page(page, can_go_back=False)
    assert browser.matches == 2
    heading = browser.document().begin()
    assert {part.format.font().pixelSize() for part in heading.textFormats()} == {16}


def test_short_tables_are_left_as_they_are() -> None:
    html = f"<p>Before</p>{_table(50, 8)}<p>after</p>"
    assert shorten(html, frozenset()) == html


def test_of_a_giant_table_the_first_rows_are_shown_and_the_others_offered() -> None:
    html = f"<p>Before</p>{_table(400, 25)}<p>after</p>"
    short = shorten(html, frozenset())
    assert short.count("<tr>") == 16
    assert "Show 384 more rows</a>" in short
    assert short.startswith("<p>Before</p>")
    assert short.endswith("<p>after</p>")


def test_more_of_a_giant_table_is_shown_when_asked_for_but_never_without_end() -> None:
    assert shorten(_table(400, 10), frozenset({"table-1"})) == _table(400, 10)
    short = shorten(_table(4000, 25), frozenset({"table-1"}))
    assert short.count("<tr>") == 200
    assert "3,800 more rows. The rest is in the source text" in short


def test_matches_among_the_rows_left_out_are_told() -> None:
    last = "<tr><td><mark>zebra</mark></td></tr>"
    html = _table(500, 1).replace("</tbody>", f"{last}</tbody>")
    assert "with 1 match</a>" in shorten(html, frozenset())


def test_stepping_goes_on_from_where_it_was_when_a_part_unfolds(reader: Person) -> None:
    reader.searches("two")
    reader.opens_first_result()
    browser = reader.window.find_screen.reader.browser
    assert browser.matches > 0
    reader.takes("next-match")
    reader.window.links.follow("fold:flags")
    assert "Two words were joined." in reader.reads_text()
    assert browser.position == f"1 of {browser.matches}"


def test_the_words_marked_in_the_record_are_those_of_the_search(reader: Person) -> None:
    reader.searches("constable")
    reader.opens_first_result()
    browser = reader.window.find_screen.reader.browser
    assert browser.matches == 1
    reader.searches("estates")
    assert reader.reads_title() == "Visits to burgled homes"
    assert browser.matches == 1
    assert "<mark>estates</mark>" in reader.window.reader.page.html  # type: ignore[union-attr]
    reader.takes("clear")
    assert browser.matches == 0


def test_what_is_printed_has_all_rows_of_a_giant_table(reader: Person) -> None:
    table = _table(400, 25)
    page = replace(_page(reader, shorten(table, frozenset())), whole=table)
    assert page.document.count("<tr>") == 400


def test_other_words_are_marked_without_rendering_the_record_again(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.searches("constable")
    reader.opens_first_result()
    rendered: list[str] = []
    monkeypatch.setattr(read, "to_html", rendered.append)
    reader.searches("estates")
    assert "<mark>estates</mark>" in reader.window.reader.page.html  # type: ignore[union-attr]
    assert rendered == []
