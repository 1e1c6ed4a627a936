"""Packs in the window: makes the workspace when one first comes there, and leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evidence_library.ui.screens.frame import FIND, PACKS
from evidence_library.ui.screens.packs_place import PacksPart, PacksPlace
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.places import Places

if TYPE_CHECKING:  # loaded when they are asked for: every start would wait for them otherwise
    from evidence_library.ui.presenters.packs import PacksPresenter
    from evidence_library.ui.screens.packs import PacksScreen


class Packing(QObject):
    """Serves the workspace Packs of a window. `made` brings the workspace, once."""

    made = Signal(object)

    def __init__(self, parts: Parts, place: PacksPlace, places: Places) -> None:
        """Make nothing yet."""
        super().__init__(parts.window)
        self._parts, self._place, self._places = parts, place, places
        self._presenter: PacksPresenter | None = None
        self._screen: PacksScreen | None = None
        place.filled_by(self._make)

    @property
    def screen(self) -> PacksScreen:
        """The workspace, made by now."""
        self._place.fill()
        if self._screen is None:
            raise RuntimeError("the workspace was not made")
        return self._screen

    @property
    def presenter(self) -> PacksPresenter:
        """What asks for packs, made by now."""
        from evidence_library.ui.presenters.packs import PacksPresenter  # noqa: PLC0415

        if self._presenter is None:
            self._presenter = PacksPresenter(self._parts.session)
            self._presenter.setParent(self)
            self._presenter.told.connect(self._parts.news.tell_done)
            self._presenter.failed.connect(self._parts.news.tell_failure)
        return self._presenter

    def open_pack(self, pack: str) -> None:
        """Show a pack in its workspace."""
        self._places.go(PACKS)
        self.screen.open_pack(pack)

    def may_close(self) -> bool:
        """Keep what was built; False if it cannot be kept and is wanted."""
        return self._place.may_close()

    def _make(self) -> tuple[QWidget, PacksPart]:
        from evidence_library.ui.screens.packs import PacksScreen  # noqa: PLC0415

        screen = PacksScreen(self._parts, self.presenter)
        screen.search_asked.connect(self._search)
        screen.find_asked.connect(self._go_to_find)
        self._screen = screen
        self.made.emit(screen)
        return screen, screen

    def _search(self, request: object) -> None:
        self._places.go(FIND)
        self._parts.find.ask_again(request, {})  # type: ignore[arg-type]

    def _go_to_find(self) -> None:
        self._places.go(FIND)
        self._places.go_to_search()
