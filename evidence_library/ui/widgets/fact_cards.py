"""Three headline facts side by side, each with its meaning one click away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.icons import dress
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import breakable, label, restyle, without_sign


class Fact(Protocol):
    """What a card shows."""

    @property
    def caption(self) -> str:
        """What the fact is called."""

    @property
    def label(self) -> str:
        """The word people read first."""

    @property
    def detail(self) -> str:
        """What it is about."""

    @property
    def meaning(self) -> str:
        """What the word means, in plain language."""

    @property
    def tone(self) -> str:
        """Good, warn, bad or empty."""


class FactCards(QWidget):
    """Shows facts; below them what the chosen one means."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without facts."""
        super().__init__(parent)
        self._theme = theme
        self._cards = tuple(_Card(theme, self) for _ in range(3))
        self._meaning = QFrame()
        self._meaning.setProperty("role", "note")
        self._meaning_text = label(wrap=True)
        inner = QHBoxLayout(self._meaning)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self._meaning_text)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._columns = 0
        self.setMinimumWidth(120)  # else three cards in a row would never be told to stack
        for card in self._cards:
            card.asked.clicked.connect(lambda _=False, which=card: self._on_asked(which))
        self._place(3)
        self._meaning.hide()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts; no meaning is open."""
        for card, fact in zip(self._cards, facts, strict=True):
            card.show_fact(fact)
            card.asked.setChecked(False)
        self._meaning.hide()

    @property
    def meaning(self) -> str:
        """The meaning that is open."""
        return "" if self._meaning.isHidden() else self._meaning_text.text()

    @property
    def columns(self) -> int:
        """How many cards stand side by side."""
        return self._columns

    def ask(self, number: int) -> None:
        """Open the meaning of a fact, as a click on its button does."""
        self._cards[number].asked.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the cards where they would get too narrow."""
        super().resizeEvent(event)
        self._place(3 if event.size().width() >= self._theme.px(330) else 1)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
        self._grid.addWidget(self._meaning, 3, 0, 1, columns)
        for at in range(3):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def _on_asked(self, card: _Card) -> None:
        for other in self._cards:
            if other is not card:
                other.asked.setChecked(False)
        shown = card.asked.isChecked()
        self._meaning_text.setText(breakable(card.meaning))
        self._meaning.setVisible(shown)


class _Card(QFrame):
    """One fact."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.meaning = ""
        self.setProperty("role", "card")
        self._caption = label(role="caption")
        self._label = label(role="strong", wrap=True)
        self._detail = label(role="muted", wrap=True)
        self.asked = QToolButton()
        self.asked.setProperty("role", "flat")
        self.asked.setCheckable(True)
        self.asked.setToolTip("What this means")
        self.asked.setAccessibleName("What this means")
        top = QHBoxLayout()
        top.addWidget(self._caption, 1)
        top.addWidget(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 10)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self._label)
        column.addWidget(self._detail)
        column.addStretch(1)
        # Cards are equally wide, whatever stands in them.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    def show_fact(self, fact: Fact) -> None:
        """Show a fact."""
        said = without_sign(fact.label)
        self.meaning = f"{said}: {fact.meaning}"
        self._caption.setText(fact.caption)
        self._label.setText(breakable(fact.label))
        self._label.setAccessibleName(said)
        restyle(self._label, "tone", fact.tone)
        self._detail.setText(breakable(fact.detail))
        self._detail.setVisible(bool(fact.detail))
        self.asked.setAccessibleName(f"What “{fact.caption}: {said}” means")
        self.setAccessibleName(f"{fact.caption}: {said}. {fact.detail}")

    def _draw_icon(self) -> None:
        dress(self.asked, "info", self._theme.colour("muted"), self._theme.px(15))
