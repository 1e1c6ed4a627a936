"""Switches between the views of a result: one button each, one of them pressed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from evidence_library.ui.widgets.plain import button

LIST, TABLE, MAP = "list", "table", "map"

#: Every view: its key, the word on its button, what it shows.
VIEWS: tuple[tuple[str, str, str], ...] = (
    (LIST, "List", "Results as a list with the passage that matched"),
    (TABLE, "Table", "Results as a table that can be sorted by its columns"),
    (MAP, "Map", "Results as an evidence map that shows where there are gaps"),
)


class ViewSwitch(QWidget):
    """`chosen` names the view whose button was pressed."""

    chosen = Signal(str)

    def __init__(self, views: tuple[tuple[str, str, str], ...] = VIEWS) -> None:
        """Offer views, the first of them as chosen."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for key, words, hint in views:
            made = button(words, role="chip", hint=hint)
            made.setAccessibleName(f"View: {words}")
            made.setCheckable(True)
            made.setAutoExclusive(True)  # so that a screen reader tells one of several
            made.clicked.connect(lambda _=False, view=key: self.chosen.emit(view))
            self._group.addButton(made)
            self._buttons[key] = made
            row.addWidget(made)
        self.show_view(views[0][0])

    def show_view(self, view: str) -> None:
        """Press the button of a view."""
        self._buttons[view].setChecked(True)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons of all views."""
        return tuple(self._buttons.values())

    def button(self, view: str) -> QPushButton:
        """Give the button of a view."""
        return self._buttons[view]
