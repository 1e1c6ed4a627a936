"""Curate: worklists, checks, bulk edits, duplicates, headings and tags."""

from __future__ import annotations

from datetime import date

from evidence_library.services import comments, publishing, tagging, worklists
from evidence_library.services.editing import FieldEdits, edit_many, edited, new_record, save
from evidence_library.ui.screens.duplicates_page import DuplicatesScreen
from evidence_library.ui.screens.topic_dialogs import PreviewDialog
from evidence_library.ui.screens.topics_page import TopicsScreen
from tests.screenshots.stage import Scenes, Stage


def curating(stage: Stage) -> Scenes:
    """Show worklists, the check and the versions of a record, also with large text."""
    window, library = stage.window, stage.window.session.library
    if library is None:
        return
    ids = worklists.all_ids(library, "unrated")[:6]
    for act in (
        lambda: publishing.send_back(library, ids[:4], "say how much it cost"),
        lambda: publishing.submit(library, ids[:3]),
        lambda: comments.add(library, ids[0], "finding", "By how much? The source says a fifth."),
        lambda: comments.add(library, ids[0], "", "Is there a later report?"),
        lambda: comments.resolve(library, [comments.meant(library, ids[0], 2)]),
        lambda: edit_many(library, ids[:1], FieldEdits(set={"finding": "It fell by a fifth."})),
        lambda: publishing.withdraw(library, ids[5:], "the figures were wrong"),
    ):
        window.session.tell_changed(act())
    window.go("curate")
    for key in ("check", "unarchived", "review", "headings"):
        window.curate_screen.open_page(key)
        stage.settle()
        window.curate_screen.stack.setFocus()
        yield f"curate-{key}", stage.shown()
    dialog = window.curating.check(ids[0], "What works")
    stage.settle()
    yield "check", dialog
    dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
    window.appearance.set("text_size", 200)
    stage.settle()
    yield "check-large-text", dialog
    dialog.close()
    window.curate_screen.open_page("check")
    yield "curate-large-text", stage.shown()
    window.appearance.set("text_size", 100)
    versions = window.curating.show_versions(ids[0], "What works")
    stage.settle()
    yield "versions", versions
    versions.close()
    window.resize(700, 800)
    yield "curate-narrow", stage.shown()
    window.resize(1280, 800)
    window.go("find")
    window.finder.clear()
    yield "set-aside", stage.shown()


def many(stage: Stage) -> Scenes:
    """Edit all results at once, also with large text."""
    window = stage.window
    stage.search("police")
    window.actions_made["edit-many"].trigger()
    stage.settle()
    dialog = window.bulk_editing.dialog
    if dialog is None:
        return
    dialog.value.setText("to read")
    stage.wait(dialog.go_on.isEnabled)
    dialog.table.go_to(0)
    stage.settle()
    yield "edit-in-bulk", dialog
    window.appearance.set("text_size", 200)
    dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
    stage.settle()
    yield "edit-in-bulk-large-text", dialog
    window.appearance.set("text_size", 100)
    dialog.reject()
    window.finder.clear()
    stage.settle()


def duplicates(stage: Stage) -> Scenes:
    """List two records on one report, and compare them field by field."""
    window = stage.window
    library = window.session.library
    if library is None:
        return
    for title, finding in (
        ("Street wardens in three northern towns", "Fear of crime fell in two of three towns."),
        ("Street wardens in three Northern towns: an evaluation", "Fear fell in two towns."),
    ):
        made = new_record(title, date(2026, 11, 22), "KL")
        edits = FieldEdits(set={"finding": finding, "authors": "Park, A.", "published": "2006"})
        window.session.tell_changed(save(library, edited(library, made, edits), None))
    window.go("curate")
    window.curate_screen.open_page("duplicates")
    stage.settle()
    yield "duplicates", stage.shown()
    page = window.findChild(DuplicatesScreen)
    if page is None:
        return
    page.merge.click()
    stage.settle()
    dialog = page.dialog
    if dialog is None:
        return
    yield "merge", dialog
    window.appearance.set("text_size", 200)
    stage.settle()
    yield "duplicates-large-text", stage.shown()
    dialog.resize(int(window.width() * 0.95), int(window.height() * 0.95))
    stage.settle()
    yield "merge-large-text", dialog
    window.appearance.set("text_size", 100)
    dialog.reject()
    window.go("find")
    stage.settle()


def headings_and_tags(stage: Stage) -> Scenes:
    """Show the topic headings, what a change would do, the tags, and tagging of many."""
    window, library = stage.window, stage.window.session.library
    if library is None:
        return
    for tag, colour, number in (("to read", "blue", 9), ("training", "green", 4)):
        every = tagging.records_of(library, range(1, number + 1))
        tagging.put(library, tag, every)
        tagging.paint(library, tag, colour)
    window.go("curate")
    window.curate_screen.open_page("topics")
    stage.settle()
    (page,) = window.findChildren(TopicsScreen)
    line = next(one for one in page.tree.headings.lines if one.label == "Housing")
    page.tree.go_to(line.id)
    yield "headings", stage.shown()
    page.form.label.setText("Homes and tenancies")
    page.save.click()
    stage.settle()
    dialog = page.findChildren(PreviewDialog)[-1]
    yield "headings-preview", dialog
    dialog.reject()
    window.appearance.set("text_size", 200)
    yield "headings-large-text", stage.shown()
    window.appearance.set("text_size", 100)
    page.drop.click()
    window.curate_screen.open_page("tags")
    yield "tags", stage.shown()
    window.go("find")
    stage.search('tag:"to read"')
    window.find_screen.enter_results()
    yield "tags-in-find", stage.shown()
    window.actions_made["tag"].trigger()
    stage.settle()
    if window.tagging.dialog is not None:
        yield "tagging", window.tagging.dialog
        window.tagging.dialog.reject()
