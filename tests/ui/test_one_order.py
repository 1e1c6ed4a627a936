"""One order of the results, whatever view they are seen in and wherever they are handed on to."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.ui.presenters.hit_table import TABLE_COLUMNS
from tests.ui.conftest import MakeWindow
from tests.ui.person import Person

KEYS = [key for key, _ in TABLE_COLUMNS]


@pytest.fixture(params=[True, False], ids=["at once", "in threads"])
def anyone(
    request: pytest.FixtureRequest, make_window: MakeWindow, small_library: Path, qtbot: QtBot
) -> Person:
    person = Person(make_window(immediate=request.param), qtbot)
    person.opens(small_library)
    return person


def sorts_by(person: Person, key: str, *, descending: bool) -> None:
    person.takes("view-table")
    person.window.views.table.sort(KEYS.index(key), descending=descending)
    person.waits()


def table_titles(person: Person) -> list[str]:
    hits = person.window.find_screen.views.table.table.hits
    return [hits.index(row, 0).data() for row in range(hits.rowCount())]


def exported(person: Person, path: Path, action: str = "export") -> list[list[str]]:
    person.answers.list_file = path
    person.takes(action)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_sorting_the_table_orders_the_list_and_says_so(anyone: Person) -> None:
    sorts_by(anyone, "kind", descending=True)
    results = anyone.window.find_screen.results
    assert results.order_words == "Kind, Z to A"
    assert not any(
        anyone.window.actions_made[f"sort-{one}"].isChecked()
        for one in ("relevance", "newest", "oldest", "title", "added", "confidence")
    )
    titles = table_titles(anyone)
    anyone.takes("view-list")
    assert anyone.sees_titles() == titles
    assert results.order_words == "Kind, Z to A"
    anyone.takes("sort-title")
    assert results.order_words == "Title"
    assert anyone.window.actions_made["sort-title"].isChecked()
    anyone.takes("view-table")
    header = anyone.window.find_screen.views.table.table.horizontalHeader()
    assert header.sortIndicatorSection() == KEYS.index("title")


def test_a_list_is_handed_on_as_the_table_shows_it(anyone: Person, tmp_path: Path) -> None:
    sorts_by(anyone, "year", descending=False)
    assert anyone.window.find_screen.results.order_words == "Oldest first"
    anyone.window.find_screen.views.table.choose_columns(["title", "year", "licence"])
    rows = exported(anyone, tmp_path / "list.csv")
    assert ["Order", "Oldest first"] in [row[:2] for row in rows]
    head = next(at for at, row in enumerate(rows) if row[:1] == ["Title"])
    assert rows[head] == ["Title", "Year", "Licence"]
    assert [row[0] for row in rows[head + 1 :]] == table_titles(anyone)
    assert [row[1] for row in rows[head + 1 :]] == ["2003", "2014", "2019", ""]
    record = exported(anyone, tmp_path / "record.csv", "search-record")
    assert ["Title", "Year", "Licence", "Citation", "Record"] in record
    assert any("--sort oldest" in cell for row in record for cell in row)


def test_a_list_has_its_own_columns_where_no_table_is_seen(anyone: Person, tmp_path: Path) -> None:
    anyone.window.find_screen.views.table.choose_columns(["title"])
    rows = exported(anyone, tmp_path / "list.csv")
    assert any("Citation" in row for row in rows)


def test_an_order_of_the_table_is_saved_with_the_search(anyone: Person) -> None:
    anyone.searches("stop")
    sorts_by(anyone, "effect", descending=True)
    titles = table_titles(anyone)
    anyone.answers.name = "By effect"
    anyone.takes("save-search")
    anyone.takes("clear")
    anyone.takes("sort-relevance")
    anyone.takes("view-list")
    saved = anyone.window.find_screen.saved.list
    names = [line.name for line in saved.saved.lines]
    saved.setCurrentIndex(saved.saved.index(names.index("By effect")))
    anyone.presses(Qt.Key.Key_Return, on=saved)
    assert anyone.window.find_screen.results.order_words == "Effect, improved last"
    assert anyone.sees_titles() == titles
