"""Evidence map: counts what Find found, while somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from evidence_library.model.evidence_map import EvidenceMap, Side
from evidence_library.services import evidence_map
from evidence_library.services.evidence_map import SIDES, Plan
from evidence_library.services.find import Found
from evidence_library.services.opened import Library
from evidence_library.ui.presenters.find import FindPresenter
from evidence_library.ui.presenters.following import Following
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.tasks import Job, Report

#: What can stand on either side: the facet and its words.
CHOICES: tuple[tuple[str, str], ...] = tuple(SIDES.items())

#: Forms a map is saved in: key, words, ending.
FORMS: tuple[tuple[str, str, str], ...] = (
    ("svg", "drawing (SVG)", "svg"),
    ("png", "picture (PNG)", "png"),
    ("csv", "table (CSV)", "csv"),
)


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place of a map: what stands on its sides, and row and column of a cell; None: a total."""

    plan: Plan
    row: Side | None
    column: Side | None


class MapPresenter(Following):
    """Draws the map of the latest answer up. `drawn` brings it, `planned` what it shows.

    Nothing is counted while it is not `looked_at`. `copied` brings the table as text and as HTML,
    `saved` the name of the file that was written, `failed` a sentence.
    """

    drawn = Signal(object)
    planned = Signal(object)
    copied = Signal(str, str)
    saved = Signal(str)

    def __init__(self, session: Session, finder: FindPresenter) -> None:
        """Follow the answers of Find."""
        super().__init__(session, finder)
        self.plan = Plan()
        self.map: EvidenceMap | None = None

    def choose(self, rows: str, columns: str) -> None:
        """Put other things on the sides. The same on both exchanges the two."""
        if rows == columns:
            plan = self.plan.turned()
        else:
            plan = replace(self.plan, rows=rows, columns=columns)
        self._take(plan)

    def restore(self, rows: str, columns: str) -> None:
        """Put on the sides what stood there before; what is not known stays as it is."""
        if rows != columns and rows in SIDES and columns in SIDES:
            self._take(Plan(rows, columns))

    def show_plan(self, plan: Plan) -> None:
        """Show what a plan says, with the headings it has opened."""
        self._take(plan)

    def turn(self) -> None:
        """Exchange rows and columns."""
        self._take(self.plan.turned())

    def fold(self, row: int) -> None:
        """Open or close a row with narrower headings."""
        if self.map is None or row >= len(self.map.rows) or not self.map.rows[row].opens:
            return
        self._take(replace(self.plan, opened=self.plan.opened ^ self.map.rows[row].values))

    def open_cell(self, row: Side | None, column: Side | None) -> None:
        """Search for what a cell holds; without row or column, for that of a total."""
        if self.map is not None and self._done_for is not None:
            self._finder.narrow(evidence_map.narrowed(self._done_for, self.map, row, column))

    def copy(self) -> None:
        """Write the map as a table for the clipboard."""
        if self.map is not None:
            table, page = (evidence_map.write(self.map, form) for form in ("tsv", "html"))
            self.copied.emit(table, page)

    def save(self, form: str, path: Path, png: Callable[[str], bytes]) -> None:
        """Write the map to a file; `png` turns a drawing into a picture."""
        drawn = self.map
        if drawn is None:
            return

        def work(_report: Report) -> str:
            if form == "png":
                evidence_map.save(path, png(evidence_map.write(drawn, "svg")))
            else:
                evidence_map.save(path, evidence_map.write(drawn, form).encode("utf-8-sig"))
            return path.name

        title = "Saving the map"
        self._session.tasks.read(
            Job(work, self, title, done=self.saved.emit, failed=self.failed.emit)
        )

    def _take(self, plan: Plan) -> None:
        self.plan = plan
        self.planned.emit(plan)
        self._again()

    def _begin(self, library: Library, found: Found) -> None:
        plan = self.plan

        def done(drawn: EvidenceMap) -> None:
            self.map, self._done_for = drawn, found
            self.drawn.emit(drawn)

        def work(_report: Report) -> EvidenceMap:
            return evidence_map.draw_up(library, found, plan)

        self._session.tasks.read(
            Job(work, self, done=done, failed=self.failed.emit), replaces="map"
        )

    def _on_opened(self) -> None:
        super()._on_opened()
        if self._answer is None:
            self.map = None
        self.plan = replace(self.plan, opened=frozenset())
