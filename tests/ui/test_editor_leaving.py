"""Leaving the editor with threads of the real program: nothing is lost, and nothing is claimed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from evidence_library.errors import EnvironmentFailed
from evidence_library.services import draft_files, drafts, editing
from evidence_library.services.draft_locks import Sitting, Window
from evidence_library.services.library import open_library
from evidence_library.ui.main_window import MainWindow
from evidence_library.ui.presenters import draft_keeper
from evidence_library.ui.screens.editor import EditorWindow
from evidence_library.ui.screens.editor_clashes import ClashDialog
from evidence_library.ui.tasks import Job
from tests.ui.conftest import MakeWindow
from tests.ui.curator import VISITS, Curator
from tests.ui.person import Person


@pytest.fixture
def curator(make_window: MakeWindow, small_library: Path, qtbot: QtBot) -> Curator:
    window = make_window(immediate=False)
    person = Person(window, qtbot)
    window.session.start(small_library)
    qtbot.waitUntil(lambda: window.session.library is not None and window.tasks.idle)
    return Curator(person, qtbot)


@pytest.fixture
def editor(curator: Curator, qtbot: QtBot) -> EditorWindow:
    return opened(curator, qtbot)


def opened(curator: Curator, qtbot: QtBot, record: str = VISITS) -> EditorWindow:
    window = curator.person.window.editing.edit(record)
    assert window is not None
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.waitUntil(lambda: curator.person.window.tasks.idle)
    return window


def types(editor: EditorWindow, qtbot: QtBot, words: str) -> None:
    target = editor.field("finding").focusProxy()
    assert isinstance(target, QPlainTextEdit)
    target.setFocus()
    target.selectAll()
    qtbot.keyClicks(target, words)


def leaves(editor: EditorWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Escape)


@contextmanager
def held_up(window: MainWindow, lane: str) -> Iterator[None]:
    """Keep a lane busy, as an import or a slow disk does."""
    gate = threading.Event()
    getattr(window.tasks, lane)(Job(lambda _report: gate.wait(10), window))
    try:
        yield
    finally:
        gate.set()


def settles(curator: Curator, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: curator.person.window.tasks.idle)


def draft_of(curator: Curator) -> str | None:
    draft = curator.draft()
    return draft.finding if draft is not None else None


def test_nothing_is_claimed_before_the_draft_is_kept(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    window = curator.person.window
    types(editor, qtbot, "Half a thought")
    with held_up(window, "keep"):
        leaves(editor, qtbot)
        assert window.editing.windows == (editor,)
        assert "closes once it is kept" in editor.status.text()
        assert "kept as a draft" not in curator.person.sees_message()
    qtbot.waitUntil(lambda: not window.editing.windows)
    assert "kept as a draft" in curator.person.sees_message()
    assert draft_of(curator) == "Half a thought"


def test_an_import_does_not_hold_up_closing(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    types(editor, qtbot, "Half a thought")
    with held_up(curator.person.window, "write"):
        leaves(editor, qtbot)
        qtbot.waitUntil(lambda: not curator.person.window.editing.windows)
        assert draft_of(curator) == "Half a thought"


def test_what_cannot_be_kept_stays_open_says_why_and_is_tried_again(
    curator: Curator, editor: EditorWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, full = draft_files.put, [True]

    def put(*arguments: object) -> None:
        if full[0]:
            raise EnvironmentFailed("The disk is full.")
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(draft_files, "put", put)
    monkeypatch.setattr(draft_keeper, "AGAIN_AFTER", 50)
    curator.person.answers.agrees = False
    types(editor, qtbot, "Half a thought")
    leaves(editor, qtbot)
    qtbot.waitUntil(lambda: bool(curator.person.answers.confirmed))
    assert "The disk is full." in curator.person.answers.confirmed[-1]
    assert curator.person.window.editing.windows == (editor,)
    assert editor.messages.text == "The disk is full."
    full[0] = False
    qtbot.waitUntil(lambda: "kept as a draft again" in editor.messages.text)
    assert draft_of(curator) == "Half a thought"


def test_what_is_to_be_kept_is_kept_when_the_program_ends(
    curator: Curator, editor: EditorWindow, small_library: Path, qtbot: QtBot
) -> None:
    window = curator.person.window
    types(editor, qtbot, "Half a thought")
    gate = threading.Event()
    window.tasks.keep(Job(lambda _report: gate.wait(10), window))
    leaves(editor, qtbot)
    threading.Timer(0.2, gate.set).start()
    window.close()
    library = open_library(small_library)
    draft = drafts.begin(library, curator.editor.presenter.key).draft
    library.close()
    assert draft is not None
    assert draft.record.finding == "Half a thought"


def test_a_clash_of_what_is_saved_after_closing_is_told_and_the_draft_stays(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    window, held = curator.person.window, curator.held()
    types(editor, qtbot, "Mine")
    with held_up(window, "write"):
        editing.save(curator.library, replace(held, finding="Theirs"), held)
        qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        leaves(editor, qtbot)
        qtbot.waitUntil(lambda: not window.editing.windows)
        assert "is being saved" in curator.person.sees_message()
    settles(curator, qtbot)
    assert "saved elsewhere meanwhile" in curator.person.sees_message()
    assert (curator.held().finding, draft_of(curator)) == ("Theirs", "Mine")


def test_what_is_typed_after_saving_stays_a_draft_of_what_was_saved(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    window = curator.person.window
    types(editor, qtbot, "First")
    with held_up(window, "write"):
        qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        types(editor, qtbot, "Second")
        leaves(editor, qtbot)
        qtbot.waitUntil(lambda: not window.editing.windows)
    settles(curator, qtbot)
    begun = drafts.begin(curator.library, curator.held().id)
    assert begun.held is not None
    assert (begun.held.finding, draft_of(curator)) == ("First", "Second")
    assert begun.since is drafts.Since.NOTHING


def test_save_and_close_while_saving_closes_once_all_is_saved(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    window, control = curator.person.window, Qt.KeyboardModifier.ControlModifier
    types(editor, qtbot, "First")
    with held_up(window, "write"):
        qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_S, control)
        types(editor, qtbot, "Second")
        qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: not window.editing.windows)
    settles(curator, qtbot)
    assert (curator.held().finding, draft_of(curator)) == ("Second", None)


def test_nothing_can_be_typed_while_a_draft_waits_for_an_answer(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    types(editor, qtbot, "Half a thought")
    leaves(editor, qtbot)
    qtbot.waitUntil(lambda: not curator.person.window.editing.windows)
    again = opened(curator, qtbot)
    go_on = again.messages.buttons["Go on"]
    qtbot.waitUntil(lambda: again.focusWidget() is go_on)
    assert "All is saved" not in again.status.text()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(go_on, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(go_on, Qt.Key.Key_F6)
    assert again.focusWidget() is go_on
    assert not again.form.isVisible()
    for _ in range(6):  # round by Tab: only the answers and what closes the window
        qtbot.keyClick(again.focusWidget(), Qt.Key.Key_Tab)
        assert again.focusWidget().text() in {*again.messages.buttons, "Close"}
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert again.form.isVisible()
    assert again.presenter.record.finding == "Half a thought"


def test_a_draft_written_in_two_windows_is_asked_about_and_clashes_are_settled(
    curator: Curator, editor: EditorWindow, small_library: Path, qtbot: QtBot
) -> None:
    leaves(editor, qtbot)
    first = curator.person.window.editing.write_new()
    assert first is not None
    types(first, qtbot, "From the first")
    first.presenter.put("title", "Brand new")
    qtbot.waitUntil(lambda: bool(first.presenter.kept_at))
    elsewhere = open_library(small_library)
    elsewhere.person = "Dana Hall"
    record = first.presenter.record
    assert drafts.is_claimed(drafts.begin(elsewhere, record.id).draft)  # type: ignore[arg-type]
    theirs = replace(record, finding="From the second")
    editing.save(elsewhere, theirs, None)
    elsewhere.close()
    first.presenter.save()
    settles(curator, qtbot)
    dialog = first.findChildren(ClashDialog)[-1]
    dialog.choices["finding"].mine.click()
    dialog.take.click()
    settles(curator, qtbot)
    assert curator.held(record.id).finding == "From the first"


def test_the_draft_of_another_person_is_named(
    curator: Curator, editor: EditorWindow, small_library: Path, qtbot: QtBot
) -> None:
    leaves(editor, qtbot)
    elsewhere = open_library(small_library)
    elsewhere.person, held = "Dana Hall", curator.held()
    drafts.keep(elsewhere, replace(held, title="Hers"), held, "her window")
    elsewhere.close()
    again = opened(curator, qtbot)
    assert again.messages.text.startswith("Dana Hall's unsaved changes of")
    assert "another window" in again.messages.text


def test_a_record_that_is_written_in_another_window_opens_without_its_draft(
    curator: Curator, editor: EditorWindow, small_library: Path, qtbot: QtBot
) -> None:
    leaves(editor, qtbot)
    elsewhere, sitting = open_library(small_library), Sitting(small_library)
    elsewhere.person, held = "Dana Hall", curator.held()
    sitting.hold()
    drafts.keep(elsewhere, replace(held, title="Hers"), held, sitting.writer)
    again = opened(curator, qtbot)
    assert "being written in another window of this computer, by Dana Hall" in again.messages.text
    assert again.presenter.ready
    assert again.presenter.record == held
    leaves(again, qtbot)
    sitting.let_go()
    elsewhere.close()


def test_a_draft_is_its_windows_own_until_that_is_closed(
    curator: Curator, editor: EditorWindow, qtbot: QtBot
) -> None:
    types(editor, qtbot, "Half a thought")
    qtbot.waitUntil(lambda: bool(editor.presenter.kept_at))
    assert drafts.begin(curator.library, VISITS).window is Window.OPEN
    leaves(editor, qtbot)
    qtbot.waitUntil(lambda: not curator.person.window.editing.windows)
    assert drafts.begin(curator.library, VISITS).window is None
