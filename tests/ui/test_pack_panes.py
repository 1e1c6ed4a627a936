"""Around the items of a pack: its logo and check, what changed since, what is done with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from evidence_library.model.pack import Pack
from evidence_library.services import editing, pack_freezing, packs
from evidence_library.services.field_edits import FieldEdits
from evidence_library.ui.widgets.fields.logo import LogoField
from tests.helpers.libraries import identity
from tests.ui.trainer import HOMES, STOPS, Trainer


def _picture(folder: Path, name: str) -> Path:
    path = folder / name
    Image.new("RGB", (20, 10), "navy").save(path)
    return path


def _dropped(path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    made = QDropEvent(QPointF(5, 5), copy, data, left, none)
    made.data = data  # type: ignore[attr-defined] - Qt does not keep it
    return made


def test_a_logo_is_chosen_dropped_described_and_taken_off(trainer: Trainer, tmp_path: Path) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    logo = trainer.screen.side.pack_form.fields["logo"]
    assert isinstance(logo, LogoField)
    trainer.answers.picture = _picture(tmp_path, "house.png")
    logo.choose.click()
    assert logo.shown.text() == "house.png"
    assert "people who cannot see it" in logo.problem
    trainer.types("logo", "")  # the cursor is in the words for it already
    logo.alt.line.insert("Our crest")
    logo.alt.line.textEdited.emit("Our crest")
    assert logo.problem == ""
    logo.dropEvent(_dropped(_picture(tmp_path, "crest.png")))
    trainer.waits()
    assert (logo.shown.text(), trainer.screen.deeds.undoText()) == ("crest.png", "Change: Logo")
    trainer.screen.save()
    trainer.waits()
    held = trainer.holds(pack).logo
    assert held is not None
    assert (held.name, held.alt) == ("crest.png", "Our crest")
    (tmp_path / "none.png").write_text("no picture")
    logo.dropEvent(_dropped(tmp_path / "none.png"))
    trainer.waits()
    assert "none.png" in trainer.sees_message()
    logo.off.click()
    trainer.screen.save()
    trainer.waits()
    assert trainer.holds(pack).logo is None


def test_the_check_leads_to_what_is_missing_and_what_is_found_goes_into_its_pack(
    trainer: Trainer,
) -> None:
    other = trainer.has_pack("Other")
    pack = trainer.has_pack("Trust", STOPS, HOMES, "Who is stopped")
    trainer.window.packing.adding.use(other.id)
    trainer.goes_to(pack)
    side = trainer.screen.side
    side.setCurrentWidget(side.check)
    trainer.waits()
    buttons = side.check.widget().findChildren(QPushButton)
    assert buttons, side.check.text
    assert buttons[0].accessibleDescription() in side.check.accessibleDescription()
    buttons[0].setFocus()
    side.check.look()
    assert buttons[0].text() == "Find 1 record"
    buttons[0].click()
    trainer.waits()
    assert trainer.window.find_screen.isVisible()
    assert trainer.sees_titles() == ["A warning scheme for young drivers"]
    trainer.opens_first_result()
    trainer.takes("add-to-pack")
    assert len(trainer.holds(pack).items) == 4
    assert trainer.holds(other).items == ()


def _handed_out_and_changed(trainer: Trainer) -> Pack:
    pack = trainer.has_pack("Trust", STOPS)
    ready = pack_freezing.prepared(trainer.library, pack, date(2026, 11, 22))
    pack_freezing.freeze(trainer.library, ready)
    editing.edit_many(trainer.library, [identity(STOPS)], FieldEdits(set={"title": "Other"}))
    trainer.goes_to(pack)
    side = trainer.screen.side
    side.setCurrentWidget(side.frozen)
    return pack


def test_what_was_handed_out_is_kept_or_refreshed(trainer: Trainer) -> None:
    pack = _handed_out_and_changed(trainer)
    side = trainer.screen.side
    assert side.tabText(side.indexOf(side.frozen)) == "Handed out (1)"
    assert "was changed: Title" in side.frozen.text
    side.frozen.keep.click()
    assert side.currentWidget() is side.pack_form
    assert trainer.holds(pack).frozen is not None
    side.setCurrentWidget(side.frozen)
    trainer.types("audience", "All")
    side.setCurrentWidget(side.frozen)
    side.frozen.refresh.setFocus()
    side.frozen.refresh.click()
    trainer.waits()
    now = trainer.holds(pack)
    assert (now.frozen, now.audience) == (None, "All")  # what was typed is saved before
    assert trainer.sees_items() == ["Other"]
    assert not side.isTabVisible(side.indexOf(side.frozen))
    trainer.window.frame.messages.buttons["Undo"].click()
    trainer.waits()
    assert trainer.holds(pack).frozen is not None
    assert side.isTabVisible(side.indexOf(side.frozen))


def test_a_button_that_is_made_anew_while_it_has_the_focus_leaves_it_in_its_pane(
    trainer: Trainer, qtbot: QtBot
) -> None:
    _handed_out_and_changed(trainer)
    trainer.window.activateWindow()
    side = trainer.screen.side
    side.frozen.refresh.setFocus()
    qtbot.waitUntil(side.frozen.refresh.hasFocus)
    trainer.screen.builder.standing.emit()
    qtbot.wait(1)  # the old button goes
    assert side.frozen.hasFocus()
    trainer.screen.items.view.setFocus()
    trainer.clicks_key(trainer.screen.items.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert trainer.screen.side.frozen.refresh.isEnabled()


def test_what_is_done_with_the_whole_pack_is_done_with_what_is_built(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    trainer.types("audience", "All")
    trainer.answers.name = "Trust again"
    trainer.presses(Qt.Key.Key_F2, on=trainer.screen.packs.list)
    now = trainer.holds(pack)
    assert (now.title, now.audience) == ("Trust again", "All")
    trainer.types("audience", " of us")
    trainer.presses(Qt.Key.Key_Delete, on=trainer.screen.packs.list)
    assert trainer.sees_packs() == []
    assert trainer.screen.messages.isHidden()  # it was not deleted elsewhere
    trainer.window.frame.messages.buttons["Undo"].click()
    trainer.waits()
    assert trainer.holds(pack).audience == "All of us"


def test_a_clash_is_over_once_the_change_from_elsewhere_is_taken_back(trainer: Trainer) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.goes_to(pack)
    trainer.types("audience", "All")
    packs.delete(trainer.library, pack.id)
    trainer.screen.save()
    trainer.waits()
    assert "was deleted elsewhere" in trainer.screen.messages.text
    trainer.window.session.undo()
    trainer.waits()
    assert trainer.screen.messages.isHidden()
    assert trainer.screen.builder.writable
    trainer.screen.save()
    trainer.waits()
    assert trainer.holds(pack).audience == "All"


def test_after_an_item_is_taken_out_the_next_one_is_chosen(trainer: Trainer) -> None:
    trainer.goes_to(trainer.has_pack("Trust", STOPS, HOMES, "Who is stopped"))
    trainer.chooses(HOMES)
    view = trainer.screen.items.view
    seen = []
    for _ in range(4):
        trainer.presses(Qt.Key.Key_Delete, on=view)
        rows = [one for one in view.items.rows if one.id in view.chosen]
        seen.append([one.title for one in rows])
    assert seen == [["Who is stopped"], [STOPS], [], []]


def test_nothing_of_a_pack_is_changed_in_a_read_only_library(
    trainer: Trainer, tmp_path: Path
) -> None:
    pack = trainer.has_pack("Trust", STOPS)
    trainer.library.connections.frozen = True
    trainer.goes_to(pack)
    screen, view = trainer.screen, trainer.screen.items.view
    assert not any(one.isEnabled() for one in (*screen.items.adders, screen.packs.new))
    trainer.chooses(STOPS)
    trainer.presses(Qt.Key.Key_Delete, on=view)
    trainer.presses(Qt.Key.Key_Delete, on=screen.packs.list)
    trainer.presses(Qt.Key.Key_F2, on=screen.packs.list)
    assert (trainer.sees_items(), trainer.sees_packs()) == ([STOPS], ["Trust: 1 item"])
    logo = screen.side.pack_form.fields["logo"]
    logo.dropEvent(_dropped(_picture(tmp_path, "crest.png")))
    trainer.waits()
    assert not screen.builder.dirty
    trainer.window._remembered.keep_words("packs/folder", (str(tmp_path / "out"),))
    trainer.window._remembered.keep_words("packs/formats", ("txt",))
    screen.items.export.click()
    dialog = trainer.window.pack_exporting.dialog
    assert dialog is not None
    dialog.go_on.click()
    assert dialog.title.text() == "1 file was written."
    assert "read-only" in dialog.told.item(dialog.told.count() - 1).text()
    dialog.reject()
