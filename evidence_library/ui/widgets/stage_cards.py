"""Neighbouring stages side by side: what each looks like, to choose one of them by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_library.model.instrument import CellKind
from evidence_library.ui.itemmodels.stage_cards import Card, Part
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import breakable, button, in_tab_order, label, restyle

#: A card is at least so wide, at 100 % text; so many stand side by side at most.
_WIDTH, _MOST = 216, 3

_CHOOSE, _CHOSEN = "Choose this stage", "✓ Chosen"


class StageCards(QWidget):
    """As many neighbouring stages as there is room for, up to three.

    `chose` brings the key of a stage, `action_asked` the words of a breakthrough.
    """

    chose = Signal(str)
    action_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme = theme
        self._cards: tuple[Card, ...] = ()
        self._chosen, self._near = "", ""
        self._first = self._fitting = 0
        self._writable = True
        self.cards: dict[str, StageCard] = {}
        self.earlier = button("‹ Earlier", lambda: self._step(-1), role="chip")
        self.later = button("Later ›", lambda: self._step(1), role="chip")
        self.earlier.setAccessibleName("Show the stage before")
        self.later.setAccessibleName("Show the stage after")
        self.where = label(role="secondary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.where, 1)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addLayout(self._grid)
        theme.changed.connect(self._fit)

    def show_cards(
        self, cards: Sequence[Card], chosen: str, *, writable: bool, near: str = ""
    ) -> None:
        """Show the stages of another theme: those beside the chosen one, or else `near` one."""
        self._cards, self._writable = tuple(cards), writable
        self._chosen, self._near = chosen, near
        self._first = self._wanted_first()
        self._fill()

    def choose(self, stage: str, *, writable: bool) -> None:
        """Mark another stage as chosen; it comes into sight."""
        if (stage, writable) == (self._chosen, self._writable):
            return
        self._chosen, self._writable = stage, writable
        shown = [one.stage for one in self._shown]
        if stage and stage not in shown:
            self._first = self._wanted_first()
            self._fill()
            return
        for key, card in self.cards.items():
            card.mark(chosen=key == stage, writable=writable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    @property
    def _shown(self) -> tuple[Card, ...]:
        return self._cards[self._first : self._first + self._number]

    @property
    def _number(self) -> int:
        fitting = self.width() // self._theme.px(_WIDTH)
        return max(1, min(_MOST, fitting, len(self._cards) or 1))

    def _wanted_first(self) -> int:
        """Say which stage stands first, so that the chosen one has its neighbours beside it."""
        keys = [one.stage for one in self._cards]
        wanted = self._chosen or self._near
        at = keys.index(wanted) if wanted in keys else 0
        return max(0, min(at - self._number // 2, len(keys) - self._number))

    def _stops(self) -> list[QWidget]:
        """List what Tab comes to in the cards: each card's buttons, in the order they are read."""
        return [
            stop
            for card in self.cards.values()
            for stop in (*card.findChildren(QPushButton),)
            if stop.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    def _step(self, by: int) -> None:
        last = len(self._cards) - self._number
        self._first = max(0, min(self._first + by, last))
        self._fill()

    def _fit(self) -> None:
        if self._number != self._fitting:
            self._first = self._wanted_first()
            self._fill()

    def _fill(self) -> None:
        self._fitting = self._number
        for made in self.cards.values():
            self._grid.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.cards = {}
        for at, card in enumerate(self._shown):
            made = StageCard(self._theme, card)
            made.mark(chosen=card.stage == self._chosen, writable=self._writable)
            made.choose.clicked.connect(lambda _=False, key=card.stage: self.chose.emit(key))
            made.action_asked.connect(self.action_asked)
            self._grid.addWidget(made, 0, at)
            self._grid.setColumnStretch(at, 1)
            made.show()
            self.cards[card.stage] = made
        for at in range(len(self._shown), _MOST):
            self._grid.setColumnStretch(at, 0)
        in_tab_order(self.earlier, self.later, *self._stops())
        last = self._first + len(self._shown)
        whole = len(self._shown) == len(self._cards)
        names = ", ".join(one.name for one in self._cards)
        self.where.setText("" if whole else f"Stages: {names}")
        self.where.setToolTip(names)
        self.earlier.setVisible(not whole)
        self.later.setVisible(not whole)
        self.earlier.setEnabled(self._first > 0)
        self.later.setEnabled(last < len(self._cards))


class StageCard(QFrame):
    """One stage: its name, what can be seen there, and what holds back or leads on."""

    action_asked = Signal(str)

    def __init__(self, theme: Theme, card: Card) -> None:
        """Show a stage."""
        super().__init__()
        self._name = card.name
        self.setProperty("role", "card")
        self.setAccessibleName(f"Stage {card.name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(label(card.name, "section", wrap=True))
        if card.doubt:
            doubt = label(f"◆ {card.doubt}", "secondary", wrap=True)
            restyle(doubt, "tone", "warn")
            column.addWidget(doubt)
        self.choose = button(_CHOOSE)
        self.choose.setCheckable(True)
        self.choose.setProperty("small", "true")
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        for part in card.seen:
            self._add(column, part)
        if not card.seen and card.meaning:
            column.addWidget(label(card.meaning, wrap=True))
        for part in card.parts:
            caption = label(part.caption, "caption")
            caption.setContentsMargins(0, 4, 0, 0)
            column.addWidget(caption)
            self._add(column, part)
            if part.kind is CellKind.BREAKTHROUGH:
                made = button("Make this an action…", role="link")
                made.setProperty("small", "true")
                made.clicked.connect(
                    lambda _=False, words=part.words: self.action_asked.emit(words)
                )
                column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def mark(self, *, chosen: bool, writable: bool) -> None:
        """Say whether this stage is the chosen one."""
        restyle(self, "chosen", "true" if chosen else "false")
        self.choose.setChecked(chosen)
        self.choose.setText(_CHOSEN if chosen else _CHOOSE)
        state = "chosen" if chosen else "not chosen"
        self.choose.setAccessibleName(f"Choose the stage {self._name}, {state}")
        self.choose.setEnabled(writable)

    @staticmethod
    def _add(column: QVBoxLayout, part: Part) -> None:
        column.addWidget(label(breakable(part.words), wrap=True))
        if part.own:
            column.addWidget(label("Wording of your own copy", "caption", wrap=True))
