"""A dialog that stays open until what it asks for was done, and loses nothing unasked."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import button

_LOSE = "Close without saving? What you typed here would be lost."


class AnsweringDialog(QDialog):
    """Closes once it was done what it asks for; if it was not, it says why and stays."""

    def __init__(self, parts: Parts, title: str, act: str, parent: QWidget) -> None:
        """Make the buttons and the bar; those who derive from it lay them out."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._parts = parts
        self._begun: object = None
        self.messages = MessageBar(parts.theme)
        self.go_on = button(act, self.submit, role="primary")
        self.cancel = button("Cancel", self.reject)

    def submit(self) -> None:
        """Do what the dialog is for."""
        raise NotImplementedError

    def entered(self) -> object:
        """Give what the fields hold, to compare it with what they began with."""
        raise NotImplementedError

    def begins(self) -> None:
        """Take what the fields hold by now for what they begin with."""
        self._begun = self.entered()

    def reject(self) -> None:
        """Close; ask first if something typed would be lost."""
        if self.entered() == self._begun or self._parts.dialogs.confirm(
            self, _LOSE, "Close", "Keep editing", careful=True
        ):
            super().reject()

    def answer(self) -> Callable[[str], None]:
        """Give what is to be told why it was not done; nothing if it was, then this closes."""
        self.go_on.setEnabled(False)
        self.messages.hide()
        told = self._parts.news.tell_failure

        def answered(problem: str) -> None:
            if not shiboken6.isValid(self):
                if problem:
                    told(problem)
                return
            self.go_on.setEnabled(True)
            if problem:
                self.messages.say(problem, "bad")
                self._parts.announce(problem)
            else:
                self.accept()

        return answered
