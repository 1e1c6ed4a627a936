"""What one can do with the record shown: print and copy it, step through it, see its source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject

from evidence_library.ui.presenters.citing import Citing
from evidence_library.ui.presenters.reader import Page
from evidence_library.ui.screens.links import Links
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.screens.way_back import WayBack

_ACTIONS = ("print", "copy-citation", "copy-record", "next-match", "previous-match")


class _AskedFrom(NamedTuple):
    """A record that was asked for elsewhere: where, and what leads back there."""

    record: str
    place: str
    act: Callable[[], object]


class Reading(QObject):
    """Serves the reader of a window, and the comparison that may stand in its place."""

    def __init__(self, parts: Parts, links: Links, citing: Citing) -> None:
        """Connect the parts; no record is shown yet."""
        super().__init__(parts.window)
        self._parts, self._links, self.citing = parts, links, citing
        self._way_back = WayBack(parts)
        self._way_back.changed.connect(self._offer_back)
        self._asked_from: _AskedFrom | None = None
        self._connect_presenter()
        self._connect_pane()
        self._connect_citing()
        self._connect_comparison()
        self._on_emptied()

    @property
    def handlers(self) -> Handlers:
        """What the actions do that leave one where one is, by their ids."""
        pane = self._parts.screen.reader
        return {
            "print": self._print,
            "copy-citation": self._copy_citation,
            "copy-record": pane.copy_record,
        }

    @property
    def handlers_at_find(self) -> Handlers:
        """What the actions do that need the reader in sight, by their ids."""
        pane = self._parts.screen.reader
        return {
            "next-match": partial(pane.step_match, True),
            "previous-match": partial(pane.step_match, False),
            "back": self._back,
            "why": self._parts.screen.ask_why,
        }

    def lead_back(self, record: str, place: str, act: Callable[[], object]) -> None:
        """Let Back lead to the place where a record was asked for, as long as it is read."""
        self._asked_from = _AskedFrom(record, place, act)
        self._offer_back()

    def _copy_citation(self) -> None:
        """Copy the citations of the chosen records, or that of the record shown."""
        choice = self._parts.screen.views.choice
        if choice.several:
            self.citing.cite_numbers(choice.numbers)
        else:
            self._cite_shown()

    def _cite_shown(self, form: str = "text") -> None:
        page = self._parts.reader.page
        if page is not None:
            self.citing.cite(page.id, form)

    def _cite_as(self, style: str) -> None:
        self.citing.choose(style)
        self._cite_shown()

    def _connect_presenter(self) -> None:
        reader, news = self._parts.reader, self._parts.news
        reader.failed.connect(news.tell_failed_reading)
        reader.gone.connect(news.tell_gone)
        reader.gone.connect(self._parts.find.search)
        reader.shown.connect(news.on_shown)
        reader.shown.connect(self._on_shown)
        reader.emptied.connect(self._on_emptied)

    def _connect_pane(self) -> None:
        pane = self._parts.screen.reader
        pane.link_clicked.connect(self._links.follow)
        pane.print_asked.connect(self._print)
        pane.back_asked.connect(self._back)
        pane.source_asked.connect(self._show_source)
        pane.form_asked.connect(self._parts.reader.copy_as)
        pane.said.connect(self._parts.announce)
        self._parts.reader.written.connect(pane.copy_text)

    def _connect_citing(self) -> None:
        pane = self._parts.screen.reader
        self.citing.cited.connect(pane.copy_text)
        self.citing.failed.connect(self._parts.news.tell_failure)
        pane.cite_asked.connect(self._cite_shown)
        pane.cite_menu.style_in_force = lambda: self.citing.style
        pane.cite_menu.style_taken.connect(self._cite_as)
        pane.cite_menu.form_taken.connect(self._cite_shown)

    def _connect_comparison(self) -> None:
        views = self._parts.screen.views
        views.page.link_clicked.connect(self._read_compared)
        views.page.print_asked.connect(self._print)
        views.comparing.connect(self._on_comparing)

    def _on_shown(self, page: Page) -> None:
        if self._asked_from is not None and self._asked_from.record != page.id:
            self._asked_from = None
        self._parts.actions.enable(_ACTIONS, on=True)
        self._offer_back()

    def _on_emptied(self) -> None:
        self._parts.actions.enable(_ACTIONS, on=False)
        self._offer_back()

    def _on_comparing(self) -> None:
        self._parts.actions.enable(("print",), on=True)

    def _offer_back(self) -> None:
        place = "Map" if self._way_back.is_next else ""
        if self._leads_elsewhere and self._asked_from is not None:
            place = self._asked_from.place
        offered = bool(place) or self._parts.reader.can_go_back
        self._parts.actions.enable(("back",), offered)
        self._parts.screen.reader.offer_back(offered=offered, place=place)

    @property
    def _leads_elsewhere(self) -> bool:
        """Whether the record shown was asked for at another place."""
        page, asked_from = self._parts.reader.page, self._asked_from
        return page is not None and asked_from is not None and asked_from.record == page.id

    def _back(self) -> None:
        if self._leads_elsewhere and self._asked_from is not None:
            act, self._asked_from = self._asked_from.act, None
            self._offer_back()
            act()
            return
        if self._way_back.step():
            return
        self._parts.reader.back()
        self._parts.screen.show_reader()

    def _read_compared(self, link: str) -> None:
        self._links.follow(link)
        self._parts.screen.enter_reader()

    def _print(self) -> None:
        parts, screen = self._parts, self._parts.screen
        comparison = screen.views.page.printable()
        if screen.comparing and comparison is not None:
            parts.dialogs.print_document(parts.window, comparison, "Comparison")
            return
        document, page = screen.reader.printable(), parts.reader.page
        if document is not None and page is not None:
            parts.dialogs.print_document(parts.window, document, page.title)

    def _show_source(self) -> None:
        page = self._parts.reader.page
        if page is not None:
            text = page.source_text or "No source text is kept with this record."
            title = f"Source text as read: {page.source_name}".rstrip(": ")
            self._parts.dialogs.show_text(self._parts.window, title, text)
