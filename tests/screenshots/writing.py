"""Writing and taking back: the editor, new records, the trash, the history, imports."""

from __future__ import annotations

from evidence_library.model.ids import RecordId
from evidence_library.services.editing import FieldEdits, edit_many
from evidence_library.ui.screens.editor_clashes import ClashDialog
from tests.screenshots.stage import ROOT, Scenes, Stage

SEEDS = ROOT.parent / "shared" / "seeds"


SHEET = """Title: Wardens on the Riverside estate

Author: Riverside Council

Date published: May 2010

SCS topic headings: Community Engagement; Estate Wardens

This document is an EVALUATION of a local scheme.

Summary of the intervention's aim

Wardens walked the estate every evening and passed on what residents told them.

Outcomes

- Fewer calls about noise.

- Residents went out more after dark.
"""


def editor(stage: Stage) -> Scenes:
    """Edit a record: its title, how we know, what another person saved meanwhile."""
    window = stage.window
    stage.search("burglary")
    window.find_screen.enter_results()
    stage.settle()
    window.actions_made["edit-record"].trigger()
    editor = window.editing.windows[-1]
    stage.wait(lambda: editor.presenter.ready)
    stage.settle()
    yield "editor", editor
    for section in ("headings", "text", "outcomes", "appraisal"):
        editor.go_to(section)
        stage.settle()
        yield f"editor-{section}", editor
    window.appearance.set("text_size", 200)
    stage.settle()
    yield "editor-large-text", editor
    window.appearance.set("text_size", 100)
    presenter = editor.presenter
    presenter.put("finding", "What I found out")
    library, key = window.session.library, presenter.key
    if library is not None:
        edit_many(library, [key], FieldEdits(set={"finding": "What they found out"}))
    presenter.save()
    stage.wait(lambda: bool(editor.findChildren(ClashDialog)))
    stage.settle()
    dialog = editor.findChildren(ClashDialog)[-1]
    yield "editor-clash", dialog
    dialog.reject()
    presenter.discard()
    stage.settle()
    editor.close()
    window.finder.clear()
    stage.settle()


def trash(stage: Stage) -> Scenes:
    """Delete three records, and show the trash, also with large text, and empty."""
    window, find = stage.window, stage.window.find_screen
    stage.search("burglary")
    find.enter_results()
    stage.settle()
    for _ in range(3):
        window.actions_made["delete"].trigger()
        stage.settle()
    yield "deleted", stage.shown()
    dialog = window.show_trash()
    stage.settle()
    dialog.table.selectAll()
    yield "trash", dialog
    dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
    window.appearance.set("text_size", 200)
    stage.settle()
    yield "trash-large-text", dialog
    window.appearance.set("text_size", 100)
    dialog.restore.click()
    stage.settle()
    yield "trash-empty", dialog
    dialog.close()
    window.finder.clear()
    stage.settle()


def history(stage: Stage) -> Scenes:
    """Edit a record, and show the history with what was changed, also with large text."""
    window = stage.window
    library = window.session.library
    if library is None:
        return
    stage.search("neighbourhood watch")
    window.find_screen.enter_results()
    stage.settle()
    page = window.reader.page
    edits = FieldEdits(
        set={"licence": "CC BY", "finding": "Crime fell in areas with a watch."},
        add=(("tags", "to read"), ("tags", "training")),
    )
    if page is not None:
        window.session.tell_changed(edit_many(library, [RecordId(page.id)], edits))
    stage.settle()
    dialog = window.show_history()
    stage.settle()
    yield "history", dialog
    dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
    window.appearance.set("text_size", 200)
    stage.settle()
    yield "history-large-text", dialog
    window.appearance.set("text_size", 100)
    dialog.close()
    window.finder.clear()
    stage.settle()


def importing(stage: Stage) -> Scenes:
    sheet, empty = stage.scratch / "wardens.txt", stage.scratch / "empty.txt"
    sheet.write_text(SHEET, encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    paths = [sheet, *sorted(SEEDS.glob("*.txt")), empty]
    dialog = stage.window.import_files(paths)
    stage.settle()
    yield "import", dialog
    dialog.files.setCurrentRow(len(paths) - 2)
    yield "import-notes", dialog
    dialog.go_on.click()
    stage.settle()
    yield "import-done", dialog
    dialog.cancel.click()
    yield "imported", stage.shown()


def new_from(stage: Stage) -> Scenes:
    """Begin a record with a pasted text, and show it with the text it was read from beside it."""
    window = stage.window
    dialog = window.editing.ask_what_from()
    if dialog is None:
        return
    dialog.what.set_value("text")
    dialog.what.changed.emit()
    dialog.text.set_value(SHEET)
    stage.settle()
    yield "new-from", dialog
    dialog.start.click()
    stage.settle()
    made = window.editing.windows[-1]
    made.go_to("source", "authors", 0)
    stage.settle()
    yield "new-from-source", made
    window.appearance.set("text_size", 200)
    stage.settle()
    yield "new-from-source-large-text", made
    window.appearance.set("text_size", 100)
    made.presenter.discard()
    stage.settle()
    made.close()
    stage.settle()
