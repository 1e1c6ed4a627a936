"""What the window looks like: its theme and the size of its text, from menus and settings."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from evidence_library.errors import EnvironmentFailed
from evidence_library.settings import Settings
from evidence_library.ui.actions import Actions
from evidence_library.ui.screens.parts import Handlers
from evidence_library.ui.theme import Theme

_THEMES = ("system", "light", "dark")
#: Per cent of the normal size of text.
_SMALLEST, _NORMAL, _LARGEST, _STEP = 90, 100, 200, 10


class Appearance(QObject):
    """Keeps theme and text size in the settings and wears them.

    `changed`: a setting was set here. `failed`: why it could not be kept.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, theme: Theme, settings: Settings, actions: Actions) -> None:
        """Wear nothing yet."""
        super().__init__(actions)
        self._theme, self._settings, self._actions = theme, settings, actions

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {
            "larger": partial(self._resize_text, _STEP),
            "smaller": partial(self._resize_text, -_STEP),
            "normal-size": partial(self.set, "text_size", _NORMAL),
            **{f"theme-{one}": partial(self.set, "theme", one) for one in _THEMES},
        }

    def wear(self) -> None:
        """Look as the settings say, and tick the theme in the menu."""
        chosen = self._settings.text("theme")
        self._theme.choose(chosen, self._settings.number("text_size"))
        for one in _THEMES:
            self._actions[f"theme-{one}"].setChecked(one == chosen)

    def set(self, key: str, value: str | int) -> None:
        """Set a setting of the appearance; it is worn even if it cannot be kept."""
        try:
            self._settings.set(key, value)
        except EnvironmentFailed as error:
            self.failed.emit(str(error))
        self.changed.emit()

    def _resize_text(self, step: int) -> None:
        size = self._settings.number("text_size") + step
        self.set("text_size", max(_SMALLEST, min(_LARGEST, size)))
