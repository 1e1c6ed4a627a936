"""Above the table of Track: which set, as at which day, grouped how, and what is filtered for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence_library.model.track_choices import Grouping, Quick
from evidence_library.ui.presenters.as_at import offered, refusal, understood
from evidence_library.ui.presenters.track import (
    COLUMNS,
    EXPLAINED,
    GROUPINGS,
    QUICK_WORDS,
    TrackAnswer,
    TrackPresenter,
)
from evidence_library.ui.screens.track_views import TABLE, VIEWS
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.as_at_field import AsAtField
from evidence_library.ui.widgets.chosen_bar import Offer
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import (
    button,
    in_tab_order,
    label,
    restyle,
    set_tip,
    shortened,
)
from evidence_library.ui.widgets.understood_chips import UnderstoodChips
from evidence_library.ui.widgets.view_switch import ViewSwitch

_ALL = "All sets"
_FILTER_HINT = 'Words of a recommendation, or lead:DWP, status:"not met", is:overdue and the like'
_LONGEST_SET = 48
#: The filter is never narrower, at 100 % text.
_LEAST_FILTER = 200
#: Columns that are always shown.
_ALWAYS = ("number", "text")


class TrackHead(QWidget):
    """Asks the presenter. `columns_chosen` brings the keys of the columns to be shown."""

    columns_chosen = Signal(object)
    went_down = Signal()
    back_asked = Signal()
    said = Signal(str)

    def __init__(self, theme: Theme, presenter: TrackPresenter, pause: int) -> None:
        """Show what is asked for; typing rests for `pause` milliseconds before it is asked."""
        super().__init__()
        self._theme, self._presenter = theme, presenter
        self.setProperty("role", "listhead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sets = self._make_sets()
        self.as_at = AsAtField(self._refusal)
        self.as_at.taken.connect(self._on_day)
        self.as_at.said.connect(self.said)
        self.filter = _Filter()
        self.filter.setPlaceholderText("Filter: words, lead:DWP, is:overdue …")
        self.filter.setAccessibleName("Filter recommendations")
        self.filter.setClearButtonEnabled(True)
        for cross in self.filter.findChildren(QToolButton):
            cross.setAccessibleName("Clear the filter")
            cross.setToolTip("Clear the filter")
        set_tip(self.filter, _FILTER_HINT)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(pause)
        self.pause.timeout.connect(self._on_filter)
        self.filter.textEdited.connect(lambda _text: self.pause.start())
        self.filter.returnPressed.connect(self._on_entered)
        self.filter.went_down.connect(self.went_down)
        self.filter.cleared.connect(self._on_filter)
        self.chips = self._make_chips()
        self.grouping = self._make_grouping()
        self.columns = self._make_columns()
        self.more = button("More", role="chip", hint="What else one can do here")
        self.more.setProperty("menu", "true")
        self._more_menu = QMenu(self.more)
        self._more_menu.addMenu(self.columns)
        self._more_menu.addSeparator()
        self.more.setMenu(self._more_menu)
        self._deeds: dict[str, QAction] = {}
        shown = [(TABLE, "Table", "The recommendations as a table")]
        shown.extend((one.key, one.words, one.hint) for one in VIEWS)
        self.views = ViewSwitch(tuple(shown))
        self.back = button("‹ Back", self.back_asked.emit, role="link")
        self.back.setProperty("small", "true")
        self.understood = UnderstoodChips()
        self.understood.dropped.connect(presenter.drop_part)
        self.count = label(role="strong")
        self.note = label(role="secondary", wrap=True)
        self._lay_out()
        presenter.asked_changed.connect(self._on_asked)
        presenter.answered.connect(self._on_answered)
        self._on_asked()

    def choose_columns(self, keys: tuple[str, ...]) -> None:
        """Tick the columns that are shown."""
        for key, action in self._column_actions.items():
            action.setChecked(key in keys or key in _ALWAYS)
        self._tell_columns()

    def show_view(self, view: str) -> None:
        """Press the button of a view; only the table has groups and columns."""
        self.views.show_view(view)
        self.grouping.setVisible(view == TABLE)
        self.columns.menuAction().setVisible(view == TABLE)
        self._show_note()

    def offer(self, offers: Mapping[str, Offer]) -> None:
        """Put deeds that need nothing to be chosen into the menu."""
        for name, (words, hint, act) in offers.items():
            action = self._more_menu.addAction(words)
            action.setStatusTip(hint)
            action.triggered.connect(lambda _=False, do=act: do())
            self._deeds[name] = action

    def allow(self, *, writable: bool, always: frozenset[str]) -> None:
        """Offer what changes the library only where it can be changed."""
        for name, action in self._deeds.items():
            action.setEnabled(writable or name in always)

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """The keys of the columns that are ticked."""
        return tuple(key for key, action in self._column_actions.items() if action.isChecked())

    # What it is made of

    def _make_sets(self) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName("Set of recommendations")
        made.view().setAccessibleName("Set of recommendations")
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(14)
        set_tip(made, "Which set of recommendations is shown")
        made.activated.connect(self._on_set)
        return made

    def _make_chips(self) -> dict[Quick, QPushButton]:
        made = {}
        for quick, (words, meaning) in QUICK_WORDS.items():
            chip = button(words, role="chip", hint=meaning)
            chip.setCheckable(True)
            chip.setProperty("quiet", "true")  # told apart from the views
            chip.clicked.connect(lambda _=False, one=quick: self._presenter.toggle(one))
            made[quick] = chip
        return made

    def _make_grouping(self) -> QPushButton:
        made = button("Group", role="chip", hint="By what the recommendations are grouped")
        made.setProperty("menu", "true")
        menu = QMenu(made)
        group = QActionGroup(menu)
        self._group_actions: dict[Grouping, QAction] = {}
        for by, words in GROUPINGS:
            action = menu.addAction(words)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(partial(self._on_group, by))
            self._group_actions[by] = action
        menu.addSeparator()
        menu.addAction("Open all groups").triggered.connect(
            lambda: self._presenter.open_groups(opened=True)
        )
        menu.addAction("Fold all groups").triggered.connect(
            lambda: self._presenter.open_groups(opened=False)
        )
        made.setMenu(menu)
        return made

    def _make_columns(self) -> QMenu:
        menu = QMenu("Columns", self)
        menu.menuAction().setStatusTip("Which columns are shown, where there is room")
        self._column_actions: dict[str, QAction] = {}
        for key, words, _width in COLUMNS:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(True)
            action.setEnabled(key not in _ALWAYS)
            self._column_actions[key] = action
        menu.triggered.connect(lambda _action: self._tell_columns())
        return menu

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 8)
        column.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.sets, 2, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.as_at, 3)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.filter, 1)
        second.addWidget(self.grouping)
        second.addWidget(self.more)
        self.filter.setMinimumWidth(self._theme.px(_LEAST_FILTER))
        third = QWidget()
        flow = FlowLayout(third, 6)
        for made in self.chips.values():
            flow.addWidget(made)
        last = QWidget()
        side_by_side = FlowLayout(last, 12)
        side_by_side.addWidget(self.views)
        side_by_side.addWidget(self.count)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(first)
        column.addWidget(last)
        column.addLayout(second)
        column.addWidget(self.understood)
        column.addWidget(third)
        column.addWidget(self.note)
        self.note.hide()
        self.back.hide()
        in_tab_order(self.back, self.sets, self.as_at.box, *self.views.buttons, self.filter)
        in_tab_order(self.filter, self.grouping, self.more, *self.chips.values())

    # What is asked, what came

    def _refusal(self, typed: str) -> str:
        return "" if understood(typed, self._presenter.today()) else refusal(typed)

    def _on_day(self, typed: str) -> None:
        at = understood(typed, self._presenter.today())
        if at is not None:
            self._presenter.change(rule=at.rule)

    def _on_set(self, row: int) -> None:
        self._presenter.change(set_id=self.sets.itemData(row))

    def _on_group(self, by: Grouping) -> None:
        self._presenter.change(by=by)

    def _on_filter(self) -> None:
        self.pause.stop()
        if self.filter.text() != self._presenter.asked.text:
            self._presenter.change(text=self.filter.text())

    def _on_entered(self) -> None:
        self._on_filter()
        self.went_down.emit()

    def _tell_columns(self) -> None:
        self.columns_chosen.emit(self.shown_columns)

    def _on_asked(self) -> None:
        asked, today = self._presenter.asked, self._presenter.today()
        if self.filter.text() != asked.text:
            self.filter.setText(asked.text)
        self.as_at.show_day(self._presenter.at.words, [one.words for one in offered(today)])
        for quick, chip in self.chips.items():
            chip.setChecked(quick in asked.quick)
        words = dict(GROUPINGS)[asked.by]
        grouped = asked.by is not Grouping.NONE
        self.grouping.setText(f"Group: {words.lower()}" if grouped else "Group")
        self.grouping.setAccessibleName(f"Group by: {words}")
        self._group_actions[asked.by].setChecked(True)

    def _on_answered(self, answer: TrackAnswer) -> None:
        self._show_sets(answer)
        for quick, chip in self.chips.items():
            number = answer.found.quick.get(quick, 0)
            words, _meaning = QUICK_WORDS[quick]
            chip.setText(f"{words} {number:,}")
            chip.setAccessibleName(f"{words}: {number:,}")
        self.count.setText(answer.sentence)
        self._show_note()
        restyle(self.note, "tone", "warn" if answer.doubtful else "")
        self.understood.show_parts(answer.understood if answer.asked.text else ())

    def _show_note(self) -> None:
        """Say what is odd; how groups count only where there are groups."""
        answer = self._presenter.answer
        told = answer.note if answer else ""
        if answer and self.grouping.isHidden():
            told = told.removesuffix(EXPLAINED).strip()
        self.note.setText(told)
        self.note.setVisible(bool(told))

    def _show_sets(self, answer: TrackAnswer) -> None:
        blocked = self.sets.blockSignals(True)
        self.sets.clear()
        self.sets.addItem(_ALL, None)
        for one in answer.board.sets.values():
            self.sets.addItem(shortened(one.title or "Untitled set", _LONGEST_SET), one.id)
        at = self.sets.findData(answer.asked.set_id) if answer.asked.set_id else 0
        self.sets.setCurrentIndex(max(at, 0))
        self.sets.blockSignals(blocked)


class _Filter(QLineEdit):
    """A line; Down goes on to the table, Esc empties it."""

    went_down = Signal()
    cleared = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the table, or empty the line."""
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.cleared.emit()
        else:
            super().keyPressEvent(event)
