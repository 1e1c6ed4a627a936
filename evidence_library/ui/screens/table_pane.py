"""The results as a table, with the choice of columns."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from evidence_library.ui.presenters.hit_table import (
    TABLE_COLUMNS,
    Found,
    TableAnswer,
    TablePresenter,
)
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets import several_rows
from evidence_library.ui.widgets.hits_table import HitsTable
from evidence_library.ui.widgets.plain import button, label

_ALWAYS = "title"


class TablePane(QWidget):
    """Shows the tables of a presenter; `chosen` names the record one is at, `said` the order.

    `shown` follows each table, which is of what was `found`.
    """

    chosen = Signal(str)
    entered = Signal()
    said = Signal(str)
    shown = Signal()

    def __init__(self, theme: Theme, presenter: TablePresenter) -> None:
        """Start empty, with all columns."""
        super().__init__()
        self._presenter = presenter
        self.found: Found | None = None
        self.table = HitsTable(theme, TABLE_COLUMNS)
        self._columns = button("Columns", role="chip", hint="Which columns are shown")
        self._columns.setProperty("menu", "true")
        self._sorted = label(role="secondary")
        self._actions: dict[str, QAction] = {}
        self._columns.setMenu(self._column_menu())
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(12)
        head.addWidget(self._columns)
        head.addWidget(self._sorted)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        presenter.made.connect(self._on_made)
        self.table.sorted_by.connect(presenter.sort)
        self.table.sorted_as.connect(self._on_sorted_as)
        self.table.entered_record.connect(self.entered)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._read_what_is_alone())
        self.table.chose.connect(self._read_what_is_alone)

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns shown."""
        return tuple(key for key, action in self._actions.items() if action.isChecked())

    def choose_columns(self, keys: Iterable[str]) -> None:
        """Show these columns; the title always."""
        wanted = {_ALWAYS, *keys}
        for key, action in self._actions.items():
            action.setChecked(key in wanted)
        self.table.show_columns(wanted)

    @property
    def sorted_words(self) -> str:
        """What it says about the order."""
        return self._sorted.text()

    def _column_menu(self) -> QMenu:
        menu = QMenu(self)
        for key, words in TABLE_COLUMNS:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(True)
            action.setEnabled(key != _ALWAYS)
            self._actions[key] = action
        menu.triggered.connect(lambda _action: self.table.show_columns(self.columns))
        return menu

    def _on_made(self, table: TableAnswer) -> None:
        before = self.table.currentIndex()
        at, column = self.table.hits.id_at(before), max(0, before.column())
        presenter, selection = self._presenter, self.table.selectionModel()
        self.found = table.found
        blocked = selection.blockSignals(True)
        self.table.hits.show(
            table.found.total,
            table.first,
            lambda offset, limit, deliver: presenter.fetch(table, offset, limit, deliver),
        )
        for row, line in enumerate(table.first):
            if line.id == at:
                self.table.setCurrentIndex(self.table.hits.index(row, column))
        selection.blockSignals(blocked)
        self.table.show_sorting(table.column, descending=table.descending)
        name = TABLE_COLUMNS[table.column][1].lower()
        way = " from the end" if table.descending else ""
        self._say_order(f"Sorted by {name}{way}" if table.column >= 0 else "")
        self.shown.emit()

    def _say_order(self, words: str) -> None:
        """Show the order; say it aloud where it is another one."""
        if words != self._sorted.text():
            self.said.emit(words or "No longer sorted by a column")
        self._sorted.setText(words)

    def _on_sorted_as(self, column: int, descending: bool) -> None:
        self._presenter.sort(column, descending=descending)

    def _read_what_is_alone(self) -> None:
        """Ask for the record one is at, unless others are being chosen with it."""
        current = self.table.currentIndex()
        record = self.table.hits.id_at(current)
        if record and several_rows.is_alone(self.table, current):
            self.chosen.emit(record)
