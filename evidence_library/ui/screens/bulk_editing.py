"""Editing many records at once, from the results of a window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from evidence_library.ui.presenters.bulk import BulkPresenter
from evidence_library.ui.screens.bulk_dialog import BulkDialog
from evidence_library.ui.screens.parts import Handlers, Parts


class BulkEditing(QObject):
    """Serves the action “Edit in bulk…” of a window."""

    def __init__(self, parts: Parts) -> None:
        """Do nothing until somebody asks."""
        super().__init__(parts.window)
        self._parts = parts
        self.dialog: BulkDialog | None = None
        for rows in (parts.screen.results.list, parts.screen.views.table.table):
            rows.addAction(parts.actions["edit-many"])

    @property
    def handlers_at_find(self) -> Handlers:
        """What the actions do that need the results in sight, by their ids."""
        return {"edit-many": self._edit}

    def _edit(self) -> None:
        parts = self._parts
        if parts.session.hindrance:
            parts.news.tell_note(parts.session.hindrance)
            return
        chosen = [one.id for one in parts.screen.views.chosen_to_compare]
        presenter = BulkPresenter(parts.session)
        presenter.done.connect(parts.news.tell_done)
        self.dialog = BulkDialog(parts.theme, presenter, parts.find.request, chosen, parts.window)
        self.dialog.open()
