"""The list of results answers the keys at once, however long it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_library.ui.itemmodels.hits import PAGE, Row
from evidence_library.ui.screens.results_pane import HitsView
from evidence_library.ui.theme import Theme
from tests.ui.test_item_models import Source

_MANY = 10_000


@pytest.fixture
def long_list(theme: Theme, qtbot: QtBot) -> HitsView:
    view = HitsView(theme)
    qtbot.addWidget(view)
    view.resize(402, 657)
    source = Source(_MANY)
    first: list[tuple[Row, ...]] = []
    source(0, PAGE, lambda _offset, rows: first.append(rows))
    view.hits.show(_MANY, first[0], source)
    view.show()
    view.choose_first()
    return view


def _pages(view: HitsView, qtbot: QtBot, key: Qt.Key, times: int) -> list[int]:
    rows = []
    for _ in range(times):
        qtbot.keyClick(view, key)
        rows.append(view.currentIndex().row())
    return rows


def test_page_down_goes_on_by_a_page_each_time(long_list: HitsView, qtbot: QtBot) -> None:
    rows = _pages(long_list, qtbot, Qt.Key.Key_PageDown, 20)
    step = rows[0]
    assert step > 1
    assert rows == [step * number for number in range(1, 21)]
    assert (
        long_list.viewport()
        .rect()
        .contains(long_list.visualRect(long_list.currentIndex()).center())
    )


def test_pages_end_at_both_ends_of_the_list(long_list: HitsView, qtbot: QtBot) -> None:
    assert _pages(long_list, qtbot, Qt.Key.Key_PageUp, 1) == [0]
    last = long_list.hits.index(_MANY - 1)
    qtbot.waitUntil(lambda: long_list.visualRect(last).isValid())  # rows are laid out in batches
    long_list.setCurrentIndex(last)
    before = _pages(long_list, qtbot, Qt.Key.Key_PageUp, 1)
    assert before[0] < _MANY - 1
    assert _pages(long_list, qtbot, Qt.Key.Key_PageDown, 2) == [_MANY - 1, _MANY - 1]


def test_pages_of_an_empty_list_lead_nowhere(theme: Theme, qtbot: QtBot) -> None:
    view = HitsView(theme)
    qtbot.addWidget(view)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert not view.currentIndex().isValid()
