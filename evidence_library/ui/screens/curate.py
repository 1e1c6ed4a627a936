"""Curate: what there is to do and to keep in order; pages on the left, the page on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.itemmodels.curate import PlaceLine, PlacesModel
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.places_list import PlacesList
from evidence_library.ui.widgets.plain import EmptyState, label

#: The groups of pages, in their order.
TO_DO, LIBRARY = "To do", "Library"
GROUPS = (TO_DO, LIBRARY)

#: Narrower than this at 100 % text, a menu above the page stands in the place of the list.
_STACKED_BELOW = 760
_SIDE = 236

_NOTHING = "There is nothing to look after yet: add files, or open a library."


def _nothing() -> None:
    """Do nothing when a page is shown."""


@dataclass(frozen=True, slots=True)
class CuratePage:
    """A page of Curate: its key, its group, its title, a sentence on it, and what shows it.

    Several pages may share a `widget`. `shown` is called whenever the page comes into sight, so
    that it can read what it shows. The focus goes to the focus proxy of the widget, or else to the
    first thing in it that takes it.

    `counted` lets the page count what is on it, out of sight; if that takes `late` longer, or its
    count `rare`ly changes, it is asked less soon, or less often.
    """

    key: str
    group: str
    title: str
    widget: QWidget
    hint: str = ""
    shown: Callable[[], object] = _nothing
    counted: Callable[[], object] | None = None
    late: bool = False
    rare: bool = False


class CurateScreen(QWidget):
    """Shows pages by their keys. `page_shown` names the one that came into sight.

    Pages ask through it: to read, edit or check a record by its id, and to search.
    """

    page_shown = Signal(str)
    read_asked = Signal(str)
    edit_asked = Signal(str)
    check_asked = Signal(str, str)
    search_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Start without pages."""
        super().__init__()
        self._theme = theme
        self._pages: dict[str, CuratePage] = {}
        self._page = ""
        self._make: Callable[[], Iterable[CuratePage]] | None = None
        self._stacked = False
        self.places = PlacesModel(self)
        self.list = PlacesList(theme, self.places)
        self.chooser = QComboBox()
        self.chooser.setModel(self.places)
        for one in (self.list, self.chooser, self.chooser.view()):
            one.setAccessibleName("Pages of Curate")
        self.title = label(role="title")
        self.hint = label(role="muted", wrap=True)
        self.empty = EmptyState()
        self.empty.say(_NOTHING)
        self.stack = _PageStack()
        self.stack.addWidget(self.empty)
        self._scroll = _scrolled(self.stack)
        self.list.chose.connect(self._on_listed)
        self.chooser.activated.connect(self._on_chosen)
        self._lay_out()
        theme.changed.connect(self._fit)
        self._fit()

    def filled_by(self, make: Callable[[], Iterable[CuratePage]]) -> None:
        """Let pages be made when they are first wanted: they are many, and no start needs them."""
        self._make = make

    def add(self, *pages: CuratePage) -> None:
        """Show more pages, each in its group, in the order they come."""
        for page in pages:
            self._pages[page.key] = page
            if self.stack.indexOf(page.widget) < 0:
                self.stack.addWidget(page.widget)
        counts = {one.key: one.count for one in self.places.lines}
        self.places.show(_lines(tuple(self._pages.values()), counts))
        self.open_page(self._page if self._page in self._pages else next(iter(self._pages), ""))

    def set_count(self, key: str, count: int | None) -> None:
        """Say beside the name of a page how much there is on it; None if that is not known."""
        self.places.set_count(key, count)

    def open_page(self, key: str) -> None:
        """Show a page; a key that is none is passed over."""
        self._fill()
        page = self._pages.get(key)
        if page is None:
            return
        self._page = key
        self.title.setText(page.title)
        self.hint.setText(page.hint)
        self.hint.setVisible(bool(page.hint))
        self.stack.setCurrentWidget(page.widget)
        self.list.show_chosen(key)
        self.chooser.setCurrentIndex(self.places.row_of(key))
        if self.isVisible():
            self._tell(page)

    @property
    def page(self) -> str:
        """The key of the page that is shown; empty if there is none."""
        return self._page

    @property
    def contents(self) -> QWidget:
        """What one chooses a page from: the list, or the menu in its place."""
        return self.chooser if self._stacked else self.list

    def panes(self) -> tuple[QWidget, ...]:
        """List what F6 goes through."""
        return (self.contents, self.stack)

    def state(self) -> QByteArray:
        """Give what is to be remembered: which page is shown."""
        return QByteArray(self._page.encode())

    def restore(self, state: QByteArray) -> None:
        """Show the page that was remembered."""
        key = bytes(state.data()).decode(errors="replace")
        if self._make is None:
            self.open_page(key)
        else:
            self._page = key

    def showEvent(self, event: QShowEvent) -> None:
        """Let the page read what it shows."""
        super().showEvent(event)
        if self._fill():  # the page heard of it
            return
        page = self._pages.get(self._page)
        if page is not None:
            self._tell(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack list and page where they would both be too narrow."""
        super().resizeEvent(event)
        self._fit()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor on the list of pages."""
        self.contents.setFocus(reason)

    def _fill(self) -> bool:
        """Make the pages if that is still to be done; tell whether it was."""
        make, self._make = self._make, None
        if make is not None:
            self.add(*make())
        return make is not None

    def _tell(self, page: CuratePage) -> None:
        page.shown()
        self.page_shown.emit(page.key)

    def _on_listed(self, key: str) -> None:
        if key != self._page:
            self.open_page(key)

    def _on_chosen(self, row: int) -> None:
        line = self.places.line(row)
        if line is not None:
            self.open_page(line.key)

    def _lay_out(self) -> None:
        self.chooser.setMinimumWidth(1)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._side = QWidget()
        side = self._side_column = QVBoxLayout(self._side)
        side.setSpacing(0)
        side.addWidget(self.chooser)
        side.addWidget(self.list, 1)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.addWidget(self.title)
        self._column.addWidget(self.hint)
        self._column.addWidget(self._scroll, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._side)
        self._row.addWidget(page, 1)

    def _fit(self) -> None:
        px = self._theme.px
        stacked = self._stacked = self.width() < px(_STACKED_BELOW)
        had_focus = self.list.hasFocus() or self.chooser.hasFocus()
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self.list.setVisible(not stacked)
        self.chooser.setVisible(stacked)
        self._side.setMinimumWidth(0 if stacked else px(_SIDE))
        self._side.setMaximumWidth(16_777_215 if stacked else px(_SIDE))
        self._side_column.setContentsMargins(*((16, 12, 16, 0) if stacked else (0, 4, 0, 8)))
        self.title.setVisible(not stacked)  # the menu above the page says it already
        self._column.setContentsMargins(*((16, 8, 16, 8) if stacked else (24, 20, 24, 16)))
        self._column.setSpacing(8)
        if had_focus:
            self.contents.setFocus()


class _PageStack(QStackedWidget):
    """Passes the focus on to the page in sight."""

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor where the page wants it, or into the first thing that takes it."""
        page = self.currentWidget()
        wanted = page.focusProxy() if page is not None else None
        if wanted is None and page is not None:
            takes = Qt.FocusPolicy.TabFocus.value
            parts = (page, *page.findChildren(QWidget))
            able = (one for one in parts if one.isVisible() and one.isEnabled())
            wanted = next((one for one in able if one.focusPolicy().value & takes), None)
        if wanted is not None:
            wanted.setFocus(reason)


def _scrolled(stack: QWidget) -> QScrollArea:
    """Let a page that needs more height than there is be scrolled, not the window grow."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(stack)
    return area


def _lines(pages: tuple[CuratePage, ...], counts: dict[str, int | None]) -> list[PlaceLine]:
    lines: list[PlaceLine] = []
    for group in dict.fromkeys((*GROUPS, *(page.group for page in pages))):
        found = [page for page in pages if page.group == group]
        if found:
            lines.append(PlaceLine("", group))
        lines.extend(PlaceLine(page.key, page.title, counts.get(page.key)) for page in found)
    return lines
