"""How the results are seen: as a list, a table or a map, in which order, and side by side."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

from evidence_library.ui.presenters.find import ORDERS
from evidence_library.ui.screens.parts import Handlers, Parts

_VIEWS = ("list", "table", "map")


class Viewing(QObject):
    """Serves the views of the results of a window, and keeps its menus ticked."""

    def __init__(self, parts: Parts) -> None:
        """Connect the parts."""
        super().__init__(parts.window)
        self._parts = parts
        self._connect()

    @property
    def handlers_at_find(self) -> Handlers:
        """What the actions do that need the results in sight, by their ids."""
        return {
            "compare-mark": self._mark_to_compare,
            "compare": self._parts.screen.views.compare,
            **{f"view-{one}": partial(self._show, one) for one in _VIEWS},
            **{f"sort-{one}": partial(self._parts.find.sort, one) for one, _ in ORDERS},
        }

    def _connect(self) -> None:
        views = self._parts.screen.views
        views.changed.connect(self._tick)
        views.said.connect(self._parts.announce)
        views.failed.connect(self._parts.news.tell_failure)
        views.map.save_asked.connect(self._save_map)
        self._parts.find.asked.connect(self._tick_order)

    def _show(self, view: str) -> None:
        self._parts.screen.views.show(view)
        self._parts.screen.enter_results()
        self._tick(view)

    def _tick(self, view: str) -> None:
        self._parts.actions[f"view-{view}"].setChecked(True)

    def _tick_order(self) -> None:
        order = self._parts.find.request.order
        for one, _ in ORDERS:
            _tick_alone(self._parts.actions[f"sort-{one}"], on=one == order)

    def _mark_to_compare(self) -> None:
        page = self._parts.reader.page
        marked = (page.id, page.title) if page is not None else ("", "")
        self._parts.screen.views.mark(marked)

    def _save_map(self, form: str) -> None:
        self._parts.screen.views.save_map(form, self._parts.dialogs)


def _tick_alone(action: QAction, *, on: bool) -> None:
    """Tick or untick an action of a group of which none may be ticked."""
    group = action.actionGroup()
    if group is not None:
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
    action.setChecked(on)
