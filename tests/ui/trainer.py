"""Somebody in the workspace Packs, who puts packs together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evidence_library.model.pack import Pack
from evidence_library.services import packs
from evidence_library.services.opened import Library
from evidence_library.ui.screens.packs import PacksScreen
from tests.helpers.libraries import identity
from tests.ui.person import Person

STOPS, HOMES = "Explaining stops to people who are stopped", "Visits to burgled homes"


class Trainer(Person):
    """Does with packs what trainers do."""

    @property
    def library(self) -> Library:
        library = self.window.session.library
        assert library is not None
        return library

    @property
    def screen(self) -> PacksScreen:
        return self.window.packing.screen

    def has_pack(self, title: str = "Trust", *records: str) -> Pack:
        pack = packs.new(self.library, title)[0]
        if records:
            packs.add(self.library, pack.id, [identity(one) for one in records])
        return packs.find(self.library, pack.id)

    def goes_to(self, pack: Pack) -> None:
        self.window.packing.open_pack(pack.id)
        self.waits()

    def chooses(self, *titles: str) -> None:
        rows = self.screen.items.view.items.rows
        self.screen.items.view.choose(tuple(one.id for one in rows if one.title in titles))

    def clicks_key(self, on: QWidget, key: Qt.Key, with_key: Qt.KeyboardModifier) -> None:
        on.setFocus()
        self._qtbot.keyClick(on, key, with_key)
        self.waits()

    def types(self, field: str, words: str) -> None:
        made = self.screen.side.pack_form.fields[field]
        made.take_focus()
        target = made.focusProxy()
        assert target is not None
        self._qtbot.keyClicks(target.focusProxy() or target, words)
        self.waits()

    def sees_packs(self) -> list[str]:
        return [f"{one.title}: {one.about}" for one in self.screen.packs.model.lines]

    def sees_items(self) -> list[str]:
        return [one.title for one in self.screen.items.view.items.rows]

    def holds(self, pack: Pack) -> Pack:
        return packs.find(self.library, pack.id)
