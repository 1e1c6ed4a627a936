"""Adding records to packs from Find: by button, menu, key, and by what is dragged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QMenu

from evidence_library.ui.presenters.packs import PacksPresenter
from evidence_library.ui.presenters.wording import quoted
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.widgets.plain import literal

#: More results than this are added only after asking.
ASKED_ABOVE = 50

#: Packs that are offered by name at once, the one used last first.
_MOST = 12

_NOWHERE = "Go to a record first: in the results, or by reading it."
_NO_RESULTS = "Search for records first: there is nothing to add."
_NEW = "New pack…"

_REMEMBERED = "pack"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be added: a record by its id, or several by their numbers."""

    record: str = ""
    numbers: tuple[int, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(self.record or self.numbers)


class PackAdding(QObject):
    """Adds what is chosen in Find to a pack. `open_pack` shows a pack."""

    def __init__(
        self, parts: Parts, presenter: PacksPresenter, open_pack: Callable[[str], object]
    ) -> None:
        """Serve a window."""
        super().__init__(parts.window)
        self._parts, self._presenter, self._open_pack = parts, presenter, open_pack
        self.menu: QMenu | None = None
        presenter.added.connect(self._on_added)

    @property
    def last_used(self) -> str:
        """The pack that was added to last, if the library still has it."""
        key = bytes(self._parts.remembered.state(_REMEMBERED).data()).decode(errors="replace")
        return key if self._presenter.title_of(key) else ""

    def use(self, pack: str) -> None:
        """Let a pack be the one used last: records are looked for to go into it."""
        if pack:
            self._parts.remembered.keep(_REMEMBERED, QByteArray(pack.encode()))

    def add_to_last(self) -> None:
        """Add what is chosen to the pack used last; ask which if there is none."""
        wanted = self.wanted()
        if self._may(wanted, _NOWHERE):
            self._presenter.refresh(partial(self._add_to_last, wanted))

    def add_to_which(self) -> None:
        """Add what is chosen to a pack one is asked for."""
        wanted = self.wanted()
        if self._may(wanted, _NOWHERE):
            self._presenter.refresh(partial(self._ask_which, wanted))

    def add_all(self) -> None:
        """Add all results to a pack one is asked for."""
        answer = self._parts.find.answer
        numbers = tuple(answer.found.numbers) if answer is not None else ()
        if not self._may(Wanted(numbers=numbers), _NO_RESULTS):
            return
        if len(numbers) > ASKED_ABOVE:
            question = f"Add all {len(numbers):,} results to a pack? That is a long session."
            if not self._parts.dialogs.confirm(self._parts.window, question, "Add all"):
                return
        self._presenter.refresh(partial(self._ask_which, Wanted(numbers=numbers)))

    def show_menu(self) -> None:
        """Offer the packs below the button of the reader, for the record that is read."""
        page = self._parts.reader.page
        wanted = Wanted(page.id if page is not None else "")
        if self._may(wanted, _NOWHERE):
            self._presenter.refresh(partial(self._pop_up, wanted))

    def wanted(self) -> Wanted:
        """Give what is chosen in the results, or else the record that is read."""
        screen, page = self._parts.screen, self._parts.reader.page
        if screen.views.choice.several:
            return Wanted(numbers=screen.views.choice.numbers)
        at = screen.views.at()
        if at is not None:
            return Wanted(at[0])
        return Wanted(page.id if page is not None else "")

    def add(self, wanted: Wanted, pack: str) -> None:
        """Add to a pack, at its end."""
        if wanted.numbers:
            self._presenter.add_numbers(pack, wanted.numbers)
        elif wanted.record:
            self._presenter.add(pack, (wanted.record,))

    def deliver(self, then: Callable[[tuple[str, ...]], object]) -> None:
        """Look up the ids of what is dragged out of the results."""
        wanted = self.wanted()
        if wanted.numbers:
            self._presenter.look_up(wanted.numbers, then)
        elif wanted.record:
            then((wanted.record,))

    def _may(self, wanted: Wanted, why_not: str) -> bool:
        parts = self._parts
        if parts.session.hindrance or not wanted.any:
            parts.news.tell_note(parts.session.hindrance or why_not)
            return False
        return True

    def _add_to_last(self, wanted: Wanted) -> None:
        if self.last_used:
            self.add(wanted, self.last_used)
        elif not self._presenter.packs:
            self._begin(wanted)
        else:
            self._ask_which(wanted)

    def _ask_which(self, wanted: Wanted) -> None:
        offered = self._offered()
        titles = [quoted(title, 60) for _key, title in offered]
        if not titles:
            self._begin(wanted)
            return
        number = len(wanted.numbers) or 1
        question = f"Into which pack shall {'it' if number == 1 else f'the {number:,} records'} go?"
        parts = self._parts
        at = parts.dialogs.ask_which(parts.window, "Add to pack", question, [*titles, _NEW])
        if at is None:
            return
        if at < len(offered):
            self.add(wanted, offered[at][0])
        else:
            self._begin(wanted)

    def _begin(self, wanted: Wanted) -> None:
        title = self._parts.dialogs.ask_name(self._parts.window, "New pack", "")
        if title:
            self._presenter.begin_with(title, (wanted.record,), wanted.numbers)

    def _pop_up(self, wanted: Wanted) -> None:
        button = self._parts.screen.reader.pack_button
        self.menu = menu = QMenu(button)
        for key, title in self._offered():
            action = menu.addAction(literal(quoted(title, 60)))
            action.triggered.connect(lambda _=False, key=key: self.add(wanted, key))
        if self._presenter.packs:
            menu.addSeparator()
        menu.addAction(_NEW).triggered.connect(lambda _=False: self._begin(wanted))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _offered(self) -> Sequence[tuple[str, str]]:
        """List packs by id and title: the one used last first, then the latest."""
        last = self.last_used
        latest_first = reversed(self._presenter.packs)
        packs = [(str(one.id), one.title) for one in latest_first if one.understood]
        return sorted(packs, key=lambda one: one[0] != last)[:_MOST]

    def _on_added(self, sentence: str, operation: object, pack: str) -> None:
        parts = self._parts
        self.use(pack)
        undo = partial(parts.session.undo, operation if isinstance(operation, int) else None)
        parts.news.tell_choices(
            sentence, (("Undo", undo), ("Open the pack", partial(self._open_pack, pack)))
        )
