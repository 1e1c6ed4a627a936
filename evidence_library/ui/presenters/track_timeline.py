"""The timeline of recommendations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import shorten

from PySide6.QtCore import Signal

from evidence_library.model.clock_looks import Dial
from evidence_library.model.tracked_timeline import Mark, Timeline, look, row
from evidence_library.services import track_counts, track_drawings, track_timeline
from evidence_library.services.track_histories import Histories
from evidence_library.ui.itemmodels.listed_table import Line
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.track_picture import Behind, Picture, Scope

#: So much of the wording stands in the table, in characters.
_WORDING = 90


class TimelinePresenter(Picture):
    """Lays out what was asked for along quarters. `drawn` brings each timeline."""

    drawn = Signal(object)
    kind = "timeline"

    def __init__(self, session: Session, behind: Behind) -> None:
        """Draw nothing yet."""
        super().__init__(session, behind)
        self.dial = Dial.SCHEDULE
        self.timeline: Timeline | None = None

    def choose(self, dial: Dial) -> None:
        """Show the other clock."""
        self.dial = dial
        self.again()

    def query_of(self, marks: Sequence[Mark]) -> str:
        """Give the search that finds marks of one quarter that look the same."""
        due = marks[0].unit.due
        when = track_counts.due_in(due.position) if due is not None else "deadline:none"
        return f"{when} {track_counts.asking(self.dial, look(marks[0], self.dial).value)}"

    def _made_from(
        self, scope: Scope
    ) -> tuple[Callable[[Histories], object], Callable[[object], None]]:
        dial = self.dial

        def make(behind: Histories) -> Timeline:
            return track_timeline.timeline(scope.lines, behind, scope.day, dial)

        return make, self._on_drawn

    def _on_drawn(self, found: object) -> None:
        if isinstance(found, Timeline):
            self.timeline = found
            self.drawn.emit(found)

    def _writer(self, path: Path) -> Callable[[], None] | None:
        drawn, scope = self.timeline, self.scope
        if drawn is None or scope is None:
            return None
        return lambda: track_drawings.save_timeline(drawn, scope.facts, path)


#: The columns of the table beside the drawing.
COLUMNS = ("Recommendation", "Quarter", "Lead", "Deadline", "Reported", "Schedule")


def line_of(mark: Mark, timeline: Timeline) -> Line:
    """Give the line of a mark in the table beside the drawing."""
    quarter, _, _, leads, due, revised, status, schedule, contradiction = row(mark, timeline.day)
    wording = mark.unit.text or mark.line.excerpt
    cells = (
        f"{mark.name}. {shorten(wording, _WORDING, placeholder=' …')}",
        quarter,
        leads,
        f"{due}; revised: {revised}" if revised else due,
        status,
        f"{schedule}. {contradiction}" if contradiction else schedule,
    )
    return Line(mark.line.id, cells)
