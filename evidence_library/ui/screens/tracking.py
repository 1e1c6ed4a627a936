"""Track in the window: makes the workspace when one first comes there, and leads there and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from evidence_library.ui.screens.frame import FIND, TRACK
from evidence_library.ui.screens.lazy_place import LazyPlace, WorkspacePart
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.screens.places import Places
from evidence_library.ui.screens.reading import Reading

if TYPE_CHECKING:  # loaded when it is asked for: every start would wait for it otherwise
    from evidence_library.ui.screens.track import TrackScreen

#: Under which name the arrangement is remembered.
_REMEMBERED = "track"

#: Deeds that the menu offers, too.
_DEEDS = (
    *("progress", "edit", "theme", "overlap", "delete"),
    *("import", "add", "new-set", "report", "export"),
)

_NOWHERE = "Go to a record first: in the results, or by reading it."


class Tracking(QObject):
    """Serves the workspace Track of a window. `made` brings the workspace, once."""

    made = Signal(object)

    def __init__(self, parts: Parts, place: LazyPlace, places: Places, reading: Reading) -> None:
        """Make nothing yet."""
        super().__init__(parts.window)
        self._parts, self._place, self._places = parts, place, places
        self._reading = reading
        self._screen: TrackScreen | None = None
        place.filled_by(self._make)
        parts.screen.reader.link_clicked.connect(self._on_link)
        parts.screen.reader.recommendation_wanted.connect(self._link_shown)
        parts.screen.recommendations_asked.connect(self.ask)

    @property
    def screen(self) -> TrackScreen:
        """The workspace, made by now."""
        self._place.fill()
        if self._screen is None:
            raise RuntimeError("the workspace was not made")
        return self._screen

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {
            "track-filter": self._go_to_filter,
            "track-as-at": self._go_to_day,
            **{f"track-{deed}": partial(self._do, deed) for deed in _DEEDS},
        }

    @property
    def handlers_at_find(self) -> Handlers:
        """What the actions do that need the results in sight, by their ids."""
        return {"link-recommendation": self._link}

    def ask(self, text: str) -> None:
        """Show the recommendations that match a search."""
        self._places.go(TRACK)
        self.screen.ask(text)
        self.screen.offer_back("the search")
        self.screen.take_focus()

    def open_recommendation(self, key: str) -> None:
        """Show a recommendation in its workspace."""
        from evidence_library.model.ids import RecommendationId  # noqa: PLC0415 - as the rest here

        self._places.go(TRACK)
        self.screen.open_recommendation(RecommendationId(key))
        self.screen.offer_back("the record" if self._parts.reader.page else "")
        self.screen.take_focus()

    def _make(self) -> tuple[QWidget, WorkspacePart]:
        from evidence_library.ui.presenters.track import TrackPresenter  # noqa: PLC0415
        from evidence_library.ui.screens.track import TrackScreen  # noqa: PLC0415

        presenter = TrackPresenter(self._parts.session)
        presenter.setParent(self)
        screen = TrackScreen(self._parts, presenter)
        screen.link_clicked.connect(self._follow)
        screen.back_asked.connect(self._back)
        screen.restore(self._parts.remembered.words(_REMEMBERED))
        self._screen = screen
        self.made.emit(screen)
        return screen, screen

    def keep(self) -> None:
        """Remember how the workspace is arranged, if it was ever shown."""
        if self._screen is not None:
            self._parts.remembered.keep_words(_REMEMBERED, self._screen.state())

    def _back(self) -> None:
        """Go where one came from, to what one was at there."""
        self._places.go(FIND)
        screen = self._parts.screen
        (screen.enter_reader if screen.in_record else screen.enter_results)()

    def _link(self) -> None:
        """Ask which recommendation the record bears on that one is at, or reads."""
        at, page = self._parts.screen.views.at(), self._parts.reader.page
        record = at[0] if at is not None else page.id if page is not None else ""
        self._link_record(record)

    def _link_shown(self) -> None:
        page = self._parts.reader.page
        self._link_record(page.id if page is not None else "")

    def _link_record(self, record: str) -> None:
        from evidence_library.ui.screens import track_editing  # noqa: PLC0415 - as the rest here

        if record:
            track_editing.ask_from_record(self._parts, record)
        else:
            self._parts.news.tell_note(_NOWHERE)

    def _go_to_filter(self) -> None:
        self._places.go(TRACK)
        self.screen.head.filter.setFocus()

    def _do(self, deed: str) -> None:
        self._places.go(TRACK)
        self.screen.do(deed)

    def _go_to_day(self) -> None:
        self._places.go(TRACK)
        self.screen.head.as_at.setFocus()

    def _on_link(self, link: str) -> None:
        scheme, _, rest = link.partition(":")
        if scheme == "recommendation":
            self.open_recommendation(QUrl.fromPercentEncoding(rest.encode()))

    def _follow(self, link: str) -> None:
        """Follow a link of a recommendation; a record is opened in Find."""
        scheme, _, rest = link.partition(":")
        if scheme != "record":
            self._parts.screen.reader.link_clicked.emit(link)
            return
        record = QUrl.fromPercentEncoding(rest.encode())
        self._places.go(FIND)
        self._parts.reader.read(record)
        self._parts.screen.show_reader()
        self._reading.lead_back(record, "Track", self._come_back)

    def _come_back(self) -> None:
        self._places.go(TRACK)
        self.screen.enter()
