"""Joins the settings of the library, on the page Settings, with the library that keeps them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from evidence_library.ui.presenters.library_settings import LibrarySettingsPresenter
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.settings import SettingsScreen


class LibrarySettings(QObject):
    """Shows on the page what the open library says, and keeps there what is set."""

    def __init__(self, parts: Parts, screen: SettingsScreen) -> None:
        """Connect the parts."""
        super().__init__(parts.window)
        self._presenter = presenter = LibrarySettingsPresenter(parts.session)
        presenter.listed.connect(screen.show_library_values)
        presenter.done.connect(parts.news.tell_done)
        presenter.failed.connect(parts.news.tell_failure)
        screen.library_changed.connect(presenter.set)
        screen.appeared.connect(presenter.refresh)
