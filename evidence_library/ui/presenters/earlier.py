"""Earlier searches of this person: the last fifty, kept beside the settings."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject

from evidence_library.model.saved_search import SavedSearch
from evidence_library.services import find, saved_searches
from evidence_library.services.find import Request
from evidence_library.services.finished import finished
from evidence_library.services.opened import Library
from evidence_library.text.plain_data import from_json, to_json
from evidence_library.ui.presenters.find import FindPresenter
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report

MOST = 50


@dataclass(frozen=True, slots=True)
class Earlier:
    """A search somebody made: in which library, in words, and what asks for it again."""

    library: str
    words: str
    search: SavedSearch


class EarlierSearches(QObject):
    """Keeps what was searched for, the latest first. Nothing is kept while `kept` is off."""

    def __init__(self, session: Session, find: FindPresenter, remembered: Remembered) -> None:
        """Read what was kept."""
        super().__init__()
        self._session, self._find, self._remembered = session, find, remembered
        self.kept = True
        self._all = _read(remembered.whole_searches)

    @property
    def of_this_library(self) -> tuple[Earlier, ...]:
        """The searches made in the library that is open."""
        library = self._session.library
        folder = str(library.folder.absolute()) if library else ""
        return tuple(one for one in self._all if one.library == folder)

    def note(self) -> None:
        """Keep what is asked for now, if anything is; what is being typed is written out first."""
        request, library = self._find.request, self._session.library
        asked = request.text.strip() or request.filters or request.excluded
        if not (self.kept and asked and library):
            return
        filters = (chip.text for chip in self._find.chips)
        chips = (*filters, *(chip.text for chip in self._find.option_chips))
        if not request.typing:
            self._keep_whole(library, request, chips)
            return

        def work(report: Report) -> Request:
            return find.undisturbed(lambda: finished(library, request), report)

        job = Job(work, self, done=lambda whole: self._keep_whole(library, whole, chips))
        self._session.tasks.read(job, replaces="earlier search")

    def _keep_whole(self, library: Library, request: Request, chips: tuple[str, ...]) -> None:
        if not self.kept:
            return
        search = saved_searches.search_of(request)
        if not request.typing:
            self._remembered.searched(search.text)  # what the completion list offers
        words = " · ".join(filter(None, (search.text, *chips)))
        new = Earlier(str(library.folder.absolute()), words, search)
        others = [one for one in self._all if (one.library, one.words) != (new.library, words)]
        self._keep([new, *others][:MOST])

    def ask(self, earlier: Earlier) -> None:
        """Ask for an earlier search again."""
        self._find.ask_again(saved_searches.request_of(earlier.search), {})

    def forget(self) -> None:
        """Drop them all, those of other libraries too."""
        self._all = []
        self._remembered.forget_searches()

    def switch(self, *, on: bool) -> None:
        """Keep searches from now on, or forget them and keep none."""
        self.kept = on
        if not on:
            self.forget()

    def _keep(self, searches: list[Earlier]) -> None:
        self._all = searches
        self._remembered.keep_whole_searches(to_json(searches))


def _read(text: str) -> list[Earlier]:
    """Read what was kept; a file nobody can read holds no searches."""
    try:
        return from_json(text, list[Earlier])[:MOST] if text else []
    except msgspec.MsgspecError:
        return []
