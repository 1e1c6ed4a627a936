"""The page view: an attachment page by page, drawn or as text, with matched words marked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QIntValidator,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence_library.ui.presenters.page_view import PageViewPresenter, ShownPage
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.flow import FlowLayout
from evidence_library.ui.widgets.message_bar import MessageBar
from evidence_library.ui.widgets.page_picture import PagePicture
from evidence_library.ui.widgets.page_zoom import FITS, LAST_PAGE, stepped, width_in_dots
from evidence_library.ui.widgets.plain import button, in_tab_order, label
from evidence_library.ui.widgets.safe_browser import SafeBrowser

#: Letters of a page that its description holds: a screen reader reads the rest in the text.
_DESCRIBED = 1_000


#: How long a page may take before it is said that it is being drawn, in milliseconds.
_PATIENCE = 250


class PageView(QDialog):
    """Shows a page view presenter. `save_asked` asks for a copy of the file."""

    save_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        presenter: PageViewPresenter,
        announce: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """Show nothing until the file is open; `announce` lets a screen reader say something."""
        super().__init__(parent)
        presenter.setParent(self)
        self._theme, self.presenter, self._announce = theme, presenter, announce
        self._page: ShownPage | None = None
        self._zoom = FITS
        self._as_text = False
        name = presenter.attachment.name
        self.setWindowTitle(name)
        self.resize(QSize(theme.px(900), theme.px(940)).boundedTo(parent.size() * 0.95))
        self.picture = PagePicture()
        self.text = SafeBrowser(theme)
        self.text.setAccessibleName(f"Text of {name}")
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.picture)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._views = QStackedWidget()
        self._views.addWidget(self._scroll)
        self._views.addWidget(self.text)
        self.messages = MessageBar(theme)
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(1, LAST_PAGE, self))
        self.number.setFixedWidth(theme.px(64))
        self.number.setAccessibleName("Page")
        self.total = label(role="muted")
        self._waited_for = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._offer()

    def _make_buttons(self) -> None:
        turn = self.turn
        self.previous = button("‹ Page", lambda: turn("previous"), hint="Previous page (Page Up)")
        self.previous.setAccessibleName("Previous page")
        self.next = button("Page ›", lambda: turn("next"), hint="Next page (Page Down)")
        self.next.setAccessibleName("Next page")
        self.last_match = button(
            "‹ Match", lambda: self._step(forward=False), hint="Previous match (Shift+F3)"
        )
        self.last_match.setAccessibleName("Previous match")
        self.next_match = button(
            "Match ›", lambda: self._step(forward=True), hint="Next match (F3)"
        )
        self.next_match.setAccessibleName("Next match")
        self.smaller = button("−", lambda: self._zoom_by(-1), hint="Smaller (Ctrl+-)")
        self.smaller.setAccessibleName("Smaller")
        self.larger = button("+", lambda: self._zoom_by(1), hint="Larger (Ctrl++)")
        self.larger.setAccessibleName("Larger")
        self.as_text = button("Show as text", self._on_as_text, hint="Read the text of the page")
        self.copy = button("Copy text", self.copy_text, hint="Copy the text of the page")
        self.save = button(
            "Save a copy…", self.save_asked.emit, hint="Write a copy of the file elsewhere"
        )
        self.close_button = button("Close", self.reject, hint="Go back (Esc)")
        for one in self._buttons:
            one.setAutoDefault(False)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            *(self.previous, self.next, self.last_match, self.next_match, self.smaller),
            *(self.larger, self.as_text, self.copy, self.save, self.close_button),
        )

    def _lay_out(self) -> None:
        tools = QWidget()
        flow = FlowLayout(tools)
        where = QWidget()
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number)
        row.addWidget(self.total)
        parts = (self.previous, where, self.next, self.last_match, self.next_match)
        for one in (*parts, self.smaller, self.larger, self.as_text):
            flow.addWidget(one)
        below = QWidget()
        acts = FlowLayout(below)
        for one in (self.copy, self.save, self.close_button):
            acts.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(tools)
        column.addWidget(self.messages)
        column.addWidget(self._views, 1)
        column.addWidget(below)
        in_tab_order(
            *(self.picture, self.text, self.previous, self.number, self.next, self.last_match),
            *(self.next_match, self.smaller, self.larger, self.as_text, self.copy, self.save),
            self.close_button,
        )

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.opened.connect(self._on_opened)
        presenter.shown.connect(self._on_shown)
        presenter.failed.connect(self._on_failed)
        presenter.drawing.connect(self._on_drawing)
        self._patience.timeout.connect(self._say_drawing)
        self.picture.turned.connect(self.turn)
        self.number.returnPressed.connect(self._on_number)
        for keys, act in (
            ("F3", lambda: self._step(forward=True)),
            ("Shift+F3", lambda: self._step(forward=False)),
            ("Ctrl++", lambda: self._zoom_by(1)),
            ("Ctrl+-", lambda: self._zoom_by(-1)),
            ("Ctrl+0", lambda: self._zoom_to(FITS)),
            ("Ctrl+PgDown", lambda: self.turn("next")),
            ("Ctrl+PgUp", lambda: self.turn("previous")),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def turn(self, where: str) -> None:
        """Show the "next", "previous", "first" or "last" page."""
        now, pages = self.presenter.number, self.presenter.pages
        there = {"next": now + 1, "previous": now - 1, "first": 1, "last": pages}[where]
        if 1 <= there <= pages and there != now:
            self.presenter.go(there)

    def copy_text(self) -> None:
        """Put the text of the page, or what is chosen of it, on the clipboard."""
        if self._page is None:
            return
        chosen = self.text.textCursor().selectedText().replace("\u2029", "\n")
        QGuiApplication.clipboard().setText(
            chosen if self._shows_text and chosen else self._page.text
        )
        self._say("Text copied." if self._page.text else "This page has no text to copy.", "good")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page as wide as there is room."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the file."""
        self.presenter.close()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Let go of the file, however the dialog ends."""
        self.presenter.close()
        self._patience.stop()
        self.picture.show_nothing()
        super().done(result)

    @property
    def _shows_text(self) -> bool:
        return self._views.currentWidget() is self.text

    def _on_opened(self) -> None:
        self._fit()

    def _on_shown(self, page: ShownPage) -> None:
        another = self._page is None or self._page.number != page.number
        self._page = page
        self._patience.stop()
        self.messages.hide()
        self.number.setText(str(page.number))
        self.number.setAccessibleName(page.noun)
        self.total.setText(f"of {page.total:,}")
        if page.size is not None:
            self.picture.show_page(page.size, page.pixels, page.found, page.at)
            self.picture.setAccessibleName(page.spoken)
            self.picture.setAccessibleDescription(page.text[:_DESCRIBED])
        if another:
            self.text.show_html(page.html or "<p>This page has no text.</p>")
        if page.at >= 0:
            self.text.go_to_match(page.at)
        self._show_form()
        self._offer()
        if another:
            self._scroll.verticalScrollBar().setValue(0)
            self._announce(page.spoken)
        elif page.at >= 0:
            self._announce(f"Match {page.at + 1} on {page.place}")
        self._bring_into_sight(page, another=another)

    def _bring_into_sight(self, page: ShownPage, *, another: bool) -> None:
        place = self.picture.place_of_match
        if place is None and another and page.found:
            box = page.found[0][0]
            place_x, place_y = box[0] * self.picture.width(), box[1] * self.picture.height()
            self._scroll.ensureVisible(round(place_x), round(place_y), 80, 120)
        elif place is not None:
            middle = place.center().toPoint()
            self._scroll.ensureVisible(middle.x(), middle.y(), 80, 120)

    def _show_form(self) -> None:
        drawn = self._page is not None and self._page.size is not None and not self._as_text
        had_focus = self.picture.hasFocus() or self.text.hasFocus() or self.focusWidget() is None
        shown: QWidget = self._scroll if drawn else self.text
        self._views.setCurrentWidget(shown)
        if had_focus:
            (self.picture if drawn else self.text).setFocus()

    def _offer(self) -> None:
        page = self._page
        paged = page is not None and page.size is not None
        self.previous.setEnabled(page is not None and page.number > 1)
        self.next.setEnabled(page is not None and page.number < page.total)
        for one in (self.last_match, self.next_match):
            one.setEnabled(self.presenter.can_step)
        for tool in (self.smaller, self.larger):
            tool.setEnabled(paged and not self._as_text)
        self.as_text.setEnabled(paged)
        self.copy.setEnabled(page is not None)
        self.number.setEnabled(page is not None)

    def _on_number(self) -> None:
        if self.number.text():
            self.presenter.go(int(self.number.text()))

    def _on_as_text(self) -> None:
        self._as_text = not self._as_text
        self.as_text.setText("Show page" if self._as_text else "Show as text")
        self.as_text.setAccessibleName(self.as_text.text())
        self._show_form()
        self._offer()

    def _step(self, *, forward: bool) -> None:
        self.presenter.step(forward=forward)

    def _zoom_by(self, steps: int) -> None:
        zoom = stepped(self._zoom, steps)
        if zoom != self._zoom:
            self._zoom_to(zoom)

    def _zoom_to(self, zoom: int) -> None:
        self._zoom = zoom
        self._fit()
        self._announce(f"{zoom} per cent of the width")

    def _fit(self) -> None:
        width = width_in_dots(self._views.width(), self._zoom, self.devicePixelRatioF())
        self.presenter.widen(width)

    def _on_drawing(self, what: str) -> None:
        self._waited_for = what
        self._patience.start()

    def _say_drawing(self) -> None:
        self._say(self._waited_for, "")

    def _on_failed(self, message: str) -> None:
        self._patience.stop()
        self._say(message, "bad")

    def _say(self, words: str, tone: str) -> None:
        self.messages.say(words, tone)
        self._announce(words)
