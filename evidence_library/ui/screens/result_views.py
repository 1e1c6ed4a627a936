"""The views of a result beside the list: table, evidence map, and records side by side."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from evidence_library.ui.dialogs import Dialogs
from evidence_library.ui.presenters.compare import MOST, Chosen, ComparePage
from evidence_library.ui.presenters.evidence_map import FORMS
from evidence_library.ui.presenters.hit_table import Found
from evidence_library.ui.presenters.views import Views
from evidence_library.ui.screens.compare_pane import ComparePane, CompareTray
from evidence_library.ui.screens.map_pane import MapPane
from evidence_library.ui.screens.results_pane import HitsView, ResultsPane
from evidence_library.ui.screens.table_pane import TablePane
from evidence_library.ui.theme import Theme
from evidence_library.ui.widgets import several_rows
from evidence_library.ui.widgets.hits_table import HitsTable
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
        self.choice = views.choice
        self._told = 0
        self._listed: Found | None = None
        results.list.chose.connect(partial(self._on_chose, LIST))
        self.table.table.chose.connect(partial(self._on_chose, TABLE))
        self.table.shown.connect(self._on_table_shown)
        self.choice.changed.connect(self._on_choice)
        self.choice.titled.connect(self._compare_chosen)
        for presenter in (views.table, views.map, views.compare, views.choice):
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
        self.choice.look(seen=view != MAP)
        self._show_choice()
        self.changed.emit(view)

    def focus(self) -> QWidget:
        """Give what takes the focus in the view."""
        if self.view == TABLE:
            return self.table.table
        return self.map.table if self.view == MAP else self._results.list

    def keep_chosen(self, found: Found) -> None:
        """Choose in the list, which shows what was found, the same records as before."""
        self._listed = found
        self.choice.move_to(found)
        if self.view == LIST:
            self._show_choice()

    def say_chosen(self) -> None:
        """Say in the head how many are chosen."""
        self._results.show_chosen(self.choice.count)

    def mark(self, shown: tuple[str, str]) -> None:
        """Choose the record one is at, or drop it; `shown` is the one in the reader."""
        record, title = self.at() or shown
        if record:
            self._views.compare.toggle(record, title)
            self._keep_in_sight()
        else:
            self.said.emit("Go to a record first.")

    def compare(self) -> None:
        """Show the chosen records side by side, or how to choose some.

        Two to four results chosen together go before those that were put into the tray.
        """
        if 1 < self.choice.count <= MOST:
            self.choice.title()
        else:
            self._compare_tray()

    def _compare_tray(self) -> None:
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
        """Give the record that is chosen in the list or the table, or else the one one is at."""
        if self.view == TABLE:
            line = self.table.table.hits.line_at(several_rows.row_of(self.table.table))
            return (line.id, line.cells[0]) if line is not None else None
        row = self._results.list.hits.row_at(several_rows.row_of(self._results.list))
        if self.view == MAP or row is None:
            return None
        return row.id, "".join(text for text, _ in row.title)

    def _rows(self) -> HitsView | HitsTable | None:
        if self.view == MAP:
            return None
        return self.table.table if self.view == TABLE else self._results.list

    def _shown(self) -> Found | None:
        """Give what the view shows; a table may be of what was found before."""
        return self.table.found if self.view == TABLE else self._listed

    def _on_chose(self, view: str) -> None:
        rows = self._rows()
        if view == self.view and rows is not None:
            self.choice.choose(self._shown(), several_rows.spans_of(rows))

    def _on_table_shown(self) -> None:
        if self.view == TABLE and self.table.found is not None:
            self.choice.move_to(self.table.found)
            self._show_choice()

    def _show_choice(self) -> None:
        """Choose in the view what is chosen; where that is not several, what one is at."""
        rows = self._rows()
        if rows is None or self.choice.found is not self._shown():
            return
        selection = rows.selectionModel()
        blocked = selection.blockSignals(True)
        if self.choice.several:
            several_rows.choose_spans(rows, self.choice.spans)
        else:
            several_rows.keep_one(rows)
        selection.blockSignals(blocked)
        rows.viewport().update()
        self.choice.choose(self._shown(), several_rows.spans_of(rows))

    def _on_choice(self) -> None:
        number = self.choice.count
        for rows in (self._results.list, self.table.table):
            rows.show_several(several=number > 1)
        self.say_chosen()
        if number != self._told and (number > 1 or (number == 1 and self._told > 1)):
            self.said.emit(self.choice.sentence)
        self._told = number

    def _compare_chosen(self, chosen: tuple[tuple[str, str], ...]) -> None:
        self._views.compare.choose_all(chosen)
        self._compare_tray()

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
