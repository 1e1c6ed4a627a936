"""Help: the manual that ships with the program, and what the keys do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evidence_library import __version__
from evidence_library.ui.actions import shortcut_table
from evidence_library.ui.presenters.manual import ManualPage, manual
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.plain import button, label
from evidence_library.ui.widgets.safe_browser import SafeBrowser

SHORTCUTS = "shortcuts"
_LINE = 80

#: Narrower than this at 100 % text, a menu above the page stands in the place of the list.
_STACKED_BELOW = 640

#: What “About” says before it names the licences.
ABOUT = (
    f"Evidence Library {__version__}\n\n"
    "An offline library of evidence about community safety and fair public services.\n"
    "Nothing you do here leaves this computer."
)


class HelpScreen(QWidget):
    """Pages on the left, the page on the right, a field to search in it.

    Where it is narrow a menu above the page stands in the place of the list.
    """

    link_clicked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Read the manual when it is first shown."""
        super().__init__()
        self._theme = theme
        self._pages: tuple[ManualPage, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName("Pages of the manual")
        self.list.setWordWrap(True)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("Pages of the manual")
        self.chooser.view().setAccessibleName("Pages of the manual")
        self.browser = SafeBrowser(theme)
        self.browser.setAccessibleName("Manual")
        self.browser.link_clicked.connect(self._on_link)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the manual")
        self.search.setAccessibleName("Search the manual")
        self.next = button("Next", self._on_next, hint="Go to the next place they stand at")
        self._found = label(role="secondary")
        self._found.hide()
        self._stacked = False
        self._others = QWidget()
        self._flow = FlowLayout(self._others)
        self.list.currentRowChanged.connect(self._on_page_chosen)
        self.list.currentRowChanged.connect(self.chooser.setCurrentIndex)
        self.chooser.activated.connect(self.list.setCurrentRow)
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_next)
        self._lay_out()
        theme.changed.connect(self._fit)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the manual."""
        self._load()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack list and page where they would both be too narrow."""
        super().resizeEvent(event)
        self._fit()

    @property
    def contents(self) -> QWidget:
        """What one chooses a page from: the list, or the menu in its place."""
        return self.chooser if self._stacked else self.list

    def open_page(self, key: str) -> None:
        """Show the page of a key."""
        self._load()
        keys = [page.key for page in self._pages]
        if key in keys:
            self.list.setCurrentRow(keys.index(key))

    @property
    def found(self) -> str:
        """What it says about the words searched for."""
        return self._found.text()

    @property
    def others(self) -> list[QPushButton]:
        """What leads to the other pages that hold the words searched for."""
        made = (item.widget() for item in self._flow.items())
        return [one for one in made if isinstance(one, QPushButton)]

    @property
    def pages(self) -> tuple[ManualPage, ...]:
        """The pages of the manual."""
        return self._pages

    @property
    def titles(self) -> list[str]:
        """The pages there are."""
        self._load()
        return [page.title for page in self._pages]

    def _load(self) -> None:
        if self._pages:
            return
        self._pages = (*manual(), _shortcuts())
        self.chooser.addItems([page.title for page in self._pages])
        self.list.addItems([page.title for page in self._pages])
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        self.chooser.setMinimumWidth(1)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        left = self._left = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        left.addWidget(label("Help", "title"))
        left.addWidget(self.list, 1)
        left.addWidget(self.chooser, 1)
        tools = QHBoxLayout()
        tools.addWidget(self.search, 1)
        tools.addWidget(self.next)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        right.addLayout(tools)
        right.addWidget(self._found)
        right.addWidget(self._others)
        right.addWidget(self.browser, 1)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.addLayout(left)
        row.addWidget(self._right, 1)
        row.addStretch(0)

    def _fit(self) -> None:
        stacked = self.width() < self._theme.px(_STACKED_BELOW)
        self._stacked = stacked
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if stacked else across)
        self._left.setDirection(across if stacked else down)
        for layout in (self._row, self._left):
            layout.setSpacing(12 if stacked else 24 if layout is self._row else 6)
        self._row.setContentsMargins(*((16, 12, 16, 8) if stacked else (24, 24, 24, 16)))
        self.list.setVisible(not stacked)
        self.chooser.setVisible(stacked)
        self.list.setFixedWidth(self._theme.px(220))
        self._right.setMaximumWidth(self._theme.measure(_LINE) + self._theme.px(40))

    def _on_page_chosen(self, row: int) -> None:
        if 0 <= row < len(self._pages):
            page = self._pages[row]
            self.browser.show_html(page.html)
            self.browser.setAccessibleName(f"Manual: {page.title}")
            self._on_searched(self.search.text())

    def _on_searched(self, words: str) -> None:
        words = words.strip()
        count = self.browser.find_words(words)
        self._found.setText(f"{count} found on this page" if words else "")
        self._found.setVisible(bool(words))
        self.next.setEnabled(count > 0)
        self._offer_others([page for page in self._pages if words and page.holds(words)])

    def _on_next(self) -> None:
        self.browser.step(forward=True)

    def _offer_others(self, pages: Sequence[ManualPage]) -> None:
        """Offer the other pages that hold the words."""
        self._flow.clear()
        shown = self._pages[self.list.currentRow()] if self.list.currentRow() >= 0 else None
        others = [page for page in pages if page is not shown]
        if others:
            self._flow.addWidget(label("Also on:", role="secondary"))
        for page in others:
            there = partial(self.open_page, page.key)
            self._flow.addWidget(button(page.title, there, role="link"))
        self._others.setVisible(bool(others))
        self._others.updateGeometry()

    def _on_link(self, url: str) -> None:
        key = url.rpartition("/")[2].removesuffix(".md").partition("-")
        if url.endswith(".md") and "://" not in url:
            self.open_page(key[2] if key[0].isdigit() else url.removesuffix(".md"))
        else:
            self.link_clicked.emit(url)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor on the list of pages."""
        self.contents.setFocus(reason)


def _shortcuts() -> ManualPage:
    rows = "".join(
        f"<tr><td>{escape(place)}</td><td><b>{escape(keys)}</b></td><td>{escape(what)}</td></tr>"
        for place, keys, what in shortcut_table()
    )
    html = (
        "<h1>Keyboard shortcuts</h1><p>Everything can be done by keyboard. Tab goes through the "
        "controls of a pane, F6 from pane to pane, Alt opens the menus.</p>"
        '<table cellpadding="5" cellspacing="0"><tr><th>Menu</th><th>Keys</th><th>What they do</th>'
        f"</tr>{rows}</table>"
    )
    return ManualPage(SHORTCUTS, "Keyboard shortcuts", html, str)
