"""Track as a timeline: the quarters in which recommendations were due, and how they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_library.model.clock_looks import DIAL_WORDS, LOOKS, Dial
from evidence_library.model.tracked_timeline import FINANCIAL, Timeline, look
from evidence_library.model.vocabulary import QuarterConvention
from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.itemmodels.listed_table import PAGE, ListedTableModel
from evidence_library.ui.itemmodels.quarter_timeline import Closeness
from evidence_library.ui.presenters.track_picture import DRAWN_FORMS
from evidence_library.ui.presenters.track_timeline import COLUMNS, TimelinePresenter, line_of
from evidence_library.ui.screens.track_picture import (
    DRAWING,
    Chooser,
    FormSwitch,
    PicturePane,
    values,
)
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.clock_bars import Legend
from evidence_library.ui.widgets.plain import label
from evidence_library.ui.widgets.quarter_timeline import QuarterTimeline
from evidence_library.ui.widgets.wrapped_table import WrappedTable

_CLOSENESS = (
    ("Counts", Closeness.COUNTS),
    ("Each", Closeness.NUMBERS),
    ("Each, with lead", Closeness.LEADS),
)

#: With more marks than this in a quarter, they are shown as counts first.
_MANY = 40

#: Widths of the columns of the table behind the first, at 100 % text.
_WIDTHS = (84, 100, 110, 90, 150)

_NO_DEADLINE = (
    "None of these recommendations has a deadline that is understood. The table lists them."
)


class TimelinePane(PicturePane):
    """Draws the timelines of a presenter; the table beside it says the same in words."""

    def __init__(self, theme: Theme, presenter: TimelinePresenter, dialogs: Dialogs) -> None:
        """Draw nothing yet."""
        super().__init__(theme, presenter, dialogs, DRAWN_FORMS)
        self._presenter = presenter
        self._form, self._closeness = DRAWING, Closeness.NUMBERS
        self._own_closeness = False
        self.switch = FormSwitch("Timeline", "Quarters side by side, and in each what was due")
        self.dials = Chooser("Signs show", values(DIAL_WORDS), "What the signs show")
        self.closeness = Chooser("Show", _CLOSENESS, "How close the timeline is looked at")
        self.legend = Legend(theme)
        self.strips = {
            convention: QuarterTimeline(theme)
            for convention in (QuarterConvention.CALENDAR, QuarterConvention.FINANCIAL)
        }
        self._names = {
            QuarterConvention.CALENDAR: label("Quarters of the calendar", "strong"),
            QuarterConvention.FINANCIAL: label(f"Quarters of the {FINANCIAL}", "strong"),
        }
        self._drawing = QWidget()
        self.table = WrappedTable(theme, ListedTableModel(COLUMNS, "none"), _WIDTHS)
        self.table.setAccessibleName("Deadlines as a table")
        self._lay_out()
        self.closeness.show_choice(self._closeness)
        presenter.drawn.connect(self._on_drawn)
        self.switch.chosen.connect(self._on_form)
        self.dials.chosen.connect(lambda: presenter.choose(Dial(self.dials.box.currentData())))
        self.closeness.chosen.connect(lambda: self._come(int(self.closeness.box.currentData())))
        self.table.entered.connect(self._on_entered)
        for strip in self.strips.values():
            strip.opened.connect(self.recommendation_chosen)
            strip.gathered.connect(lambda marks: self.filter_asked.emit(presenter.query_of(marks)))
            strip.came_closer.connect(self._come)

    def take_focus(self) -> None:
        """Put the cursor into the drawing or the table."""
        shown = [one for one in self.strips.values() if one.isVisibleTo(self._drawing)]
        if self.stack.currentWidget() is self._drawing and shown:
            shown[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().take_focus()

    def _lay_out(self) -> None:
        for part in (self.switch, self.dials, self.closeness):
            self._bar.addWidget(part)
        self._offer_export()
        self._column.insertWidget(2, self.legend)
        column = QVBoxLayout(self._drawing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for convention, strip in self.strips.items():
            column.addWidget(self._names[convention])
            column.addWidget(strip, 1)
        self.stack.addWidget(self._drawing)
        self.stack.addWidget(self.table)
        self._follow(self.table, *self.strips.values())

    def _on_drawn(self, drawn: Timeline) -> None:
        self._sentence.setText(drawn.sentence)
        self.dials.show_choice(drawn.dial)
        if not self._own_closeness:
            fullest = max(
                (len(column.marks) for strip in drawn.strips for column in strip.columns), default=0
            )
            self._closeness = Closeness.COUNTS if fullest > _MANY else Closeness.NUMBERS
        used = {look(mark, drawn.dial).value for mark in drawn.marks}
        self.legend.show_looks(tuple(one for one in LOOKS[drawn.dial] if one.value in used))
        self._show_strips(drawn)
        marks = drawn.marks
        self.table.lines.show(
            len(marks),
            tuple(line_of(mark, drawn) for mark in marks[:PAGE]),
            lambda first, number, deliver: deliver(
                first, tuple(line_of(mark, drawn) for mark in marks[first : first + number])
            ),
        )
        self._show_form(drawn)

    def _show_strips(self, drawn: Timeline) -> None:
        self.closeness.show_choice(self._closeness)
        held = {strip.convention: strip for strip in drawn.strips}
        for convention, view in self.strips.items():
            strip = held.get(convention)
            view.setVisible(strip is not None)
            self._names[convention].setVisible(strip is not None and len(held) > 1)
            if strip is not None:
                view.show_strip(strip, drawn.day, drawn.dial, self._closeness)
                view.setAccessibleName(f"{drawn.title}. {self._names[convention].text()}")

    def _come(self, closeness: int) -> None:
        self._closeness, self._own_closeness = Closeness(closeness), True
        if self._presenter.timeline is not None:
            self._show_strips(self._presenter.timeline)
        words = next(words for words, one in _CLOSENESS if one == closeness)
        self.said.emit(f"Timeline shows: {words}")

    def _on_form(self, form: str) -> None:
        self._form = form
        if self._presenter.timeline is not None:
            self._show_form(self._presenter.timeline)

    def _show_form(self, drawn: Timeline) -> None:
        any_due = any(column.marks for strip in drawn.strips for column in strip.columns)
        if self._form != DRAWING:
            self.stack.setCurrentWidget(self.table)
        elif any_due:
            self.stack.setCurrentWidget(self._drawing)
        else:
            self.empty.say(_NO_DEADLINE)
            self.stack.setCurrentWidget(self.empty)
        self.legend.setVisible(any_due and self._form == DRAWING)

    def _on_entered(self) -> None:
        for one in self.table.chosen[:1]:
            self.recommendation_chosen.emit(one.id)
