"""Offers for the fields of the editor, looked up off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject

from evidence_library.model.ids import RecordId
from evidence_library.model.record import TopicHeading
from evidence_library.services import field_offers
from evidence_library.services.field_offers import Offered
from evidence_library.services.opened import Library
from evidence_library.ui.tasks import Job, Tasks

__all__ = ["FieldOffers", "Offered"]

T = TypeVar("T")


class FieldOffers(QObject):
    """Asks one library. Of several questions on its way only the latest of a kind is answered."""

    def __init__(self, library: Library, tasks: Tasks, parent: QObject) -> None:
        """Serve the editor that is the parent."""
        super().__init__(parent)
        self._library, self._tasks = library, tasks

    def words(self, field: str, typed: str, deliver: Callable[[Sequence[str]], None]) -> None:
        """Offer words for a field."""
        self._ask(lambda: field_offers.words(self._library, field, typed), deliver, f"for {field}")

    def tag_spellings(self, deliver: Callable[[Mapping[str, str]], None]) -> None:
        """Give the tags in use, from lower case to their spelling."""
        self._ask(lambda: field_offers.tag_spellings(self._library), deliver, "spellings")

    def headings(self, typed: str, deliver: Callable[[Sequence[Offered]], None]) -> None:
        """Offer topic headings."""
        self._ask(lambda: field_offers.headings(self._library, typed), deliver, "headings")

    def heading(self, held: TopicHeading, deliver: Callable[[Offered], None]) -> None:
        """Describe a heading that is held."""
        self._ask(lambda: field_offers.heading(self._library, held), deliver)

    def records(
        self, typed: str, besides: RecordId, deliver: Callable[[Sequence[Offered]], None]
    ) -> None:
        """Offer records."""
        self._ask(
            lambda: field_offers.found_records(self._library, typed, besides), deliver, "records"
        )

    def record(self, key: RecordId, deliver: Callable[[Offered], None]) -> None:
        """Describe a record that is held."""
        self._ask(lambda: field_offers.record(self._library, key), deliver)

    def _ask(self, work: Callable[[], T], deliver: Callable[[T], None], kind: str = "") -> None:
        job = Job(lambda _report: work(), self, done=deliver, failed=lambda _message: None)
        self._tasks.read(job, replaces=f"offers {kind} {id(self)}" if kind else "")
