"""The views of a result beside the list: table, evidence map, and records side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.presenters.compare import Chosen, ComparePage
from evidence_library.ui.presenters.evidence_map import FORMS
from evidence_library.ui.presenters.views import Views
from evidence_library.ui.screens.compare_pane import ComparePane, CompareTray
from evidence_library.ui.screens.map_pane import MapPane
from evidence_library.ui.screens.results_pane import ResultsPane
from evidence_library.ui.screens.table_pane import TablePane
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets.svg_image import png
from evidence_library.ui.widgets.view_switch import LIST, MAP, TABLE, VIEWS

_KEYS = frozenset(key for key, _, _ in VIEWS)


class ResultViews(QObject):
    """Puts the other views into the results pane and switches between them.

    `changed` follows a switch, `said` is for screen readers, `failed` says what went wrong.
    """

    changed = Signal(str)
    chosen = Signal(str)
    entered = Signal()
    said = Signal(str)
    failed = Signal(str)
    comparing = Signal()

    def __init__(self, theme: Theme, results: ResultsPane, views: Views) -> None:
        """Start with the list."""
        super().__init__()
        self._results, self._views = results, views
        self.view = LIST
        self.table = TablePane(theme, views.table)
        self.map = MapPane(theme, views.map)
        self.tray = CompareTray(views.compare)
        self.page = ComparePane(theme, views.compare)
        results.add_views({TABLE: self.table, MAP: self.map}, self.tray)
        results.switch.chosen.connect(self.show)
        self.table.chosen.connect(self.chosen)
        self.table.entered.connect(self.entered)
        self.map.opened.connect(self._on_cell_opened)
        for view in (self.table, self.map):
            view.said.connect(self.said)
        views.compare.told.connect(self.said)
        views.compare.refused.connect(self.said)
        views.compare.shown.connect(self._on_compared)
        views.compare.chosen_changed.connect(self._on_chosen_to_compare)
        for presenter in (views.table, views.map, views.compare):
            presenter.failed.connect(self.failed)

    @property
    def chosen_to_compare(self) -> tuple[Chosen, ...]:
        """The records chosen in the results, in the order they were."""
        return self._views.compare.chosen

    @property
    def wide(self) -> bool:
        """Whether the view takes the room of the record too."""
        return self.view != LIST

    def columns_seen(self) -> tuple[str, ...]:
        """Give the columns of the table by their keys; none in another view."""
        return self.table.columns if self.view == TABLE else ()

    def show(self, view: str) -> None:
        """Switch to a view."""
        if view == self.view:
            return
        self.view = view
        self._results.show_view(view)
        self._views.table.look(looked_at=view == TABLE)
        self._views.map.look(looked_at=view == MAP)
        self.changed.emit(view)

    def focus(self) -> QWidget:
        """Give what takes the focus in the view."""
        if self.view == TABLE:
            return self.table.table
        return self.map.table if self.view == MAP else self._results.list

    def mark(self, shown: tuple[str, str]) -> None:
        """Choose the record one is at, or drop it; `shown` is the one in the reader."""
        record, title = self.at() or shown
        if record:
            self._views.compare.toggle(record, title)
            self._keep_in_sight()
        else:
            self.said.emit("Go to a record first.")

    def compare(self) -> None:
        """Show the chosen records side by side, or how to choose some."""
        if self._views.compare.ready:
            self._views.compare.compare()
        else:
            self.said.emit(f"Compare. {self.page.empty.sentence}")
            self.comparing.emit()

    def save_map(self, form: str, dialogs: Dialogs) -> None:
        """Ask where to save the map, and save it."""
        ending = next(ending for key, _, ending in FORMS if key == form)
        path = dialogs.choose_map_file(self.map, Path(f"evidence-map.{ending}"))
        if path is not None:
            self._views.map.save(form, path, png)

    def state(self) -> QByteArray:
        """Give what is remembered until the next start."""
        plan = self._views.map.plan
        kept = {
            "view": self.view,
            "columns": self.table.columns,
            "map": [plan.rows, plan.columns],
        }
        return QByteArray(json.dumps(kept).encode())

    def restore(self, state: QByteArray) -> None:
        """Show things as they were; what cannot be read is left as it is."""
        try:
            kept: Any = json.loads(bytes(state.data()) or b"{}")
            view, columns, sides = kept.get("view"), kept.get("columns"), kept.get("map")
            if isinstance(columns, list):
                self.table.choose_columns(map(str, columns))
            if isinstance(sides, list) and len(sides) == 2:
                self._views.map.restore(*map(str, sides))
            if view in _KEYS:
                self.show(view)
        except (ValueError, AttributeError):
            return

    def at(self) -> tuple[str, str] | None:
        """Give the record one is at in the list or the table."""
        if self.view == TABLE:
            line = self.table.table.hits.line_at(self.table.table.currentIndex().row())
            return (line.id, line.cells[0]) if line is not None else None
        row = self._results.list.hits.row_at(self._results.list.currentIndex().row())
        if self.view == MAP or row is None:
            return None
        return row.id, "".join(text for text, _ in row.title)

    def _on_chosen_to_compare(self) -> None:
        chosen = frozenset(one.id for one in self._views.compare.chosen)
        self._results.list.hits.choose(chosen)
        self.table.table.hits.choose(chosen)

    def _keep_in_sight(self) -> None:
        """Scroll to the record chosen, as the tray takes a part of the list's room."""
        layout = self._results.layout()
        if layout is not None:
            layout.activate()
        self._results.list.scrollTo(self._results.list.currentIndex())

    def _on_cell_opened(self) -> None:
        self.show(LIST)
        self._results.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_compared(self, page: ComparePage) -> None:
        self.said.emit(f"Compare. {page.sentence}")
        self.comparing.emit()
