"""The evidence chain in the window: from whatever is chosen, walked by keyboard, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence_library.model.action import Action
from evidence_library.model.ids import ActionId
from evidence_library.services import actions, packs
from evidence_library.services.library import open_library
from evidence_library.services.opened import Library
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.screens.chain_dialog import ChainDialog
from tests.helpers.libraries import identity
from tests.helpers.tracked import LAMPS, track
from tests.ui.answers import Answers
from tests.ui.person import Person
from tests.ui.test_accessibility import _controls

RECORD = identity("Lamps in Quay Street")


class Officer(Person):
    """Asks what things rest on."""

    @property
    def library(self) -> Library:
        library = self.window.session.library
        assert library is not None
        return library

    @property
    def dialog(self) -> ChainDialog:
        dialog = self.window.chaining.dialog
        assert dialog is not None
        return dialog

    def asks_for_the_chain(self) -> None:
        self.takes("chain")

    def asks_for_the_chain_of_an_action(self) -> None:
        """From where its action lives, reached through the chain of the record."""
        self.window.chaining.show("record", RECORD)
        self.dialog.outline.go_to((1, 0, 0))
        self.clicks(self.dialog.open_it)
        assert self.window.frame.place == "assess"
        self.asks_for_the_chain()
        assert self.dialog.title.text() == "Action: Ask people"

    def sees(self) -> list[str]:
        """The outline, each line behind as many dots as it is deep."""
        view = self.dialog.outline
        found = []

        def walk(parent: object, depth: int) -> None:
            for row in range(view.lines.rowCount(parent)):  # type: ignore[arg-type]
                index = view.lines.index(row, 0, parent)  # type: ignore[arg-type]
                found.append(f"{'.' * depth}{index.data()}")
                walk(index, depth + 1)

        walk(view.rootIndex(), 0)
        return found

    def at(self) -> str:
        return str(self.dialog.outline.currentIndex().data())

    def presses_with_ctrl(self, key: Qt.Key, on: QWidget) -> None:
        self._qtbot.keyClick(on, key, Qt.KeyboardModifier.ControlModifier)
        self.waits()


def _harbour(folder: Path) -> Path:
    """Put a recommendation with its evidence, a pack and an action into a library."""
    library = open_library(folder)
    track(library)
    packs.add(library, packs.new(library, "Night walk")[0].id, [RECORD])
    actions.add(library, Action(id=ActionId(""), what="Ask people", recommendation=LAMPS))
    library.close()
    return folder


@pytest.fixture
def officer(shared_window: MainWindow, small_library: Path, qtbot: QtBot) -> Iterator[Officer]:
    """Somebody with a linked recommendation, a pack and an action, in Track."""
    window = shared_window
    answers = window.dialogs
    assert isinstance(answers, Answers)
    answers.__init__()  # type: ignore[misc]  # whatever was answered before
    window.resize(1280, 800)
    window.go("find")
    person = Officer(window, qtbot)
    person.opens(_harbour(small_library))
    yield person
    if window.chaining.dialog is not None:
        window.chaining.dialog.reject()
    window.go("find")


def test_the_chain_of_a_recommendation_is_walked_and_leads_to_the_record_and_back(
    officer: Officer,
) -> None:
    window = officer.window
    window.tracking.open_recommendation(LAMPS)
    officer.asks_for_the_chain()
    outline = officer.dialog.outline
    title = outline.node.title if outline.node else ""
    assert officer.sees()[0] == "What it rests on"
    assert officer.sees()[2:] == ["What rests on it", ".Action: Ask people"]
    assert officer.at() == f"Record: {title}"
    officer.presses(Qt.Key.Key_Down, on=outline)
    officer.presses(Qt.Key.Key_Down, on=outline)
    assert officer.at() == "Action: Ask people"
    officer.presses(Qt.Key.Key_Up, on=outline)
    officer.presses(Qt.Key.Key_Up, on=outline)
    officer.presses_with_ctrl(Qt.Key.Key_Return, outline)  # a new chain begins at the record
    assert officer.dialog.title.text().startswith("Record: ")
    assert ".Pack: Night walk" in officer.sees()
    officer.clicks(officer.dialog.back)
    assert officer.dialog.title.text().startswith("Recommendation: 1")
    officer.dialog.outline.go_to((-1, 0))
    officer.presses(Qt.Key.Key_Return, on=outline)
    assert window.frame.place == "find"
    assert officer.reads_title() == title
    officer.takes("back")
    assert officer.dialog.title.text().startswith("Recommendation: 1")


def test_one_click_works_wherever_one_is(officer: Officer) -> None:
    window = officer.window
    officer.searches("quay street")
    officer.opens_first_result()
    officer.clicks(window.frame.chain)
    assert {"What rests on it", ".Pack: Night walk", "..Action: Ask people"} <= set(officer.sees())
    pack = next(line for line in officer.sees() if "Pack" in line)
    officer.dialog.outline.go_to(next(
        box.path for box in officer.dialog.picture.canvas.drawn.boxes  # type: ignore[union-attr]
        if box.node is not None and f".{box.node.called}" == pack
    ))  # fmt: skip
    officer.clicks(officer.dialog.open_it)
    assert window.frame.place == "packs"
    officer.asks_for_the_chain()
    assert officer.dialog.title.text() == "Pack: Night walk"
    assert officer.sees()[-1] == ".Nothing rests on a pack; it is what people take with them."
    officer.dialog.reject()
    officer.asks_for_the_chain_of_an_action()
    officer.clicks(officer.dialog.open_it)
    assert window.frame.place == "track"
    window.go("settings")
    officer.asks_for_the_chain()
    assert window.chaining.dialog is None
    assert window.frame.messages.text.startswith("Choose a record, recommendation, pack")


def test_the_drawing_is_walked_like_the_outline(officer: Officer) -> None:
    window = officer.window
    window.tracking.open_recommendation(LAMPS)
    officer.asks_for_the_chain()
    picture, outline = officer.dialog.picture, officer.dialog.outline
    canvas = picture.canvas
    officer.presses(Qt.Key.Key_Home, on=canvas)
    assert picture.at is not None
    assert picture.at.path == ()
    officer.presses(Qt.Key.Key_Right, on=canvas)
    assert officer.at() == "Action: Ask people"
    assert canvas.accessibleDescription().startswith("Action: Ask people. Action on it. ")
    officer.presses(Qt.Key.Key_Left, on=canvas)
    officer.presses(Qt.Key.Key_Left, on=canvas)
    assert outline.node is not None
    assert outline.node.id == RECORD
    width = canvas.sizeHint().width()
    officer.presses(Qt.Key.Key_Minus, on=canvas)
    assert canvas.sizeHint().width() < width
    officer.presses(Qt.Key.Key_0, on=canvas)
    assert canvas.sizeHint().width() == width
    canvas.grab()
    officer.presses_with_ctrl(Qt.Key.Key_Return, canvas)
    assert officer.dialog.title.text().startswith("Record: ")


def test_a_chain_follows_what_changes_and_is_taken_along(officer: Officer, tmp_path: Path) -> None:
    window = officer.window
    window.tracking.open_recommendation(LAMPS)
    officer.asks_for_the_chain()
    made = Action(id=ActionId(""), what="Count people", recommendation=LAMPS)
    window.session.tell_changed(actions.add(officer.library, made)[1])
    officer.waits()
    assert officer.sees()[-1] == ".Action: Count people"
    officer.clicks(officer.dialog.copy)
    text = QGuiApplication.clipboard().text()
    assert "What rests on it:\n  Action: Ask people\n" in text
    officer.answers.list_file = tmp_path / "chain.svg"
    officer.clicks(officer.dialog.save_it)
    assert "Count people" in (tmp_path / "chain.svg").read_text("utf-8")
    assert officer.dialog.messages.text == "Saved as chain.svg."
    nameless = [type(one).__name__ for one in _controls(officer.dialog) if not one.accessibleName()]
    assert nameless == []


def test_where_there_is_little_room_outline_and_drawing_take_turns(officer: Officer) -> None:
    officer.window.chaining.show("record", RECORD)
    officer.waits()
    dialog = officer.dialog
    assert dialog.outline.isVisible()
    assert dialog.picture.isVisible()
    dialog.resize(600, 600)
    officer.waits()
    assert (dialog.outline.isVisible(), dialog.picture.isVisible()) == (True, False)
    officer.clicks(dialog.views["drawing"])
    assert (dialog.outline.isVisible(), dialog.picture.isVisible()) == (False, True)
