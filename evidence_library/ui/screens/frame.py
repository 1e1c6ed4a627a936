"""The frame around the workspaces: search above, rail on the left, status below, messages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence_library.ui.icons import dress
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.options_button import OptionsButton
from evidence_library.ui.widgets.plain import EmptyState, button, label
from evidence_library.ui.widgets.rail import Place, Rail
from evidence_library.ui.widgets.search_field import SearchField
from evidence_library.ui.widgets.status_bar import StatusBar

FIND, PACKS, TRACK, ASSESS, CURATE = "find", "packs", "track", "assess", "curate"
SETTINGS, HELP = "settings", "help"

PLACES: tuple[Place, ...] = (
    Place(FIND, "Find", "search", "Search and read the evidence"),
    Place(PACKS, "Packs", "layers", "Put packs together and hand them out"),
    Place(TRACK, "Track", "list-checks", "Follow up who was to do what by when"),
    Place(ASSESS, "Assess", "milestone", "Judge where you stand, and what to do next"),
    Place(CURATE, "Curate", "clipboard-check", "Check, publish and keep the library true"),
    Place(SETTINGS, "Settings", "settings", "Theme, text size, links", low=True),
    Place(HELP, "Help", "circle-question-mark", "The manual and the shortcuts", low=True),
)

#: From this width at 100 % text on, there is room for the words of every button above.
_WORDS_FROM = 900


class Frame(QWidget):
    """Lays the bars and the pages out."""

    def __init__(self, theme: Theme, pages: dict[str, QWidget]) -> None:
        """Show `pages` by the keys of `PLACES`."""
        super().__init__()
        self._theme = theme
        self._pages = pages
        shortcut = QKeySequence("Ctrl+F").toString(QKeySequence.SequenceFormat.NativeText)
        self.search = SearchField(theme, shortcut)
        self.options = OptionsButton(theme)
        self.add = button("Add…", hint="Read files and add the records in them")
        self.add.setAccessibleName("Add files")
        self.chain = button("Chain", hint="What this rests on, and what rests on it (Ctrl+Shift+L)")
        self.chain.setAccessibleName("Evidence chain of what is chosen")
        self.messages = MessageBar(theme)
        self.rail = Rail(theme, PLACES)
        self.status = StatusBar()
        self.waiting = EmptyState()
        self.stack = QStackedWidget()
        for page in (self.waiting, *pages.values()):
            self.stack.addWidget(page)
        self._lay_out()
        theme.changed.connect(self._draw)
        self._draw()

    def show_place(self, key: str) -> None:
        """Show a workspace."""
        self.stack.setCurrentWidget(self._pages[key])
        self.rail.show_chosen(key)

    def show_waiting(self) -> None:
        """Show, in the place of Find, what there is to wait for or to do without a library."""
        self.stack.setCurrentWidget(self.waiting)
        self.rail.show_chosen(FIND)

    @property
    def place(self) -> str:
        """Which workspace is shown; empty while waiting for a library."""
        shown = self.stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where the search field needs their room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.chain.setText("Chain" if self.width() >= self._theme.px(_WORDS_FROM) else "")

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setProperty("role", "topbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar_row = QHBoxLayout(bar)
        self._bar_row.setContentsMargins(16, 9, 16, 10)
        self._bar_row.addWidget(label("Evidence Library", "brand"))
        self._bar_row.addSpacing(16)
        self._bar_row.addWidget(self.search, 10)
        self._bar_row.addWidget(self.options)
        self._bar_row.addStretch(1)
        self._bar_row.addWidget(self.chain)
        self._bar_row.addWidget(self.add)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.messages)
        right.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    def _draw(self) -> None:
        size = self._theme.px(16)
        dress(self.add, "plus", self._theme.colour("ink"), size)
        dress(self.chain, "link", self._theme.colour("ink"), size)
        self.search.setMaximumWidth(self._theme.px(760))
        self._fit()
