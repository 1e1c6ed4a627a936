"""Somebody in front of the window, who types, clicks and looks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from evidence_library.ui.itemmodels.facets import LineKind
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.screens.ingest import IngestDialog
from tests.ui.answers import Answers


class Person:
    """Does with the window what people do, and waits until the window has answered."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    @property
    def answers(self) -> Answers:
        answers = self.window.dialogs
        assert isinstance(answers, Answers)
        return answers

    # What one does

    def opens(self, folder: Path) -> None:
        self.window.session.start(folder)
        self.waits()

    def searches(self, words: str) -> None:
        line = self.window.frame.search.line
        line.clear()
        self._qtbot.keyClicks(line, words)
        self.waits()

    def pastes(self, words: str) -> None:
        """Search for long text as people do: from the clipboard."""
        line = self.window.frame.search.line
        line.clear()
        QGuiApplication.clipboard().setText(words)
        line.paste()
        self.waits()

    def presses(self, key: Qt.Key, *, on: QWidget | None = None) -> None:
        target = on or self.window.focusWidget() or self.window
        self._qtbot.keyClick(target, key)
        self.waits()

    def filters_by(self, label: str) -> None:
        filters = self.window.find_screen.filters
        row = next(at for at, text in enumerate(self.sees_filters()) if text.startswith(label))
        index = filters.lines.index(row)
        filters.scrollTo(index)
        place = filters.visualRect(index).center()
        self._qtbot.mouseClick(filters.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.waits()

    def opens_first_result(self) -> None:
        self.window.find_screen.enter_results()
        self.waits()

    def clicks(self, button: QPushButton) -> None:
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.waits()

    def takes(self, action: str) -> None:
        self.window.actions_made[action].trigger()
        self.waits()

    def drops(self, *paths: Path) -> IngestDialog:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.window.dropEvent(event)
        self.waits()
        return self.window.findChildren(IngestDialog)[-1]

    def waits(self) -> None:
        timer, tasks = self.window.finder.pause_timer, self.window.tasks
        self._qtbot.waitUntil(lambda: not timer.isActive() and tasks.idle, timeout=20_000)

    # What one sees

    def sees_titles(self) -> list[str]:
        hits = self.window.find_screen.results.list.hits
        rows = (hits.row_at(at) for at in range(hits.rowCount()))
        return ["".join(text for text, _ in row.title) for row in rows if row is not None]

    def sees_count(self) -> str:
        return self.window.find_screen.results.count

    def sees_filters(self) -> list[str]:
        lines = self.window.find_screen.filters.lines
        shown = (lines.line(row) for row in range(lines.rowCount()))
        return [
            f"{line.shown} {line.count}" if line.kind is LineKind.VALUE else line.label
            for line in shown
            if line is not None
        ]

    def reads_title(self) -> str:
        screen = self.window.find_screen
        return screen.reader.title.text() if screen.right.currentWidget() is screen.reader else ""

    def reads_text(self) -> str:
        return self.window.find_screen.reader.browser.toPlainText()

    def sees_near_the_top(self, anchor: str) -> bool:
        """Tell whether a named place of the page has come to the top of the reader."""
        browser = self.window.find_screen.reader.browser
        area = next(
            area
            for area in self.window.find_screen.reader.findChildren(QScrollArea)
            if area.isAncestorOf(browser)
        )

        def near() -> bool:
            top = browser.anchor_top(anchor)
            place = QPoint(0, round(top or 0))
            return top is not None and 0 <= browser.mapTo(area, place).y() < 40

        self._qtbot.waitUntil(near)
        return True

    def sees_message(self) -> str:
        messages = self.window.frame.messages
        return "" if messages.isHidden() else messages.text

    def has_on_the_clipboard(self) -> str:
        return QGuiApplication.clipboard().text()
