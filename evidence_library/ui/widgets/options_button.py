"""The button beside the search field, with a menu of search options."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from evidence_library.ui.icons import dress
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import restyle, set_tip

_NAME = "Search options"
_HINT = "Which words are searched for"


class OptionsButton(QPushButton):
    """Opens the menu. Its frame and its name tell where an option is not as usual."""

    def __init__(self, theme: Theme) -> None:
        """Start with options as usual."""
        super().__init__()
        self._theme = theme
        self.setProperty("menu", "true")
        self._menu = QMenu(_NAME, self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        theme.changed.connect(self._draw)
        self._draw()
        self.tell(())

    def offer(self, actions: Sequence[QAction]) -> None:
        """Put actions into the menu."""
        self._menu.addActions(list(actions))

    def tell(self, unusual: Sequence[str]) -> None:
        """Say which options are not as usual."""
        told = "; ".join(unusual)
        self.setAccessibleName(f"{_NAME}: {told}" if told else _NAME)
        set_tip(self, f"{_NAME}: {told}" if told else f"{_NAME}: {_HINT.lower()}", _HINT)
        restyle(self, "changed", "true" if told else "")

    def _draw(self) -> None:
        dress(self, "sliders-horizontal", self._theme.colour("ink"), self._theme.px(16))
