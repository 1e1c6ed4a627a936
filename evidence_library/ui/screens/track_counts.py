"""Track as counts: stacked bars by lead, theme, set or quarter, and the table they are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt

from evidence_library.model.clock_looks import DIAL_WORDS, Dial
from evidence_library.model.tracked_counts import SIDE_WORDS, Counts, Segment, Side, segment
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.itemmodels.listed_table import ListedTableModel
from evidence_library.ui.presenters.track_counts import CountsPresenter, head_of, lines_of
from evidence_library.ui.presenters.track_picture import DRAWN_FORMS
from evidence_library.ui.screens.track_picture import (
    DRAWING,
    Chooser,
    FormSwitch,
    PicturePane,
    values,
)
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.clock_bars import ClockBars, Legend
from evidence_library.ui.widgets.wrapped_table import WrappedTable

_WIDTH = 84


class CountsPane(PicturePane):
    """Draws the counts of a presenter; a click on a number asks for its recommendations."""

    def __init__(self, theme: Theme, presenter: CountsPresenter, dialogs: Dialogs) -> None:
        """Draw nothing yet."""
        super().__init__(theme, presenter, dialogs, DRAWN_FORMS)
        self._presenter = presenter
        self._form = DRAWING
        self.switch = FormSwitch("Bars", "A stacked bar for each row")
        self.sides = Chooser("Count by", values(SIDE_WORDS), "Count by")
        self.dials = Chooser("and", values(DIAL_WORDS), "Count by which clock")
        self.legend = Legend(theme)
        self.bars = ClockBars(theme)
        self.table: WrappedTable | None = None
        for part in (self.switch, self.sides, self.dials):
            self._bar.addWidget(part)
        self._offer_export()
        self._column.insertWidget(2, self.legend)
        self.stack.addWidget(self.bars)
        self._follow(self.bars)
        presenter.counted.connect(self._on_counted)
        self.switch.chosen.connect(self._on_form)
        for chooser in (self.sides, self.dials):
            chooser.chosen.connect(self._on_chosen)
        self.bars.chosen.connect(self._ask)

    def _on_chosen(self) -> None:
        side, dial = self.sides.box.currentData(), self.dials.box.currentData()
        self._presenter.choose(Side(side), Dial(dial))

    def _on_counted(self, counts: Counts) -> None:
        self._sentence.setText(counts.sentence)
        self.sides.show_choice(counts.side)
        self.dials.show_choice(counts.dial)
        self.legend.show_looks(counts.columns)
        self.bars.show_counts(counts)
        self._show_table(counts)
        self._show_form()

    def _show_table(self, counts: Counts) -> None:
        """Make the table anew: its columns are those that hold something."""
        head = head_of(counts)
        made = WrappedTable(
            self._theme, ListedTableModel(head, "none"), (_WIDTH,) * (len(head) - 1)
        )
        header = made.horizontalHeader()
        header.setDefaultAlignment(header.defaultAlignment() | Qt.TextFlag.TextWordWrap)
        header.setFixedHeight(round(2.6 * self._theme.metrics("secondary").lineSpacing()))
        made.setAccessibleName(f"{counts.title}, as a table")
        made.lines.show_all(lines_of(counts))
        made.entered.connect(self._on_entered)
        before, self.table = self.table, made
        self.stack.addWidget(made)
        self._follow(made)
        if before is not None:
            if before.hasFocus():
                made.setFocus()
            self.stack.removeWidget(before)
            before.deleteLater()

    def _on_form(self, form: str) -> None:
        self._form = form
        self._show_form()

    def _show_form(self) -> None:
        drawing = self._form == DRAWING
        self.stack.setCurrentWidget(self.bars if drawing or self.table is None else self.table)
        self.legend.setVisible(drawing)

    def _on_entered(self) -> None:
        counts = self._presenter.counts
        if counts is None or self.table is None:
            return
        row = self.table.currentIndex().row()
        if 0 <= row < len(counts.rows):  # the last row, of the totals, is everything
            self._ask(segment(counts, row))

    def _ask(self, found: Segment) -> None:
        self.said.emit(f"{found.words}.")
        self.filter_asked.emit(self._presenter.query_of(found))
