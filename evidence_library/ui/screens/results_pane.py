"""The middle of Find: what was found, how it is filtered and ordered, and the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.itemmodels.hits import HitsModel, Index
from evidence_library.ui.presenters.find import ORDER_WORDS, ORDERS, Answer, Chip
from evidence_library.ui.presenters.search_options import OptionChip
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets import several_rows
from evidence_library.ui.widgets.also_line import AlsoLine
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.hit_delegate import HitDelegate
from evidence_library.ui.widgets.limited_scroll import LimitedScroll
from evidence_library.ui.widgets.offer_link import OfferLink
from evidence_library.ui.widgets.plain import (
    LINK_FRAME,
    EmptyState,
    beside_links,
    button,
    in_tab_order,
    label,
    literal,
    set_tip,
)
from evidence_library.ui.widgets.understood_chips import UnderstoodChips
from evidence_library.ui.widgets.view_switch import LIST, MAP, ViewSwitch

_ROWS_LAID_OUT_AT_ONCE = 100

_NO_ORDER = "A map counts records, in no order; the order is for the list and the table"

#: How much of the height what is said of the results may take; beyond that it scrolls.
_SAID = 0.35

#: So much of a query that may have been meant is shown, in characters.
_LONGEST_OFFER = 40


class HitsView(QListView):
    """The result list. Enter or a double click goes on into the record.

    `chose` follows every other choice of rows.
    """

    entered_record = Signal()
    chose = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self.hits = HitsModel(self)
        self.setModel(self.hits)
        self._extending = several_rows.Extending(self)
        self._delegate = HitDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setProperty("role", "hits")
        self.setAccessibleName("Results")
        self.setUniformItemSizes(True)
        # Qt asks the model about every row when it lays a list out; not all in one go, please.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_ROWS_LAID_OUT_AT_ONCE)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMinimumWidth(260)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.doubleClicked.connect(self.entered_record)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chose.emit())
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out again: wide ones hold as much in fewer lines."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first hit when one comes here by keyboard; Qt only puts its cursor there."""
        self.choose_first()
        super().focusInEvent(event)

    def moveCursor(
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Count how far a page goes; Qt looks for it row by row, a minute long in a long list."""
        down = action == QListView.CursorAction.MovePageDown
        if not down and action != QListView.CursorAction.MovePageUp:
            return super().moveCursor(action, modifiers)
        rows, row = self.hits.rowCount(), max(0, self.currentIndex().row())
        if not rows:
            return QModelIndex()
        page = max(1, self.viewport().height() // max(1, self.sizeHintForRow(row)) - 1)
        return self.hits.index(max(0, min(rows - 1, row + (page if down else -page))))

    def choose_first(self) -> None:
        """Choose the first hit if none is chosen."""
        several_rows.choose_first(self)

    def show_several(self, *, several: bool) -> None:
        """Mark the chosen rows with a sign of their own while there are several."""
        self._delegate.several = several
        self.viewport().update()

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Say what an event does to what is chosen."""
        return several_rows.command_for(super().selectionCommand(index, event), index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go into the record, and Esc and Space choose."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_record.emit()
        elif not self._extending.take_key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click with Shift choose all rows up to it."""
        if not self._extending.take_press(event):
            super().mousePressEvent(event)


class ResultsPane(QWidget):
    """Shows answers of the find presenter."""

    chosen = Signal(str)
    entered = Signal()
    chip_dropped = Signal(str, str)
    part_dropped = Signal(int, int)
    cleared_filters = Signal()
    order_chosen = Signal(str)
    recommendations_asked = Signal()
    assessed_asked = Signal()
    meant = Signal(str)
    filters_asked = Signal()
    option_dropped = Signal(str)
    typed_only = Signal()
    set_aside_asked = Signal()
    map_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._order_name = ORDERS[0][1]
        self._folded = self._filled = False
        self._sentence = ""
        self._count = label("", "strong")
        self._also = AlsoLine()
        self._also.switched_off.connect(self.typed_only)
        self.understood = UnderstoodChips()
        self._leniency = label("", "secondary", wrap=True)
        self._problem = label("", wrap=True)
        self._problem.setProperty("tone", "warn")
        self._recommendations = button("", self.recommendations_asked.emit, role="link")
        self._assessed = button("", self.assessed_asked.emit, role="link")
        self._did_you_mean = ""
        self._meant = button("", lambda: self.meant.emit(self._did_you_mean), role="link")
        self._meant.setMinimumWidth(1)  # a long query must not widen the pane
        self._meant.hide()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            here = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(key), self._meant, self._meant.click, context=here)
        self.beginning = OfferLink()
        self.beginning.taken.connect(self.meant)
        self.set_aside = button("", self.set_aside_asked.emit, role="link")
        self.set_aside.hide()
        self._filters = button("Filters", self.filters_asked.emit, role="chip")
        self._order = button("", role="chip", hint="How the results are ordered")
        self._order.setProperty("menu", "true")
        self._orders = QActionGroup(self)
        self._order.setMenu(self._order_menu())
        self.to_map = button(
            "‹ Back to the map", self.map_asked.emit, role="link", hint="Show the map as it was"
        )
        self._map_offered = False
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._chip_parts: list[QPushButton] = []
        self.list = HitsView(theme)
        self.empty = EmptyState()
        self._said = self._hold_said()
        self._stack = QStackedWidget()
        self.switch = ViewSwitch()
        self._views: dict[str, QWidget] = {LIST: self.list}
        self._view = LIST
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._read_what_is_alone())
        self.list.chose.connect(self._read_what_is_alone)
        self.list.entered_record.connect(self.entered)
        self.understood.dropped.connect(self.part_dropped)
        self.show_order("relevance")
        self.fold_filters(folded=False)

    def show_answer(self, answer: Answer) -> None:
        """Show what was found."""
        self._sentence = answer.sentence
        self.show_chosen(0)
        self._also.show_words(answer.also, answer.also_whole)
        if self.understood.show_parts(answer.parts):
            self._order_tabs()
        self._show_meant(answer.found.did_you_mean)
        self.beginning.offer(*answer.beginning)
        self._show_set_aside(answer.set_aside)
        self._leniency.setText(answer.leniency)
        self._leniency.setVisible(bool(answer.leniency))
        self._problem.setText(answer.complaint)
        self._problem.setVisible(bool(answer.complaint))
        self._recommendations.setText(answer.recommendations)
        self._recommendations.setAccessibleName(f"{answer.recommendations}: read them")
        self._recommendations.setVisible(bool(answer.recommendations))
        self._assessed.setText(answer.assessed)
        self._assessed.setAccessibleName(f"{answer.assessed}: read them")
        self._assessed.setVisible(bool(answer.assessed))
        self._filled = bool(answer.total)
        self._show_current()

    def show_chosen(self, number: int) -> None:
        """Say how many results are chosen, where there are several; else how many there are."""
        told = f"✓ {number:,} chosen" if number > 1 else self._sentence
        self._count.setText(told)
        self._count.setAccessibleName(told.removeprefix("✓ "))

    def add_views(self, views: Mapping[str, QWidget], tray: QWidget) -> None:
        """Take in other views of the results by their keys, and what stands below them all."""
        self._views.update(views)
        for view in views.values():
            self._stack.addWidget(view)
        self._page.addWidget(tray)

    def show_view(self, view: str) -> None:
        """Show the results as this view does."""
        self._view = view
        self.switch.show_view(view)
        ordered = view != MAP
        self._order.setEnabled(ordered)
        set_tip(self._order, "How the results are ordered" if ordered else _NO_ORDER)
        self._show_current()

    def _show_current(self) -> None:
        self._stack.setCurrentWidget(self._views[self._view] if self._filled else self.empty)

    def _show_set_aside(self, told: str) -> None:
        """Say how many records are left out, and lead to them."""
        self.set_aside.setText(f"{told} Show" if told else "")
        self.set_aside.setAccessibleName(f"{told} Show them")
        self.set_aside.setVisible(bool(told))

    def _show_meant(self, query: str) -> None:
        """Offer the query that may have been meant; a long one is shown by its beginning."""
        self._did_you_mean = query
        short = query if len(query) <= _LONGEST_OFFER else f"{query[:_LONGEST_OFFER].rstrip()}…"
        self._meant.setText(literal(f"Did you mean “{short}”?"))
        self._meant.setAccessibleName(f"Did you mean “{query}”? Search for it")
        set_tip(self._meant, query if short != query else "")
        self._meant.setVisible(bool(query))

    def show_chips(self, chips: Sequence[Chip], options: Sequence[OptionChip] = ()) -> None:
        """Show the chosen filters, and the search options that are not as usual."""
        for part in self._chip_parts:
            self._flow.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._chip_parts = [self._chip(chip) for chip in chips]
        if len(chips) > 1:
            all_off = button("Clear all", self.cleared_filters.emit, role="link")
            all_off.setAccessibleName("Clear all filters")
            self._chip_parts.append(all_off)
        self._chip_parts.extend(self._option_chip(option) for option in options)
        for part in self._chip_parts:
            self._flow.addWidget(part)
        self._order_tabs()
        number = f" ({len(chips)})" if chips else ""
        self._filters.setText(f"Filters{number}")
        self._filters.setAccessibleName(f"Show the filters{number}")
        self.fold_filters(folded=self._folded)
        self._chips.updateGeometry()

    def _order_tabs(self) -> None:
        chips = (self.to_map, self._filters, *self._chip_parts)
        offers = (self._meant, self.beginning, *self._also.buttons)
        told = (*offers, *self.understood.buttons, self._recommendations)
        told = (*told, self._assessed, self.set_aside)
        in_tab_order(self._order, self._said, *chips, *told, self.list)

    def show_order(self, order: str) -> None:
        """Show in which order the list is."""
        for action in self._orders.actions():
            action.setChecked(action.data() == order)
        self._order_name = ORDER_WORDS[order]
        self._order.setText(self._order_name)
        self._order.setAccessibleName(f"Order: {self._order_name}")

    @property
    def order_words(self) -> str:
        """In which order it says the results are."""
        return self._order.text()

    def fold_filters(self, *, folded: bool) -> None:
        """Offer a button for the filters where they are folded away."""
        self._folded = folded
        self._filters.setVisible(folded)
        self.to_map.setVisible(self._map_offered)
        self._chips.setVisible(folded or self._map_offered or bool(self._chip_parts))

    def offer_map(self, *, offered: bool) -> None:
        """Offer the way back to the map that led to these results."""
        self._map_offered = offered
        self.fold_filters(folded=self._folded)
        self._chips.updateGeometry()

    @property
    def problem(self) -> str:
        """What it says about the query."""
        return "" if self._problem.isHidden() else self._problem.text()

    @property
    def also(self) -> str:
        """What it says was searched besides the words typed."""
        return self._also.text

    @property
    def all_also(self) -> QPushButton:
        """What shows all words that were also searched."""
        return self._also.button

    @property
    def only_typed(self) -> QPushButton:
        """What switches the search for other words off."""
        return self._also.only_typed

    @property
    def leniency(self) -> str:
        """What it says need not stand in every record."""
        return "" if self._leniency.isHidden() else self._leniency.text()

    @property
    def did_you_mean(self) -> QPushButton:
        """The link to the query that may have been meant."""
        return self._meant

    @property
    def assessed(self) -> QPushButton:
        """The line about assessments and actions that match."""
        return self._assessed

    @property
    def recommendations(self) -> QPushButton:
        """The line about recommendations that match."""
        return self._recommendations

    @property
    def count(self) -> str:
        """How many it says there are."""
        return self._count.text()

    @property
    def chip_texts(self) -> tuple[str, ...]:
        """What stands on the chips for filters and search options."""
        return tuple(part.text() for part in self._chip_parts)

    def chip(self, text: str) -> QPushButton:
        """Give the chip with these words."""
        return next(part for part in self._chip_parts if part.text().startswith(text))

    def _hold_said(self) -> LimitedScroll:
        """Put what is said of the results into a part that leaves them their room."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        beside_links(self._problem, self._chips, self._leniency, self.understood)
        offers = (self._meant, self.beginning)
        words = (self._leniency, self._also, self.understood)
        also = (self._recommendations, self._assessed, self.set_aside)
        for part in (self._problem, self._chips, *offers, *words, *also):
            column.addWidget(part)
        return LimitedScroll(content, "What is said of the results")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the results most of the height."""
        super().resizeEvent(event)
        self._said.set_limit(round(event.size().height() * _SAID))

    def _lay_out(self) -> None:
        head = QWidget()
        head.setProperty("role", "listhead")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self.switch)
        top.addWidget(self._order)
        self._flow.addWidget(self.to_map)
        self._flow.addWidget(self._filters)
        column = QVBoxLayout(head)
        top.setContentsMargins(LINK_FRAME, 0, 0, 0)
        column.setContentsMargins(16 - LINK_FRAME, 10, 16, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._said)
        self._page = page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(head)
        page.addWidget(self._stack, 1)

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        self._orders.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for value, words in ORDERS:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(value)
            self._orders.addAction(action)
        self._orders.triggered.connect(lambda action: self.order_chosen.emit(action.data()))
        return menu

    def _chip(self, chip: Chip) -> QPushButton:
        made = button(
            f"{chip.text} ×", lambda: self.chip_dropped.emit(chip.facet, chip.value), role="chip"
        )
        made.setAccessibleName(f"Drop the filter {chip.text}")
        made.setToolTip("Drop this filter")
        return made

    def _option_chip(self, option: OptionChip) -> QPushButton:
        made = button(
            f"{option.text} ×", lambda: self.option_dropped.emit(option.option), role="chip"
        )
        made.setAccessibleName(f"Search option: {option.text}. {option.hint}")
        set_tip(made, option.hint)
        return made

    def _read_what_is_alone(self) -> None:
        """Ask for the record one is at, unless others are being chosen with it."""
        current = self.list.currentIndex()
        record = self.list.hits.id_at(current)
        if record and several_rows.is_alone(self.list, current):
            self.chosen.emit(record)
