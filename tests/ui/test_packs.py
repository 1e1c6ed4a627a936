"""Packs: the list, the builder, its undo, and what becomes of what is built."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence_library.model.pack import Pack
from evidence_library.services import packs
from evidence_library.services.opened import Library
from evidence_library.ui.screens.packs import PacksScreen
from tests.helpers.libraries import identity
from tests.ui.person import Person

STOPS, HOMES = "Explaining stops to people who are stopped", "Visits to burgled homes"


class Trainer(Person):
    """Somebody in the workspace Packs."""

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

    def sees_packs(self) -> list[str]:
        return [f"{one.title}: {one.about}" for one in self.screen.packs.model.lines]

    def sees_items(self) -> list[str]:
        return [one.title for one in self.screen.items.view.items.rows]

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

    def holds(self, pack: Pack) -> Pack:
        return packs.find(self.library, pack.id)


@pytest.fixture
def trainer(reader: Person, qtbot: QtBot) -> Trainer:
    return Trainer(reader.window, qtbot)


def test_the_first_pack_is_made_from_a_template(trainer: Trainer) -> None:
    trainer.takes("go-packs")
    assert "hand out" in trainer.screen.none.sentence
    dialog = trainer.screen.packs.ask_new()
    assert dialog is not None
    dialog.line.setText("Trust")
    dialog.options["two-hour workshop"].setChecked(True)
    dialog.make.click()
    trainer.waits()
    assert [one.partition(":")[0] for one in trainer.sees_packs()] == ["Trust"]
    assert trainer.sees_items()
    assert trainer.screen.builder.pack is not None


def test_items_are_listed_with_their_times_and_the_sum(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS, HOMES)
    trainer.goes_to(pack)
    assert trainer.sees_items() == [STOPS, HOMES]
    assert trainer.screen.items.sum.text().startswith("2 records, 2 minutes")
    row = trainer.screen.items.view.items.rows[0]
    assert (row.kind, row.minutes) == ("Record", "about 1 min")


def test_what_is_built_is_saved_in_one_operation(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS, HOMES)
    trainer.goes_to(pack)
    trainer.chooses(HOMES)
    trainer.presses(Qt.Key.Key_Delete, on=trainer.screen.items.view)
    trainer.screen.items.adders[0].click()
    assert trainer.sees_items() == [STOPS, "Untitled"]
    assert len(trainer.holds(pack).items) == 2
    assert trainer.screen.builder.dirty
    trainer.window.go("find")
    trainer.waits()
    assert not trainer.screen.builder.dirty
    assert trainer.window.session.standing.undo == "Change the pack “Trust”"
    assert len(trainer.holds(pack).items) == 2


def test_every_act_can_be_taken_back_while_building(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS, HOMES)
    trainer.goes_to(pack)
    view, deeds = trainer.screen.items.view, trainer.screen.deeds
    trainer.chooses(STOPS)
    trainer.window.activateWindow()
    trainer.clicks_key(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert trainer.sees_items() == [HOMES, STOPS]
    trainer.clicks_key(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert trainer.sees_items() == [STOPS, HOMES]
    trainer.types("audience", "Sergeants")
    assert (deeds.count(), deeds.undoText()) == (3, "Change: Audience")
    while deeds.canUndo():
        deeds.undo()
    assert trainer.screen.builder.pack == pack
    assert not trainer.screen.builder.dirty


def test_undo_and_save_keys_are_those_of_the_builder(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    trainer.types("audience", "Inspectors")
    line = trainer.screen.side.pack_form.fields["audience"].focusProxy()
    assert line is not None
    trainer.clicks_key(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert trainer.screen.builder.pack == pack
    trainer.clicks_key(
        line,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    trainer.clicks_key(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert trainer.holds(pack).audience == "Inspectors"
    assert trainer.answers.names_asked == []
