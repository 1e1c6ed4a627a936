"""Track: the recommendations as a table, or in another view, and beside it the one one is at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from evidence_library.model.changes import Changes
from evidence_library.model.ids import RecommendationId
from evidence_library.ui.presenters.as_at import TODAY
from evidence_library.ui.presenters.recommendation import (
    RecommendationPage,
    RecommendationPresenter,
)
from evidence_library.ui.presenters.track import COLUMNS, TrackAnswer, TrackPresenter
from evidence_library.ui.presenters.track_page import FOLDS, PRACTICE
from evidence_library.ui.presenters.track_state import kept, restored
from evidence_library.ui.screens import track_deeds
from evidence_library.ui.screens.find import DRAWER_BELOW, ONE_PANE_BELOW
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.track_chosen import Chosen
from evidence_library.ui.screens.track_deeds import DEEDS, WORDS
from evidence_library.ui.screens.track_head import TrackHead
from evidence_library.ui.screens.track_middle import TrackMiddle
from evidence_library.ui.screens.track_reader import TrackReader
from evidence_library.ui.screens.track_views import TABLE, VIEW_WORDS
from evidence_library.ui.widgets import several_rows
from evidence_library.ui.widgets.chosen_bar import ChosenBar, Offer
from evidence_library.ui.widgets.plain import EmptyState
from evidence_library.ui.widgets.track_table import TrackTable

_RAIL = 76

#: What is chosen stays chosen if it lies in so many stretches of rows; Qt's time for them grows
#: with their square.
_MOST_SPANS = 600

_CHOOSE = "Choose a recommendation to read it here."


class TrackScreen(QWidget):
    """The workspace.

    `link_clicked` is for links that lead elsewhere, `back_asked` leads to where one came from.
    """

    link_clicked = Signal(str)
    back_asked = Signal()

    def __init__(self, parts: Parts, presenter: TrackPresenter) -> None:
        """Show nothing until somebody comes here."""
        super().__init__()
        self._parts, self.presenter = parts, presenter
        self.recommendation = RecommendationPresenter(parts.session)
        self.recommendation.setParent(self)
        self._came_from = self._spoken = ""
        self._wanted: RecommendationId | None = None
        self._reading = self._single = self._first_wanted = self._practice_wanted = False
        pause = parts.find.pause_timer.interval()
        self.head = TrackHead(parts.theme, presenter, pause)
        self.table = TrackTable(parts.theme, COLUMNS)
        self.reader = TrackReader(parts.theme)
        self.bar = ChosenBar()
        self.nothing = EmptyState()
        self.nothing.say(_CHOOSE)
        self.middle = TrackMiddle(parts, presenter, self.table)
        self.right = QStackedWidget()
        self.right.addWidget(self.nothing)
        self.right.addWidget(self.reader)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._offer()
        self._connect()

    # What the window asks

    def come_here(self) -> None:
        """Read what is shown, and see whether anything can be changed."""
        self.offer_back("")
        self.presenter.come_here()
        self._allow()

    def take_focus(self) -> None:
        """Put the cursor into the table, or what stands in its place."""
        self.middle.shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""
        found = (self.head.filter, self.middle.shown, self.reader.browser)
        return tuple(one for one in found if one.isVisible())

    def may_close(self) -> bool:
        """Keep nothing: what is done here is done at once."""
        return True

    # What others ask

    def open_recommendation(self, key: RecommendationId) -> None:
        """Show a recommendation, whatever the table is filtered for."""
        self._wanted = key
        self.presenter.come_here()
        answer = self.presenter.answer
        listed = answer is not None and any(one.id == key for one in answer.found.lines)
        if answer is not None and not listed:
            self.presenter.change(set_id=None, text="", quick=frozenset())
        else:
            self._go_to_wanted()
        self.recommendation.read(key, self.presenter.at.day)
        self._show_reader()

    def ask(self, text: str) -> None:
        """Show the recommendations that a search finds, of all sets."""
        self._show_table()
        self._first_wanted = True
        # Find counts as at today; another day would find another number.
        self.presenter.change(set_id=None, text=text, quick=frozenset(), rule=TODAY)

    @property
    def chosen(self) -> Chosen:
        """What is chosen, or else what is shown."""
        answer = self.presenter.answer
        items = self.table.lines.ids_at(self.table.chosen_rows)
        page = self.recommendation.page
        if not items and page is not None:
            items = (page.id,)
        shown_set = page.set_id if page is not None else None
        return Chosen(
            items=items,
            set_id=(answer.asked.set_id if answer else None) or shown_set,
            day=self.presenter.at.day,
            listed=tuple(one.id for one in answer.found.lines) if answer else (),
            filters=answer.filters if answer else "",
        )

    def do(self, deed: str) -> None:
        """Do something to what is chosen."""
        DEEDS[deed](self._parts, self.chosen)

    def offer_back(self, place: str) -> None:
        """Offer the way back to where one came from; none if that is empty."""
        self._came_from = place
        self.head.back.setText(f"‹ Back to {place}")
        self.head.back.setAccessibleName(f"Back to {place}")
        self.head.back.setVisible(bool(place))

    def state(self) -> tuple[str, ...]:
        """Tell how it is arranged."""
        return kept(self.presenter.asked, self.middle.view, self.head.shown_columns)

    def restore(self, state: Sequence[str]) -> None:
        """Arrange it as it was; what is not understood stays as it is."""
        self.presenter.asked, view, columns = restored(self.presenter.asked, state)
        self.head.choose_columns(columns)
        self.show_view(view)

    def enter(self) -> None:
        """Put the cursor into the recommendation that is shown, or else into the table."""
        if self.recommendation.page is not None:
            self._enter()
        else:
            self.take_focus()

    def show_view(self, key: str) -> None:
        """Show the table or another view."""
        self.middle.show_view(key)
        self.head.show_view(self.middle.view)

    def _on_view(self, key: str) -> None:
        self.show_view(key)
        self._parts.announce(f"{VIEW_WORDS[self.middle.view]} shown")

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show table or recommendation where there is no room for both."""
        super().resizeEvent(event)
        self._fold()

    def _on_answered(self, answer: TrackAnswer) -> None:
        table = self.table
        at, top = table.row, table.top
        line = table.lines.line_at(at)
        heading = table.lines.heading_at(at)
        chosen = set(table.lines.ids_at(table.chosen_rows))
        selection = table.selectionModel()
        blocked = selection.blockSignals(True)
        table.show_rows(answer.rows, self.presenter.cells)
        table.show_sorting(self.presenter.column, descending=answer.asked.descending)
        row = -1
        if line is not None:
            row = table.lines.row_of(line.id, at)
        elif heading is not None:
            keys = (getattr(one, "key", "") for one in answer.rows)
            row = next((place for place, key in enumerate(keys) if key == heading.key), -1)
        gone = line is not None and row < 0
        if row >= 0:
            table.go_to(row, top=top + row - at)
        if row >= 0 and len(chosen) > 1:
            spans = table.lines.spans_of(chosen)
            if len(spans) <= _MOST_SPANS:
                several_rows.choose_spans(table, spans)
        selection.blockSignals(blocked)
        self.bar.show_number(len(table.lines.ids_at(table.chosen_rows)))
        self.middle.show_answer(answer)
        if gone and line is not None:
            there = any(one.id == line.id for one in answer.board.lines)
            table.go_near(0 if there else at)
        self._go_to_new(answer)
        self._go_to_wanted()
        self._read_again(answer)
        if self._first_wanted:
            self._first_wanted = False
            table.go_to_first_line()
        if answer.spoken != self._spoken:
            self._spoken = answer.spoken
            self._parts.announce(answer.spoken)

    def _go_to_new(self, answer: TrackAnswer) -> None:
        """Come to what was added or brought back, whatever the table is filtered for."""
        came, self.presenter.came = self.presenter.came, frozenset()
        new = [one.id for one in answer.board.lines if one.id in came]
        if not new:
            return
        self._wanted = new[0]
        if any(one.id == new[0] for one in answer.found.lines):
            self.recommendation.read(new[0], answer.at.day)
        else:
            self.open_recommendation(new[0])

    def _fold_group(self, key: str) -> None:
        heading = self.table.lines.heading_at(self.table.row)
        self.presenter.fold(key)
        if heading is not None:
            self._parts.announce(f"{heading.words}: {'opened' if heading.folded else 'folded'}")

    def _on_came_to(self) -> None:
        line = self.table.lines.line_at(self.table.row)
        if line is not None and several_rows.is_alone(self.table, self.table.currentIndex()):
            self.recommendation.read(line.id, self.presenter.at.day)

    def _on_chose(self) -> None:
        """Say how many are chosen; headings among them count for nothing."""
        rows = self.table.chosen_rows
        self.bar.show_number(len(self.table.lines.ids_at(rows)) if len(rows) > 1 else len(rows))
        self._on_came_to()

    def _read_again(self, answer: TrackAnswer) -> None:
        """Show what is read as at the day of the table; it may have changed."""
        page = self.recommendation.page
        if page is not None and not answer.found.lines and self._wanted is None:
            self.recommendation.clear()
        elif page is not None and self._wanted is None and not answer.lists(page.id):
            self._on_came_to()  # the deeds are done to what the list shows
        elif page is not None:
            self.recommendation.read(self._wanted or page.id, answer.at.day)
        else:
            self._on_came_to()  # what one is at may be of another library by now

    def _on_changes(self, changes: Changes) -> None:
        """Read again what names records that changed; the table tells of all else."""
        if changes.records and not (changes.sets or changes.recommendations):
            self.recommendation.look_again()

    def _go_to_wanted(self) -> None:
        if self._wanted is None:
            return
        row = self.table.lines.row_of(self._wanted)
        if row >= 0:
            self._wanted = None
            blocked = self.table.selectionModel().blockSignals(True)
            self.table.go_to(row)
            self.table.selectionModel().blockSignals(blocked)
            self.table.viewport().update()

    def _on_shown(self, page: RecommendationPage) -> None:
        self.reader.show_page(page)
        self.right.setCurrentWidget(self.reader)
        self._allow()
        if self._practice_wanted:
            self._practice_wanted = False
            self._go_to_practice()

    def _on_emptied(self) -> None:
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.reader.isAncestorOf(focus)
        self.reader.page = None
        self.right.setCurrentWidget(self.nothing)
        self._show_table()
        if had_focus:
            self.take_focus()

    def _on_link(self, link: str) -> None:
        scheme, _, rest = link.partition(":")
        if scheme == "fold":
            self.recommendation.fold(rest)
            opened = "opened" if self.recommendation.opened(rest) else "closed"
            self._parts.announce(f"{FOLDS.get(rest, rest)}: {opened}")
        elif scheme == "recommendation":
            self.open_recommendation(RecommendationId(rest))
        else:
            self.link_clicked.emit(link)

    def _enter(self) -> None:
        if self.recommendation.page is not None:
            self._show_reader()
            self.reader.browser.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        """Come back to the table, or to where one came from."""
        self._show_table()
        self.take_focus()

    def _choose_one(self) -> None:
        several_rows.keep_one(self.table)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        if self._came_from:
            self.back_asked.emit()

    def event(self, event: QEvent) -> bool:
        """Take the key for Back, which the window would take for the record in Find."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination()).toString()
            if keys == "Alt+Left" and self._came_from:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to where one came from."""
        if QKeySequence(event.keyCombination()).toString() == "Alt+Left" and self._came_from:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def _ask_evidence(self) -> None:
        if self.recommendation.page is not None:
            self._show_reader()
            self._practice_wanted = not self.recommendation.opened(PRACTICE)
            self.recommendation.open(PRACTICE)
            if not self._practice_wanted:
                self._go_to_practice()

    def _go_to_practice(self) -> None:
        """Bring the suggestions into sight, and let the keys scroll from there."""
        self.reader.go_to(PRACTICE)
        self.reader.browser.setFocus(Qt.FocusReason.OtherFocusReason)
        self._parts.announce(f"{FOLDS[PRACTICE]}: opened")

    def _show_menu(self, place: QPoint) -> None:
        """Offer what one can do with what is chosen."""
        menu = QMenu(self)
        chosen = self.chosen
        writable = not self._parts.session.hindrance
        names: Sequence[str] = (
            track_deeds.FOR_MANY
            if len(chosen.items) > 1
            else (*track_deeds.FOR_ONE, *track_deeds.ALSO_FOR_ONE)
        )
        for name in names:
            if name in DEEDS and writable and chosen.items:
                menu.addAction(WORDS[name][0]).triggered.connect(partial(self._do, name))
        if len(chosen.items) == 1:
            menu.addSeparator()
            menu.addAction("Show evidence for it").triggered.connect(self._ask_evidence)
        menu.popup(place)

    def _do(self, name: str, _checked: bool = False) -> None:
        self.do(name)

    def _narrow(self, text: str) -> None:
        """Show in the table what a view asks for, besides what is asked for already."""
        self.presenter.narrow(text)
        self.show_view(TABLE)
        self.take_focus()

    # Room

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.bar)
        column.addWidget(self.middle, 1)
        self._left = left
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.right.setMinimumWidth(280)
        left.setMinimumWidth(280)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _fold(self) -> None:
        width, px = self.width() + self._parts.theme.px(_RAIL), self._parts.theme.px
        single = width < px(ONE_PANE_BELOW)
        if single != self._single:
            self._single = single
            self._show_one_or_both()
        if not single:
            share = 0.5 if width < px(DRAWER_BELOW) else 0.64
            self.splitter.setSizes([round(self.width() * share), round(self.width() * (1 - share))])

    def _show_one_or_both(self) -> None:
        self.reader.offer_close(offered=self._single)
        self._left.setVisible(not (self._single and self._reading))
        self.right.setVisible(not self._single or self._reading)

    def _show_reader(self) -> None:
        self._reading = True
        self._show_one_or_both()

    def _show_table(self) -> None:
        self._reading = False
        self._show_one_or_both()

    # Connections

    def _offer(self) -> None:
        self.reader.offer(self._offers(track_deeds.FOR_ONE), main="progress")
        self.bar.offer(self._offers(track_deeds.FOR_MANY))
        self.head.offer(self._offers(track_deeds.FOR_NONE))

    def _offers(self, names: Sequence[str]) -> dict[str, Offer]:
        """Give the deeds among some that there are, as buttons show them."""
        return {name: (*WORDS[name], partial(self.do, name)) for name in names if name in DEEDS}

    def _allow(self) -> None:
        writable = not self._parts.session.hindrance
        self.reader.allow(writable=writable)
        self.bar.allow(writable=writable, always=track_deeds.ALWAYS)
        self.head.allow(writable=writable, always=track_deeds.ALWAYS)

    def _connect(self) -> None:
        presenter, table, reader = self.presenter, self.table, self.reader
        self.middle.recommendation_chosen.connect(self.open_recommendation)
        self.middle.narrowed.connect(self._narrow)
        self.middle.deed_asked.connect(self.do)
        presenter.answered.connect(self._on_answered)
        presenter.failed.connect(self._parts.news.tell_failure)
        self.recommendation.shown.connect(self._on_shown)
        self.recommendation.emptied.connect(self._on_emptied)
        self.recommendation.failed.connect(self._parts.news.tell_failure)
        self.head.columns_chosen.connect(table.show_columns)
        self.head.views.chosen.connect(self._on_view)
        self.head.went_down.connect(self.take_focus)
        self.head.said.connect(self._parts.announce)
        table.came_to.connect(self._on_came_to)
        table.chose.connect(self._on_chose)
        self.bar.dropped.connect(self._choose_one)
        table.entered.connect(self._enter)
        table.left.connect(self._go_back)
        self.head.back_asked.connect(self.back_asked)
        table.folded.connect(self._fold_group)
        table.delete_asked.connect(partial(self.do, "delete"))
        table.sorted_by.connect(presenter.sort)
        table.sorted_as.connect(lambda column, down: presenter.sort(column, descending=down))
        table.menu_asked.connect(self._show_menu)
        reader.close_asked.connect(self._leave)
        reader.link_clicked.connect(self._on_link)
        self._parts.session.changed.connect(self._on_changes)
        reader.evidence_asked.connect(self._ask_evidence)
        self._parts.theme.changed.connect(self._fold)
