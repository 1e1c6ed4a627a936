"""Packs in the window: makes the workspace when one first comes there, and leads there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from evidence_library.ui.itemmodels.pack_items import DRAGGED_RECORDS
from evidence_library.ui.presenters.wording import quoted
from evidence_library.ui.screens.frame import FIND, PACKS
from evidence_library.ui.screens.lazy_place import LazyPlace, WorkspacePart
from evidence_library.ui.screens.parts import Handlers, Parts
from evidence_library.ui.screens.places import Places

if TYPE_CHECKING:  # loaded when they are asked for: every start would wait for them otherwise
    from evidence_library.ui.presenters.packs import PacksPresenter
    from evidence_library.ui.screens.pack_adding import PackAdding
    from evidence_library.ui.screens.packs import PacksScreen


#: Packs with changes that were not saved, named when a library is opened.
_MOST_NAMED = 3


def _packs(number: int) -> str:
    return "pack" if number == 1 else "packs"


class Packing(QObject):
    """Serves the workspace Packs of a window. `made` brings the workspace, once."""

    made = Signal(object)

    def __init__(self, parts: Parts, place: LazyPlace, places: Places) -> None:
        """Make nothing yet."""
        super().__init__(parts.window)
        self._parts, self._place, self._places = parts, place, places
        self._presenter: PacksPresenter | None = None
        self._screen: PacksScreen | None = None
        self._adding: PackAdding | None = None
        place.filled_by(self._make)
        pane, rail = parts.screen.reader, parts.frame.rail
        pane.pack_asked.connect(self._show_menu)
        pane.link_clicked.connect(self._on_link)
        rail.take_drops(PACKS, DRAGGED_RECORDS)
        rail.dropped.connect(lambda _place: self._add_to_last())
        parts.session.opened.connect(self._on_opened)

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
            self._presenter.unsaved.connect(self._on_unsaved)
        return self._presenter

    def open_pack(self, pack: str) -> None:
        """Show a pack in its workspace."""
        self._places.go(PACKS)
        self.screen.open_pack(pack)

    @property
    def adding(self) -> PackAdding:
        """What adds records to packs, made by now."""
        from evidence_library.ui.screens.pack_adding import PackAdding  # noqa: PLC0415

        if self._adding is None:
            self._adding = PackAdding(self._parts, self.presenter, self.open_pack)
        return self._adding

    @property
    def handlers(self) -> Handlers:
        """What the actions do, by their ids."""
        return {"new-pack": self._new_pack}

    @property
    def handlers_at_find(self) -> Handlers:
        """What the actions do that need the results in sight, by their ids."""
        return {
            "add-to-pack": self._add_to_last,
            "add-to-which": self._add_to_which,
            "add-all-to-pack": self._add_all,
        }

    def may_close(self) -> bool:
        """Keep what was built; False if it cannot be kept and is wanted."""
        return self._place.may_close()

    def _make(self) -> tuple[QWidget, WorkspacePart]:
        from evidence_library.ui.screens.packs import PacksScreen  # noqa: PLC0415

        screen = PacksScreen(self._parts, self.presenter)
        screen.search_asked.connect(self._search)
        screen.find_asked.connect(self._go_to_find)
        screen.records_wanted.connect(self._deliver)
        self._screen = screen
        self.made.emit(screen)
        return screen, screen

    def _add_to_last(self) -> None:
        self.adding.add_to_last()

    def _add_to_which(self) -> None:
        self.adding.add_to_which()

    def _add_all(self) -> None:
        self.adding.add_all()

    def _on_opened(self) -> None:
        """Look for what was not saved, if there is any: no start waits for it otherwise."""
        library = self._parts.session.library
        if library is not None and any((library.folder / "drafts").glob("*.pack")):
            self.presenter.look_for_unsaved()

    def _on_unsaved(self, found: tuple[tuple[str, str], ...]) -> None:
        names = ", ".join(quoted(title, 60) for _key, title in found[:_MOST_NAMED])
        more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        sentence = (
            f"Changes of the {_packs(len(found))} {names}{more} were not saved; they are kept."
        )
        act = partial(self.open_pack, found[0][0])
        self._parts.news.tell_drafts(sentence, (("Open the pack", act),))

    def _show_menu(self) -> None:
        self.adding.show_menu()

    def _deliver(self, then: Callable[[tuple[str, ...]], object]) -> None:
        self.adding.deliver(then)

    def _new_pack(self) -> None:
        self._places.go(PACKS)
        self.screen.packs.ask_new()

    def _on_link(self, link: str) -> None:
        scheme, _, rest = link.partition(":")
        if scheme == "pack":
            self.open_pack(QUrl.fromPercentEncoding(rest.encode()))

    def _search(self, request: object) -> None:
        self._use_what_is_shown()
        self._places.go(FIND)
        self._parts.find.ask_again(request, {})  # type: ignore[arg-type]

    def _use_what_is_shown(self) -> None:
        """Let what is found next go into the pack one comes from."""
        self.adding.use(self.screen.builder.key)

    def _go_to_find(self) -> None:
        self._use_what_is_shown()
        self._places.go(FIND)
        self._places.go_to_search()
