"""Counts what is on the pages of Curate, once one comes there and after every change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from evidence_library.model.changes import Changes
from evidence_library.ui.screens.curate import CuratePage
from evidence_library.ui.screens.parts import Parts

#: So long after a change it is counted, in milliseconds: several changes are counted once, and
#: the page in sight is read first.
_SOON = 200

#: Pages that take longer to count wait until everything else is there, in milliseconds.
_LATER = 1500


class CurateCounts(QObject):
    """Lets each page that can count itself do so while Curate is in sight, never before."""

    def __init__(self, parts: Parts, pages: Sequence[CuratePage]) -> None:
        """Wait until Curate is shown."""
        super().__init__(parts.curate)
        self._parts = parts
        self._pages = {page.key: page for page in pages if page.counted is not None}
        self._stale = set(self._pages)
        self._soon = _timer(self, _SOON)
        self._later = _timer(self, _LATER)
        self._soon.timeout.connect(lambda: self._count(late=False))
        self._later.timeout.connect(lambda: self._count(late=True))
        parts.curate.page_shown.connect(self._start)
        parts.session.opened.connect(self._on_all_new)
        parts.session.standing_changed.connect(self._on_all_new)
        parts.session.changed.connect(self._on_changed)

    def _on_all_new(self, _standing: object = None) -> None:
        self._stale = set(self._pages)
        self._start()

    def _on_changed(self, changes: Changes) -> None:
        rare = {key for key, page in self._pages.items() if page.rare}
        whole = changes.starter or changes.trashed or not changes.any
        self._stale |= set(self._pages) if whole else set(self._pages) - rare
        self._start()

    def _start(self, _page: str = "") -> None:
        if self._stale and self._parts.curate.isVisible():
            self._soon.start()
            self._later.start()

    def _count(self, *, late: bool) -> None:
        if not self._parts.curate.isVisible():
            return
        for key in [one for one in self._pages if one in self._stale]:
            page = self._pages[key]
            if page.late is late and page.counted is not None:
                self._stale.discard(key)
                # The page in sight hears of changes itself.
                if key != self._parts.curate.page or not page.widget.isVisible():
                    page.counted()


def _timer(parent: QObject, milliseconds: int) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(milliseconds)
    return made
