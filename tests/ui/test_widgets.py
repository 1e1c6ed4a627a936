"""Small widgets keep their size whatever they are told."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetrics, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence_library.ui.icons import pixmap
from evidence_library.ui.presenters.reader import FactCard
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.clamped_label import ClampedLabel
from evidence_library.ui.widgets.fact_cards import FactCards
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import tip


def test_a_very_long_title_takes_four_lines_and_is_told_whole(theme: Theme, qtbot: QtBot) -> None:
    title = ClampedLabel("title", lines=4)
    qtbot.addWidget(title)
    title.resize(300, 100)
    title.show()
    whole = "A very long title " * 40
    title.show_text(whole)
    assert title.text().endswith("…")
    assert title.heightForWidth(300) <= 4 * QFontMetrics(title.font()).lineSpacing() + 4
    assert (title.toolTip(), title.accessibleName()) == (tip(whole), whole)
    title.show_text("A short one")
    assert (title.text(), title.toolTip()) == ("A short one", "")


def test_a_title_is_cut_between_words(theme: Theme, qtbot: QtBot) -> None:
    title = ClampedLabel("title", lines=2)
    qtbot.addWidget(title)
    title.resize(300, 100)
    words = [f"word{number}," for number in range(40)]
    title.show_text(" ".join(words))
    shown = title.text().removesuffix("…").split()
    assert shown[:-1] == words[: len(shown) - 1]
    assert f"{shown[-1]}," == words[len(shown) - 1]


def test_a_tooltip_says_what_it_is_given_and_nothing_else(qtbot: QtBot) -> None:
    document = QTextDocument()
    document.setHtml(tip("Fish & <img src='file:///x'>"))
    assert document.toPlainText() == "Fish & <img src='file:///x'>"


def test_a_title_of_one_endless_word_does_not_widen_its_place(theme: Theme, qtbot: QtBot) -> None:
    title = ClampedLabel("title", lines=4)
    qtbot.addWidget(title)
    title.resize(300, 100)
    title.show_text("unbroken" * 200)
    assert title.minimumSizeHint().width() < 600


def test_fact_cards_stand_side_by_side_in_a_narrow_reader(theme: Theme, qtbot: QtBot) -> None:
    cards = FactCards(theme)
    qtbot.addWidget(cards)
    cards.show_facts([FactCard("Effect", "Mixed", "offences", "It depends.")] * 3)
    cards.resize(350, 120)
    cards.show()
    assert cards.columns == 3
    cards.resize(320, 300)
    qtbot.waitUntil(lambda: cards.columns == 1)


def test_a_flow_follows_an_item_that_grows(theme: Theme, qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    flow = FlowLayout(place)
    parts = [QWidget(), QWidget()]
    for one in parts:
        one.setFixedSize(QSize(60, 20))
        flow.addWidget(one)
    place.show()
    assert flow.heightForWidth(150) == 20
    parts[0].setFixedSize(QSize(120, 20))
    qtbot.waitUntil(lambda: flow.heightForWidth(150) > 40)


def test_an_icon_is_drawn_once(theme: Theme) -> None:
    first = pixmap("x", QColor("#123456"), 17)
    assert pixmap("x", QColor("#123456"), 17).cacheKey() == first.cacheKey()
    assert pixmap("x", QColor("#123457"), 17).cacheKey() != first.cacheKey()
