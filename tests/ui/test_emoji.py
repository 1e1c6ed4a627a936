"""Emoji and other characters outside the first 65,536, which Qt counts as two."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QImage, QInputMethodEvent, QPainter
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.clamped_label import ClampedLabel
from evidence_library.ui.widgets.marked_text import MarkedText
from tests.ui.person import Person


class _Formats(QObject):
    """Notes where a line edit is told to underline, counted from its beginning in Qt's units."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[tuple[int, int]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QInputMethodEvent) and isinstance(watched, QLineEdit):
            at = watched.cursorPosition()
            self.places = [(one.start + at, one.length) for one in event.attributes()]
        return False


@pytest.fixture
def typist(reader: Person, qtbot: QtBot) -> Person:
    reader.window.activateWindow()
    line = reader.window.frame.search.line
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    return reader


def test_a_completion_after_an_emoji_completes_its_word(typist: Person, qtbot: QtBot) -> None:
    field = typist.window.frame.search
    typist.pastes("😀😀 burgl")
    choice = next(one for one in field.completions.choices if one.words == "burgled")
    field.completions.taken.emit(choice)
    typist.waits()
    assert field.text == "😀😀 burgled "
    assert field.line.cursorPosition() == 2 * 2 + len(" burgled ")
    qtbot.keyClicks(field.line, "x")
    assert field.text == "😀😀 burgled x"


def test_a_completion_before_other_words_leaves_them_alone(typist: Person, qtbot: QtBot) -> None:
    field = typist.window.frame.search
    typist.pastes("😀  homes")
    field.line.setCursorPosition(3)
    qtbot.keyClicks(field.line, "burgl")
    typist.waits()
    choice = next(one for one in field.completions.choices if one.words == "burgled")
    field.completions.taken.emit(choice)
    assert field.text.split() == ["😀", "burgled", "homes"]


def test_a_problem_behind_an_emoji_is_underlined_where_it_stands(typist: Person) -> None:
    line = typist.window.frame.search.line
    formats = _Formats()
    line.installEventFilter(formats)
    typist.pastes("police 😀😀 colour:red x")
    line.removeEventFilter(formats)
    assert (len("police ") + 2 * 2 + 1, len("colour")) in formats.places


def _grounds(runs: tuple[tuple[str, bool], ...], theme: Theme) -> list[int]:
    """The columns of pixels in which words are marked."""
    ground = QColor("#ff0000")
    laid = MarkedText(runs, theme.font(), 600, 1, (ground, QColor("#ff0000")))
    image = QImage(600, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    laid.draw(painter, 0, 0)
    painter.end()
    return [x for x in range(600) if image.pixelColor(x, 4) == ground]


def test_marks_behind_an_emoji_are_as_wide_as_the_word(theme: Theme) -> None:
    plain = _grounds((("ab cd ", False), ("burglary", True), (" end", False)), theme)
    after = _grounds((("😀😀 ", False), ("burglary", True), (" end", False)), theme)
    assert plain
    assert len(after) == pytest.approx(len(plain), abs=2)


def test_a_long_line_with_emoji_is_cut_where_it_ends(theme: Theme, qtbot: QtBot) -> None:
    colours = (QColor("#ffffff"), QColor("#000000"))
    words = "😀 word " * 60
    laid = MarkedText(((words, False),), theme.font(), 300, 2, colours)
    assert (laid.line_count, laid.is_cut) == (2, True)
    label = ClampedLabel("title", lines=2)
    qtbot.addWidget(label)
    label.resize(300, 80)
    label.show_text("😀" * 20 + " and some words more that do not fit into two lines of it, ever")
    assert label.text().endswith("…")
    assert label.text().count("😀") == 20
