"""The right of Track: one recommendation, with its three clocks first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_library.ui.presenters.recommendation import RecommendationPage
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.chosen_bar import Offer
from evidence_library.ui.widgets.clamped_label import ClampedLabel
from evidence_library.ui.widgets.fact_cards import FactCards
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import breakable, button, in_tab_order, label
from evidence_library.ui.widgets.read_page import ReadPage
from evidence_library.ui.widgets.safe_browser import SafeBrowser


class TrackReader(QWidget):
    """Shows recommendations. What a click wants is said by signals."""

    link_clicked = Signal(str)
    close_asked = Signal()
    evidence_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start without a recommendation."""
        super().__init__()
        self._theme = theme
        self.page: RecommendationPage | None = None
        self.setProperty("role", "reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._crumb = ClampedLabel("crumb", lines=1)
        self.title = label(role="title", wrap=True)
        self._byline = label(role="muted", wrap=True)
        self.clocks = FactCards(theme)
        self.browser = SafeBrowser(theme, grows=True)
        self.browser.setAccessibleName("Recommendation")
        self.browser.link_clicked.connect(self.link_clicked)
        self.evidence = button(
            "Show evidence for it",
            self.evidence_asked.emit,
            hint="Look for practice in the library that might satisfy it",
        )
        self._close = button("‹ Recommendations", self.close_asked.emit, role="link")
        self._close.setProperty("small", "true")
        self._close.setAccessibleName("Back to the table of recommendations")
        self.buttons: dict[str, QPushButton] = {}
        self._row = FlowLayout(gap=8)
        self._row.addWidget(self.evidence)
        self._scroll = ReadPage(theme, self.browser)
        self._way_back = QWidget()
        self._lay_out()
        self.offer_close(offered=False)

    def show_page(self, page: RecommendationPage) -> None:
        """Show a recommendation; the same one again stays where it was scrolled to."""
        another = self.page is None or self.page.id != page.id
        place = 0 if another else self._scroll.verticalScrollBar().value()
        self.page = page
        self._crumb.show_text(page.crumb)
        self.title.setText(page.title)
        self._byline.setText(breakable(page.byline))
        self.clocks.show_facts(page.clocks)
        self.browser.show_html(page.html)
        self.browser.setAccessibleName(page.title)
        if another:
            self._scroll.forget_place()
        self._scroll.keep_at(place)

    def go_to(self, anchor: str) -> None:
        """Scroll to a named place of the page, also when the page that is coming has it."""
        self._scroll.go_to(anchor)

    def offer(self, offers: Mapping[str, Offer], main: str) -> None:
        """Show a button for each deed before the one that searches; the `main` one stands out."""
        self._row.removeWidget(self.evidence)
        for name, (words, hint, act) in offers.items():
            made = button(words, act, role="primary" if name == main else "", hint=hint)
            self.buttons[name] = made
            self._row.addWidget(made)
        self._row.addWidget(self.evidence)
        in_tab_order(*self.buttons.values(), self.evidence, self.browser)

    def allow(self, *, writable: bool) -> None:
        """Offer what changes the library only where it can be changed."""
        for made in self.buttons.values():
            made.setVisible(writable)

    def offer_close(self, *, offered: bool) -> None:
        """Offer the way back to the table where the recommendation hides it."""
        self._way_back.setVisible(offered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the table with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(4)
        for part in (self._crumb, self.title, self._byline):
            head.addWidget(part)
        head.addSpacing(6)
        head.addWidget(self.clocks)
        head.addSpacing(6)
        head.addLayout(self._row)
        self._scroll.lay_out(head, side=14, above=16)
        above = QHBoxLayout(self._way_back)
        above.setContentsMargins(24, 8, 26, 0)
        above.addWidget(self._close)
        above.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._way_back)
        outer.addWidget(self._scroll, 1)
