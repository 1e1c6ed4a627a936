"""Assess: the assessments on the left, and the chosen one as judgements, grid, change, actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence_library.model.assessment import Assessment
from evidence_library.model.chain import NodeKind
from evidence_library.model.instrument import Instrument
from evidence_library.ui.actions import plain
from evidence_library.ui.presenters.assess import AssessPresenter
from evidence_library.ui.presenters.assess_chosen import AssessChosen, Unkept
from evidence_library.ui.screens.assess_actions import ActionsPage
from evidence_library.ui.screens.assess_agree import AgreeDialog
from evidence_library.ui.screens.assess_begin import BeginDialog
from evidence_library.ui.screens.assess_head import (
    ACTIONS,
    COMPARE,
    GRID,
    JUDGE,
    VIEWS,
    AssessHead,
)
from evidence_library.ui.screens.assess_judge import JudgePage
from evidence_library.ui.screens.assess_list_pane import ALL_ACTIONS, AssessListPane
from evidence_library.ui.screens.assess_pictures import ComparePage, GridPage
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.plain import EmptyState

#: Narrower than this at 100 % text, a menu stands in the place of the list.
_STACKED_BELOW = 980

#: Lower than this at 100 % text, the head leaves out what else is known of the assessment.
_LOW_BELOW = 430

_NONE = "No assessment yet: here you judge where you stand, say why, and decide what to do next."
_BEGIN = "&Begin an assessment"
_NO_CHOICE = "Choose an assessment on the left."


class _Page(Protocol):
    """What every view of an assessment can do."""

    def show_opened(self) -> None:
        """Show what is opened."""

    def take_focus(self) -> None:
        """Put the cursor into it."""

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""


class AssessScreen(QWidget):
    """The workspace. `record_asked` names a record that is to be read."""

    record_asked = Signal(str)

    def __init__(self, parts: Parts, presenter: AssessPresenter) -> None:
        """Show nothing until somebody comes here."""
        super().__init__()
        self._parts, self.presenter = parts, presenter
        self.chosen = AssessChosen(parts.session)
        self.chosen.setParent(self)
        self._wanted = ""
        self._theme_wanted: str | None = None
        self._deleted = ""
        self._gone = False
        self.view = JUDGE
        self.list = AssessListPane(parts, presenter)
        self.head = AssessHead()
        self.judge = JudgePage(parts, self.chosen)
        self.grid = GridPage(parts, self.chosen)
        self.compare = ComparePage(parts, presenter, self.chosen)
        self.plan = ActionsPage(parts, self.chosen)
        self.messages = MessageBar(parts.theme)
        self.none = EmptyState()
        self._pages: dict[str, _Page] = {
            JUDGE: self.judge,
            GRID: self.grid,
            COMPARE: self.compare,
            ACTIONS: self.plan,
        }
        self.stack = QStackedWidget()
        for page in (self.none, self.judge, self.grid, self.compare, self.plan):
            page.setMinimumSize(1, 1)  # each makes do with the room there is
            self.stack.addWidget(page)
        self._lay_out()
        self._connect()
        self._fit()

    # What the window asks

    def come_here(self) -> None:
        """Read the list anew, and show what was shown."""
        self.presenter.refresh()
        if self.chosen.key:
            self.chosen.read_again()

    def take_focus(self) -> None:
        """Put the cursor into the view that is shown, or else into the list."""
        page = self._page()
        if page is not None:
            page.take_focus()
        else:
            self.list.contents.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""
        page = self._page()
        panes = (self.list.contents, *(page.panes() if page is not None else ()))
        return tuple(one for one in panes if one.isVisible())

    def may_close(self) -> bool:
        """Keep what was judged last; ask if that cannot be done."""
        self.judge.form.keep()
        self.chosen.keeping.keep_now()
        unkept = self.chosen.keeping.unkept
        if not unkept:
            return True
        more = f" So is {len(unkept) - 1} more." if len(unkept) > 1 else ""
        question = f"{unkept[0].words} It is not kept.{more} Close all the same, and lose it?"
        return self._parts.dialogs.confirm(
            self._parts.window, question, "Close", "Stay here", careful=True
        )

    def state(self) -> tuple[str, ...]:
        """Tell how it is arranged."""
        return (f"view={self.view}", f"shown={self.list.shown}", *self.plan.state())

    def restore(self, state: Sequence[str]) -> None:
        """Arrange it as it was; what is not understood stays as it is."""
        kept = dict(part.partition("=")[::2] for part in state)
        if kept.get("view") in {key for key, _, _ in VIEWS}:
            self.view = kept["view"]
        self._wanted = kept.get("shown", "")
        self.plan.restore(kept)

    # What others ask

    def open_assessment(self, key: str, theme: str | None = None) -> None:
        """Show an assessment, at a theme if one is named."""
        self._wanted, self._theme_wanted = key, theme
        if theme is not None:
            self.view = JUDGE
        self.presenter.refresh(self._open_wanted)

    def open_actions(self, action: str = "") -> None:
        """Show the actions of all assessments, at one if it is named."""
        self._open(ALL_ACTIONS)
        self.plan.go_to(action)
        self.plan.take_focus()

    def add_action(self) -> None:
        """Ask for a new action, of the assessment that is shown."""
        self.plan.ask_new()

    def find_assessments(self) -> None:
        """Go to the search for assessments."""
        self.list.sought.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_instruments(self) -> None:
        """Look at the instruments."""
        from evidence_library.ui.screens.instruments_dialog import (  # noqa: PLC0415 - seldom wanted
            InstrumentsDialog,
        )

        dialog = InstrumentsDialog(self._parts, self._parts.window)
        dialog.open()

    def serve_chain(self, show: Callable[[str, str], object]) -> None:
        """Let somebody show what a judgement or an action rests on, by kind and id of the thing."""
        words = "What this &rests on"
        self.head.serve(words, lambda: self._with_judgement(show))
        self.plan.reader.serve(words, lambda: self._with_action(show))

    def ask_new(self) -> None:
        """Ask what is to be assessed."""
        if self._may_change():
            self.presenter.read_instruments(self._ask_about)

    def ask_edit(self) -> None:
        """Ask for other words about the assessment."""
        item = self.chosen.assessment
        if item is None or not self._may_change():
            return
        if item.finished:
            self._parts.news.tell_note("It is finished; open it again to change it.")
            return
        dialog = BeginDialog(self._parts, (), item, self._parts.window)
        dialog.taken.connect(lambda wanted, _none: self.chosen.edit(wanted, item, dialog.answer()))
        dialog.open()

    # Events

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was judged when one goes elsewhere."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.judge.form.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the panes where they would be too narrow."""
        super().resizeEvent(event)
        self._fit()

    @property
    def all_actions_shown(self) -> bool:
        """Whether the actions of all assessments are shown, and none of these."""
        return self.list.shown == ALL_ACTIONS

    def show_view(self, view: str) -> None:
        """Show another view of the assessment."""
        self.view = view
        self._show()
        self.take_focus()

    def _ask_about(self, instruments: tuple[Instrument, ...]) -> None:
        dialog = BeginDialog(self._parts, instruments, None, self._parts.window)

        def begin(wanted: Assessment, instrument: Instrument) -> None:
            self.view = JUDGE
            self.presenter.begin(wanted, instrument, dialog.answer())

        dialog.taken.connect(begin)
        dialog.open()

    def _with_judgement(self, show: Callable[[str, str], object]) -> None:
        self.judge.form.keep()
        key = f"{self.chosen.key}/{self.judge.form.theme_key}"
        show(NodeKind.JUDGEMENT.value, key)

    def _with_action(self, show: Callable[[str, str], object]) -> None:
        detail = self.plan.reader.detail
        if detail is not None:
            show(NodeKind.ACTION.value, detail.action.id)

    def _may_change(self) -> bool:
        if not self.presenter.writable:
            self._parts.news.tell_note(self._parts.session.hindrance)
        return self.presenter.writable

    def _on_listed(self) -> None:
        """Show what is wanted, or what was shown, or else the latest."""
        if not self.presenter.total and self.list.shown != ALL_ACTIONS:
            self.chosen.close()
        self._see_whether_it_came_back()
        if self._wanted:
            self._open_wanted()
        elif self.list.shown == ALL_ACTIONS or self.chosen.key:
            self._show()
        elif self.presenter.assessments:
            self._open(self.presenter.assessments[0].id)
        else:
            self._show()

    def _see_whether_it_came_back(self) -> None:
        """Show again what was deleted here last, once the deletion is taken back."""
        there = self.presenter.find(self._deleted) is not None
        if self._deleted and there and self._gone:
            self._wanted, self._deleted = self._deleted, ""
        self._gone = not there

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        listed = wanted == ALL_ACTIONS or self.presenter.find(wanted) is not None
        if listed:
            self._open(wanted)
        elif not self.chosen.key and self.presenter.assessments:
            self._open(self.presenter.assessments[0].id)
        else:
            self._show()

    def _open(self, key: str) -> None:
        self.judge.form.keep()
        self.list.show_chosen(key)
        if key == ALL_ACTIONS:
            self.chosen.close()
            self.list.show_chosen(ALL_ACTIONS)
            self.plan.show_all()
            self._show()
            return
        if key != self.chosen.key:
            self.chosen.open(key)
        else:
            self._show()

    def _on_shown(self) -> None:
        opened = self.chosen.opened
        if opened is None:
            return
        self.list.show_chosen(opened.assessment.id)
        self.head.show_opened(opened, writable=self.presenter.writable)
        theme, self._theme_wanted = self._theme_wanted, None
        if theme is not None:
            self.judge.show_theme(theme)
        self._show()

    def _on_emptied(self) -> None:
        if self.list.shown != ALL_ACTIONS:
            self.list.show_chosen("")
            if self.isVisible() and self.presenter.total:
                self.presenter.refresh()  # and come to the latest of what is left
        self._show()

    def _show(self) -> None:
        """Show the view of what is chosen, or why there is nothing to show."""
        opened = self.chosen.opened
        everything = self.list.shown == ALL_ACTIONS
        self.head.setVisible(opened is not None and not everything)
        if everything:
            self.stack.setCurrentWidget(self.plan)
            return
        if opened is None:
            self._say_why_empty()
            self.stack.setCurrentWidget(self.none)
            return
        self.head.views.show_view(self.view)
        self.grid.viewer = self.judge.form.who
        if self.view == ACTIONS:
            self.plan.show_of(opened)
        page = self._pages[self.view]
        if self.view != JUDGE:
            page.show_opened()
        self.stack.setCurrentWidget(self._widget(page))

    def _page(self) -> _Page | None:
        shown = self.stack.currentWidget()
        found = (page for page in self._pages.values() if self._widget(page) is shown)
        return next(found, None)

    @staticmethod
    def _widget(page: _Page) -> QWidget:
        if not isinstance(page, QWidget):
            raise TypeError("a view is a widget")
        return page

    def _say_why_empty(self) -> None:
        presenter = self.presenter
        self.none.offer("")
        if presenter.total:
            self.none.say(_NO_CHOICE)
        elif presenter.writable:
            self.none.say(_NONE, plain(_BEGIN), self.ask_new)
            if presenter.lacks_example:
                self.none.offer("Add the worked example", presenter.add_example)
        else:
            self.none.say(_NONE)

    def _tell_unkept(self) -> None:
        """Let somebody decide about what was not kept, one after the other."""
        unkept = self.chosen.keeping.unkept_here
        if not unkept:
            self.messages.hide()
            return
        one = unkept[0]
        keep, let_go = (
            ("Keep mine", "Take what is there") if one.clashed else ("Try again", "Let it go")
        )
        choices = (
            (keep, partial(self.chosen.keeping.overwrite, one)),
            (let_go, partial(self._let_go, one)),
        )
        said = self.messages.text if self.messages.isVisibleTo(self) else ""
        self.messages.say(one.words, "warn", choices, must_choose=True)
        if said != one.words:
            self._parts.announce(one.words)

    def _let_go(self, one: Unkept) -> None:
        self.chosen.keeping.let_go(one)
        form, mine = self.judge.form, one.mine
        shown = (self.chosen.key, form.theme_key, form.who)
        if shown == (one.key, mine.theme, mine.assessor):
            form.take_theirs()

    def _on_theme_asked(self, key: str, theme: str) -> None:
        self.view = JUDGE
        if key == self.chosen.key:
            self.judge.show_theme(theme)
            self._show()
            self.judge.take_focus()
        else:
            self.open_assessment(key, theme)

    def _on_finish(self) -> None:
        item = self.chosen.assessment
        if item is None or not self._may_change():
            return
        self.judge.form.keep()
        if item.finished:
            self.chosen.reopen()
        else:
            self.chosen.finish()

    def _on_agree_asked(self, theme: str) -> None:
        opened = self.chosen.opened
        if opened is None or not self._may_change():
            return
        self.judge.form.keep()
        dialog = AgreeDialog(self._parts, opened, theme, self._parts.window)
        dialog.agreed.connect(
            lambda agreed: self.chosen.agree(agreed, opened.assessment, dialog.answer())
        )
        dialog.open()

    def _on_action_asked(self, theme: str, breakthrough: str) -> None:
        self.judge.form.keep()
        opened = self.chosen.opened
        if opened is not None and self._may_change():
            self.plan.ask_new(opened, theme, breakthrough)

    def _with_shown(self, act: str) -> None:
        key = self.chosen.key
        if key and self._may_change():
            self.judge.form.keep()
            if act == "next":
                self.presenter.next_round(key)
            else:
                self._deleted, self._gone = key, False
                self.presenter.delete(key, self.chosen.keeping.refuse_unkept(key))

    # Connections

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.list)
        self._row.addWidget(right, 1)
        self.head.hide()

    def _fit(self) -> None:
        px, directions = self._parts.theme.px, QBoxLayout.Direction
        stacked = self.width() < px(_STACKED_BELOW)
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self.list.stack(stacked=stacked)
        self.head.make_room(low=self.height() < px(_LOW_BELOW))

    def _connect(self) -> None:
        parts, presenter, chosen, head = self._parts, self.presenter, self.chosen, self.head
        presenter.listed.connect(self._on_listed)
        presenter.made.connect(self.open_assessment)
        for teller in (presenter, chosen):
            teller.told.connect(parts.news.tell_done)
            teller.failed.connect(parts.news.tell_failure)
        chosen.shown.connect(self._on_shown)
        chosen.emptied.connect(self._on_emptied)
        chosen.keeping.decided.connect(self._tell_unkept)
        parts.session.opened.connect(self._tell_unkept)
        self.list.chose.connect(self._open)
        self.list.list.entered.connect(self.take_focus)
        self.list.new_asked.connect(self.ask_new)
        self.list.edit_asked.connect(self.ask_edit)
        self.list.delete_asked.connect(partial(self._with_shown, "delete"))
        self.list.menu_of_shown = head.menu
        head.view_asked.connect(self.show_view)
        head.finish_asked.connect(self._on_finish)
        head.edit_asked.connect(self.ask_edit)
        head.next_asked.connect(partial(self._with_shown, "next"))
        head.delete_asked.connect(partial(self._with_shown, "delete"))
        form = self.judge.form
        form.record_asked.connect(self.record_asked)
        form.agree_asked.connect(self._on_agree_asked)
        form.action_asked.connect(self._on_action_asked)
        self.grid.theme_asked.connect(self._on_theme_asked)
        self.compare.theme_asked.connect(self._on_theme_asked)
        self.plan.record_asked.connect(self.record_asked)
        self.plan.theme_asked.connect(self._on_theme_asked)
        parts.theme.changed.connect(self._fit)
