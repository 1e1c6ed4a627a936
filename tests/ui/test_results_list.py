"""The list of results answers the keys at once, however long it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from evidence_library.ui.itemmodels.hits import PAGE, Row
from evidence_library.ui.screens.results_pane import HitsView
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.marked_text import MarkedText
from evidence_library.ui.widgets.plain import tip
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


LONG = " ".join(f"word{number}" for number in range(60))


def _pointed_at(view: HitsView, row: int, told: pytest.MonkeyPatch) -> list[str]:
    """Point at a row and give what is told of it."""
    said: list[str] = []
    told.setattr(QToolTip, "showText", lambda _place, text, _view: said.append(text))
    place = view.visualRect(view.hits.index(row)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    return said


def test_of_a_long_title_two_lines_are_shown_and_the_whole_is_told(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = HitsView(theme)
    qtbot.addWidget(view)
    view.resize(402, 657)
    rows = tuple(
        Row(title, ((title, False),), "Systematic review", "", (), (), title)
        for title in (LONG, "Lamps")
    )
    view.hits.show(len(rows), rows, None)
    view.show()
    assert _pointed_at(view, 0, monkeypatch) == [tip(LONG)]
    assert _pointed_at(view, 1, monkeypatch) == [""]
    assert view.hits.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == LONG
    colours = (theme.colour("mark"), theme.colour("mark_ink"))
    laid = MarkedText(rows[0].title, theme.font(bold=True), 370, 2, colours)
    assert (laid.line_count, laid.is_cut) == (2, True)


@pytest.mark.parametrize(("width", "whole"), [(350, False), (402, False), (674, True), (968, True)])
def test_a_finding_of_two_hundred_characters_is_shown_or_else_told_whole(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, whole: bool
) -> None:
    title = "Street lighting and crime: a review of what was found in twenty-one towns and cities"
    finding = ("Recorded crime fell by a fifth where lamps were renewed " * 4)[:200]
    view = HitsView(theme)
    qtbot.addWidget(view)
    row = Row("1", ((title, False),), "Systematic review", "", ((finding, False),), (), title)
    view.hits.show(1, (row,), None)
    view.resize(width, 657)
    view.show()
    assert view.viewport().width() == width
    assert _pointed_at(view, 0, monkeypatch) == ["" if whole else tip(finding)]


def test_a_finding_that_is_cut_is_told_whole(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = HitsView(theme)
    qtbot.addWidget(view)
    view.resize(402, 657)
    row = Row("1", (("Lamps", False),), "Review", "", ((LONG, False),), (), "Lamps")
    view.hits.show(1, (row,), None)
    view.show()
    assert _pointed_at(view, 0, monkeypatch) == [tip(LONG)]
