"""The results as a table: orders them by a column and brings pages, off the screen's thread."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from evidence_library.model.vocabulary import Workflow, in_words
from evidence_library.services import hit_table
from evidence_library.services.find import Found
from evidence_library.services.hit_table import COLUMNS, TableRow
from evidence_library.services.opened import Library
from evidence_library.services.orders import OF_COLUMNS
from evidence_library.ui.itemmodels.hit_table import PAGE, Deliver, Line
from evidence_library.ui.presenters.find import FindPresenter
from evidence_library.ui.presenters.following import Following
from evidence_library.ui.presenters.session import Session
from evidence_library.ui.presenters.wording import EFFECT_SIGNS, WORKFLOW_SIGN
from evidence_library.ui.tasks import Job, Report

#: Key and words of every column.
TABLE_COLUMNS: tuple[tuple[str, str], ...] = tuple(COLUMNS.items())

__all__ = ["TABLE_COLUMNS", "Found", "TableAnswer", "TablePresenter"]

_KEYS = tuple(COLUMNS)
_EFFECT, _WORKFLOW = _KEYS.index("effect"), _KEYS.index("workflow")
_PUBLISHED = in_words(Workflow.PUBLISHED)

#: The column an order goes by, and whether from its last value.
_COLUMN_OF = {
    order: (_KEYS.index(key), at == 1)
    for key, both in OF_COLUMNS.items()
    for at, order in enumerate(both)
}


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """A table ready to be shown: what was found, in its order, with the first page."""

    found: Found
    first: tuple[Line, ...]
    column: int
    descending: bool


class TablePresenter(Following):
    """Makes tables of the answers of Find while somebody looks at them; `made` brings them."""

    made = Signal(object)

    def __init__(self, session: Session, finder: FindPresenter) -> None:
        """Follow the answers of Find."""
        super().__init__(session, finder)
        self._before = finder.request.order

    def sort(self, column: int, *, descending: bool | None = None) -> None:
        """Order the results by a column: then the other way round, then as they were before."""
        up, down = OF_COLUMNS[_KEYS[column]]
        now = self._finder.request.order
        if now not in {up, down}:
            self._before = now
        if descending is not None:
            wanted = down if descending else up
        else:
            wanted = {up: down, down: self._before}.get(now, up)
        self._finder.sort(wanted)

    def fetch(self, table: TableAnswer, offset: int, limit: int, deliver: Deliver) -> None:
        """Bring a later page of a table."""
        library = self._session.library
        if library is None:
            return

        def work(_report: Report) -> tuple[Line, ...]:
            return _lines(library, table.found, offset, limit)

        self._session.tasks.read(Job(work, self, done=lambda lines: deliver(offset, lines)))

    def _begin(self, library: Library, found: Found) -> None:
        column, descending = _COLUMN_OF.get(found.request.order, (-1, False))

        def work(_report: Report) -> TableAnswer:
            return TableAnswer(found, _lines(library, found, 0, PAGE), column, descending)

        def done(table: TableAnswer) -> None:
            self._done_for = found
            self.made.emit(table)

        job = Job(work, self, done=done, failed=self.failed.emit)
        self._session.tasks.read(job, replaces="table")


def _lines(library: Library, found: Found, offset: int, limit: int) -> tuple[Line, ...]:
    return tuple(map(_line, hit_table.rows(library, found, offset, limit)))


def _line(row: TableRow) -> Line:
    """Put the signs of the effect and of what is not published before their words."""
    sign = EFFECT_SIGNS.get(row.effect, ("", ""))[0]
    cells = list(row.cells)
    cells[_EFFECT] = f"{sign} {cells[_EFFECT]}".strip()
    if cells[_WORKFLOW] != _PUBLISHED:
        cells[_WORKFLOW] = f"{WORKFLOW_SIGN} {cells[_WORKFLOW]}"
    return Line(row.id, tuple(cells))
