"""Editing many records at once, from the results of a window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from evidence_library.ui.presenters.bulk import BulkPresenter
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.screens.bulk_dialog import BulkDialog, Scope
from evidence_library.ui.screens.parts import Handlers, Parts


class BulkEditing(QObject):
    """Serves the action “Edit in bulk…” of a window."""

    def __init__(self, parts: Parts) -> None:
        """Do nothing until somebody asks."""
        super().__init__(parts.window)
        self._parts = parts
        self.dialog: BulkDialog | None = None

    @property
    def handlers_at_find(self) -> Handlers:
        """What the actions do that need the results in sight, by their ids."""
        return {"edit-many": self._edit}

    def _edit(self) -> None:
        parts = self._parts
        if parts.session.hindrance:
            parts.news.tell_note(parts.session.hindrance)
            return
        presenter = BulkPresenter(parts.session)
        presenter.done.connect(parts.news.tell_done)
        scopes = self._scopes(presenter)
        self.dialog = BulkDialog(parts.theme, presenter, scopes, parts.window)
        self.dialog.open()

    def _scopes(self, presenter: BulkPresenter) -> list[Scope]:
        """List what can be edited, the most likely first: chosen results, the tray, all results."""
        views, request = self._parts.screen.views, self._parts.find.request
        scopes: list[Scope] = []
        if views.choice.several:
            numbers = views.choice.numbers
            words = f"The {views.choice.count:,} chosen records"
            scopes.append((words, lambda: presenter.mean_numbers(numbers)))
        compared = [one.id for one in views.chosen_to_compare]
        if compared:
            words = f"{counted(len(compared), 'record')} chosen with Ctrl+B"
            scopes.append((words, lambda: presenter.mean(compared)))
        scopes.append(("All results", lambda: presenter.mean_all(request)))
        return scopes
