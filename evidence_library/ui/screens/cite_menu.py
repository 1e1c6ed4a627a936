"""The menu of the styles and forms that a record can be cited in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from evidence_library.ui.presenters.citing import FORMS, STYLES


class CiteMenu(QMenu):
    """Offers the styles, with the one in force ticked, and the forms for reference managers.

    `style_taken` and `form_taken` bring their names.
    """

    style_taken = Signal(str)
    form_taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Offer all of them; nothing is ticked yet."""
        super().__init__("Cite &as", parent)
        self.style_in_force: Callable[[], str] = str
        self._styles: dict[str, QAction] = {}
        group = QActionGroup(self)
        for name, words in STYLES:
            action = self.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, style=name: self.style_taken.emit(style))
            group.addAction(action)
            self._styles[name] = action
        self.addSeparator()
        for name, words in FORMS:
            action = self.addAction(f"{words}, for reference managers")
            action.triggered.connect(lambda _=False, form=name: self.form_taken.emit(form))
        self.aboutToShow.connect(self._tick)

    def _tick(self) -> None:
        in_force = self._styles.get(self.style_in_force())
        if in_force is not None:
            in_force.setChecked(True)
