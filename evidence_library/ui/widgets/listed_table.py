"""A table to choose lines from: in the trash and in the history."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from evidence_library.ui.itemmodels.listed_table import Line, ListedTableModel
from evidence_library.ui.theme import Theme

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ROW = 34
_TWO_LINES = 50
_NARROWEST = 72

#: How much of the width the first column has at least, before others give way.
_SHARE = 0.4


class ListedTable(QTableView):
    """Shows a `ListedTableModel`; the first column has the room the others leave.

    `entered` follows Enter, `deleted` the key Delete, `chose` any other choice of lines.
    """

    entered = Signal()
    deleted = Signal()
    chose = Signal()

    def __init__(
        self,
        theme: Theme,
        lines: ListedTableModel,
        widths: tuple[int, ...],
        *,
        several: bool = False,
        optional: tuple[int, ...] = (),
    ) -> None:
        """Show the lines; `widths` are those of the other columns at 100 % text.

        The `optional` columns make room for the first one, in this order, where it has too little.
        """
        super().__init__()
        self._theme, self._widths, self._optional = theme, widths, optional
        self._row = _ROW
        self.lines = lines
        lines.setParent(self)
        self.setModel(lines)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setAccessibleName("Columns of the table")
        lines.dataChanged.connect(lambda *_: self.chose.emit())  # a chosen line may have come
        self.selectionModel().selectionChanged.connect(lambda *_: self.chose.emit())
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def chosen(self) -> tuple[Line, ...]:
        """The chosen lines that are at hand, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self.lines.line_at(row) for row in rows)
        return tuple(line for line in found if line is not None)

    def show_two_lines(self) -> None:
        """Let long words of a cell go on in a second line."""
        self._row = _TWO_LINES
        self.setWordWrap(True)
        self._fit()

    def go_to(self, row: int) -> None:
        """Choose the line at a place, or the last one if there are fewer."""
        last = self.lines.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.lines.index(max(0, min(row, last)), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the first column its share."""
        super().resizeEvent(event)
        self._make_room()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first line when one comes here by keyboard."""
        if not self.currentIndex().isValid():
            self.go_to(0)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that Enter or Delete was pressed."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.entered.emit()
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(self._row))
        self.horizontalHeader().setMinimumSectionSize(px(_NARROWEST))
        for column, width in enumerate(self._widths, start=1):
            self.setColumnWidth(column, px(width))
        self._make_room()

    def _make_room(self) -> None:
        """Hide optional columns while the first one has less than its share."""
        for column in self._optional:
            self.setColumnHidden(column, False)
        for column in self._optional:
            taken = sum(self.columnWidth(one) for one in range(1, len(self._widths) + 1))
            if self.viewport().width() - taken >= self.viewport().width() * _SHARE:
                return
            self.setColumnHidden(column, True)
