"""The way back from a cell of the evidence map, opened as a search, to the map as it was."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evidence_library.ui.presenters.evidence_map import MapPlace
from evidence_library.ui.presenters.find import Answer, Asked
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.view_switch import MAP


@dataclass(slots=True)
class _Step:
    """A cell that was opened: what was asked for and seen before, and what it asks for.

    Of the reader: how many records had been read `earlier`, and whether one was being read then;
    `records` is how many `Back` knew of as soon as what the cell holds was there.
    """

    before: Asked
    place: MapPlace
    cell: Asked
    earlier: int
    reading: bool
    records: int | None = None


class WayBack(QObject):
    """Remembers which cells led here, as long as nothing else is asked for.

    `changed` says that there is a way back, or none any more, or one less.
    """

    changed = Signal()

    def __init__(self, parts: Parts) -> None:
        """Watch the map of a window; there is no way back yet."""
        super().__init__(parts.window)
        self._parts = parts
        self._steps: list[_Step] = []
        self._opening = False
        self._coming: _Step | None = None
        pane = parts.screen.views.map
        pane.opening.connect(self._on_opening)
        pane.opened.connect(self._on_opened)
        parts.find.asked.connect(self._on_asked)
        parts.screen.answered.connect(self._on_answered)
        parts.session.opened.connect(self._forget)
        parts.screen.results.map_asked.connect(self.go)

    @property
    def is_next(self) -> bool:
        """Whether the map is the last place one came from: no record was read before this one."""
        if not self._steps:
            return False
        records = self._steps[-1].records
        return records is not None and self._parts.reader.records_before <= records

    def step(self) -> bool:
        """Go one step back if it leads to the map; from the inside of a record first to the list.

        Tells whether it did.
        """
        if not self.is_next:
            return False
        if self._parts.screen.in_record:
            self._parts.screen.leave_reader()
        else:
            self.go()
        return True

    def go(self) -> None:
        """Ask again what the map was made of; the map follows with the answer."""
        if not self._steps:
            return
        self._coming = step = self._steps.pop()
        self._parts.reader.rewind(step.earlier, reading=step.reading)
        self._parts.find.come_back(step.before)
        self._tell()

    def _on_opening(self, place: MapPlace) -> None:
        self._opening = True
        now, reader = self._parts.find.now, self._parts.reader
        self._steps.append(_Step(now, place, now, reader.records_before, reader.reads))
        # Nobody is to be led to the first record of another search, while the cell is looked up.
        self._parts.screen.results.list.hits.show(0, (), None)

    def _on_opened(self) -> None:
        self._opening = False
        self._steps[-1].cell = self._parts.find.now
        self._tell()

    def _on_asked(self) -> None:
        """Forget the way when something else is asked for."""
        if self._opening or not self._steps:
            return
        if not self._steps[-1].cell.is_asked_in(self._parts.find.now):
            self._forget()

    def _on_answered(self, _answer: Answer) -> None:
        coming, self._coming = self._coming, None
        if coming is not None:
            if coming.before.is_asked_in(self._parts.find.now):
                self._show(coming.place)
        elif self._steps and self._steps[-1].records is None:
            self._steps[-1].records = self._parts.reader.records_before
            hits = self._parts.screen.results.list
            if self._parts.window.focusWidget() is hits:
                hits.choose_first()
            self._tell()

    def _show(self, place: MapPlace) -> None:
        views = self._parts.screen.views
        views.map.come_back(place)
        views.show(MAP)
        self._parts.screen.enter_results()

    def _forget(self) -> None:
        if self._steps:
            self._steps.clear()
            self._tell()

    def _tell(self) -> None:
        self._parts.screen.results.offer_map(offered=bool(self._steps))
        self.changed.emit()
