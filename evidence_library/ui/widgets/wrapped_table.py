"""A table to choose lines from whose words go on in the next line where a column is too narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt

from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.listed_table import ListedTable

_MOST_LINES = 3

#: How high a line is, and how narrow a column may be where there is room, in pixels at 100 % text.
_LINE, _NARROWEST = 34, 72

#: So many lines of the table are measured; all of them have one height.
_MEASURED = 100

#: Left and right of the words in a cell, both together, in pixels at 100 % text.
_AROUND = 16

#: The columns behind the first have at most so much of the width.
_SHARE = 0.62


class WrappedTable(ListedTable):
    """Has no scroll bar below: columns that have too little room become narrower, lines higher."""

    def __init__(self, theme: Theme, lines: ListedTableModel, widths: tuple[int, ...]) -> None:
        """Show the lines; `widths` are those of the other columns at 100 % text, where they fit."""
        super().__init__(theme, lines, widths)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        lines.modelReset.connect(self._make_room)
        self._make_room()

    def _make_room(self) -> None:
        """Share the width out, and let the lines be as high as the words need."""
        px = self._theme.px
        wanted = [px(width) for width in self._widths]
        room = self.viewport().width()
        factor = min(1.0, room * _SHARE / max(1, sum(wanted)))
        least = min(px(_NARROWEST), room // (len(wanted) + 1))
        self.horizontalHeader().setMinimumSectionSize(least)
        for column, width in enumerate(wanted, start=1):
            self.setColumnWidth(column, round(width * factor))
        head, line = px(_LINE), self.fontMetrics().lineSpacing()
        height = head + line * (self._lines_needed() - 1)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(self.horizontalHeader().height() + height + 2 * self.frameWidth())

    def _lines_needed(self) -> int:
        rows = range(min(self.lines.rowCount(), _MEASURED))
        columns = range(self.lines.columnCount())
        needed = (self._lines_of(row, column) for row in rows for column in columns)
        return max(needed, default=1)

    def _lines_of(self, row: int, column: int) -> int:
        words = str(self.lines.data(self.lines.index(row, column)) or "")
        width = max(1, self.columnWidth(column) - self._theme.px(_AROUND))
        flags = Qt.TextFlag.TextWordWrap
        taken = self.fontMetrics().boundingRect(0, 0, width, 1, flags, words).height()
        return max(1, min(_MOST_LINES, round(taken / self.fontMetrics().lineSpacing())))
