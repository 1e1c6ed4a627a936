"""Which results are chosen: as rows of what was found, not as records that would have to be read.

The rows of a result and the numbers of its records stand in one order, so ten thousand chosen rows
are one pair of numbers here. Ids and titles are looked up when something is done with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal

from evidence_library.services import chosen
from evidence_library.services.find import Found
from evidence_library.ui.presenters.find import Answer, Asked, FindPresenter
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import counted
from evidence_library.ui.tasks import Job

#: Rows from a first to a last one, both among them.
Span = tuple[int, int]


class Choice(QObject):
    """Keeps which results are chosen, while they are ordered anew or read again.

    `changed` follows every choice; `titled` brings ids and titles; `failed` says why something was
    not done.
    """

    changed = Signal()
    titled = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, finder: FindPresenter) -> None:
        """Start with nothing chosen."""
        super().__init__()
        self._session = session
        self._found: Found | None = None
        self._spans: tuple[Span, ...] = ()
        self._seen = True
        finder.answered.connect(self._on_answered)
        session.opened.connect(self._forget)

    @property
    def found(self) -> Found | None:
        """What the rows are of."""
        return self._found

    @property
    def spans(self) -> tuple[Span, ...]:
        """The chosen rows, from the top."""
        return self._spans

    @property
    def count(self) -> int:
        """How many are chosen; none while no rows are seen."""
        if not self._seen:
            return 0
        return sum(last - first + 1 for first, last in self._spans)

    @property
    def several(self) -> bool:
        """Whether more than one is chosen."""
        return self.count > 1

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the chosen records, in the order of the results."""
        return tuple(self._all_numbers()) if self._seen else ()

    @property
    def sentence(self) -> str:
        """How many are chosen, in words."""
        return f"{self.count:,} chosen"

    def choose(self, found: Found | None, spans: Iterable[Span]) -> None:
        """Choose rows of what was found."""
        joined = _joined(spans)
        if found is self._found and joined == self._spans:
            return
        self._found, self._spans = found, joined
        self.changed.emit()

    def move_to(self, found: Found) -> None:
        """Choose the same records among what was found anew, as far as they are there.

        Another question begins with nothing chosen.
        """
        if found is self._found:
            return
        before = self._found
        rows: Iterable[int] = ()
        if self._spans and before is not None and _same_question(before, found):
            rows = _rows_of(self._all_numbers(), found.numbers)
        self._found, self._spans = found, _joined((row, row) for row in rows)
        self.changed.emit()

    def look(self, *, seen: bool) -> None:
        """Say whether rows are seen: what nobody sees must not be deleted."""
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    def title(self) -> None:
        """Look up ids and titles of the chosen records."""
        library, numbers = self._session.library, self.numbers
        if library is None:
            return
        job = Job(
            lambda _report: chosen.titled(library, numbers),
            self,
            done=self.titled.emit,
            failed=self.failed.emit,
        )
        self._session.tasks.read(job, replaces="titles of chosen")

    def records_in_words(self) -> str:
        """Say how many records are chosen."""
        return counted(self.count, "record")

    def _all_numbers(self) -> Iterable[int]:
        numbers: Sequence[int] = self._found.numbers if self._found is not None else ()
        return chain.from_iterable(numbers[first : last + 1] for first, last in self._spans)

    def _on_answered(self, answer: Answer) -> None:
        self.move_to(answer.found)

    def _forget(self) -> None:
        self._found, self._spans = None, ()
        self.changed.emit()


def _same_question(before: Found, now: Found) -> bool:
    return Asked(before.request).is_asked_in(Asked(now.request))


def _rows_of(wanted: Iterable[int], numbers: Sequence[int]) -> Iterable[int]:
    """Give the rows on which some numbers stand, from the top."""
    sought = frozenset(wanted)
    return (row for row, number in enumerate(numbers) if number in sought)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Order spans from the top, and make one of those that touch."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
