"""Undo and redo of a dialog, reached from fields in which nothing was typed, too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

_UNDO = (QKeySequence("Ctrl+Z"),)
_REDO = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))


class UndoReach(QObject):
    """Gives a dialog Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z.

    A field has them first while it can take back what was typed into it; otherwise it would swallow
    them.
    """

    def __init__(
        self, dialog: QDialog, undo: Callable[[], object], redo: Callable[[], object]
    ) -> None:
        """Watch the fields that the dialog has by now."""
        super().__init__(dialog)
        for keys, deed in (*((one, undo) for one in _UNDO), *((one, redo) for one in _REDO)):
            QShortcut(keys, dialog).activated.connect(deed)
        self._fields = [*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit)]
        for field in self._fields:
            field.installEventFilter(self)
        dialog.finished.connect(self._leave)

    def _leave(self) -> None:
        """Watch the fields no longer: the dialog goes, in whatever order its parts do."""
        for field in self._fields:
            field.removeEventFilter(self)
        self._fields.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the keys to the dialog where the field has nothing to take back."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        keys = QKeySequence(event.keyCombination())
        may = (keys in _UNDO and not _can(watched, undo=True)) or (
            keys in _REDO and not _can(watched, undo=False)
        )
        if may:
            event.ignore()
        return may


def _can(field: QObject, *, undo: bool) -> bool:
    """Tell whether a field can take back, or make again, what was typed into it."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if undo else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit):
        return field.document().isUndoAvailable() if undo else field.document().isRedoAvailable()
    return False
