"""The rail on the left: one button per workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from evidence_library.ui.icons import dress
from evidence_library.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace: its key, the word on its button, its icon, its help; `low` ones stand below."""

    key: str
    text: str
    icon: str
    help: str
    low: bool = False


class Rail(QWidget):
    """Says by `chosen` which workspace one wants."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, places: Sequence[Place], parent: QWidget | None = None
    ) -> None:
        """Make a button for every place."""
        super().__init__()
        self._theme = theme
        self._places = {place.key: place for place in places}
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = {place.key: _button(place) for place in places}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(0)
        for place in sorted(places, key=lambda item: item.low):
            one = self._buttons[place.key]
            group.addButton(one)
            column.addWidget(one)
            one.clicked.connect(lambda _=False, key=place.key: self.chosen.emit(key))
        column.insertStretch(sum(not place.low for place in places), 1)
        theme.changed.connect(self._draw)
        self._draw()

    def show_chosen(self, key: str) -> None:
        """Mark the workspace one is in."""
        self._buttons[key].setChecked(True)
        self._draw()

    @property
    def chosen_place(self) -> str:
        """The workspace that is marked; empty if none is."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def _draw(self) -> None:
        width = self._theme.px(76)
        self.setFixedWidth(width)
        for key, one in self._buttons.items():
            colour = "accent" if one.isChecked() else "muted"
            size = self._theme.px(20)
            dress(one, self._places[key].icon, self._theme.colour(colour), size)
            one.setFixedWidth(width - 1)


def _button(place: Place) -> QToolButton:
    made = QToolButton()
    made.setText(place.text)
    made.setProperty("role", "rail")
    made.setCheckable(True)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    made.setAccessibleName(place.text)
    made.setAccessibleDescription(place.help)
    made.setToolTip(place.help)
    return made
