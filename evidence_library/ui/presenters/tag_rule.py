"""What a tag typed in the editor may be called: the same as anywhere else in the program."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from evidence_library.errors import UserCanFix
from evidence_library.model.changes import Changes
from evidence_library.services import tag_names
from evidence_library.ui.presenters.field_offers import FieldOffers
from evidence_library.ui.presenters.session import Session


class TagRule(QObject):
    """Gives typed tags the spelling in use, or says why one cannot be a tag.

    The spellings are looked up off the screen's thread, and again after each change.
    """

    def __init__(self, offers: FieldOffers, session: Session, parent: QObject) -> None:
        """Look up the spellings in use."""
        super().__init__(parent)
        self._offers = offers
        self._known: Mapping[str, str] = {}
        session.changed.connect(self._look)
        self._look()

    def __call__(self, typed: str) -> tuple[str, str]:
        """Give the tag that is meant and "", or "" and why there is none."""
        try:
            clean = tag_names.checked(typed)
        except UserCanFix as error:
            return "", str(error)
        names = frozenset(self._known.values())
        return tag_names.in_use(self._known, names, clean), ""

    def _look(self, _changes: Changes | None = None) -> None:
        self._offers.tag_spellings(self._keep)

    def _keep(self, known: Mapping[str, str]) -> None:
        self._known = known
