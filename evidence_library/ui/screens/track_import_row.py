"""The row of a table one is at: its cells, its wording with where parts begin, and what to do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QFormLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.table_reading import Column
from evidence_library.ui.presenters.track_import import TrackImportPresenter
from evidence_library.ui.presenters.track_import_lines import CELLS, RowShown
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import button, in_tab_order, label

_NAMES = {
    Column.NUMBER: "Number",
    Column.LEAD: "Lead",
    Column.TIMETABLE: "Timetable",
    Column.PROGRESS: "Progress",
    Column.THEME: "Theme",
}


class _Wording(QPlainTextEdit):
    """The wording; `left` follows when one goes elsewhere, with what was typed."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that one went elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class RowPane(QWidget):
    """Shows one row of the presenter's table and lets it be put right."""

    def __init__(self, theme: Theme, presenter: TrackImportPresenter) -> None:
        """Start without a row."""
        super().__init__()
        self.setProperty("role", "plain")
        self._theme, self._presenter = theme, presenter
        self._row: RowShown | None = None
        self.heading = label("", "section", wrap=True)
        self.flags = label("", "secondary", wrap=True)
        self.text = _Wording()
        self.text.setAccessibleName("Wording")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(96))
        self.pieces = QListWidget()
        self.pieces.setAccessibleName("Parts of the wording")
        self.pieces.setWordWrap(True)
        self.pieces.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pieces.setFixedHeight(theme.px(124))
        self.fields = {column: QLineEdit() for column in CELLS}
        self.stood = label("", "secondary", wrap=True)
        self.stood.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.show_row(None)

    @property
    def boundary(self) -> int:
        """Which boundary the chosen part begins at, from 0 on; -1 before the parts."""
        return self.pieces.currentRow() - 1

    def show_row(self, row: RowShown | None) -> None:
        """Show a row, or none."""
        same = self._row is not None and row is not None and self._row.key == row.key
        place, chosen = self.text.textCursor().position(), self.pieces.currentRow()
        self._row = row
        self.setEnabled(row is not None)
        self.heading.setText(row.heading if row else "No row is chosen")
        self.flags.setText("\n".join(f"• {one}" for one in row.flags) if row else "")
        self.flags.setVisible(bool(row and row.flags))
        self.text.setPlainText(row.text if row else "")
        self.pieces.clear()
        self.pieces.addItems(list(row.pieces) if row else [])
        self.stood.setText(row.stood if row else "")
        for column, field in self.fields.items():
            field.setText(row.cells[column] if row else "")
        words = "Take in again" if row and row.left_out else "Leave out"
        self.leave_out.setText(words)
        self.leave_out.setAccessibleName(words)
        if same and row is not None:
            self._place_cursor(min(place, len(row.text)))
        self.pieces.setCurrentRow(min(chosen if same else 0, self.pieces.count() - 1))
        self._mark()

    def _make_buttons(self) -> None:
        does = self._do
        self.earlier = button(
            "Start earlier",
            lambda: does("step_boundary", self.boundary, -1),
            hint="Let the chosen part begin at the marker or sentence before (Alt+Up)",
        )
        self.later = button(
            "Start later",
            lambda: does("step_boundary", self.boundary, 1),
            hint="Let the chosen part begin at the next marker or sentence (Alt+Down)",
        )
        self.here = button(
            "Start at the cursor",
            lambda: does("move_boundary", self.boundary, self._cursor),
            hint="Let the chosen part begin where the cursor stands in the wording",
        )
        self.join_parts = button(
            "Join with the part before",
            lambda: does("merge_parts", self.boundary),
            hint="Take the chosen part for more of what stands before it",
        )
        self.new_part = button(
            "New part at the cursor",
            lambda: does("split_part", self._cursor),
            hint="Let a part begin where the cursor stands in the wording",
        )
        self.close_here = button(
            "Closing text at the cursor",
            lambda: does("close_at", self._cursor),
            hint="What follows the cursor is said of the whole",
        )
        self.as_read = button("Parts as read", lambda: does("divide_as_read"))
        self.swap = button("Exchange lead and timetable", lambda: does("swap_cells"))
        self.join_rows = button("Join with the row above", lambda: does("join_with_above"))
        self.split_row = button(
            "Split the row at the cursor",
            lambda: does("split_row", self._cursor),
            hint="A second recommendation begins where the cursor stands in the wording",
        )
        self.leave_out = button("Leave out", self._on_leave_out)

    @property
    def part_buttons(self) -> tuple[QPushButton, ...]:
        """What moves, joins and makes parts."""
        return (
            *(self.earlier, self.later, self.here, self.join_parts),
            *(self.new_part, self.close_here, self.as_read),
        )

    @property
    def row_buttons(self) -> tuple[QPushButton, ...]:
        """What is done to the row as a whole."""
        return self.swap, self.join_rows, self.split_row, self.leave_out

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.flags)
        column.addWidget(label("Wording", "strong"))
        column.addWidget(self.text)
        column.addWidget(label("Parts", "strong"))
        column.addWidget(self.pieces)
        column.addLayout(_flowing(self.part_buttons))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in self.fields.items():
            field.setAccessibleName(_NAMES[name])
            form.addRow(_NAMES[name], field)
        column.addLayout(form)
        column.addLayout(_flowing(self.row_buttons))
        column.addStretch(1)
        for one in (*self.part_buttons, *self.row_buttons):
            one.setAutoDefault(False)
        in_tab_order(
            self.text, self.pieces, *self.part_buttons, *self.fields.values(), *self.row_buttons
        )

    def _connect(self) -> None:
        self.text.left.connect(self._on_text_left)
        self.pieces.currentRowChanged.connect(lambda _row: self._mark())
        for column, field in self.fields.items():
            field.editingFinished.connect(partial(self._on_field, column))
        for keys, one in (("Alt+Up", self.earlier), ("Alt+Down", self.later)):
            QShortcut(QKeySequence(keys), self).activated.connect(one.click)

    @property
    def _cursor(self) -> int:
        return self.text.textCursor().position()

    def _do(self, name: str, *values: int) -> None:
        """Make a correction of this row that the services know by its name."""
        if self._row is not None:
            self._presenter.correct_row(name, self._row.key, *values)

    def _on_leave_out(self) -> None:
        if self._row is not None:
            self._presenter.leave_out(self._row.key, out=not self._row.left_out)

    def _on_text_left(self) -> None:
        words = " ".join(self.text.toPlainText().split())
        if self._row is not None and words and words != self._row.text:
            self._presenter.change_cell(self._row.key, Column.RECOMMENDATION, words)

    def _on_field(self, column: Column) -> None:
        words = self.fields[column].text()
        if self._row is not None and words.strip() != self._row.cells[column].strip():
            self._presenter.change_cell(self._row.key, column, words)

    def _place_cursor(self, place: int) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(place)
        self.text.setTextCursor(cursor)

    def _mark(self) -> None:
        """Mark where parts begin; what the chosen one can do is offered."""
        row = self._row
        boundaries = row.boundaries if row else ()
        inside = 0 <= self.boundary < len(boundaries)
        for one in (self.earlier, self.later, self.here, self.join_parts):
            one.setEnabled(inside)
        self.close_here.setEnabled(bool(row and len(row.pieces) > 1))
        self.text.setExtraSelections(
            [self._selection(place, at == self.boundary) for at, place in enumerate(boundaries)]
        )

    def _selection(self, place: int, chosen: bool) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(place)
        cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        theme = self._theme
        made.format.setBackground(QColor(theme.colour("accent" if chosen else "accent_soft")))
        made.format.setForeground(QColor(theme.colour("on_accent" if chosen else "ink")))
        return made


def _flowing(buttons: tuple[QPushButton, ...]) -> FlowLayout:
    row = FlowLayout()
    for one in buttons:
        row.addWidget(one)
    return row
