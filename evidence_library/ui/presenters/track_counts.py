"""Counts of recommendations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from evidence_library.model.clock_looks import Dial
from evidence_library.model.tracked_counts import Counts, Segment, Side, table
from evidence_library.services import track_counts, track_drawings
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.track_picture import Behind, Picture
from evidence_library.ui.tasks import Job, Report


class CountsPresenter(Picture):
    """Counts what was asked for. `counted` brings each table of counts."""

    counted = Signal(object)
    kind = "counts"

    def __init__(self, session: Session, behind: Behind) -> None:
        """Count nothing yet."""
        super().__init__(session, behind)
        self.side, self.dial = Side.LEAD, Dial.SCHEDULE
        self.counts: Counts | None = None

    def choose(self, side: Side, dial: Dial) -> None:
        """Count by something else."""
        self.side, self.dial = side, dial
        self.again()

    def query_of(self, segment: Segment) -> str:
        """Give the search that finds what stands behind a number."""
        return track_counts.query_of(segment)

    def again(self) -> None:
        """Count anew; the lines hold all that is counted, so that nothing else is read."""
        scope, by = self.scope, (self.side, self.dial)
        if scope is None or self._session.library is None:
            return

        def work(_report: Report) -> Counts:
            return track_counts.count(scope.lines, scope.day, by, scope.board.sets)

        job = Job(work, self, done=self._on_counted, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="track counts")

    def _on_counted(self, found: Counts) -> None:
        self.counts = found
        self.counted.emit(found)

    def _writer(self, path: Path) -> Callable[[], None] | None:
        counts, scope = self.counts, self.scope
        if counts is None or scope is None:
            return None
        return lambda: track_drawings.save_counts(counts, scope.facts, path)


def head_of(counts: Counts) -> tuple[str, ...]:
    """Name the columns of the table that goes with the bars."""
    return table(counts)[0]


def lines_of(counts: Counts) -> tuple[Line, ...]:
    """Give the lines of that table; the last one counts each recommendation once."""
    _, rows = table(counts)
    return tuple(
        Line(str(at), tuple(f"{cell:,}" if isinstance(cell, int) else cell for cell in row))
        for at, row in enumerate(rows)
    )
