"""Find: filters, results and the record side by side; where it is narrow, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from evidence_library.ui.presenters.find import Answer, Explanation, FindPresenter, question_of
from evidence_library.ui.presenters.reader import Page, ReaderPresenter
from evidence_library.ui.presenters.views import Views
from evidence_library.ui.presenters.wording import asked_in_words
from evidence_library.ui.screens.reader_pane import ReaderPane
from evidence_library.ui.screens.result_views import ResultViews
from evidence_library.ui.screens.results_pane import ResultsPane
from evidence_library.ui.screens.welcome import Around, WelcomePane
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.drawer import Drawer
from evidence_library.ui.widgets.filters_list import FiltersList
from evidence_library.ui.widgets.plain import EmptyState
from evidence_library.ui.widgets.popover import Popover
from evidence_library.ui.widgets.saved_list import SavedPane, fit_side

#: Below these widths of the window, at 100 % text, filters fold away, and list or reader is shown.
DRAWER_BELOW = 1100
ONE_PANE_BELOW = 800
_RAIL = 76
_SAVED = "saved searches"  # among the folds of the filters


class FindScreen(QWidget):
    """The workspace Find."""

    offer_taken = Signal(str)
    answered = Signal(object)
    recommendations_asked = Signal(str)
    assessed_asked = Signal(str, bool)

    def __init__(
        self, theme: Theme, find: FindPresenter, reader: ReaderPresenter, views: Views
    ) -> None:
        """Show what the presenters bring."""
        super().__init__()
        self._theme, self._find, self._reader = theme, find, reader
        self._compare = views.compare
        self._narrow = self._single = self._reading = self._starting = False
        self._question: object = None
        self._asked = find.request
        self._filters_wanted = True
        self._list_sizes: list[int] = []
        self.filters = FiltersList(theme)
        self.saved = SavedPane(theme)
        self.side = fit_side(self.saved, self.filters)
        self.results = ResultsPane(theme)
        self.views = ResultViews(theme, self.results, views)
        self.reader = ReaderPane(theme)
        self.welcome = WelcomePane(theme)
        self.nothing = EmptyState()
        self.right = QStackedWidget()
        for page in (self.welcome, self.nothing, self.reader):
            self.right.addWidget(page)
        self._drawer = Drawer(self, theme)
        self.why = Popover(theme, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setMinimumWidth(300)  # panes fold away long before they get this narrow
        for part in (self.side, self.results, self.right):
            self.splitter.addWidget(part)
        for at, stretch in enumerate((0, 0, 1)):
            self.splitter.setStretchFactor(at, stretch)
        self._put_in_reading_order()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.splitter)
        self._pages.addWidget(self.views.page)
        row.addWidget(self._pages)
        self.side.setMinimumWidth(180)
        self.right.setMinimumWidth(280)
        self._connect()
        self.set_default_sizes()

    def set_default_sizes(self) -> None:
        """Divide the width as one finds it at first."""
        px = self._theme.px
        self.splitter.setSizes([px(248), px(412), max(px(300), self.width() - px(660))])

    def _connect(self) -> None:
        self._find.asked.connect(self._on_asked)
        self._find.answered.connect(self._on_answered)
        self._find.explained.connect(self._on_explained)
        self._reader.shown.connect(self._on_shown)
        self._reader.emptied.connect(self._on_emptied)
        self._reader.anchored.connect(self.reader.go_to)
        self.filters.asked.connect(self._find.filter)
        self.results.chosen.connect(self._on_chosen)
        self.results.entered.connect(self.enter_reader)
        self.results.list.clicked.connect(self._on_clicked)
        self.results.chip_dropped.connect(self._find.drop_filter)
        self.results.part_dropped.connect(self._find.drop_part)
        self.results.cleared_filters.connect(self._find.clear_filters)
        self.results.set_aside_asked.connect(self._find.show_set_aside)
        self.results.order_chosen.connect(self._find.sort)
        self.results.filters_asked.connect(self.toggle_filters)
        self.results.meant.connect(self._find.ask_instead)
        self.results.recommendations_asked.connect(self._on_recommendations_asked)
        self.results.assessed_asked.connect(self._on_assessed_asked)
        self.reader.topic_chosen.connect(self._find.show_topic)
        self.reader.tag_chosen.connect(self._find.show_tag)
        self.reader.close_asked.connect(self.leave_reader)
        self.welcome.taken.connect(self.offer_taken)
        self.welcome.asked.connect(self._find.ask_for)
        self.welcome.results_asked.connect(self.leave_reader)
        self._theme.changed.connect(self._on_theme_changed)
        self.views.changed.connect(self._on_view_changed)
        self.views.chosen.connect(self._on_chosen)
        self.views.entered.connect(self.enter_reader)
        self.views.comparing.connect(self._on_comparing)
        self.views.page.close_asked.connect(self._leave_comparison)

    def panes(self) -> tuple[QWidget, ...]:
        """The places F6 goes through."""
        if self.comparing:
            return (self.views.page.table,)
        right = self.right.currentWidget()
        last = self.reader.browser if right is self.reader else right
        found = (self.saved, self.filters, self._list_or_empty(), last)
        return tuple(pane for pane in found if pane is not None and pane.isVisible())

    @property
    def folds(self) -> dict[str, bool]:
        """Which parts of the side were opened (true) or folded."""
        return {**self.filters.lines.folds, _SAVED: self.saved.unfolded}

    def restore_folds(self, folds: Mapping[str, bool]) -> None:
        """Open and fold the parts of the side as they were."""
        self.saved.unfold(unfolded=folds.get(_SAVED, True))
        groups = {group: is_open for group, is_open in folds.items() if group != _SAVED}
        self.filters.lines.restore_folds(groups)

    def ask_why(self) -> None:
        """Ask why the chosen record, or else the one that is read, is among the results."""
        hits = self.results.list
        page = self.reader.page
        record = hits.hits.id_at(hits.currentIndex()) or (page.id if page else "")
        if record:
            self._find.explain(record)

    def _on_explained(self, explanation: Explanation) -> None:
        hits = self.results.list
        index = hits.hits.index_of(explanation.record)
        shown = hits.isVisible() and index.isValid()
        beside = hits.visualRect(index) if shown else self.rect()
        owner = hits.viewport() if shown else self
        self.why.show_lines("Why this record?", explanation.sentences, owner, beside)

    def toggle_filters(self) -> None:
        """Show or hide the filters: as a drawer where it is narrow."""
        if self._narrow:
            self._drawer.toggle(self.filters)
        else:
            self._filters_wanted = not self._filters_wanted
            self.side.setVisible(self._filters_wanted)

    def close_drawer(self) -> None:
        """Show the results if the drawer lies over them."""
        if self._drawer.isVisible():
            self._drawer.hide()
            self._list_or_empty().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def filters_shown(self) -> bool:
        """Whether the filters are in sight."""
        return self.filters.isVisibleTo(self)

    @property
    def is_narrow(self) -> bool:
        """Whether the filters are folded into a drawer."""
        return self._narrow

    def enter_results(self) -> None:
        """Go to the list, to the first hit if none is chosen."""
        hits = self.results.list
        if not hits.hits.rowCount():
            return
        self.show_results()
        if self.views.wide:
            self.views.focus().setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        hits.choose_first()
        hits.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter_reader(self) -> None:
        """Go to the record."""
        if self.reader.page is None:
            return
        self._reading = True
        self._leave_comparison()
        self._show_one_or_both()
        self.reader.browser.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_reader(self) -> None:
        """Show the record where the list hides it."""
        self._reading = True
        self._show_one_or_both()

    def show_start(self) -> None:
        """Show the start page, in the place of the list where there is room for one of them."""
        self._reading = False
        self._starting = True
        self._choose_right()
        self._show_one_or_both()

    def on_opened(self) -> None:
        """Begin with the start page, unless a view was chosen that has the whole room."""
        if not self.views.wide:
            self.show_start()

    def show_results(self) -> None:
        """Come back to the list where the reader or the start page hides it."""
        self._reading = self._starting = False
        self._leave_comparison()
        self._show_one_or_both()

    @property
    def comparing(self) -> bool:
        """Whether records stand side by side."""
        return self._pages.currentWidget() is self.views.page

    @property
    def in_record(self) -> bool:
        """Whether one is inside a record, or it hides the results."""
        focus = self.window().focusWidget()
        reads = focus is not None and self.reader.isAncestorOf(focus)
        return self.comparing or reads or (self._reading and not self.results.isVisible())

    def leave_reader(self) -> None:
        """Come back to the list, at the record one has read."""
        self.show_results()
        self._list_or_empty().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        width = self.width() + self._theme.px(_RAIL)
        narrow = width < self._theme.px(DRAWER_BELOW)
        single = width < self._theme.px(ONE_PANE_BELOW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._move_filters()
        if single != self._single:
            self._single = single
            self._show_one_or_both()
            self._divide_anew()  # what was hidden has no width yet
        self._drawer.fit()

    def _put_in_reading_order(self) -> None:
        """Let a screen reader go from left to right; Qt puts what is added last first."""
        for part in (self.side, self.results, self.right):
            part.raise_()
        for at in range(self.splitter.count()):
            self.splitter.handle(at).raise_()  # wider than it looks: above what is beside it

    def _move_filters(self) -> None:
        if self._narrow:
            self._drawer.take(self.side, (self.filters, self.saved.list, self.saved.heading))
        else:
            self._drawer.hide()
            self.splitter.insertWidget(0, self.side)
            self.side.setVisible(self._filters_wanted)
            self._put_in_reading_order()
        self.results.fold_filters(folded=self._narrow)
        self._word_start_page()
        self._divide_anew()

    def _divide_anew(self) -> None:
        if self._narrow:
            part = self._theme.px(360)
            self.splitter.setSizes([part, max(part, self.width() - part)])
        else:
            self.set_default_sizes()
        if self.views.wide:
            self._list_sizes = self.splitter.sizes()
            self._widen()

    def _show_one_or_both(self) -> None:
        single = self._single or self.views.wide
        self.reader.offer_close(offered=single)
        covered = self._reading or self._starting
        self.results.setVisible(not (single and covered))
        self.right.setVisible(not single or covered)
        self._word_start_page()

    def _word_start_page(self) -> None:
        """Let the start page speak of what stands around it."""
        answer = self._find.answer
        self.welcome.show_around(
            Around(
                alone=self._single or self.views.wide,
                folded=self._narrow,
                empty=answer is not None and answer.empty,
            )
        )

    def _list_or_empty(self) -> QWidget:
        shown = self.views.focus()
        return shown if shown.isVisible() else self.results.empty

    def _on_view_changed(self) -> None:
        """Give a wide view the room of the reader, and the reader its own again."""
        before = self.splitter.sizes()
        self.show_results()
        if self.views.wide:
            self._list_sizes = self._list_sizes or before
            self._widen()
        elif self._list_sizes:
            self.splitter.setSizes(self._list_sizes)
            self._list_sizes = []

    def _widen(self) -> None:
        """Let the filters keep their width; results or reader, one at a time, have the rest."""
        px = self._theme.px
        parts = [self.splitter.widget(at) for at in range(self.splitter.count())]
        rest = self.splitter.width() - (px(248) if self.side in parts else 0)
        self.splitter.setSizes([px(248) if part is self.side else rest for part in parts])

    def _on_comparing(self) -> None:
        self._pages.setCurrentWidget(self.views.page)
        self.views.page.take_focus()

    def _leave_comparison(self) -> None:
        if not self.comparing:
            return
        self._compare.leave()
        self._pages.setCurrentWidget(self.splitter)
        self._list_or_empty().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_theme_changed(self) -> None:
        self._fold()

    def _on_asked(self) -> None:
        self.results.show_chips(self._find.chips, self._find.option_chips)
        self.results.show_order(self._find.request.order)
        asked, before = self._find.request, self._asked
        self._asked = asked
        if replace(asked, typing=before.typing) != before:
            self.show_results()

    def _on_answered(self, answer: Answer) -> None:
        self._put_away_unless_read(answer)
        shown = self.reader.page.id if self.reader.page else ""
        find, hits = self._find, self.results.list
        blocked = hits.selectionModel().blockSignals(True)
        hits.hits.show(
            answer.total,
            answer.rows,
            lambda offset, limit, deliver: find.fetch(answer, offset, limit, deliver),
        )
        if shown:
            hits.setCurrentIndex(hits.hits.index_of(shown))
        hits.selectionModel().blockSignals(blocked)
        self.views.keep_chosen(answer.found)
        hits.scrollToTop()
        self.filters.show_groups(answer.groups)
        self.results.show_answer(answer)
        self.views.say_chosen()
        self._say_why_empty(answer)
        self._word_start_page()
        self._choose_right()
        self._reader.mark(answer.found.marks, here=not self._is_elsewhere())
        self.reader.tell_elsewhere(elsewhere=self._is_elsewhere())
        self.answered.emit(answer)

    def _put_away_unless_read(self, answer: Answer) -> None:
        """Put the record away if another question does not find it, unless somebody reads it."""
        question = (question_of(answer.found.request), answer.found.request.typing)
        another, self._question = question != self._question, question
        focus = self.window().focusWidget()
        reads = focus is not None and self.reader.isAncestorOf(focus)
        if another and not reads and self._is_elsewhere():
            self._reader.put_away()

    def _is_elsewhere(self) -> bool:
        """Tell whether the record shown is not among the results."""
        page, answer = self.reader.page, self._find.answer
        return page is not None and answer is not None and page.number not in answer.found.numbers

    def _say_why_empty(self, answer: Answer) -> None:
        empty, request = self.results.empty, self._find.request
        if answer.total:
            return
        hidden = answer.found.hidden_told
        if answer.empty:
            empty.say(
                "This library has no records yet.",
                "Add files…",
                lambda: self.offer_taken.emit("import"),
            )
        elif answer.nearest:
            broader = answer.nearest
            empty.say(
                f"No record stands under “{answer.heading}” yet.",
                f"Show “{broader.label}” ({broader.count:,})",
                lambda: self._find.show_topic(broader.value, broader.label),
            )
        elif answer.recommendations:
            said = f"No record holds these words, but {answer.recommendations}."
            empty.say(
                said.replace(" also ", " "),
                "Read the recommendations",
                self._on_recommendations_asked,
            )
        elif request.filters or request.excluded:
            empty.say(
                _with(hidden, f"No record matches {asked_in_words(request)}."),
                "Clear filters",
                self._find.clear_filters,
            )
        elif not answer.plain:
            said = _with(hidden, "Nothing matches this search.")
            empty.say(said, "Clear the search", self._find.clear)
        elif len(request.text.split()) > 1:
            empty.say(
                _with(hidden, "No record holds all these words."),
                "Remove the last word",
                self._find.drop_last_word,
            )
        else:
            said = _with(hidden, "No record holds this word.")
            empty.say(said, "Clear the search", self._find.clear)

    def _choose_right(self) -> None:
        """Show the record, or what to do while there is none."""
        request = self._find.request
        if self.reader.page is not None:
            self.right.setCurrentWidget(self.reader)
        elif request.text or request.filters or request.excluded:
            listed = self._find.answer is not None and self._find.answer.total
            self.nothing.say("Choose a record to read it here." if listed else "")
            self.right.setCurrentWidget(self.nothing)
        else:
            self.right.setCurrentWidget(self.welcome)

    def _on_chosen(self, record: str) -> None:
        answer = self._find.answer
        if not self._reader.is_at(record):  # or one would come back from several to its top
            self._reader.read(record, answer.found.marks if answer else None)

    def _on_clicked(self) -> None:
        if self._single:
            self.show_reader()

    def _on_assessed_asked(self) -> None:
        answer = self._find.answer
        if answer is not None:
            self.assessed_asked.emit(self._find.request.text, answer.planned_only)

    def _on_recommendations_asked(self) -> None:
        self.recommendations_asked.emit(self._find.request.text)

    def _on_shown(self, page: Page) -> None:
        self.reader.show_page(page, can_go_back=self._reader.can_go_back)
        self.reader.tell_elsewhere(elsewhere=self._is_elsewhere())
        self.right.setCurrentWidget(self.reader)

    def _on_emptied(self) -> None:
        self.reader.page = None
        self._choose_right()
        self.show_results()


def _with(hidden: str, said: str) -> str:
    """Add to what is said of an empty list that something is hidden, if it is."""
    return f"{said} {hidden}".rstrip()
