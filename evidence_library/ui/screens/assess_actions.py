"""Actions: a table as at a day, and beside it the one one is at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.ids import ActionId
from evidence_library.ui.presenters.as_at import LAST_QUARTER, TODAY, offered, refusal, understood
from evidence_library.ui.presenters.assess_actions import (
    COLUMNS,
    GROUPINGS,
    ActionsAnswer,
    ActionsPresenter,
    By,
)
from evidence_library.ui.presenters.assess_chosen import AssessChosen, Opened
from evidence_library.ui.screens.action_dialogs import (
    ActionDialog,
    PracticeDialog,
    ReportDialog,
    blank,
)
from evidence_library.ui.screens.action_reader import ActionReader
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets import several_rows
from evidence_library.ui.widgets.action_table import ActionTable
from evidence_library.ui.widgets.as_at_field import AsAtField
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import EmptyState, button, in_tab_order, label, set_tip

_HINT = "Words of an action, or theme:housing, lead:Ann, is:overdue, status:met, deadline:2027-Q1"

#: Narrower than this at 100 % text, table or action is shown, not both.
_SINGLE_BELOW = 660

_NONE = "No action yet: write down who does what by when, and how one will know that it worked."


class ActionsPage(QWidget):
    """`record_asked` names a record to read; `theme_asked` brings assessment and theme."""

    record_asked = Signal(str)
    theme_asked = Signal(str, str)

    def __init__(self, parts: Parts, chosen: AssessChosen) -> None:
        """Show nothing yet."""
        super().__init__()
        self._parts, self._chosen = parts, chosen
        self.presenter = ActionsPresenter(parts.session)
        self.presenter.setParent(self)
        self._wanted = self._last = ""
        self._reading = self._single = False
        self._make_head()
        self.table = ActionTable(parts.theme, COLUMNS)
        self.reader = ActionReader(parts.theme)
        self.none, self.nothing = EmptyState(), EmptyState()
        self.nothing.say("Choose an action to read it here.")
        self.left, self.right = QStackedWidget(), QStackedWidget()
        for one in (self.table, self.none):
            self.left.addWidget(one)
        for two in (self.nothing, self.reader):
            self.right.addWidget(two)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    # What the workspace asks

    def show_all(self) -> None:
        """Show the actions of all assessments."""
        self.presenter.change(of="")

    def show_of(self, opened: Opened) -> None:
        """Show the actions of an assessment."""
        self.presenter.change(of=opened.assessment.id)

    def show_opened(self) -> None:
        """Follow what is opened; `show_of` did it."""

    def go_to(self, key: str) -> None:
        """Come to an action once it is listed."""
        self._wanted = key
        if key:
            self.presenter.change(text="", overdue=False)

    def take_focus(self) -> None:
        """Put the cursor into the table, or what stands in its place."""
        shown = self.left.currentWidget()
        (shown or self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""
        return (self.filter, self.table, self.reader.report)

    def state(self) -> tuple[str, ...]:
        """Tell how it is arranged. A day that was typed is of its time and is not kept."""
        asked = self.presenter.asked
        rule = asked.rule if asked.rule in {TODAY, LAST_QUARTER} else TODAY
        return (f"by={asked.by.value}", f"rule={rule}")

    def restore(self, kept: Mapping[str, str]) -> None:
        """Arrange it as it was."""
        known = {one.value for one in By}
        by = By(kept["by"]) if kept.get("by") in known else By.NONE
        self.presenter.change(by=by, rule=kept.get("rule", TODAY))

    def ask_new(
        self, opened: Opened | None = None, theme: str = "", breakthrough: str = ""
    ) -> None:
        """Ask for a new action, of the assessment that is shown."""
        if not self._may_change():
            return
        shown = opened or self._chosen.opened
        action = blank(shown, theme, breakthrough)
        dialog = ActionDialog(self._parts, self.presenter, action, shown, {})
        dialog.taken.connect(lambda wanted: self.presenter.add(wanted, dialog.answer()))
        dialog.open()

    # What one does with what is chosen

    @property
    def chosen(self) -> tuple[ActionId, ...]:
        """The actions that are chosen."""
        return self.table.chosen_actions

    def edit(self) -> None:
        """Edit the action that is shown."""
        detail = self.reader.detail
        if detail is None or not self._may_change():
            return
        held, records = detail.action, dict(detail.records)

        def ask(opened: Opened | None) -> None:
            dialog = ActionDialog(self._parts, self.presenter, held, opened, records)
            dialog.taken.connect(lambda wanted: self.presenter.edit(wanted, held, dialog.answer()))
            dialog.open()

        self.presenter.read_assessment(held.assessment or "", ask)

    def report(self) -> None:
        """Report progress on what is chosen."""
        keys = self.chosen
        details = [self.presenter.detail(key) for key in keys]
        titles = [one.action.what for one in details if one is not None]
        if not titles or not self._may_change():
            return
        dialog = ReportDialog(self._parts, titles)
        dialog.taken.connect(lambda entry: self.presenter.report(keys, entry, dialog.answer()))
        dialog.open()

    def find_practice(self) -> None:
        """Offer records that may help with the action that is shown."""
        detail = self.reader.detail
        if detail is None or not self._may_change():
            return
        item = detail.action

        def ask(opened: Opened | None) -> None:
            dialog = PracticeDialog(self._parts, self.presenter, item, opened)
            dialog.taken.connect(
                lambda records: self.presenter.link(item.id, records, dialog.answer())
            )
            dialog.open()

        self.presenter.read_assessment(item.assessment or "", ask)

    def delete(self) -> None:
        """Delete what is chosen; Undo is offered."""
        keys = self.chosen
        if keys and self._may_change():
            self.presenter.delete(keys)

    def _may_change(self) -> bool:
        if not self.presenter.writable:
            self._parts.news.tell_note(self._parts.session.hindrance)
        return self.presenter.writable

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show table or action where there is no room for both."""
        super().resizeEvent(event)
        self._fold()

    def _on_asked(self) -> None:
        asked, today = self.presenter.asked, self.presenter.today()
        if self.filter.text() != asked.text and not self._pause.isActive():
            self.filter.setText(asked.text)
        self.as_at.show_day(self.presenter.at.words, [one.words for one in offered(today)])
        self.overdue.setChecked(asked.overdue)
        words = dict(GROUPINGS)[asked.by]
        self.grouping.setText("Group" if asked.by is By.NONE else f"Group: {words.lower()}")
        self.grouping.setAccessibleName(f"Group by: {words}")
        self._groups[asked.by].setChecked(True)

    def _on_answered(self, answer: ActionsAnswer) -> None:
        table = self.table
        chosen, row = set(self.chosen), table.row
        selection = table.selectionModel()
        blocked = selection.blockSignals(True)
        table.show_rows(answer.rows, self.presenter.cells)  # type: ignore[arg-type]
        wanted = self._wanted or next(iter(chosen), self._last)
        self._last = wanted  # a deletion may be taken back
        at = table.actions_model.row_of(wanted, row) if wanted else -1
        if at >= 0:
            table.go_to(at)
            rows = [n for n, one in enumerate(answer.rows) if getattr(one, "id", "") in chosen]
            if len(rows) > 1 and not self._wanted:
                several_rows.choose_spans(table, [(n, n) for n in rows])
        selection.blockSignals(blocked)
        self._wanted = "" if at >= 0 else self._wanted
        self.count.setText(answer.sentence)
        self.overdue.setText(f"Overdue {answer.overdue:,}")
        self.overdue.setAccessibleName(f"Overdue: {answer.overdue:,}")
        self.note.setText(answer.note)
        self.note.setVisible(bool(answer.note))
        self.left.setCurrentWidget(table if answer.rows else self.none)
        self._say_why_empty(answer)
        self._read()
        self.new.setEnabled(self.presenter.writable)

    def _say_why_empty(self, answer: ActionsAnswer) -> None:
        if answer.total:
            clear = partial(self.presenter.change, text="", overdue=False)
            self.none.say("No action matches.", "Clear filters", clear)
        elif self.presenter.writable:
            self.none.say(_NONE, "New action…", self.ask_new)
        else:
            self.none.say(_NONE)

    def _read(self) -> None:
        """Show the action one is at, or the first of those chosen."""
        keys = self.chosen
        line = self.table.actions_model.line_at(self.table.row)
        key = line.id if line is not None else keys[0] if keys else None
        detail = self.presenter.detail(key) if key else None
        if detail is None:
            self.reader.detail = None
            self.right.setCurrentWidget(self.nothing)
            self._show_table()
            return
        self.reader.show_detail(detail, writable=self.presenter.writable)
        several = len(keys) > 1
        self.reader.report.setText(
            f"Report progress on {len(keys)}…" if several else "Report progress…"
        )
        self.right.setCurrentWidget(self.reader)

    def _enter(self) -> None:
        if self.reader.detail is not None:
            self._reading = True
            self._show_one_or_both()
            target: QWidget = self.reader.report
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        self._show_table()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_menu(self, place: QPoint) -> None:
        keys = self.chosen
        if not keys or not self.presenter.writable:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        several = f"{len(keys):,} actions" if len(keys) > 1 else ""
        offers: list[tuple[str, Callable[[], object]]] = [
            (f"&Report progress on {several}…" if several else "&Report progress…", self.report),
            (f"&Delete {several}" if several else "&Delete", self.delete),
        ]
        if not several:
            offers.insert(1, ("&Edit…", self.edit))
            offers.insert(2, ("&Find matching practice…", self.find_practice))
        for words, act in offers:
            menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
        menu.popup(place)

    def _refusal(self, typed: str) -> str:
        found = understood(typed, self.presenter.today())
        return refusal(typed) if found is None else ""

    # What it is made of

    def _make_head(self) -> None:
        self.as_at = AsAtField(self._refusal)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter: words, lead:Ann, is:overdue …")
        self.filter.setAccessibleName("Filter actions")
        self.filter.setClearButtonEnabled(True)
        for cross in self.filter.findChildren(QToolButton):
            cross.setAccessibleName("Clear the filter of actions")
            cross.setToolTip("Clear the filter of actions")
            cross.clicked.connect(self._on_filter)
        set_tip(self.filter, _HINT)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(self._parts.find.pause_timer.interval())
        self.overdue = button("Overdue", role="chip", hint="The first deadline has passed, not met")
        self.overdue.setCheckable(True)
        self.grouping = button("Group", role="chip", hint="By what the actions are grouped")
        self.grouping.setProperty("menu", "true")
        menu = QMenu(self.grouping)
        group = QActionGroup(menu)
        self._groups: dict[By, QAction] = {}
        for by, words in GROUPINGS:
            one = menu.addAction(words)
            one.setCheckable(True)
            group.addAction(one)
            one.triggered.connect(lambda _=False, by=by: self.presenter.change(by=by))
            self._groups[by] = one
        self.grouping.setMenu(menu)
        self.new = button("New action…", self.ask_new)
        self.count = label(role="strong")
        self.note = label(role="secondary", wrap=True)
        self.note.hide()

    def _lay_out(self) -> None:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.filter, 3)
        first.addWidget(self.as_at, 2)
        second = QWidget()
        flow = FlowLayout(second, 8)
        for one in (self.new, self.overdue, self.grouping, self.count):
            flow.addWidget(one)
        column.addLayout(first)
        column.addWidget(second)
        column.addWidget(self.note)
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(head)
        inner.addWidget(self.left, 1)
        self._left = left
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        in_tab_order(self.filter, self.as_at.box, self.new, self.overdue, self.grouping, self.table)

    def _fold(self) -> None:
        single = self.width() < self._parts.theme.px(_SINGLE_BELOW)
        if single != self._single:
            self._single = single
            self._show_one_or_both()
        if not single:
            self.splitter.setSizes([round(self.width() * 0.6), round(self.width() * 0.4)])

    def _show_one_or_both(self) -> None:
        self.reader.close_link.setVisible(self._single)
        self._left.setVisible(not (self._single and self._reading))
        self.right.setVisible(not self._single or self._reading)

    def _show_table(self) -> None:
        self._reading = False
        self._show_one_or_both()

    def look_for(self, text: str) -> None:
        """Show the actions that a search finds."""
        self.filter.setText(text)
        self._on_filter()

    def _on_filter(self) -> None:
        self._pause.stop()
        if self.filter.text() != self.presenter.asked.text:
            self.presenter.change(text=self.filter.text())

    def _on_day(self, typed: str) -> None:
        at = understood(typed, self.presenter.today())
        if at is not None:
            self.presenter.change(rule=at.rule)

    def _on_added(self, key: str) -> None:
        self._wanted = key
        self.presenter.refresh()

    def _connect(self) -> None:
        presenter, table, reader = self.presenter, self.table, self.reader
        presenter.asked_changed.connect(self._on_asked)
        presenter.answered.connect(self._on_answered)
        presenter.added.connect(self._on_added)
        presenter.told.connect(self._parts.news.tell_done)
        presenter.failed.connect(self._parts.news.tell_failure)
        self.as_at.taken.connect(self._on_day)
        self.as_at.said.connect(self._parts.announce)
        self.filter.textEdited.connect(lambda _text: self._pause.start())
        self.filter.returnPressed.connect(self._on_filter)
        self._pause.timeout.connect(self._on_filter)
        self.overdue.clicked.connect(lambda on: presenter.change(overdue=on))
        table.came_to.connect(self._read)
        table.chose.connect(self._read)
        table.entered.connect(self._enter)
        table.folded.connect(presenter.fold)
        table.deleted.connect(self.delete)
        table.edited.connect(self.edit)
        table.menu_asked.connect(self._show_menu)
        table.horizontalHeader().setSectionsClickable(False)
        table.horizontalHeader().setSortIndicatorShown(False)
        reader.report_asked.connect(self.report)
        reader.edit_asked.connect(self.edit)
        reader.delete_asked.connect(self.delete)
        reader.practice_asked.connect(self.find_practice)
        reader.record_asked.connect(self.record_asked)
        reader.theme_asked.connect(self.theme_asked)
        reader.close_asked.connect(self._leave)
        self._parts.theme.changed.connect(self._fold)
