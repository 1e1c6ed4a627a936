"""What stands in the reader's place before anything was chosen: the jobs one can do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.icons import pixmap
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import button, label

#: A card narrower than this, at 100 % text, has its button below its words.
_BESIDE = 480


@dataclass(frozen=True, slots=True)
class Example:
    """A search to start from: the words on its link, and the query."""

    words: str
    query: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One job: its key, what it is, how it goes, the words on its button, and where to begin."""

    key: str
    title: str
    text: str
    action: str
    icon: str
    examples: tuple[Example, ...] = ()


WHAT_DID_NOT_WORK = Example("What did not work", 'effect:worse OR effect:"no difference"')

OFFERS: tuple[Offer, ...] = (
    Offer(
        "search",
        "Find what works",
        "Type a few words about your problem above, or take a topic heading {headings}.",
        "Search",
        "search",
        (
            Example("Burglary", "burglary"),
            Example("Domestic abuse", 'topic:"Domestic Abuse"'),
            Example("Fire safety", 'topic:"Fire Safety"'),
            WHAT_DID_NOT_WORK,
        ),
    ),
    Offer(
        "browse",
        "Prepare a training session",
        "Choose records that make a good discussion; print them, or copy them with the citation.",
        "Go to the filters",
        "list-filter",
        (
            Example("Case studies", 'kind:"case study"'),
            Example("Randomised trials", 'evidence:"randomised trial"'),
            Example("From Scotland", "place:Scotland"),
        ),
    ),
    Offer(
        "import",
        "Look after the library",
        "Drop files on the window. You see what was understood before anything is added.",
        "Add files…",
        "import",
        (
            Example("Licence not known", "licence:none"),
            Example("Not rated yet", 'confidence:"not rated"'),
        ),
    ),
    Offer(
        "recommendations",
        "See who promised what",
        "Recommendations with lead body, deadline and reported progress, part by part.",
        "Follow them up",
        "list-checks",
        (Example("Race equality", 'topic:"Race Equality and Inclusion"'),),
    ),
    Offer(
        "assess",
        "Assess my organisation",
        "Judge where you stand, theme by theme, say why, and decide what to do next.",
        "Go to Assess",
        "milestone",
    ),
    Offer(
        "manual",
        "Learn the rest",
        "The manual has a page for each job. This page is there again under Help.",
        "Open the manual",
        "book-open",
    ),
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the page: it may be `alone`, the filters `folded`, the library `empty`."""

    alone: bool = False
    folded: bool = False
    empty: bool = False

    @property
    def lead(self) -> str:
        """What to do, said of what can be seen."""
        if self.empty:
            return "This library has no records yet: begin by adding some."
        if self.alone:
            return "Start with one of these, or look at all records."
        return "Choose a record on the left to read it here, or start with one of these."

    @property
    def headings(self) -> str:
        """Where the topic headings are."""
        return "from the filters (F9)" if self.folded else "on the left"


class WelcomePane(QScrollArea):
    """Offers the jobs; `taken` says which one was chosen, `asked` which search to start from.

    `results_asked` leads to the list where the page stands in its place.
    """

    taken = Signal(str)
    asked = Signal(str)
    results_asked = Signal()

    def __init__(self, theme: Theme, offers: Sequence[Offer] = OFFERS) -> None:
        """Show the offers."""
        super().__init__()
        self._theme = theme
        self._icons: list[tuple[QLabel, str]] = []
        self._examples: list[QWidget] = []
        self._told: list[tuple[QLabel, str]] = []
        self._cards: list[QBoxLayout] = []
        self.setWidgetResizable(True)
        self.setAccessibleName("Welcome")
        page = QWidget()
        page.setProperty("role", "plain")
        self._column = QWidget()
        inner = QVBoxLayout(self._column)
        inner.setContentsMargins(28, 28, 28, 28)
        inner.setSpacing(12)
        inner.addWidget(label("What would you like to do?", "title", wrap=True))
        self._lead = label("", "muted", wrap=True)
        self._all = button("Show all records", self.results_asked.emit, role="link")
        inner.addWidget(self._lead)
        inner.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addSpacing(4)
        for offer in offers:
            inner.addWidget(self._card(offer))
        inner.addStretch(1)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)
        outer.addStretch(1)
        self.setWidget(page)
        theme.changed.connect(self._draw)
        self._draw()
        self.show_around(Around())

    def _card(self, offer: Offer) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        sign = QLabel()
        self._icons.append((sign, offer.icon))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(offer.title, "strong", wrap=True))
        told = label(offer.text, "muted", wrap=True)
        self._told.append((told, offer.text))
        words.addWidget(told)
        if offer.examples:
            words.addWidget(self._example_links(offer.examples))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, card)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addLayout(row, 1)
        whole.addWidget(button(offer.action, partial(self.taken.emit, offer.key)))
        self._cards.append(whole)
        return card

    def _example_links(self, examples: Sequence[Example]) -> QWidget:
        """Links in a row that breaks where it has to."""
        links = QWidget()
        flow = FlowLayout(links, 12)
        for example in examples:
            link = button(example.words, partial(self.asked.emit, example.query), role="link")
            link.setAccessibleName(f"Search for {example.words}")
            link.setToolTip(example.query)
            flow.addWidget(link)
        self._examples.append(links)
        return links

    def show_around(self, around: Around) -> None:
        """Speak of what is there; the searches lead nowhere in a library without records."""
        self._lead.setText(around.lead)
        self._all.setVisible(around.alone and not around.empty)
        for told, text in self._told:
            told.setText(text.format(headings=around.headings))
        for links in self._examples:
            links.setVisible(not around.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is no room beside them."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.viewport().width() < self._theme.px(_BESIDE)
        ways = QBoxLayout.Direction
        for card in self._cards:
            card.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _draw(self) -> None:
        self._column.setMaximumWidth(self._theme.px(680))
        self._turn()
        for sign, name in self._icons:
            size, ratio = self._theme.px(20), self.devicePixelRatioF()
            sign.setPixmap(pixmap(name, self._theme.colour("accent"), size, ratio))
