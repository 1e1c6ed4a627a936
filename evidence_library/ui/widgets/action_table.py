"""The table of actions: that of recommendations, for what one does oneself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from evidence_library.model.ids import ActionId
from evidence_library.ui.itemmodels.action_table import ActionTableModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.track_table import Column, TrackTable


class ActionTable(TrackTable):
    """Shows an `ActionTableModel`; `deleted` follows the key Delete, `edited` F2."""

    deleted = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, columns: tuple[Column, ...]) -> None:
        """Show nothing yet; the columns that come last are hidden first where it is narrow."""
        super().__init__(theme, columns)
        self.setAccessibleName("Actions")
        self.setAccessibleDescription(
            "Enter opens the action, or folds a group. F2 edits, Delete deletes."
        )

    def make_lines(self, columns: Sequence[str]) -> ActionTableModel:
        """Make the model of actions."""
        self.actions_model = ActionTableModel(columns)
        return self.actions_model

    @property
    def chosen_actions(self) -> tuple[ActionId, ...]:
        """The actions that are chosen, from the top."""
        return self.actions_model.ids_at(self.chosen_rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit and delete by keyboard, besides what the table can do."""
        keys = QKeySequence(event.keyCombination()).toString()
        if keys == "Del" and self.chosen_rows:
            self.deleted.emit()
        elif keys == "F2" and self.chosen_rows:
            self.edited.emit()
        else:
            super().keyPressEvent(event)
