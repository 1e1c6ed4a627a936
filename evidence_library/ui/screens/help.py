"""Help: the manual that ships with the program, and what the keys do."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from evidence_library.ui.actions import shortcut_table
from evidence_library.ui.presenters.manual import ManualPage, manual
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.plain import button, label
from evidence_library.ui.widgets.safe_browser import SafeBrowser

SHORTCUTS = "shortcuts"
_LINE = 80


class HelpScreen(QWidget):
    """Pages on the left, the page on the right, a field to search in it."""

    link_clicked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Read the manual when it is first shown."""
        super().__init__()
        self._theme = theme
        self._pages: tuple[ManualPage, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName("Pages of the manual")
        self.list.setWordWrap(True)
        self.browser = SafeBrowser(theme)
        self.browser.setAccessibleName("Manual")
        self.browser.link_clicked.connect(self._on_link)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search in this page")
        self.search.setAccessibleName("Search in this page")
        self._found = label(role="secondary")
        self.list.currentRowChanged.connect(self._on_page_chosen)
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(lambda: self.browser.step(forward=True))
        self._lay_out()
        theme.changed.connect(self._fit)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the manual."""
        self._load()
        super().showEvent(event)

    def open_page(self, key: str) -> None:
        """Show the page of a key."""
        self._load()
        keys = [page.key for page in self._pages]
        if key in keys:
            self.list.setCurrentRow(keys.index(key))

    @property
    def titles(self) -> list[str]:
        """The pages there are."""
        self._load()
        return [page.title for page in self._pages]

    def _load(self) -> None:
        if self._pages:
            return
        self._pages = (*manual(), _shortcuts())
        self.list.addItems([page.title for page in self._pages])
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(label("Help", "title"))
        left.addWidget(self.list, 1)
        tools = QHBoxLayout()
        tools.addWidget(self.search, 1)
        tools.addWidget(button("Next", lambda: self.browser.step(forward=True)))
        tools.addWidget(self._found)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        right.addLayout(tools)
        right.addWidget(self.browser, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 16)
        row.setSpacing(24)
        row.addLayout(left)
        row.addWidget(self._right, 1)
        row.addStretch(0)

    def _fit(self) -> None:
        self.list.setFixedWidth(self._theme.px(220))
        self._right.setMaximumWidth(self._theme.measure(_LINE) + self._theme.px(40))

    def _on_page_chosen(self, row: int) -> None:
        if 0 <= row < len(self._pages):
            page = self._pages[row]
            self.browser.show_html(page.html)
            self.browser.setAccessibleName(f"Manual: {page.title}")
            self._on_searched(self.search.text())

    def _on_searched(self, words: str) -> None:
        count = self.browser.find_words(words)
        self._found.setText(f"{count} found" if words else "")

    def _on_link(self, url: str) -> None:
        key = url.rpartition("/")[2].removesuffix(".md").partition("-")
        if url.endswith(".md") and "://" not in url:
            self.open_page(key[2] if key[0].isdigit() else url.removesuffix(".md"))
        else:
            self.link_clicked.emit(url)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor on the list of pages."""
        self.list.setFocus(reason)


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
    return ManualPage(SHORTCUTS, "Keyboard shortcuts", html)
