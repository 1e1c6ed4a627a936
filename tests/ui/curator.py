"""Somebody who writes records in the editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from evidence_library.model.ids import RecordId
from evidence_library.model.record import Record
from evidence_library.services import drafts, read
from evidence_library.services.opened import Library
from evidence_library.ui.screens.editor import EditorWindow
from tests.helpers.libraries import identity
from tests.ui.person import Person

TITLE = "Visits to burgled homes"
VISITS = identity(TITLE)


class Curator:
    """Somebody at an editor."""

    def __init__(self, person: Person, qtbot: QtBot) -> None:
        self.person, self._qtbot = person, qtbot

    @property
    def library(self) -> Library:
        library = self.person.window.session.library
        assert library is not None
        return library

    @property
    def editor(self) -> EditorWindow:
        return self.person.window.editing.windows[-1]

    def opens(self, record: str = VISITS) -> EditorWindow:
        self.person.window.reader.read(record)
        self.person.waits()
        self.person.takes("edit-record")
        return self.sits_down()

    def sits_down(self) -> EditorWindow:
        """Wait until the latest editor takes the keys."""
        editor = self.editor
        editor.activateWindow()
        self._qtbot.waitUntil(lambda: bool(QApplication.activeWindow() is editor))
        return editor

    def types(self, path: str, words: str) -> None:
        field = self.editor.field(path)
        target = field.focusProxy()
        assert isinstance(target, QLineEdit | QPlainTextEdit)
        target.selectAll()
        self._qtbot.keyClicks(target, words)

    def chooses(self, path: str, words: str) -> None:
        combo = self.editor.field(path).focusProxy()
        assert isinstance(combo, QComboBox)
        at = combo.findText(words)
        assert at >= 0
        combo.setCurrentIndex(at)
        combo.activated.emit(at)

    def clicks(self, button: QAbstractButton) -> None:
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.person.waits()

    def presses(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        self._qtbot.keyClick(self.editor.focusWidget() or self.editor, key, held)
        self.person.waits()

    def waits_for_the_draft(self) -> None:
        self._qtbot.waitUntil(lambda: bool(self.editor.presenter.kept_at))

    def held(self, record: str = VISITS) -> Record:
        return read.read_record(self.library, RecordId(record)).record

    def draft(self, record: str = VISITS) -> Record | None:
        draft = drafts.begin(self.library, RecordId(record)).draft
        return draft.record if draft else None
