"""What may be typed next, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

CHOICE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: words, what kind of thing they are, in how many records.

    Taking it makes the field read `completed`, with the cursor there; one that `is_whole` is
    searched for at once.
    """

    words: str
    kind: str
    count: str
    spoken: str
    completed: str
    cursor: int
    is_whole: bool


class CompletionsModel(QAbstractListModel):
    """Choices in their order; a screen reader hears what each is and in how many records."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.choices: tuple[Choice, ...] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Show other choices."""
        self.beginResetModel()
        self.choices = tuple(choices)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of choices."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a choice, its words, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self.choices):
            return None
        choice = self.choices[index.row()]
        roles: dict[int, Any] = {
            CHOICE: choice,
            Qt.ItemDataRole.DisplayRole: choice.words,
            Qt.ItemDataRole.AccessibleTextRole: choice.spoken,
        }
        return roles.get(role)
