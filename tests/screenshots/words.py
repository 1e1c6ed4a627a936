"""Words that mean the same: a group, a new one with slips, a table to import."""

from __future__ import annotations

from evidence_library.ui.screens.words import TableDialog
from tests.screenshots.stage import Scenes, Stage


def words(stage: Stage) -> Scenes:
    """Show the words that mean the same: a group, a new one with slips, a table to import."""
    dialog = stage.window.show_words()
    stage.settle()
    dialog.search.setText("housebr")
    dialog.list.setCurrentIndex(dialog.groups.index(0))
    dialog.table.terms.take_out(1)
    stage.settle()
    yield "words", dialog
    dialog.save.click()
    stage.settle()
    dialog.search.clear()
    dialog.add_group.click()
    stage.settle()
    rows = dialog.table.terms
    for at, word in enumerate(("daily tasking meeting", "DTM", "burglaries")):
        rows.setData(rows.index(at if at < 2 else rows.add_row(), 0), word)
    dialog.table.setCurrentIndex(rows.index(2, 1))
    stage.settle()
    yield "words-new", dialog
    dialog.resize(int(stage.window.width() * 0.95), int(stage.window.height() * 0.95))
    stage.window.appearance.set("text_size", 200)
    stage.settle()
    yield "words-large-text", dialog
    stage.window.appearance.set("text_size", 100)
    dialog.drop.click()
    table = stage.scratch / "words.csv"
    lines = ("group,term,kind,first_year,last_year,note", "tasking,tasking,preferred,,,")
    table.write_text("\n".join((*lines, "tasking,huddle,synonym,,,")), encoding="utf-8")
    dialog._presenter.preview(table)
    stage.settle()
    preview = dialog.findChildren(TableDialog)[-1]
    yield "words-import", preview
    preview.reject()
    dialog.close()
    stage.settle()
