"""A page to be read from top to bottom: a head, then text, in lines of a comfortable length."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.safe_browser import SafeBrowser

_LINE = 75  # longest comfortable line, in characters
_EDGES = 56 + 8  # around the lines, in pixels
_ABOVE = 12  # left free above a place one goes to, in pixels at 100 % text


class ReadPage(QScrollArea):
    """Scrolls a head and the text below it as one page."""

    def __init__(self, theme: Theme, browser: SafeBrowser) -> None:
        """Start without a head."""
        super().__init__()
        self._theme, self._browser = theme, browser
        self._anchor = ""
        self._column = QWidget()
        page = QWidget()
        page.setProperty("role", "plain")
        page.setMinimumWidth(1)  # nothing in it may widen it beyond the pane
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._column, 1)
        row.addStretch(0)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_anchor)
        bar.actionTriggered.connect(self.forget_place)
        theme.changed.connect(self._fit)
        self._fit()

    def lay_out(self, head: QLayout, *, side: int, above: int) -> None:
        """Put a head above the text; `side` and `above` are left free around both, in pixels."""
        head.setContentsMargins(10, 0, 10, 0)  # in line with the text inside its focus ring
        inner = QVBoxLayout(self._column)
        inner.setContentsMargins(side, above, side, above)
        inner.setSpacing(6)
        inner.addLayout(head)
        inner.addSpacing(8)
        inner.addWidget(self._browser)
        inner.addStretch(1)

    def go_to(self, anchor: str) -> None:
        """Scroll to a named place of the page, also when the page that is coming has it."""
        self._anchor = anchor
        self._keep_anchor()

    def keep_at(self, place: int) -> None:
        """Scroll so far down, in pixels, unless a named place was asked for."""
        self.verticalScrollBar().setValue(place)
        self._keep_anchor()

    def forget_place(self) -> None:
        """Let the page stay where it is scrolled to, whatever place was asked for before."""
        self._anchor = ""

    def show_cursor(self, around: int) -> None:
        """Scroll to the cursor in the text, with so many pixels around it."""
        place = self._browser.cursorRect().center()
        at = self._browser.mapTo(self._column, place)
        self.ensureVisible(at.x(), at.y(), 0, around)

    def _keep_anchor(self) -> None:
        """Stay at the place asked for while a page just shown finds its layout."""
        top = self._browser.anchor_top(self._anchor) if self._anchor else None
        if top is not None:
            at = self._browser.mapTo(self._column, QPoint(0, round(top)))
            self.verticalScrollBar().setValue(at.y() - self._theme.px(_ABOVE))

    def _fit(self) -> None:
        self._column.setMaximumWidth(self._theme.measure(_LINE) + _EDGES)
