"""Where one is in the window, and how one gets elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from evidence_library.ui.screens.frame import (
    ASSESS,
    CURATE,
    FIND,
    HELP,
    PACKS,
    SETTINGS,
    TRACK,
)
from evidence_library.ui.screens.help import SHORTCUTS, HelpScreen
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.screens.settings import SettingsScreen

#: What shows a library.
_OF_LIBRARY = frozenset({FIND, PACKS, TRACK, ASSESS, CURATE})


class Places(QObject):
    """Shows workspaces, panes and pages of a window."""

    def __init__(self, parts: Parts, settings: SettingsScreen, manual: HelpScreen) -> None:
        """Serve a window; go nowhere yet."""
        super().__init__(parts.window)
        self._parts, self._settings, self._manual = parts, settings, manual
        parts.frame.rail.chosen.connect(self.go)
        parts.screen.filters.installEventFilter(self)

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {
            "find": self.go_to_search,
            "go-find": partial(self.go, FIND),
            "go-packs": self._go_to_packs,
            "go-track": self._go_to_track,
            "go-assess": self._go_to_assess,
            "go-curate": self._go_to_curate,
            "go-settings": partial(self.go, SETTINGS),
            "filters": partial(self.at_find, self._toggle_filters),
            "next-pane": partial(self._cycle, 1),
            "previous-pane": partial(self._cycle, -1),
            "manual": partial(self.go, HELP),
            "start-page": partial(self.at_find, self._show_start_page),
            "shortcuts": self._show_shortcuts,
        }

    def go(self, place: str) -> None:
        """Show a workspace."""
        if self._parts.session.library is None and place in _OF_LIBRARY:
            self._parts.frame.show_waiting()
        else:
            self._parts.frame.show_place(place)
            self._parts.frame.status.offer_found(offered=place == FIND)

    def at_find(self, act: Callable[[], object]) -> None:
        """Show the workspace Find, then act."""
        self.go(FIND)
        act()

    def all_at_find(self, handlers: Handlers) -> Handlers:
        """Let what actions do begin with showing the workspace Find."""
        return {name: partial(self.at_find, act) for name, act in handlers.items()}

    def go_to_search(self) -> None:
        """Go to the search field."""
        self._parts.frame.search.take_focus()

    def go_to_filters(self) -> None:
        """Go to the filters, in sight or not."""
        self.go(FIND)
        screen = self._parts.screen
        if not screen.filters_shown:
            screen.toggle_filters()
        screen.filters.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let “Show filters” be ticked while the filters are in sight, whoever shows them."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.HideToParent}:
            self._tick_filters()
        return super().eventFilter(watched, event)

    def _go_to_packs(self) -> None:
        """Show the workspace Packs, with the cursor in it."""
        self.go(PACKS)
        if self._parts.frame.place == PACKS:
            self._parts.packs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_track(self) -> None:
        """Show the workspace Track, with the cursor in it."""
        self.go(TRACK)
        if self._parts.frame.place == TRACK:
            self._parts.track.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_assess(self) -> None:
        """Show the workspace Assess, with the cursor in it."""
        self.go(ASSESS)
        if self._parts.frame.place == ASSESS:
            self._parts.assess.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_curate(self) -> None:
        """Show the workspace Curate, with the cursor in it."""
        self.go(CURATE)
        if self._parts.frame.place == CURATE:
            self._parts.curate.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle_filters(self) -> None:
        self._parts.screen.toggle_filters()
        self._tick_filters()

    def _tick_filters(self) -> None:
        self._parts.actions["filters"].setChecked(self._parts.screen.filters_shown)

    def _show_start_page(self) -> None:
        """Show what stood there at the first start: all records, and the jobs one can do."""
        self._parts.reader.clear()
        self._parts.find.clear()
        self._parts.screen.show_start()

    def _show_shortcuts(self) -> None:
        self.go(HELP)
        self._manual.open_page(SHORTCUTS)

    def _cycle(self, step: int) -> None:
        panes = self._panes()
        focus = QApplication.focusWidget()
        at = next((n for n, one in enumerate(panes) if _holds(one, focus)), -1 if step > 0 else 0)
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _panes(self) -> list[QWidget]:
        frame = self._parts.frame
        panes: list[QWidget] = [frame.search.line]
        if frame.place == FIND:
            panes.extend(self._parts.screen.panes())
        elif frame.place == PACKS:
            panes.extend(self._parts.packs.panes())
        elif frame.place == TRACK:
            panes.extend(self._parts.track.panes())
        elif frame.place == ASSESS:
            panes.extend(self._parts.assess.panes())
        elif frame.place == CURATE:
            panes.extend(self._parts.curate.panes())
        elif frame.place == HELP:
            panes.extend((self._manual.contents, self._manual.browser))
        elif frame.place == SETTINGS:
            panes.append(self._settings.control("theme"))
        return panes


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
