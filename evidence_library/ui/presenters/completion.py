"""Completion: asks what may be typed next, off the screen's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from evidence_library.services.completion import Offer, complete
from evidence_library.ui.itemmodels.completions import Choice
from evidence_library.ui.presenters.remembered import Remembered
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job


class CompletionPresenter(QObject):
    """`offered` brings choices for the text last asked about, perhaps none."""

    offered = Signal(str, object)

    def __init__(self, session: Session, remembered: Remembered) -> None:
        """Offer nothing before somebody types."""
        super().__init__()
        self._session, self._remembered = session, remembered
        self.wanted = self.synonyms = True

    def ask(self, text: str, cursor: int) -> None:
        """Ask what may follow at the cursor."""
        library = self._session.library
        if library is None or not self.wanted or not text.strip():
            self.offered.emit(text, ())
            return
        earlier = self._remembered.searches

        synonyms = self.synonyms

        def work(_report: object) -> tuple[Choice, ...]:
            offers = complete(library, text, cursor, earlier, synonyms=synonyms)
            return tuple(_choice(one, text) for one in offers)

        job = Job(work, self, done=lambda found: self.offered.emit(text, found))
        self._session.tasks.read(job, replaces="completion")


def _choice(offer: Offer, text: str) -> Choice:
    records = counted(offer.count, "record") if offer.count is not None else ""
    completed, cursor = offer.put_into(text)
    count = f"{offer.count:,}" if offer.count is not None else ""
    spoken = ", ".join(part for part in (offer.words, offer.kind.value, records) if part)
    return Choice(offer.words, offer.kind.value, count, spoken, completed, cursor, offer.is_whole)
