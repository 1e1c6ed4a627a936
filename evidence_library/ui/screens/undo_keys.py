"""The keys of Undo and Redo in a dialog, which the menus of the window do not reach."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from evidence_library.ui.presenters.taking_back import TakingBack


def add_undo_keys(dialog: QDialog, taking_back: TakingBack) -> None:
    """Let the keys do in a dialog what they do in the window behind it."""
    for keys, act in (("Ctrl+Z", taking_back.undo), ("Ctrl+Shift+Z", taking_back.redo)):
        QShortcut(QKeySequence(keys), dialog).activated.connect(lambda act=act: act())
