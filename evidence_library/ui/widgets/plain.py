"""Small pieces used everywhere: labels and buttons of a role, lines, empty states."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

#: A word of so many characters is broken.
ENDLESS = 30
#: The frame around a link, which shows the focus, in pixels.
LINK_FRAME = 2
_LONG_WORD = re.compile(rf"(\S{{{ENDLESS}}})(?=\S)")
_BREAK_HERE = "\u200b"


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label of plain text; `role` is one of the style sheet's."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def literal(text: str) -> str:
    """Write words so that a button or menu shows their "&" instead of taking it for a key."""
    return text.replace("&", "&&")


def tip(text: str) -> str:
    """Write words as a tooltip: long ones in several lines, and never taken for HTML."""
    return f"<p>{escape(text)}</p>"


def set_tip(widget: QWidget, text: str, spoken: str | None = None) -> None:
    """Give a widget a tooltip, and the same or other words for screen readers.

    Without words of its own a screen reader would read the tooltip out, with its HTML.
    """
    widget.setToolTip(tip(text) if text else "")
    widget.setAccessibleDescription(text if spoken is None else spoken)


def without_sign(text: str) -> str:
    """Leave out the sign before a word, which is to be seen only: "▲ Improved"."""
    return text.lstrip("▲◆■▼●◇○□ ")


def breakable(text: str) -> str:
    """Let words without end go on in the next line, as labels break only between words."""
    return _LONG_WORD.sub(rf"\1{_BREAK_HERE}", text)


def shortened(text: str, most: int) -> str:
    """Give a text, or the beginning of one that has more than `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def button(
    text: str, on_click: Callable[[], object] | None = None, *, role: str = "", hint: str = ""
) -> QPushButton:
    """Make a button that says what it does; `hint` is its tooltip and description."""
    made = QPushButton(literal(text))
    made.setAccessibleName(text.rstrip("…"))
    if role:
        made.setProperty("role", role)
    if hint:
        set_tip(made, hint)
    if on_click is not None:
        made.clicked.connect(lambda _=False: on_click())
    return made


def beside_links(*widgets: QWidget) -> None:
    """Let what stands above or below links begin where their words do, right of their frame."""
    for widget in widgets:
        widget.setContentsMargins(LINK_FRAME, 0, 0, 0)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at and draw the widget anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def in_tab_order(*widgets: QWidget) -> None:
    """Let Tab go through widgets in this order."""
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)


class EmptyState(QWidget):
    """Says in one sentence why there is nothing, with one button that helps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without words."""
        super().__init__(parent)
        self._sentence = label(role="muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = button("")
        self._act: Callable[[], object] | None = None
        self._button.clicked.connect(self._on_clicked)
        self._button.hide()
        self._other = button("", role="link")
        self._other.hide()
        self._other_act: Callable[[], object] | None = None
        self._other.clicked.connect(self._on_other)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, sentence: str, text: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a sentence, and a button if there is something to do."""
        self._sentence.setText(sentence)
        self._act = act
        self._button.setText(text)
        self._button.setAccessibleName(text)
        self._button.setVisible(bool(text))

    def offer(self, text: str, act: Callable[[], object] | None = None) -> None:
        """Offer something else below the button; no words take that away."""
        self._other_act = act
        self._other.setText(text)
        self._other.setAccessibleName(text)
        self._other.setVisible(bool(text))

    @property
    def offered(self) -> QPushButton:
        """What is offered below the button."""
        return self._other

    def _on_other(self) -> None:
        if self._other_act is not None:
            self._other_act()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def _on_clicked(self) -> None:
        if self._act is not None:
            self._act()


def bare_table(view: QTableView) -> None:
    """Make a table that is walked cell by cell, without grid, frame and corner, scrolled smoothly.

    Tab leaves it; the arrows walk in it.
    """
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    view.setCornerButtonEnabled(False)
    view.setTabKeyNavigation(False)
    view.setFrameShape(QTableView.Shape.NoFrame)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
