"""Offers newer starter content, and leads to its page in Curate."""

from __future__ import annotations

from PySide6.QtCore import QObject

from evidence_library.ui.presenters.starter_news import StarterNewsPresenter
from evidence_library.ui.screens.frame import CURATE
from evidence_library.ui.screens.parts import Parts

#: The page of Curate on the starter content.
KEY = "starter"

_NEWER = "This version of the program brings newer starter content."


class StarterNews(QObject):
    """Asks when a library is opened, and tells of it."""

    def __init__(self, parts: Parts) -> None:
        """Wait for a library."""
        super().__init__(parts.window)
        self._parts = parts
        self.presenter = StarterNewsPresenter(parts.session)
        self.presenter.setParent(self)
        self.presenter.newer.connect(self._on_newer)
        parts.session.standing_changed.connect(self.presenter.ask)

    def _on_newer(self) -> None:
        self._parts.news.tell_offer(_NEWER, "Look at it", self._go_there)

    def _go_there(self) -> None:
        self._parts.frame.show_place(CURATE)
        self._parts.curate.open_page(KEY)
