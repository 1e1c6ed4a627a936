"""The themes of an instrument under their groups, each with its judgement in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

THEME_LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme, or the name of a group above its themes (`key` is None then).

    `words` say the judgement, behind a sign; `tone` colours both.
    """

    key: str | None
    name: str
    words: str = ""
    sign: str = ""
    tone: str = ""
    group: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        group = f", {self.group}" if self.group else ""
        return f"{self.name}{group}: {self.words}" if self.key is not None else self.name


class ThemesModel(QAbstractListModel):
    """Lines of themes; those of groups cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.lines: tuple[ThemeLine, ...] = ()

    def show(self, lines: Sequence[ThemeLine]) -> None:
        """Show other lines; the same themes with other judgements keep their places."""
        same = [one.key for one in lines] == [one.key for one in self.lines]
        if same and [one.name for one in lines] == [one.name for one in self.lines]:
            self.lines = tuple(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> ThemeLine | None:
        """Give a line by its place."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def row_of(self, key: str) -> int:
        """Give the place of a theme; -1 if it is not there."""
        return next((at for at, one in enumerate(self.lines) if one.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Give the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let themes be chosen, groups not."""
        line = self.line(index.row())
        if line is None or line.key is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a line, its words, or what a screen reader says."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == THEME_LINE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.spoken
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name if line.key is None else f"{line.name} – {line.words}"
        return None
