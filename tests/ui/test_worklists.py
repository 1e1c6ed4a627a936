"""Worklists in the window: what is on them, moving on, checking, versions, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from evidence_library.model.ids import RecordId
from evidence_library.model.vocabulary import Workflow
from evidence_library.services import (
    comments,
    library_settings,
    read,
    screening,
    trash,
    worklists,
)
from evidence_library.services.editing import FieldEdits, edit_many
from evidence_library.services.opened import Library
from evidence_library.ui.screens.check_dialog import CheckDialog
from evidence_library.ui.screens.editor import EditorWindow
from evidence_library.ui.screens.versions_dialog import VersionsDialog
from evidence_library.ui.screens.worklists import WorklistScreen
from tests.ui.person import Person

DRIVERS = "A warning scheme for young drivers"


@pytest.fixture
def curator(reader: Person) -> Person:
    """Somebody in Curate, with a name."""
    reader.window._settings.set("person", "KL")
    reader.window._apply_settings()
    reader.takes("go-curate")
    return reader


def lists(person: Person) -> dict[str, int | None]:
    return {one.key: one.count for one in person.window.curate_screen.places.lines if one.key}


def shown(person: Person, key: str) -> WorklistScreen:
    person.window.curate_screen.open_page(key)
    person.waits()
    screen = person.window.curate_screen.stack.currentWidget()
    assert isinstance(screen, WorklistScreen)
    return screen


def stand(library: Library, workflow: Workflow, *ids: RecordId) -> None:
    """Let records stand somewhere, whatever the steps on the way are."""
    with library.change("As it stands in the test") as change:
        for key in ids:
            change.put_record(replace(read.read_record(library, key).record, workflow=workflow))


def titles(screen: WorklistScreen) -> list[str]:
    rows = (screen.table.lines.line_at(row) for row in range(screen.table.lines.rowCount()))
    return [row.cells[0] for row in rows if row is not None]


def library(person: Person) -> Library:
    held = person.window.session.library
    assert held is not None
    return held


def test_counts_stand_beside_the_lists_and_follow_every_change(curator: Person) -> None:
    found = lists(curator)
    assert (found["mine"], found["unarchived"], found["unrated"]) == (0, 1, 3)
    held = library(curator)
    stand(held, Workflow.PUBLISHED, *worklists.all_ids(held, "unrated"))
    page = shown(curator, "unrated")
    assert page.count.text() == "3 records"
    page.table.selectAll()
    assert page.count.text() == "3 records, 3 chosen"
    curator.window.dialogs.note = "not ours"
    page._on_move("withdraw")
    curator.waits()
    assert (lists(curator)["unrated"], titles(page)) == (0, [])
    assert curator.sees_message() == "Done: Withdraw 3 records."
    curator.takes("undo")
    assert lists(curator)["unrated"] == 3


def test_every_page_is_counted_and_what_others_did_meanwhile_is_shown(
    curator: Person, qtbot: QtBot
) -> None:
    window = curator.window
    for timer in window.curate_screen.findChildren(QTimer):
        if timer.isActive():
            timer.setInterval(0)
    qtbot.waitUntil(lambda: None not in lists(curator).values())
    page = shown(curator, "unrated")
    held = library(curator)
    trash.delete(held, worklists.all_ids(held, "unrated")[:1])  # nobody told the window
    page.table.selectAll()
    page._on_move("submit")
    curator.waits()
    assert "is in the trash" in curator.sees_message()
    assert (lists(curator)["unrated"], len(titles(page))) == (2, 2)
    page.table.selectAll()
    page._on_move("submit")
    curator.waits()
    assert curator.sees_message() == "Done: Submit 2 records for a second check."


def test_a_list_is_walked_and_moved_on_by_keyboard(curator: Person, qtbot: QtBot) -> None:
    page = shown(curator, "unrated")
    row = titles(page).index(DRIVERS)
    page.setFocus()
    page.table.go_to(row)
    [submit] = [one for one in page.menu().actions() if "Submit" in one.text()]
    submit.trigger()
    curator.waits()
    assert lists(curator)["check"] == 1
    assert lists(curator)["mine"] == 1
    page = shown(curator, "check")
    assert titles(page) == [DRIVERS]
    page.setFocus()
    curator.presses(Qt.Key.Key_Return, on=page.table)
    assert curator.window.frame.place == "find"
    assert curator.reads_title() == DRIVERS
    curator.takes("go-curate")
    assert curator.window.curate_screen.page == "check"
    curator.presses(Qt.Key.Key_F4, on=page.table)
    [editor] = [one for one in QApplication.topLevelWidgets() if isinstance(one, EditorWindow)]
    assert curator.window.editing.windows == (editor,)
    editor.close()


def test_what_stands_in_the_way_is_said_and_nothing_is_moved(curator: Person) -> None:
    assert curator.window.session.library is not None
    library_settings.change(curator.window.session.library, {"second_person": True})
    page = shown(curator, "unrated")
    page.table.go_to(titles(page).index(DRIVERS))
    page._on_move("submit")
    curator.waits()
    page = shown(curator, "check")
    page.table.go_to(0)
    curator.window.dialogs.note = "first"
    curator.clicks(page.firsts["publish"])
    assert "Somebody else must publish" in curator.sees_message()
    assert titles(page) == [DRIVERS]
    curator.window._settings.set("person", "AB")
    curator.window._apply_settings()
    curator.clicks(page.firsts["publish"])
    assert titles(page) == []


def test_another_record_takes_the_place_of_one(curator: Person) -> None:
    held = library(curator)
    page = shown(curator, "unrated")
    page.table.go_to(titles(page).index(DRIVERS))
    curator.window.dialogs.note = "who is STOPPED"
    stopped = screening.successor(held, "who is STOPPED")
    stand(held, Workflow.DRAFT, stopped)
    page._on_move("supersede")
    curator.waits()
    assert "is not published yet" in curator.sees_message()
    stand(held, Workflow.PUBLISHED, stopped)
    page._on_move("supersede")
    curator.waits()
    assert curator.sees_message() == f"Done: Supersede “{DRIVERS}”."
    curator.window.dialogs.agrees = False
    withdraw = partial(page.presenter.move_record, "withdraw", stopped, "wrong")
    for act in (withdraw, partial(curator.window.deleting._presenter.delete, stopped, "x")):
        act()
        curator.waits()
        assert f"“{DRIVERS}” was superseded by" in curator.window.dialogs.confirmed.pop()
    assert read.read_record(held, stopped).record.workflow == "published"
    curator.window.dialogs.agrees = True
    withdraw()
    curator.waits()
    assert lists(curator)[worklists.NOWHERE] == 1
    letters = [one.text().partition("&")[2][:1].lower() for one in page.menu().actions()]
    assert len(letters) == len(set(letters))


def test_headings_lead_to_a_search_and_lists_too(curator: Person) -> None:
    page = shown(curator, "headings")
    assert page.count.text().endswith("headings")
    curator.presses(Qt.Key.Key_Return, on=page.table)
    assert curator.window.finder.request.text.startswith('topic:"')
    curator.takes("go-curate")
    page = shown(curator, "unarchived")
    curator.clicks(page.in_find)
    assert curator.window.finder.request.text == 'has:"unarchived link"'
    assert curator.sees_count() == "1 record"


def test_without_a_name_the_list_of_ones_own_says_what_to_do(reader: Person) -> None:
    reader.takes("go-curate")
    page = shown(reader, "mine")
    assert "Say in Settings who you are" in page.empty.sentence


def test_the_checker_sees_what_is_new_comments_and_sends_back(curator: Person) -> None:
    window = curator.window
    curator.takes("go-find")
    curator.searches("warning scheme drivers")
    curator.opens_first_result()
    curator.takes("check-record")
    dialog = window.findChildren(CheckDialog)[-1]
    curator.waits()
    assert "never published" in dialog.browser.toPlainText()
    dialog.field.setCurrentIndex(dialog.field.findData("finding"))
    dialog.said.setText("How many took part?")
    curator.clicks(dialog.add)
    [line] = [dialog.table.lines.line_at(0)]
    assert line is not None
    assert (line.cells[0], line.cells[1], line.cells[-1]) == (
        "How many took part?",
        "One-line finding",
        "open",
    )
    assert "How many took part?" in curator.reads_text()
    dialog.table.go_to(0)
    curator.presses(Qt.Key.Key_Return, on=dialog.table)
    line = dialog.table.lines.line_at(0)
    assert line is not None
    assert line.cells[-1] == "resolved"
    window.dialogs.note = "the number of drivers"
    curator.clicks(dialog.back)
    assert dialog.standing.text() == "Draft: the number of drivers"
    assert "the number of drivers" in curator.reads_text()
    dialog.close()


def test_with_large_text_in_a_small_window_all_of_the_check_is_within_reach(
    curator: Person,
) -> None:
    window = curator.window
    window.appearance.set("text_size", 200)
    key = worklists.all_ids(library(curator), "unrated")[0]
    comments.add(library(curator), key, "finding", "How much?")
    dialog = window.curating.check(key, "A record")
    dialog.resize(665, 700)
    curator.waits()
    [area] = [
        one for one in dialog.findChildren(QScrollArea) if one.widget().isAncestorOf(dialog.said)
    ]
    assert area.widget().width() <= area.viewport().width()
    assert dialog.table.height() >= 3 * dialog.table.verticalHeader().defaultSectionSize()
    for part in (dialog.table, dialog.field, dialog.said, dialog.add):
        end = part.mapTo(area.widget(), part.rect().bottomLeft())
        area.ensureVisible(end.x(), end.y(), 0, 4)
        assert not part.visibleRegion().isEmpty()
        assert part.visibleRegion().boundingRect().height() >= part.height() - 2
    dialog.close()
    versions = window.curating.show_versions(key, "A record")
    versions.resize(665, 700)
    curator.waits()
    widths = [versions.table.columnWidth(at) for at in range(4)]
    shown = [one for at, one in enumerate(widths) if not versions.table.isColumnHidden(at)]
    assert widths[0] == max(shown)
    versions.close()


def test_versions_are_told_apart_and_restored(curator: Person) -> None:
    window = curator.window
    held = library(curator)
    curator.takes("go-find")
    curator.searches("warning scheme drivers")
    curator.opens_first_result()
    page = window.reader.page
    assert page is not None
    window.dialogs.note = "first"
    curator.takes("go-curate")
    screen = shown(curator, "unrated")
    screen.table.go_to(titles(screen).index(DRIVERS))
    screen._on_move("publish")
    curator.waits()
    edits = FieldEdits(set={"finding": "Offences went up."})
    window.session.tell_changed(edit_many(held, [RecordId(page.id)], edits))
    curator.waits()
    curator.takes("versions")
    dialog = window.findChildren(VersionsDialog)[-1]
    curator.waits()
    assert dialog.what.text() == "From version 1 to the record as it is now"
    assert "+Offences went up." in dialog.browser.toPlainText()
    assert not dialog.restore.isEnabled()
    dialog.table.go_to(1)
    assert dialog.restore.isEnabled()
    assert "first version" in dialog.what.text()
    dialog.table.selectAll()
    assert dialog.what.text() == "From version 1 to the record as it is now"
    dialog.table.go_to(1)
    curator.clicks(dialog.restore)
    assert read.read_record(held, RecordId(page.id)).record.workflow == "draft"
    dialog.close()


def test_what_is_left_out_is_said_and_shown_by_a_click(curator: Person) -> None:
    page = shown(curator, "unrated")
    page.table.go_to(titles(page).index(DRIVERS))
    curator.window.dialogs.note = "the figures are wrong"
    page._on_move("exclude")
    curator.takes("go-find")
    results = curator.window.find_screen.results
    assert curator.sees_count() == "3 records"
    assert results.set_aside.text() == "1 withdrawn or excluded record is left out. Show"
    curator.clicks(results.set_aside)
    assert curator.sees_titles() == [DRIVERS]
    assert results.set_aside.isHidden()
    curator.opens_first_result()
    assert "Excluded: the figures are wrong" in curator.reads_text()


def test_a_read_only_library_moves_nothing(reader: Person, small_library: Path) -> None:
    reader.window.session.library.connections.frozen = True  # type: ignore[union-attr]
    reader.takes("go-curate")
    page = shown(reader, "unrated")
    page.table.go_to(0)
    assert not page.more.isEnabled()
    assert page.read.isEnabled()
