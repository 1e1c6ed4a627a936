"""Adding records to packs from Find: by key, button and menu, one, several and all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from evidence_library.model.pack import Pack, records_of
from evidence_library.services import packs
from evidence_library.ui.itemmodels.pack_items import DRAGGED_RECORDS
from tests.helpers.libraries import identity
from tests.ui.person import Person
from tests.ui.trainer import HOMES, STOPS, Trainer


@pytest.fixture
def trainer(reader: Person, qtbot: QtBot) -> Trainer:
    return Trainer(reader.window, qtbot)


def records(trainer: Trainer, pack: Pack) -> list[str]:
    return list(records_of(trainer.holds(pack)))


def dragged() -> QMimeData:
    data = QMimeData()
    data.setData(DRAGGED_RECORDS, b"chosen")
    return data


def test_the_first_record_that_is_added_makes_a_pack(trainer: Trainer) -> None:
    trainer.searches("burgled")
    trainer.opens_first_result()
    trainer.answers.name = "Burglary"
    trainer.takes("add-to-pack")
    assert trainer.sees_message() == "Added to “Burglary”."
    (listed,) = packs.listed(trainer.library)
    assert records_of(packs.find(trainer.library, listed.id)) == (identity(HOMES),)
    trainer.window.frame.messages.buttons["Open the pack"].click()
    trainer.waits()
    assert trainer.window.frame.place == "packs"
    assert trainer.sees_items() == [HOMES]


def test_the_pack_used_last_takes_the_next(trainer: Trainer) -> None:
    one, other = trainer.has_pack("One"), trainer.has_pack("Other")
    trainer.searches("burgled")
    trainer.opens_first_result()
    trainer.answers.which = 1
    trainer.takes("add-to-which")
    assert trainer.answers.asked_which == [("“Other”", "“One”", "New pack…")]
    trainer.searches("stops reason")
    trainer.opens_first_result()
    trainer.takes("add-to-pack")
    assert (records(trainer, one), records(trainer, other)) == (
        [identity(HOMES), identity(STOPS)],
        [],
    )
    trainer.window.frame.messages.buttons["Undo"].click()
    trainer.waits()
    assert records(trainer, one) == [identity(HOMES)]


def test_all_results_are_added_at_once(trainer: Trainer) -> None:
    pack = trainer.has_pack("All")
    trainer.searches("")
    trainer.takes("add-all-to-pack")
    assert len(records(trainer, pack)) == 4
    assert trainer.sees_message() == "Added 4 records to “All”."


def test_the_button_of_the_reader_offers_the_packs(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust & law")
    trainer.searches("burgled")
    trainer.opens_first_result()
    trainer.clicks(trainer.window.find_screen.reader.pack_button)
    menu = trainer.window.packing.adding.menu
    assert menu is not None
    assert [one.text() for one in menu.actions() if one.text()] == ["“Trust && law”", "New pack…"]
    menu.actions()[0].trigger()
    menu.close()
    trainer.waits()
    assert records(trainer, pack) == [identity(HOMES)]
    assert "In packs" in trainer.reads_text()
    trainer.window.find_screen.reader.browser.link_clicked.emit(f"pack:{pack.id}")
    trainer.waits()
    assert trainer.sees_items() == [HOMES]


def test_results_are_dropped_on_the_rail_on_a_pack_and_between_items(trainer: Trainer) -> None:
    pack, other = trainer.has_pack("Trust", STOPS), trainer.has_pack("Other")
    trainer.searches("burgled")
    trainer.opens_first_result()
    trainer.window.packing.adding.add(trainer.window.packing.adding.wanted(), other.id)
    rail = trainer.window.frame.rail
    button = rail._buttons["packs"]
    assert button.acceptDrops()
    button.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            dragged(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    trainer.waits()
    assert len(trainer.holds(other).items) == 2
    trainer.goes_to(pack)
    items, listed = trainer.screen.items.view.items, trainer.screen.packs.model
    items.dropMimeData(dragged(), Qt.DropAction.CopyAction, 0, 0, items.index(-1))
    trainer.waits()
    assert trainer.sees_items() == [HOMES, STOPS]
    listed.dropMimeData(
        dragged(), Qt.DropAction.CopyAction, -1, -1, listed.index(listed.row_of(other.id))
    )
    trainer.waits()
    assert len(trainer.holds(other).items) == 3
