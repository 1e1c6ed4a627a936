"""Packs: the list, the builder, its undo, and what becomes of what is built."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
from pytestqt.qtbot import QtBot

from evidence_library.errors import UserCanFix
from evidence_library.model.pack import RecordItem
from evidence_library.services import pack_drafts, packs
from evidence_library.services.draft_locks import Sitting
from evidence_library.services.library import open_library
from evidence_library.ui.widgets.fields.checked import CheckedLine
from evidence_library.ui.widgets.fields.ticks import TicksField
from tests.ui.person import Person
from tests.ui.trainer import HOMES, STOPS, Trainer


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


def test_what_is_built_is_a_draft_until_it_is_saved(trainer: Trainer, qtbot: QtBot) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    trainer.types("audience", "All")
    drafts = trainer.library.folder / "drafts"
    qtbot.waitUntil(lambda: bool(list(drafts.glob("*.pack"))), timeout=3_000)
    assert trainer.holds(pack).audience == ""
    trainer.screen.save()
    trainer.waits()
    assert list(drafts.glob("*.pack")) == []


def test_after_a_crash_the_draft_is_taken_up_again(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    built = replace(pack, audience="Half typed")
    pack_drafts.keep(trainer.library, built, pack, "a window that is gone")
    trainer.goes_to(pack)
    assert trainer.screen.builder.pack == built
    assert "was not saved when the program stopped" in trainer.screen.messages.text
    trainer.screen.messages.buttons["Discard it"].click()
    trainer.waits()
    assert trainer.screen.builder.pack == pack
    assert pack_drafts.unsaved(trainer.library) == ()


@pytest.mark.parametrize(
    ("choice", "audience", "titles"),
    [
        ("Mine", "Mine", ["Trust"]),
        ("Theirs", "Theirs", ["Trust"]),
        ("Both", "Theirs", ["Trust", "Trust (my changes)"]),
    ],
)
def test_a_change_from_elsewhere_is_never_written_over_unasked(
    trainer: Trainer, choice: str, audience: str, titles: list[str]
) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    trainer.types("audience", "Mine")
    packs.save(trainer.library, replace(pack, audience="Theirs"))
    trainer.screen.save()
    trainer.waits()
    assert "was changed elsewhere" in trainer.screen.messages.text
    assert trainer.holds(pack).audience == "Theirs"
    trainer.screen.messages.buttons[choice].click()
    trainer.waits()
    assert trainer.holds(pack).audience == audience
    assert [one.title for one in packs.listed(trainer.library)] == titles
    assert not trainer.screen.builder.dirty


def test_a_pack_deleted_elsewhere_is_kept_as_a_new_one(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    trainer.types("audience", "Mine")
    packs.delete(trainer.library, pack.id)
    trainer.screen.save()
    trainer.waits()
    trainer.screen.messages.buttons["Keep as a new pack"].click()
    trainer.waits()
    listed = packs.listed(trainer.library)
    assert [one.title for one in listed] == ["Trust (my changes)"]
    assert packs.find(trainer.library, listed[0].id).audience == "Mine"


@pytest.mark.own_window
def test_closing_the_window_saves_what_was_built(reader: Person, qtbot: QtBot) -> None:
    trainer = Trainer(reader.window, qtbot)
    pack = trainer.has_pack("Trust", STOPS)
    folder = trainer.library.folder
    trainer.goes_to(pack)
    trainer.types("audience", "All")
    trainer.window.close()
    library = open_library(folder)
    assert packs.find(library, pack.id).audience == "All"
    assert pack_drafts.unsaved(library) == ()
    library.close()


def test_undo_of_the_library_is_shown_in_the_builder(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    trainer.types("audience", "All")
    trainer.window.go("find")
    trainer.takes("undo")
    assert trainer.screen.builder.pack == pack
    assert not trainer.screen.deeds.canUndo()


def test_a_pack_is_renamed_duplicated_and_deleted(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    trainer.answers.name = "Trust again"
    trainer.presses(Qt.Key.Key_F2, on=trainer.screen.packs.list)
    assert trainer.sees_packs() == ["Trust again: 1 item"]
    trainer.screen.packs.duplicate()
    trainer.waits()
    assert trainer.screen.items.title.text() == "Trust again (copy)"
    trainer.presses(Qt.Key.Key_Delete, on=trainer.screen.packs.list)
    assert trainer.sees_packs() == ["Trust again: 1 item"]
    assert "Delete the pack" in trainer.sees_message()
    trainer.window.frame.messages.buttons["Undo"].click()
    trainer.waits()
    assert len(trainer.sees_packs()) == 2


def test_the_fields_of_an_item_are_kept_with_it(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    trainer.chooses(STOPS)
    form = trainer.screen.side.item_form
    assert form is not None
    sections = form.fields["sections"]
    assert isinstance(sections, TicksField)
    words = [sections.list.item(at).text() for at in range(sections.list.count())]
    assert words[:2] == ["Finding", "Three facts: effect, how we know, how current"]
    sections.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    minutes = form.fields["minutes"]
    assert isinstance(minutes, CheckedLine)
    assert minutes.line.placeholderText() == "Estimated: 1"
    minutes.take_focus()
    minutes.line.insert("abc")
    minutes.line.textEdited.emit("abc")
    assert minutes.problem.startswith("Minutes are a number")
    minutes.line.setText("20")
    minutes.line.textEdited.emit("20")
    trainer.screen.save()
    trainer.waits()
    item = trainer.holds(pack).items[0]
    assert isinstance(item, RecordItem)
    assert (item.minutes, "finding" in (item.sections or ("finding",))) == (20, False)


def test_the_check_says_what_is_missing_and_finds_it(trainer: Trainer) -> None:
    trainer.goes_to(trainer.has_pack("Trust", STOPS, "Who is stopped"))
    side = trainer.screen.side
    side.setCurrentWidget(side.check)
    trainer.waits()
    assert "What is in it" in side.check.text
    assert "Kind: " in side.check.text


def test_a_draft_of_another_window_that_is_open_is_left_alone(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    other = Sitting(trainer.library.folder)
    other.hold()
    pack_drafts.keep(trainer.library, replace(pack, audience="Theirs"), pack, other.writer)
    trainer.goes_to(pack)
    assert trainer.screen.builder.pack == pack
    with pytest.raises(UserCanFix, match="in another window"):
        pack_drafts.keep(trainer.library, replace(pack, audience="Mine"), pack, "mine")
    other.let_go()


def build(trainer: Trainer, act: str, at: int) -> None:
    """Do one thing to the pack that is shown."""
    items, side = trainer.screen.items, trainer.screen.side
    rows = items.view.items.rows
    if rows:
        items.view.choose((rows[at % len(rows)].id,))
    if act == "add":
        items.adders[at % 3].click()
    elif act == "remove":
        items.remove()
    elif act == "type":
        side.pack_form.edited.emit("audience", f"For {at}", "Audience")
    elif act == "minutes" and side.item_form is not None:
        side.item_form.edited.emit("minutes", at, "Minutes")
    elif act == "drag" and rows:
        items.move_items((rows[at % len(rows)].id,), at // 2 % (len(rows) + 1))
    else:
        items.view.step_asked.emit(("up", "down", "first", "last")[at % 4])


def test_undoing_everything_gives_the_first_pack_and_redoing_the_last(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS, HOMES)
    trainer.goes_to(pack)
    chance = Random(6)
    deeds, builder = trainer.screen.deeds, trainer.screen.builder
    for _ in range(40):
        acts = ("add", "remove", "type", "minutes", "drag", "step")
        build(trainer, chance.choice(acts), chance.randrange(12))
    last = builder.pack
    assert deeds.count() > 15
    while deeds.canUndo():
        deeds.undo()
    assert builder.pack == pack
    while deeds.canRedo():
        deeds.redo()
    assert builder.pack == last


def test_drafts_that_were_left_are_told_when_the_library_is_opened(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    folder = trainer.library.folder
    pack_drafts.keep(trainer.library, replace(pack, audience="Mine"), pack, "gone")
    trainer.opens(folder)
    assert trainer.sees_message() == "Changes of the pack “Trust” were not saved; they are kept."
    trainer.window.frame.messages.buttons["Open the pack"].click()
    trainer.waits()
    assert trainer.screen.builder.dirty


def test_everything_in_the_workspace_has_a_name_and_f6_goes_round(
    reader: Person, qtbot: QtBot
) -> None:
    trainer = Trainer(reader.window, qtbot)
    trainer.goes_to(trainer.has_pack("Trust", STOPS))
    trainer.chooses(STOPS)
    screen = trainer.screen
    screen.side.enter_item()
    controls = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
    nameless = [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for kind in controls
        for one in screen.findChildren(kind)
        if one.isVisible()
        and not one.accessibleName()
        and not one.objectName().startswith("qt_")
        and not isinstance(one.parentWidget(), QTabBar)
    ]
    assert nameless == []
    qtbot.waitUntil(screen.packs.list.isVisible)
    trainer.takes("find")
    seen = []
    for _ in range(3):
        trainer.takes("next-pane")
        seen.append(trainer.window.focusWidget())
    assert seen == [screen.packs.list, screen.items.view, screen.side.tabBar()]


@pytest.mark.own_window
def test_in_a_narrow_window_the_items_stand_among_the_fields(reader: Person, qtbot: QtBot) -> None:
    trainer = Trainer(reader.window, qtbot)
    trainer.goes_to(trainer.has_pack("Trust", STOPS))
    side, items = trainer.screen.side, trainer.screen.items
    trainer.window.resize(640, 700)
    assert side.tabText(0) == "Items"
    assert trainer.screen.packs.chooser.isVisible()
    items.view.choose((items.view.items.rows[0].id,))
    trainer.presses(Qt.Key.Key_Return, on=items.view)
    assert side.currentWidget() is side.item_stack
    trainer.window.resize(1280, 700)
    assert side.indexOf(items) == -1
    assert items.isVisible()


def test_starter_packs_are_offered_where_there_are_none(trainer: Trainer) -> None:
    trainer.takes("go-packs")
    assert trainer.screen.none.offered.isHidden()
    trainer.screen.presenter.lacking.emit(3)
    assert trainer.screen.none.offered.text() == "Add the starter packs"
