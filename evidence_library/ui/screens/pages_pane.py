"""Pages as they will be, beside what they are made of: one at a time, turned and zoomed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QIntValidator, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.presenters.pages import PagesPresenter, PreviewPage
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.page_picture import PagePicture
from evidence_library.ui.widgets.page_zoom import FITS, LAST_PAGE, stepped, width_in_dots
from evidence_library.ui.widgets.plain import EmptyState, button, in_tab_order, label

#: Letters of a page that its description holds for screen readers.
_DESCRIBED = 4_000


#: How long the width must rest before a page is drawn anew, in milliseconds.
_SETTLED = 120

_KEYS_PRESSED = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}


class PagesPane(QWidget):
    """Shows a presenter of pages. `print_asked` wants the pages printed.

    `choosers` stand above the pages, before the buttons that turn them; `nothing` is said while
    there are none.
    """

    print_asked = Signal()

    def __init__(
        self, parts: Parts, presenter: PagesPresenter, nothing: str, choosers: Sequence[QWidget]
    ) -> None:
        """Show nothing until something is there and somebody looks."""
        super().__init__()
        self._theme, self._announce = parts.theme, parts.announce
        self._presenter, self._choosers = presenter, tuple(choosers)
        presenter.setParent(self)
        self.page: PreviewPage | None = None
        self._zoom = FITS
        self.picture = PagePicture()
        self.picture.setAccessibleName("Preview")
        self.none = EmptyState()
        self.none.say(nothing)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.picture)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._views = QStackedWidget()
        self._views.setMinimumHeight(self._theme.px(96))
        self._views.addWidget(self.none)
        self._views.addWidget(self._scroll)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLED)
        self._settling.timeout.connect(self._fit)
        self._make_tools()
        self._lay_out()
        self._connect()
        self._offer()

    def turn(self, where: str) -> None:
        """Show the "next", "previous", "first" or "last" page."""
        now, pages = self._presenter.number, self._presenter.pages
        self._presenter.go({"next": now + 1, "previous": now - 1, "first": 1, "last": pages}[where])

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pages, as somebody looks now."""
        super().showEvent(event)
        self._presenter.look(wanted=True)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop making pages that nobody sees."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._settling.stop()
            self._presenter.look(wanted=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page as wide as there is room."""
        super().resizeEvent(event)
        self._lay_tools()
        if self.isVisible():
            self._settling.start()

    def _lay_tools(self) -> None:
        """Give the buttons above the pages the room they need by now."""
        self._flow.invalidate()  # words that came later are longer
        self._tools.setMinimumHeight(self._flow.heightForWidth(self._tools.width()))

    def _make_tools(self) -> None:
        turn = self.turn
        self.previous = button("‹ Page", lambda: turn("previous"), hint="Previous page (Page Up)")
        self.previous.setAccessibleName("Previous page")
        self.next = button("Page ›", lambda: turn("next"), hint="Next page (Page Down)")
        self.next.setAccessibleName("Next page")
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(1, LAST_PAGE, self))
        self.number.setFixedWidth(self._theme.px(56))
        self.number.setAccessibleName("Page")
        self.total = label(role="muted")
        self.smaller = button("−", lambda: self._zoom_by(-1), hint="Smaller (Ctrl+-)")
        self.smaller.setAccessibleName("Smaller")
        self.larger = button("+", lambda: self._zoom_by(1), hint="Larger (Ctrl++)")
        self.larger.setAccessibleName("Larger")
        self.print = button("Print…", self.print_asked.emit, hint="Print these pages (Ctrl+P)")
        self.said = label("", "muted", wrap=True)

    def _lay_out(self) -> None:
        self._tools = QWidget()
        self._flow = FlowLayout(self._tools)
        where = QWidget()
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.previous, self.number, self.total, self.next):
            row.addWidget(part)
        for one in (*self._choosers, where, self.smaller, self.larger, self.print):
            self._flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._tools)
        column.addWidget(self.said)
        column.addWidget(self._views, 1)
        in_tab_order(
            *(*self._choosers, self.previous, self.number, self.next),
            *(self.smaller, self.larger, self.print, self.picture),
        )

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.waiting.connect(self._say)
        presenter.shown.connect(self._on_shown)
        presenter.failed.connect(self._on_failed)
        presenter.emptied.connect(self._on_emptied)
        self.picture.turned.connect(self.turn)
        self.number.returnPressed.connect(self._on_number)
        self.picture.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys for larger, smaller and print for the page: elsewhere they do others."""
        if event.type() not in _KEYS_PRESSED or not isinstance(event, QKeyEvent):
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        act = self._act_of(Qt.Key(event.key()))
        if act is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def _act_of(self, key: Qt.Key) -> Callable[[], object] | None:
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Plus: partial(self._zoom_by, 1),
            Qt.Key.Key_Equal: partial(self._zoom_by, 1),
            Qt.Key.Key_Minus: partial(self._zoom_by, -1),
            Qt.Key.Key_0: partial(self._zoom_to, FITS),
            Qt.Key.Key_P: self.print.click,
        }
        return acts.get(key)

    def _on_shown(self, page: PreviewPage) -> None:
        another = self.page is None or self.page.number != page.number
        self.page = page
        self._say("" if self._presenter.made is not None else self.said.text())
        self.picture.show_page(page.size, page.pixels, (), -1)
        self.picture.setAccessibleName(page.place)
        self.picture.setAccessibleDescription(page.text[:_DESCRIBED])
        self.number.setText(str(page.number))
        self.total.setText(f"of {page.total:,}")
        self._lay_tools()
        self._flow.invalidate()  # or the longer words would be cut
        self._views.setCurrentWidget(self._scroll)
        if another:
            self._scroll.verticalScrollBar().setValue(0)
            self._announce(page.place)
        self._offer()

    def _on_failed(self, message: str) -> None:
        self._say(message)

    def _on_emptied(self) -> None:
        self.page = None
        self.picture.show_nothing()
        self._views.setCurrentWidget(self.none)
        self._say("")
        self._offer()

    def _on_number(self) -> None:
        if self.number.text():
            self._presenter.go(int(self.number.text()))

    def _offer(self) -> None:
        page = self.page
        self.previous.setEnabled(page is not None and page.number > 1)
        self.next.setEnabled(page is not None and page.number < page.total)
        for one in (self.number, self.smaller, self.larger, self.print):
            one.setEnabled(page is not None)

    def _say(self, words: str) -> None:
        if words and words != self.said.text():
            self._announce(words)
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _zoom_by(self, steps: int) -> None:
        zoom = stepped(self._zoom, steps)
        if zoom != self._zoom:
            self._zoom_to(zoom)

    def _zoom_to(self, zoom: int) -> None:
        self._zoom = zoom
        self._fit()
        self._announce(f"{zoom} per cent of the width")

    def _fit(self) -> None:
        room = self._views.width()
        self._presenter.widen(width_in_dots(room, self._zoom, self.devicePixelRatioF()))
