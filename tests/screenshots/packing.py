"""Packs: the builder with a pack, its check, its fields; also with large text and narrow."""

from __future__ import annotations

from dataclasses import replace

from evidence_library.model.ids import new_pack_item_id
from evidence_library.model.pack import ExerciseItem, Question, RecordItem
from evidence_library.services import pack_settings, packs, worklists
from tests.screenshots.stage import Scenes, Stage


def packing(stage: Stage) -> Scenes:
    """Show the workspace empty, the builder with its panes, and the button of the reader."""
    window, library = stage.window, stage.window.session.library
    if library is None:
        return
    window.go("packs")
    yield "packs-empty", stage.shown()
    ids = worklists.all_ids(library, "unrated")[:7]
    beginning = pack_settings.beginning("two-hour workshop")
    first, changes = packs.new(library, "What works for young people", beginning)
    window.session.tell_changed(changes)
    window.session.tell_changed(packs.new(library, "Fire safety at home")[1])
    window.session.tell_changed(packs.add(library, first.id, ids))
    pack = packs.find(library, first.id)
    asked = Question("What would you have expected?", "That it helps.")
    task = ExerciseItem(id=new_pack_item_id(), title="In pairs: what would you do?", task="Talk.")
    items = [
        replace(one, minutes=20, questions=(asked,), page_break=True)
        if isinstance(one, RecordItem) and one.record == ids[1]
        else one
        for one in pack.items
    ]
    built = replace(pack, items=(*items, task), starts="09:30", planned_minutes=120)
    window.session.tell_changed(packs.save(library, built))
    window.packing.open_pack(first.id)
    stage.settle()
    screen = window.packing.screen
    screen.items.view.setFocus()
    chosen = next(one.id for one in built.items if getattr(one, "record", "") == ids[1])
    screen.items.view.choose((chosen,))
    yield "packs-pack", stage.shown()
    screen.items.view.setFocus()
    screen.side.setCurrentWidget(screen.side.item_stack)
    yield "packs-item", stage.shown()
    screen.side.setCurrentWidget(screen.side.check)
    stage.settle()
    yield "packs-check", stage.shown()
    yield from _preview_and_export(stage, first.id)
    screen.side.setCurrentWidget(screen.side.item_stack)
    window.appearance.set("text_size", 200)
    yield "packs-large-text", stage.shown()
    yield from _export(stage, first.id, "pack-export-large-text")
    window.appearance.set("text_size", 100)
    window.resize(700, 800)
    yield "packs-narrow", stage.shown()
    window.resize(1280, 800)
    dialog = screen.packs.ask_new()
    stage.settle()
    if dialog is not None:
        yield "packs-new", dialog
        dialog.reject()
    window.go("find")
    stage.search("trust")
    window.find_screen.enter_results()
    stage.settle()
    yield "packs-reader", stage.shown()


def _preview_and_export(stage: Stage, pack: str) -> Scenes:
    """Show the pages of a pack, and the dialog that writes it."""
    window = stage.window
    preview = window.pack_exporting.preview
    if preview is None:
        return
    window.packing.screen.side.setCurrentWidget(preview)
    stage.wait(lambda: preview.page is not None)
    yield "packs-preview", stage.shown()
    yield from _export(stage, pack, "pack-export")


def _export(stage: Stage, pack: str, name: str) -> Scenes:
    exporting = stage.window.pack_exporting
    exporting.export(pack)
    stage.settle()
    if exporting.dialog is not None:
        yield name, exporting.dialog
        exporting.dialog.reject()
